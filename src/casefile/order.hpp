// casefile/order.hpp: the order in which flows and names stand in a case file, whatever their order in memory.
//
// A case may hold a million flows, so they are never copied: pointers are sorted. Rows that agree in what they are
// ordered by are told apart by the rest, so that equal cases give equal files.
#pragma once
#include <tuple>
#include <vector>

#include "model/case.hpp"

namespace lenscap::casefile {

/// What tells one flow of a subject from another.
inline auto identity(const model::Flow& f) {
  return std::tie(f.hour, f.peer, f.protocol, f.port, f.opened, f.source, f.packet);
}
/// Everything else but the host.
inline auto totals(const model::Flow& f) {
  return std::tie(f.addresses_only, f.first, f.last, f.packets_out, f.packets_in, f.bytes_out, f.bytes_in, f.media_out,
                  f.media_in, f.attempts, f.answered, f.resets, f.unreachable, f.intervals.count, f.intervals.sum_ms,
                  f.intervals.squares, f.sampling);
}

/// Rows of one case, which must outlive this.
struct FileOrder {
  std::vector<const model::CaseFlow*> flows;  ///< by subject, hour, peer, protocol, port, who opened, source, packet
  std::vector<const model::CaseName*> names;  ///< by subject, name, peer, where it is from, time
};
FileOrder file_order(const model::Case& c);

}  // namespace lenscap::casefile
