// sources/export_totals.hpp: counters that run on from report to report (octetTotalCount, packetTotalCount), as what
// each report adds.
//
// Some exporters tell of a long flow several times, each time with all it has had so far: adding these up would count
// its beginning again and again. A counter of four octets that is suddenly smaller has passed 2^32; any other that is
// smaller began again. Which flow it is: both ends, and when it began. Bounded: the flow that was seen first goes
// first, and is counted.
#pragma once
#include <array>
#include <deque>
#include <map>

#include "sources/export_head.hpp"
#include "sources/flow_record.hpp"
#include "wire/exported_flow.hpp"

namespace lenscap::sources {

class ExportTotals {
 public:
  static constexpr std::size_t most_flows = 65'536;

  /// The four totals of `flow` that it has (bytes, packets, bytes back, packets back), each less what was told before.
  std::array<std::uint64_t, 4> added(const ExportHead& head, const wire::ExportedFlow& flow, RecordSink& sink);

 private:
  struct Key {
    ExportStream stream;
    std::array<std::uint8_t, 16> source{}, destination{};
    std::uint32_t ports = 0;
    std::uint8_t protocol = 0;
    std::int64_t began = 0;
    auto operator<=>(const Key&) const = default;
  };
  std::map<Key, std::array<std::uint64_t, 4>> last_;
  std::deque<Key> ages_;
};

}  // namespace lenscap::sources
