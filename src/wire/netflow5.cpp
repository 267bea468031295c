#include "wire/netflow5.hpp"

#include <cstring>

#include "wire/bytes.hpp"

namespace lenscap::wire {
namespace {

constexpr std::size_t count_at = 2, uptime_at = 4, seconds_at = 8, nanoseconds_at = 12, sequence_at = 16,
                      engine_at = 20, sampling_at = 22, head = 24;
constexpr std::size_t most_records = 30;
// Within a record.
constexpr std::size_t source_at = 0, destination_at = 4, input_at = 12, packets_at = 16, octets_at = 20, first_at = 24,
                      last_at = 28, source_port_at = 32, destination_port_at = 34, flags_at = 37, protocol_at = 38;

}  // namespace

std::optional<Netflow5> parse_netflow5(std::span<const std::byte> bytes) noexcept {
  if (bytes.size() < head + Netflow5::record_size || be16(bytes, 0) != 5) return {};
  const std::size_t count = be16(bytes, count_at);
  if (count > most_records || bytes.size() != head + count * Netflow5::record_size) return {};
  Netflow5 out;
  out.uptime = be32(bytes, uptime_at);
  out.seconds = be32(bytes, seconds_at);
  out.nanoseconds = be32(bytes, nanoseconds_at);
  if (out.nanoseconds >= 1'000'000'000) return {};
  out.sequence = be32(bytes, sequence_at);
  out.engine = be16(bytes, engine_at);
  out.one_in = be16(bytes, sampling_at) & 0x3fff;
  out.records = bytes.subspan(head);
  return out;
}

ExportedFlow parse_netflow5_record(std::span<const std::byte> record) noexcept {
  ExportedFlow flow;
  std::memcpy(flow.source.data(), &record[source_at], 4);
  std::memcpy(flow.destination.data(), &record[destination_at], 4);
  flow.source_family = flow.destination_family = 4;
  flow.interface_in = be16(record, input_at);
  flow.out.packets = {be32(record, packets_at), 4};
  flow.out.bytes = {be32(record, octets_at), 4};
  flow.uptime_first = be32(record, first_at);
  flow.uptime_last = be32(record, last_at);
  flow.source_port = be16(record, source_port_at);
  flow.destination_port = be16(record, destination_port_at);
  flow.tcp_flags = u8(record, flags_at);
  flow.protocol = u8(record, protocol_at);
  return flow;
}

}  // namespace lenscap::wire
