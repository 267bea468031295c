// tests/wire/golden_file.hpp: reads tests/golden/*.hex: what a message is, what a reader must find in it, and its
// bytes.
#pragma once
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "wire/message_bytes.hpp"

namespace lenscap::wire::testing {

struct GoldenFile {
  std::string title;
  std::vector<std::pair<std::string, std::string>> expected;  ///< field, as its source calls it, and value
  std::vector<std::string> secrets;                           ///< what stands in the bytes and no reader may show
  Bytes bytes;
};

inline GoldenFile read_golden(const std::filesystem::path& path) {
  GoldenFile golden;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("title: ")) golden.title = line.substr(7);
    if (line.starts_with("secret: ")) golden.secrets.push_back(line.substr(8));
    if (line.starts_with("expect: ")) {
      const std::size_t equals = line.find(" = ");
      const bool empty = equals == std::string::npos;  // "expect: Manufacturer =": must not be there
      golden.expected.emplace_back(line.substr(8, (empty ? line.find(" =") : equals) - 8),
                                   empty ? "" : line.substr(equals + 3));
    }
    if (line.find(": ") == std::string::npos || line.find('#') < line.find(": "))
      golden.bytes = golden.bytes + hex(line);
  }
  return golden;
}

}  // namespace lenscap::wire::testing
