// wire/pcapng.hpp: the newer capture file: blocks of a type, a length, a body and the length again. Sections may follow
// one another in different byte orders, each with its own interfaces. All block types are read or stepped over.
//
// Source: draft-ietf-opsawg-pcapng.
#pragma once
#include <cstdint>
#include <optional>
#include <span>

namespace lenscap::wire {

enum PcapngType : std::uint32_t {
  block_interface = 1,
  block_packet_old = 2,
  block_simple = 3,
  block_names = 4,
  block_statistics = 5,
  block_enhanced = 6,
  block_section = 0x0a0d0d0a,
};

/// Head of any block: 8 bytes. `length` counts the whole block; valid when >= 12 and a multiple of 4.
struct PcapngBlock {
  std::uint32_t type = 0;
  std::uint32_t length = 0;
};

/// For a section header block, `swapped` is set from its byte-order magic (needs 12 bytes); empty when that is neither
/// order.
std::optional<PcapngBlock> parse_pcapng_block(std::span<const std::uint8_t> bytes, bool& swapped) noexcept;

struct PcapngInterface {
  std::uint16_t link_type = 0;
  std::uint32_t snap_length = 0;
  std::uint64_t ticks_per_second = 1'000'000;  ///< if_tsresol
  std::int64_t offset_seconds = 0;             ///< if_tsoffset
};

/// `body` is the block between its two lengths.
std::optional<PcapngInterface> parse_pcapng_interface(std::span<const std::uint8_t> body, bool swapped) noexcept;

struct PcapngPacket {
  std::uint32_t interface_id = 0;
  std::uint64_t ticks = 0;
  bool timed = true;       ///< simple packets carry no time
  std::uint32_t kept = 0;  ///< bytes of frame in the block, starting at `frame`
  std::uint32_t on_wire = 0;
  std::uint32_t frame = 0;  ///< offset of the frame in the body
};

/// Enhanced, old and simple packet blocks. Empty when the body is too short for what it announces.
std::optional<PcapngPacket> parse_pcapng_packet(std::uint32_t type, std::span<const std::uint8_t> body, bool swapped,
                                                std::uint32_t snap_length) noexcept;

/// Nanoseconds since 1970 of `ticks` on `interface`; saturates instead of overflowing.
std::int64_t to_nanos(const PcapngInterface& interface, std::uint64_t ticks) noexcept;

}  // namespace lenscap::wire
