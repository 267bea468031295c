// sources/skip.hpp: what reading left out, by reason. Every count is shown with the result.
#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace lenscap::sources {

enum class Skip : std::uint8_t {
  cut_record,
  cut_header,
  link_unknown,
  not_ip,
  ip_malformed,
  transport_malformed,
  fragment_dropped,
  cut_by_snap_length,
  tcp_gap,
  stream_bound,
  message_bound,
  malformed_message,
  host_bound,
  value_bound,
  group_source,
  quoted_in_icmp,
  tunnel_unread,
  tunnel_deep,
  wireless_encrypted,
  wireless_fragment,
  wireless_damaged,
  quic_hello_incomplete,
  count_
};

inline constexpr std::array<std::string_view, static_cast<std::size_t>(Skip::count_)> skip_names = {
    "records cut short at the end of the file",
    "frames shorter than their link header",
    "frames of a link type that is not read",
    "frames that are neither IP, ARP nor a camera protocol",
    "malformed IP headers",
    "malformed TCP or UDP headers",
    "fragments that could not be put together",
    "messages cut by the snap length of the capture",
    "gaps in TCP streams (segments that the capture lacks)",
    "TCP streams put aside at the memory bound",
    "messages longer than the bound",
    "malformed messages",
    "hosts beyond the bound",
    "values beyond the bound for one host",
    "frames from group addresses, which cannot be senders",
    "packets quoted inside ICMP errors",
    "tunnelled packets of a form that is not read",
    "packets inside more than 8 tunnels",
    "encrypted wireless frames",
    "fragments of wireless frames",
    "wireless frames received with a wrong checksum",
    "QUIC hellos of which a part is missing",
};

struct Skips {
  std::array<std::uint64_t, static_cast<std::size_t>(Skip::count_)> counts{};
  std::uint64_t& operator[](Skip s) { return counts[static_cast<std::size_t>(s)]; }
  Skips& operator+=(const Skips& others) {
    for (std::size_t i = 0; i < counts.size(); ++i) counts[i] += others.counts[i];
    return *this;
  }
};

}  // namespace lenscap::sources
