// fuzz/screen_input_fuzz.cpp: any bytes as names to screen: read as a table, JSON or lines, or refused with a reason.
#include <cstdlib>

#include "sources/screen_input.hpp"

using namespace lenscap::sources;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (const bool pairs : {false, true}) {
    const auto input = read_screen_input({data, size}, "fuzz", {"", pairs});
    if (!input) {
      if (input.error().what.empty()) std::abort();
      continue;
    }
    std::uint64_t last = 0;
    for (const ScreenRow& row : input->rows) {
      if (row.row <= last) std::abort();
      last = row.row;
    }
  }
  return 0;
}
