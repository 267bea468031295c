// fuzz/nbns_fuzz.cpp: NetBIOS name service.
#include <cstdlib>

#include "wire/nbns.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto nbns = parse_nbns(std::as_bytes(std::span(data, size)));
  if (!nbns) return 0;
  if (nbns->own_name().size() > 15 || nbns->name_raw.size() > size) std::abort();
  const bool question = nbns->message == NbnsMessage::query || nbns->message == NbnsMessage::status_query;
  if (question && !nbns->own_name().empty()) std::abort();
  return 0;
}
