// bench/lookups.cpp: how fast a name finds its endpoint and an address its network: `lookups ROUNDS` → rows "endpoints
// NAMES/S", "networks-v4 ADDRESSES/S" and "networks-v6 ADDRESSES/S", medians of ROUNDS, in seconds of one core's time,
// so that what else the machine does is not counted. Names are those that cameras ask for, half of them below no known
// suffix; addresses are spread evenly over the table, so that no look-up finds the cache filled by the one before: a
// site's few peers are quicker.
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "knowledge/knowledge.hpp"
#include "knowledge/matcher.hpp"
#include "knowledge/networks.hpp"

namespace {

using namespace lenscap;

constexpr std::size_t lookups = 2'000'000;

/// The next of a fixed sequence (Steele, Lea and Flood, splitmix64): the same on every machine.
std::uint64_t next(std::uint64_t& state) {
  std::uint64_t z = state += 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

std::vector<std::string> names_of(const knowledge::Knowledge& k) {
  std::vector<std::string> names;
  std::uint64_t state = 1;
  for (std::size_t i = 0; i < 4096; ++i) {
    const auto& suffix = k.endpoints[next(state) % k.endpoints.size()].suffix;
    names.push_back(i % 2 == 0 ? fmt::format("eu{}-gw.{}", i, suffix) : fmt::format("{}.s{}.example.net", suffix, i));
  }
  return names;
}

std::vector<model::Ip> addresses(int family) {
  std::vector<model::Ip> all;
  std::uint64_t state = static_cast<std::uint64_t>(family);
  all.reserve(lookups);
  while (all.size() < lookups) {
    const std::uint64_t draw = next(state);
    if (family == 4) {
      all.push_back(model::Ip::v4(static_cast<std::uint32_t>(draw)));
      continue;
    }
    model::Ip ip;  // in 2001::/16 or 2400::/12 to 2c00::/12, where allocation is
    ip.family = 6;
    constexpr std::uint8_t first[] = {0x20, 0x24, 0x26, 0x28, 0x2a, 0x2c};
    for (std::size_t i = 0; i < 8; ++i) ip.bytes[i] = static_cast<std::uint8_t>(draw >> (8 * i));
    ip.bytes[0] = first[ip.bytes[0] % 6];
    ip.bytes[1] = static_cast<std::uint8_t>(ip.bytes[1] & (ip.bytes[0] == 0x20 ? 0x01 : 0x0f));
    all.push_back(ip);
  }
  return all;
}

/// Look-ups in a second of one core's time; `found` keeps them from being left out.
template <class Look>
double rate(Look look, std::size_t& found) {
  const std::clock_t start = std::clock();
  for (std::size_t i = 0; i < lookups; ++i) found += look(i) ? 1 : 0;
  return lookups * static_cast<double>(CLOCKS_PER_SEC) / static_cast<double>(std::clock() - start);
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc == 2 ? std::atoi(argv[1]) : 0;
  const auto k = knowledge::load_builtin();
  if (rounds < 1 || !k) {
    std::fprintf(stderr, "lookups ROUNDS\n");
    return 2;
  }
  const knowledge::Matcher matcher(*k);
  const auto names = names_of(*k);
  const auto v4 = addresses(4), v6 = addresses(6);
  std::vector<double> endpoints, networks4, networks6;
  std::size_t found[3] = {0, 0, 0};
  for (int i = 0; i < rounds; ++i) {
    endpoints.push_back(rate([&](std::size_t n) { return matcher.endpoint(names[n % names.size()]); }, found[0]));
    networks4.push_back(rate([&](std::size_t n) { return knowledge::find_network(v4[n]).has_value(); }, found[1]));
    networks6.push_back(rate([&](std::size_t n) { return knowledge::find_network(v6[n]).has_value(); }, found[2]));
  }
  // What finds nothing is quick for no reason.
  for (const std::size_t hits : found)
    if (hits == 0) return 2;
  fmt::print("endpoints {:.0f}\nnetworks-v4 {:.0f}\nnetworks-v6 {:.0f}\n", median(endpoints), median(networks4),
             median(networks6));
}
