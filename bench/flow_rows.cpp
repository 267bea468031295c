// A million distinct (device, peer, service) rows: how fast they are kept and given back, and what they hold.
//   flow_rows [ROWS]
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "sources/traffic_rows.hpp"

int main(int argc, char** argv) {
  using namespace lenscap;
  const auto wanted = argc > 1 ? static_cast<std::uint32_t>(std::strtoul(argv[1], nullptr, 10)) : 1'000'000u;
  const auto began = std::chrono::steady_clock::now();
  sources::TrafficRows rows;
  sources::Conversation c;
  c.protocol = 6;
  c.opener = 0;
  c.attempts = c.answered = 1;
  c.packets[0] = c.packets[1] = 5;
  c.bytes[0] = c.bytes[1] = 700;
  for (std::uint32_t i = 0; i < wanted; ++i) {
    c.host[0] = i % 20'000;
    c.service = static_cast<std::uint16_t>(1 + i % 7);
    c.first = c.last = model::Nanos{1'700'000'000} * model::nanos_per_second + i;
    rows.add(c, 0, model::Ip::v4(0x0a000000 + i));
  }
  const auto kept = rows.take();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  std::printf("rows %zu\nrows_a_second %.0f\n", kept.size(), static_cast<double>(kept.size()) / took.count());
  return kept.size() == wanted ? 0 : 1;
}
