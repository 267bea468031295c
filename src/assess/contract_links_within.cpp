// What ties the releases and deals of one process: its releases, its lots, joint supply, amendments, and a company that
// was founded for the project and signs in the winner's place.
#include <algorithm>

#include "assess/contract_links.hpp"

namespace lenscap::assess {

namespace {

/// Words that stand in names without naming anybody.
constexpr std::string_view generic[] = {
    "the",        "and",          "ltd",      "inc",      "corp",       "co",          "plc",           "llp",
    "gmbh",       "group",        "holdings", "services", "service",    "solutions",   "systems",       "system",
    "technology", "technologies", "security", "digital",  "electronic", "electronics", "international", "company",
    "limited",    "information",  "network",  "networks", "science",    "engineering", "construction",  "management",
    "consulting", "development",  "county",   "city",     "council",    "china",       "beijing",       "shanghai",
    "shenzhen",   "hangzhou",     "zhejiang", "xinjiang", "uk"};

std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words;
  const std::string plain = plain_name(name);
  for (std::size_t at = 0; at < plain.size();) {
    const std::size_t end = std::min(plain.find(' ', at), plain.size());
    words.push_back(plain.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

bool have_common(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  return std::any_of(a.begin(), a.end(), [&](auto x) { return std::find(b.begin(), b.end(), x) != b.end(); });
}

ContractLink link_within(std::uint32_t process, LinkKind kind, bool strong) {
  ContractLink link;
  link.from = link.to = process;
  link.kind = kind;
  link.strong = strong;
  return link;
}

void link_because(ContractLink& link, const char* key, Interned::Id detail) {
  if (link.reason_count < link.reasons.size()) link.reasons[link.reason_count++] = {key, detail};
}

/// The award went to one company, the contract is with another.
ContractLink vehicle(ContractLedger& ledger, std::uint32_t process, const DealState& contract, std::uint32_t winner,
                     std::uint32_t signer, const ScreenedParties& screened, const knowledge::Knowledge& knowledge,
                     const ContractAsks& asks) {
  ContractLink link = link_within(process, LinkKind::project_vehicle, false);
  const Days when = contract.date.stated() ? contract.date : contract.from;
  const auto maker_of = [&](std::uint32_t party) -> std::string {
    const auto at = screened.find(party);
    if (at == screened.end()) return {};
    return maker_behind(at->second.front().party, day_for(when, knowledge.edition), knowledge, asks);
  };
  const std::string maker = maker_of(winner);
  link_because(link, "contract_party_is_not_winner", ledger.parties[signer].name);
  if (!maker.empty() && maker == maker_of(signer)) {
    link.strong = true;
    link_because(link, "one_maker", ledger.texts.put(maker));
  }
  const auto shared =
      shared_elements(ledger.texts[ledger.parties[winner].name], ledger.texts[ledger.parties[signer].name]);
  if (!shared.empty()) link_because(link, "shared_element", ledger.texts.put(shared.front()));
  return link;
}

}  // namespace

std::vector<std::string> shared_elements(std::string_view a, std::string_view b) {
  std::vector<std::string> shared;
  const auto other = words_of(b);
  for (const std::string& word : words_of(a)) {
    const bool says_nothing =
        word.size() < 4 || std::find(std::begin(generic), std::end(generic), word) != std::end(generic);
    if (!says_nothing && std::find(other.begin(), other.end(), word) != other.end()) shared.push_back(word);
  }
  return shared;
}

std::vector<ContractLink> links_within(ContractLedger& ledger, std::uint32_t process, const ScreenedParties& screened,
                                       const knowledge::Knowledge& knowledge, const ContractAsks& asks) {
  std::vector<ContractLink> links;
  const Process& p = ledger.processes[process];
  if (p.notice_count > 1) {
    links.push_back(link_within(process, LinkKind::same_process, true));
    link_because(links.back(), "same_ocid", p.ocid);
    if (p.buyer_count > 0) link_because(links.back(), "same_buyer", ledger.parties[ledger.buyers_of(p).front()].name);
    link_because(links.back(), "releases", ledger.texts.put(std::to_string(p.notice_count)));
  }
  std::size_t awards = 0, changed = 0;
  std::unordered_map<Interned::Id, const DealState*> awarded;  // by id
  for (const DealState& s : ledger.states_of(p))
    if (ledger.deals[s.row].kind == model::Deal::Kind::award) awarded.emplace(ledger.deals[s.row].id, &s);
  for (const DealState& s : ledger.states_of(p)) {
    awards += ledger.deals[s.row].kind == model::Deal::Kind::award;
    changed += s.amendments > 0;
  }
  if (awards > 1) {
    links.push_back(link_within(process, LinkKind::lots, true));
    link_because(links.back(), "awards", ledger.texts.put(std::to_string(awards)));
  }
  if (changed > 0) {
    links.push_back(link_within(process, LinkKind::amendment, true));
    link_because(links.back(), "deals_changed", ledger.texts.put(std::to_string(changed)));
  }
  for (const DealState& s : ledger.states_of(p)) {
    const auto suppliers = ledger.suppliers_of(s);
    if (suppliers.size() > 1 && ledger.deals[s.row].kind == model::Deal::Kind::award) {
      links.push_back(link_within(process, LinkKind::joint_supply, true));
      link_because(links.back(), "award", ledger.deals[s.row].id);
      link_because(links.back(), "suppliers", ledger.texts.put(std::to_string(suppliers.size())));
    }
    if (ledger.deals[s.row].kind != model::Deal::Kind::contract || suppliers.empty()) continue;
    const auto at = awarded.find(ledger.deals[s.row].award_id);
    if (at == awarded.end()) continue;
    const auto winners = ledger.suppliers_of(*at->second);
    if (!winners.empty() && !have_common(winners, suppliers))
      links.push_back(vehicle(ledger, process, s, winners.front(), suppliers.front(), screened, knowledge, asks));
  }
  return links;
}

}  // namespace lenscap::assess
