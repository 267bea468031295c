// views/contracts_ocds.cpp: an OCDS 1.1 release package, one compiled release a process: parties, awards and contracts
// in their newest state, and strong links as related processes. Items and documents stay with the publisher's releases.
// Source: open-contracting/standard, schema/release-package-schema.json, schema/release-schema.json (1.1)
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "views/contracts.hpp"
#include "views/neutral.hpp"

namespace lenscap::views {

namespace {

/// Releases of one ocid that are several processes get keys of their own: an ocid names one process.
std::string ocid_of(const ContractsView& view, std::uint32_t process) {
  const auto& p = view.ledger.processes[process];
  std::string key = neutral(view.ledger.texts[p.ocid]);
  return p.parts > 1 ? fmt::format("{}-part-{}", key, p.part + 1) : key;
}

Json date_time(const assess::Days& day) { return day.exact() ? Json(to_string(day) + "T00:00:00Z") : Json(nullptr); }

/// JSON numbers are printed from the exact text.
std::string value_text(const ContractsView& view, const assess::Sum& sum) {
  if (kind_of(sum) != assess::SumKind::stated && kind_of(sum) != assess::SumKind::negative) return {};
  return fmt::format("{{\"amount\":{},\"currency\":{}}}", assess::to_decimal(sum.hundredths),
                     Json(neutral(view.ledger.texts[sum.currency])).dump());
}

class Release {
 public:
  Release(const ContractsView& view, std::uint32_t number)
      : view_(view), number_(number), p_(view.ledger.processes[number]) {}

  std::string text(const std::multimap<std::uint32_t, const assess::ContractLink*>& links) {
    std::string awards, contracts;
    for (const auto& state : view_.ledger.states_of(p_)) {
      const bool award = view_.ledger.deals[state.row].kind == model::Deal::Kind::award;
      std::string& list = award ? awards : contracts;
      list += (list.empty() ? "" : ",") + deal(state, award);
    }
    const auto& newest = view_.ledger.newest(p_);
    const std::string ocid = ocid_of(view_, number_);
    std::string out =
        fmt::format("{{\"ocid\":{},\"id\":{},\"date\":{},\"tag\":[\"compiled\"],\"initiationType\":\"tender\"",
                    Json(ocid).dump(), Json(ocid + "-compiled").dump(), date_time(newest.date).dump());
    std::string tender = fmt::format("{{\"id\":{},\"title\":{}", Json(ocid + "-tender").dump(),
                                     Json(process_title(view_, number_)).dump());
    if (const auto value = value_text(view_, estimate()); !value.empty()) tender += ",\"value\":" + value;
    out += ",\"tender\":" + tender + "}";
    for (const auto buyer : view_.ledger.buyers_of(p_)) {
      const Json reference = refer(buyer, "buyer");
      if (buyer == view_.ledger.buyers_of(p_).front()) out += ",\"buyer\":" + reference.dump();
    }
    if (!awards.empty()) out += ",\"awards\":[" + awards + "]";
    if (!contracts.empty()) out += ",\"contracts\":[" + contracts + "]";
    Json parties = Json::array();
    for (const auto& [party, roles] : roles_) parties.push_back(organisation(party, roles));
    out += ",\"parties\":" + parties.dump();
    Json related = Json::array();
    for (auto [at, end] = links.equal_range(number_); at != end; ++at)
      related.push_back(relation(*at->second, related.size() + 1));
    if (!related.empty()) out += ",\"relatedProcesses\":" + related.dump();
    return out + "}";
  }

 private:
  assess::Sum estimate() const {
    assess::Sum sum;
    for (std::uint32_t i = 0; i < p_.notice_count; ++i)
      if (const auto& n = view_.ledger.notices[view_.ledger.order[p_.notices + i]]; n.tender_value.written != 0)
        sum = n.tender_value;
    return sum;
  }

  Json refer(std::uint32_t party, const char* role) {
    auto& roles = roles_[party];
    if (std::find(roles.begin(), roles.end(), role) == roles.end()) roles.push_back(role);
    return {{"id", "party-" + std::to_string(party)}, {"name", party_name(view_, party)}};
  }

