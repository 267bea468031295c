// knowledge/registry_table.hpp: the address registry as sorted arrays that are searched where they lie.
//
// Three levels (24, 28 and 36 bits), each: the sorted prefixes, and for each the place of its organisation's name. The
// first level has a directory by the prefix's top 12 bits; the last two bits of the first octet are 0 in every
// universal unicast address, so its 40,000 prefixes share a quarter of the directory, about 40 each: six steps. A
// prefix whose block is cut into longer ones carries a mark; without it the two longer levels are not looked at, the
// usual case.
#pragma once
#include <string>
#include <string_view>

#include "knowledge/registry.hpp"
#include "knowledge/registry_changes.hpp"
#include "model/error.hpp"

namespace lenscap::knowledge {

/// From data/registry/oui.tsv: a first line "# …", then `organisation<TAB>prefix prefix …`, each prefix 6, 7 or 9
/// hexadecimal digits. The edition is the first line without its "# ", up to " (". `changes` of the last refresh are
/// kept beside it.
model::Result<std::string> compile_registry(std::string_view tsv, std::string_view name,
                                            const RegistryChanges& changes = {});

/// Longest prefix that holds `mac`; empty for group and locally administered addresses. `table` is what
/// compile_registry() gave, 8-byte aligned or not; the result points into it.
Block find_block_in(std::string_view table, model::Mac mac) noexcept;

/// "2026-08-26, npm oui-data 2.1.9".
std::string_view edition_of(std::string_view table) noexcept;

/// The changes that compile_registry() was given.
RegistryChanges changes_of(std::string_view table);

}  // namespace lenscap::knowledge
