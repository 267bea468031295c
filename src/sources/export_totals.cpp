#include "sources/export_totals.hpp"

namespace lenscap::sources {

namespace {
constexpr std::uint64_t counter_wrap = std::uint64_t{1} << 32;
}

std::array<std::uint64_t, 4> ExportTotals::added(const ExportHead& head, const wire::ExportedFlow& flow,
                                                 RecordSink& sink) {
  const std::array<wire::Counter, 4> now = {flow.out.bytes_total, flow.out.packets_total, flow.back.bytes_total,
                                            flow.back.packets_total};
  const Key key{stream_of(head),  flow.source,
                flow.destination, std::uint32_t{flow.source_port} << 16 | flow.destination_port,
                flow.protocol,    flow.uptime_first ? std::int64_t{*flow.uptime_first} : flow.first};
  const auto [at, fresh] = last_.try_emplace(key);
  if (fresh) {
    ages_.push_back(key);
    if (ages_.size() > most_flows) {
      last_.erase(ages_.front());
      ages_.pop_front();
      ++sink.skipped["flows with running counters put aside at the memory bound (a later report of them counts all)"];
    }
  }
  std::array<std::uint64_t, 4> out{};
  for (std::size_t i = 0; i < now.size(); ++i) {
    std::uint64_t& before = at->second[i];
    if (!now[i]) continue;
    if (now[i].value >= before) {
      out[i] = now[i].value - before;
    } else if (now[i].octets == 4 && before >= counter_wrap / 2 && now[i].value < counter_wrap / 2) {
      out[i] = now[i].value + counter_wrap - before;
      ++sink.skipped["32-bit counters that passed their end (carried on)"];
    } else {
      out[i] = now[i].value;
      ++sink.skipped["running counters that began again (counted from there)"];
    }
    before = now[i].value;
  }
  return out;
}

}  // namespace lenscap::sources
