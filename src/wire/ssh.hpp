// wire/ssh.hpp: the line with which an SSH connection begins.  Source: RFC 4253 4.2 (protocol version exchange)
//
// "SSH-2.0-software comments", at most 255 bytes with its CRLF, of both sides. What follows is binary and then
// encrypted: nothing but this line is looked at. A server may send lines of text before it; they are stepped over when
// they come with it.
#pragma once
#include <cstddef>
#include <string_view>

#include "wire/stream_length.hpp"

namespace lenscap::wire {

/// Where the identification ends, line end included: at the front of `bytes`, or behind at most 8 lines of text.
StreamLength ssh_line_length(std::string_view bytes) noexcept;

/// The identification without its line end: "SSH-2.0-dropbear_2018.76". Aliases the input; "" when it is none.
std::string_view ssh_identification(std::string_view bytes) noexcept;

}  // namespace lenscap::wire
