// USAspending: federal contract transactions. Today's downloads (award_id_piid, recipient_uei, …) and the files of 2016
// (piid, dunsnumber, …) say the same under different names; of a download by award, one row is the award as it stands.
//
// The key of a process is USAspending's own: CONT_AWD_<PIID>_<agency>_<parent PIID>_<parent agency>, or
// CONT_IDV_<PIID>_<agency> of a vehicle under which orders are placed; the older files have only its parts. The
// parent's key is given as a framework. DUNS numbers ended in April 2022, when UEI took over. Source:
// fedspendingtransparency/usaspending-api@dd34e688:usaspending_api/download/v2/download_column_historical_lookups.py,
// usaspending_api/data/usaspending_treasury_contracts.csv
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "model/ascii.hpp"
#include "sources/notice_check.hpp"
#include "sources/notice_parties.hpp"
#include "sources/notice_table.hpp"

namespace lenscap::sources {

using model::Deal;
using model::NoticeDate;
using model::Organisation;
using std::string;
using std::string_view;

namespace {

/// What is asked of a row, and the columns that say it: today's first.
struct Column {
  string_view field;
  std::array<string_view, 4> names;
};
constexpr Column columns[]{
    {"key", {"contract_award_unique_key", "award_unique_key"}},
    {"transaction", {"contract_transaction_unique_key", "unique_transaction_id"}},
    {"piid", {"award_id_piid", "piid"}},
    {"modification", {"modification_number", "modnumber"}},
    {"parent_piid", {"parent_award_id_piid", "idvpiid"}},
    {"parent_agency", {"parent_award_agency_id", "idvagencyid"}},
    {"agency_code", {"awarding_agency_code", "agencyid"}},
    {"sub_agency_code", {"awarding_sub_agency_code", "contractingofficeagencyid"}},
    {"agency", {"awarding_agency_name", "maj_agency_cat"}},
    {"sub_agency", {"awarding_sub_agency_name", "contractingofficeagencyid"}},
    {"amount", {"federal_action_obligation", "total_obligated_amount", "dollarsobligated", "total_dollars_obligated"}},
    {"ceiling", {"base_and_all_options_value", "potential_total_value_of_award", "baseandalloptionsvalue"}},
    {"signed", {"award_base_action_date", "action_date", "signeddate"}},
    {"acted", {"action_date", "signeddate", "award_latest_action_date", "last_modified_date"}},
    {"from", {"period_of_performance_start_date", "effectivedate"}},
    {"until", {"period_of_performance_current_end_date", "currentcompletiondate"}},
    {"name", {"recipient_name", "vendorname"}},
    {"raw_name", {"recipient_name_raw", "vendoralternatename"}},
    {"trade_name", {"recipient_doing_business_as_name", "vendordoingasbusinessname"}},
    {"uei", {"recipient_uei"}},
    {"duns", {"recipient_duns", "dunsnumber"}},
    {"cage", {"cage_code"}},
    {"street", {"recipient_address_line_1", "streetaddress"}},
    {"city", {"recipient_city_name", "city"}},
    {"state", {"recipient_state_code", "state"}},
    {"zip", {"recipient_zip_4_code", "zipcode"}},
    {"country", {"recipient_country_name", "vendorcountrycode"}},
    {"parent_name", {"recipient_parent_name", "mod_parent"}},
    {"parent_uei", {"recipient_parent_uei"}},
    {"parent_duns", {"recipient_parent_duns", "parentdunsnumber"}},
    {"description",
     {"transaction_description", "prime_award_base_transaction_description", "award_description",
      "descriptionofcontractrequirement"}},
    {"psc", {"product_or_service_code", "productorservicecode"}},
    {"psc_text", {"product_or_service_code_description"}},
    {"naics", {"naics_code", "principalnaicscode"}},
    {"naics_text", {"naics_description"}},
    {"competed", {"extent_competed", "extentcompeted"}},
    {"offers", {"number_of_offers_received", "numberofoffersreceived"}},
    {"solicitation", {"solicitation_identifier", "solicitationid"}},
    {"vehicle", {"idv_type", "typeofidc"}},
    {"action_type", {"award_type", "contractactiontype"}},
    {"action", {"action_type", "reasonformodification"}},
    {"origin", {"country_of_product_or_service_origin", "countryoforigin"}},
    {"manufacture", {"place_of_manufacture", "placeofmanufacture"}},
    {"foreign", {"domestic_or_foreign_entity"}},
};
/// Shown as they are, under "usaspending.".
constexpr string_view kept[]{"modification", "ceiling",     "raw_name", "trade_name", "action_type", "action",
                             "origin",       "manufacture", "foreign",  "piid",       "agency"};

/// "2044" of "2044: UNITED STATES MINT", as the files of 2016 join code and text.
string_view leading_code(string_view cell) { return model::trimmed(cell.substr(0, cell.find(':'))); }
string_view text_behind_code(string_view cell) {
  const auto colon = cell.find(": ");
  return model::trimmed(colon == string_view::npos ? cell : cell.substr(colon + 2));
}

class AwardReader {
 public:
  AwardReader(std::span<const string_view> header, NoticeTeller& teller) : teller_(teller) {
    std::unordered_map<string, std::size_t> at;
    for (std::size_t i = 0; i < header.size(); ++i) at.try_emplace(model::lower_ascii(model::trimmed(header[i])), i);
    auto& shown = teller.counts().columns;
    shown.clear();
    for (const auto& column : columns)
      for (const auto name : column.names)
        if (const auto found = at.find(string(name)); !name.empty() && found != at.end()) {
          where_.try_emplace(column.field, found->second);
          shown.emplace_back(string(name), string(column.field));
          break;
        }
  }

