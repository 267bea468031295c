// wire/inner_frame.hpp: whether bytes are an Ethernet frame, for carriers that do not say what they carry.
//
// A datagram of anything else must not be taken for a tunnel: so the frame must have a sender that can be one, and hold
// ARP for IPv4 or an IP packet whose header agrees with itself. Source: IEEE 802.3, RFC 826, RFC 791, RFC 8200.
#pragma once
#include <cstdint>
#include <span>

namespace lenscap::wire {

bool seems_ethernet(std::span<const std::uint8_t> bytes) noexcept;

}  // namespace lenscap::wire
