// How many names a second are looked up among 25,000 parties, on two threads, and whether the index finds all that
// comparing with each finds; beside it Jaro-Winkler over every pair, which is what is commonly done.
//   name_rate REGISTRY [NAMES]        parties: the first 25,000 organisations of data/registry/oui.tsv; names: as many
//                                     more as asked for, every third of them a party's, altered as papers alter it
//   name_rate REGISTRY pairs FILE     writes parties and names as two tables of words for bench/names.sh
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "assess/name_index.hpp"
#include "knowledge/knowledge.hpp"

namespace {

using namespace lenscap;

constexpr std::size_t party_count = 25000, brute_names = 400, threads = 2;

double seconds_since(std::chrono::steady_clock::time_point began) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

/// The same numbers on every machine (Marsaglia's xorshift).
struct Numbers {
  std::uint64_t state = 88172645463325252u;
  std::uint64_t next() {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
  }
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
};

std::string altered(std::string name, Numbers& numbers) {
  switch (numbers.below(6)) {
    case 0:  // in capitals
      std::transform(name.begin(), name.end(), name.begin(),
                     [](char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; });
      return name;
    case 1:  // a letter less
      if (name.size() > 4) name.erase(1 + numbers.below(name.size() - 2), 1);
      return name;
    case 2:
      return name + " Ltd";
    case 3:
      return "Shenzhen " + name;
    case 4:  // two words joined
      if (const auto gap = name.find(' '); gap != name.npos) name.erase(gap, 1);
      return name;
    default:
      return name;
  }
}

struct Lists {
  std::vector<std::string> parties, names;
};

Lists read(const char* registry, std::size_t wanted) {
  Lists lists;
  std::vector<std::string> others;
  std::ifstream in(registry);
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) continue;
    line.erase(std::min(line.find('\t'), line.size()));
    (lists.parties.size() < party_count ? lists.parties : others).push_back(line);
  }
  if (others.empty()) return lists;
  Numbers numbers;
  while (lists.names.size() < wanted) {
    std::string name = numbers.below(3) == 0 ? lists.parties[numbers.below(lists.parties.size())]
                                             : others[numbers.below(others.size())] + " " +
                                                   others[numbers.below(others.size())].substr(0, numbers.below(8));
    lists.names.push_back(altered(std::move(name), numbers));
  }
  return lists;
}

/// Winkler's variant with a prefix of up to four letters, scaled by 0.1.
double jaro_winkler(std::string_view a, std::string_view b) {
  const std::size_t n = a.size(), m = b.size();
  if (n == 0 || m == 0) return 0;
  const std::size_t window = std::max(std::max(n, m) / 2, std::size_t{1}) - 1;
  bool on_a[256]{}, on_b[256]{};
  if (n > 255 || m > 255) return 0;
  double matches = 0;
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t j = i > window ? i - window : 0; j < std::min(m, i + window + 1); ++j)
      if (!on_b[j] && a[i] == b[j]) {
        on_a[i] = on_b[j] = true;
        ++matches;
        break;
      }
  if (matches == 0) return 0;
  double exchanged = 0;
  for (std::size_t i = 0, j = 0; i < n; ++i) {
    if (!on_a[i]) continue;
    while (!on_b[j]) ++j;
    if (a[i] != b[j++]) exchanged += 0.5;
  }
  const double jaro = (matches / double(n) + matches / double(m) + (matches - exchanged) / matches) / 3;
  std::size_t prefix = 0;
  while (prefix < 4 && prefix < n && prefix < m && a[prefix] == b[prefix]) ++prefix;
  return jaro + 0.1 * double(prefix) * (1 - jaro);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const bool tables = argc > 3 && std::string_view(argv[2]) == "pairs";
  const std::size_t wanted = tables ? 20000 : argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 1000000;
  const auto knowledge = knowledge::load_builtin();
  const Lists lists = read(argv[1], wanted);
  if (!knowledge || lists.names.empty()) return 2;
  const assess::NameVocabulary vocabulary(knowledge->name_words);
  assess::NameReader reader(vocabulary);
  assess::NameForm form;
  if (tables) {
    std::ofstream out(argv[3]);
    const auto write = [&](char table, const std::vector<std::string>& names) {
      for (std::size_t i = 0; i < names.size(); ++i) {
        reader.read(names[i], form);
        for (std::size_t t = 0; t < form.count; ++t) out << table << '\t' << i << '\t' << form.of(t) << '\n';
      }
    };
    write('p', lists.parties);
    write('n', lists.names);
    return 0;
  }
  assess::NameIndex index;
  auto began = std::chrono::steady_clock::now();
  for (const auto& party : lists.parties) {
    reader.read(party, form);
    index.add(form);
  }
  index.build();
  std::printf("build_seconds %.3f\n", seconds_since(began));

  std::atomic<std::size_t> next = 0, found = 0;
  const auto work = [&] {
    assess::NameReader own(vocabulary);
    assess::NameForm asked;
    assess::NameIndex::Scratch scratch;
    std::vector<assess::NameHit> hits;
    constexpr std::size_t batch = 1024;
    std::size_t sum = 0;
    for (std::size_t from; (from = next.fetch_add(batch)) < lists.names.size();)
      for (std::size_t i = from; i < std::min(from + batch, lists.names.size()); ++i) {
        own.read(lists.names[i], asked);
        index.find(asked, scratch, hits);
        sum += hits.size();
      }
    found += sum;
  };
  began = std::chrono::steady_clock::now();
  std::vector<std::thread> workers;
  for (std::size_t i = 0; i < threads; ++i) workers.emplace_back(work);
  for (auto& worker : workers) worker.join();
  const double took = seconds_since(began);
  std::printf("names %zu\nparties %zu\nhits %zu\nnames_a_second %.0f\n", lists.names.size(), index.size(), found.load(),
              double(lists.names.size()) / took);

  assess::NameIndex::Scratch scratch;
  std::vector<assess::NameHit> fast, slow;
  std::size_t same = 0, all = 0;
  const std::size_t sample = std::min(brute_names, lists.names.size());
  double brute = 0;
  for (std::size_t i = 0; i < sample; ++i) {
    reader.read(lists.names[i], form);
    index.find(form, scratch, fast);
    began = std::chrono::steady_clock::now();
    index.find_slowly(form, slow);
    brute += seconds_since(began);
    all += slow.size();
    for (std::size_t f = 0, s = 0; f < fast.size() && s < slow.size();)
      if (fast[f].name == slow[s].name) ++same, ++f, ++s;
      else if (fast[f].name < slow[s].name) ++f;
      else ++s;
  }
  std::printf("found_of_brute_force %zu/%zu\nbrute_force_names_a_second %.0f\n", same, all, double(sample) / brute);

  began = std::chrono::steady_clock::now();
  std::size_t near = 0;
  const std::size_t few = std::min<std::size_t>(sample, 100);
  for (std::size_t i = 0; i < few; ++i)
    for (const auto& party : lists.parties) near += jaro_winkler(lists.names[i], party) >= 0.9;
  std::printf("jaro_winkler_names_a_second %.0f\njaro_winkler_hits %zu\n", double(few) / seconds_since(began), near);
  return 0;
}
