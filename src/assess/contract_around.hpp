// assess/contract_around.hpp: one party and everything around it: contracts, the companies that sign them, who owns
// those and since when, which list names them from which day, and the sums.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "assess/contract_findings.hpp"

namespace lenscap::assess {

/// A row of a rule or list that names a company, or the maker behind it.
struct Listing {
  const knowledge::Rule* rule = nullptr;
  const knowledge::RuleParty* row = nullptr;
  bool itself = false;  ///< the company; else its maker
  std::optional<model::Date> from, until;
};

/// A supplier of contracts around the party.
struct AroundCompany {
  std::uint32_t party = 0;  ///< into ContractLedger::parties
  std::vector<ScreenAnswer> answers;
  std::string maker;
  std::vector<Owner> owners;  ///< on `day`
  model::Date day;            ///< of its first contract here; the knowledge's edition where that has no day
  bool day_known = false;
  std::vector<Listing> listings;  ///< the company's own first, oldest first
  std::vector<std::uint32_t> processes;
};

struct Around {
  std::string asked;              ///< as given
  std::string party, party_name;  ///< of data/; empty when only the name in the notices is known
  std::vector<AroundCompany> companies;
  std::vector<std::uint32_t> core;    ///< processes of those companies, or whose texts name the party
  std::vector<std::uint32_t> beside;  ///< processes that those are linked to by their publishers
  std::vector<bool> wanted;           ///< by process: core
};

/// `asked`: an id of data/ ("hikvision"), or a name. Nothing found: `core` is empty.
Around look_around(const ContractLedger& ledger, const std::vector<ContractLink>& links,
                   const ScreenedParties& screened, const knowledge::Knowledge& knowledge, const ContractAsks& asks,
                   const std::string& asked);

/// Rows that name the company `name` or `party`, or `maker` behind it.
std::vector<Listing> listings_of(std::string_view name, const std::string& party, const std::string& maker,
                                 const knowledge::Knowledge& knowledge);

}  // namespace lenscap::assess
