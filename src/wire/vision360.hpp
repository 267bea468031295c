// wire/vision360.hpp: discovery of 360 Vision Technology, UDP 3600.
// Source: julienblitte/UniversalScanner@6a150c797937:UniversalScanner/360Vision.cs and
// @2f6f17cc41dd:UniversalScanner/360Vision.selftest
//
// Text: "DISCOVER" and a line feed asks; the answer is one line "DISCOVER TYPE=IPDOME KEY='00:60:35:32:26:cd'
// ID=2210376922". Values may stand in either quotation mark. Recognised by the word with a TYPE and a KEY that is a
// hardware address.
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace lenscap::wire {

/// Somebody looks for 360 Vision's cameras: proves nothing about who asks.
bool is_vision360_search(std::span<const std::byte> bytes) noexcept;

/// An answer. Views alias the datagram; empty = not there.
struct Vision360Device {
  std::string_view type;  ///< IPDOME
  std::string_view key;   ///< hardware address
  std::string_view id;
};

/// Empty when it is no answer.
std::optional<Vision360Device> parse_vision360(std::span<const std::byte> bytes) noexcept;

}  // namespace lenscap::wire
