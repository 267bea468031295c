#include "wire/pppp.hpp"

#include <algorithm>

#include "wire/bytes.hpp"

namespace lenscap::wire {
namespace {

constexpr std::uint8_t magic = 0xf1;
constexpr std::size_t header = 4;

// A device id: prefix (NUL-padded letters), number, check letters (NUL-padded).
constexpr std::size_t prefix_size = 8, check_at = 12, uid_size = 20, shortest_prefix = 3;

struct Message {
  std::uint8_t number;
  std::uint16_t shortest, longest;  ///< of the body
  bool uid;                         ///< it begins with a device id
  bool of_device;
};
constexpr std::uint16_t any = 0xffff;
constexpr Message messages[] = {
    {0x00, 0, 0, false, false},    // hello
    {0x01, 16, 16, false, false},  // its answer: the address as the server sees it
    {0x10, 40, 40, true, true},    // login of a device at a server
    {0x11, 4, 4, false, false},    // its answer
    {0x12, 44, 44, false, true},   // login, scrambled, with a checksum
    {0x13, 8, 8, false, false},    // its answer
    {0x14, 104, 104, true, true},  // login with nonce and signature
    {0x15, 4, 4, false, false},    // its answer
    {0x16, 40, any, true, true},   // login with a key of the device
    {0x18, 20, 20, true, false},   // is this device known
    {0x19, 8, 8, false, false},    // its answer
    {0x20, 36, 36, true, false},   // a client asks for a device
    {0x21, 4, 4, false, false},    // its answer
    {0x26, 36, any, true, false},  // a client asks, with a key of the device
    {0x30, 0, 0, false, false},    // search in the local network
    {0x31, 20, 20, true, true},    // announcement in the local network
    {0x32, 20, 20, true, false},   // its answer
    {0x40, 16, 16, false, false},  // punch to this address
    {0x41, 20, 24, true, false},   // punch
    {0x42, 20, 24, true, false},   // ready
    {0x43, 0, 0, false, false},    // its answer
    {0xd0, 4, any, false, false},  // data
    {0xd1, 4, any, false, false},  // its acknowledgement
    {0xe0, 0, 0, false, false},    // alive
    {0xe1, 0, 0, false, false},    // its answer
    {0xf0, 0, 0, false, false},    // close
};

bool letter(char c) { return c >= 'A' && c <= 'Z'; }

/// The letters of a field that is padded with NULs; empty when it is anything else.
std::string_view letters(std::string_view padded) {
  const std::size_t end = std::min(padded.find('\0'), padded.size());
  const std::string_view text = padded.substr(0, end);
  if (end == padded.size() || !std::all_of(text.begin(), text.end(), letter)) return {};
  if (padded.substr(end).find_first_not_of('\0') != std::string_view::npos) return {};
  return text;
}

/// The prefix of the device id that begins `body`; empty when it is none.
std::string_view prefix_of(std::string_view body) {
  if (body.size() < uid_size) return {};
  const std::string_view prefix = letters(body.substr(0, prefix_size));
  if (prefix.size() < shortest_prefix || letters(body.substr(check_at, prefix_size)).empty()) return {};
  return prefix;
}

}  // namespace

std::optional<Pppp> parse_pppp(std::span<const std::byte> bytes, std::size_t wire_size) noexcept {
  if (bytes.size() < header || wire_size < bytes.size()) return std::nullopt;
  const auto* const p = reinterpret_cast<const std::uint8_t*>(bytes.data());
  const std::size_t length = be16(p + 2);
  if (p[0] != magic || wire_size != header + length) return std::nullopt;
  const auto found = std::find_if(std::begin(messages), std::end(messages), [&](const Message& m) {
    return m.number == p[1] && m.shortest <= length && length <= m.longest;
  });
  if (found == std::end(messages)) return std::nullopt;

  Pppp out;
  out.message = found->number;
  out.from_device = found->of_device;
  const std::string_view body(reinterpret_cast<const char*>(p) + header, bytes.size() - header);
  if (found->uid) {
    out.uid_prefix = prefix_of(body);
    if (out.uid_prefix.empty()) return std::nullopt;
  }
  const bool data = found->number == 0xd0 || found->number == 0xd1;
  if (data && (body.empty() || static_cast<std::uint8_t>(body[0]) != 0xd1)) return std::nullopt;
  return out;
}

}  // namespace lenscap::wire
