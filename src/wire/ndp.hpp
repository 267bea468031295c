// wire/ndp.hpp: IPv6 neighbour discovery: ARP's successor, in which routers also say that they are routers.
//
// Only a packet that nobody has forwarded counts: the caller checks that its hop limit is 255. Who claims what: an
// advertisement claims `target` for `link_layer`; a solicitation, or a router's message, claims the packet's source
// address for `link_layer`; a solicitation from `::` asks whether `target` is free.
//
// Source: RFC 4861 4.1 to 4.5 (messages), 4.6 (options), 6.1 and 7.1 (validity).
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace lenscap::wire {

enum class NdpType : std::uint8_t {
  router_solicitation = 133,
  router_advertisement = 134,
  neighbour_solicitation = 135,
  neighbour_advertisement = 136,
  redirect = 137
};

/// One message; spans alias the input.
struct Ndp {
  NdpType type = NdpType::router_solicitation;
  bool router = false;                ///< router by its own word: router advertisement, redirect, or flag R
  bool solicited = false;             ///< neighbour advertisement: flag S
  bool override_cache = false;        ///< neighbour advertisement: flag O
  std::uint16_t router_lifetime = 0;  ///< router advertisement: seconds as a default router
  std::span<const std::byte> target;  ///< 16 bytes; empty in router messages. Redirect: the better next hop
  std::uint64_t link_layer =
      0;  ///< EUI-48 of the source (or, in advertisement and redirect, of the target); 0 = not said
};

/// Reads the payload of IP protocol 58. Empty when it is another message, or one that RFC 4861 discards.
std::optional<Ndp> parse_ndp(std::span<const std::byte> bytes) noexcept;

}  // namespace lenscap::wire
