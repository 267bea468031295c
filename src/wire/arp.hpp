// wire/arp.hpp: ARP for Ethernet and IPv4: a station says which network address it has.
//
// The sender pair is the sender's own word, except in a probe (sender address 0.0.0.0), which asks whether an address
// is free. A router may answer for others (proxy ARP), so a claim is a claim, not proof.
//
// Source: RFC 826; RFC 5227 1.1 (probe, announcement).
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace lenscap::wire {

/// Hardware addresses are EUI-48, first octet highest; network addresses are in host order.
struct Arp {
  bool reply = false;
  std::uint64_t sender_hardware = 0;
  std::uint32_t sender_address = 0;
  std::uint64_t target_hardware = 0;  ///< means nothing in a request
  std::uint32_t target_address = 0;

  /// The sender says that it has `sender_address`.
  bool claims() const { return sender_address != 0 && sender_hardware != 0 && !(sender_hardware >> 40 & 1); }
  /// The sender asks whether `target_address` is free, in order to take it.
  bool probe() const { return !reply && sender_address == 0; }
};

/// Reads the payload of Ethernet type 0x0806. Empty when it is cut, or for another kind of hardware, protocol or
/// operation.
std::optional<Arp> parse_arp(std::span<const std::byte> bytes) noexcept;

}  // namespace lenscap::wire
