#include "wire/cdp.hpp"

#include <gtest/gtest.h>

#include <deque>

#include "wire/octets.hpp"

namespace lenscap::wire::cdp_test {
namespace {

using namespace testing;

/// Parsers hand out views: the bytes outlive the test.
std::optional<Cdp> parsed(Bytes bytes) {
  static std::deque<Bytes> kept;
  return parse_cdp(kept.emplace_back(std::move(bytes)));
}

const Bytes llc = octets("aa aa 03  00 00 0c  20 00 ");

/// Version, time to live and TLVs with the checksum of RFC 1071 in place.
Bytes summed(Bytes cdp) {
  cdp[2] = cdp[3] = std::byte{0};
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < cdp.size(); ++i) sum += std::to_integer<std::uint32_t>(cdp[i]) << (i % 2 == 0 ? 8 : 0);
  while (sum >> 16) sum = (sum & 0xffff) + (sum >> 16);
  cdp[2] = static_cast<std::byte>(~sum >> 8 & 0xff);
  cdp[3] = static_cast<std::byte>(~sum & 0xff);
  return llc + cdp;
}

const Bytes camera_parts = octets(R"(
  02 b4 00 00                            # version 2, 180 seconds, checksum
  00 01 00 10 'axis-accc8e1'             # device id
  00 02 00 11 00000001 01 01 cc 0004 0a281e33
  00 03 00 08 'eth0'                     # port id
  00 04 00 08 00 00 00 10                # capabilities: host
  00 05 00 0b '10.12.2'                  # software
  00 06 00 11 'AXIS P3245-LV'            # platform
)");

TEST(Cdp, Camera_says_its_platform_and_address) {
  const auto cdp = parsed(summed(camera_parts));
  ASSERT_TRUE(cdp);
  EXPECT_EQ(cdp->version, 2);
  EXPECT_EQ(cdp->ttl, 180);
  EXPECT_EQ(cdp->device_id, "axis-accc8e1");
  EXPECT_EQ(cdp->ipv4, "\x0a\x28\x1e\x33");
  EXPECT_EQ(cdp->port_id, "eth0");
  EXPECT_EQ(cdp->software, "10.12.2");
  EXPECT_EQ(cdp->platform, "AXIS P3245-LV");
  EXPECT_FALSE(cdp->network_equipment());
}

TEST(Cdp, Switch_names_its_port_and_native_vlan) {
  const auto cdp = parsed(summed(octets(R"(
    02 b4 00 00  00 01 00 08 'sw-1'  00 03 00 0c 'Gi1/0/24'  00 04 00 08 00 00 00 28  00 0a 00 06 00 0a)")));
  ASSERT_TRUE(cdp);
  EXPECT_TRUE(cdp->network_equipment());
  EXPECT_EQ(cdp->port_id, "Gi1/0/24");
  EXPECT_EQ(cdp->native_vlan, 10);
}

TEST(Cdp, Telephone_with_a_switch_in_it_is_no_switch) {
  const auto cdp = parsed(summed(octets("02 b4 00 00  00 01 00 08 'SEP1'  00 04 00 08 00 00 04 90")));
  ASSERT_TRUE(cdp);
  EXPECT_FALSE(cdp->network_equipment());
  EXPECT_FALSE(parsed(summed(octets("02 b4 00 00  00 04 00 08 00 00 00 82")))->network_equipment());
}

TEST(Cdp, Wrong_checksum_is_no_announcement) {
  Bytes bytes = summed(camera_parts);
  bytes[llc.size() + 2] ^= std::byte{1};
  EXPECT_FALSE(parse_cdp(bytes));
}

// Odd lengths: Cisco takes the last octet for the low one of a word, and for a signed number. By hand: even words
// 02b4 + 0001 + 0007 = 02bc, last octets 'a' 'b' are a word, then one octet.
TEST(Cdp, Odd_length_may_be_summed_as_cisco_does) {
  for (const std::uint8_t last : {std::uint8_t{0x63}, std::uint8_t{0xe9}}) {
    Bytes cdp = octets("02 b4 00 00 00 01 00 07 61 62");
    cdp.push_back(static_cast<std::byte>(last));
    EXPECT_TRUE(parsed(summed(cdp)));  // RFC 1071
    std::uint32_t sum = 0x02b4 + 0x0001 + 0x0007 + 0x6162 + (last & 0x80 ? 0xff00u + last - 1 : last);
    sum = (sum & 0xffff) + (sum >> 16);
    cdp[2] = static_cast<std::byte>(~sum >> 8 & 0xff);
    cdp[3] = static_cast<std::byte>(~sum & 0xff);
    const auto read = parsed(llc + cdp);
    ASSERT_TRUE(read) << int{last};
    EXPECT_EQ(read->device_id.substr(0, 2), "ab");
  }
}

TEST(Cdp, Other_snap_protocols_versions_and_lengths_are_not_read) {
  const Bytes good = summed(camera_parts);
  for (const std::size_t at : {0u, 2u, 5u, 6u, 7u}) {  // LLC, organisation, protocol (20 04 is DTP)
    Bytes bytes = good;
    bytes[at] ^= std::byte{4};
    EXPECT_FALSE(parse_cdp(bytes)) << at;
  }
  EXPECT_FALSE(parsed(summed(octets("03 b4 00 00  00 01 00 08 'sw-1'"))));
  EXPECT_FALSE(parsed(summed(octets("02 b4 00 00  00 01 00 03 'sw-1'"))));
  EXPECT_FALSE(parsed(summed(octets("02 b4 00 00  00 01 00 09 'sw-1'"))));
  EXPECT_FALSE(parsed(summed(octets("02 b4 00 00  20 00 00 08 'sw-1'"))));
  EXPECT_FALSE(parsed(summed(octets("02 b4 00 00"))));
  EXPECT_FALSE(parsed(summed(octets("02 b4 00 00  00 01 00 08 'sw-1' 00 00 01"))));  // no padding
}

TEST(Cdp, Zeros_fill_a_short_frame_up) {
  Bytes bytes = summed(octets("01 b4 00 00  00 01 00 08 'sw-1'"));
  bytes.resize(bytes.size() + 23);
  const auto cdp = parse_cdp(bytes);
  ASSERT_TRUE(cdp);
  EXPECT_EQ(cdp->version, 1);
  EXPECT_EQ(cdp->device_id, "sw-1");
}

TEST(Cdp, Address_lists_that_lie_give_no_address) {
  for (const char* list : {"00 02 00 06 00 01", "00 02 00 08 00000001", "00 02 00 0d 00000001 01 ff cc 00 04",
                           "00 02 00 0d 00000001 01 01 cc ff ff", "00 02 00 11 00000001 01 01 81 0004 0a281e33"}) {
    const auto cdp = parsed(summed(octets("02 b4 00 00 ") + octets(list)));
    ASSERT_TRUE(cdp) << list;
    EXPECT_TRUE(cdp->ipv4.empty()) << list;
  }
  const auto six = parsed(summed(octets(R"(
    02 b4 00 00  00 16 00 24 00000001 02 08 aaaa0300000086dd 0010 fe800000000000000000000000000001)")));
  ASSERT_TRUE(six);
  EXPECT_EQ(six->ipv6.size(), 16u);
}

TEST(Cdp, Every_prefix_and_flipped_bit_is_survived) {
  const Bytes good = summed(camera_parts);
  every_prefix(good, [&](std::span<const std::byte> bytes) {
    const auto cdp = parse_cdp(bytes);
    EXPECT_EQ(cdp.has_value(), bytes.size() == good.size());
  });
  std::size_t read = 0;
  every_flip(good, [&](std::span<const std::byte> bytes) {
    const auto cdp = parse_cdp(bytes);
    read += cdp.has_value();
    if (cdp)
      for (const auto text : {cdp->device_id, cdp->port_id, cdp->software, cdp->platform, cdp->ipv4})
        EXPECT_TRUE(inside(text, bytes));
  });
  EXPECT_EQ(read, 0u);  // one bit changes the sum, whatever it says
}

}  // namespace
}  // namespace lenscap::wire::cdp_test
