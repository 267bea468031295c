// wire/radio_header.hpp: what capture tools put before an 802.11 frame: radiotap, AVS or Prism; none in the plain form.
//
// Radiotap lists its fields in one or several words of bits; the fields stand behind them in that order, each at its
// own alignment. Of all of them two decide whether and how the frame may be read: whether four bytes of checksum follow
// it, and whether that checksum was wrong. Source: radiotap.org/fields/defined (TSFT, Flags); tcpdump.org/linktypes
// (LINKTYPE_IEEE802_11, _RADIOTAP, _AVS, _PRISM).
#pragma once
#include <cstdint>
#include <optional>
#include <span>

namespace lenscap::wire {

enum WirelessLinkType : std::uint16_t {
  link_wifi = 105,
  link_wifi_prism = 119,
  link_wifi_radiotap = 127,
  link_wifi_avs = 163,
};

constexpr bool is_wireless(std::uint16_t link_type) noexcept {
  return link_type == link_wifi || link_type == link_wifi_prism || link_type == link_wifi_radiotap ||
         link_type == link_wifi_avs;
}

struct RadioHeader {
  std::uint32_t frame = 0;  ///< offset of the 802.11 frame in the input
  bool checksum = false;    ///< four bytes of frame check sequence end the frame
  bool padded = false;      ///< the 802.11 header is padded to a multiple of four
  bool damaged = false;     ///< received with a wrong checksum: these bytes were never sent
};

/// Reads the header of a frame of one of the link types above. Empty when it is cut or contradicts itself.
std::optional<RadioHeader> parse_radio_header(std::span<const std::uint8_t> bytes, std::uint16_t link_type) noexcept;

}  // namespace lenscap::wire
