// wire/hiksdk.hpp: Hikvision's SDK connection, TCP 8000.
// Source: jameshilliard/ipcDeviceVc@651d82d:zyrh2xh/tcpServer/DeviceCommProtocol.h, DeviceCommFuncs.cpp (the device's
// side); nmap/nmap@f1a9fdd:nmap-service-probes ("Hikvision IPCam control port", "HikVision camera control")
//
// Numbers are big-endian. A command: the whole length, the interface (90, 60, 30 or 99), three small bytes, a sum, the
// command, the client's address. An answer: the whole length, the sum of all bytes that follow the sum, a status (1 =
// granted), four bytes. The blocks 00 00 00 10 00 00 00 1e 00 00 00 1e 00 00 00 00 that scanners know are such answers:
// the sum repeats the status. An answer is believed only when its sum is right.
//
// Commands and challenges hold names, passwords and nonces: of them nothing but the number is given. Of two answers the
// device's own words are: the login that was granted (108 bytes: serial number, channels), and the device's
// configuration, which begins with its own length (name, serial number, firmware, model). Cameras of other makers serve
// this protocol too.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "wire/stream_length.hpp"

namespace lenscap::wire {

inline constexpr std::size_t hiksdk_answer_header = 16, hiksdk_command_header = 32;
inline constexpr std::size_t hiksdk_longest_answer = 4096;  ///< longer ones (abilities, records) are passed over

enum class HikSdkKind : std::uint8_t { command, answer };

/// One message. Views alias the input; empty, or 0 = not there.
struct HikSdk {
  HikSdkKind kind = HikSdkKind::answer;
  std::uint32_t command = 0;  ///< of a command: 0x010000 login, 0x1110c2 device configuration …
  std::uint32_t status = 0;   ///< of an answer
  std::string_view serial;
  std::string_view name, model;
  std::uint32_t version = 0;  ///< 0x05040005 is V5.4.5
  std::string_view version_raw;
  std::uint32_t build_date = 0;  ///< year since 2000 << 16 | month << 8 | day
  std::uint8_t channels = 0, ip_channels = 0;
  std::string_view channels_raw, ip_channels_raw;
};

/// Could a conversation begin so: a command, an answer of 16 bytes whose sum is right, or a longer one that was
/// granted.
StreamLength hiksdk_starts(std::span<const std::byte> bytes) noexcept;

/// Where the message that begins `bytes` ends, in a conversation that is known to be one.
StreamLength hiksdk_length(std::span<const std::byte> bytes) noexcept;

/// Reads one whole message, as long as hiksdk_length says. Empty when the sum of an answer is wrong.
std::optional<HikSdk> parse_hiksdk(std::span<const std::byte> bytes) noexcept;

}  // namespace lenscap::wire
