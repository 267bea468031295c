// sources/export_templates.hpp: the templates of exporters, and the data that came before its template.
//
// Exporters repeat their templates every few minutes (RFC 3954 section 9, RFC 7011 section 8.4), so a capture that
// begins in between holds data that cannot be read yet: it is kept within a bound and given back when its template
// comes. What never gets one is counted. Memory is bounded by fields and octets, not by what datagrams claim: the
// template that was sent longest ago goes first.
#pragma once
#include <list>
#include <map>
#include <span>
#include <vector>

#include "sources/export_head.hpp"
#include "sources/flow_record.hpp"
#include "wire/flow_template.hpp"

namespace lenscap::sources {

/// A data set that waits for its template.
struct WaitingSet {
  ExportHead head;
  std::vector<std::byte> body;
};

class ExportTemplates {
 public:
  static constexpr std::size_t most_templates = 16'384;
  static constexpr std::size_t most_fields = 262'144;           ///< of all templates: 3 MiB
  static constexpr std::size_t most_waiting = 4 * 1024 * 1024;  ///< octets of all that waits
  static constexpr std::size_t most_waiting_sets = 16'384;

  /// Takes a template, also one that changes another; what waited for it comes back, in order. A withdrawal is only
  /// counted: datagrams come in any order, so over UDP none is sent, and one that is must be ignored.
  std::vector<WaitingSet> learn(const ExportHead& head, wire::FlowTemplate form, RecordSink& sink);
  /// Null when the exporter has not sent it. Valid until the next call of learn() or forget().
  const wire::FlowTemplate* find(const ExportHead& head, std::uint16_t id) const;
  void wait(const ExportHead& head, std::uint16_t id, std::span<const std::byte> body, RecordSink& sink);
  /// The exporter began again: its templates may mean something else now (RFC 3954 section 9, RFC 7011 section 8.1).
  void forget(const ExportStream& stream);
  /// At the end of the input: what still waits is counted.
  void finish(RecordSink& sink);

 private:
  struct Key {
    ExportStream stream;
    std::uint16_t id = 0;
    auto operator<=>(const Key&) const = default;
  };
  struct Kept {
    wire::FlowTemplate form;
    std::list<Key>::iterator age;
  };
  using Templates = std::map<Key, Kept>;
  void drop(Templates::iterator at);

  Templates templates_;
  std::list<Key> ages_;  ///< every template once, the one that was sent longest ago first
  std::size_t fields_ = 0;
  std::map<Key, std::vector<WaitingSet>> waiting_;
  std::size_t waiting_octets_ = 0, waiting_sets_ = 0;
};

}  // namespace lenscap::sources
