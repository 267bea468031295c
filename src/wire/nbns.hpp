// wire/nbns.hpp: NetBIOS name service, UDP 137: the name under which a host is known to Windows.
//
// The form is that of DNS (wire/dns.hpp) with its own flags and types. A name is 15 characters and a suffix that says
// what it is for, each byte written as two letters A to P (half-bytes, 'A' = 0), 32 letters in all. A host claims its
// names with registrations, answers for them, and lists them with its hardware address when asked for its node status.
//
// Suffix 00 (workstation) and 20 (file server), unique, are the host's own name. Group names are the network's, and
// suffix 03 may be the name of the person who has logged in: neither is handed out.
//
// Source: RFC 1001 14.1 (first-level encoding), RFC 1002 4.2 (packets), 4.2.18 (node status).
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace lenscap::wire {

enum class NbnsMessage : std::uint8_t {
  query,
  answer,  ///< a name's address, by who has it
  status_query,
  status,        ///< all names of a host
  registration,  ///< also refresh and multi-homed registration
  other,         ///< release, acknowledgement, refusal: says nothing of the sender's name
};

struct Nbns {
  NbnsMessage message = NbnsMessage::other;
  /// The host's own name, decoded, without the spaces that fill it up; empty when the message tells none.
  std::array<char, 16> name{};
  std::uint8_t name_size = 0;
  std::uint8_t suffix = 0;     ///< of that name
  std::uint8_t names = 0;      ///< in a node status: how many the host has
  std::string_view workgroup;  ///< in a node status: the group that the host is in; nobody's own name
  std::string_view name_raw;   ///< where it stands: 32 letters, or 15 characters in a node status
  std::uint32_t ipv4 = 0;      ///< address that an answer or registration gives the name, host order
  std::uint64_t unit_id = 0;   ///< hardware address in a node status; 0 when there is none

  std::string_view own_name() const { return {name.data(), name_size}; }
};

/// Reads one datagram. Empty when it is no NetBIOS name service: no such name, or lengths that disagree.
std::optional<Nbns> parse_nbns(std::span<const std::byte> bytes) noexcept;

}  // namespace lenscap::wire
