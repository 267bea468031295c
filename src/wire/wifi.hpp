// wire/wifi.hpp: IEEE 802.11 data frames: who sent, who transmitted, and the packet behind LLC and SNAP.
//
// Three addresses, four between access points. Which is whose hangs on the bits To DS and From DS (802.11-2020 table
// 9-30): the sender of the packet is the second, third or fourth address; the transmitter is always the second. QoS
// data has two more bytes, which also say that several packets share the frame (A-MSDU, 9.3.2.2): each then names its
// own ends. Source: IEEE 802.11-2020 sections 9.2.4, 9.3.2; RFC 1042 and IEEE 802.1H (SNAP).
#pragma once
#include <cstdint>
#include <optional>
#include <span>

namespace lenscap::wire {

struct WifiFrame {
  enum class Is : std::uint8_t {
    data,       ///< a packet, or several, begins at `payload`
    encrypted,  ///< only the addresses can be read
    fragment,   ///< a part of a packet
    other,      ///< management, control, data frames without data; nothing below is set
  };
  Is is = Is::other;
  bool aggregate = false;         ///< A-MSDU: `source` and `destination` are those of no packet
  std::uint32_t transmitter = 0;  ///< offsets of addresses of 6 bytes in the input
  std::uint32_t source = 0;
  std::uint32_t destination = 0;
  std::uint32_t payload = 0;
};

/// Reads one frame without its frame check sequence. `padded`: the header is padded to a multiple of 4 (radiotap says).
/// Empty when the frame is cut or of an unknown version.
std::optional<WifiFrame> parse_wifi(std::span<const std::uint8_t> frame, bool padded) noexcept;

/// One packet of an A-MSDU. All offsets in the input of parse_wifi.
struct Subframe {
  std::uint32_t destination = 0, source = 0;
  std::uint32_t payload = 0, end = 0;  ///< LLC and SNAP, then the packet
  std::uint32_t next = 0;              ///< where the next one begins; the size of the frame after the last
};

/// The packet that begins at `at`, as far as it is there. Empty when no whole header is.
std::optional<Subframe> parse_subframe(std::span<const std::uint8_t> frame, std::uint32_t at) noexcept;

/// The EtherType behind LLC and SNAP (8 bytes) at the start of `bytes`; 0 when there is none.
std::uint16_t parse_snap(std::span<const std::uint8_t> bytes) noexcept;
inline constexpr std::uint32_t snap_size = 8;

}  // namespace lenscap::wire
