// views/contracts_json.cpp: the public form of `lenscap contracts`, docs/contracts.schema.json. Names are stable:
// added to, never renamed. Processes are written one by one: a million never stand in memory as trees.
#include <algorithm>
#include <functional>
#include <set>

#include "views/contracts.hpp"
#include "views/neutral.hpp"

namespace lenscap::views {

namespace {

Json text(std::string_view value) { return value.empty() ? Json(nullptr) : Json(neutral(value)); }

Json sum_json(const ContractsView& view, const assess::Sum& sum, const assess::Days& day) {
  const std::string_view currency = view.ledger.texts[sum.currency];
  Json json = {
      {"kind", std::string(to_string(kind_of(sum)))},
      {"amount", kind_of(sum) == assess::SumKind::unstated ? Json(nullptr) : Json(assess::to_decimal(sum.hundredths))},
      {"currency", text(currency)},
      {"as_written", text(view.ledger.texts[sum.written])},
      {"usd", nullptr},
      {"rate", nullptr}};
  if (kind_of(sum) == assess::SumKind::unstated || currency == "USD") return json;
  if (const auto usd = assess::convert(sum.hundredths, currency, "USD", day, view.k)) {
    json["usd"] = assess::to_decimal(usd->hundredths);
    json["rate"] = "rate:" + usd->rate->id;
  }
  return json;
}

Json totals_json(const std::map<std::string, assess::CurrencyTotal>& totals) {
  Json all = Json::array();
  for (const auto& [currency, total] : totals)
    all.push_back({{"currency", text(currency)},
                   {"sum", assess::to_decimal(total.sum)},
                   {"count", total.count},
                   {"usd", total.converted_count > 0 ? Json(assess::to_decimal(total.converted)) : Json(nullptr)},
                   {"usd_count", total.converted_count}});
  return all;
}

Json sums_json(const ContractsView& view) {
  Json left = Json::array(), rates = Json::array();
  for (const auto& [why, l] : view.totals.left_out) {
    Json sums = Json::object();
    for (const auto& [currency, sum] : l.sums) sums[neutral(currency)] = assess::to_decimal(sum);
    left.push_back(
        {{"why", why}, {"words", std::string(left_out_words(why))}, {"count", l.count}, {"sums", std::move(sums)}});
  }
  for (const auto* rate : view.totals.rates)
    rates.push_back({{"id", "rate:" + rate->id},
                     {"unit", rate->unit},
                     {"in", rate->in},
                     {"millionths", rate->millionths},
                     {"what", rate->what},
                     {"from", model::to_string(rate->from)},
                     {"until", model::to_string(rate->until)},
                     {"source", rate->source}});
  return {{"processes", view.totals.processes},
          {"deals", view.totals.deals},
          {"counted", totals_json(view.totals.counted)},
          {"ceilings", totals_json(view.totals.ceilings)},
          {"left_out", std::move(left)},
          {"rates", std::move(rates)}};
}

Json answers_json(const std::vector<assess::ScreenAnswer>& answers) {
  Json all = Json::array();
  for (const auto& a : answers) {
    Json reasons = Json::array();
    for (const auto& r : a.reasons)
      reasons.push_back({{"key", r.key}, {"detail", text(r.detail)}, {"entry", text(r.entry)}});
    all.push_back({{"verdict", std::string(to_string(a.verdict))},
                   {"party", text(a.party)},
                   {"party_name", text(a.party_name)},
                   {"rules", a.rules},
                   {"reasons", std::move(reasons)},
                   {"decide", text(a.decide)}});
  }
  return all;
}

Json organisation_json(const ContractsView& view, std::uint32_t party) {
  const auto& p = view.ledger.parties[party];
  Json identifiers = Json::array(), others = Json::array();
  for (const auto& [scheme, id] : p.identifiers)
    identifiers.push_back({{"scheme", text(view.ledger.texts[scheme])}, {"id", text(view.ledger.texts[id])}});
  for (const auto name : p.other_names) others.push_back(text(view.ledger.texts[name]));
  return {{"number", party},
          {"name", text(view.ledger.texts[p.name])},
          {"identifiers", std::move(identifiers)},
          {"other_names", std::move(others)}};
}

Json link_json(const ContractsView& view, const assess::ContractLink& link) {
  Json reasons = Json::array();
  for (std::size_t i = 0; i < link.reason_count; ++i)
    reasons.push_back({{"key", link.reasons[i].key}, {"detail", text(view.ledger.texts[link.reasons[i].detail])}});
  return {{"from", link.from},
          {"to", link.to == assess::no_row ? Json(nullptr) : Json(link.to)},
          {"outside", text(view.ledger.texts[link.outside])},
          {"kind", std::string(to_string(link.kind))},
          {"strength", link.strong ? "strong" : "possible"},
          {"reasons", std::move(reasons)},
          {"wording", link_sentence(view, link)}};
}

Json place_json(const ContractsView& view, std::uint32_t notice) {
  const auto& n = view.ledger.notices[notice];
  return {{"file", text(view.ledger.texts[n.file])},         {"offset", n.offset},
          {"row", n.row == 0 ? Json(nullptr) : Json(n.row)}, {"pointer", text(view.ledger.texts[n.pointer])},
          {"release", text(view.ledger.texts[n.id])},        {"date", text(to_string(n.date))}};
}

Json deal_json(const ContractsView& view, const assess::Process& p, const assess::DealState& s) {
  const auto& row = view.ledger.deals[s.row];
  const auto [day, kind] = assess::deciding_day(view.ledger, p, s);
  Json suppliers = Json::array();
  for (const auto supplier : view.ledger.suppliers_of(s)) suppliers.push_back(organisation_json(view, supplier));
  return {{"kind", row.kind == model::Deal::Kind::award ? "award" : "contract"},
          {"id", text(view.ledger.texts[row.id])},
          {"award", text(view.ledger.texts[row.award_id])},
          {"title", text(view.ledger.texts[row.title])},
          {"status", text(to_string(row.status))},
          {"suppliers", std::move(suppliers)},
          {"value", sum_json(view, s.value, day)},
          {"first_value", sum_json(view, s.first_value, day)},
          {"date", text(to_string(day))},
          {"date_kind", text(kind)},
          {"from", text(to_string(s.from))},
          {"until", text(to_string(s.until))},
          {"states", s.states},
          {"amendments", s.amendments},
          {"changed", text(to_string(s.changed))},
          {"place", place_json(view, row.notice)},
          {"pointer", text(view.ledger.texts[row.pointer])}};
}

Json process_json(const ContractsView& view, std::uint32_t number) {
  const auto& p = view.ledger.processes[number];
  Json buyers = Json::array(), deals = Json::array(), within = Json::array(), notices = Json::array();
  for (const auto buyer : view.ledger.buyers_of(p)) buyers.push_back(organisation_json(view, buyer));
  for (const auto& s : view.ledger.states_of(p)) deals.push_back(deal_json(view, p, s));
  if (view.within)
    for (const auto& link : view.within(number)) within.push_back(link_json(view, link));
  assess::Sum estimate;
  assess::Days day;
  for (std::uint32_t i = 0; i < p.notice_count; ++i) {
    const auto number_of_notice = view.ledger.order[p.notices + i];
    const auto& n = view.ledger.notices[number_of_notice];
    notices.push_back(place_json(view, number_of_notice));
    if (n.tender_value.written != 0) estimate = n.tender_value, day = n.date;
  }
  return {{"number", number},
          {"ocid", text(view.ledger.texts[p.ocid])},
          {"part", p.part + 1},
          {"parts", p.parts},
          {"title", process_title(view, number)},
          {"description", text(view.ledger.texts[view.ledger.text_of(p, &assess::NoticeRow::description)])},
          {"buyers", std::move(buyers)},
          {"estimate", sum_json(view, estimate, day)},
          {"deals", std::move(deals)},
          {"within", std::move(within)},
          {"releases", std::move(notices)}};
}

Json contract_finding_json(const ContractsView& view, const assess::ContractFinding& f) {
  Json json = {
      {"key", f.key}, {"process", f.process}, {"ocid", text(view.ledger.texts[view.ledger.processes[f.process].ocid])}};
  json["deal"] = f.state == assess::no_row
                     ? Json(nullptr)
                     : text(view.ledger.texts[view.ledger.deals[view.ledger.states[f.state].row].id]);
  json["supplier"] = f.supplier == assess::no_row ? Json(nullptr) : organisation_json(view, f.supplier);
  if (f.hit != assess::no_row)
    json["text"] = {{"where", view.ledger.hits[f.hit].where}, {"text", neutral(view.ledger.hits[f.hit].text)}};
  json["party"] = answers_json({f.party}).front();
  json["who"] = text(f.who);
  json["who_guessed"] = f.who_guessed;
  json["rule"] = text(f.rule.rule);
  json["citation"] = text(f.rule.citation);
  json["condition"] = text(f.rule.condition);
  json["certainty"] = text(f.rule.certainty);
  json["in_force_from"] = text(f.rule.date);
  json["says_not"] = text(f.rule.says_not);
  json["why_not"] = text(f.why_not);
  json["date"] = text(to_string(f.date));
  json["date_kind"] = text(f.date_kind);
  json["wording"] = finding_sentence(view, f);
  json["place"] = place_json(view, f.notice);
  return json;
}

Json patterns_json(const ContractsView& view, const std::function<bool(std::uint32_t)>& is_shown) {
  Json found = Json::array(), not_computable = Json::array();
  for (const auto& p : view.patterns.found) {
    if (std::none_of(p.processes.begin(), p.processes.end(), is_shown)) continue;
    Json deals = Json::array();
    for (std::size_t i = 0; i < p.states.size(); ++i)
      deals.push_back({{"process", p.processes[i]},
                       {"deal", text(view.ledger.texts[view.ledger.deals[view.ledger.states[p.states[i]].row].id])}});
    found.push_back({{"key", p.key},
                     {"wording", pattern_sentence(view, p)},
                     {"innocent", std::string(pattern_innocent(p.key))},
                     {"deals", std::move(deals)},
                     {"threshold", p.threshold != nullptr ? Json("threshold:" + p.threshold->id) : Json(nullptr)}});
  }
  for (const auto& [key, n] : view.patterns.not_computable)
    not_computable.push_back({{"key", key}, {"count", n}, {"why", std::string(not_computable_words(key))}});
  return {{"found", std::move(found)}, {"not_computable", std::move(not_computable)}};
}

Json around_json(const ContractsView& view) {
  if (view.around == nullptr) return nullptr;
  Json companies = Json::array();
  for (const auto& c : view.around->companies) {
    Json owners = Json::array(), listings = Json::array();
    for (const auto& o : c.owners)
      owners.push_back({{"id", o.id},
                        {"least", o.least},
                        {"most", o.most},
                        {"direct", o.direct},
                        {"majority", o.majority},
                        {"path", o.path},
                        {"certainty", text(o.certainty)},
                        {"wording", owner_words(view, o)}});
    for (const auto& l : c.listings)
      listings.push_back({{"rule", l.rule->id},
                          {"as_written", neutral(l.row->as_written)},
                          {"itself", l.itself},
                          {"from", l.from ? Json(model::to_string(*l.from)) : Json(nullptr)},
                          {"until", l.until ? Json(model::to_string(*l.until)) : Json(nullptr)},
                          {"wording", listing_words(l)}});
    companies.push_back({{"organisation", organisation_json(view, c.party)},
                         {"answers", answers_json(c.answers)},
                         {"maker", text(c.maker)},
                         {"owners_on", model::to_string(c.day)},
                         {"day_known", c.day_known},
                         {"owners", std::move(owners)},
                         {"listings", std::move(listings)},
                         {"processes", c.processes}});
  }
  return {{"asked", neutral(view.around->asked)},
          {"party", text(view.around->party)},
          {"party_name", text(view.around->party_name)},
          {"companies", std::move(companies)},
          {"core", view.around->core},
          {"beside", view.around->beside}};
}

Json inputs_json(const ContractsView& view) {
  Json all = Json::array();
  for (const auto& i : view.inputs) {
    Json formats = Json::object(), columns = Json::array(), damage = Json::array();
    for (const auto& [format, n] : i.formats) formats[format] = n;
    for (const auto& [column, field] : i.columns)
      columns.push_back({{"column", neutral(column)}, {"field", text(field)}});
    for (const auto& d : i.damage) damage.push_back(neutral(d));
    all.push_back({{"name", neutral(i.name)},
                   {"sha256", text(i.sha256)},
                   {"bytes", i.bytes},
                   {"releases", i.releases},
                   {"formats", std::move(formats)},
                   {"columns", std::move(columns)},
                   {"damage", std::move(damage)}});
  }
  return all;
}

/// "key": [ … ] with one element a line.
template <class Each>
void list(std::string& out, std::string_view key, std::size_t n, const Each& each) {
  (out += ",\n\"").append(key) += "\": [";
  for (std::size_t i = 0, told = 0; i < n; ++i)
    if (const Json json = each(i); !json.is_null()) (out += told++ == 0 ? "\n" : ",\n") += json.dump();
  out += "\n]";
}

}  // namespace

std::string to_contracts_json(const ContractsView& view) {
  std::string out = "{\n\"lenscap\": \"contracts\",\n\"schema\": " + std::to_string(schema_version) +
                    ",\n\"knowledge\": " + Json(view.k.edition).dump();
  const auto member = [&](std::string_view key, const Json& json) {
    (((out += ",\n\"").append(key)) += "\": ") += json.dump();
  };
  member("inputs", inputs_json(view));
  member("totals", sums_json(view));
  member("around", around_json(view));
  const auto shown = shown_processes(view);
  std::set<std::uint32_t> in_view;
  if (view.around != nullptr) in_view.insert(shown.begin(), shown.end());
  const auto is_shown = [&](std::uint32_t process) { return view.around == nullptr || in_view.contains(process); };
  list(out, "processes", shown.size(), [&](std::size_t i) { return process_json(view, shown[i]); });
  list(out, "links", view.links.size(), [&](std::size_t i) -> Json {
    return is_shown(view.links[i].from) ? link_json(view, view.links[i]) : Json(nullptr);
  });
  list(out, "findings", view.findings.size(), [&](std::size_t i) -> Json {
    return is_shown(view.findings[i].process) ? contract_finding_json(view, view.findings[i]) : Json(nullptr);
  });
  member("patterns", patterns_json(view, is_shown));
  list(out, "devices", view.joins.size(), [&](std::size_t i) -> Json {
    const auto& join = view.joins[i];
    if (!is_shown(join.process)) return nullptr;
    return {{"device", join.subject},
            {"process", join.process},
            {"confidence", std::string(model::to_string(join.confidence))},
            {"reasons", join.reasons},
            {"text", neutral(view.ledger.hits[join.hit].text)},
            {"wording", join_sentence(view, join)}};
  });
  Json notes = Json::array(), places = Json::array();
  for (const auto& [what, n] : view.ledger.notes)
    notes.push_back({{"what", what}, {"count", n}, {"words", std::string(note_words(what))}});
  for (const auto& n : view.ledger.first_notes)
    places.push_back({{"what", n.what},
                      {"detail", text(n.detail)},
                      {"file", text(n.place.file)},
                      {"offset", n.place.offset},
                      {"row", n.place.row == 0 ? Json(nullptr) : Json(n.place.row)},
                      {"pointer", text(n.place.pointer)}});
  member("notes", notes);
  member("note_places", places);
  member("repeated", view.ledger.repeated);
  return out + "\n}\n";
}

}  // namespace lenscap::views
