#include "sources/read_netflow.hpp"

#include "sources/export_record.hpp"
#include "wire/ipfix.hpp"
#include "wire/netflow5.hpp"
#include "wire/netflow9.hpp"

namespace lenscap::sources {

namespace {

using model::nanos_per_second;

class ExportDatagram {
 public:
  ExportDatagram(FlowExports& exports, RecordSink& sink) : exports_(exports), sink_(sink) {}

  void read5(ExportHead head, const wire::Netflow5& datagram) {
    begin(head);
    for (std::size_t at = 0; at < datagram.records.size(); at += wire::Netflow5::record_size) {
      wire::ExportedFlow flow = wire::parse_netflow5_record(datagram.records.subspan(at, wire::Netflow5::record_size));
      flow.sampled_one_in = datagram.one_in;
      tell(head, flow);
    }
    const auto flows = static_cast<std::uint32_t>(datagram.count());
    exports_.sessions.end(head, {0, flows, flows, true}, sink_);
  }

  void read_sets(ExportHead head, std::span<const std::byte> sets, const wire::TemplateForm& form,
                 std::uint32_t announced) {
    begin(head);
    count_ = {announced, 0, 0, true};
    while (const auto set = wire::take_flow_set(sets)) {
      if (set->id < wire::first_data_set) {
        learn(head, *set, form);
        continue;
      }
      if (read_data(head, set->id, set->body)) continue;
      exports_.templates.wait(head, set->id, set->body, sink_);
      count_.whole = false;
    }
    exports_.sessions.end(head, count_, sink_);
  }

 private:
  void begin(const ExportHead& head) {
    if (exports_.sessions.begin(head, sink_)) exports_.templates.forget(stream_of(head));
  }

  void tell(const ExportHead& head, const wire::ExportedFlow& flow) {
    const auto record = exported_record(head, flow, exports_.sessions, exports_.totals, sink_);
    if (record) sink_.flow(*record);
  }

  void learn(const ExportHead& head, const wire::FlowSet& set, const wire::TemplateForm& form) {
    bool damaged = false;
    auto rest = set.body;
    while (auto learnt = wire::take_flow_template(rest, set.id, form, damaged)) {
      const std::uint16_t id = learnt->id;
      const ExportCount own = count_;
      for (const WaitingSet& waited : exports_.templates.learn(head, std::move(*learnt), sink_))
        read_data(waited.head, id, waited.body);
      count_ = own;
    }
    if (damaged) ++sink_.skipped["damaged flow templates"];
  }

  /// False without a template.
  bool read_data(const ExportHead& head, std::uint16_t id, std::span<const std::byte> body) {
    const wire::FlowTemplate* const form = exports_.templates.find(head, id);
    if (form == nullptr) return false;
    while (const auto flow = wire::take_flow_record(body, *form)) {
      ++count_.records;
      if (form->options) {
        exports_.sessions.learn(head, *flow, sink_);
      } else {
        ++count_.flows;
        tell(head, *flow);
      }
    }
    if (body.size() >= form->least) ++sink_.skipped["damaged flow records (the rest of their set is not read)"];
    return true;
  }

  FlowExports& exports_;
  RecordSink& sink_;
  ExportCount count_;
};

}  // namespace

bool read_flow_export(FlowExports& exports, const model::Ip& exporter, std::span<const std::byte> payload,
                      model::Nanos time, std::uint64_t packet, RecordSink& sink) {
  if (payload.size() < 2 || payload[0] != std::byte{0}) return false;
  ExportHead head;
  head.exporter = exporter;
  head.captured = time;
  head.packet = packet;
  head.version = std::to_integer<std::uint8_t>(payload[1]);
  ExportDatagram datagram(exports, sink);
  if (const auto five = wire::parse_netflow5(payload)) {
    head.domain = five->engine;
    head.sequence = five->sequence;
    head.time = five->seconds * nanos_per_second + five->nanoseconds;
    head.uptime = five->uptime;
    datagram.read5(head, *five);
  } else if (const auto nine = wire::parse_netflow9(payload)) {
    head.domain = nine->source;
    head.sequence = nine->sequence;
    head.time = nine->seconds * nanos_per_second;
    head.uptime = nine->uptime;
    datagram.read_sets(head, nine->sets, wire::netflow9_form, nine->count);
  } else if (const auto ten = wire::parse_ipfix(payload)) {
    head.domain = ten->domain;
    head.sequence = ten->sequence;
    head.time = ten->seconds * nanos_per_second;
    datagram.read_sets(head, ten->sets, wire::ipfix_form, 0);
  } else {
    return false;
  }
  return true;
}

}  // namespace lenscap::sources
