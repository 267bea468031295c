// Any bytes as a case file: loading ends with a case or an error, and whatever loads can be saved and is the same
// again.
#include <fcntl.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "casefile/compare.hpp"
#include "casefile/store.hpp"

namespace {

using namespace lenscap;

/// A file of this process in memory where the system has that, rewritten for every run.
std::string scratch(const char* what) {
  const char* folder = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
  return std::string(folder) + "/lenscap-fuzz-" + std::to_string(getpid()) + what;
}

struct Scratch {
  std::string input = scratch("-input"), again = scratch("-again");
  ~Scratch() {
    unlink(input.c_str());
    unlink(again.c_str());
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Scratch files;
  const int fd = open(files.input.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0600);
  if (fd < 0 || write(fd, data, size) != static_cast<ssize_t>(size)) std::abort();
  close(fd);
  auto loaded = casefile::load(files.input);
  if (!loaded) return 0;
  std::erase_if(loaded->meta, [](const auto& entry) { return entry.first.starts_with("damage."); });
  if (!casefile::save(files.again, *loaded)) std::abort();
  const auto again = casefile::load(files.again);
  if (!again || !casefile::differences(*loaded, *again).empty()) std::abort();
  return 0;
}
