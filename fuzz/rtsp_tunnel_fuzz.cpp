// fuzz/rtsp_tunnel_fuzz.cpp: any bytes as an HTTP head, and as the Base64 behind it.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "wire/rtsp_tunnel.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto head = parse_http(bytes);
      head && rtsp_tunnel(*head) == RtspTunnel::get && rtsp_tunnel_cookie(*head).empty())
    std::abort();
  for (const std::size_t room : {std::size_t{0}, std::size_t{5}, std::size_t{512}}) {
    std::array<char, 512> space;
    const auto done = decode_base64(bytes, std::span(space).first(room));
    if (done.read > size || done.written > room) std::abort();
  }
  return 0;
}
