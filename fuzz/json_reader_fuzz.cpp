// fuzz/json_reader_fuzz.cpp: any bytes as a JSON document.
#include <cstdlib>

#include "wire/json_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view document(reinterpret_cast<const char*>(data), size);
  lenscap::wire::JsonReader reader(document);
  while (const auto leaf = reader.next()) {
    if (leaf->raw.data() < document.data() || leaf->raw.data() + leaf->raw.size() > document.data() + size)
      std::abort();
    if (leaf->path.size() > lenscap::wire::JsonReader::kept_depth) std::abort();
    lenscap::wire::json_unescape(leaf->raw);
  }
  if (reader.rest().size() > size) std::abort();
  return 0;
}
