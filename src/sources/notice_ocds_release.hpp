// sources/notice_ocds_release.hpp: one OCDS release, field by field, into a model::Release.
//
// Organisations are named in three ways in the wild: by a reference {id, name} to `parties`, in full on the spot (1.0),
// or by a name alone with an empty id; a reference is looked up by id, then by name, and what is found nowhere becomes
// a party of its own. What is read depends on no order of the keys. Source:
// open-contracting/standard@0871878d:schema/release-schema.json; extensions lots, techniques, contract suppliers
// (open-contracting-extensions)
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sources/notice_json.hpp"

namespace lenscap::sources {

/// A release as far as it is read, and what of a record or package stood in the same object.
struct OcdsDraft {
  model::Release release;
  bool content = false;                                     ///< anything beside id, date and tag
  bool native = false;                                      ///< is Contracts Finder's older JSON
  bool linked = false;                                      ///< {url}: the release is elsewhere
  bool whole = false;                                       ///< the JSON was read to its end
  std::string_view releases, records, compiled, versioned;  ///< slices of the unit

  struct Mention {
    enum class As : std::uint8_t { buyer, procuring_entity, supplier, tenderer } as = As::buyer;
    model::Organisation organisation;
    std::size_t deal = 0;  ///< of a supplier
  };
  std::vector<Mention> mentions;  ///< empty once they are resolved
};

class OcdsReleaseReader {
 public:
  explicit OcdsReleaseReader(NoticeJson& json) : json_(json) {}

  /// `versioned`: the leaves are lists of versions.
  OcdsDraft read(std::string_view text, const model::NoticePlace& place, bool versioned);

 private:
  void field(std::string_view key, JsonValue value, OcdsDraft& draft);
  void tender(JsonValue value, OcdsDraft& draft);
  void planning(JsonValue value, model::Release& release);
  void deal(JsonValue value, model::Deal::Kind kind, std::size_t number, OcdsDraft& draft);
  void organisation(std::string_view name, JsonValue value, model::Organisation& into);
  void mention(std::string_view name, JsonValue value, OcdsDraft::Mention::As as, std::size_t deal, OcdsDraft& draft);
  void identifier(std::string_view name, JsonValue value, model::Organisation& into);
  void address(JsonValue value, model::Organisation& into);
  void item(JsonValue value, std::vector<model::Item>& into);
  void classification(std::string_view name, JsonValue value, std::vector<model::Classification>& into);
  void amendment(JsonValue value, std::vector<model::Amendment>& into);
  void related(JsonValue value, std::vector<model::RelatedProcess>& into);
  void amount(std::string_view name, JsonValue value, model::Amount& into);
  void date(std::string_view name, JsonValue value, model::NoticeDate& into);
  void period(std::string_view name, JsonValue value, model::NoticeDate& from, model::NoticeDate& until);
  void finish(OcdsDraft& draft);

  NoticeJson& json_;
};

}  // namespace lenscap::sources
