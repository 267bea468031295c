// sources/notice_xml.hpp: notices in XML: TED_EXPORT (the forms of 2014, up to October 2023) and eForms (UBL 2.3,
// since).
//
// One document is one notice and is read as a whole: TED's longest have some 10 MB. Names are compared without their
// prefixes, since publishers choose those. Nothing outside the document is fetched, entities of its own are not
// expanded (pugixml knows only the five of XML), so a bomb has nothing to grow with.
// Source: W3C XML 1.0 (5th edition); Namespaces in XML 1.0; OP-TED/eForms-SDK; TED XML schema R2.0.9
#pragma once
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "sources/notice_check.hpp"
#include "sources/notice_parties.hpp"
#include "sources/notice_teller.hpp"

namespace lenscap::sources {

inline constexpr std::size_t longest_notice_xml = 64 * 1024 * 1024;  // bytes
inline constexpr int deepest_notice_xml = 64;                        // eForms nest 25 deep

/// Whether this is the beginning of such a notice.
bool recognises_notice_xml(std::string_view head);

/// One document. What is none of these, or broken, becomes a note.
void read_notice_xml(std::string_view bytes, NoticeTeller& teller);

/// A form below TED_EXPORT; `root` is TED_EXPORT.
void read_ted(pugi::xml_node root, const model::NoticePlace& place, NoticeTeller& teller);
/// ContractNotice, ContractAwardNotice or PriorInformationNotice.
void read_eforms(pugi::xml_node root, const model::NoticePlace& place, NoticeTeller& teller);

/// The name without its prefix.
std::string_view local(pugi::xml_node node);
/// First child of that name; a null node when there is none.
pugi::xml_node child(pugi::xml_node node, std::string_view name);
/// Down a path of names: {"PROCEDURE", "NOTICE_NUMBER_OJ"}.
pugi::xml_node child(pugi::xml_node node, std::initializer_list<std::string_view> path);
/// First descendant of that name, in the order of the document.
pugi::xml_node below(pugi::xml_node node, std::string_view name);
/// All descendants of that name that are not inside one another.
std::vector<pugi::xml_node> all_below(pugi::xml_node node, std::string_view name);
/// All text below, pieces joined by a space, white space folded; "" for a null node.
std::string text_of(pugi::xml_node node);

/// Makes values out of nodes, and tells what cannot be used.
class XmlValues {
 public:
  XmlValues(const model::NoticePlace& place, NoticeTeller& teller) : place_(place), teller_(teller) {}
  void note(std::string_view what, std::string_view detail) { teller_.note(place_, what, detail); }
  std::string text(pugi::xml_node node);
  model::NoticeDate day(pugi::xml_node node);
  /// The number in `node`; its currency in `attribute`.
  model::Amount amount(pugi::xml_node node, const char* attribute);

 private:
  const model::NoticePlace& place_;
  NoticeTeller& teller_;
};

}  // namespace lenscap::sources
