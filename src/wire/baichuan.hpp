// wire/baichuan.hpp: Baichuan, the protocol of Reolink cameras: TCP 9000, and the same messages over UDP.
// Source: thirtythreeforty/neolink@63c71b0:dissector/protocol.md, @1ac44d4:dissector/baichuan.lua,
// @08d174a:dissector/udp.md; response codes: the same repository's crates/core/src/bc and a login of a real camera in
// its crates/core/src/bc/samples/EncryptionProtocol02_login.pcapng
//
// TCP, little-endian: magic f0 de bc 0a (or a0 cb ed 0f), message number, length, channel, stream, message handle,
// response code, class; classes 0x6414 and 0 add an offset. Recognised by magic, a known class and a length within
// bounds. UDP: three magics that end in cf 87 2a; a discovery packet must also match its own CRC, and its scrambled XML
// names the direction. Bodies are encrypted or hold login hashes: none is exposed.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "wire/stream_length.hpp"

namespace lenscap::wire {

inline constexpr std::size_t baichuan_max_body = 8 * 1024 * 1024;  ///< snapshots reach 3 MiB

/// The header of one message.
struct Baichuan {
  std::uint32_t message = 0;  ///< 1 login, 3 video, 33 motion, 80 version …
  std::uint32_t body_length = 0;
  std::uint8_t channel = 0;
  std::uint16_t code = 0;  ///< 0 a question; 200, 400, 401 … an answer; 0xdcXX, 0xddXX in the login
  std::uint16_t message_class = 0;
  std::size_t header_size = 0;  ///< 20 or 24
  bool reversed = false;        ///< magic a0 cb ed 0f
  /// The device sent it: an answer to the login (class 0x6614, code 0xddXX), or any other answer (class 0, code 200 to
  /// 499) but that to 234, the one message that a camera sends and a client answers.
  bool from_device = false;
};

/// Where the message that begins `bytes` ends (TCP). A message of more than 8 MiB is none.
StreamLength baichuan_length(std::span<const std::byte> bytes) noexcept;

/// Reads the header that begins `bytes`; the body need not be there. Empty when it is none or not whole.
std::optional<Baichuan> parse_baichuan(std::span<const std::byte> bytes) noexcept;

enum class BcUdpKind : std::uint8_t { discovery, acknowledgement, data };

/// One datagram.
struct BcUdp {
  BcUdpKind kind = BcUdpKind::data;
  /// The device sent it: discovery whose element names a device as its sender (D2C_C_R, D2M_Q, D2R_HB …), or data that
  /// begins with a message of the device.
  bool from_device = false;
  std::array<char, 12> element{};  ///< discovery: name of the element inside P2P, NUL-terminated; "" = not readable
  std::string_view element_raw;    ///< where it is in the datagram, scrambled
};

/// Empty when it is none of the three, its length disagrees with its size, or its CRC is wrong.
std::optional<BcUdp> parse_bcudp(std::span<const std::byte> bytes) noexcept;

}  // namespace lenscap::wire
