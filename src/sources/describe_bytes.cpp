#include "sources/describe_bytes.hpp"

#include <algorithm>
#include <utility>

namespace lenscap::sources {

std::string describe_bytes(std::string_view head) {
  if (head.empty()) return "empty";
  const std::pair<std::string_view, const char*> known[] = {{"\xff\xd8\xff", "a JPEG picture"},
                                                            {"\x89PNG", "a PNG picture"},
                                                            {"GIF8", "a GIF picture"},
                                                            {"%PDF", "a PDF document"},
                                                            {"PK\x03\x04", "a zip archive"},
                                                            {"SQLite format 3", "an SQLite database"},
                                                            {"\x7f"
                                                             "ELF",
                                                             "a program"},
                                                            {"\xfd"
                                                             "7zXZ",
                                                             "xz data"},
                                                            {"BZh", "bzip2 data"},
                                                            {"\x1f\x8b", "gzip data"},
                                                            {"hsqs", "a squashfs image"},
                                                            {"RIFF", "a RIFF sound or film"}};
  for (const auto& [magic, name] : known)
    if (head.starts_with(magic)) return name;
  const bool text = std::none_of(head.begin(), head.end(), [](char c) { return static_cast<unsigned char>(c) < 9; });
  if (text && head.find_first_not_of(" \t\r\n") == std::string_view::npos) return "empty but for white space";
  if (text && head.find('<') == head.find_first_not_of(" \t\r\n\xef\xbb\xbf"))
    return "XML that no camera protocol uses";
  return text ? "text" : "binary data of no known form";
}

}  // namespace lenscap::sources
