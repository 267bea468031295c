// wire/tvt.hpp: TVT's control connection, TCP 6036 (recorders) and 9008 (cameras).
// Source: 2BAD/tvt@809c793:proto/struct/CMD_INIT.lua, @275f4fb:proto/ipc.lua, @212f751:proto/valuestrings.lua,
// @501c2aa:proto/struct/CMD_REPLY_LOGIN_SUCC.lua; dannielperez/pytvt@7ed3f50:src/pytvt/protocol.py
//
// Little-endian. The device speaks first: a greeting of 64 bytes that begins "head" or "1111" and holds its hardware
// address at 32. Commands follow: "head" or "1111", the length of what follows, then command, id, version, length of
// the data, data. The two lengths differ by 16, which tells a command from a greeting. Answers have bit 24 of the
// command set. "1111" with a length of 0 keeps the connection alive, so no greeting is believed whose first field is 0.
//
// The data of commands is not given: a login holds a name and a password. Of the answer to a good login the device's
// own words are.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "wire/stream_length.hpp"

namespace lenscap::wire {

inline constexpr std::size_t tvt_header_size = 24, tvt_greeting_size = 64;

enum class TvtKind : std::uint8_t { greeting, command, keep_alive };

/// One message. Views alias the input; empty, or 0 = not there.
struct Tvt {
  TvtKind kind = TvtKind::keep_alive;
  bool from_device = false;   ///< by its number: a greeting, or an answer
  std::uint32_t command = 0;  ///< 0x101 login, 0x1000101 login accepted, 0x1000c01 live stream …
  std::string_view subject;   ///< what the command is about: "login", "configuration", "stream" …
  std::uint64_t mac = 0;      ///< of a greeting or of an accepted login, first octet highest
  std::string_view mac_raw;
  std::uint32_t build_date = 0;  ///< of an accepted login: decimal YYYYMMDD
  std::string_view build_date_raw;
  std::string_view name;  ///< of an accepted login: device name
};

/// Where the message that begins `bytes` ends. A command of a stream has a frame of up to 16 MiB behind its header.
StreamLength tvt_length(std::span<const std::byte> bytes) noexcept;

/// Reads the message that begins `bytes`, as much of it as is there. Empty when less than its header is.
std::optional<Tvt> parse_tvt(std::span<const std::byte> bytes) noexcept;

}  // namespace lenscap::wire
