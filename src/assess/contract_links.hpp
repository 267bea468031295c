// assess/contract_links.hpp: which processes belong together, with the reasons. A publisher's own reference is strong;
// what follows from words and dates alone is possible. An ocid alone links nothing (contract_ledger.hpp).
//
// Relationships are those of OCDS 1.1: open-contracting/standard, schema/codelists/relatedProcess.csv.
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "assess/contract_screen.hpp"

namespace lenscap::assess {

enum class LinkKind : std::uint8_t {
  framework,        ///< `from` is a call-off of the framework `to`
  planning,         ///< the prior notice of `from` is `to`
  prior,            ///< `from` follows `to`
  renewal,          ///< `from` renews `to`
  replacement,      ///< `from` replaces `to`: the successor
  unsuccessful,     ///< `from` is tried again after `to`
  parent,           ///< `from` is part of `to`
  subcontract,      ///< `from` is a contract under `to`
  same_group,       ///< suppliers of both belong to one maker
  project_vehicle,  ///< within a process: the contract is with another company than the award
  same_process,     ///< within a process: releases of one ocid and overlapping buyers
  amendment,        ///< within a process
  lots,             ///< within a process: several awards under one tender
  joint_supply,     ///< within a process: one award, several suppliers
  related           ///< the publisher says so, in a word that the standard does not have
};
std::string_view to_string(LinkKind kind);  ///< "framework", …

struct LinkReason {
  const char* key = "";     ///< a key of the views' sentences: "relationship", "same_reference", "adjacent", …
  Interned::Id detail = 0;  ///< of ContractLedger::texts
};

struct ContractLink {
  std::uint32_t from = 0, to = no_row;  ///< processes; no_row: not in these files, then `outside` names it
  Interned::Id outside = 0;
  LinkKind kind{};
  bool strong = false;  ///< else only possible
  std::array<LinkReason, 3> reasons{};
  std::uint8_t reason_count = 0;
};

/// Links between processes, by `from`, each once. Groups that share one thing are linked as a star: each with the
/// first.
std::vector<ContractLink> link_processes(ContractLedger& ledger, const ScreenedParties& screened,
                                         const knowledge::Knowledge& knowledge, const ContractAsks& asks);

/// What ties the releases and deals of one process.
std::vector<ContractLink> links_within(ContractLedger& ledger, std::uint32_t process, const ScreenedParties& screened,
                                       const knowledge::Knowledge& knowledge, const ContractAsks& asks);

/// Words that two names share and that say something: not "technology", not "ltd". "haishi".
std::vector<std::string> shared_elements(std::string_view a, std::string_view b);

}  // namespace lenscap::assess
