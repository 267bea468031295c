// fuzz/rtp_fuzz.cpp: any bytes as an RTP or RTCP datagram, whole and cut.
#include <cstdint>
#include <cstdlib>

#include "wire/rtp.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::byte> bytes(reinterpret_cast<const std::byte*>(data), size);
  for (const std::size_t wire : {size, size + 100}) {
    is_rtcp(bytes, wire);
    const auto rtp = parse_rtp(bytes, wire);
    if (rtp && (rtp->payload > wire || !rtp_continues(rtp->sequence, static_cast<std::uint16_t>(rtp->sequence + 1))))
      std::abort();
  }
  return 0;
}
