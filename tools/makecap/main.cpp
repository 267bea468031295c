// makecap: writes captures whose every byte is known. It shares no code with the parsers that the captures test.
#include <fmt/format.h>

#include <exception>
#include <map>
#include <string>
#include <vector>

#include "makecap/load.hpp"
#include "makecap/scenario.hpp"

namespace {

constexpr const char* usage =
    "makecap scenario FILE.toml OUT.pcapng\n"
    "    a capture from a scenario that a person can read\n"
    "makecap video OUT.pcap [--mb 1000] [--cameras 64] [--mgmt-percent 2] [--seed 1]\n"
    "    cameras that stream to a recorder, and a little traffic that names them\n"
    "makecap small OUT.pcap [--mb 1000] [--hosts 100000] [--seed 1]\n"
    "    many hosts, many short conversations, small frames\n";

/// Takes "--name value" pairs from words[2…] into the numbers they name.
void options(const std::vector<std::string>& words, const std::map<std::string, std::uint64_t*>& known) {
  for (std::size_t i = 2; i < words.size(); i += 2) {
    const auto found = known.find(words[i]);
    if (found == known.end() || i + 1 == words.size())
      throw makecap::Mistake("option not known or without number: " + words[i]);
    std::size_t used = 0;
    *found->second = std::stoull(words[i + 1], &used);
    if (used != words[i + 1].size() || *found->second > 1'000'000)
      throw makecap::Mistake("no number up to 1000000: " + words[i + 1]);
  }
}

void report(const makecap::Written& written) {
  fmt::print("{} bytes, {} packets, mean frame {:.1f} bytes, {} one-way flows\n", written.bytes, written.packets,
             static_cast<double>(written.frame_bytes) / static_cast<double>(written.packets), written.flows);
}

int run(const std::vector<std::string>& words) {
  if (words.size() == 3 && words[0] == "scenario") {
    makecap::write_file(words[2], makecap::run_scenario(words[1]));
    return 0;
  }
  if (words.size() >= 2 && words[0] == "video") {
    makecap::VideoLoad load;
    options(words, {{"--mb", &load.megabytes},
                    {"--cameras", &load.cameras},
                    {"--mgmt-percent", &load.mgmt_percent},
                    {"--seed", &load.seed}});
    report(makecap::write_video(words[1], load));
    return 0;
  }
  if (words.size() >= 2 && words[0] == "small") {
    makecap::SmallLoad load;
    options(words, {{"--mb", &load.megabytes}, {"--hosts", &load.hosts}, {"--seed", &load.seed}});
    report(makecap::write_small(words[1], load));
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
