// wire/ftp.hpp: the greeting of an FTP server.  Source: RFC 959 4.2 (replies), 5.4 (connection establishment: 220)
//
// A reply is a code of three digits and a text; "220-" begins one of several lines, of which the last begins "220 ".
// Mail servers (RFC 5321) and others greet with 220 as well: a text that names their protocol is no greeting of FTP.
#pragma once
#include <cstddef>
#include <string_view>

#include "wire/stream_length.hpp"

namespace lenscap::wire {

/// Where the first line of the greeting that begins `bytes` ends, line end included.
StreamLength ftp_greeting_length(std::string_view bytes) noexcept;

/// The text of that line behind the code, without white space around it. Aliases the input; "" when it is none.
std::string_view ftp_greeting(std::string_view bytes) noexcept;

}  // namespace lenscap::wire
