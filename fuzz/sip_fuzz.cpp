// fuzz/sip_fuzz.cpp: any bytes as the head of a SIP stream, or as a datagram.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "wire/sip.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto outside = [&](std::string_view part) {
    return !part.empty() && (part.data() < bytes.data() || part.data() + part.size() > bytes.data() + size);
  };
  const StreamLength length = sip_length(bytes);
  if (length.is == StreamLength::Is::whole && length.length > size) std::abort();
  const auto sip = parse_sip(bytes);
  if (!sip) return 0;
  for (const std::string_view part :
       {sip->method, sip->target.user, sip->target.host, sip->from.user, sip->from.host, sip->to.user, sip->to.host,
        sip->contact.user, sip->contact.host, sip->user_agent, sip->server, sip->content_type, sip->body})
    if (outside(part)) std::abort();
  return 0;
}
