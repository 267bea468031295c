// assess/contract_totals.hpp: what was spent or promised, per currency, each sum once.
//
// The newest state of a deal counts, never its earlier ones. A contract counts in place of its award. What a framework
// or a tender may reach is a ceiling and no spending: it stands beside the total, not in it, and call-offs count by
// themselves. Whatever is left out is counted, with the reason.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "assess/contract_links.hpp"

namespace lenscap::assess {

/// A sum that is counted, and why it and no other.
struct CountedSum {
  std::uint32_t process = 0, state = 0;  ///< into ContractLedger::processes, states
  Sum sum;
  Days date;              ///< day of the sum: award or signature, else start, else release
  const char* date_kind;  ///< "award_date", "date_signed", "period_start", "release_date", "" where there is none
};

struct CurrencyTotal {
  Hundredths sum = 0;
  std::uint64_t count = 0;
  Hundredths converted = 0;  ///< in US dollars, of those with a rate for their day
  std::uint64_t converted_count = 0;
};

struct LeftOut {
  std::uint64_t count = 0;
  std::map<std::string, Hundredths> sums;  ///< by currency, where sums are known
};

struct ContractTotals {
  std::map<std::string, CurrencyTotal> counted;   ///< "" where no currency is named
  std::map<std::string, CurrencyTotal> ceilings;  ///< estimates, tender values, frameworks: beside the total
  std::map<std::string, LeftOut> left_out;        ///< "not_stated", "placeholder", "award_of_contract", …
  std::vector<const knowledge::Rate*> rates;      ///< that were used
  std::uint64_t processes = 0, deals = 0;
};

/// Which day a deal is judged by, and which kind of day that is: award date, signature, start, release date.
std::pair<Days, const char*> deciding_day(const ContractLedger& ledger, const Process& process, const DealState& state);

class ContractCount {
 public:
  ContractCount(const ContractLedger& ledger, const std::vector<ContractLink>& links);

  /// The sums of one process that count; what does not goes to `left_out`.
  void count(std::uint32_t process, std::vector<CountedSum>& sums, std::map<std::string, LeftOut>& left_out) const;
  /// A framework's sums are ceilings.
  bool is_ceiling(std::uint32_t process) const { return ceiling_[process]; }

 private:
  const ContractLedger& ledger_;
  std::vector<bool> ceiling_;
};

/// Of the processes for which `wanted` is true; all where it is empty.
ContractTotals total(const ContractLedger& ledger, const std::vector<ContractLink>& links,
                     const knowledge::Knowledge& knowledge, const std::vector<bool>& wanted = {});

}  // namespace lenscap::assess
