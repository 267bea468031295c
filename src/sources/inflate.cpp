#include "sources/inflate.hpp"

#include <zlib.h>

#include <algorithm>

namespace lenscap::sources {

std::optional<std::string> inflate_body(std::string_view body) {
  z_stream z{};
  constexpr int any_header = 15 + 32;  // gzip or zlib, as the first bytes say
  if (inflateInit2(&z, any_header) != Z_OK) return std::nullopt;
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
  z.avail_in = static_cast<uInt>(body.size());
  std::string out;
  int status = Z_OK;
  while (status == Z_OK && out.size() < most_inflated) {
    const std::size_t had = out.size();
    out.resize(std::min(most_inflated, had + 64 * 1024));
    z.next_out = reinterpret_cast<Bytef*>(out.data() + had);
    z.avail_out = static_cast<uInt>(out.size() - had);
    const auto room = z.avail_out;
    status = inflate(&z, Z_NO_FLUSH);
    out.resize(out.size() - z.avail_out);
    if (z.avail_out == room) break;  // no progress: the body ends here
  }
  inflateEnd(&z);
  if (out.empty()) return std::nullopt;
  return out;
}

}  // namespace lenscap::sources
