// Rows summed up beside who reads: the same as by one thread, of what stood there when it was told.
#include "sources/traffic_summing.hpp"

#include <gtest/gtest.h>

#include <array>
#include <random>

namespace lenscap::sources::traffic_summing_test {
namespace {

constexpr model::Nanos ten = model::Nanos{1'699'999'200} * model::nanos_per_second;  // the start of an hour

/// What `threads` make of `count` conversations, told a few at a time from one place that is written over each time.
model::WideVector<model::Flow> summed_up(unsigned threads, std::size_t count) {
  TrafficSumming summing(threads);
  std::mt19937 random(5);
  std::array<Conversation, 32> place;
  std::vector<EndOf> ends;
  for (std::size_t told = 0; told < count;) {
    ends.clear();
    for (std::size_t few = 1 + random() % place.size(); few > 0 && told < count; --few, ++told) {
      Conversation& c = place[few - 1];
      c = {};
      c.host[0] = random() % 50;
      c.host[1] = 50 + random() % 50;
      c.packets[0] = 1 + random() % 9;
      c.bytes[0] = c.packets[0] * 100;
      c.first = c.last = ten + static_cast<model::Nanos>(told) * 1'000'000;
      c.service = static_cast<std::uint16_t>(random() % 40);
      c.protocol = 17;
      c.opener = 0;
      c.packet = told + 1;
      for (const int end : {0, 1})
        if (end == 0 || random() % 3 != 0) ends.push_back({&c, end, model::Ip::v4(0xc6336400 + c.host[1 - end])});
    }
    summing.add(ends);
    place.fill({});
  }
  return summing.finish().take();
}

TEST(Summing, Beside_who_reads_makes_the_rows_that_one_thread_makes) {
  for (const std::size_t count : {std::size_t{0}, std::size_t{1}, std::size_t{4096}, std::size_t{20'000}}) {
    const auto alone = summed_up(1, count), beside = summed_up(2, count);
    EXPECT_EQ(alone, beside) << count;
    std::uint64_t packets = 0;
    for (const auto& f : beside)
      if (f.opened == model::Opened::by_host) packets += f.packets_out;
    EXPECT_GE(packets, count);
    EXPECT_LE(packets, count * 9);
  }
}

}  // namespace
}  // namespace lenscap::sources::traffic_summing_test
