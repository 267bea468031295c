// tests/sources/sensor_logs.hpp: a sensor's log through its reader, with all that comes out of it.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "sources/eve_log.hpp"
#include "sources/reading.hpp"
#include "sources/zeek_log.hpp"

namespace lenscap::sources::testing {

struct ToldName {
  model::Ip client, peer;
  model::NameFrom from;
  std::string name, alias;
  model::Nanos time;
  model::Span span;
  std::uint64_t row;
};

struct ReadLog {
  std::vector<FlowRecord> flows;
  std::vector<ToldName> names;
  std::map<std::string, std::uint64_t> skipped;
  std::vector<std::string> notes;
  std::uint64_t rows = 0;
  model::Nanos first = model::no_time, last = model::no_time;
  bool used = false;
  model::Evidence evidence;

  /// How often `name` was told for `peer` ("" = without an address).
  std::size_t count(std::string_view name, std::string_view peer) const {
    return static_cast<std::size_t>(std::count_if(names.begin(), names.end(), [&](const ToldName& told) {
      return told.name == name && (told.peer.family == 0 ? peer.empty() : to_string(told.peer) == peer);
    }));
  }
};

/// `head_size`: how much of it the caller had looked at before.
inline ReadLog read_log(const Bytes& bytes, bool keep_others = true, std::size_t head_size = 64 * 1024) {
  const MemoryFile file(bytes);
  ReadLog out;
  auto stream = ByteStream::open(file.path(), Hashing::none);
  if (!stream) return out;
  std::vector<std::uint8_t> head(head_size);
  const auto n = stream->read(head);
  head.resize(n ? *n : 0);
  knowledge::Matcher matcher{builtin()};
  Ledger ledger(matcher);
  model::Source source;
  source.form = model::SourceForm::document;
  LogFacts facts{ledger, ledger.add_source(std::move(source))};
  const RecordSink sink{[&](const FlowRecord& r) { out.flows.push_back(r); },
                        [&](const NameRecord& r) {
                          out.names.push_back({r.client, r.peer, r.from, std::string(r.name), std::string(r.alias),
                                               r.time, r.span, r.row});
                        },
                        out.skipped, out.notes};
  const bool zeek = recognises_zeek(head);
  if (!zeek && !recognises_eve(head)) return out;
  out.used = (zeek ? read_zeek : read_eve)(*stream, std::move(head), "log", sink, facts).has_value();
  out.rows = facts.rows;
  out.first = facts.first;
  out.last = facts.last;
  out.evidence = ledger.finish(keep_others);
  return out;
}

/// "kind=value@line" of the host of an address.
inline std::vector<std::string> facts_of(const ReadLog& log, std::string_view address) {
  std::vector<std::string> all;
  for (const auto& o : log.evidence.observations)
    if (to_string(log.evidence.hosts[o.host].ip) == address)
      all.push_back(std::string(model::info(o.kind).name) + "=" + o.value);
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace lenscap::sources::testing
