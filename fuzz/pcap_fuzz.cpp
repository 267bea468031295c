// fuzz/pcap_fuzz.cpp: a capture file: its header, then record after record as far as they go.
#include <cstdlib>

#include "wire/pcap.hpp"

using namespace lenscap::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::span<const std::uint8_t> rest(data, size);
  const auto file = parse_pcap_file(rest);
  if (!file) return 0;
  if (size < PcapFile::size || (file->record_header != 16 && file->record_header != 24)) std::abort();
  rest = rest.subspan(PcapFile::size);
  while (rest.size() >= file->record_header) {
    const auto record = parse_pcap_record(*file, rest);
    if (record.nanos < 0) std::abort();  // seconds since 1970 are unsigned
    rest = rest.subspan(file->record_header);
    if (record.kept > rest.size()) break;
    rest = rest.subspan(record.kept);
  }
  return 0;
}
