// wire/sadp_frame.hpp: Hikvision SADP version 1, straight on Ethernet, type 0x8033.
// Source: MatrixEditor/hiktools@cf74a80:lua/sadp.lua and hiktools/csadp/model.py
//
// An ARP-like header of 38 bytes: 0x21, version, series, length, sequence, 06 04 (the address lengths), operation,
// parameter, checksum, source and target addresses, mask; then what the operation carries. hiktools reads the length
// byte as "who sent it" because a tool's question is always 66 (0x42) and a device's answer 246 (0xf6) long; 246 = 38 +
// 208 is the header and a description: serial number 48, four numbers, three texts of 48 bytes. Recognised by the
// Ethernet type, which the caller has seen, together with 0x21, 06 04, a known version and a known operation.
// Operations that set or reset something carry a password where an answer carries the description: nothing of theirs is
// exposed.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lenscap::wire {

inline constexpr std::uint16_t sadp_ether_type = 0x8033;

/// Views alias the frame. Texts end at their first NUL; empty = not there.
struct SadpFrame {
  std::uint8_t operation = 0;  ///< 0x03 inquiry, 0x04 its answer, 0x06/0x07 address change, 0x0a/0x0b password reset …
  bool from_device = false;    ///< an answer, or an announcement with a description
  std::uint32_t sequence = 0;
  std::uint64_t mac = 0;      ///< of the sender as it states it, first octet highest
  std::string_view mac_raw;   ///< 6 bytes
  std::uint32_t ipv4 = 0;     ///< of the sender as it states it, host order
  std::string_view ipv4_raw;  ///< 4 bytes
  std::string_view serial;    ///< this and the rest only when from_device
  std::string_view software_version;
  std::string_view dsp_version;
  std::string_view start_time;
  std::uint32_t device_type = 0;  ///< class code
  std::string_view device_type_raw;
};

/// Reads what follows the Ethernet type. Padding behind the message is ignored; of a frame that a capture has cut only
/// the texts that are whole are given. Empty when it is not SADP.
std::optional<SadpFrame> parse_sadp_frame(std::span<const std::byte> bytes) noexcept;

}  // namespace lenscap::wire