  Json organisation(std::uint32_t party, const std::vector<std::string>& roles) const {
    const auto& p = view_.ledger.parties[party];
    Json json = {{"id", "party-" + std::to_string(party)}, {"name", party_name(view_, party)}, {"roles", roles}};
    Json more = Json::array();
    for (const auto& [scheme, id] : p.identifiers)
      more.push_back({{"scheme", neutral(view_.ledger.texts[scheme])}, {"id", neutral(view_.ledger.texts[id])}});
    if (!more.empty()) {
      json["identifier"] = more.front();
      more.erase(0);
      if (!more.empty()) json["additionalIdentifiers"] = std::move(more);
    }
    return json;
  }

  std::string deal(const assess::DealState& state, bool award) {
    const auto& row = view_.ledger.deals[state.row];
    Json json = {{"id", neutral(view_.ledger.texts[row.id])}};
    if (!award) json["awardID"] = neutral(view_.ledger.texts[row.award_id]);
    if (row.title != 0) json["title"] = neutral(view_.ledger.texts[row.title]);
    if (row.status != assess::DealStatus::unstated && row.status != assess::DealStatus::other)
      json["status"] = std::string(to_string(row.status));
    if (state.date.exact()) json[award ? "date" : "dateSigned"] = date_time(state.date);
    if (state.from.exact() || state.until.exact()) {
      Json& period = json[award ? "contractPeriod" : "period"];
      if (state.from.exact()) period["startDate"] = date_time(state.from);
      if (state.until.exact()) period["endDate"] = date_time(state.until);
    }
    Json suppliers = Json::array();
    for (const auto supplier : view_.ledger.suppliers_of(state)) suppliers.push_back(refer(supplier, "supplier"));
    if (!suppliers.empty()) json["suppliers"] = std::move(suppliers);
    std::string text = json.dump();
    if (const auto value = value_text(view_, state.value); !value.empty())
      text.insert(text.size() - 1, ",\"value\":" + value);
    return text;
  }

  Json relation(const assess::ContractLink& link, std::size_t id) const {
    static constexpr std::string_view words[] = {"framework",      "planning",           "prior",
                                                 "renewalProcess", "replacementProcess", "unsuccessfulProcess",
                                                 "parent",         "subContract"};
    const auto kind = static_cast<std::size_t>(link.kind);
    Json json = {{"id", std::to_string(id)}};
    json["relationship"] = Json::array({std::string(kind < std::size(words) ? words[kind] : to_string(link.kind))});
    json["title"] = link_sentence(view_, link);
    json["scheme"] = link.to == assess::no_row ? "other" : "ocid";
    json["identifier"] =
        link.to == assess::no_row ? neutral(view_.ledger.texts[link.outside]) : ocid_of(view_, link.to);
    return json;
  }

  const ContractsView& view_;
  std::uint32_t number_;
  const assess::Process& p_;
  std::map<std::uint32_t, std::vector<std::string>> roles_;
};

}  // namespace

std::string to_contracts_ocds(const ContractsView& view) {
  std::multimap<std::uint32_t, const assess::ContractLink*> links;
  for (const auto& link : view.links)
    if (link.strong) links.emplace(link.from, &link);
  const auto shown = shown_processes(view);
  assess::Days newest;  // no clock: a package is as old as its newest release
  for (const auto p : shown)
    if (const auto& day = view.ledger.newest(view.ledger.processes[p]).date;
        day.stated() && (!newest.stated() || newest.last < day.last))
      newest = {day.last, day.last};
  if (!newest.stated()) newest = assess::days_of(view.k.edition);
  std::string out = fmt::format(
      "{{\"uri\":\"urn:lenscap:contracts\",\"version\":\"1.1\",\"publishedDate\":\"{}T00:00:00Z\","
      "\"extensions\":[\"https://raw.githubusercontent.com/open-contracting-extensions/"
      "ocds_contract_suppliers_extension/master/extension.json\"],"
      "\"publisher\":{{\"name\":\"lenscap contracts\"}},\"releases\":[",
      to_string(newest));
  for (std::size_t i = 0; i < shown.size(); ++i) out += (i == 0 ? "\n" : ",\n") + Release(view, shown[i]).text(links);
  return out + "\n]}\n";
}

}  // namespace lenscap::views
