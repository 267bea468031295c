// fuzz/replay_main.cpp: replay TARGET FOLDER…: runs a fuzz target over its corpus, and over every prefix of each file,
// without libFuzzer. All targets are in the one program, each under its own name (CMakeLists.txt).
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#define TARGET(name) extern "C" int replay_##name(const std::uint8_t* data, std::size_t size);
#include "replay_targets.inc"
#undef TARGET

namespace {

const std::map<std::string, int (*)(const std::uint8_t*, std::size_t)> targets = {
#define TARGET(name) {#name, replay_##name},
#include "replay_targets.inc"
};

}  // namespace

int main(int argc, char** argv) {
  const auto target = argc > 1 ? targets.find(argv[1]) : targets.end();
  if (target == targets.end()) {
    std::fprintf(stderr, "replay TARGET FOLDER…: no such target\n");
    return 2;
  }
  std::size_t files = 0, runs = 0;
  for (int i = 2; i < argc; ++i) {
    if (!std::filesystem::is_directory(argv[i])) continue;
    for (const auto& entry : std::filesystem::directory_iterator(argv[i])) {
      std::ifstream in(entry.path(), std::ios::binary);
      std::vector<char> bytes{std::istreambuf_iterator<char>(in), {}};
      ++files;
      // An exact-size copy for every prefix, so that a sanitizer sees a read of one byte past the end.
      for (std::size_t n = bytes.size() > 4096 ? bytes.size() - 64 : 0; n <= bytes.size(); ++n, ++runs) {
        std::vector<std::uint8_t> prefix(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(n));
        target->second(prefix.data(), prefix.size());
      }
    }
  }
  std::printf("%zu files, %zu runs\n", files, runs);
  return files == 0 ? 1 : 0;
}
