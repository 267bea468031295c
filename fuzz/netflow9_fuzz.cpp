// fuzz/netflow9_fuzz.cpp: datagrams of NetFlow 9 with their templates, all the way into flow records.
#include "flow_exports.hpp"
#include "wire/netflow9.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lenscap::wire::parse_netflow9(std::as_bytes(std::span(data, size)));
  lenscap::fuzz::read_exports(data, size, 9);
  return 0;
}
