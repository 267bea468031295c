#include "assess/contract_around.hpp"

#include <algorithm>
#include <set>

namespace lenscap::assess {

namespace {

/// What `asked` means: an id of data/, a name that screening knows, or plain text.
void resolve(Around& around, std::string& maker, const knowledge::Knowledge& knowledge, const ContractAsks& asks) {
  const auto edition = day_for({}, knowledge.edition);
  if (const auto* known = knowledge.maker(around.asked)) {
    around.party = maker = known->id;
    around.party_name = known->name;
    return;
  }
  ScreenAsk ask;
  ask.name = around.asked;
  for (const ScreenAnswer& answer : asks.screen(ask)) {
    if (answer.verdict != ScreenVerdict::is && answer.verdict != ScreenVerdict::owned_by) continue;
    around.party = answer.party;
    around.party_name = answer.party_name;
    maker = maker_behind(answer.party, edition, knowledge, asks);
    return;
  }
}

Days first_day(const ContractLedger& ledger, const std::vector<std::uint32_t>& processes) {
  Days first;
  for (const auto p : processes)
    for (const DealState& s : ledger.states_of(ledger.processes[p])) {
      const Days day = deciding_day(ledger, ledger.processes[p], s).first;
      if (day.stated() && (!first.stated() || day.first < first.first)) first = day;
    }
  return first;
}

}  // namespace

std::vector<Listing> listings_of(std::string_view name, const std::string& party, const std::string& maker,
                                 const knowledge::Knowledge& knowledge) {
  std::vector<Listing> all;
  const std::string plain = plain_name(name);
  for (const auto& rule : knowledge.rules)
    for (const auto& row : rule.parties) {
      const bool by_name = !plain.empty() && plain_name(row.as_written) == plain;
      const bool by_id = !party.empty() && row.maker == party;
      const bool by_maker = !row.maker.empty() && row.maker == maker && !row.owned_only;
      if (!by_name && !by_id && !by_maker) continue;
      all.push_back(
          {&rule, &row, by_name || by_id, row.from ? row.from : rule.from, row.until ? row.until : rule.until});
    }
  std::stable_sort(all.begin(), all.end(), [](const Listing& a, const Listing& b) {
    return std::pair(!a.itself, a.from) < std::pair(!b.itself, b.from);
  });
  return all;
}

Around look_around(const ContractLedger& ledger, const std::vector<ContractLink>& links,
                   const ScreenedParties& screened, const knowledge::Knowledge& knowledge, const ContractAsks& asks,
                   const std::string& asked) {
  Around around;
  around.asked = asked;
  std::string maker;
  resolve(around, maker, knowledge, asks);
  const std::string plain = plain_name(asked);
  around.wanted.assign(ledger.processes.size(), false);

  std::map<std::uint32_t, std::set<std::uint32_t>> companies;  // party → processes
  for (std::uint32_t p = 0; p < ledger.processes.size(); ++p)
    for (const DealState& s : ledger.states_of(ledger.processes[p]))
      for (const auto supplier : ledger.suppliers_of(s)) {
        const auto at = screened.find(supplier);
        bool meant = !plain.empty() && plain_name(ledger.texts[ledger.parties[supplier].name]) == plain;
        if (at != screened.end() && !around.party.empty())
          for (const ScreenAnswer& answer : at->second) {
            const Days& when = s.date.stated() ? s.date : s.from;
            meant |= answer.party == around.party ||
                     (!maker.empty() &&
                      maker_behind(answer.party, day_for(when, knowledge.edition), knowledge, asks) == maker);
          }
        if (!meant) continue;
        companies[supplier].insert(p);
        around.wanted[p] = true;
      }
  for (const TextHit& hit : ledger.hits) {
    if (hit.answer.party.empty() || around.party.empty()) continue;
    const bool meant =
        hit.answer.party == around.party ||
        (!maker.empty() && maker_behind(hit.answer.party, day_for({}, knowledge.edition), knowledge, asks) == maker);
    if (meant) around.wanted[ledger.process_of_notice[hit.notice]] = true;
  }

  for (const auto& [party, processes] : companies) {
    AroundCompany company;
    company.party = party;
    company.processes.assign(processes.begin(), processes.end());
    const Days first = first_day(ledger, company.processes);
    company.day = day_for(first, knowledge.edition);
    company.day_known = first.stated();
    if (const auto at = screened.find(party); at != screened.end()) {
      company.answers = at->second;
      const ScreenAnswer& answer = at->second.front();
      const std::string id = own_id(answer);
      company.maker = maker_behind(answer.party, company.day, knowledge, asks);
      if (!id.empty()) company.owners = asks.owners(id, company.day);
      company.listings = listings_of(ledger.texts[ledger.parties[party].name], id, company.maker, knowledge);
    }
    around.companies.push_back(std::move(company));
  }
  std::set<std::uint32_t> beside;
  for (const ContractLink& link : links) {
    if (!link.strong || link.to == no_row || link.kind == LinkKind::same_group) continue;
    if (around.wanted[link.from] && !around.wanted[link.to]) beside.insert(link.to);
    if (around.wanted[link.to] && !around.wanted[link.from]) beside.insert(link.from);
  }
  around.beside.assign(beside.begin(), beside.end());
  for (std::uint32_t p = 0; p < around.wanted.size(); ++p)
    if (around.wanted[p]) around.core.push_back(p);
  return around;
}

}  // namespace lenscap::assess
