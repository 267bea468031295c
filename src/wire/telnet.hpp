// wire/telnet.hpp: what a Telnet server says before anybody has logged in.
// Source: RFC 854 (IAC and the commands behind it), RFC 855 (options, subnegotiation)
//
// A server begins with negotiation (IAC DO, WILL, … and an option) and then sends a banner that ends in a prompt:
// "login:", "Username:", "Password:". The first line of that text is all that comes out, and only when the prompt is
// there: behind a prompt stands what a user types, sent back by the server.
#pragma once
#include <cstddef>
#include <string_view>

namespace lenscap::wire {

inline constexpr std::size_t longest_telnet_banner = 1024;  // bytes with negotiation

/// Bytes of negotiation at the front of `bytes`: whole commands only. 0 when it begins with none.
std::size_t telnet_negotiation(std::string_view bytes) noexcept;

/// Do these bytes begin with a negotiation that Telnet knows? `partial`: too few bytes to tell.
bool telnet_starts(std::string_view bytes, bool& partial) noexcept;

/// The first line of text between the negotiation and the first prompt, or the prompt itself with its colon when no
/// line stands before it. Without white space around it; aliases the input. "" when no prompt is there, or what stands
/// before it is no text.
std::string_view telnet_banner(std::string_view bytes) noexcept;

}  // namespace lenscap::wire
