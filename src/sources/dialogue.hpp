// sources/dialogue.hpp: one direction of a TCP conversation, as the reader of a protocol sees it.
//
// A reader is handed bytes that begin where a message begins. It takes whole messages off the front, asks for more, or
// says that these bytes are not its protocol. State between messages lives in Exchange, never in wire/.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

#include "sources/flow_table.hpp"
#include "sources/ja4_cache.hpp"
#include "sources/metadata_assembly.hpp"
#include "sources/tcp_streams.hpp"
#include "sources/teller.hpp"
#include "sources/traffic_names.hpp"
#include "wire/http.hpp"

namespace lenscap::sources {

/// The same bytes, as the readers of binary formats take them.
inline std::span<const std::byte> octets(std::string_view text) {
  return std::as_bytes(std::span(text.data(), text.size()));
}

struct Turn {
  Ledger& ledger;
  model::HostIndex sender;
  model::HostIndex receiver;
  bool from_client;             ///< the sender opened the conversation, as far as known
  bool ended;                   ///< the sender has closed: no more bytes will come
  Message message;              ///< all bytes that are there, from the start of a message
  Exchange* exchange;           ///< null when the conversation has none yet
  bool wants_exchange = false;  ///< set by a reader that must remember something
  PendingRequest request;       ///< what it must remember
  Ja4Cache* fingerprints = nullptr;
  std::uint64_t tunnel = 0;  ///< set by a reader: what two connections of one RTSP tunnel have in common
  TrafficNames* names = nullptr;
  model::Ip other_end;  ///< address of the end that never spoke, where one did not
  MetadataAssembly* metadata = nullptr;
  std::uint64_t flow = 0;  ///< key of the conversation and its direction, for `metadata`
};

struct Progress {
  enum class Is : std::uint8_t {
    taken,   ///< `bytes` were read; there may be another message behind them
    more,    ///< the message goes on in later segments
    other,   ///< not this protocol, or no longer
    media,   ///< from here on this direction is only counted
    opaque,  ///< from here on the conversation is only counted
  };
  Is is = Is::other;
  std::size_t bytes = 0;   ///< taken; for `more`: do not ask again before this many are there (0 = at the next segment)
  std::uint64_t skip = 0;  ///< bytes after them to pass over unseen
  bool resync = false;     ///< the end of what follows is not known: wait for a segment that begins a message
  Talk becomes = Talk::unknown;  ///< what the conversation speaks behind `bytes`, when that changes
};

/// Which protocol these first bytes of a direction begin; unknown when none. `partial`: too few bytes to tell.
Talk recognise_tcp(std::string_view bytes, bool& partial);

Progress read_http_turn(Turn& turn);
Progress read_rtsp_turn(Turn& turn);
Progress read_tls_turn(Turn& turn);
Progress read_dahua_turn(Turn& turn, Talk talk);
Progress read_xm_turn(Turn& turn);
Progress read_baichuan_turn(Turn& turn);
Progress read_dns_turn(Turn& turn);
Progress read_rtsp_tunnel_turn(Turn& turn);
Progress read_sip_turn(Turn& turn);
Progress read_mqtt_turn(Turn& turn);
Progress read_ssh_turn(Turn& turn);
Progress read_ftp_turn(Turn& turn);
Progress read_telnet_turn(Turn& turn);

class QuicHellos;
/// What the reader of QUIC knows of the conversation that a datagram belongs to.
struct QuicTalk {
  FlowSlot& slot;
  QuicHellos& hellos;
  Ja4Cache& fingerprints;
  std::uint64_t flow;  ///< its key
  std::uint8_t direction;
};
Progress read_tvt_turn(Turn& turn);
Progress read_tiandy_turn(Turn& turn);
Progress read_hiksdk_turn(Turn& turn);

/// A datagram: recognises it by its bytes and reads it. False when no reader knew it. `ports` only rank the tries.
struct Datagram {
  Ledger& ledger;
  model::HostIndex sender;
  model::HostIndex receiver;  ///< no_host when it never sent anything
  std::uint16_t source_port, destination_port;
  std::size_t wire_size;  ///< bytes of payload that were sent; more than the message has when the capture cut it
  std::uint16_t vlan;
  model::Mac sender_mac;
  Message message;
  const QuicTalk* quic = nullptr;  ///< null when it was put together from fragments
  TrafficNames* names = nullptr;   ///< null likewise
  model::Ip other_end{};           ///< address of the end that never spoke, where one did not
};
inline Teller teller_of(const Datagram& d) { return {d.ledger, d.sender, d.message}; }
bool read_datagram(const Datagram& datagram);

// Its readers, one a protocol: each says false when the bytes are not its own.
bool read_quic(const Datagram& datagram);
bool read_sadp(const Datagram& datagram);
bool read_dhip(const Datagram& datagram);
bool read_dvrip(const Datagram& datagram);
bool read_xm(const Datagram& datagram);
bool read_bcudp(const Datagram& datagram);
bool read_pppp(const Datagram& datagram);
/// The discovery formats of single makers, by their first bytes.
bool read_discovery_more(const Datagram& datagram);
bool read_wsd(const Datagram& datagram);
bool read_ssdp(const Datagram& datagram);
bool read_dhcp(const Datagram& datagram);
bool read_dhcp6(const Datagram& datagram);
bool read_dns(const Datagram& datagram);
bool read_quic(const Datagram& datagram);
bool read_sip(const Datagram& datagram);
bool read_stun(const Datagram& datagram);

/// Writes down that `host` used `name` for `peer` (no_host: for `address`). `raw`: its bytes in the message.
void use_name(TrafficNames* names, const Message& message, model::NameFrom from, model::HostIndex host,
              model::HostIndex peer, const model::Ip& address, std::string_view name, std::string_view raw);
/// That a request told its sender's serial number, location or credentials to an outside `peer`, never what they are.
void tell_clear(const Teller& teller, const wire::HttpMessage& head, std::string_view body, const model::Ip& peer);
/// What a DNS answer to `client` leads to: each address under the name asked for. `cut`: the capture lacks its end.
void read_answers(TrafficNames& names, model::HostIndex client, const Message& message, bool cut);

/// What a ClientHello says of its sender, over TCP or QUIC. `raw`: the bytes it came in, of the teller's message.
void tell_client_hello(const Teller& teller, const wire::TlsClientHello& hello, std::string_view raw,
                       wire::Ja4Over over, Ja4Cache& fingerprints);
bool read_mhed(const Datagram& datagram);
bool read_dahua_p2p(const Datagram& datagram);
bool read_ptcp(const Datagram& datagram);
bool read_llmnr(const Datagram& datagram);
bool read_nbns(const Datagram& datagram);
bool read_ntp(const Datagram& datagram);
bool read_snmp(const Datagram& datagram);

/// Frames that are no IP.
void read_arp_frame(Ledger& ledger, const Message& message, std::uint16_t vlan);
void read_sadp_frame(Ledger& ledger, model::HostIndex sender, const Message& message);
/// A device tells of itself. Network equipment tells where the capture stands: that becomes a note of the source.
void read_lldp_frame(Ledger& ledger, model::HostIndex sender, const Message& message);
void read_cdp_frame(Ledger& ledger, model::HostIndex sender, const Message& message);
/// ICMP for either family, `message` begins at its type. True when it quotes another packet. Neighbour discovery is
/// believed with a `hop_limit` of 255 only.
bool read_icmp(Ledger& ledger, model::HostIndex sender, const Message& message, std::uint8_t family,
               std::uint8_t hop_limit, std::uint16_t vlan, model::Mac sender_mac);

/// What a ClientHello says of its sender, over TCP or QUIC. `raw`: the bytes it came in, of the teller's message.
void tell_client_hello(const Teller& teller, const wire::TlsClientHello& hello, std::string_view raw,
                       wire::Ja4Over over, Ja4Cache& fingerprints);

}  // namespace lenscap::sources
