// sources/log_reading.hpp: what readers of sensors' logs share: lines, counts of what is left out, and what a line says
// as facts, flows and names, with the way back to its bytes.
//
// A log is a report that somebody saved: what it makes certain ends at "probable" (docs/design.md, confidence). A host
// of a log is its address; a hardware address counts only beside an address of the inside, since that of anything
// farther away is a router's.
#pragma once
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sources/flow_record.hpp"
#include "sources/ledger.hpp"
#include "sources/log_lines.hpp"

namespace lenscap::sources {

/// Where the facts of a log go, and what reading learns of the log as a whole.
struct LogFacts {
  Ledger& ledger;
  model::SourceIndex source = 0;
  std::uint64_t rows = 0;  ///< lines that told something
  model::Nanos first = model::no_time, last = model::no_time;
};

/// A name as flows know it: lower case, no trailing dot. "" for what no name is made of, and for an address.
std::string as_peer_name(std::string_view text);

class LogReading {
 public:
  LogReading(ByteStream& stream, std::vector<std::uint8_t> head, std::string file, const RecordSink& sink,
             LogFacts& facts)
      : lines_(stream, std::move(head)), file_(std::move(file)), sink_(sink), facts_(facts) {}

  bool next() { return lines_.next(line_); }
  const LogLine& line() const { return line_; }
  /// The line tells something, of this instant.
  void at(model::Nanos time);
  void skip(const std::string& reason);

  /// The host of an address; no_host without one.
  model::HostIndex host(const model::Ip& ip, model::Mac mac = {}, std::uint16_t vlan = 0);
  /// `value` was made from `raw`, which aliases the line; equal where nothing had to be undone.
  void tell(model::HostIndex host, model::Kind kind, std::string_view value, std::string_view raw,
            std::string_view place);
  /// A fact that several places prove together.
  void tell_joined(model::HostIndex host, model::Kind kind, std::string_view value, std::span<const model::Span> spans,
                   std::string_view place);
  model::Span span_of(std::string_view raw) const;

  void flow(FlowRecord& record);
  /// `text`: the name as the line has it, unescaped. What is no name is counted.
  void name(model::NameFrom from, const model::Ip& client, model::Mac mac, std::string_view text,
            std::string_view alias, const model::Ip& peer, std::string_view raw);
  /// A question, with or without answer: told at the end without an address when none ever came.
  void asked(const model::Ip& client, model::Mac mac, std::string_view text, std::string_view raw);

  /// Tells what is left, and writes the notes. Error: nothing of the file could be used.
  model::Result<void> finish();

 private:
  struct Asked {
    model::Ip client;
    model::Mac mac;
    std::string name;
    bool answered = false;
    model::Nanos time;
    model::Span span;
    std::uint64_t row;
  };
  static std::string key_of(const model::Ip& client, std::string_view name);
  void tell_asked(const Asked& asked);

  LogLines lines_;
  LogLine line_;
  std::string file_;
  const RecordSink& sink_;
  LogFacts& facts_;
  model::Nanos time_ = model::no_time;
  std::map<std::string, std::uint64_t> first_skipped_;  ///< reason → line
  std::unordered_map<std::string, std::size_t> asked_index_;
  std::vector<Asked> asked_;
};

}  // namespace lenscap::sources
