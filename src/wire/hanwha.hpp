// wire/hanwha.hpp: Hanwha Vision's discovery (formerly Samsung Techwin), asked for on UDP 7701, answered on UDP 7711.
// Source: julienblitte/UniversalScanner@06fbf8ee14a8:UniversalScanner/Hanwha.cs,
// melchi45/WiseNetChromeIPInstaller@e8ad243e1727:scripts/socket.js (all fields),
// melchi45/loitering_tracking@ffea6c6ba53c:docs/rfp/RFP_Camera_Discovery.md 2.1.3 and
// @752008ed2296:docs/tc/TC_Camera_Discovery.md TC-H-026 to TC-H-033 (the long form)
//
// Whatever is said has a fixed length: 262 octets, 334 in the long form. The first octet is the kind: 0b answers, 0c
// answers in the long form, whose last 72 octets add alias, model in full and kind of device. There is no mark, and
// what stands behind the end of a text is what the sender's memory held, so an answer is believed by its texts
// together: hardware address, address, mask, gateway and model must each be what they are called. A question has
// nothing but its size and first octet: it is not recognised. The password field at 0x55 is never looked at.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lenscap::wire {

inline constexpr std::size_t hanwha_size = 262, hanwha_long_size = 334;

/// An answer. Views alias the datagram; empty = not there.
struct HanwhaDevice {
  std::string_view mac;  ///< 00:16:6c:7d:75:6e
  std::string_view ipv4_address, ipv4_mask, ipv4_gateway;
  std::uint16_t http_port = 0;
  std::string_view model;            ///< SND-6083; cut to 10 characters in the short form
  std::string_view url;              ///< http://172.16.125.55/index.htm
  std::string_view alias;            ///< long form: that its owner gave a recorder or encoder
  std::uint8_t device_type = 0;      ///< long form: 0 camera, 3 recorder
  std::string_view device_type_raw;  ///< its byte; empty = short form
};

/// Empty when it is no answer, or a field is not what it should be.
std::optional<HanwhaDevice> parse_hanwha(std::span<const std::byte> bytes) noexcept;

}  // namespace lenscap::wire
