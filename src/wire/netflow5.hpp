// wire/netflow5.hpp: NetFlow 5, the oldest export that is still sent: a head of 24 octets and up to 30 records of 48,
// all of one form, most significant octet first. Only IPv4. Times are milliseconds since the exporter began; the head
// tells what that clock and the calendar's said when the datagram was sent.
//
// Source: Cisco, NetFlow Export Datagram Format (NetFlow Collection Engine User Guide, tables B-3 and B-4);
// wireshark/wireshark:epan/dissectors/packet-netflow.c.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "wire/exported_flow.hpp"

namespace lenscap::wire {

struct Netflow5 {
  static constexpr std::size_t record_size = 48;
  std::uint32_t uptime = 0;   ///< milliseconds since the exporter began
  std::uint32_t seconds = 0;  ///< since 1970
  std::uint32_t nanoseconds = 0;
  std::uint32_t sequence = 0;          ///< flows sent before this datagram
  std::uint16_t engine = 0;            ///< type and number
  std::uint16_t one_in = 0;            ///< lower 14 bits of the last word: one packet in so many was looked at; 0 = all
  std::span<const std::byte> records;  ///< a multiple of record_size; aliases the input

  std::size_t count() const { return records.size() / record_size; }
};

/// Reads one datagram. Empty when it is none, or its size is not that of as many records as it announces.
std::optional<Netflow5> parse_netflow5(std::span<const std::byte> bytes) noexcept;

/// One record; `record` is Netflow5::record_size long.
ExportedFlow parse_netflow5_record(std::span<const std::byte> record) noexcept;

}  // namespace lenscap::wire
