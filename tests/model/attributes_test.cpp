// What a finding says beside its value, packed into one string: it reads as the map that it stands for.
#include "model/attributes.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <stdexcept>

namespace lenscap::model::attributes_test {
namespace {

std::map<std::string, std::string> as_map(const Attributes& attributes) {
  std::map<std::string, std::string> out;
  for (const auto& [name, value] : attributes) EXPECT_TRUE(out.emplace(name, value).second) << name << " stands twice";
  return out;
}

TEST(Attributes, Names_stand_in_order_whatever_the_order_they_are_told_in) {
  Attributes a;
  a["why"] = "nothing_seen";
  a["help"] = "ask_onvif";
  a["peer"] = "198.51.100.7";
  std::string names;
  for (const auto& [name, value] : a) names += std::string(name) + " ";
  EXPECT_EQ(names, "help peer why ");
  EXPECT_EQ(a.size(), 3u);
  EXPECT_EQ(a.at("peer"), "198.51.100.7");
  EXPECT_EQ(a.find("help")->second, "ask_onvif");
}

TEST(Attributes, What_is_told_again_takes_the_place_of_the_older_value) {
  Attributes a{{"a", "1"}, {"b", "a longer value than it will have"}, {"c", "3"}};
  a["b"] = "2";
  EXPECT_EQ(a, (Attributes{{"c", "3"}, {"b", "2"}, {"a", "1"}}));
  a["b"] = std::string(300, 'x');
  EXPECT_EQ(a.at("b"), std::string(300, 'x'));
  EXPECT_EQ(a.at("c"), "3");
  a["c"] = a.find("b")->second;  // of its own bytes, which move
  EXPECT_EQ(a.at("c"), std::string(300, 'x'));
}

TEST(Attributes, What_is_not_there_is_not_found) {
  const Attributes none, a{{"b", "1"}};
  EXPECT_TRUE(none.empty());
  EXPECT_FALSE(none.contains("b"));
  for (const char* name : {"", "a", "bb", "c"}) {
    EXPECT_FALSE(a.contains(name)) << name;
    EXPECT_THROW(a.at(name), std::out_of_range) << name;
  }
}

TEST(Attributes, Lengths_about_the_one_that_takes_more_bytes_come_back) {
  for (const std::size_t name : {0u, 1u, 254u, 255u, 256u})
    for (const std::size_t value : {0u, 254u, 255u, 256u, 70'000u}) {
      Attributes a{{"m", "before"}};
      a[std::string(name, 'n')] = std::string(value, '\xff');
      a["o"] = "after";
      EXPECT_EQ(a.at(std::string(name, 'n')), std::string(value, '\xff'));
      EXPECT_EQ(a.at("m") + a.at("o"), "beforeafter");
      EXPECT_EQ(a.size(), 3u);
    }
}

TEST(Attributes, Say_and_compare_as_the_map_of_the_same_names) {
  std::mt19937 random(7);
  const auto word = [&] { return std::string(random() % 4, static_cast<char>('a' + random() % 3)); };
  std::map<std::string, std::string> last_map;
  Attributes last;
  for (int round = 0; round < 2000; ++round) {
    std::map<std::string, std::string> map;
    Attributes packed;
    for (unsigned n = random() % 6; n > 0; --n) {
      const std::string name = word(), value = word();
      map[name] = value;
      packed[name] = value;
    }
    EXPECT_EQ(as_map(packed), map);
    EXPECT_EQ(packed, Attributes(map));
    EXPECT_EQ(packed == last, map == last_map);
    EXPECT_EQ(packed <=> last, map <=> last_map);
    last_map = map;
    last = packed;
  }
}

}  // namespace
}  // namespace lenscap::model::attributes_test
