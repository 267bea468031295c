// assess/contract_patterns.hpp: patterns that others look into: amounts just under a threshold, awards of one day, sums
// that grow through amendments, a single bid. Each has innocent explanations, which are shown with it; none is a
// finding, and no person is named. What cannot be computed from what is published is said to be so, never shown as
// clean.
//
// The flags are those of Open Contracting's Cardinal (open-contracting/cardinal-rs@b04158ab:docs: R018 single bid) and
// of procurement review at large.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "assess/contract_findings.hpp"

namespace lenscap::assess {

struct ContractPattern {
  std::string key;  ///< "just_under_threshold", "same_day_awards", "growth", "single_bid"
  std::uint32_t buyer = no_row, supplier = no_row;  ///< organisations, into ContractLedger::parties
  std::vector<std::uint32_t> states;                ///< into ContractLedger::states
  std::vector<std::uint32_t> processes;             ///< of each state
  const knowledge::Threshold* threshold = nullptr;
  std::string day;            ///< of same_day_awards
  std::int64_t per_cent = 0;  ///< of growth: the newest sum of the first, 150 and more
  Hundredths sum = 0;
  Interned::Id currency = 0;
};

struct ContractPatterns {
  std::vector<ContractPattern> found;
  std::map<std::string, std::uint64_t> not_computable;  ///< by pattern: processes that do not publish what it needs
  std::map<std::string, std::uint64_t> computed;        ///< by pattern: processes that do
};

ContractPatterns find_patterns(const ContractLedger& ledger, const std::vector<ContractLink>& links,
                               const knowledge::Knowledge& knowledge, const ContractQuestion& question);

}  // namespace lenscap::assess
