#include "casefile/compare_flows.hpp"

#include <fmt/format.h>

#include <compare>
#include <string>
#include <string_view>
#include <tuple>

#include "casefile/order.hpp"

namespace lenscap::casefile {

namespace {

using model::Case;
using model::Flow;
using model::PeerName;

/// Sides of one kind of both cases: whom each is about, and its source by the stored side's number.
struct Sides {
  std::vector<std::string_view> subjects[2];
  std::vector<std::uint32_t> sources[2];
};

template <class Value, class List>
Sides sides_of(const Case& stored, const List& mine, const Case& rederived, const List& theirs, const Partners& sources,
               Value value) {
  Sides rows;
  auto fill = [&](int side, const Case& c, const List& list) {
    const Keys keys = keys_of(c);
    rows.subjects[side].reserve(list.size());
    rows.sources[side].reserve(list.size());
    for (const auto& row : list) {
      auto at = keys.find(row.subject);
      rows.subjects[side].push_back(at == keys.end() ? std::string_view() : at->second);
      const auto source = value(row).source;
      rows.sources[side].push_back(side == 0 ? source : sources.of_rederived[source]);
    }
  };
  fill(0, stored, mine);
  fill(1, rederived, theirs);
  return rows;
}

/// Pairs by each of `keys` in turn: functions of a value, its subject's key and its source, that give a tuple.
template <class List, class Value, class... Key>
Partners pair(const List& mine, const List& theirs, const Sides& rows, Value value, Key... keys) {
  Partners pairs{std::vector(mine.size(), no_partner), std::vector(theirs.size(), no_partner)};
  const List* sides[] = {&mine, &theirs};
  auto by = [&](auto key) {
    pair_equal(pairs, [&](int a, std::uint32_t i, int b, std::uint32_t j) {
      return std::strong_ordering(key(value((*sides[a])[i]), rows.subjects[a][i], rows.sources[a][i]) <=>
                                  key(value((*sides[b])[j]), rows.subjects[b][j], rows.sources[b][j]));
    });
  };
  (by(keys), ...);
  return pairs;
}

/// "bytes_out: 512 → 9, port: 443 → 80"
class Fields {
 public:
  template <class T>
  void add(std::string_view name, const T& a, const T& b) {
    if (a != b) text_ += fmt::format("{}{}: {} → {}", text_.empty() ? "" : ", ", name, a, b);
  }
  void time(std::string_view name, model::Nanos a, model::Nanos b) {
    if (a != b)
      add(name, fmt::format("{} ({} ns)", model::to_iso(a), a), fmt::format("{} ({} ns)", model::to_iso(b), b));
  }
  void address(std::string_view name, const model::Ip& a, const model::Ip& b) { add(name, to_string(a), to_string(b)); }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

std::string differing(const Flow& a, const Flow& b, Fields& fields) {
  fields.time("hour", a.hour, b.hour);
  fields.address("peer", a.peer, b.peer);
  fields.add("protocol", a.protocol, b.protocol);
  fields.add("port", a.port, b.port);
  fields.add("addresses_only", a.addresses_only, b.addresses_only);
  fields.add("opened", to_string(a.opened), to_string(b.opened));
  fields.time("first", a.first, b.first);
  fields.time("last", a.last, b.last);
  fields.add("packets_out", a.packets_out, b.packets_out);
  fields.add("packets_in", a.packets_in, b.packets_in);
  fields.add("bytes_out", a.bytes_out, b.bytes_out);
  fields.add("bytes_in", a.bytes_in, b.bytes_in);
  fields.add("media_out", a.media_out, b.media_out);
  fields.add("media_in", a.media_in, b.media_in);
  fields.add("attempts", a.attempts, b.attempts);
  fields.add("answered", a.answered, b.answered);
  fields.add("resets", a.resets, b.resets);
  fields.add("unreachable", a.unreachable, b.unreachable);
  fields.add("intervals", a.intervals.count, b.intervals.count);
  fields.add("interval_ms", a.intervals.sum_ms, b.intervals.sum_ms);
  fields.add("interval_squares", a.intervals.squares, b.intervals.squares);
  fields.add("sampling", a.sampling, b.sampling);
  fields.add("packet", a.packet, b.packet);
  return fields.take();
}

std::string differing(const PeerName& a, const PeerName& b, Fields& fields) {
  fields.add("name", a.name, b.name);
  fields.add("alias", a.alias, b.alias);
  fields.address("peer", a.peer, b.peer);
  fields.add("from", to_string(a.from), to_string(b.from));
  fields.time("time", a.time, b.time);
  fields.add("count", a.count, b.count);
  fields.add("packet", a.span.packet, b.span.packet);
  fields.add("at", a.span.at, b.span.at);
  fields.add("length", a.span.length, b.span.length);
  return fields.take();
}

std::string place(const Case& c, model::SourceIndex source, std::uint64_t packet) {
  return packet == 0 ? c.sources[source].name : fmt::format("{} packet {}", c.sources[source].name, packet);
}

/// "tcp 443", "udp 53", "protocol 1": what the row is about.
std::string kind_of(const Flow& f) {
  constexpr std::uint8_t tcp = 6, udp = 17;
  if (f.protocol == tcp || f.protocol == udp) return fmt::format("{} {}", f.protocol == tcp ? "tcp" : "udp", f.port);
  return fmt::format("protocol {}", f.protocol);
}

Difference row_of(Change change, const Case& c, std::string_view subject, const Flow& f) {
  return {change, std::string(subject), kind_of(f), to_string(f.peer), place(c, f.source, f.packet), {}};
}

Difference row_of(Change change, const Case& c, std::string_view subject, const PeerName& n) {
  return {change, std::string(subject), std::string(to_string(n.from)), n.name, place(c, n.source, n.span.packet), {}};
}

struct Words {
  Change missing, forged, changed;
};

template <class List, class Value>
void tell(const Case& stored, const List& mine, const Case& rederived, const List& theirs, const Sides& rows,
          const Partners& pairs, Value value, Words words, std::vector<Difference>& out) {
  for (std::size_t i = 0; i < mine.size(); ++i) {
    const auto& v = value(mine[i]);
    const auto subject = rows.subjects[0][i];
    const auto partner = pairs.of_stored[i];
    if (partner == no_partner) {
      out.push_back(row_of(words.forged, stored, subject, v));
      continue;
    }
    Fields fields;
    fields.add("subject", subject, rows.subjects[1][partner]);
    if (rows.sources[0][i] != rows.sources[1][partner])
      fields.add("source", stored.sources[v.source].name, rederived.sources[value(theirs[partner]).source].name);
    if (auto what = differing(v, value(theirs[partner]), fields); !what.empty()) {
      out.push_back(row_of(words.changed, stored, subject, v));
      out.back().fields = std::move(what);
    }
  }
  for (std::size_t i = 0; i < theirs.size(); ++i)
    if (pairs.of_rederived[i] == no_partner)
      out.push_back(row_of(words.missing, rederived, rows.subjects[1][i], value(theirs[i])));
}

}  // namespace

void compare_flows(const Case& stored, const Case& rederived, const Partners& sources, std::vector<Difference>& out) {
  using Key = std::string_view;
  using Source = std::uint32_t;
  {
    auto value = [](const model::CaseFlow& row) -> const Flow& { return row.flow; };
    const Sides rows = sides_of(stored, stored.flows, rederived, rederived.flows, sources, value);
    // What was said to whom, when and how much; then the totals may have changed, then the peer, the device, the hour.
    const Partners pairs = pair(
        stored.flows, rederived.flows, rows, value,
        [](const Flow& f, Key subject, Source source) {
          return std::tuple(source, subject, std::tie(f.hour, f.peer, f.protocol, f.port, f.opened, f.packet),
                            totals(f));
        },
        [](const Flow& f, Key subject, Source source) {
          return std::tuple(source, subject, std::tie(f.hour, f.peer, f.protocol, f.port, f.opened, f.packet));
        },
        [](const Flow& f, Key subject, Source) {
          return std::tuple(subject, std::tie(f.hour, f.peer, f.protocol, f.port));
        },
        [](const Flow& f, Key subject, Source source) {
          return std::tuple(source, subject, std::tie(f.hour, f.packet));
        },
        [](const Flow& f, Key, Source source) {
          return std::tuple(source, std::tie(f.hour, f.peer, f.protocol, f.port, f.packet));
        },
        [](const Flow& f, Key subject, Source source) {
          return std::tuple(source, subject, std::tie(f.peer, f.protocol, f.port, f.packet));
        });
    tell(stored, stored.flows, rederived, rederived.flows, rows, pairs, value,
         {Change::flow_missing, Change::flow_forged, Change::flow_changed}, out);
  }
  auto value = [](const model::CaseName& row) -> const PeerName& { return row.name; };
  const Sides rows = sides_of(stored, stored.names, rederived, rederived.names, sources, value);
  const Partners pairs = pair(
      stored.names, rederived.names, rows, value,
      [](const PeerName& n, Key subject, Source source) {
        return std::tuple(source, subject, std::tie(n.span, n.name, n.peer, n.from, n.alias, n.time, n.count));
      },
      [](const PeerName& n, Key subject, Source source) {
        return std::tuple(source, subject, std::tie(n.span, n.name, n.peer, n.from));
      },
      [](const PeerName& n, Key subject, Source) { return std::tuple(subject, std::tie(n.name, n.peer, n.from)); },
      [](const PeerName& n, Key subject, Source source) {
        return std::tuple(source, subject, std::tie(n.span, n.from));
      },
      [](const PeerName& n, Key, Source source) { return std::tuple(source, std::tie(n.span, n.name, n.peer)); },
      [](const PeerName& n, Key subject, Source) { return std::tuple(subject, std::tie(n.name)); });
  tell(stored, stored.names, rederived, rederived.names, rows, pairs, value,
       {Change::name_missing, Change::name_forged, Change::name_changed}, out);
}

}  // namespace lenscap::casefile
