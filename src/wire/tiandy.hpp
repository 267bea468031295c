// wire/tiandy.hpp: Tiandy's control connection and streams, TCP 3001.
// Source: zb3/tiandy-research@41ffe5e:lib/binproto.py, recover.py
//
// Twenty bytes lead, little-endian. Control: f1 f5 ea f5, a number, the whole length, eight zeros, the length of the
// text. Stream: f1 f5 ea f9, a number, the device's IPv4 address in reverse, 0, the whole length, the kind of stream;
// its body begins "NVS" and a NUL. Texts are fields with tabs between and end in three line feeds; the first field is
// the IPv4 address of the device that is spoken to, and devices leave it out.
//
// User names, passwords, keys and codes stand among the fields. Only words of the protocol itself come out.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "wire/stream_length.hpp"

namespace lenscap::wire {

inline constexpr std::size_t tiandy_header_size = 20;

/// One message. Views alias the input.
struct Tiandy {
  bool stream = false;
  std::uint32_t stream_type = 0;            ///< of a stream
  std::array<std::string_view, 4> words{};  ///< of a control text: its first words of the protocol, in order
  std::size_t word_count = 0;
};

/// Where the message that begins `bytes` ends: at most 64 KiB.
StreamLength tiandy_length(std::span<const std::byte> bytes) noexcept;

/// Reads one whole message, as long as tiandy_length says. Empty when a stream's body does not begin as one.
std::optional<Tiandy> parse_tiandy(std::span<const std::byte> bytes) noexcept;

}  // namespace lenscap::wire
