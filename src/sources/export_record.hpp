// sources/export_record.hpp: what an exporter says of a flow (wire/exported_flow.hpp), as a FlowRecord: on the
// calendar, scaled where it was sampled, with counters that ran over carried on.
//
// Clock: NetFlow tells times as milliseconds of an uptime that its head ties to the calendar (RFC 3954 section 5.1);
// IPFIX on the calendar, or from a beginning that an element tells. A time that cannot be (an hour after it was sent,
// or a month before) is counted and the time of the export stands for it.
#pragma once
#include <optional>

#include "sources/export_sessions.hpp"
#include "sources/export_totals.hpp"
#include "sources/flow_record.hpp"
#include "wire/exported_flow.hpp"

namespace lenscap::sources {

/// When and how fully a flow was counted. `sampled_one_in` below 1 is 1.
struct FlowCounts {
  model::Nanos first = model::no_time, last = model::no_time;
  std::uint64_t packets = 0, bytes = 0, packets_back = 0, bytes_back = 0;
  bool told_back = false;  ///< the record counts the way back, too
  double sampled_one_in = 1;
};

/// Ends, ports and outcome of `flow` with these counts. Empty, and counted, when it tells no address or counts nothing.
std::optional<FlowRecord> flow_record(const wire::ExportedFlow& flow, const FlowCounts& counts, std::uint64_t row,
                                      RecordSink& sink);

/// The same for a record that an exporter sent.
std::optional<FlowRecord> exported_record(const ExportHead& head, const wire::ExportedFlow& flow,
                                          ExportSessions& sessions, ExportTotals& totals, RecordSink& sink);

}  // namespace lenscap::sources
