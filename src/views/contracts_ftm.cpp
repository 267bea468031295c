// views/contracts_ftm.cpp: FollowTheMoney entities, one JSON object a line: Company, PublicBody, Contract,
// ContractAward, Ownership. Every value is a list of strings; what is not known is left out, never made up. Source:
// alephdata/followthemoney@004d3b09:followthemoney/schema (Contract, ContractAward, Ownership, Value, Interval)
#include <fmt/format.h>

#include <set>

#include "views/contracts.hpp"
#include "views/neutral.hpp"
#include "views/sentences.hpp"

namespace lenscap::views {

namespace {

/// Lasting and without characters that tools stumble over: FNV-1a, 64 bits, twice over.
std::string entity_id(std::string_view kind, std::string_view key) {
  std::uint64_t hash[2] = {14695981039346656037u, 1099511628211u};
  for (const std::string_view part : {kind, std::string_view("\x1f", 1), key})
    for (const char c : part) {
      hash[0] = (hash[0] ^ static_cast<unsigned char>(c)) * 1099511628211u;
      hash[1] = (hash[1] + static_cast<unsigned char>(c)) * 6364136223846793005u + 1442695040888963407u;
    }
  return fmt::format("lenscap-{}-{:016x}{:016x}", kind, hash[0], hash[1]);
}

class Writer {
 public:
  explicit Writer(const ContractsView& view) : view_(view) {}

  std::string run() {
    for (const auto number : shown_processes(view_)) process(number);
    return std::move(out_);
  }

 private:
  static void add(Json& properties, const char* name, std::string_view value) {
    if (!value.empty()) properties[name].push_back(neutral(value));
  }

  void entity(const std::string& id, const char* schema, const Json& properties) {
    if (!told_.insert(id).second) return;
    out_ += Json({{"id", id}, {"schema", schema}, {"properties", properties}}).dump() + "\n";
  }

  std::string organisation(std::uint32_t number, const char* schema) {
    const auto& p = view_.ledger.parties[number];
    std::string key(view_.ledger.texts[p.name]);
    if (!p.identifiers.empty())
      key = fmt::format("{} {}", view_.ledger.texts[p.identifiers.front().first],
                        view_.ledger.texts[p.identifiers.front().second]);
    else key = assess::plain_name(key) + "\x1f" + std::to_string(number);
    const std::string id = entity_id("org", key);
    Json properties = Json::object();
    add(properties, "name", party_name(view_, number));
    for (const auto name : p.other_names) add(properties, "alias", view_.ledger.texts[name]);
    for (const auto& [scheme, code] : p.identifiers) add(properties, "registrationNumber", view_.ledger.texts[code]);
    const std::string_view country = view_.ledger.texts[p.country];
    if (country.size() == 2) add(properties, "country", country);
    add(properties, "address", view_.ledger.texts[p.address]);
    entity(id, schema, properties);
    return id;
  }

  /// Each step of the way from a company to its owner.
  void owners(std::uint32_t supplier, const std::string& asset, const assess::Days& day) {
    const auto at = view_.screened.find(supplier);
    if (at == view_.screened.end() || !view_.owners) return;
    for (const auto& owner : view_.owners(assess::own_id(at->second.front()), assess::day_for(day, view_.k.edition))) {
      if (!owner.direct) continue;
      const std::string id = entity_id("party", owner.id);
      Json properties = Json::object();
      add(properties, "name", organisation_name(view_, owner.id));
      entity(id, "Company", properties);
      Json holding = Json::object();
      add(holding, "owner", id);
      add(holding, "asset", asset);
      if (owner.least == owner.most) add(holding, "percentage", fmt::format("{:g}", owner.least));
      else if (owner.least > 0) add(holding, "percentage", fmt::format("{:g} to {:g}", owner.least, owner.most));
      add(holding, "summary", owner_words(view_, owner));
      entity(entity_id("own", id + asset), "Ownership", holding);
    }
  }

  void process(std::uint32_t number) {
    const auto& p = view_.ledger.processes[number];
    const std::string key = process_key(view_, number), id = entity_id("contract", key);
    Json properties = Json::object();
    add(properties, "title", process_title(view_, number));
    add(properties, "procedureNumber", view_.ledger.texts[p.ocid]);
    add(properties, "method", view_.ledger.texts[view_.ledger.text_of(p, &assess::NoticeRow::method)]);
    add(properties, "description", view_.ledger.texts[view_.ledger.text_of(p, &assess::NoticeRow::description)]);
    for (const auto buyer : view_.ledger.buyers_of(p)) add(properties, "authority", organisation(buyer, "PublicBody"));
    for (const auto& state : view_.ledger.states_of(p))
      if (state.date.exact()) add(properties, "contractDate", to_string(state.date));
    entity(id, "Contract", properties);
    for (const auto& state : view_.ledger.states_of(p)) award(p, state, id, key);
  }

  void award(const assess::Process& p, const assess::DealState& state, const std::string& contract,
             const std::string& key) {
    const auto& row = view_.ledger.deals[state.row];
    const auto day = assess::deciding_day(view_.ledger, p, state).first;
    for (const auto supplier : view_.ledger.suppliers_of(state)) {
      const std::string company = organisation(supplier, "Company");
      owners(supplier, company, day);
      Json properties = Json::object();
      add(properties, "supplier", company);
      add(properties, "contract", contract);
      add(properties, "lotNumber", view_.ledger.texts[row.lots]);
      add(properties, "documentNumber", view_.ledger.texts[row.id]);
      add(properties, "role", row.kind == model::Deal::Kind::award ? "award" : "contract");
      add(properties, "status", to_string(row.status));
      if (kind_of(state.value) == assess::SumKind::stated || p.transactions) {
        add(properties, "amount", assess::to_decimal(state.value.hundredths));
        add(properties, "currency", view_.ledger.texts[state.value.currency]);
      }
      add(properties, "date", to_string(day.exact() ? day : assess::Days{}));
      if (day.stated() && !day.exact() && to_string(day).size() <= 7) add(properties, "date", to_string(day));
      if (state.from.exact()) add(properties, "startDate", to_string(state.from));
      if (state.until.exact()) add(properties, "endDate", to_string(state.until));
      const std::string deal = fmt::format("{} {} {}", key, static_cast<int>(row.kind), view_.ledger.texts[row.id]);
      entity(entity_id("award", deal + company), "ContractAward", properties);
    }
  }

  const ContractsView& view_;
  std::set<std::string> told_;
  std::string out_;
};

}  // namespace

std::string to_contracts_ftm(const ContractsView& view) { return Writer(view).run(); }

}  // namespace lenscap::views
