#include "sources/notice_native.hpp"

#include <fmt/format.h>

#include "sources/notice_check.hpp"
#include "sources/notice_parties.hpp"

namespace lenscap::sources {

using model::Amount;
using model::Deal;
using model::Organisation;
using model::Release;
using std::string;
using std::string_view;

namespace {

class NativeReader {
 public:
  explicit NativeReader(NoticeJson& json) : json_(json) { release_.place = json.place(); }

  void read(string_view text) {
    json_.object(text, [&](string_view key, JsonValue value) {
      if (key == "id") json_.text(key, value, release_.id);
      else if (key == "notice") notice(value);
      else if (key == "awards") json_.elements(key, value, [&](JsonValue one) { award(one); });
      else if (key == "cpvCodes") json_.elements(key, value, [&](JsonValue one) { code(one); });
    });
    finish();
  }

 private:
  struct Supplier {
    Organisation organisation;
    std::size_t deal;
  };

  void date(string_view key, JsonValue value, model::NoticeDate& into) {
    string written;
    json_.text(key, value, written);
    into = checked_day(written, [&](string_view what, string_view detail) { json_.note(what, detail); });
  }
  void amount(string_view key, JsonValue value, Amount& into) {
    json_.text(key, value, into.as_written);
    if (into.as_written == "0") into.as_written.clear();  // not stated
    if (into.as_written.empty()) return;
    into.currency = "GBP";
    check_amount(into, [&](string_view what, string_view detail) { json_.note(what, detail); });
  }
  void more(string_view key, JsonValue value) {
    string text;
    json_.text(key, value, text);
    if (!text.empty()) release_.more.emplace_back(fmt::format("contracts_finder.{}", key), std::move(text));
  }

  void notice(JsonValue value) {
    json_.inside("notice", value, [&](string_view key, JsonValue part) {
      if (key == "identifier") json_.text(key, part, release_.reference);
      else if (key == "title") json_.text(key, part, release_.title);
      else if (key == "description") json_.text(key, part, release_.description);
      else if (key == "publishedDate") date(key, part, release_.date);
      else if (key == "valueLow") amount(key, part, low_);
      else if (key == "valueHigh") amount(key, part, release_.tender_value);
      else if (key == "start") date(key, part, release_.tender_from);
      else if (key == "end") date(key, part, release_.tender_until);
      else if (key == "procedureType") json_.text(key, part, release_.method_details);
      else if (key == "organisationName") json_.text(key, part, buyer_);
      else if (key == "parentId") {
        model::RelatedProcess parent{"parent", "contracts-finder", {}};
        json_.text(key, part, parent.id);
        if (!parent.id.empty()) release_.related.push_back(std::move(parent));
      } else if (key == "linkReason" || key == "status" || key == "isFrameworkAgreement") more(key, part);
    });
  }

  void award(JsonValue value) {
    const std::size_t index = release_.deals.size();
    auto& deal = release_.deals.emplace_back();
    deal.pointer = fmt::format("/awards/{}", index);
    Organisation supplier;
    json_.inside("awards", value, [&](string_view key, JsonValue part) {
      if (key == "id") json_.text(key, part, deal.id);
      else if (key == "value") amount(key, part, deal.value);
      else if (key == "supplierName") json_.text(key, part, supplier.name);
      else if (key == "supplierAddress") json_.text(key, part, supplier.address);
      else if (key == "dunsNumber") identifier(part, "DUNS", supplier);
      else if (key == "reference") json_.text(key, part, reference_);
      else if (key == "referenceType") json_.text(key, part, reference_type_);
      else if (key == "startDate") date(key, part, deal.from);
      else if (key == "endDate") date(key, part, deal.until);
      else if (key == "awardedDate") date(key, part, deal.date);
    });
    if (reference_type_ == "COMPANIES_HOUSE" && !reference_.empty())
      add_identifier(supplier, {"GB-COH", reference_}, [&](string_view odd) { json_.note("identifier_form", odd); });
    reference_.clear();
    reference_type_.clear();
    if (!supplier.name.empty()) suppliers_.push_back({std::move(supplier), index});
  }
  void identifier(JsonValue value, string_view scheme, Organisation& into) {
    model::OrganisationId id{string(scheme), {}};
    json_.text(scheme, value, id.id);
    add_identifier(into, std::move(id), [](string_view) {});
  }
  void code(JsonValue value) {
    model::Classification cpv{"CPV", {}, {}};
    json_.inside("cpvCodes", value, [&](string_view key, JsonValue part) {
      if (key == "code") json_.text(key, part, cpv.id);
      else if (key == "description") json_.text(key, part, cpv.text);
    });
    cpv.id = without_check_digit(cpv.id);
    if (!cpv.id.empty()) release_.classifications.push_back(std::move(cpv));
  }

  void finish() {
    release_.ocid =
        release_.id.empty() ? fmt::format("{}@{}", release_.place.file, release_.place.offset) : release_.id;
    release_.ocid.insert(0, "contracts-finder ");
    if (release_.tender_value.as_written.empty()) release_.tender_value = std::move(low_);
    release_.tags.emplace_back(release_.deals.empty() ? "tender" : "award");
    NoticeParties parties(release_);
    if (!buyer_.empty()) {
      Organisation buyer;
      buyer.name = std::move(buyer_);
      add_index(release_.buyers, parties.find_or_add(std::move(buyer), "buyer"));
    }
    for (auto& [organisation, deal] : suppliers_)
      add_index(release_.deals[deal].suppliers, parties.find_or_add(std::move(organisation), "supplier"));
    if (release_.date.as_written.empty()) json_.note("date_missing", release_.ocid);
    json_.teller().release(std::move(release_), "contracts-finder");
  }

  NoticeJson& json_;
  Release release_;
  Amount low_;
  string buyer_, reference_, reference_type_;
  std::vector<Supplier> suppliers_;
};

}  // namespace

void read_contracts_finder(string_view text, NoticeJson& json) { NativeReader(json).read(text); }

}  // namespace lenscap::sources
