// The raw scan: every marker over one file that is in memory, without places or states; beside it, the same words by
// `rg -F -f`.
//   scan_rate words                 the words of all markers, one a line
//   scan_rate FILE [ROUNDS]         bytes a second of a core, median
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/knowledge.hpp"
#include "sources/marker_scan.hpp"

int main(int argc, char** argv) {
  using namespace lenscap;
  if (argc < 2) return 2;
  const auto knowledge = knowledge::load_builtin();
  if (!knowledge) return 2;
  if (std::string_view(argv[1]) == "words") {
    std::set<std::string> words;
    for (const auto& marker : knowledge->markers) words.insert(marker.words.begin(), marker.words.end());
    for (const auto& word : words) std::puts(word.c_str());
    return 0;
  }
  auto scan = sources::MarkerScan::compile(*knowledge);
  std::ifstream in(argv[1], std::ios::binary);
  const std::vector<char> bytes{std::istreambuf_iterator<char>(in), {}};
  if (!scan || bytes.empty()) return 2;
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 3;
  std::vector<double> rates;
  std::size_t hits = 0;
  for (int i = 0; i < std::max(1, rounds); ++i) {
    const auto began = std::chrono::steady_clock::now();
    hits = scan->scan(std::as_bytes(std::span(bytes))).hits.size();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    rates.push_back(static_cast<double>(bytes.size()) / took.count());
  }
  std::sort(rates.begin(), rates.end());
  std::printf("bytes %zu\nhits %zu\nbytes_a_second %.0f\n", bytes.size(), hits, rates[rates.size() / 2]);
  return 0;
}
