// wire/ipfix.hpp: IPFIX, the standard that grew out of NetFlow 9 and calls itself version 10: a head of 16 octets that
// tells the length of the whole, then sets as wire/flow_template.hpp tells: 2 holds templates, 3 options templates, 256
// and above records. Times are those of the calendar; where they count from the exporter's beginning, an element tells
// when that was.
//
// Source: RFC 7011 section 3; RFC 7012 and IANA's registry for the elements.
#pragma once
#include "wire/flow_template.hpp"

namespace lenscap::wire {

inline constexpr TemplateForm ipfix_form{2, 3, true};

struct Ipfix {
  std::uint32_t seconds = 0;   ///< since 1970, of the export
  std::uint32_t sequence = 0;  ///< data records sent before this message
  std::uint32_t domain = 0;    ///< observation domain: templates are its own
  std::span<const std::byte> sets;
};

/// Reads one datagram. Empty when it is none, its length is another, or its sets do not end where it ends.
std::optional<Ipfix> parse_ipfix(std::span<const std::byte> bytes) noexcept;

}  // namespace lenscap::wire
