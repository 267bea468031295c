// Contract notices read from one file, every release handed over and dropped: bytes a second of a core, median.
//   notice_rate FILE [ROUNDS]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "sources/notices.hpp"

namespace {

/// Most memory that this process ever had, in kilobytes.
long most_memory() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    long kilobytes = 0;
    if (word == "VmHWM:" && status >> kilobytes) return kilobytes;
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace lenscap;
  if (argc < 2) return 2;
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 3;
  std::vector<double> rates;
  sources::NoticeCounts counts;
  std::int64_t pounds = 0;
  for (int i = 0; i < std::max(1, rounds); ++i) {
    pounds = 0;
    const auto began = std::chrono::steady_clock::now();
    auto read = sources::read_notices(argv[1], {},
                                      {[&](model::Release&& release) {
                                         for (const auto& deal : release.deals) pounds += deal.value.hundredths / 100;
                                       },
                                       {}});
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    if (!read) {
      std::fprintf(stderr, "%s\n", model::to_line(read.error()).c_str());
      return 1;
    }
    counts = std::move(*read);
    rates.push_back(static_cast<double>(counts.bytes) / took.count());
  }
  std::sort(rates.begin(), rates.end());
  std::printf("bytes %llu\nreleases %llu\npounds %lld\nkilobytes %ld\nbytes_a_second %.0f\n",
              static_cast<unsigned long long>(counts.bytes), static_cast<unsigned long long>(counts.releases),
              static_cast<long long>(pounds), most_memory(), rates[rates.size() / 2]);
  return 0;
}
