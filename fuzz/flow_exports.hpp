// fuzz/flow_exports.hpp: bytes as datagrams of one exporter, one after another, all the way into flow records.
#pragma once
#include <cstdlib>

#include "sources/read_netflow.hpp"

namespace lenscap::fuzz {

/// Each datagram stands behind two octets of its length; `version` overwrites its first two octets.
inline void read_exports(const std::uint8_t* data, std::size_t size, std::uint8_t version) {
  std::map<std::string, std::uint64_t> skipped;
  std::vector<std::string> notes;
  std::uint64_t records = 0;
  sources::RecordSink sink{[&](const sources::FlowRecord& record) {
                             ++records;
                             if (record.source.family == 0 || record.first > record.last || record.sampling == 0)
                               std::abort();
                           },
                           {},
                           skipped,
                           notes};
  sources::FlowExports exports;
  std::uint64_t packet = 0;
  std::vector<std::byte> datagram;
  for (std::size_t at = 0; at + 2 <= size;) {
    const std::size_t length = std::min<std::size_t>(size_t{data[at]} << 8 | data[at + 1], size - at - 2);
    const auto bytes = std::as_bytes(std::span(data + at + 2, length));
    datagram.assign(bytes.begin(), bytes.end());
    if (length >= 2) datagram[0] = std::byte{0}, datagram[1] = std::byte{version};
    sources::read_flow_export(exports, model::Ip::v4(0x0a000001), datagram, 1'700'000'000'000'000'000, ++packet, sink);
    at += 2 + length;
  }
  exports.finish(sink);
  if (records > size || notes.size() > sources::ExportSessions::most_notes) std::abort();
}

}  // namespace lenscap::fuzz
