// TED_EXPORT, the forms of 2014 and after: F02 contract notice, F03 award, F15 voluntary ex ante transparency, F20
// modification, F06 utilities, F21 to F23 social services, F25 concessions. They share their element names, so one
// reader takes them all; a form's number only decides the tag.
//
// FORM_SECTION holds the form in its own language and in translations, which say the same: the first that is marked
// ORIGINAL is read. A notice's key is its number in the Official Journal, "2021/S 133-353237"; the earlier notice that
// it names stands under `related`.
// Source: Publications Office of the EU, TED XML schema R2.0.9 (F01 to F25_2014.xsd, common_2014.xsd)
#include <fmt/format.h>

#include "sources/notice_xml.hpp"

namespace lenscap::sources {

using model::Deal;
using model::Organisation;
using model::Release;
using pugi::xml_node;
using std::string;
using std::string_view;

namespace {

bool is_form(xml_node node) {
  const auto name = local(node);
  return name.size() >= 3 && name[0] == 'F' && name[1] >= '0' && name[1] <= '9' && name[2] >= '0' && name[2] <= '9';
}

string_view form_tag(string_view form) {
  if (form.starts_with("F01") || form.starts_with("F04")) return "planning";
  if (form.starts_with("F20")) return "contractAmendment";
  if (form.starts_with("F14")) return "tenderAmendment";
  for (const string_view award : {"F03", "F06", "F13", "F15", "F25"})
    if (form.starts_with(award)) return "award";
  return "tender";
}

class TedReader {
 public:
  TedReader(xml_node root, xml_node form, model::NoticePlace place, NoticeTeller& teller)
      : root_(root), form_(form), values_(release_.place, teller), teller_(teller) {
    place.pointer += fmt::format("/FORM_SECTION/{}", local(form));
    place.offset = static_cast<std::uint64_t>(std::max<std::ptrdiff_t>(form.offset_debug(), 0));
    release_.place = std::move(place);
  }

  void read() {
    head();
    object(child(form_, "OBJECT_CONTRACT"));
    procedure(child(form_, "PROCEDURE"));
    NoticeParties parties(release_);
    const auto body = child(form_, "CONTRACTING_BODY");
    for (const string_view name : {"ADDRESS_CONTRACTING_BODY", "ADDRESS_CONTRACTING_BODY_ADDITIONAL"})
      for (const auto address : body.children())
        if (local(address) == name) add_index(release_.buyers, parties.find_or_add(organisation(address), "buyer"));
    std::size_t number = 0;
    for (const auto award : form_.children())
      if (local(award) == "AWARD_CONTRACT") deal(award, ++number, parties);
    modifications(child(form_, "MODIFICATIONS_CONTRACT"), parties);
    if (!release_.deals.empty() && release_.tags.front() == "tender") release_.tags.front() = "award";
    if (const auto both = two_currencies(release_); !both.empty()) values_.note("two_currencies", both);
    teller_.release(std::move(release_), "ted");
  }

 private:
  void more(string_view name, string text) {
    if (!text.empty()) release_.more.emplace_back(fmt::format("ted.{}", name), std::move(text));
  }

  void head() {
    const auto coded = child(root_, "CODED_DATA_SECTION");
    const auto notice = child(coded, "NOTICE_DATA");
    release_.id = text_of(child(notice, "NO_DOC_OJS"));
    const string document = root_.attribute("DOC_ID").value();
    release_.ocid = fmt::format("TED {}", !release_.id.empty() ? release_.id : document);
    if (release_.id.empty()) release_.id = document;
    if (release_.id.empty()) {
      values_.note("ocid_missing", local(form_));
      release_.ocid = fmt::format("{}@{}", release_.place.file, release_.place.offset);
    }
    release_.date = values_.day(child(coded, {"REF_OJS", "DATE_PUB"}));
    if (release_.date.as_written.empty()) values_.note("date_missing", release_.ocid);
    release_.language = form_.attribute("LG").value();
    release_.tags.emplace_back(form_tag(local(form_)));
    release_.method_details = text_of(child(coded, {"CODIF_DATA", "PR_PROC"}));
    more("form", string(local(form_)));
    const auto nature = text_of(child(coded, {"CODIF_DATA", "NC_CONTRACT_NATURE"}));
    more("contract_nature", nature);
    for (const auto earlier : notice.children())
      if (local(earlier) == "REF_NOTICE") related(text_of(child(earlier, "NO_DOC_OJS")));
  }

  void related(string number) {
    if (number.empty()) return;
    for (const auto& known : release_.related)
      if (known.id == number) return;
    release_.related.push_back({"prior", "EU-OJ", std::move(number)});
  }

  void codes(xml_node node, std::vector<model::Classification>& into) {
    const string code(without_check_digit(child(node, "CPV_CODE").attribute("CODE").value()));
    if (code.empty()) return;
    for (const auto& known : into)
      if (known.id == code) return;
    into.push_back({"CPV", code, {}});
  }

