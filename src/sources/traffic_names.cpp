#include "sources/traffic_names.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <tuple>
#include <utility>

#include "model/ascii.hpp"

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

/// Several at once: the names that are kept lie anywhere, and memory is waited for once for all of these.
void TrafficNames::settle_oldest() {
  constexpr std::size_t together = 32;
  std::array<Leaving, together> leaving;
  std::size_t count = 0;
  for (const std::uint64_t until = std::min(next_, first_ + together); first_ != until; ++first_) {
    const Use& use = ring_[first_ % ring_names];
    if (!keep_others_ && !ledger_.matters(use.host)) continue;
    // As names compare: in lower case.
    const std::span text(&text_[use.text], std::size_t{use.name_size} + use.alias_size);
    for (char& c : text) c = model::lower_ascii(c);
    const std::string_view name(text.data(), use.name_size);
    const std::string_view alias(text.data() + use.name_size, use.alias_size);
    const model::Ip peer = use.peer != model::no_host ? ledger_.row(use.peer).ip : use.address;
    const std::uint64_t hash =
        hash_bytes(name, ledger_.host_key({}, peer, static_cast<std::uint16_t>(use.from)) ^ use.host);
    index_.prefetch(hash);
    leaving[count++] = {&use, name, alias, peer, hash};
  }
  const std::span all = std::span(leaving).first(count);
  for (const Leaving& l : all)
    if (const std::uint32_t likely = index_.likely(l.hash); likely != HashIndex::none) model::prefetch(kept_[likely]);
  for (const Leaving& l : all) keep(l);
}

void TrafficNames::keep(const Leaving& leaving) {
  const Use& use = *leaving.use;
  const std::uint32_t known = index_.find(leaving.hash, [&](std::uint32_t i) {
    const model::PeerName& n = kept_[i];
    return n.host == use.host && n.from == use.from && n.peer == leaving.peer && n.name == leaving.name;
  });
  if (known != HashIndex::none) {
    model::PeerName& n = kept_[known];
    ++n.count;
    if (n.alias.empty()) n.alias = leaving.alias;
    return;
  }
  if (kept_.size() == most_names) {
    ++beyond_;
    return;
  }
  constexpr std::size_t few = 16 * 1024;
  model::make_room(kept_, few, most_names);
  model::PeerName made;
  made.host = use.host;
  made.name = leaving.name;
  made.alias = leaving.alias;
  made.peer = leaving.peer;
  made.from = use.from;
  made.time = use.time;
  made.source = use.source;
  made.span = use.span;
  kept_.push_back(std::move(made));
  index_.add(leaving.hash, static_cast<std::uint32_t>(kept_.size() - 1));
}

void TrafficNames::finish(model::Traffic& out) {
  while (first_ != next_) settle_oldest();
  ring_ = {};
  text_ = {};
  std::vector<std::pair<model::HostIndex, std::string_view>> answered;
  for (const model::PeerName& n : kept_)
    if (n.peer.family != 0) answered.emplace_back(n.host, n.name);
  std::sort(answered.begin(), answered.end());
  std::vector<bool> told(kept_.size());  // by an answer, so that the question says nothing more
  for (std::size_t i = 0; i < kept_.size(); ++i)
    told[i] =
        kept_[i].peer.family == 0 &&
        std::binary_search(answered.begin(), answered.end(), std::pair(kept_[i].host, std::string_view(kept_[i].name)));
  std::size_t stay = 0;
  for (std::size_t i = 0; i < kept_.size(); ++i) {
    if (told[i]) continue;
    if (stay != i) kept_[stay] = std::move(kept_[i]);
    ++stay;
  }
  kept_.resize(stay);
  out.names = std::exchange(kept_, {});
  std::sort(out.names.begin(), out.names.end(), [](const model::PeerName& a, const model::PeerName& b) {
    return std::tie(a.host, a.time, a.source, a.span, a.name, a.peer, a.from) <
           std::tie(b.host, b.time, b.source, b.span, b.name, b.peer, b.from);
  });
  out.names_beyond = beyond_;
}

}  // namespace lenscap::sources
