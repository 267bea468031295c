// Addresses compare as their octets do, first to last, then by family.
#include "model/address.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <utility>
#include <vector>

namespace lenscap::model::address_test {
namespace {

/// Few values an octet, so that many addresses differ in one place alone, and some in none.
std::vector<Ip> addresses() {
  std::mt19937 random(7);
  std::vector<Ip> all;
  for (int i = 0; i < 400; ++i) {
    Ip ip;
    ip.bytes[random() % 16] = static_cast<std::uint8_t>(random());
    if (random() % 2) ip.bytes[random() % 16] = static_cast<std::uint8_t>(random() % 2 ? 0x80 : 0x7f);
    ip.family = random() % 3 ? 6 : 4;
    all.push_back(ip);
  }
  all.push_back(all.front());
  return all;
}

TEST(Ip, The_order_is_that_of_the_octets_then_of_the_family) {
  const auto all = addresses();
  for (const Ip& a : all)
    for (const Ip& b : all) {
      const auto octets =
          std::lexicographical_compare_three_way(a.bytes.begin(), a.bytes.end(), b.bytes.begin(), b.bytes.end());
      const auto expected = octets != 0 ? octets : a.family <=> b.family;
      EXPECT_EQ(a <=> b, expected) << to_string(a) << " and " << to_string(b);
      EXPECT_EQ(a == b, expected == 0) << to_string(a) << " and " << to_string(b);
    }
}

TEST(Ip, The_first_octet_counts_most) {
  EXPECT_LT(*parse_ip("9.255.255.255"), *parse_ip("10.0.0.0"));
  EXPECT_LT(*parse_ip("10.0.0.127"), *parse_ip("10.0.0.128"));
  EXPECT_LT(*parse_ip("2001:db8::ffff"), *parse_ip("2001:db8:0:0:1::"));
  EXPECT_LT(*parse_ip("::1:0:0:0"), *parse_ip("1::"));
}

}  // namespace
}  // namespace lenscap::model::address_test
