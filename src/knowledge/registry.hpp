// knowledge/registry.hpp: the address registry (IEEE MA-L, MA-M, MA-S) as a dated table inside the program.
#pragma once
#include <string_view>

#include "knowledge/registry_changes.hpp"
#include "model/address.hpp"

namespace lenscap::knowledge {

struct Block {
  std::string_view organisation;  ///< as the registry prints it; empty when the block is not assigned
  int prefix_bits = 0;            ///< 24, 28 or 36
};

/// Longest prefix that holds `mac`. Empty for group and locally administered addresses. About 30 ns for a random one,
/// less for the few of a site.
Block find_block(model::Mac mac);

/// Day of the committed edition and the package it came from: "2026-08-26, npm oui-data 2.1.9".
std::string_view registry_edition();

/// What that edition changed against the one before it.
RegistryChanges registry_changes();

}  // namespace lenscap::knowledge
