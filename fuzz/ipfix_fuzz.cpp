// fuzz/ipfix_fuzz.cpp: datagrams of IPFIX with their templates, all the way into flow records.
#include "flow_exports.hpp"
#include "wire/ipfix.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lenscap::wire::parse_ipfix(std::as_bytes(std::span(data, size)));
  lenscap::fuzz::read_exports(data, size, 10);
  return 0;
}
