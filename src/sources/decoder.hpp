// sources/decoder.hpp: the hot path: frames of one or several captures, in time order, into the ledger.
//
// Per batch of frames: pass 1 reads link, IP and ports and prefetches the keys of the conversation; pass 2 prefetches
// its slot; pass 3 counts the sender and hands payload to a reader until the conversation is known to be media or
// opaque, after which a packet costs a counter. Bounds: the flow table, the stream pool, the fragments and the ledger
// each hold their own.
#pragma once
#include <array>
#include <memory>
#include <span>

#include "sources/capture_file.hpp"
#include "sources/dialogue.hpp"
#include "sources/flow_table.hpp"
#include "sources/fragments.hpp"
#include "sources/ledger.hpp"
#include "sources/tcp_streams.hpp"

namespace lenscap::sources {

class Decoder {
 public:
  explicit Decoder(Ledger& ledger) : ledger_(ledger) {}

  void begin(model::SourceIndex source) { source_ = source; }
  void batch(std::span<const Frame> frames);
  /// At the end of a source: conversations that wait for more bytes are read as far as they go.
  void end();

 private:
  /// What pass 1 learnt of a frame.
  struct Packet {
    enum class Is : std::uint8_t { nothing, flow, fragment, other_ip, arp, sadp, lldp, cdp } is = Is::nothing;
    std::uint8_t family = 0, protocol = 0, ttl = 0, flags = 0, direction = 0, mac_at = 6;
    bool unicast = false;
    std::uint16_t vlan = 0, source_port = 0, destination_port = 0;
    std::uint32_t network = 0;         ///< offset of the IP header in the frame
    std::uint32_t payload = 0;         ///< offset of the transport payload (or network payload) in the frame
    std::uint32_t payload_length = 0;  ///< bytes there
    std::uint32_t payload_on_wire = 0;
    std::uint32_t sequence = 0;
    std::uint64_t mac = 0, key = 0;
    std::uint64_t host_key = 0;  ///< of its sender
    std::uint32_t fragment_offset = 0, fragment_id = 0;
    bool more_fragments = false;
  };

  void prepare(const Frame& frame, Packet& packet);
  void prepare_transport(std::span<const std::uint8_t> payload, std::span<const std::uint8_t> addresses,
                         Packet& packet);
  void handle(const Frame& frame, const Packet& packet);
  void handle_flow(const Frame& frame, const Packet& packet);
  void handle_fragment(const Frame& frame, const Packet& packet);
  void handle_other_ip(const Frame& frame, const Packet& packet);
  static model::Ip sender_address(const Frame& frame, const Packet& packet);
  model::HostIndex sender_of(const Frame& frame, const Packet& packet);
  model::HostIndex receiver_of(const Frame& frame, const Packet& packet);
  void count(model::HostIndex host, const Frame& frame, const Packet& packet);

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

  Ledger& ledger_;
  model::SourceIndex source_ = 0;
  FlowTable flows_;
  StreamPool streams_;
  Fragments fragments_;
  std::array<Packet, CaptureFile::batch_frames> packets_;
};

}  // namespace lenscap::sources
