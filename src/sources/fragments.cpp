#include "sources/fragments.hpp"

#include <algorithm>

namespace lenscap::sources {

bool Fragments::add(std::uint64_t key, std::uint32_t offset, bool more, std::string_view bytes, const Piece& piece,
                    Reassembled& out, std::uint64_t& dropped) {
  auto at = std::find_if(datagrams_.begin(), datagrams_.end(), [&](const Datagram& d) { return d.key == key; });
  if (at == datagrams_.end()) {
    if (datagrams_.size() == most_datagrams) {
      datagrams_.erase(std::min_element(datagrams_.begin(), datagrams_.end(),
                                        [](const Datagram& a, const Datagram& b) { return a.order < b.order; }));
      ++dropped;
    }
    datagrams_.push_back({key, ++order_, 0, 0, {}});
    at = datagrams_.end() - 1;
  }
  const std::uint32_t end = offset + static_cast<std::uint32_t>(bytes.size());
  auto give_up = [&] {
    datagrams_.erase(at);
    ++dropped;
    return false;
  };
  if (end > most_bytes || at->parts.size() == most_fragments || bytes.empty()) return give_up();
  auto after = std::find_if(at->parts.begin(), at->parts.end(), [&](const Part& p) { return p.offset >= offset; });
  if (after != at->parts.end() && after->offset == offset && after->bytes.size() == bytes.size())
    return false;  // sent twice
  const bool overlaps = (after != at->parts.end() && after->offset < end) ||
                        (after != at->parts.begin() && (after - 1)->offset + (after - 1)->bytes.size() > offset);
  const bool beyond_last = (at->total != 0 && end > at->total) || (!more && after != at->parts.end());
  if (overlaps || beyond_last || (!more && at->total != 0 && at->total != end)) return give_up();
  at->parts.insert(after, {offset, std::string(bytes), piece});
  at->have += static_cast<std::uint32_t>(bytes.size());
  if (!more) at->total = end;
  if (at->total == 0 || at->have < at->total) return false;
  out.bytes.clear();
  out.pieces.clear();
  for (const Part& part : at->parts) {
    out.pieces.push_back({part.offset, part.piece.length, part.piece.packet, part.piece.at});
    out.bytes += part.bytes;
  }
  datagrams_.erase(at);
  return true;
}

std::size_t Fragments::abandon() {
  const std::size_t left = datagrams_.size();
  datagrams_.clear();
  return left;
}

}  // namespace lenscap::sources
