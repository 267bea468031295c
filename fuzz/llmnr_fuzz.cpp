// fuzz/llmnr_fuzz.cpp: LLMNR.
#include <cstdlib>

#include "wire/llmnr.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto llmnr = parse_llmnr(std::as_bytes(std::span(data, size)));
  if (!llmnr) return 0;
  if (llmnr->host_at + llmnr->host_length > size || (!llmnr->response && llmnr->host.size != 0)) std::abort();
  return 0;
}