  void object(xml_node object) {
    release_.title = values_.text(child(object, "TITLE"));
    release_.description = values_.text(child(object, "SHORT_DESCR"));
    release_.reference = values_.text(child(object, "REFERENCE_NUMBER"));
    release_.tender_value = values_.amount(child(object, "VAL_ESTIMATED_TOTAL"), "CURRENCY");
    release_.awarded_total = values_.amount(child(object, "VAL_TOTAL"), "CURRENCY");  // all lots together
    if (const auto total = child(object, "VAL_TOTAL"))
      more("VAL_TOTAL", fmt::format("{} {}", text_of(total), total.attribute("CURRENCY").value()));
    codes(child(object, "CPV_MAIN"), release_.classifications);
    for (const auto part : object.children()) {
      if (local(part) != "OBJECT_DESCR") continue;
      model::Item lot;
      lot.id = text_of(child(part, "LOT_NO"));
      lot.description = values_.text(child(part, "TITLE"));
      if (lot.description.empty()) lot.description = values_.text(child(part, "SHORT_DESCR"));
      for (const auto code : part.children())
        if (local(code) == "CPV_ADDITIONAL") codes(code, lot.classifications);
      release_.tender_items.push_back(std::move(lot));
      if (release_.tender_from.as_written.empty()) release_.tender_from = values_.day(child(part, "DATE_START"));
      if (release_.tender_until.as_written.empty()) release_.tender_until = values_.day(child(part, "DATE_END"));
    }
  }

  void procedure(xml_node procedure) {
    for (const auto part : procedure.children()) {
      const auto name = local(part);
      if (name.starts_with("PT_") && release_.method.empty()) release_.method = name;
      else if (name == "FRAMEWORK" || name == "DPS") more(name, "true");
      else if (name == "NOTICE_NUMBER_OJ") related(text_of(part));
    }
  }

  Organisation organisation(xml_node address) {
    Organisation one;
    one.name = values_.text(child(address, "OFFICIALNAME"));
    one.address = joined(
        {text_of(child(address, "ADDRESS")), text_of(child(address, "TOWN")), text_of(child(address, "POSTAL_CODE"))});
    one.country = child(address, "COUNTRY").attribute("VALUE").value();
    add_identifier(one, {"", text_of(child(address, "NATIONALID"))}, [](string_view) {});
    return one;
  }

  void suppliers(xml_node node, Deal& deal, NoticeParties& parties) {
    deal.suppliers.clear();
    for (const auto address : all_below(node, "ADDRESS_CONTRACTOR"))
      if (auto one = organisation(address); !one.name.empty())
        add_index(deal.suppliers, parties.find_or_add(std::move(one), "supplier"));
  }

  void deal(xml_node award, std::size_t number, NoticeParties& parties) {
    Deal deal;
    deal.pointer = fmt::format("/AWARD_CONTRACT[{}]", number);
    deal.id = award.attribute("ITEM").value();
    if (deal.id.empty()) deal.id = std::to_string(number);
    deal.title = values_.text(child(award, "TITLE"));
    for (const auto lot : award.children())
      if (local(lot) == "LOT_NO") deal.lots.push_back(text_of(lot));
    const string contract = text_of(child(award, "CONTRACT_NO"));
    if (!contract.empty()) more(fmt::format("CONTRACT_NO[{}]", number), contract);
    const auto awarded = child(award, "AWARDED_CONTRACT");
    deal.status = awarded ? "active" : "unsuccessful";
    deal.date = values_.day(below(awarded, "DATE_CONCLUSION_CONTRACT"));
    const auto sums = child(awarded, "VALUES");
    deal.value = values_.amount(child(sums, "VAL_TOTAL"), "CURRENCY");
    if (const auto range = child(sums, "VAL_RANGE_TOTAL"))  // no sum, but a lowest and a highest tender
      more(fmt::format("VAL_RANGE_TOTAL[{}]", number),
           fmt::format("{} to {} {}", text_of(child(range, "LOW")), text_of(child(range, "HIGH")),
                       range.attribute("CURRENCY").value()));
    suppliers(awarded, deal, parties);
    const string received = text_of(child(awarded, {"TENDERS", "NB_TENDERS_RECEIVED"}));
    if (release_.tenderers.empty()) release_.tenderers = received;
    release_.deals.push_back(std::move(deal));
  }

  /// Form F20: the contract as it stands after the change, and the change itself.
  void modifications(xml_node changes, NoticeParties& parties) {
    if (!changes || release_.deals.empty()) return;
    auto& deal = release_.deals.front();
    const auto description = child(changes, "DESCRIPTION_PROCUREMENT");
    const auto info = child(changes, "INFO_MODIFICATIONS");
    model::Amendment amendment{{}, release_.date.day, values_.text(child(info, "SHORT_DESCR"))};
    deal.amendments.push_back(std::move(amendment));
    if (const auto before = below(info, "VAL_TOTAL_BEFORE"))
      more("VAL_TOTAL_BEFORE", fmt::format("{} {}", text_of(before), before.attribute("CURRENCY").value()));
    auto after = below(info, "VAL_TOTAL_AFTER");
    if (!after) after = child(description, {"VALUES", "VAL_TOTAL"});
    if (after) deal.value = values_.amount(after, "CURRENCY");
    deal.from = values_.day(child(description, "DATE_START"));
    deal.until = values_.day(child(description, "DATE_END"));
    if (below(description, "ADDRESS_CONTRACTOR")) suppliers(description, deal, parties);
  }

  xml_node root_, form_;
  Release release_;
  XmlValues values_;
  NoticeTeller& teller_;
};

}  // namespace

void read_ted(xml_node root, const model::NoticePlace& place, NoticeTeller& teller) {
  xml_node chosen;
  for (const auto form : child(root, "FORM_SECTION").children()) {
    if (!is_form(form)) continue;
    const string_view category = form.attribute("CATEGORY").value();
    if (!chosen || (category == "ORIGINAL" && string_view(chosen.attribute("CATEGORY").value()) != "ORIGINAL"))
      chosen = form;
  }
  if (!chosen) return teller.note(place, "not_a_notice", "TED_EXPORT without a form of 2014 or after");
  TedReader(root, chosen, place, teller).read();
}

}  // namespace lenscap::sources
