// sources/decoder.hpp: the hot path: frames of one or several captures, in time order, into the ledger.
//
// Packets come prepared (sources/packet): link, IP and ports are read. Per 32 of them: pass 1, done while those before
// them are handled, prefetches where the sender and the conversation are found, pass 2 what is found there; pass 3
// counts the sender and hands payload to a reader until the conversation is known to be media or opaque, after which a
// packet costs a counter. Bounds: the flow table, the stream pool, the fragments and the ledger each hold their own.
#pragma once
#include <array>
#include <memory>
#include <span>

#include "sources/capture_file.hpp"
#include "sources/dialogue.hpp"
#include "sources/flow_table.hpp"
#include "sources/fragments.hpp"
#include "sources/ledger.hpp"
#include "sources/packet.hpp"
#include "sources/quic_hellos.hpp"
#include "sources/read_netflow.hpp"
#include "sources/record_sink.hpp"
#include "sources/tcp_streams.hpp"
#include "sources/traffic.hpp"

namespace lenscap::sources {

class Decoder {
 public:
  /// The ledger must outlive the decoder.
  explicit Decoder(Ledger& ledger, Keeping traffic = Keeping::devices, unsigned threads = 1)
      : ledger_(ledger), traffic_(ledger, traffic, threads) {}

  void begin(model::SourceIndex source) { source_ = source; }
  /// Prepares and handles frames of the source, as many as are given at once.
  void batch(std::span<const Frame> frames);
  /// Handles frames that were prepared already, one packet each (sources/packet.hpp).
  void handle(std::span<const Frame> frames, std::span<const Packet> packets);
  /// At the end of a source: conversations that wait for more bytes are read as far as they go.
  void end();
  Traffic& traffic() { return traffic_; }

 private:
  /// `guess`: where its conversation may stand in the flow table.
  void handle(const Frame& frame, const Packet& packet, std::size_t guess = 0);
  void handle_flow(const Frame& frame, const Packet& packet, std::size_t guess);
  void handle_fragment(const Frame& frame, const Packet& packet);
  void handle_other_ip(const Frame& frame, const Packet& packet);
  void handle_carrier(const Frame& frame, const Packet& packet);
  void open_carrier(const Frame& frame, const Packet& packet);
  void open_datagram(const Frame& frame, const Packet& packet, const Reassembled& whole, Carrier carrier,
                     std::span<const std::uint8_t> payload);
  void handle_wireless(const Frame& frame);
  void handle_snap(const Frame& frame, std::uint32_t source, std::uint32_t destination, std::uint32_t at,
                   std::uint32_t end);
  bool name_ends(const Frame& frame, std::uint32_t source, std::uint32_t destination, Packet& packet);
  void handle_carried(const Frame& frame, std::uint32_t at, Packet& packet);
  void count_link(const Frame& frame, std::uint32_t mac_at);
  /// Where bytes of `frame` lie in the packets of the capture; good until the next call.
  std::span<const Piece> pieces_at(const Frame& frame, std::uint32_t at, std::uint32_t length) {
    if (parts_ != nullptr) return pieces_of_parts(at, length);
    piece_ = {0, length, frame.packet, at};
    return {&piece_, 1};
  }
  std::span<const Piece> pieces_of_parts(std::uint32_t at, std::uint32_t length);
  model::HostIndex sender_of(const Frame& frame, const Packet& packet);
  model::HostIndex receiver_of(const Frame& frame, const Packet& packet);
  static std::uint64_t receiver_on_link(const Frame& frame, const Packet& packet);
  void count(model::HostIndex host, const Frame& frame, const Packet& packet);

