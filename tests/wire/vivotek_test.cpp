#include "wire/vivotek.hpp"

#include <gtest/gtest.h>

#include "wire/message_bytes.hpp"
#include "wire/octets.hpp"

namespace lenscap::wire::vivotek_test {
namespace {

using testing::operator+;
using testing::Bytes;
using testing::every_flip;
using testing::every_prefix;
using testing::hex;
using testing::inside;
using testing::noise;
using testing::octets;

const Bytes answer = octets(R"(02 4a5d8f1c                 # second question of this tool
                               01 0e 'Network Camera'      # long name
                               02 06 0002d1001234          # hardware address
                               03 04 c000022c              # 192.0.2.44
                               04 01                       # one octet of value, no length
                               06 02 5000                  # HTTP 80
                               08 02 656e
                               09 06 'FD8169')");

TEST(Vivotek, A_tool_that_searches_is_known) {
  EXPECT_TRUE(is_vivotek_search(hex("07 4a 5d 8f 1c")));
  EXPECT_FALSE(is_vivotek_search(hex("07 4a 5d 8f 1d")));
  EXPECT_FALSE(is_vivotek_search(answer));
  EXPECT_FALSE(parse_vivotek(hex("07 4a 5d 8f 1c")));
}

TEST(Vivotek, A_camera_says_what_it_is) {
  const auto device = parse_vivotek(answer);
  ASSERT_TRUE(device);
  EXPECT_EQ(device->long_name, "Network Camera");
  EXPECT_EQ(device->short_name, "FD8169");
  EXPECT_EQ(device->mac, 0x0002d1001234u);
  EXPECT_EQ(device->ipv4, 0xc000022cu);
  EXPECT_EQ(device->http_port, 80);
  EXPECT_EQ(device->mac_raw.data() - reinterpret_cast<const char*>(answer.data()), 23);
}

TEST(Vivotek, Items_that_do_not_end_with_the_datagram_are_no_answer) {
  EXPECT_FALSE(parse_vivotek(answer + hex("09")));
  EXPECT_FALSE(parse_vivotek(answer + hex("09 02 41")));
  EXPECT_FALSE(parse_vivotek(answer + hex("00 00"))) << "item 00 does not exist";
  EXPECT_TRUE(parse_vivotek(answer + hex("04 07"))) << "the item without a length may come last";
}

TEST(Vivotek, Without_an_address_or_with_an_impossible_one_it_is_no_answer) {
  EXPECT_FALSE(parse_vivotek(octets("02 4a5d8f1c 09 06 'FD8169'")));
  EXPECT_FALSE(parse_vivotek(octets("02 4a5d8f1c 03 05 c000022c00 09 06 'FD8169'")));
  EXPECT_FALSE(parse_vivotek(octets("02 4a5d8f1c 02 06 0102d1001234 03 04 c000022c")));
  EXPECT_FALSE(parse_vivotek(octets("02 4a5d8f1c 03 04 c000022c 09 03 464438 09 02 0141")));
}

TEST(Vivotek, The_mark_alone_is_not_enough) {
  for (std::uint32_t seed = 0; seed < 5000; ++seed)
    EXPECT_FALSE(parse_vivotek(hex("01 4a 5d 8f 1c") + noise(60 + seed % 40, seed))) << seed;
}

TEST(Vivotek, Damage_anywhere_never_leads_outside_the_packet) {
  const auto read = [](std::span<const std::byte> bytes) {
    is_vivotek_search(bytes);
    if (const auto device = parse_vivotek(bytes))
      for (const std::string_view value : {device->long_name, device->short_name, device->mac_raw, device->ipv4_raw})
        EXPECT_TRUE(inside(value, bytes));
  };
  every_prefix(answer, read);
  every_flip(answer, read);
}

}  // namespace
}  // namespace lenscap::wire::vivotek_test
