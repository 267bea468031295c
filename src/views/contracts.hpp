// views/contracts.hpp: contracts, the links between them, sums and findings, as people and programs read them. Public
// form: docs/contracts.schema.json. Pure; every string of a notice passes views/neutral on its way out.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "assess/contract_around.hpp"
#include "assess/contract_devices.hpp"
#include "assess/contract_patterns.hpp"
#include "views/audit_view.hpp"
#include "views/public_json.hpp"

namespace lenscap::views {

/// What one input held.
struct ContractsInput {
  std::string name, sha256;
  std::uint64_t releases = 0, bytes = 0;
  std::vector<std::pair<std::string, std::uint64_t>> formats;  ///< releases by format
  std::vector<std::pair<std::string, std::string>> columns;    ///< of a table: column, field
  std::vector<std::string> damage;
};

struct ContractsView {
  const knowledge::Knowledge& k;
  const assess::ContractLedger& ledger;
  const std::vector<assess::ContractLink>& links;
  const assess::ScreenedParties& screened;
  const assess::ContractTotals& totals;
  const std::vector<assess::ContractFinding>& findings;
  const assess::ContractPatterns& patterns;
  const std::vector<ContractsInput>& inputs;
  const std::vector<assess::CaseDevice>& devices;
  const std::vector<assess::DeviceJoin>& joins;
  const assess::Around* around = nullptr;  ///< null: everything
  std::function<std::vector<assess::ContractLink>(std::uint32_t process)> within;
  std::function<std::vector<assess::Owner>(std::string_view id, model::Date day)> owners;
};

std::string to_contracts_terminal(const ContractsView& view, TerminalStyle style);
std::string to_contracts_json(const ContractsView& view);
std::string to_contracts_csv(const ContractsView& view);   ///< one row an award or contract
std::string to_contracts_ftm(const ContractsView& view);   ///< FollowTheMoney entities, JSON lines
std::string to_contracts_ocds(const ContractsView& view);  ///< a release package, one compiled release a process
std::string to_contracts_dot(const ContractsView& view);   ///< Graphviz
std::string to_contracts_html(const ContractsView& view);  ///< one page; with `around`, the page of that party

/// The processes that a view is about: those around the party, else all.
std::vector<std::uint32_t> shown_processes(const ContractsView& view);

// contracts_words.cpp: sentences, in one place.
std::string money(assess::Hundredths hundredths, std::string_view currency);  ///< "335,990,000.00 CNY"
/// "= 49,725,465.82 USD at 6.7569 CNY for 1 USD, average … (SOURCE)"; "" without a rate for the day.
std::string money_in_usd(const ContractsView& view, const assess::Sum& sum, const assess::Days& day);
std::string rate_text(const knowledge::Rate& rate);  ///< "6.7569"
std::string party_name(const ContractsView& view, std::uint32_t party);
std::string organisation_name(const ContractsView& view, std::string_view id);  ///< of an id of data/
std::string buyers_text(const ContractsView& view, const assess::Process& process);
std::string suppliers_text(const ContractsView& view, const assess::DealState& state);
std::string process_key(const ContractsView& view,
                        std::uint32_t process);  ///< ocid, with its part where it has several
std::string process_title(const ContractsView& view, std::uint32_t process);
std::string place_text(const ContractsView& view, std::uint32_t notice);  ///< "FILE, /releases/3, byte 1024"
std::string link_sentence(const ContractsView& view, const assess::ContractLink& link);
std::string reason_words(const ContractsView& view, const assess::LinkReason& reason);
std::string finding_sentence(const ContractsView& view, const assess::ContractFinding& finding);
std::string pattern_sentence(const ContractsView& view, const assess::ContractPattern& pattern);
std::string_view pattern_innocent(std::string_view key);      ///< what else it can be
std::string_view not_computable_words(std::string_view key);  ///< what is not published
std::string_view left_out_words(std::string_view why);
std::string_view note_words(std::string_view what);
std::string_view date_kind_words(std::string_view kind);
std::string_view sum_kind_words(assess::SumKind kind);
std::string owner_words(const ContractsView& view, const assess::Owner& owner);
std::string listing_words(const assess::Listing& listing);
std::string join_sentence(const ContractsView& view, const assess::DeviceJoin& join);

}  // namespace lenscap::views
