// sources/packet.hpp: what the headers of a frame say, read before anyone looks at its payload. Needs nothing but the
// frame, so it can be done ahead on another thread (sources/read_ahead).
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

#include "model/address.hpp"
#include "sources/capture_file.hpp"
#include "sources/ledger.hpp"
#include "sources/peel.hpp"
#include "sources/skip.hpp"
#include "wire/bytes.hpp"

namespace lenscap::sources {

struct Packet {
  enum class Is : std::uint8_t { nothing, flow, fragment, other_ip, arp, sadp, lldp, cdp, carrier } is = Is::nothing;
  std::uint8_t family = 0, protocol = 0, ttl = 0, flags = 0, direction = 0, depth = 0;
  bool unicast = false;
  std::uint16_t vlan = 0, source_port = 0, destination_port = 0, mac_at = 6;
  std::uint32_t network = 0;         ///< offset of the IP header in the frame
  std::uint32_t payload = 0;         ///< offset of the transport payload (or network payload) in the frame
  std::uint32_t payload_length = 0;  ///< bytes there
  std::uint32_t payload_on_wire = 0;
  std::uint32_t sequence = 0;
  std::uint64_t mac = 0, key = 0;
  std::uint64_t host_key = 0;  ///< of its sender
  std::uint32_t fragment_offset = 0, fragment_id = 0;
  bool more_fragments = false;
  Carrier carrier = Carrier::wireless;  ///< what `payload` is, when it carries somebody else's packet
  std::uint32_t receiver_at = 0;        ///< offset of the receiver's hardware address in a frame that was carried

  void carry(Carrier what) {
    is = Is::carrier;
    carrier = what;
  }
};

/// Reads the headers of a frame as it came from the wire. What cannot be read is counted in `skips`.
void prepare(const Frame& frame, Packet& packet, Skips& skips);
/// What an EtherType names, from `at` to the end of `bytes`, which begin where the frame does.
void prepare_network(std::span<const std::uint8_t> bytes, std::uint16_t type, std::uint32_t at, Packet& packet,
                     Skips& skips);
/// Sets key and direction of what two addresses say to each other in one protocol, ports aside.
void key_pair(const Frame& frame, Packet& packet);
/// The key of the conversation of a packet that an ICMP error quotes, often no more than its headers; 0 when it cannot
/// be told.
std::uint64_t quoted_key(std::span<const std::byte> quoted);
/// Sets the key under which the ledger finds the sender.
void key_sender(const Frame& frame, Packet& packet, const Ledger& ledger);

inline model::Ip address(const std::uint8_t* at, std::uint8_t family) {
  if (family == 4) return model::Ip::v4(wire::be32(at));
  return model::Ip::v6(std::span<const std::uint8_t, 16>(at, 16));
}

/// The network address that a frame came from, or that its ARP claims for it; none for other frames that are no IP,
/// and for :: and 0.0.0.0.
model::Ip sender_address(const Frame& frame, const Packet& packet);

}  // namespace lenscap::sources
