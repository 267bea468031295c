// assess/contract_screen.hpp: which suppliers are parties that rules name, or are owned by one. Asked once a supplier,
// however many contracts it has.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "assess/contract_ledger.hpp"
#include "assess/ownership.hpp"

namespace lenscap::assess {

/// What answers to names, and to who owned whom: assess/screening.hpp, assess/ownership.hpp, or a test's own.
struct ContractAsks {
  std::function<std::vector<ScreenAnswer>(const ScreenAsk&)> screen;
  std::function<std::vector<Owner>(std::string_view id, model::Date day)> owners;
};

/// Answers other than `not`, by number of the party.
using ScreenedParties = std::map<std::uint32_t, std::vector<ScreenAnswer>>;

ScreenAsk ask_of(const ContractLedger& ledger, std::uint32_t party,
                 std::vector<std::pair<std::string_view, std::string_view>>& identifiers);

/// Everybody who supplies, or is party to a contract.
ScreenedParties screen_suppliers(const ContractLedger& ledger, const ContractAsks& asks);

/// The maker behind a party on a day: itself, or the first maker that owns most of it; "" for none.
std::string maker_behind(const std::string& party, model::Date day, const knowledge::Knowledge& knowledge,
                         const ContractAsks& asks);

/// The id under which data/ knows the company itself, which an answer names by its owner; "" when only the owner is
/// known.
std::string own_id(const ScreenAnswer& answer);

/// The day of `days` for questions that want one: its last; `edition` where there is none.
model::Date day_for(const Days& days, const std::string& edition);

}  // namespace lenscap::assess
