// wire/dns.hpp: DNS over UDP and TCP, multicast DNS and LLMNR: one message format.
//
// A message is a 12-byte header and four lists: questions, answers, authorities, additionals. A name is a chain of
// labels whose tail may be a pointer to an earlier name, so a reader that trusts pointers can be sent in circles: here
// every jump must lead before everything that the name has read so far, and their number is bounded.
//
// A message is taken for DNS by its bytes: the flags that must be zero are, opcode, classes and fixed lengths exist,
// and the four lists fill it to its last byte. NetBIOS name service shares the header and is told apart by its
// 32-letter names.
//
// Source: RFC 1035 4.1 (format), 4.2.2 (TCP); RFC 6762 18.12-18.13 (top bit of a class: QU in a question, cache flush
// in a record), 7.2 (a query without questions); RFC 6891 (OPT: the class is a size); RFC 1002 4.2 (NetBIOS); RFC
// 4795 2.1 (LLMNR).
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "wire/stream_length.hpp"

namespace lenscap::wire {

enum class DnsSection : std::uint8_t { question, answer, authority, additional };

/// Record types that are named here; any other number is stepped over.
namespace dns_type {
inline constexpr std::uint16_t a = 1, cname = 5, ptr = 12, txt = 16, aaaa = 28, srv = 33, opt = 41, nsec = 47,
                               any = 255;
}

/// One message. `bytes` aliases the input.
struct Dns {
  std::span<const std::byte> bytes;
  std::uint16_t id = 0;
  std::uint16_t flags = 0;
  std::array<std::uint16_t, 4> counts{};  ///< entries a section, by DnsSection

  bool response() const { return flags & 0x8000; }
  std::uint8_t opcode() const { return flags >> 11 & 15; }  ///< 0 query, 4 notify, 5 update
  std::uint8_t rcode() const { return flags & 15; }
};

/// Reads a whole message. Empty when `bytes` is not DNS from its first byte to its last.
std::optional<Dns> parse_dns(std::span<const std::byte> bytes) noexcept;

/// Reads a message that the capture cut short: the header and the first entry must be there and right.
std::optional<Dns> parse_cut_dns(std::span<const std::byte> bytes) noexcept;

/// DNS over TCP puts a 2-byte length before each message; the message is what follows the first two bytes.
StreamLength dns_tcp_length(std::span<const std::byte> bytes) noexcept;

/// A question or a record. Offsets count from the start of the message.
struct DnsEntry {
  DnsSection section = DnsSection::question;
  std::uint16_t type = 0;
  std::uint16_t klass = 0;  ///< without its top bit, except for OPT
  bool top_bit = false;     ///< mDNS: QU in a question, cache flush in a record
  std::uint32_t ttl = 0;    ///< seconds; 0 in questions
  std::size_t name_at = 0;
  std::size_t rdata_at = 0;
  std::span<const std::byte> rdata;  ///< empty in questions; for A 4 bytes, for AAAA 16
};

/// Where a walk over a message stands. A fresh one stands before the first question.
struct DnsCursor {
  std::size_t at = 12;
  std::uint32_t done = 0;
};

/// Steps to the next entry of any section. False at the end, or where a cut message ends.
bool next_dns_entry(const Dns& message, DnsCursor& cursor, DnsEntry& entry) noexcept;

/// A name as text, labels joined by dots, no dot at the end; the root is "". A dot or backslash inside a label has a
/// backslash before it; a control byte or a byte that is not UTF-8 is \DDD. Spaces and UTF-8 stay.
struct DnsName {
  std::array<char, 1024> text;  ///< 255 bytes on the wire, at most 4 characters each
  std::uint16_t size = 0;
  std::string_view view() const { return {text.data(), size}; }
};

/// Reads the name at offset `at` with A-Z in lower case, the form in which names compare. Returns the offset behind it,
/// or 0 when it is malformed (`name` is then unspecified).
std::size_t read_dns_name(const Dns& message, std::size_t at, DnsName& name) noexcept;

/// The same with letters as the sender wrote them: serial numbers live in host names.
std::size_t read_dns_name_as_sent(const Dns& message, std::size_t at, DnsName& name) noexcept;

/// The first label of the name at `at`, as its bytes (at most 63), and where the rest of the name begins.
struct DnsLabel {
  std::string_view text;  ///< aliases the message
  std::size_t rest_at = 0;
};
std::optional<DnsLabel> first_dns_label(const Dns& message, std::size_t at) noexcept;

/// What an SRV record says: the service is at `port` of the host whose name begins at `target_at`.
struct DnsSrv {
  std::uint16_t port = 0;
  std::size_t target_at = 0;
};
std::optional<DnsSrv> read_dns_srv(const DnsEntry& entry) noexcept;

/// Takes the next string off the rdata of a TXT record. Empty at the end or where a length runs past it.
std::optional<std::string_view> next_dns_string(std::span<const std::byte>& rest) noexcept;

}  // namespace lenscap::wire
