#include "casefile/pairing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <compare>
#include <tuple>

namespace lenscap::casefile {

namespace {

using model::Case;
using model::CaseObservation;

std::string_view last_component(std::string_view name) {
  const auto slash = name.rfind('/');
  return slash == name.npos ? name : name.substr(slash + 1);
}

}  // namespace

Keys keys_of(const Case& c) {
  Keys keys;
  for (const auto& s : c.subjects) keys.emplace(s.id, s.key);
  return keys;
}

Partners pair_sources(const Case& stored, const Case& rederived) {
  Partners partners{std::vector(stored.sources.size(), no_partner), std::vector(rederived.sources.size(), no_partner)};
  const Case* sides[] = {&stored, &rederived};
  auto by = [&](auto word) {
    pair_equal(partners, [&](int a, std::uint32_t i, int b, std::uint32_t j) {
      return word(sides[a]->sources[i], a) <=> word(sides[b]->sources[j], b);
    });
  };
  // Without a hash (--no-hash) two sources are not the same for being both without: the side keeps them apart.
  by([](const model::Source& s, int side) {
    return std::tuple(std::string_view(s.sha256), s.sha256.empty() ? side : 2, std::string_view(s.name));
  });
  by([](const model::Source& s, int side) {
    return std::tuple(std::string_view(s.sha256), s.sha256.empty() ? side : 2);
  });
  by([](const model::Source& s, int) { return std::string_view(s.name); });
  by([](const model::Source& s, int) { return last_component(s.name); });
  const auto left = std::count(partners.of_stored.begin(), partners.of_stored.end(), no_partner);
  const auto right = std::count(partners.of_rederived.begin(), partners.of_rederived.end(), no_partner);
  if (left == 1 && right == 1) by([](const model::Source&, int) { return 0; });
  return partners;
}

Partners pair_observations(const Case& stored, const Case& rederived, const Partners& sources) {
  Partners partners{std::vector(stored.observations.size(), no_partner),
                    std::vector(rederived.observations.size(), no_partner)};
  const Case* sides[] = {&stored, &rederived};
  const Keys keys[] = {keys_of(stored), keys_of(rederived)};
  // The subject's key of each row, looked up once: sorting asks for it many times.
  std::vector<std::string_view> subjects[2];
  for (int side : {0, 1})
    for (const auto& o : sides[side]->observations) {
      auto at = keys[side].find(o.subject);
      subjects[side].push_back(at == keys[side].end() ? std::string_view() : at->second);
    }
  // A source's number on the stored side. Those without a partner get numbers that the other side does not have.
  auto source = [&](int side, const CaseObservation& o) -> std::uint64_t {
    if (side == 0) return o.locator.source;
    const auto partner = sources.of_rederived[o.locator.source];
    return partner == no_partner ? std::uint64_t{1} << 32 | o.locator.source : partner;
  };
  auto by = [&](auto compare) {
    pair_equal(partners, [&](int a, std::uint32_t i, int b, std::uint32_t j) {
      const auto &x = sides[a]->observations[i], &y = sides[b]->observations[j];
      if (auto c = source(a, x) <=> source(b, y); c != 0) return std::strong_ordering(c);
      if (auto c = x.kind <=> y.kind; c != 0) return std::strong_ordering(c);
      return std::strong_ordering(compare(x, subjects[a][i], y, subjects[b][j]));
    });
  };
  using Key = std::string_view;
  // What it says, of whom and where; then one of these may have changed, and in the end two.
  by([](const auto& x, Key s, const auto& y, Key t) {
    return std::tie(x.locator.spans, x.value, s, x.locator.place, x.first) <=>
           std::tie(y.locator.spans, y.value, t, y.locator.place, y.first);
  });
  by([](const auto& x, Key s, const auto& y, Key t) {
    return std::tie(x.locator.spans, x.value, s) <=> std::tie(y.locator.spans, y.value, t);
  });
  by([](const auto& x, Key s, const auto& y, Key t) {
    return std::tie(x.locator.spans, s) <=> std::tie(y.locator.spans, t);
  });
  by([](const auto& x, Key, const auto& y, Key) {
    return std::tie(x.locator.spans, x.value) <=> std::tie(y.locator.spans, y.value);
  });
  by([](const auto& x, Key s, const auto& y, Key t) {
    return std::tie(s, x.value, x.first) <=> std::tie(t, y.value, y.first);
  });
  by([](const auto& x, Key s, const auto& y, Key t) { return std::tie(s, x.value) <=> std::tie(t, y.value); });
  return partners;
}

std::string differing_fields(const CaseObservation& stored, std::string_view stored_subject,
                             const CaseObservation& rederived, std::string_view rederived_subject) {
  std::string out;
  auto field = [&](std::string_view name, const auto& a, const auto& b) {
    if (a != b) out += fmt::format("{}{}: {} → {}", out.empty() ? "" : ", ", name, a, b);
  };
  auto time = [&](std::string_view name, model::Nanos a, model::Nanos b) {
    if (a != b)
      field(name, fmt::format("{} ({} ns)", model::to_iso(a), a), fmt::format("{} ({} ns)", model::to_iso(b), b));
  };
  auto differs = [&](std::string_view name, bool different) {
    if (different) out += fmt::format("{}{}", out.empty() ? "" : ", ", name);
  };
  field("subject", stored_subject, rederived_subject);
  field("value", stored.value, rederived.value);
  time("first", stored.first, rederived.first);
  time("last", stored.last, rederived.last);
  field("count", stored.count, rederived.count);
  const auto &a = stored.locator, &b = rederived.locator;
  differs("bytes", a.spans != b.spans);
  field("decoder", a.decoder, b.decoder);
  field("place", a.place, b.place);
  differs("excerpt", a.excerpt != b.excerpt || a.mark_at != b.mark_at || a.mark_length != b.mark_length);
  return out;
}

}  // namespace lenscap::casefile
