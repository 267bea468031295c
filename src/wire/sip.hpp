// wire/sip.hpp: heads of SIP messages, as telephones, door stations and GB/T 28181 cameras send them over UDP and TCP.
// Source: RFC 3261 7 (messages), 7.3.3 (short names), 8.1.1 (what every message has), 18.3 (end of a message),
// 19.1.1 (addresses), 20 (headers); RFC 3428 (MESSAGE); RFC 5626 3.5.1 (CRLF that keeps a way open)
//
// The grammar is that of HTTP, the last word of a request and the first of an answer is "SIP/2.0". Via, From, To,
// Call-ID and CSeq stand in every message, and a request's CSeq repeats its method: what lacks one of them is no SIP.
// Authorization, challenges and their nonces are not read at all, nor are display names, which are people's.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "wire/stream_length.hpp"

namespace lenscap::wire {

inline constexpr std::size_t longest_sip_head = 8 * 1024;   // bytes; a camera sends less than 1 KiB
inline constexpr std::size_t longest_sip_body = 64 * 1024;  // bytes; a catalogue over TCP

/// "sip:user@host:port;parameters"; both alias the message.
struct SipAddress {
  std::string_view user;  ///< "" when there is none; never with a password (19.1.1: user ":" password)
  std::string_view host;  ///< name or address without port; IPv6 without brackets
};

/// Views alias the input. Values are without white space around them.
struct SipMessage {
  bool response = false;
  std::string_view method;   ///< of a request
  SipAddress target;         ///< of a request: its address
  std::uint16_t status = 0;  ///< of a response, 100 to 699
  SipAddress from, to, contact;
  std::size_t vias = 0;  ///< hops so far: above 1 in a request, a proxy passes on somebody else's
  std::string_view user_agent, server, content_type;
  std::string_view body;        ///< as long as Content-Length says and the input has
  std::size_t head_length = 0;  ///< bytes up to the body
};

/// Could these bytes begin a SIP message? `partial` while the first line is not whole.
StreamLength::Is sip_starts(std::string_view bytes) noexcept;

/// Where the message that begins `stream` ends. A stream's message has a Content-Length (RFC 3261, 18.3): without one
/// it has no body. A body beyond `longest_sip_body` makes it no message.
StreamLength sip_length(std::string_view stream) noexcept;

/// Reads a message that is whole up to its empty line. Empty when a line that every message has is missing.
std::optional<SipMessage> parse_sip(std::string_view bytes) noexcept;

}  // namespace lenscap::wire