  void row(const CsvRow& row) {
    row_ = &row;
    place_ = {teller_.file(), row.offset, row.line, fmt::format("row {}", row.number)};
    note_repairs(row, place_, teller_);
    if (cell("piid").empty() && cell("key").empty()) return teller_.note(place_, "row_broken", "no award id");
    model::Release release;
    release.place = place_;
    release.ocid = key();
    release.id = cell("transaction");
    release.language = "en";
    release.title = cell("description");
    release.method_details = text_behind_code(cell("competed"));
    release.reference = cell("solicitation");
    release.tenderers = cell("offers");
    const auto modification = cell("modification");
    release.tags.emplace_back(modification.empty() || modification == "0" ? "contract" : "contractAmendment");
    for (const auto field : kept)
      if (const auto value = cell(field); !value.empty())
        release.more.emplace_back(fmt::format("usaspending.{}", field), string(value));
    NoticeParties parties(release);
    buyer(release, parties);
    deal(release, parties);
    if (const auto parent = cell("parent_piid"); !parent.empty())
      release.related.push_back({"framework", "usaspending",
                                 fmt::format("CONT_IDV_{}_{}", parent, or_none(leading_code(cell("parent_agency"))))});
    release.date = day("acted");
    if (release.date.as_written.empty()) teller_.note(place_, "date_missing", release.ocid);
    teller_.release(std::move(release), "usaspending");
  }

 private:
  string_view cell(string_view field) const {
    const auto found = where_.find(field);
    if (found == where_.end() || found->second >= row_->fields.size()) return {};
    return model::trimmed(row_->fields[found->second]);
  }
  static string_view or_none(string_view text) { return text.empty() ? "-NONE-" : text; }

  string key() const {
    if (const auto known = cell("key"); !known.empty()) return string(known);
    const auto agency = leading_code(cell("agency_code"));
    const auto kind = text_behind_code(cell("action_type"));
    constexpr string_view vehicles[]{"IDC", "GWAC", "FSS", "BOA", "BPA"};
    if (std::find(std::begin(vehicles), std::end(vehicles), kind) != std::end(vehicles))
      return fmt::format("CONT_IDV_{}_{}", cell("piid"), agency);
    return fmt::format("CONT_AWD_{}_{}_{}_{}", cell("piid"), agency, or_none(cell("parent_piid")),
                       or_none(leading_code(cell("parent_agency"))));
  }

