// fuzz/notice_ocds_fuzz.cpp: OCDS packages, records, lines; Contracts Finder's older JSON.
#include "notice_checks.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  lenscap::fuzz::read_notices_of(data, size);
  return 0;
}
