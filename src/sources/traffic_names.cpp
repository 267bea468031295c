#include "sources/traffic_names.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace lenscap::sources {

namespace {

std::string_view bounded(std::string_view name) {
  if (name.ends_with('.')) name.remove_suffix(1);
  return name.substr(0, TrafficNames::longest_name);
}

}  // namespace

/// Where `bytes` of text can go, behind the newest; what stands there yet belongs to the oldest uses, which leave.
std::size_t TrafficNames::room_for(std::size_t bytes) {
  const std::size_t at = text_at_ + bytes <= ring_text ? text_at_ : 0;
  while (first_ != next_) {
    const Use& oldest = ring_[first_ % ring_names];
    const std::size_t end = oldest.text + oldest.name_size + oldest.alias_size;
    // Those from the place on are overwritten; and all up to the end of the ring, when the texts begin anew.
    const bool passed_over = at < text_at_ && oldest.text >= text_at_;
    if (!passed_over && (end <= at || oldest.text >= at + bytes)) break;
    settle_oldest();
  }
  text_at_ = at + bytes;
  return at;
}

void TrafficNames::used(const NameUse& use) {
  const std::string_view name = bounded(use.name), alias = bounded(use.alias);
  if (use.host == model::no_host || name.empty()) return;
  if (ring_.empty()) {
    ring_.resize(ring_names);
    text_.resize(ring_text);
  }
  if (next_ - first_ == ring_names) settle_oldest();
  const std::size_t at = room_for(name.size() + alias.size());
  std::copy(alias.begin(), alias.end(), std::copy(name.begin(), name.end(), &text_[at]));
  ring_[next_++ % ring_names] = {use.host,
                                 use.peer,
                                 use.address,
                                 use.from,
                                 static_cast<std::uint8_t>(name.size()),
                                 static_cast<std::uint8_t>(alias.size()),
                                 use.source,
                                 use.time,
                                 use.span,
                                 at};
}

void TrafficNames::settle_oldest() {
  const Use& use = ring_[first_++ % ring_names];
  if (!keep_others_ && !ledger_.matters(use.host)) return;
  // As names compare: in lower case.
  std::string text = text_.substr(use.text, use.name_size + use.alias_size);
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  const auto name = std::string_view(text).substr(0, use.name_size);
  const auto alias = std::string_view(text).substr(use.name_size);
  const model::Ip peer = use.peer != model::no_host ? ledger_.row(use.peer).ip : use.address;
  const std::uint64_t hash =
      hash_bytes(name, ledger_.host_key({}, peer, static_cast<std::uint16_t>(use.from)) ^ use.host);
  const std::uint32_t known = index_.find(hash, [&](std::uint32_t i) {
    const model::PeerName& n = kept_[i];
    return n.host == use.host && n.from == use.from && n.peer == peer && n.name == name;
  });
  if (known != HashIndex::none) {
    model::PeerName& n = kept_[known];
    ++n.count;
    if (n.alias.empty()) n.alias = alias;
    return;
  }
  if (kept_.size() == most_names) {
    ++beyond_;
    return;
  }
  model::PeerName made;
  made.host = use.host;
  made.name = name;
  made.alias = alias;
  made.peer = peer;
  made.from = use.from;
  made.time = use.time;
  made.source = use.source;
  made.span = use.span;
  kept_.push_back(std::move(made));
  index_.add(hash, static_cast<std::uint32_t>(kept_.size() - 1));
}

void TrafficNames::finish(model::Traffic& out) {
  while (first_ != next_) settle_oldest();
  ring_ = {};
  text_ = {};
  std::set<std::tuple<model::HostIndex, std::string_view>> answered;
  for (const model::PeerName& n : kept_)
    if (n.peer.family != 0) answered.emplace(n.host, n.name);
  out.names.reserve(kept_.size());
  for (const model::PeerName& n : kept_)
    if (n.peer.family != 0 || !answered.contains({n.host, n.name})) out.names.push_back(n);
  kept_ = {};
  std::sort(out.names.begin(), out.names.end(), [](const model::PeerName& a, const model::PeerName& b) {
    return std::tie(a.host, a.time, a.source, a.span, a.name, a.peer, a.from) <
           std::tie(b.host, b.time, b.source, b.span, b.name, b.peer, b.from);
  });
  out.names_beyond = beyond_;
}

}  // namespace lenscap::sources
