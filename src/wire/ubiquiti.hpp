// wire/ubiquiti.hpp: Ubiquiti's discovery, UDP 10001, by broadcast and to 233.89.188.1: of all its devices, routers and
// access points as well as cameras.
// Source: nmap/nmap@7435c07eea91:scripts/ubiquiti-discovery.nse,
// julienblitte/UniversalScanner@0e611490e771:UniversalScanner/Ubiquiti.cs,
// antoine-lombardo/unifi-cam-proxy@484246be8ecc:adoption-flow.md (answer of a UVC G3 Flex)
//
// Version and command (01 00; 02 06, 02 09, 02 0b), length of what follows in network order, items of type, length (two
// octets, network order) and value. Without items it asks. Recognised by these octets, the length, and items that end
// where it says and among which is a hardware address. Names of radio networks, user names, salts, challenges and the
// device's own id are never exposed.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lenscap::wire {

/// Somebody looks for Ubiquiti's devices: proves nothing about who asks.
bool is_ubiquiti_search(std::span<const std::byte> bytes) noexcept;

/// An answer or announcement. Views alias the datagram; empty = not there. Addresses in host order, 0 = none.
struct UbiquitiDevice {
  std::uint8_t version = 0;   ///< 1 or 2
  std::uint64_t mac = 0;      ///< item 01, else of 02 or 13
  std::string_view mac_raw;   ///< its 6 bytes
  std::uint32_t ipv4 = 0;     ///< first item 02
  std::string_view ipv4_raw;  ///< its 4 bytes
  std::string_view firmware;  ///< item 03: UVC.S2L.v4.75.62.67.e71c6e5.250411.1421
  std::string_view hostname;  ///< item 0b
  std::string_view platform;  ///< item 0c: UVC G3 Flex, ER-X
  std::string_view model;     ///< item 14 or 15
  std::string_view software;  ///< item 16: version in short
};

/// Empty when it is no answer or its lengths disagree with its size.
std::optional<UbiquitiDevice> parse_ubiquiti(std::span<const std::byte> bytes) noexcept;

}  // namespace lenscap::wire
