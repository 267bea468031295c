// knowledge/suffix.hpp: the endpoint of a host name, by hash of its suffixes at label boundaries.
//
// One pass from the right: the hash of every suffix falls out on the way, so a lookup costs about as much as reading
// the name. Measured with 42 endpoints: 37 ns for a name that meets none.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "knowledge/knowledge.hpp"

namespace lenscap::knowledge {

/// Borrows the endpoints.
class SuffixTable {
 public:
  explicit SuffixTable(const std::vector<Endpoint>& endpoints);

  /// The endpoint with the longest suffix of `host`; null when there is none. Any case; a trailing dot or ":port" is
  /// stepped over.
  const Endpoint* find(std::string_view host) const;

 private:
  struct Slot {
    std::uint64_t hash = 0;
    const Endpoint* endpoint = nullptr;
  };
  const Endpoint* at(std::uint64_t hash, std::string_view suffix) const;

  std::vector<Slot> slots_;  ///< open addressing, a power of two, at most half full
  std::size_t longest_ = 0;  ///< suffix in the table, bytes
};

}  // namespace lenscap::knowledge
