// wire/xm.hpp: Xiongmai NetIP ("Sofia"): TCP 34567, UDP 34568 and 34569.
// Source: OpenIPC/python-dvr@173c36c:dvrip.py and @1f782cb:DeviceManager.py,
// KostasEreksonas/Besder-6024PB-XMA501-ip-camera-security-investigation README, Moxnatiy/hass-xmeye docs/protocol.md
//
// 20 bytes of header, little-endian, then JSON that ends in LF NUL or NUL. Recognised by ff, a version of 0 or 1, a
// reserved word of 0, a message number between 1000 and 3999, a length that agrees with the size, and a body that opens
// an object. A device is whoever says "Ret" (the result of what it was asked), or sends the search answer 1531, which
// it also broadcasts unasked. User names, passwords, AuthCode and cloud keys are never exposed.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "wire/stream_length.hpp"

namespace lenscap::wire {

inline constexpr std::size_t xm_header_size = 20;
inline constexpr std::size_t xm_max_body = 1024 * 1024;  ///< a key frame of the stream; JSON is a few KiB

/// One message. `body` aliases the input: JSON, or empty.
struct Xm {
  std::uint8_t version = 0;
  std::uint32_t session = 0;
  std::uint16_t message = 0;  ///< 1000/1001 login, 1020/1021 system information, 1530/1531 search …
  std::string_view body;
};

/// Where the message that begins `bytes` ends (TCP). A message of more than 1 MiB is none.
StreamLength xm_length(std::span<const std::byte> bytes) noexcept;

/// Reads one whole message: a datagram, or what xm_length found. Empty when it is none, its length is not its size, or
/// it carries media (whose end xm_length still finds).
std::optional<Xm> parse_xm(std::span<const std::byte> bytes) noexcept;

/// What a device says of itself. Views alias the body, escapes as sent (json_unescape reads them); empty = not there.
struct XmDevice {
  std::string_view sn;  ///< 16 hexadecimal digits: the cloud id
  std::string_view host_name;
  std::string_view version;      ///< firmware: V5.00.R02.00030747.10010.349f17.0000000
  std::string_view build_date;   ///< of the firmware
  std::string_view device_type;  ///< class number in the search answer, word in the login answer
  std::string_view channel_num;
  std::string_view mac;
  std::string_view host_ip, gateway, submask;  ///< 0x and 8 hexadecimal digits: xm_address reads them
  std::string_view http_port, tcp_port, udp_port;
  std::string_view hardware, hardware_version;     ///< SystemInfo
  std::string_view video_in_channel, dig_channel;  ///< SystemInfo; dig_channel more than 0: a recorder
};

/// Reads the search answer, the system information, the login answer and the network configuration. Empty when the
/// message is a client's, or says nothing about the device.
std::optional<XmDevice> parse_xm_device(const Xm& message);

/// Whether a device sent it: 1531, or a JSON body with "Ret".
bool xm_from_device(const Xm& message);

/// "0x6700A8C0" is 192.168.0.103: the digits are the four octets in reverse. Host order.
std::optional<std::uint32_t> xm_address(std::string_view raw) noexcept;

}  // namespace lenscap::wire
