// model/address.hpp: hardware and network addresses as plain values.
#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace lenscap::model {

/// An EUI-48 in the low 48 bits of `value`, first octet on the wire highest. 0 = none.
struct Mac {
  std::uint64_t value = 0;
  auto operator<=>(const Mac&) const = default;

  bool group() const { return (value >> 40) & 1; }  ///< I/G bit: cannot be a sender
  bool local() const { return (value >> 40) & 2; }  ///< U/L bit: not from the registry (IEEE 802, 8.2)
  /// A universally administered single address: the only kind that identifies hardware.
  bool identifies() const { return value != 0 && value != 0xffffffffffff && !group() && !local(); }
};

/// Accepts "3c:ef:8c:00:12:34", "3C-EF-8C-00-12-34", "3cef.8c00.1234" and "3cef8c001234".
std::optional<Mac> parse_mac(std::string_view text);
std::string to_string(Mac mac);  ///< "3c:ef:8c:00:12:34"

/// An IPv4 or IPv6 address. IPv4 sits in bytes[0..3]; the rest is zero. family 0 = none.
struct Ip {
  std::array<std::uint8_t, 16> bytes{};
  std::uint8_t family = 0;  ///< 0, 4 or 6
  /// In order of the octets, then of the family. Both are spelt out because addresses are compared a million times
  /// over: two words each, not a call of memcmp.
  std::strong_ordering operator<=>(const Ip& other) const {
    for (const std::size_t half : {0, 1})
      if (const auto order = word(half) <=> other.word(half); order != 0) return order;
    return family <=> other.family;
  }
  bool operator==(const Ip& other) const {
    return ((word(0) ^ other.word(0)) | (word(1) ^ other.word(1))) == 0 && family == other.family;
  }

  static Ip v4(std::uint32_t host_order) {
    Ip ip;
    const std::uint32_t network_order = __builtin_bswap32(host_order);
    std::memcpy(ip.bytes.data(), &network_order, sizeof network_order);
    ip.family = 4;
    return ip;
  }
  static Ip v6(std::span<const std::uint8_t, 16> octets) {
    Ip ip;
    std::memcpy(ip.bytes.data(), octets.data(), octets.size());
    ip.family = 6;
    return ip;
  }
  std::uint32_t v4_value() const {  ///< host order; only for family 4
    std::uint32_t network_order;
    std::memcpy(&network_order, bytes.data(), sizeof network_order);
    return __builtin_bswap32(network_order);
  }

  bool unspecified() const { return (word(0) | word(1)) == 0; }
  bool multicast() const {  ///< 224/4, 255.255.255.255, ff00::/8
    if (family == 4) return bytes[0] >> 4 == 0xe || v4_value() == 0xffffffff;
    return family == 6 && bytes[0] == 0xff;
  }
  bool link_local() const;  ///< 169.254/16, fe80::/10
  bool loopback() const;
  /// Inside an organisation: RFC 1918, RFC 6598 (100.64/10), link-local, fc00::/7.
  bool inside() const;

 private:
  /// Eight octets as a number, the first the highest: `half` 0 or 1.
  std::uint64_t word(std::size_t half) const {
    std::uint64_t network_order;
    std::memcpy(&network_order, bytes.data() + 8 * half, sizeof network_order);
    return __builtin_bswap64(network_order);
  }
};

std::optional<Ip> parse_ip(std::string_view text);
std::string to_string(const Ip& ip);

}  // namespace lenscap::model
