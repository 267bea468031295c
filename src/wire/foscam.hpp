// wire/foscam.hpp: "MO_I", the search protocol of Foscam's cameras and of others with the same board (Wansview), UDP
// 10000.
// Source: julienblitte/UniversalScanner@c8ba95623104:UniversalScanner/Foscam.cs,
// OpenIPC/python-dvr@1f782cbb6e4a:DeviceManager.py (SearchFros),
// jimboca/ISYHelperPolyglot@1ba29df8e774:node_servers/camera/bin/udpping.py
//
// "MO_I", code (little-endian: 0 search, 1 its answer, 2 sets the network, 3 its answer), a flag with a key of 8
// octets, length of the text (little-endian) from octet 23 on. With the flag set the text is combined with the key,
// octet for octet by exclusive or. Recognised by the mark, the length, and an answer whose id is twelve hexadecimal
// digits: the hardware address. Code 2 carries user and password: its text is never looked at.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lenscap::wire {

/// A tool searches, or sets the network of a camera: proves nothing about who sends it.
bool is_foscam_tool(std::span<const std::byte> bytes) noexcept;

/// Text of the message, without its key, and the bytes that it came from (which alias the datagram).
template <std::size_t N>
struct FoscamText {
  std::array<char, N + 1> characters{};  ///< ends in NUL
  std::string_view raw;

  std::string_view text() const { return characters.data(); }
};

/// An answer. Addresses in host order, 0 = none.
struct FoscamDevice {
  FoscamText<13> id;      ///< 00626e001234
  std::uint64_t mac = 0;  ///< the same
  FoscamText<21> name;    ///< that its owner gave it
  std::uint32_t ipv4 = 0, ipv4_mask = 0, ipv4_gateway = 0;
  std::string_view ipv4_raw;               ///< its 4 bytes
  std::array<std::uint8_t, 4> firmware{};  ///< 11.37.2.65: of the system
  std::array<std::uint8_t, 4> web_version{};
  std::string_view firmware_raw;  ///< 4 bytes
  std::uint16_t http_port = 0;
  bool keyed = false;  ///< its text was combined with a key
};

/// Empty when it is no answer or its length is not its size.
std::optional<FoscamDevice> parse_foscam(std::span<const std::byte> bytes) noexcept;

}  // namespace lenscap::wire
