#include "assess/contract_screen.hpp"

#include <algorithm>

namespace lenscap::assess {

ScreenAsk ask_of(const ContractLedger& ledger, std::uint32_t party,
                 std::vector<std::pair<std::string_view, std::string_view>>& identifiers) {
  const ContractParty& p = ledger.parties[party];
  ScreenAsk ask;
  ask.name = ledger.texts[p.name];
  ask.country = ledger.texts[p.country];
  ask.address = ledger.texts[p.address];
  identifiers.clear();
  for (const auto& [scheme, id] : p.identifiers) identifiers.emplace_back(ledger.texts[scheme], ledger.texts[id]);
  ask.identifiers = identifiers;
  return ask;
}

ScreenedParties screen_suppliers(const ContractLedger& ledger, const ContractAsks& asks) {
  std::vector<bool> asked(ledger.parties.size());
  ScreenedParties screened;
  std::vector<std::pair<std::string_view, std::string_view>> identifiers;
  for (const DealRow& deal : ledger.deals)
    for (const auto party : ledger.span(deal.suppliers, deal.supplier_count)) {
      if (asked[party]) continue;
      asked[party] = true;
      auto answers = asks.screen(ask_of(ledger, party, identifiers));
      // Beside one that is settled, what else it may be says nothing.
      const bool settled = answers.front().verdict < ScreenVerdict::may_be;
      std::erase_if(answers, [&](const ScreenAnswer& a) {
        return a.verdict == ScreenVerdict::not_them || (settled && a.verdict == ScreenVerdict::may_be);
      });
      if (!answers.empty()) screened.emplace(party, std::move(answers));
    }
  return screened;
}

std::string maker_behind(const std::string& party, model::Date day, const knowledge::Knowledge& knowledge,
                         const ContractAsks& asks) {
  if (knowledge.maker(party) != nullptr) return party;
  std::string found;
  for (const Owner& owner : asks.owners(party, day))
    if (owner.majority && found.empty() && knowledge.maker(owner.id) != nullptr) found = owner.id;
  return found;
}

std::string own_id(const ScreenAnswer& answer) {
  if (answer.verdict == ScreenVerdict::is) return answer.party;
  constexpr std::string_view organisation = "organisation:";
  for (const ScreenReason& reason : answer.reasons)
    if (reason.key != "owner" && reason.entry.starts_with(organisation))
      return reason.entry.substr(organisation.size());
  return {};
}

model::Date day_for(const Days& days, const std::string& edition) {
  if (days.stated()) return date_of(days.last);
  return model::parse_date(edition).value_or(model::Date{2026, 1, 1});
}

}  // namespace lenscap::assess
