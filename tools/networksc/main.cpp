// networksc FOLDER TABLE: compiles the packed tables of FOLDER (data/networks/) into the one that the program carries.
// Part of the build; the only place that unpacks them, so that the program itself starts with nothing to do.
#include <fmt/core.h>
#include <lzma.h>

#include <array>
#include <cstdio>
#include <string>

#include "knowledge/document.hpp"
#include "knowledge/networks_compile.hpp"

namespace {

namespace knowledge = lenscap::knowledge;
namespace model = lenscap::model;

constexpr std::size_t max_packed = 16 << 20, max_unpacked = 128 << 20;
constexpr std::uint64_t max_memory = 256 << 20;
constexpr std::array<const char*, 5> names = {"asn-ipv4", "asn-ipv6", "country-ipv4", "country-ipv6", "names"};

model::Result<std::string> unpack(const std::string& packed, const std::string& path) {
  lzma_stream stream = LZMA_STREAM_INIT;
  if (lzma_stream_decoder(&stream, max_memory, LZMA_CONCATENATED) != LZMA_OK) return model::fail("no memory", path);
  std::string out;
  stream.next_in = reinterpret_cast<const std::uint8_t*>(packed.data());
  stream.avail_in = packed.size();
  lzma_ret state = LZMA_OK;
  while (state == LZMA_OK && out.size() < max_unpacked) {
    const std::size_t before = out.size();
    out.resize(before + (1 << 20));
    stream.next_out = reinterpret_cast<std::uint8_t*>(out.data() + before);
    stream.avail_out = out.size() - before;
    state = lzma_code(&stream, LZMA_FINISH);
    out.resize(out.size() - stream.avail_out);
  }
  lzma_end(&stream);
  if (state != LZMA_STREAM_END) return model::fail("is no whole xz file", path, "make it again with ./dev networks");
  return out;
}

model::Result<std::string> compile(const std::string& folder) {
  std::array<std::string, names.size()> paths, contents;
  std::array<knowledge::NetworksFile, names.size()> files;
  for (std::size_t i = 0; i < names.size(); ++i) {
    paths[i] = folder + "/" + names[i] + ".tsv.xz";
    auto content = knowledge::read_file(paths[i], paths[i], max_packed).and_then([&](const std::string& packed) {
      return unpack(packed, paths[i]);
    });
    if (!content) return content;
    contents[i] = std::move(*content);
    files[i] = {paths[i], contents[i]};
  }
  return knowledge::compile_networks({files[0], files[1], files[2], files[3], files[4]});
}

bool write(const char* path, const std::string& table) {
  std::FILE* file = std::fopen(path, "wb");
  if (!file) return false;
  const bool written = std::fwrite(table.data(), 1, table.size(), file) == table.size();
  return (std::fclose(file) == 0) && written;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "networksc FOLDER TABLE\n");
    return 2;
  }
  const auto table = compile(argv[1]);
  if (!table) {
    fmt::print(stderr, "{}\n", model::to_line(table.error()));
    return 2;
  }
  if (!write(argv[2], *table)) {
    fmt::print(stderr, "networksc: {} cannot be written\n", argv[2]);
    return 2;
  }
  return 0;
}
