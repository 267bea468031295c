#include "sources/traffic.hpp"

#include <algorithm>
#include <array>
#include <future>
#include <tuple>

namespace lenscap::sources {

void Traffic::conversation(const Conversation& c) {
  if (ring_.size() < ring_conversations) {
    ring_.push_back(c);
    return;
  }
  if (left_ == 0) {
    std::array<const Conversation*, together> oldest;
    for (std::size_t i = 0; i < together; ++i) oldest[i] = &ring_[next_ + i];
    settle(oldest);
    left_ = together;
  }
  ring_[next_] = c;
  next_ = (next_ + 1) % ring_conversations;
  --left_;
}

model::Ip Traffic::address(const Conversation& c, int end) const {
  if (c.address[end].family != 0) return c.address[end];
  return c.host[end] == model::no_host ? model::Ip{} : ledger_.row(c.host[end]).ip;
}

void Traffic::settle(std::span<const Conversation* const> conversations) {
  for (const Conversation* c : conversations) model::prefetch(*c);
  if (keeping_ == Keeping::everybody)
    for (const Conversation* c : conversations)
      for (const model::HostIndex host : c->host)
        if (host != model::no_host) model::prefetch(ledger_.row(host));
  std::array<EndOf, 2 * together> kept;
  std::size_t count = 0;
  for (const Conversation* c : conversations) {
    const std::size_t before = count;
    for (const int end : {0, 1}) {
      const model::HostIndex host = c->host[end];
      if (host == model::no_host || !(keeping_ == Keeping::everybody || ledger_.matters(host))) continue;
      kept[count++] = {c, end, address(*c, 1 - end)};
      nameless_ += c->host[1 - end] == model::no_host && c->address[1 - end].family == 0;
    }
    if (count != before) continue;
    ++other_flows_;
    other_packets_ += c->packets[0] + c->packets[1];
    other_bytes_ += c->bytes[0] + c->bytes[1];
    other_outside_ += c->outside;
  }
  summing_.add(std::span(kept).first(count));
}

std::uint32_t Traffic::remember(const model::Ip& ip) {
  const std::uint64_t hash = ledger_.host_key({}, ip, 0);
  const std::uint32_t known = silent_index_.find(hash, [&](std::uint32_t i) { return silent_[i - 1] == ip; });
  if (known != HashIndex::none) return known;
  if (silent_.size() == most_silent) return 0;
  silent_.push_back(ip);
  const auto number = static_cast<std::uint32_t>(silent_.size());
  silent_index_.add(hash, number);
  return number;
}

/// An end that never spoke in a conversation may be a host that spoke in others: what it was sent is in its rows too.
void Traffic::know_silent_ends() {
  std::vector<std::tuple<model::Ip, bool, model::HostIndex>> known;  // an address's own frames before a router's
  for (model::HostIndex i = 0; i < ledger_.host_count(); ++i)
    if (const HostRow& row = ledger_.row(i); row.packets != 0 && row.ip.family != 0)
      if (keeping_ == Keeping::everybody || ledger_.matters(i))
        known.emplace_back(row.ip, (row.marks & model::behind_ttl) != 0, i);
  std::sort(known.begin(), known.end());
  for (Conversation& c : ring_)
    for (const int end : {0, 1}) {
      if (c.host[end] != model::no_host || c.address[end].family == 0) continue;
      const auto at = std::lower_bound(known.begin(), known.end(), std::tuple(c.address[end], false, 0u));
      if (at != known.end() && std::get<0>(*at) == c.address[end]) c.host[end] = std::get<2>(*at);
    }
}

model::Traffic Traffic::finish() {
  model::Traffic out;
  // Names and rows touch nothing of each other, unless the ledger has yet to ask whether a host matters.
  const bool beside = threads_ > 1 && keeping_ == Keeping::everybody;
  auto names = std::async(beside ? std::launch::async : std::launch::deferred, [&] { names_.finish(out); });
  know_silent_ends();
  // In order of time: rows measure from one beginning to the next, and conversations are told when they end.
  std::vector<const Conversation*> order;
  order.reserve(ring_.size());
  for (std::size_t i = 0; i < ring_.size(); ++i)
    if (i < next_ || i >= next_ + left_) order.push_back(&ring_[i]);
  std::sort(order.begin(), order.end(), [](const Conversation* a, const Conversation* b) {
    return std::tie(a->first, a->source, a->packet, a) < std::tie(b->first, b->source, b->packet, b);
  });
  for (std::span<const Conversation* const> rest = order; !rest.empty();) {
    const auto batch = rest.first(std::min(rest.size(), together));
    settle(batch);
    rest = rest.subspan(batch.size());
  }
  ring_ = {};
  next_ = left_ = 0;
  TrafficRows& rows = summing_.finish();
  out.folded = rows.folded() + nameless_;
  out.flows = rows.take();
  names.get();
  out.other_flows = other_flows_;
  out.other_packets = other_packets_;
  out.other_bytes = other_bytes_;
  out.other_outside = other_outside_;
  return out;
}

}  // namespace lenscap::sources
