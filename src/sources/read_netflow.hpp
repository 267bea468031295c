// sources/read_netflow.hpp: datagrams of NetFlow 5, NetFlow 9 and IPFIX in a capture, as flow records.
//
// They are told by their content, on any port: the word of the version, and lengths that agree to the last octet. Who
// sends them is a router or a probe; whom they speak of is others.
#pragma once
#include <cstddef>
#include <span>

#include "sources/export_sessions.hpp"
#include "sources/export_templates.hpp"
#include "sources/export_totals.hpp"

namespace lenscap::sources {

/// All that is remembered of the exporters of one input. Bounded.
struct FlowExports {
  ExportTemplates templates;
  ExportSessions sessions;
  ExportTotals totals;

  /// At the end of the input: counts what could not be read.
  void finish(RecordSink& sink) { templates.finish(sink); }
};

/// Reads one datagram that `exporter` sent. False when it is no flow export; nothing was then done. A record's row is
/// `packet`; those that waited for a template bear the number of their own.
bool read_flow_export(FlowExports& exports, const model::Ip& exporter, std::span<const std::byte> payload,
                      model::Nanos time, std::uint64_t packet, RecordSink& sink);

}  // namespace lenscap::sources
