// tests/wire/carried_frames.hpp: the frame of a camera that the tests put into carriers.
#pragma once
#include "wire/unsigned_octets.hpp"

namespace lenscap::wire::testing {

/// 10.0.0.5 to 10.0.0.9, protocol 59 (nothing).
inline const Bytes inner_packet = octets("45 00 00 14 00 00 00 00 40 3b 00 00  0a 00 00 05  0a 00 00 09");
inline const Bytes inner_macs = octets("00 1f 29 00 00 09  3c ef 8c 00 12 34");  // to a computer, from a camera
inline const Bytes inner_ipv4 = inner_macs + octets("08 00") + inner_packet;
inline const Bytes inner_arp = octets(
    "ff ff ff ff ff ff  3c ef 8c 00 12 34  08 06 "
    "00 01 08 00 06 04 00 01  3c ef 8c 00 12 34  0a 00 00 05  00 00 00 00 00 00  0a 00 00 01");

}  // namespace lenscap::wire::testing
