// wire/netflow9.hpp: NetFlow 9: a head of 20 octets, then flow sets as wire/flow_template.hpp tells: 0 holds templates,
// 1 options templates, 256 and above records. Times are milliseconds since the exporter began, as in version 5.
//
// Source: RFC 3954 sections 5 and 6; its scopes of options (6.1) are given as the elements that IPFIX has for them.
#pragma once
#include "wire/flow_template.hpp"

namespace lenscap::wire {

inline constexpr TemplateForm netflow9_form{0, 1, false};

struct Netflow9 {
  std::uint16_t count = 0;     ///< records of all kinds, as most exporters count
  std::uint32_t uptime = 0;    ///< milliseconds since the exporter began
  std::uint32_t seconds = 0;   ///< since 1970
  std::uint32_t sequence = 0;  ///< datagrams sent before this one
  std::uint32_t source = 0;    ///< source id: templates are its own
  std::span<const std::byte> sets;
};

/// Reads one datagram. Empty when it is none, or its sets do not end where it ends.
std::optional<Netflow9> parse_netflow9(std::span<const std::byte> bytes) noexcept;

}  // namespace lenscap::wire
