// sources/export_sessions.hpp: what is known of each exporter: where its numbers stand, how its clocks run, and how it
// samples.
//
// A number that jumps ahead is datagrams that the capture lacks. A clock that goes back is an exporter that began
// again: its templates and cumulative counters hold no longer. Two exporters behind one address and source id look as
// if they began again with every datagram: that is seen by the numbers of the first coming back, and then they are no
// longer taken for one. The calendar of an exporter may be wrong by years: flows stay where it puts them, and it is
// said by how much.
#pragma once
#include <map>
#include <optional>
#include <string>

#include "sources/export_head.hpp"
#include "sources/flow_record.hpp"
#include "wire/exported_flow.hpp"

namespace lenscap::sources {

/// What a datagram held. Exporters do not agree on what their numbers count.
struct ExportCount {
  std::uint32_t announced = 0;           ///< NetFlow 9: records of all kinds
  std::uint32_t flows = 0, records = 0;  ///< flows; and with records of options
  bool whole = true;                     ///< no template was missing to count them
};

class ExportSessions {
 public:
  static constexpr std::size_t most_sessions = 4096;
  static constexpr std::size_t most_samplers = 65'536;  ///< of all sessions
  static constexpr std::size_t most_notes = 64;

  /// Takes the head of a datagram. True when the exporter began again since the last one.
  bool begin(const ExportHead& head, RecordSink& sink);
  /// The same datagram when it was read: looks for gaps before it.
  void end(const ExportHead& head, const ExportCount& count, RecordSink& sink);

  /// A record of an options template: keeps what it says of sampling, and when the exporter began.
  void learn(const ExportHead& head, const wire::ExportedFlow& said, RecordSink& sink);
  /// When it began, as it said in an option; not_told.
  model::Nanos began(const ExportHead& head) const;
  /// One packet in how many was counted in this flow: what it says itself, or its sampler, interface or exporter.
  double sampled_one_in(const ExportHead& head, const wire::ExportedFlow& flow, RecordSink& sink);

  /// Once for a stream that tells flows of both directions of an interface: each may be counted twice.
  void see_direction(const ExportHead& head, std::uint8_t direction, RecordSink& sink);
  void note(std::string text, RecordSink& sink);

 private:
  struct Session {
    bool seen = false, shared = false, clock_noted = false;
    std::uint32_t sequence = 0;             ///< of the last datagram
    ExportCount count;                      ///< of the last datagram
    std::optional<std::uint32_t> expected;  ///< the next number, by the standard
    std::optional<std::uint32_t> before_restart;
    std::optional<std::uint32_t> uptime;
    model::Nanos time = model::no_time;
    std::uint8_t directions = 0;
    std::map<std::uint64_t, double> by_sampler, by_interface;
    double whole = 0;
    model::Nanos began = wire::not_told;
  };
  Session* of(const ExportHead& head, RecordSink& sink);
  bool began_again(const Session& session, const ExportHead& head) const;
  void look_at_clocks(Session& session, const ExportHead& head, RecordSink& sink);
  void look_at_sequence(const Session& session, const ExportHead& head, const ExportCount& count, RecordSink& sink);

  std::map<ExportStream, Session> sessions_;
  std::size_t samplers_ = 0, notes_ = 0;
};

}  // namespace lenscap::sources
