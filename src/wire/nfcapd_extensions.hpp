// wire/nfcapd_extensions.hpp: flows of nfdump 1.6 (layout 1): a common part, both addresses, packets, bytes, then the
// extensions that a map lists, in its order, each of a size that only its number tells.
//
// Source: phaag/nfdump@90da1a003a24:bin/nffile.h.
#pragma once
#include "wire/nfcapd.hpp"

namespace lenscap::wire {

inline constexpr std::uint64_t nfcapd_mac_bits = 0xffff'ffff'ffff;

/// Milliseconds since 1970 as nanoseconds; not_told for 0, the greatest value for what lies behind the year 2262.
std::int64_t nfcapd_time(std::uint64_t milliseconds) noexcept;

/// Both addresses, as numbers: IPv4 of 4 octets, IPv6 of two times 8, upper half first. `v` is long enough.
void nfcapd_addresses(std::span<const std::byte> v, std::uint8_t family, ExportedFlow& flow) noexcept;

/// Counters that nfdump calls "out": what came back, in files of flows that it paired, of firewalls and of IPFIX; where
/// nothing else was counted, the flow itself, as an exporter saw it leave.
void nfcapd_way_back(Counter packets, Counter bytes, ExportedFlow& flow) noexcept;

bool read_nfcapd_map(const NfcapdRecord& record, NfcapdMaps& maps);
/// False when its map is not known or it is shorter than that says.
bool read_nfcapd_common(const NfcapdRecord& record, const NfcapdMaps& maps, NfcapdFlow& out);

}  // namespace lenscap::wire
