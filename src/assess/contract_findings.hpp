// assess/contract_findings.hpp: purchases of what a rule restricts, after it began, by someone it binds; items of a
// restricted party under another supplier's name; contracts extended after a rule began. With the day that was judged
// by, and the words that name the party.
//
// Nothing here says why something was bought. A code (CPV) or a word ("CCTV") names no maker and makes no finding. A
// list of parties that controls exports does not forbid buying: then the party is named, and that is all.
#pragma once
#include <string>
#include <vector>

#include "assess/contract_totals.hpp"
#include "assess/restriction.hpp"

namespace lenscap::assess {

struct ContractFinding {
  /// "bought_after_rule", "restricted_item_other_supplier", "extended_after_rule", "date_undecided",
  /// "use_restricted" (a rule speaks of installing or using it, not of buying), "names_party"
  std::string key;
  std::uint32_t process = 0;
  std::uint32_t state = no_row;     ///< into ContractLedger::states; none: of the tender
  std::uint32_t notice = 0;         ///< the release that shows it
  std::uint32_t supplier = no_row;  ///< into ContractLedger::parties, where it is the supplier's name
  std::uint32_t hit = no_row;       ///< into ContractLedger::hits, where it is a text
  ScreenAnswer party;
  std::string who;           ///< who buys: an id of who.toml, "" when not known
  bool who_guessed = false;  ///< from the buyer's name
  Answer rule;               ///< `rule.rule` empty for "names_party" where none binds
  std::string why_not;  ///< of "names_party": "who_unknown", "before_rule", "does_not_bind", "listed_only", "may_be",
                        ///< "no_date"
  Days date;
  const char* date_kind = "";  ///< as deciding_day(); "amendment_date" for an extension
};

struct ContractQuestion {
  std::vector<std::string> whos;  ///< --for; empty: guessed buyer by buyer
  std::optional<model::Date> on;  ///< --on: judge by this day's rules instead of the deal's own day
};

/// By process and state; each (process, state, party, rule) once.
std::vector<ContractFinding> find_in_contracts(const ContractLedger& ledger, const ScreenedParties& screened,
                                               const knowledge::Knowledge& knowledge, const ContractAsks& asks,
                                               const ContractQuestion& question);

/// Who buys in a process: --for, or a guess, or nobody known.
struct BuyerKind {
  std::string who;
  bool guessed = false;
};
std::vector<BuyerKind> buyer_kinds(const ContractLedger& ledger, const Process& process,
                                   const ContractQuestion& question);

}  // namespace lenscap::assess
