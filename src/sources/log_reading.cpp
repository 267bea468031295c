#include "sources/log_reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace lenscap::sources {

using model::HostIndex;
using model::no_time;

namespace {
constexpr std::size_t longest_name = 253, longest_label = 63;  // RFC 1035 2.3.4, in text
constexpr std::size_t most_asked = 64 * 1024;                  // about 10 MiB; names beyond are told as they come

/// Spans have 32 bits: what lies farther is said by its line.
model::Span span_at(std::uint64_t at, std::size_t length) {
  if (at + length > UINT32_MAX) return {0, UINT32_MAX, 0};
  return {0, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(length)};
}
}  // namespace

std::string as_peer_name(std::string_view text) {
  if (text.ends_with('.')) text.remove_suffix(1);
  if (text.empty() || text.size() > longest_name || model::parse_ip(text)) return {};
  std::string name(text);
  std::size_t label = 0;
  for (char& c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const bool fits = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    if (c == '.' ? label == 0 : !fits || label == longest_label) return {};
    label = c == '.' ? 0 : label + 1;
  }
  return label == 0 ? std::string() : name;
}

void LogReading::at(model::Nanos time) {
  ++facts_.rows;
  time_ = time;
  if (time == no_time) return;
  if (facts_.first == no_time || time < facts_.first) facts_.first = time;
  facts_.last = std::max(facts_.last, time);
}

void LogReading::skip(const std::string& reason) {
  ++sink_.skipped[reason];
  first_skipped_.try_emplace(reason, line_.number);
}

HostIndex LogReading::host(const model::Ip& ip, model::Mac mac, std::uint16_t vlan) {
  const bool addressed = ip.family != 0 && !ip.unspecified() && !ip.multicast();
  if (!addressed && !mac.identifies()) return model::no_host;
  const model::Mac own = !addressed || ip.inside() ? mac : model::Mac{};
  const HostIndex host = facts_.ledger.host(own.group() ? model::Mac{} : own, addressed ? ip : model::Ip{}, vlan);
  if (host == model::no_host || time_ == no_time) return host;
  HostRow& row = facts_.ledger.row(host);
  if (row.first == no_time || time_ < row.first) row.first = time_;
  row.last = std::max(row.last, time_);
  return host;
}

model::Span LogReading::span_of(std::string_view raw) const {
  const std::string_view text = line_.text;
  if (raw.data() < text.data() || raw.data() + raw.size() > text.data() + text.size())
    return span_at(line_.at, text.size());
  return span_at(line_.at + static_cast<std::uint64_t>(raw.data() - text.data()), raw.size());
}

void LogReading::tell(HostIndex host, model::Kind kind, std::string_view value, std::string_view raw,
                      std::string_view place) {
  if (value.empty()) return;
  const model::Span span = span_of(raw);
  char via[64] = "line ";
  char* end = std::to_chars(via + 5, via + sizeof via, line_.number).ptr;
  if (span.length == 0 && !raw.empty()) {  // beyond what a span holds
    constexpr std::string_view offset = " offset ";
    end = std::copy(offset.begin(), offset.end(), end);
    end = std::to_chars(end, via + sizeof via, line_.at).ptr;
  }
  Sighting seen;
  seen.source = facts_.source;
  seen.time = time_;
  seen.spans = {&span, 1};
  seen.decoder = value == raw ? std::string_view() : "escapes";
  seen.via = {via, static_cast<std::size_t>(end - via)};
  seen.place = place;
  facts_.ledger.note(host, kind, value, seen);
}

void LogReading::tell_joined(HostIndex host, model::Kind kind, std::string_view value,
                             std::span<const model::Span> spans, std::string_view place) {
  const std::string via = "line " + std::to_string(line_.number);
  Sighting seen;
  seen.source = facts_.source;
  seen.time = time_;
  seen.spans = spans;
  seen.via = via;
  seen.excerpt = value;
  seen.mark_length = static_cast<std::uint16_t>(std::min<std::size_t>(value.size(), UINT16_MAX));
  seen.place = place;
  facts_.ledger.note(host, kind, value, seen);
}

void LogReading::flow(FlowRecord& record) {
  record.row = line_.number;
  sink_.flow(record);
}

std::string LogReading::key_of(const model::Ip& client, std::string_view name) {
  std::string key(reinterpret_cast<const char*>(client.bytes.data()), client.bytes.size());
  key += static_cast<char>(client.family);
  return key.append(name);
}

void LogReading::name(model::NameFrom from, const model::Ip& client, model::Mac mac, std::string_view text,
                      std::string_view alias, const model::Ip& peer, std::string_view raw) {
  if (text.empty() || model::parse_ip(text)) return;
  const std::string name = as_peer_name(text);
  if (name.empty()) return skip("names made of what no name is made of");
  const std::string other = as_peer_name(alias);
  if (from == model::NameFrom::dns) {
    const auto known = asked_index_.find(key_of(client, name));
    if (known != asked_index_.end()) {
      asked_[known->second].answered = true;
    } else if (asked_.size() < most_asked) {
      asked_index_.emplace(key_of(client, name), asked_.size());
      asked_.push_back({client, mac, {}, true, no_time, {}, 0});
    }
  }
  NameRecord record;
  record.client = client;
  record.client_mac = mac;
  record.from = from;
  record.name = name;
  if (other != name) record.alias = other;
  record.peer = peer;
  record.time = time_;
  record.span = span_of(raw);
  record.row = line_.number;
  sink_.name(record);
}

void LogReading::asked(const model::Ip& client, model::Mac mac, std::string_view text, std::string_view raw) {
  if (text.empty() || model::parse_ip(text)) return;
  Asked asked{client, mac, as_peer_name(text), false, time_, span_of(raw), line_.number};
  if (asked.name.empty()) return skip("names made of what no name is made of");
  if (asked_.size() >= most_asked) {
    if (!asked_index_.contains(key_of(client, asked.name))) tell_asked(asked);
    return;
  }
  if (asked_index_.try_emplace(key_of(client, asked.name), asked_.size()).second) asked_.push_back(std::move(asked));
}

void LogReading::tell_asked(const Asked& asked) {
  NameRecord record;
  record.client = asked.client;
  record.client_mac = asked.mac;
  record.from = model::NameFrom::dns;
  record.name = asked.name;
  record.time = asked.time;
  record.span = asked.span;
  record.row = asked.row;
  sink_.name(record);
}

model::Result<void> LogReading::finish() {
  for (const Asked& asked : asked_)
    if (!asked.answered) tell_asked(asked);
  if (lines_.too_long() != 0) {
    const std::string reason = fmt::format("lines longer than {} bytes", LogLines::longest);
    sink_.skipped[reason] += lines_.too_long();
    first_skipped_.try_emplace(reason, lines_.first_too_long());
  }
  for (const auto& [reason, line] : first_skipped_)
    sink_.notes.push_back(fmt::format("{}: first line {}", reason, line));
  if (!lines_.damage().empty()) sink_.notes.push_back(fmt::format("reading ended early: {}", lines_.damage()));
  if (facts_.rows != 0) return {};
  return model::fail(
      "is a sensor's log of which no line tells of traffic, names or devices", file_,
      "give the log of connections, DNS, TLS or HTTP (Zeek), or of flow, dns, tls and http events (Suricata)");
}

}  // namespace lenscap::sources
