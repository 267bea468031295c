// wire/pcap.hpp: the classic capture file: a 24-byte file header, then records of a 16-byte header and the frame.
//
// Both byte orders, microseconds (a1b2c3d4), nanoseconds (a1b23c4d) and the modified form with 24-byte record headers
// (a1b2cd34). Source: draft-ietf-opsawg-pcap.
#pragma once
#include <cstdint>
#include <optional>
#include <span>

namespace lenscap::wire {

struct PcapFile {
  bool swapped = false;  ///< written on a machine of the other byte order
  bool nanoseconds = false;
  std::uint32_t record_header = 16;  ///< bytes
  std::uint32_t snap_length = 0;
  std::uint16_t link_type = 0;
  static constexpr std::size_t size = 24;
};

/// The file header at the start of `bytes` (at least 24). Empty when the magic is none of these.
std::optional<PcapFile> parse_pcap_file(std::span<const std::uint8_t> bytes) noexcept;

struct PcapRecord {
  std::int64_t nanos;     ///< since 1970, UTC; seconds are unsigned, so good until 2106
  std::uint32_t kept;     ///< bytes of frame that follow
  std::uint32_t on_wire;  ///< bytes the frame had
};

/// The record header at the start of `bytes`, which holds at least `file.record_header` bytes.
PcapRecord parse_pcap_record(const PcapFile& file, std::span<const std::uint8_t> bytes) noexcept;

}  // namespace lenscap::wire
