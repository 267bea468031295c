#include "sources/traffic_rows.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <tuple>

#include "sources/strings.hpp"

namespace lenscap::sources {

using model::Flow;
using model::Opened;

model::Nanos hour_of(model::Nanos time) {
  if (time == model::no_time) return time;
  const model::Nanos into = time % model::one_hour;
  return time - (into < 0 ? into + model::one_hour : into);
}

namespace {

Opened opened_by(const Conversation& c, int end) {
  if (c.opener > 1) return Opened::unknown;
  return c.opener == end ? Opened::by_host : Opened::by_peer;
}

/// Port 0 is reserved (RFC 6335 section 6): an exporter left the ports out, perhaps the protocol too, or a fragment has
/// none.
bool tells_no_port(const Conversation& c) {
  constexpr std::uint8_t tcp = 6, udp = 17;
  return c.service == 0 && (c.protocol == 0 || c.protocol == tcp || c.protocol == udp);
}

std::uint64_t add_capped(std::uint64_t a, std::uint64_t b) {
  return a > std::numeric_limits<std::uint64_t>::max() - b ? std::numeric_limits<std::uint64_t>::max() : a + b;
}

model::Nanos earlier(model::Nanos a, model::Nanos b) {
  if (a == model::no_time || b == model::no_time) return a == model::no_time ? b : a;
  return std::min(a, b);
}

}  // namespace

TrafficRows::TrafficRows(std::size_t most) : most_(most), seed_(fresh_seed()), index_(1024) {}

TrafficRows::Row* TrafficRows::row(const Conversation& c, int end, const model::Ip& peer, model::Nanos hour) {
  const model::HostIndex host = c.host[end];
  const Opened opened = opened_by(c, end);
  std::uint64_t words[2];
  std::memcpy(words, peer.bytes.data(), sizeof words);
  const std::uint64_t service =
      std::uint64_t(c.service) << 16 | std::uint64_t(c.protocol) << 8 | std::uint64_t(opened) << 4 | peer.family;
  const std::uint64_t hash = mix(mix(words[0] ^ seed_, words[1] ^ 0xa0761d6478bd642f) ^ host,
                                 mix(service ^ seed_, static_cast<std::uint64_t>(hour) ^ 0xe7037ed1a0b428db));
  const std::uint32_t found = index_.find(hash, [&](std::uint32_t i) {
    const Flow& f = rows_[i].flow;
    return f.host == host && f.peer == peer && f.port == c.service && f.protocol == c.protocol && f.opened == opened &&
           f.hour == hour;
  });
  if (found != HashIndex::none) return &rows_[found];
  const bool bare = peer.family == 0 && c.protocol == 0 && c.service == 0 && hour == model::no_time;
  if (rows_.size() >= most_ && !bare) return nullptr;
  Row made;
  made.flow.host = host;
  made.flow.peer = peer;
  made.flow.protocol = c.protocol;
  made.flow.port = c.service;
  made.flow.addresses_only = peer.family != 0 && tells_no_port(c);
  made.flow.opened = opened;
  made.flow.hour = hour;
  made.flow.source = c.source;
  made.flow.packet = c.packet;
  rows_.push_back(made);
  index_.add(hash, static_cast<std::uint32_t>(rows_.size() - 1));
  return &rows_.back();
}

void TrafficRows::add(const Conversation& c, int end, const model::Ip& peer) {
  Row* to = row(c, end, peer, hour_of(c.first));
  const bool folds = to == nullptr;
  if (folds) {
    ++folded_;
    Conversation bare = c;  // the rest of this host, of all peers and services
    bare.service = 0;
    bare.protocol = 0;
    bare.opener = 2;
    to = row(bare, end, {}, model::no_time);
  }
  Flow& f = to->flow;
  const int other = 1 - end;
  f.packets_out = add_capped(f.packets_out, c.packets[end]);
  f.packets_in = add_capped(f.packets_in, c.packets[other]);
  f.bytes_out = add_capped(f.bytes_out, c.bytes[end]);
  f.bytes_in = add_capped(f.bytes_in, c.bytes[other]);
  f.media_out = add_capped(f.media_out, c.media[end]);
  f.media_in = add_capped(f.media_in, c.media[other]);
  f.attempts += c.attempts;
  f.answered += c.answered;
  f.resets += c.resets;
  f.unreachable += c.unreachable;
  f.sampling = std::max(f.sampling, c.sampling);
  if (std::tie(c.first, c.source, c.packet) < std::tie(f.first, f.source, f.packet)) {  // told late, but the first
    f.source = c.source;
    f.packet = c.packet;
  }
  f.first = earlier(f.first, c.first);
  f.last = std::max(f.last, c.last);
  if (!folds && c.opener == end && c.attempts != 0 && c.first != model::no_time) {
    if (to->began != model::no_time && c.first > to->began) {
      const auto ms = static_cast<std::uint64_t>((c.first - to->began) / 1'000'000);
      ++f.intervals.count;
      f.intervals.sum_ms += ms;
      f.intervals.squares = add_capped(f.intervals.squares, ms < (1u << 31) ? ms * ms : std::uint64_t(1) << 62);
    }
    to->began = std::max(to->began, c.first);
  }
}

std::deque<Flow> TrafficRows::take() {
  const auto key = [](const Row& r) {
    const Flow& f = r.flow;
    return std::tie(f.host, f.hour, f.peer, f.protocol, f.port, f.opened);
  };
  std::sort(rows_.begin(), rows_.end(), [&](const Row& a, const Row& b) { return key(a) < key(b); });
  std::deque<Flow> out;
  while (!rows_.empty()) {  // row by row, so that the two never stand side by side in memory
    out.push_back(std::move(rows_.front().flow));
    rows_.pop_front();
  }
  return out;
}

}  // namespace lenscap::sources
