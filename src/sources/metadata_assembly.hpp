// sources/metadata_assembly.hpp: documents of ONVIF metadata, put together from the RTP packets that bring them.
//
// ONVIF Streaming Specification 5.1.2.1.1: a document is cut into packets, the last one has the marker bit. Documents
// under way are few and small: at most `most_streams` at a time and `longest` bytes each, the least recently used goes
// first. A lost packet ends a document: what comes next begins another.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sources/teller.hpp"

namespace lenscap::sources {

/// One packet: its place in the stream, and the bytes behind its RTP header.
struct MetadataPart {
  std::uint64_t flow = 0;    ///< conversation and direction
  std::uint32_t source = 0;  ///< SSRC
  std::uint16_t sequence = 0;
  bool last = false;  ///< marker bit: the document ends with it
  std::string_view bytes;
  std::span<const Piece> pieces;  ///< of `bytes`
};

class MetadataAssembly {
 public:
  static constexpr std::size_t most_streams = 32;
  static constexpr std::size_t longest = 256 * 1024;  // bytes; a frame with a hundred objects takes 64 KiB

  struct Document {
    std::string bytes;
    std::vector<Piece> pieces;
  };

  /// Takes one packet. The document that it completes, good until the next call; null when none is whole.
  const Document* take(const MetadataPart& part);
  /// Whether a document of this stream is under way: its next packet need not look like text.
  bool under_way(std::uint64_t flow, std::uint32_t source) const;
  std::uint64_t dropped() const {
    return dropped_;
  }  ///< documents of which a part is missing, or longer than the bound

 private:
  struct Slot {
    std::uint64_t flow = 0, used = 0;
    std::uint32_t source = 0;
    std::uint16_t next = 0;  ///< sequence number that must follow
    bool live = false;
    Document document;
  };
  Slot* find(std::uint64_t flow, std::uint32_t source);

  std::array<Slot, most_streams> slots_;
  Document whole_;
  std::uint64_t tick_ = 0, dropped_ = 0;
};

/// Whether the payload of an RTP packet may be a part of such a document: the start of XML or of gzip, or plain text.
/// Compressed pictures and sound are none of these.
bool may_be_metadata(std::string_view payload);

}  // namespace lenscap::sources
