// model/evidence.hpp: what was read, before anyone concludes anything: sources, hosts and observations in memory.
//
// A capture speaks of (hardware address, network address) pairs, not of devices: a router's hardware address carries
// many network addresses, a moving device has several. So observations hang on a Host, one such pair at one place, and
// assess/attribution decides which hosts are one device. Documents hang on a Host without addresses, one per device
// file set.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/address.hpp"
#include "model/kind.hpp"
#include "model/time.hpp"

namespace lenscap::model {

using SourceIndex = std::uint32_t;
using HostIndex = std::uint32_t;
inline constexpr HostIndex no_host = UINT32_MAX;

enum class SourceForm : std::uint8_t { capture, document };

/// How the note of a source begins that names the switch and port where a capture was taken: a name between quotes
/// follows, which redaction hides.
inline constexpr std::string_view taken_at_switch = "captured beside switch ";

/// A thing that holds evidence, identified by its SHA-256.
struct Source {
  std::string name;    ///< as the user gave it; for a file of a folder: folder/file
  std::string sha256;  ///< lower-case hex of the file as it is on disk; empty with --no-hash
  std::string format;  ///< "pcap", "pcapng", "pcap+gzip", "onvif", "isapi-json", …
  SourceForm form = SourceForm::capture;
  std::uint64_t bytes = 0;    ///< size on disk, or read from a pipe
  std::uint64_t packets = 0;  ///< 0 for documents
  Nanos first = no_time;      ///< of the packets
  Nanos last = no_time;
  std::map<std::string, std::uint64_t> skipped;  ///< reason → count; shown with every result
  std::vector<std::string> notes;                ///< "reading stopped at offset 196: …"
};

/// Bytes that support an observation. `packet` counts from 1 within its source; `at` counts from the first byte of that
/// packet (for documents packet is 0 and `at` counts from the start of the file).
struct Span {
  std::uint64_t packet = 0;
  std::uint32_t at = 0;
  std::uint32_t length = 0;
  auto operator<=>(const Span&) const = default;
};

/// The way back from a value to the bytes: source → spans → decoder → place → excerpt.
struct Locator {
  SourceIndex source = 0;
  std::vector<Span> spans;    ///< in order; several after reassembly
  std::string decoder;        ///< what lies between bytes and value: "", "http gzip", "percent", "xml entities"
  std::string place;          ///< "udp 37810 json /params/deviceInfo/Vendor", "line 43 xml /Envelope/…"
  std::string excerpt;        ///< at most 256 bytes around the value, secrets masked; as read
  std::uint16_t mark_at = 0;  ///< the value inside the excerpt
  std::uint16_t mark_length = 0;
};

/// One fact read from a source.
struct Observation {
  HostIndex host = no_host;
  Kind kind{};
  std::string value;
  Nanos first = no_time;  ///< no_time in documents
  Nanos last = no_time;
  std::uint64_t count = 1;
  Locator locator;  ///< of the first sighting
};

/// How a host came by its network address; what attribution may conclude depends on it.
enum HostMark : std::uint16_t {
  claimed_by_arp = 1,   ///< it announced the pair itself: ARP or neighbour discovery
  claimed_by_dhcp = 2,  ///< a DHCP server gave the address to this hardware address
  is_document = 4,
  from_channel_list = 8,    ///< a recorder's list names it
  behind_ttl = 16,          ///< its packets had passed a router (TTL below every usual start value)
  sent_router_advert = 32,  ///< router by its own word: RA, ICMP redirect, DHCP router option, OSPF …
  asked_questions = 64,     ///< it sent a scanner's or tool's questions (SADP inquiry, WS-Discovery probe …)
};

/// One (hardware address, network address) pair at one place.
struct Host {
  Mac mac;                  ///< 0 when the link has none
  Ip ip;                    ///< family 0 when it never sent IP
  std::uint16_t vlan = 0;   ///< 802.1Q identifier, 0 = untagged
  std::uint16_t marks = 0;  ///< HostMark bits
  std::uint64_t packets = 0;
  std::uint64_t bytes = 0;  ///< on the wire
  Nanos first = no_time;
  Nanos last = no_time;
  HostIndex parent = no_host;  ///< the recorder whose list named it
  std::string group;           ///< documents: the folder and device the files belong to
};

/// All that was read. Hosts in order of first sighting: time, then packet. Observations by host, each host's in that
/// order.
struct Evidence {
  std::vector<Source> sources;
  std::vector<Host> hosts;
  std::vector<Observation> observations;
};

}  // namespace lenscap::model
