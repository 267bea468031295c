#include "casefile/load_flows.hpp"

#include <bit>
#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace lenscap::casefile {

namespace {

using model::Case;
using model::Id;

/// The one of `words` that reads so.
template <class Word>
Word one_of(Reading& reading, std::string_view text, std::initializer_list<Word> words) {
  for (Word word : words)
    if (to_string(word) == text) return word;
  reading.damaged("a word of a flow or name is none");
  return Word();
}

model::Ip address(Reading& reading, std::string_view text) {
  if (text.empty()) return {};
  const auto ip = model::parse_ip(text);
  if (!ip) reading.damaged("an address is none");
  return ip.value_or(model::Ip());
}

model::SourceIndex source_of(Reading& reading, const std::vector<Id>& sources, Id id) {
  const auto source = position(sources, id);
  if (!source) reading.damaged("a flow or name points to a source that is not there");
  return static_cast<model::SourceIndex>(source.value_or(0));
}

}  // namespace

void read_flows(Reading& reading, Case& c, const std::vector<Id>& sources) {
  using enum model::Opened;
  using enum model::NameFrom;
  Rows rows(reading,
            "SELECT id, subject, hour, peer, protocol, port, addresses_only, opened, first, last, packets_out,"
            " packets_in, bytes_out, bytes_in, media_out, media_in, attempts, answered, resets, unreachable, intervals,"
            " interval_ms, interval_squares, sampling, source, packet FROM flow ORDER BY id");
  while (rows.next()) {
    auto& row = c.flows.emplace_back();
    auto& f = row.flow;
    row.subject = rows.integer(1);
    f.hour = rows.time(2);
    f.peer = address(reading, rows.said(3));
    f.protocol = static_cast<std::uint8_t>(rows.small(4, UINT8_MAX));
    f.port = static_cast<std::uint16_t>(rows.small(5, UINT16_MAX));
    f.addresses_only = rows.small(6, 1) == 1;
    f.opened = one_of(reading, rows.said(7), {unknown, by_host, by_peer});
    f.first = rows.time(8);
    f.last = rows.time(9);
    int column = 10;
    for (auto* total : {&f.packets_out, &f.packets_in, &f.bytes_out, &f.bytes_in, &f.media_out, &f.media_in,
                        &f.attempts, &f.answered, &f.resets, &f.unreachable})
      *total = rows.count(column++);
    f.intervals.count = static_cast<std::uint32_t>(rows.small(20, UINT32_MAX));
    f.intervals.sum_ms = rows.count(21);
    f.intervals.squares = std::bit_cast<std::uint64_t>(rows.integer(22));
    f.sampling = static_cast<std::uint32_t>(rows.small(23, UINT32_MAX));
    f.source = source_of(reading, sources, rows.integer(24));
    f.packet = rows.count(25);
  }
  Rows names(reading,
             "SELECT id, subject, name, alias, peer, \"from\", time, count, source, packet, at, length FROM name"
             " ORDER BY id");
  while (names.next()) {
    auto& row = c.names.emplace_back();
    auto& n = row.name;
    row.subject = names.integer(1);
    n.name = names.word(2);
    n.alias = names.word(3);
    n.peer = address(reading, names.said(4));
    n.from = one_of(reading, names.said(5), {dns, sni, quic_sni, http_host, certificate});
    n.time = names.time(6);
    n.count = names.count(7);
    n.source = source_of(reading, sources, names.integer(8));
    n.span.packet = names.count(9);
    n.span.at = static_cast<std::uint32_t>(names.small(10, UINT32_MAX));
    n.span.length = static_cast<std::uint32_t>(names.small(11, UINT32_MAX));
  }
}

}  // namespace lenscap::casefile