  NoticeDate day(string_view field) {
    const auto written = cell(field);
    if (written.find('/') == string_view::npos)
      return checked_day(written, [&](string_view what, string_view detail) { teller_.note(place_, what, detail); });
    NoticeDate date{slash_day(written, true), string(written)};
    if (date.day.empty()) teller_.note(place_, "date_unreadable", written);
    return date;
  }

  void buyer(model::Release& release, NoticeParties& parties) {
    const auto sub_code = leading_code(cell("sub_agency_code"));
    Organisation agency;
    agency.name = text_behind_code(cell("sub_agency"));
    agency.id = sub_code;
    if (agency.name.empty()) agency.name = text_behind_code(cell("agency"));
    agency.country = "USA";
    if (!sub_code.empty()) agency.identifiers.push_back({"US-FPDS", string(sub_code)});
    if (!agency.name.empty()) add_index(release.buyers, parties.find_or_add(std::move(agency), "buyer"));
  }

  Organisation company(string_view name, string_view uei, string_view duns) {
    Organisation one;
    one.name = cell(name);
    add_identifier(one, {"UEI", string(cell(uei))}, [](string_view) {});
    add_identifier(one, {"DUNS", string(cell(duns))}, [](string_view) {});
    if (!one.identifiers.empty()) one.id = one.identifiers.front().id;
    return one;
  }

  void deal(model::Release& release, NoticeParties& parties) {
    Deal deal;
    deal.kind = Deal::Kind::contract;
    deal.id = cell("piid");
    deal.title = release.title;
    deal.pointer = "";
    deal.value.as_written = cell("amount");
    if (!deal.value.as_written.empty()) deal.value.currency = "USD";
    check_amount(deal.value, [&](string_view what, string_view detail) { teller_.note(place_, what, detail); });
    deal.date = day("signed");
    deal.from = day("from");
    deal.until = day("until");
    auto supplier = company("name", "uei", "duns");
    add_identifier(supplier, {"CAGE", string(cell("cage"))}, [](string_view) {});
    supplier.address = joined({cell("street"), cell("city"), cell("state"), cell("zip")});
    supplier.country = text_behind_code(cell("country"));
    auto parent = company("parent_name", "parent_uei", "parent_duns");
    const bool own = parent.id.empty() ? parent.name == supplier.name : parent.id == supplier.id;
    if (!supplier.name.empty()) add_index(deal.suppliers, parties.find_or_add(std::move(supplier), "supplier"));
    if (!own && !(parent.name.empty() && parent.id.empty())) parties.find_or_add(std::move(parent), "parentCompany");
    model::Item item;
    item.description = release.title;
    const auto psc = cell("psc"), psc_text = cell("psc_text");
    if (!psc.empty())
      item.classifications.push_back(
          {"PSC", string(leading_code(psc)),
           string(psc_text.empty() && psc.find(':') != string_view::npos ? text_behind_code(psc) : psc_text)});
    if (const auto naics = cell("naics"); !naics.empty())
      item.classifications.push_back({"NAICS", string(leading_code(naics)), string(cell("naics_text"))});
    deal.items.push_back(std::move(item));
    release.deals.push_back(std::move(deal));
  }

  NoticeTeller& teller_;
  std::unordered_map<string_view, std::size_t> where_;
  const CsvRow* row_ = nullptr;
  model::NoticePlace place_;
};

}  // namespace

bool is_usaspending(std::span<const string_view> header) {
  const auto has = [&](string_view name) {
    return std::any_of(header.begin(), header.end(),
                       [&](string_view one) { return model::lower_ascii(model::trimmed(one)) == name; });
  };
  return (has("award_id_piid") && has("recipient_name")) ||
         (has("piid") && has("vendorname") && has("dollarsobligated"));
}

void read_usaspending(NoticeRows& rows, std::span<const string_view> header, NoticeTeller& teller) {
  AwardReader reader(header, teller);
  while (const auto* row = rows.next()) {
    if (teller.stopped()) return;
    reader.row(*row);
  }
}

}  // namespace lenscap::sources
