#include "wire/ubiquiti.hpp"

#include <gtest/gtest.h>

#include "wire/message_bytes.hpp"
#include "wire/octets.hpp"

namespace lenscap::wire::ubiquiti_test {
namespace {

using testing::operator+;
using testing::Bytes;
using testing::every_flip;
using testing::every_prefix;
using testing::hex;
using testing::inside;
using testing::noise;
using testing::octets;

Bytes answer(const char* head, const Bytes& items) {
  return octets(head) + Bytes{static_cast<std::byte>(items.size() >> 8), static_cast<std::byte>(items.size())} + items;
}

// A UVC G3 Flex, with another address.
const Bytes camera = answer("0100", octets(R"(02 000a 7483c2001234 c00002de     # hardware address and 192.0.2.222
                                              01 0006 7483c2001234
                                              0a 0004 000000ea                  # uptime
                                              0b 000b 'UVC G3 Flex'
                                              0c 000b 'UVC G3 Flex'
                                              17 0004 00000001                  # not managed
                                              03 0027 'UVC.S2L.v4.75.62.67.e71c6e5.250411.1421'
                                              10 0002 34a5
                                              20 0004 '97d5'                    # its own id
                                              2c 0001 03)"));
const Bytes router = answer("0206", octets(R"(01 0006 802aa8001234
                                              02 000a 802aa8001235 c0a80001
                                              0b 000b 'ubnt-router' 0c 0004 'ER-X' 0d 0004 'home'
                                              15 0006 'UCK-v2' 16 0006 '5.9.29')"));

TEST(Ubiquiti, A_tool_that_searches_is_known) {
  EXPECT_TRUE(is_ubiquiti_search(hex("01 00 00 00")));
  EXPECT_TRUE(is_ubiquiti_search(hex("02 08 00 00")));
  EXPECT_FALSE(is_ubiquiti_search(hex("01 01 00 00")));
  EXPECT_FALSE(is_ubiquiti_search(camera));
  EXPECT_FALSE(parse_ubiquiti(hex("01 00 00 00")));
}

TEST(Ubiquiti, A_camera_says_what_it_is) {
  const auto device = parse_ubiquiti(camera);
  ASSERT_TRUE(device);
  EXPECT_EQ(device->version, 1);
  EXPECT_EQ(device->mac, 0x7483c2001234u);
  EXPECT_EQ(device->ipv4, 0xc00002deu);
  EXPECT_EQ(device->hostname, "UVC G3 Flex");
  EXPECT_EQ(device->platform, "UVC G3 Flex");
  EXPECT_EQ(device->firmware, "UVC.S2L.v4.75.62.67.e71c6e5.250411.1421");
}

TEST(Ubiquiti, So_does_a_router_in_version_2) {
  const auto device = parse_ubiquiti(router);
  ASSERT_TRUE(device);
  EXPECT_EQ(device->version, 2);
  EXPECT_EQ(device->mac, 0x802aa8001234u) << "item 01 before that of an interface";
  EXPECT_EQ(device->platform, "ER-X");
  EXPECT_EQ(device->model, "UCK-v2");
  EXPECT_EQ(device->software, "5.9.29");
}

TEST(Ubiquiti, Lengths_that_disagree_are_no_answer) {
  EXPECT_FALSE(parse_ubiquiti(camera + hex("00")));
  Bytes other = camera;
  other[6] ^= std::byte{1};  // length of the first item
  EXPECT_FALSE(parse_ubiquiti(other));
  other = camera;
  other[1] = std::byte{0x05};
  EXPECT_FALSE(parse_ubiquiti(other));
}

TEST(Ubiquiti, Without_a_hardware_address_or_a_word_it_is_no_answer) {
  EXPECT_FALSE(parse_ubiquiti(answer("0100", octets("0b 0004 'host' 0c 0004 'ER-X'"))));
  EXPECT_FALSE(parse_ubiquiti(answer("0100", octets("01 0006 802aa8001234 0a 0004 000000ea"))));
  EXPECT_FALSE(parse_ubiquiti(answer("0100", octets("01 0006 000000000000 0b 0004 'host'"))));
  EXPECT_FALSE(parse_ubiquiti(answer("0100", octets("01 0006 802aa8001234 0b 0002 0707"))));
}

TEST(Ubiquiti, Familiar_first_octets_are_not_enough) {
  for (const char* head : {"0100", "0206", "0209", "020b"})
    for (std::uint32_t seed = 0; seed < 2000; ++seed)
      EXPECT_FALSE(parse_ubiquiti(answer(head, noise(80, seed)))) << head << " " << seed;
}

TEST(Ubiquiti, Damage_anywhere_never_leads_outside_the_packet) {
  const auto read = [](std::span<const std::byte> bytes) {
    is_ubiquiti_search(bytes);
    if (const auto device = parse_ubiquiti(bytes))
      for (const std::string_view value : {device->mac_raw, device->ipv4_raw, device->firmware, device->hostname,
                                           device->platform, device->model, device->software})
        EXPECT_TRUE(inside(value, bytes));
  };
  for (const Bytes& whole : {camera, router}) {
    every_prefix(whole, read);
    every_flip(whole, read);
  }
}

}  // namespace
}  // namespace lenscap::wire::ubiquiti_test
