// fuzz/notice_table_fuzz.cpp: USAspending and plain tables. The first byte decides how much comes at a time.
#include <algorithm>
#include <cstring>

#include "notice_checks.hpp"
#include "sources/notice_table.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace lenscap;
  if (size == 0) return 0;
  const std::size_t step = std::size_t{data[0]} + 1;
  std::span<const std::uint8_t> rest(data + 1, size - 1);
  sources::NoticeCounts counts;
  const sources::NoticeOptions options;
  const sources::NoticeSink sink{[](model::Release&& release) { fuzz::check(release); }, {}};
  sources::NoticeTeller teller(options, sink, counts);
  (void)sources::read_notice_table(
      [&](std::span<std::uint8_t> into) -> model::Result<std::size_t> {
        const std::size_t n = std::min({step, into.size(), rest.size()});
        std::memcpy(into.data(), rest.data(), n);
        rest = rest.subspan(n);
        return n;
      },
      {}, teller);
  return 0;
}
