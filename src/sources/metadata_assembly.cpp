#include "sources/metadata_assembly.hpp"

#include <algorithm>

namespace lenscap::sources {

bool may_be_metadata(std::string_view payload) {
  constexpr std::size_t looked_at = 24;  // bytes: of noise, one in a hundred million packets is text that long
  if (payload.size() < looked_at) return payload.starts_with('<');
  if (payload.starts_with("\x1f\x8b\x08")) return true;  // RFC 1952, deflate
  if (payload.starts_with("\xef\xbb\xbf")) payload.remove_prefix(3);
  const auto head = payload.substr(0, looked_at);
  return std::all_of(head.begin(), head.end(),
                     [](char c) { return (c >= ' ' && c <= '~') || c == '\t' || c == '\r' || c == '\n'; });
}

MetadataAssembly::Slot* MetadataAssembly::find(std::uint64_t flow, std::uint32_t source) {
  for (Slot& slot : slots_)
    if (slot.live && slot.flow == flow && slot.source == source) return &slot;
  return nullptr;
}

bool MetadataAssembly::under_way(std::uint64_t flow, std::uint32_t source) const {
  return std::any_of(slots_.begin(), slots_.end(),
                     [&](const Slot& s) { return s.live && s.flow == flow && s.source == source; });
}

namespace {

/// Some senders set the marker bit on no packet: then the end tag tells.
bool ends_itself(std::string_view document) {
  const auto end = document.find_last_not_of(std::string_view(" \t\r\n\0", 5));
  return end != std::string_view::npos && document.substr(0, end + 1).ends_with("MetadataStream>");
}

}  // namespace

const MetadataAssembly::Document* MetadataAssembly::take(const MetadataPart& part) {
  Slot* slot = find(part.flow, part.source);
  const bool follows = slot != nullptr && slot->next == part.sequence;
  if (slot != nullptr && !follows) {
    if (static_cast<std::uint16_t>(slot->next - part.sequence) < 0x8000) return nullptr;  // it was here before
    ++dropped_;
    slot->live = false;
  }
  if (!follows) {
    // A document begins with its first packet: one that is entered in its middle is none.
    const auto start = part.bytes.find_first_not_of(" \t\r\n\xef\xbb\xbf");
    if (start == std::string_view::npos || (part.bytes[start] != '<' && part.bytes[start] != '\x1f')) return nullptr;
    slot = &*std::min_element(slots_.begin(), slots_.end(), [](const Slot& a, const Slot& b) {
      return std::pair(a.live, a.used) < std::pair(b.live, b.used);
    });
    if (slot->live) ++dropped_;
    slot->flow = part.flow;
    slot->source = part.source;
    slot->live = true;
    slot->document.bytes.clear();
    slot->document.pieces.clear();
  }
  Document& document = slot->document;
  if (document.bytes.size() + part.bytes.size() > longest) {
    ++dropped_;
    slot->live = false;
    document = {};
    return nullptr;
  }
  slot->used = ++tick_;
  slot->next = static_cast<std::uint16_t>(part.sequence + 1);
  const auto at = static_cast<std::uint32_t>(document.bytes.size());
  for (const Piece& piece : part.pieces)
    document.pieces.push_back({at + piece.offset, piece.length, piece.packet, piece.at});
  document.bytes += part.bytes;
  if (!part.last && !ends_itself(document.bytes)) return nullptr;
  slot->live = false;
  std::swap(whole_, document);
  return &whole_;
}

}  // namespace lenscap::sources
