// fuzz/evidence_checks.hpp: what holds of any evidence, whatever the input was.
#pragma once
#include <cstdlib>
#include <functional>

#include "knowledge/matcher.hpp"
#include "sources/ledger.hpp"

namespace lenscap::fuzz {

inline knowledge::Matcher& matcher() {
  static const knowledge::Knowledge all = [] {
    auto loaded = knowledge::load_builtin();
    if (!loaded) std::abort();
    return std::move(*loaded);
  }();
  static knowledge::Matcher one(all);
  return one;
}

/// `size_of(packet)`: bytes that were kept of it; 0 = there is none. Packet 0 is the file, in documents.
inline void check(const model::Evidence& evidence, const std::function<std::size_t(std::uint64_t)>& size_of) {
  constexpr std::size_t longest_text = 256;
  auto must = [](bool holds) {
    if (!holds) std::abort();
  };
  for (const auto& o : evidence.observations) {
    must(o.host < evidence.hosts.size());
    must(!o.value.empty() && o.value.size() <= longest_text);
    must(o.count >= 1 && o.first <= o.last);
    const auto& l = o.locator;
    must(l.source < evidence.sources.size());
    must(!l.spans.empty());
    must(l.excerpt.size() <= longest_text && std::size_t{l.mark_at} + l.mark_length <= l.excerpt.size());
    for (const auto& span : l.spans) must(std::size_t{span.at} + span.length <= size_of(span.packet));
  }
}

}  // namespace lenscap::fuzz
