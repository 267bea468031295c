// makecap: writes captures whose every byte is known. It shares no code with the parsers that the captures test.
#include <fmt/format.h>

#include <exception>
#include <string>
#include <vector>

#include "makecap/scenario.hpp"

namespace {

constexpr const char* usage =
    "makecap scenario FILE.toml OUT.pcapng\n"
    "    a capture from a scenario that a person can read\n";

int run(const std::vector<std::string>& words) {
  if (words.size() == 3 && words[0] == "scenario") {
    makecap::write_file(words[2], makecap::run_scenario(words[1]));
    return 0;
  }
  fmt::print(stderr, "{}", usage);
  return 2;
}

}  // namespace

int main(int count, char** words) {
  try {
    return run({words + 1, words + count});
  } catch (const std::exception& error) {
    fmt::print(stderr, "makecap: {}\n", error.what());
    return 2;
  }
}
