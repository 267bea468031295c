// Releases as a person would tell them: who buys, who wins, for how much, when. And knowledge of three parties: a
// maker, a company of its, and a rule that forbids councils to buy from it from a day on.
#pragma once
#include "assess/contract_patterns.hpp"

namespace lenscap::test {

using assess::ContractLedger;
using model::Deal;
using model::Release;

inline model::Amount amount(const std::string& written, const std::string& currency = "GBP") {
  model::Amount a;
  a.currency = currency;
  a.as_written = written;
  const auto dot = written.find('.');
  const std::string units = written.substr(0, dot);
  std::string behind = dot == std::string::npos ? "00" : (written.substr(dot + 1) + "00").substr(0, 2);
  a.hundredths = std::stoll(units) * 100 + (units.starts_with('-') ? -1 : 1) * std::stoll(behind);
  return a;
}

inline model::NoticeDate day(const std::string& text) { return {text.size() == 10 ? text : std::string(), text}; }

struct ReleaseBuilder {
  Release r;
  ReleaseBuilder(const std::string& ocid, const std::string& date, const std::string& tag = "award") {
    r.ocid = ocid;
    r.date = day(date);
    r.tags = {tag};
    r.place.file = "made.json";
    r.place.pointer = "/releases/0";
  }
  std::uint32_t party(const std::string& name, const std::string& scheme = "", const std::string& id = "") {
    for (std::uint32_t i = 0; i < r.parties.size(); ++i)
      if (r.parties[i].name == name) return i;
    model::Organisation o;
    o.id = "org-" + std::to_string(r.parties.size());
    o.name = name;
    if (!scheme.empty()) o.identifiers.push_back({scheme, id});
    r.parties.push_back(o);
    return static_cast<std::uint32_t>(r.parties.size() - 1);
  }
  ReleaseBuilder& buyer(const std::string& name) {
    r.buyers.push_back(party(name));
    return *this;
  }
  ReleaseBuilder& title(const std::string& text) {
    r.title = text;
    return *this;
  }
  ReleaseBuilder& id(const std::string& text) {
    r.id = text;
    return *this;
  }
  ReleaseBuilder& estimate(const std::string& sum, const std::string& currency = "GBP") {
    r.tender_value = amount(sum, currency);
    return *this;
  }
  ReleaseBuilder& awarded(const std::string& total, const std::string& currency = "GBP") {
    r.awarded_total = amount(total, currency);
    return *this;
  }
  ReleaseBuilder& more(const std::string& key, const std::string& value) {
    r.more.emplace_back(key, value);
    return *this;
  }
  ReleaseBuilder& related(const std::string& relationship, const std::string& to, const std::string& scheme = "ocid") {
    r.related.push_back({relationship, scheme, to});
    return *this;
  }
  /// An award, or with `of` a contract of that award. Empty sum: not stated.
  ReleaseBuilder& deal(const std::string& id_text, const std::string& supplier, const std::string& sum,
                       const std::string& date = "", const std::string& of = "", const std::string& currency = "GBP") {
    Deal d;
    d.kind = of.empty() ? Deal::Kind::award : Deal::Kind::contract;
    d.id = id_text;
    d.award_id = of;
    d.status = "active";
    if (!sum.empty()) d.value = amount(sum, currency);
    if (!date.empty()) d.date = day(date);
    if (!supplier.empty()) d.suppliers.push_back(party(supplier));
    d.pointer = (of.empty() ? "/awards/" : "/contracts/") + std::to_string(r.deals.size());
    r.deals.push_back(d);
    return *this;
  }
  ReleaseBuilder& status(const std::string& word) {
    r.deals.back().status = word;
    return *this;
  }
  ReleaseBuilder& period(const std::string& from, const std::string& until) {
    r.deals.back().from = day(from);
    r.deals.back().until = day(until);
    return *this;
  }
  ReleaseBuilder& item(const std::string& text, const std::string& cpv = "") {
    model::Item i;
    i.description = text;
    if (!cpv.empty()) i.classifications.push_back({"CPV", cpv, ""});
    r.deals.back().items.push_back(i);
    return *this;
  }
  ReleaseBuilder& together_with(const std::string& supplier) {
    r.deals.back().suppliers.push_back(party(supplier));
    return *this;
  }
  operator Release() const { return r; }
};

/// Names: "Hikvision" in a name is the maker, "Haishi" a company it owns, "Maybe" may be it; in an item "DS-2CD" sells
/// it.
inline std::vector<assess::ScreenAnswer> made_screen(const assess::ScreenAsk& ask) {
  using assess::ScreenVerdict;
  const auto answer = [&](ScreenVerdict verdict, const char* party, const char* key, std::string_view detail) {
    return std::vector<assess::ScreenAnswer>{
        {verdict, party, party, {"town-ban"}, {{key, std::string(detail), ""}}, ""}};
  };
  const auto holds = [](std::string_view text, std::string_view part) { return text.find(part) != text.npos; };
  if (holds(ask.name, "Hikvision")) return answer(ScreenVerdict::is, "hikvision", "distinctive_token", ask.name);
  if (holds(ask.name, "Haishi")) return answer(ScreenVerdict::owned_by, "haishi", "owner", ask.name);
  if (holds(ask.name, "Maybe")) return answer(ScreenVerdict::may_be, "hikvision", "distinctive_token", ask.name);
  if (holds(ask.item, "DS-2CD")) return answer(ScreenVerdict::sells, "hikvision", "item_model", ask.item);
  return {{assess::ScreenVerdict::not_them, "", "", {}, {}, ""}};
}

inline std::vector<assess::Owner> made_owners(std::string_view id, model::Date) {
  if (id != "haishi") return {};
  assess::Owner owner;
  owner.id = "hikvision";
  owner.least = 51;
  owner.most = 100;
  owner.direct = owner.majority = true;
  owner.path = {"haishi", "hikvision"};
  return {owner};
}

inline assess::ContractAsks made_asks() { return {made_screen, made_owners}; }

/// One maker, one asker, a rule from 2023-01-01, a list that forbids no purchase, two rates, a threshold.
inline knowledge::Knowledge made_knowledge() {
  knowledge::Knowledge k;
  k.edition = "2026-01-01";
  knowledge::Maker maker;
  maker.id = "hikvision";
  maker.name = maker.short_name = "Hikvision";
  maker.own = {"Hikvision"};
  k.makers = {maker};
  knowledge::Who council, federal;
  council.id = "uk-council";
  council.jurisdiction = "UK";
  federal.id = "us-federal";
  federal.jurisdiction = "US";
  k.whos = {council, federal};
  knowledge::Rule rule;
  rule.id = "town-ban";
  rule.title = "A ban";
  rule.jurisdiction = "UK";
  rule.nature = "law";
  rule.certainty = "verified";
  rule.binds = {"uk-council"};
  rule.acts = {"buy"};
  rule.from = model::Date{2023, 1, 1};
  knowledge::RuleParty party;
  party.as_written = "Hikvision";
  party.maker = "hikvision";
  rule.parties = {party};
  knowledge::Rule list = rule;
  list.id = "export-list";
  list.jurisdiction = "US";
  list.nature = "list";
  list.forbids = false;
  list.binds = {"us-federal"};
  list.acts = {"supply"};
  list.from = model::Date{2019, 10, 9};
  k.rules = {rule, list};
  knowledge::Rate year;
  year.id = "cny-usd-2017";
  year.unit = "USD";
  year.in = "CNY";
  year.millionths = 6'756'900;
  year.from = {2017, 1, 1};
  year.until = {2017, 12, 31};
  knowledge::Rate pound;
  pound.id = "gbp-usd-2020";
  pound.unit = "GBP";
  pound.in = "USD";
  pound.millionths = 1'282'900;
  pound.from = {2020, 1, 1};
  pound.until = {2020, 12, 31};
  k.rates = {year, pound};
  knowledge::Threshold threshold;
  threshold.id = "uk-sub-central-2024";
  threshold.currency = "GBP";
  threshold.units = 214'904;
  threshold.vat = 20;
  threshold.binds = {"uk-council"};
  threshold.from = {2024, 1, 1};
  threshold.until = {2025, 12, 31};
  k.thresholds = {threshold};
  return k;
}

/// Everything from releases to findings.
struct Assessed {
  knowledge::Knowledge k = made_knowledge();
  ContractLedger ledger{made_screen};
  assess::ScreenedParties screened;
  std::vector<assess::ContractLink> links;
  assess::ContractTotals totals;
  explicit Assessed(std::vector<Release> releases) {
    for (const auto& release : releases) ledger.add(release);
    ledger.close();
    screened = assess::screen_suppliers(ledger, made_asks());
    links = assess::link_processes(ledger, screened, k, made_asks());
    totals = assess::total(ledger, links, k);
  }
  Assessed(const Assessed&) = delete;
  std::vector<assess::ContractFinding> findings(std::vector<std::string> whos = {}) const {
    return assess::find_in_contracts(ledger, screened, k, made_asks(), {std::move(whos), {}});
  }
  assess::ContractPatterns patterns(std::vector<std::string> whos = {}) const {
    return assess::find_patterns(ledger, links, k, {std::move(whos), {}});
  }
  std::string sum(const std::string& currency = "GBP") const {
    const auto at = totals.counted.find(currency);
    return at == totals.counted.end() ? "" : assess::to_decimal(at->second.sum);
  }
  std::string ceiling(const std::string& currency = "GBP") const {
    const auto at = totals.ceilings.find(currency);
    return at == totals.ceilings.end() ? "" : assess::to_decimal(at->second.sum);
  }
  std::uint64_t left_out(const std::string& why) const {
    const auto at = totals.left_out.find(why);
    return at == totals.left_out.end() ? 0 : at->second.count;
  }
};

}  // namespace lenscap::test
