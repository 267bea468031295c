#include "sources/tcp_streams.hpp"

namespace lenscap::sources {

namespace {

std::size_t cost(const Stream& stream) {
  std::size_t bytes = sizeof(Stream);
  for (const auto& side : stream.side) {
    bytes += side.buffer.capacity() + side.pieces.capacity() * sizeof(Piece);
    for (const auto& held : side.held) bytes += sizeof held + held.bytes.capacity();
  }
  for (const auto& request : stream.exchange.pending)
    bytes += sizeof request + request.method.capacity() + request.target.capacity();
  return bytes;
}

}  // namespace

void Exchange::asked(PendingRequest request) {
  if (unremembered != 0 || pending.size() == most_pending) ++unremembered;
  else pending.push_back(std::move(request));
}

PendingRequest Exchange::answered() {
  if (pending.empty()) {
    if (unremembered != 0) --unremembered;
    return {};
  }
  PendingRequest request = std::move(pending.front());
  pending.erase(pending.begin());
  return request;
}

void Exchange::forget() {
  pending.clear();
  unremembered = 0;
}

std::uint32_t StreamPool::make(std::uint64_t flow) {
  std::uint32_t id;
  if (!free_.empty()) {
    id = free_.back();
    free_.pop_back();
  } else {
    streams_.emplace_back();
    id = static_cast<std::uint32_t>(streams_.size());
  }
  Stream& stream = streams_[id - 1];
  stream = Stream{};
  stream.flow = flow;
  stream.live = true;
  ++live_;
  link_newest(id);
  touch(id);
  return id;
}

void StreamPool::release(std::uint32_t id) {
  Stream& stream = streams_[id - 1];
  if (!stream.live) return;
  unlink(id);
  bytes_ -= stream.charged;
  --live_;
  stream = Stream{};
  free_.push_back(id);
}

void StreamPool::touch(std::uint32_t id) {
  Stream& stream = streams_[id - 1];
  const std::size_t now = cost(stream);
  bytes_ = bytes_ - stream.charged + now;
  stream.charged = now;
  if (newest_ != id) {
    unlink(id);
    link_newest(id);
  }
}

std::uint32_t StreamPool::over_bound(std::uint32_t keep) const {
  if (bytes_ <= most_bytes && live_ <= most_streams) return 0;
  return oldest_ == keep ? streams_[keep - 1].newer : oldest_;
}

void StreamPool::unlink(std::uint32_t id) {
  Stream& stream = streams_[id - 1];
  if (stream.newer) streams_[stream.newer - 1].older = stream.older;
  else if (newest_ == id) newest_ = stream.older;
  if (stream.older) streams_[stream.older - 1].newer = stream.newer;
  else if (oldest_ == id) oldest_ = stream.newer;
  stream.newer = stream.older = 0;
}

void StreamPool::link_newest(std::uint32_t id) {
  Stream& stream = streams_[id - 1];
  stream.older = newest_;
  stream.newer = 0;
  if (newest_) streams_[newest_ - 1].newer = id;
  newest_ = id;
  if (!oldest_) oldest_ = id;
}

}  // namespace lenscap::sources
