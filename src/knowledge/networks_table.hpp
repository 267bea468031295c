// knowledge/networks_table.hpp: addresses to networks, as sorted arrays that are searched where they lie.
//
// The address space is cut at every place where network or country changes; what lies between two cuts is a segment,
// and each segment has one owner (network, name, country). A directory gives the first segment of every 16-bit start,
// so a look-up searches the segments of one 65,536th of the space: 7 on average for IPv4, whose keys are then only the
// low 16 bits. IPv6 keys are whole: allocation crowds into few starts, the fullest of which holds 34,391: 16 steps.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "knowledge/networks.hpp"

namespace lenscap::knowledge {

/// Offsets are from the start of the table; all numbers are of this machine's byte order.
struct NetworksHeader {
  static constexpr std::uint64_t right_magic = 0x3153544b52544e4c;  ///< "LNTRKTS1"
  std::uint64_t magic = right_magic, size = 0;
  std::uint32_t v4_directory = 0, v4_keys = 0, v4_owners = 0, v4_count = 0;
  std::uint32_t v6_directory = 0, v6_keys = 0, v6_owners = 0, v6_count = 0;
  std::uint32_t owners = 0, owner_count = 0, names = 0, names_size = 0;
  std::uint32_t edition = 0, edition_size = 0;  ///< three lines: day, packages, attribution
};

/// One of these a pair of network and country. Owner 0 is nobody.
struct NetworkOwner {
  std::uint32_t asn = 0;
  std::uint32_t name = 0;  ///< place among the names
  std::uint16_t name_size = 0;
  char country[2] = {0, 0};
};

inline constexpr std::size_t directory_entries = 65537;
using Wide = unsigned __int128;

/// `table` is what compile_networks() gave, or empty. The result points into it.
std::optional<Network> find_network_in(std::string_view table, const model::Ip& address) noexcept;

NetworksEdition networks_edition_of(std::string_view table) noexcept;

/// The IPv4 address inside an IPv6 address: ::ffff:0:0/96 (RFC 4291, 2.5.5.2), 64:ff9b::/96 (RFC 6052, 2.1),
/// 2002::/16 (RFC 3056, 2) and, of a Teredo client, its own (2001::/32, RFC 4380, 4: the last 32 bits, inverted).
std::optional<model::Ip> embedded_v4(const model::Ip& address) noexcept;

}  // namespace lenscap::knowledge
