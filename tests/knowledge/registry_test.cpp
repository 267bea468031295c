#include "knowledge/registry.hpp"

#include <gtest/gtest.h>

#include "files.hpp"
#include "knowledge/document.hpp"
#include "knowledge/registry_table.hpp"

namespace lenscap::knowledge::registry_test {
namespace {

std::string_view organisation(const char* mac) { return find_block(model::parse_mac(mac).value()).organisation; }

TEST(AddressRegistry, A_block_names_its_organisation_as_the_registry_prints_it) {
  EXPECT_EQ(organisation("3c:ef:8c:00:12:34"), "Zhejiang Dahua Technology Co., Ltd.");
  EXPECT_EQ(organisation("00:bc:99:ff:ff:ff"), "Hangzhou Hikvision Digital Technology Co.,Ltd.");
  EXPECT_EQ(organisation("b8:a4:4f:a0:4f:26"), "Axis Communications AB");
  EXPECT_EQ(find_block(*model::parse_mac("3c:ef:8c:00:12:34")).prefix_bits, 24);
}

TEST(AddressRegistry, The_first_and_the_last_block_are_found) {
  EXPECT_EQ(organisation("00:00:00:00:00:01"), "XEROX CORPORATION");
  EXPECT_EQ(organisation("fc:ff:aa:00:00:00"), "IEEE Registration Authority");
}

TEST(AddressRegistry, The_longest_prefix_wins) {
  // B0B3536 is Hikrobot's share (28 bits) of a block that is cut into sixteen.
  const Block hikrobot = find_block(*model::parse_mac("b0:b3:53:60:00:01"));
  EXPECT_EQ(hikrobot.organisation, "Hangzhou Hikrobot Technology Co., Ltd.");
  EXPECT_EQ(hikrobot.prefix_bits, 28);
  EXPECT_NE(organisation("b0:b3:53:50:00:01"), hikrobot.organisation);
  // 70B3D57E6 has 36 bits.
  const Block small = find_block(*model::parse_mac("70:b3:d5:7e:60:01"));
  EXPECT_EQ(small.organisation, "11811347 CANADA Inc.");
  EXPECT_EQ(small.prefix_bits, 36);
}

TEST(AddressRegistry, Group_and_locally_administered_addresses_have_no_organisation) {
  EXPECT_EQ(organisation("01:00:5e:00:00:01"), "");
  EXPECT_EQ(organisation("3d:ef:8c:00:12:34"), "");  // Dahua's block with the group bit
  EXPECT_EQ(organisation("3e:ef:8c:00:12:34"), "");  // and with the local bit
  EXPECT_EQ(organisation("ff:ff:ff:ff:ff:ff"), "");
  EXPECT_EQ(find_block(model::Mac{}).organisation, "");
}

TEST(AddressRegistry, A_block_that_nobody_has_gives_nothing) {
  const Block block = find_block(*model::parse_mac("fc:ff:ff:00:00:01"));
  EXPECT_EQ(block.organisation, "");
  EXPECT_EQ(block.prefix_bits, 0);
}

TEST(AddressRegistry, The_edition_says_day_and_package) {
  const std::string_view edition = registry_edition();
  ASSERT_GE(edition.size(), 10u);
  EXPECT_TRUE(model::parse_date(edition.substr(0, 10)).has_value()) << edition;
  EXPECT_NE(edition.find("npm oui-data "), std::string_view::npos) << edition;
}

TEST(AddressRegistry, Every_prefix_of_the_committed_table_is_found_again) {
  const auto tsv = read_file(std::string(LENSCAP_ROOT) + "/data/registry/oui.tsv", "oui.tsv", 16 << 20);
  ASSERT_TRUE(tsv);
  std::size_t prefixes = 0;
  for (std::size_t at = tsv->find('\n') + 1; at < tsv->size();) {
    const std::size_t end = tsv->find('\n', at);
    const std::string_view line = std::string_view(*tsv).substr(at, end - at);
    const std::size_t tab = line.find('\t');
    for (std::size_t from = tab + 1; from < line.size(); from = line.find(' ', from) + 1) {
      const std::string digits(line.substr(from, line.find(' ', from) - from));
      const model::Mac mac{std::stoull(digits, nullptr, 16) << (48 - 4 * digits.size())};
      ++prefixes;
      if (mac.identifies()) {
        const Block block = find_block(mac);
        // The first addresses of a block can lie in a longer prefix of somebody else.
        if (block.prefix_bits == static_cast<int>(4 * digits.size())) {
          EXPECT_EQ(block.organisation, line.substr(0, tab)) << digits;
        } else {
          EXPECT_GT(block.prefix_bits, static_cast<int>(4 * digits.size())) << digits;
        }
      }
      if (line.find(' ', from) == line.npos) break;
    }
    at = end + 1;
  }
  EXPECT_GT(prefixes, 50000u);
}

TEST(AddressRegistry, A_table_of_its_own_is_searched_the_same_way) {
  const auto table = compile_registry("# 2026-08-26, test 1 (x)\nMa\t100000\nSh\t1000007 100001234\n", "t");
  ASSERT_TRUE(table) << model::to_line(table.error());
  const auto find = [&](std::uint64_t value) { return find_block_in(*table, model::Mac{value}); };
  EXPECT_EQ(find(0x100000800000).organisation, "Ma");
  EXPECT_EQ(find(0x100000700000).organisation, "Sh");
  EXPECT_EQ(find(0x100000700000).prefix_bits, 28);
  EXPECT_EQ(find(0x100001234fff).prefix_bits, 36);
  EXPECT_EQ(find(0x100001235000).organisation, "");  // its 24-bit block is not in the table
  EXPECT_EQ(edition_of(*table), "2026-08-26, test 1");
}

TEST(AddressRegistry, A_damaged_table_is_an_error_that_names_the_line) {
  const auto where = [](std::string_view tsv) {
    const auto table = compile_registry(tsv, "oui.tsv");
    return table ? std::string("it compiled") : table.error().where;
  };
  EXPECT_EQ(where("Ma\t100000\n"), "oui.tsv, line 1");
  EXPECT_EQ(where("# e (x)\nMa 100000\n"), "oui.tsv, line 2");
  EXPECT_EQ(where("# e (x)\nMa\t100000\n\t100001\n"), "oui.tsv, line 3");
  EXPECT_EQ(where("# e (x)\nMa\t10000\n"), "oui.tsv, line 2");
  EXPECT_EQ(where("# e (x)\nMa\t10000g\n"), "oui.tsv, line 2");
  EXPECT_EQ(where("# e (x)\nMa\t100000 \n"), "oui.tsv, line 2");
  EXPECT_EQ(where("# e (x)\nMa\t100000\nSh\t100000\n"), "oui.tsv, line 3");
}

}  // namespace
}  // namespace lenscap::knowledge::registry_test
