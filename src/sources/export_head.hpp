// sources/export_head.hpp: the head of an exporter's datagram, of any version, and what reading says of exporters.
#pragma once
#include <cstdint>
#include <optional>

#include "model/address.hpp"
#include "model/time.hpp"

namespace lenscap::sources {

struct ExportHead {
  model::Ip exporter;
  std::uint8_t version = 0;                ///< 5, 9 or 10 (IPFIX)
  std::uint32_t domain = 0;                ///< engine, source id or observation domain
  std::uint32_t sequence = 0;              ///< 5: flows sent before; 9: datagrams; 10: records
  model::Nanos time = model::no_time;      ///< when it was sent, by the exporter's calendar
  model::Nanos captured = model::no_time;  ///< by the capture's
  std::optional<std::uint32_t> uptime;     ///< milliseconds since the exporter began; wraps after 49.7 days
  std::uint64_t packet = 0;
};

/// One stream of datagrams: templates, numbers and sampling are its own.
struct ExportStream {
  model::Ip exporter;
  std::uint8_t version = 0;
  std::uint32_t domain = 0;
  auto operator<=>(const ExportStream&) const = default;
};

inline ExportStream stream_of(const ExportHead& head) { return {head.exporter, head.version, head.domain}; }

}  // namespace lenscap::sources
