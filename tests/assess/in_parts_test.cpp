// Work in parts gives what one thread gives: every thing once, in order, and what a part throws.
#include "assess/in_parts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <numeric>
#include <stdexcept>

#include "evidence_builder.hpp"

namespace lenscap::assess::in_parts_test {
namespace {

TEST(InParts, Each_thing_is_in_one_part_and_parts_come_in_order) {
  for (const std::size_t count : {0u, 1u, 7u, 8u, 9u, 1000u})
    for (const unsigned threads : {1u, 2u, 5u}) {
      const auto parts = in_parts(count, 8, threads, [](std::size_t from, std::size_t to) {
        std::vector<std::size_t> own(to - from);
        std::iota(own.begin(), own.end(), from);
        return own;
      });
      std::vector<std::size_t> all;
      for (const auto& part : parts) {
        EXPECT_LE(part.size(), 8u);
        EXPECT_FALSE(part.empty());
        all.insert(all.end(), part.begin(), part.end());
      }
      std::vector<std::size_t> expected(count);
      std::iota(expected.begin(), expected.end(), 0u);
      EXPECT_EQ(all, expected) << count << " things, " << threads << " threads";
    }
}

TEST(InParts, Two_threads_work_at_once) {
  std::mutex mutex;
  std::condition_variable changed;
  int working = 0;
  const auto met = in_parts(2, 1, 2, [&](std::size_t, std::size_t) {
    std::unique_lock lock(mutex);
    ++working;
    changed.notify_all();  // each waits for the other: one thread alone would wait in vain
    return std::string(changed.wait_for(lock, std::chrono::seconds(60), [&] { return working == 2; }) ? "met"
                                                                                                      : "alone");
  });
  EXPECT_EQ(met, (std::vector<std::string>(2, "met")));
}

TEST(InParts, What_a_part_throws_comes_out_on_any_number_of_threads) {
  for (const unsigned threads : {1u, 2u, 5u})
    EXPECT_THROW(in_parts(100, 3, threads,
                          [](std::size_t from, std::size_t) {
                            if (from == 33) throw std::runtime_error("row 33");
                            return from;
                          }),
                 std::runtime_error)
        << threads;
}

/// More hosts than a part holds: cameras, and hosts that say nothing of themselves.
TEST(InParts, A_case_of_many_devices_is_the_same_on_two_threads) {
  EvidenceBuilder b;
  model::Traffic kept;
  b.capture();
  for (std::uint32_t i = 0; i < 9000; ++i) {
    char mac[18], ip[16];
    std::snprintf(mac, sizeof mac, "%s:%02x:%02x:%02x", i % 90 == 0 ? "4c:11:bf" : "a4:83:e7", i >> 16 & 255,
                  i >> 8 & 255, i & 255);
    std::snprintf(ip, sizeof ip, "10.%u.%u.%u", i >> 16 & 255, i >> 8 & 255, i & 255);
    const auto host = b.host(mac, ip, 0, static_cast<int>(i), static_cast<int>(i) + 1);
    if (i % 90 == 0) b.shows_block(host);
    if (i % 900 == 0) b.says(host, "dhip.serialno", "3A" + std::to_string(1000000 + i) + "PAZ0");
    model::Flow f;
    f.host = host;
    f.peer = model::Ip::v4(0xc6336400 + i % 200);  // 198.51.100.0
    f.protocol = 6;
    f.port = 443;
    f.opened = model::Opened::by_host;
    f.hour = f.first = f.last = 0;
    f.packets_out = f.attempts = f.answered = 1;
    f.packet = i + 1;
    kept.flows.push_back(f);
    if (i % 3 == 0) kept.names.push_back({.host = host, .name = "www.example.org", .peer = f.peer});
  }
  const auto text = [](const model::Case& c) {
    std::vector<std::string> rows;
    for (const auto& f : c.findings) {
      std::string row = std::to_string(f.id) + " " + std::to_string(f.subject) + " " + f.key + " " + f.value;
      for (const auto& [name, value] : f.attributes) row += " " + std::string(name) + "=" + std::string(value);
      for (const auto id : f.observations) row += " " + std::to_string(id);
      rows.push_back(std::move(row));
    }
    return rows;
  };
  const auto audited = [&](unsigned threads) {
    model::Traffic traffic = kept;
    return audit(b.evidence, real_knowledge(), {true, threads}, &traffic);
  };
  const model::Case one = audited(1), two = audited(2);
  ASSERT_GT(one.findings.size(), 36'000u);
  EXPECT_EQ(text(one), text(two));
  ASSERT_EQ(one.flows.size(), 9000u);
  ASSERT_EQ(one.names.size(), 3000u);
  const auto same = [](const auto& a, const auto& b) { return a.subject == b.subject; };
  EXPECT_TRUE(std::equal(one.flows.begin(), one.flows.end(), two.flows.begin(), two.flows.end(),
                         [&](const auto& a, const auto& b) { return same(a, b) && a.flow == b.flow; }));
  EXPECT_TRUE(std::equal(one.names.begin(), one.names.end(), two.names.begin(), two.names.end(),
                         [&](const auto& a, const auto& b) { return same(a, b) && a.name == b.name; }));
  EXPECT_TRUE(std::equal(one.observations.begin(), one.observations.end(), two.observations.begin(),
                         two.observations.end(), same));
}

}  // namespace
}  // namespace lenscap::assess::in_parts_test
