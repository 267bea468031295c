// fuzz/baichuan_fuzz.cpp: any bytes as the head of a Baichuan stream and as a datagram.
#include <cstdlib>
#include <cstring>

#include "wire/baichuan.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::span<const std::byte> bytes(reinterpret_cast<const std::byte*>(data), size);
  const auto message = parse_baichuan(bytes);
  const StreamLength length = baichuan_length(bytes);
  if (length.is == StreamLength::Is::whole && length.length > size) std::abort();
  if (message && (message->header_size > size || length.is == StreamLength::Is::other)) std::abort();
  const auto packet = parse_bcudp(bytes);
  if (!packet) return 0;
  if (std::memchr(packet->element.data(), 0, packet->element.size()) == nullptr) std::abort();
  const auto* const first = reinterpret_cast<const char*>(data);
  const std::string_view raw = packet->element_raw;
  if (!raw.empty() && (raw.data() < first || raw.data() + raw.size() > first + size)) std::abort();
  return 0;
}
