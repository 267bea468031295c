// knowledge/tally.hpp: how much is known of whom: signatures, examples and endpoints by the maker or label they name.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "knowledge/knowledge.hpp"

namespace lenscap::knowledge {

struct Tally {
  std::string id;      ///< of the maker or the brand; empty for entries that name nobody
  std::string name;    ///< as people say it
  bool maker = false;  ///< false: a label that others build for
  std::size_t signatures = 0;
  std::size_t strong = 0;    ///< of them: protocol, firmware, certificate, description
  std::size_t weak = 0;      ///< of them: all other classes
  std::size_t possible = 0;  ///< of them: limited to possible, strong or weak
  std::size_t endpoints = 0;
  std::size_t examples = 0;    ///< of signatures and endpoints, `not` included
  std::size_t unopenable = 0;  ///< entries whose source nobody can open
  bool operator==(const Tally&) const = default;
};

/// Makers by id, then labels by id, then what names nobody. A signature counts for the maker it names, else for the
/// label; a label that a maker bears counts for that maker. Only names that entries claim outright are known here, not
/// captured ones.
std::vector<Tally> tally(const Knowledge& k);

}  // namespace lenscap::knowledge
