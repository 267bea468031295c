#include "sources/traffic_rows.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <tuple>
#include <utility>
#include <vector>

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
bool tells_no_port(std::uint16_t port, std::uint8_t protocol) {
  constexpr std::uint8_t tcp = 6, udp = 17;
  return port == 0 && (protocol == 0 || protocol == tcp || protocol == udp);
}

std::uint64_t add_capped(std::uint64_t a, std::uint64_t b) {
  return a > std::numeric_limits<std::uint64_t>::max() - b ? std::numeric_limits<std::uint64_t>::max() : a + b;
}

model::Nanos earlier(model::Nanos a, model::Nanos b) {
  if (a == model::no_time || b == model::no_time) return a == model::no_time ? b : a;
  return std::min(a, b);
}

constexpr std::size_t few = 32 * 1024;

}  // namespace

TrafficRows::TrafficRows(std::size_t most) : most_(most), seed_(fresh_seed()), index_(1024) {}

std::uint64_t TrafficRows::hash_of(const Key& key) const {
  std::uint64_t words[2];
  std::memcpy(words, key.peer.bytes.data(), sizeof words);
  const std::uint64_t service = std::uint64_t(key.port) << 16 | std::uint64_t(key.protocol) << 8 |
                                std::uint64_t(key.opened) << 4 | key.peer.family;
  return mix(mix(words[0] ^ seed_, words[1] ^ 0xa0761d6478bd642f) ^ key.host,
             mix(service ^ seed_, static_cast<std::uint64_t>(key.hour) ^ 0xe7037ed1a0b428db));
}

TrafficRows::Key TrafficRows::key_of(const Conversation& c, int end, const model::Ip& peer) const {
  Key key{c.host[end], peer, hour_of(c.first), c.service, c.protocol, opened_by(c, end)};
  key.hash = hash_of(key);
  return key;
}

TrafficRows::Key TrafficRows::rest_of(model::HostIndex host) const {
  Key key{host, {}, model::no_time, 0, 0, Opened::unknown};
  key.hash = hash_of(key);
  return key;
}

inline bool TrafficRows::prefetch_row(std::uint64_t hash) const {
  const std::uint32_t likely = index_.likely(hash);
  if (likely == HashIndex::none) return false;
  model::prefetch(rows_[likely]);
  model::prefetch(began_[likely]);
  return true;
}

std::uint32_t TrafficRows::find(const Key& key) const {
  return index_.find(key.hash, [&](std::uint32_t i) {
    const Flow& f = rows_[i];
    return f.host == key.host && f.peer == key.peer && f.port == key.port && f.protocol == key.protocol &&
           f.opened == key.opened && f.hour == key.hour;
  });
}

std::uint32_t TrafficRows::make(const Key& key, const Conversation& c) {
  const std::size_t most = most_ + most_ / 4;  // with rows of hosts whose others found no room
  model::make_room(rows_, few, most);
  model::make_room(began_, few, most);
  Flow& flow = rows_.emplace_back();
  began_.push_back(model::no_time);
  flow.host = key.host;
  flow.peer = key.peer;
  flow.protocol = key.protocol;
  flow.port = key.port;
  flow.addresses_only = key.peer.family != 0 && tells_no_port(key.port, key.protocol);
  flow.opened = key.opened;
  flow.hour = key.hour;
  flow.source = c.source;
  flow.packet = c.packet;
  const auto number = static_cast<std::uint32_t>(rows_.size() - 1);
  index_.add(key.hash, number);
  return number;
}

void TrafficRows::add(const Conversation& c, int end, const model::Ip& peer) { sum_up(c, end, key_of(c, end, peer)); }

void TrafficRows::add(std::span<const EndOf> ends) {
  constexpr std::size_t together = 64;
  std::array<Key, together> keys;
  while (!ends.empty()) {
    const auto batch = ends.first(std::min(ends.size(), together));
    for (std::size_t i = 0; i < batch.size(); ++i) {
      keys[i] = key_of(*batch[i].conversation, batch[i].end, batch[i].peer);
      index_.prefetch(keys[i].hash);
    }
    std::array<std::uint64_t, together> rests;  // hashes, of those that find no room
    std::size_t folding = 0;
    for (std::size_t i = 0; i < batch.size(); ++i) {
      if (prefetch_row(keys[i].hash) || rows_.size() < most_) continue;
      rests[folding] = rest_of(keys[i].host).hash;
      index_.prefetch(rests[folding++]);
    }
    for (std::size_t i = 0; i < folding; ++i) prefetch_row(rests[i]);
    for (std::size_t i = 0; i < batch.size(); ++i) sum_up(*batch[i].conversation, batch[i].end, keys[i]);
    ends = ends.subspan(batch.size());
  }
}

void TrafficRows::sum_up(const Conversation& c, int end, const Key& key) {
  std::uint32_t number = find(key);
  const bool is_rest = key.peer.family == 0 && key.protocol == 0 && key.port == 0 && key.hour == model::no_time;
  const bool folds = number == HashIndex::none && rows_.size() >= most_ && !is_rest;
  if (folds) {
    ++folded_;
    const Key rest = rest_of(key.host);
    number = find(rest);
    if (number == HashIndex::none) number = make(rest, c);
  } else if (number == HashIndex::none) {
    number = make(key, c);
  }
  Flow& f = rows_[number];
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
  model::Nanos& began = began_[number];
  if (!folds && c.opener == end && c.attempts != 0 && c.first != model::no_time) {
    if (began != model::no_time && c.first > began) {
      const auto ms = static_cast<std::uint64_t>((c.first - began) / 1'000'000);
      ++f.intervals.count;
      f.intervals.sum_ms += ms;
      f.intervals.squares = add_capped(f.intervals.squares, ms < (1u << 31) ? ms * ms : std::uint64_t(1) << 62);
    }
    began = std::max(began, c.first);
  }
}

model::WideVector<Flow> TrafficRows::take() {
  // Numbers are sorted, not rows of 184 bytes: by host, then each host's by the rest.
  std::vector<std::uint64_t> order(rows_.size());  // host, then number
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = std::uint64_t{rows_[i].host} << 32 | i;
  std::sort(order.begin(), order.end());
  const auto number = [](std::uint64_t entry) { return static_cast<std::uint32_t>(entry); };
  const auto before = [&](std::uint64_t a, std::uint64_t b) {
    const auto key = [](const Flow& f) { return std::tie(f.hour, f.peer, f.protocol, f.port, f.opened); };
    return key(rows_[number(a)]) < key(rows_[number(b)]);
  };
  for (auto first = order.begin(), last = first; first != order.end(); first = last) {
    last = std::find_if(first, order.end(), [&](std::uint64_t entry) { return entry >> 32 != *first >> 32; });
    std::sort(first, last, before);
  }
  // In place, so that rows never stand in memory twice: along each cycle of the order, one row held in the hand.
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    if (number(order[i]) == i) continue;
    const Flow held = rows_[i];
    std::uint32_t to = i;
    for (std::uint32_t from = number(order[to]); from != i; from = number(order[to])) {
      rows_[to] = rows_[from];
      order[to] = to;
      to = from;
    }
    rows_[to] = held;
    order[to] = to;
  }
  began_ = {};
  index_ = HashIndex(1024);
  return std::exchange(rows_, {});
}

}  // namespace lenscap::sources
