#include "sources/quic_hellos.hpp"

#include <algorithm>

#include "wire/bytes.hpp"

namespace lenscap::sources {

bool QuicHello::add(const wire::QuicCrypto& piece, std::uint64_t packet, std::uint32_t at) {
  if (piece.offset > most_hello || piece.data.size() > most_hello - piece.offset) return false;
  const auto begin = static_cast<std::uint32_t>(piece.offset);
  const auto end = begin + static_cast<std::uint32_t>(piece.data.size());
  if (stream.size() < end) stream.resize(end);
  std::uint32_t from = begin;
  for (std::size_t i = 0; from < end; ++i) {
    if (i < pieces.size() && pieces[i].offset <= from) {
      from = std::max(from, pieces[i].offset + pieces[i].length);
      continue;
    }
    if (pieces.size() == most_pieces) return false;
    const std::uint32_t to = i < pieces.size() ? std::min(end, pieces[i].offset) : end;
    const auto kept = piece.data.subspan(from - begin, to - from);
    std::copy(kept.begin(), kept.end(), stream.begin() + from);
    pieces.insert(pieces.begin() + static_cast<std::ptrdiff_t>(i), {from, to - from, packet, at + (from - begin)});
    from = to;
  }
  return true;
}

std::span<const std::byte> QuicHello::message() const {
  constexpr std::size_t head = 4;
  std::size_t there = 0;
  for (const Piece& piece : pieces) {
    if (piece.offset != there) break;
    there += piece.length;
  }
  if (there < head) return {};
  const std::span<const std::byte> bytes(stream);
  const std::size_t size = head + wire::be24(bytes, 1);
  return there < size ? std::span<const std::byte>{} : bytes.first(size);
}

QuicHello* QuicHellos::find(std::uint64_t flow) {
  const auto at = std::find(flows_.begin(), flows_.end(), flow);
  return at == flows_.end() ? nullptr : &hellos_[static_cast<std::size_t>(at - flows_.begin())];
}

QuicHello& QuicHellos::open(std::uint64_t flow) {
  auto at = static_cast<std::size_t>(std::find(flows_.begin(), flows_.end(), 0u) - flows_.begin());
  if (at == flows_.size()) {
    if (flows_.size() < most_open) {
      flows_.push_back(0);
      hellos_.emplace_back();
    } else {
      at = next_;
      next_ = (next_ + 1) % most_open;
      ++lost_;
    }
  }
  flows_[at] = flow;
  hellos_[at].stream.clear();
  hellos_[at].pieces.clear();
  return hellos_[at];
}

void QuicHellos::close(std::uint64_t flow) {
  const auto at = std::find(flows_.begin(), flows_.end(), flow);
  if (at != flows_.end()) *at = 0;
}

std::uint64_t QuicHellos::abandon() {
  const std::uint64_t lost =
      lost_ + static_cast<std::uint64_t>(std::count_if(flows_.begin(), flows_.end(), [](auto f) { return f != 0; }));
  std::fill(flows_.begin(), flows_.end(), 0u);
  lost_ = 0;
  return lost;
}

}  // namespace lenscap::sources