  FlowSlot& slot_of(std::uint64_t key, std::size_t guess);
  void account(FlowSlot& slot, const Frame& frame, const Packet& packet);
  void account_pair(model::HostIndex sender, const Frame& frame, const Packet& packet);
  void begin_totals(FlowSlot& slot, const Frame& frame, const Packet& packet);
  void tell_traffic(const FlowSlot& slot);
  void refuse(const Frame& frame, const Packet& packet);
  bool read_export(const Packet& packet, model::HostIndex sender, const Message& message);
  void end_exports();
  /// The address that the first packet went to, for when that end never spoke.
  model::Ip other_end(const FlowSlot& slot) const {
    return slot.totals.family == 4 ? model::Ip::v4(slot.totals.silent) : traffic_.remembered(slot.totals.silent);
  }

  void tcp(FlowSlot& slot, const Frame& frame, const Packet& packet);
  void tcp_payload(FlowSlot& slot, const Packet& packet, std::uint32_t sequence, std::string_view bytes,
                   const Piece& piece, model::Nanos time);
  void in_order(FlowSlot& slot, const Packet& packet, std::string_view bytes, const Piece& piece, model::Nanos time);
  void drain_held(FlowSlot& slot, const Packet& packet);
  void lost(FlowSlot& slot, const Packet& packet, std::uint32_t to_sequence);
  Progress talk_on(FlowSlot& slot, const Packet& packet, std::string_view bytes, std::span<const Piece> pieces,
                   model::Nanos time, bool ended);
  void read_side(FlowSlot& slot, const Packet& packet, std::string_view segment, const Piece* piece, model::Nanos time,
                 bool ended);
  void read_rest(FlowSlot& slot, int direction);
  Stream& stream_of(FlowSlot& slot, const Packet& packet);
  void close_stream(FlowSlot& slot);
  void keep_bounds(std::uint32_t keep);
  void tie_tunnel(Stream& stream, std::uint64_t tunnel, bool brings_requests);
  void ask_through_tunnel(const FlowSlot& slot, PendingRequest request);

  bool media(FlowSlot& slot, const Frame& frame, const Packet& packet);
  bool read_metadata(const FlowSlot& slot, const Frame& frame, const Packet& packet);
  bool watch_metadata(FlowSlot& slot, const Packet& packet, std::uint32_t sequence, std::string_view bytes);
  static bool interleaved_media(std::string_view bytes);
  /// Names a direction of a conversation to what puts metadata together.
  static std::uint64_t flow_and_side(const Packet& packet) { return packet.key << 1 | packet.direction; }

  /// Flow exports in the capture that is read: most have none.
  struct Exports {
    Exports(Ledger& ledger, Traffic& traffic, model::SourceIndex source) : hosts(ledger, traffic, source) {}
    FlowExports state;
    RecordHosts hosts;
    std::map<std::string, std::uint64_t> skipped;
    std::vector<std::string> notes;
    RecordSink sink{[this](const FlowRecord& r) { hosts.flow(r); }, [](const NameRecord&) {}, skipped, notes};
  };

  Ledger& ledger_;
  Traffic traffic_;
  std::unique_ptr<Exports> exports_;
  model::Nanos hour_ = model::no_time;  ///< start of the hour of the newest packet
  model::SourceIndex source_ = 0;
  FlowTable flows_;
  StreamPool streams_;
  Fragments fragments_;
  QuicHellos quic_;
  Ja4Cache fingerprints_;
  MetadataAssembly metadata_;
  /// RTSP tunnels: what their two connections have in common, and the key of the one that brings the answers. The
  /// oldest goes first: a tunnel's connections open within a second of each other.
  struct Tunnel {
    std::uint64_t common = 0, answers = 0;
  };
  std::array<Tunnel, 64> tunnels_{};
  std::size_t next_tunnel_ = 0;
  static constexpr std::size_t together = 32;  ///< packets whose memory is waited for together
  std::array<Packet, CaptureFile::batch_frames> packets_;
  std::array<std::size_t, together> guesses_{};  ///< of their conversations in flows_
  const Reassembled* parts_ = nullptr;  ///< of the datagram that is read as a frame, when several packets brought it
  Piece piece_{};                       ///< what pieces_at gave last
  std::vector<Piece> pieces_;
};

}  // namespace lenscap::sources
