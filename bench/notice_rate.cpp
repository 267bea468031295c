// Contract notices read from one file, every release handed over and dropped: bytes for each second that the processors
// spent on it (on the hash, too, which has a thread of its own), median.
//   notice_rate FILE [ROUNDS]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
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
    const std::clock_t began = std::clock();
    auto read = sources::read_notices(argv[1], {},
                                      {[&](model::Release&& release) {
                                         for (const auto& deal : release.deals) pounds += deal.value.hundredths / 100;
                                       },
                                       {}});
    const double took = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
    if (!read) {
      std::fprintf(stderr, "%s\n", model::to_line(read.error()).c_str());
      return 1;
    }
    counts = std::move(*read);
    rates.push_back(static_cast<double>(counts.bytes) / took);
  }
  std::sort(rates.begin(), rates.end());
  std::printf("bytes %llu\nreleases %llu\npounds %lld\nkilobytes %ld\nbytes_a_second %.0f\n",
              static_cast<unsigned long long>(counts.bytes), static_cast<unsigned long long>(counts.releases),
              static_cast<long long>(pounds), most_memory(), rates[rates.size() / 2]);
  return 0;
}
