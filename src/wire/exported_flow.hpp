// wire/exported_flow.hpp: what one record of an exporter says of a flow, as it says it. NetFlow 5 and 9, IPFIX and the
// files of nfdump all give this; what it means (which clock, which counter, scaled by what) is decided in
// sources/export_record.
//
// Numbers of elements are those of IANA's IPFIX registry, which took over those of NetFlow 9 (RFC 3954 section 8,
// RFC 7012; RFC 5103 for what is said of the way back).
#pragma once
#include <array>
#include <cstdint>
#include <limits>
#include <optional>

namespace lenscap::wire {

inline constexpr std::int64_t not_told = std::numeric_limits<std::int64_t>::min();

/// A counter and how many octets it had on the wire: 0 = not told, 4 = it wraps at 2^32.
struct Counter {
  std::uint64_t value = 0;
  std::uint8_t octets = 0;
  explicit operator bool() const { return octets != 0; }
};

/// How many packets one way, in the three forms in which exporters count.
struct Counted {
  Counter packets, bytes;              ///< since the last report (2, 1; layer 2 bytes 352 where 1 is missing)
  Counter packets_total, bytes_total;  ///< since the flow began (86, 85)
  Counter packets_after, bytes_after;  ///< behind the exporter (24, 23)
};

struct ExportedFlow {
  std::array<std::uint8_t, 16> source{}, destination{};              ///< IPv4 in the first four
  std::uint8_t source_family = 0, destination_family = 0;            ///< 4, 6; 0 = not told
  std::uint64_t source_mac = 0, destination_mac = 0, mac_after = 0;  ///< 56, 80, 57
  std::uint16_t vlan = 0;
  std::uint16_t source_port = 0, destination_port = 0;
  std::uint8_t protocol = 0;
  std::uint8_t tcp_flags = 0, tcp_flags_back = 0;

  Counted out, back;      ///< back: reverse elements, or what a responder sent
  bool sessions = false;  ///< counts are of an initiator and a responder (231, 232, 298, 299): the source began

  std::int64_t first = not_told, last = not_told;          ///< nanoseconds since 1970 (150-157)
  std::int64_t observed = not_told;                        ///< the same, of one event (322-325)
  std::optional<std::uint32_t> uptime_first, uptime_last;  ///< milliseconds since the exporter began (22, 21)
  std::optional<std::uint32_t> before_first, before_last;  ///< microseconds before the export (158, 159)
  std::int64_t began = not_told;                           ///< when the exporter began (160)
  std::optional<std::int64_t> duration;                    ///< nanoseconds (161, 162)

  std::uint8_t forwarding = 0;                ///< 89: its upper two bits: 1 forwarded, 2 dropped, 3 consumed
  std::uint8_t firewall_event = 0;            ///< 233: 1 created, 2 deleted, 3 denied, 4 alert, 5 update
  std::uint8_t biflow_direction = 0;          ///< 239: 1 the source began, 2 the destination did
  std::optional<std::uint8_t> direction;      ///< 61: 0 ingress, 1 egress
  std::optional<std::uint32_t> interface_in;  ///< 10
  std::optional<std::uint64_t> sampler;       ///< 48, 302
  double sampled_one_in = 0;                  ///< 34, 50, 305 and 306, 309 and 310, 311; 0 = not told
};

}  // namespace lenscap::wire
