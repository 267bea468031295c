#include "wire/link.hpp"

#include <gtest/gtest.h>

#include <optional>

#include "wire/unsigned_octets.hpp"

namespace lenscap::wire::link_test {
namespace {

using namespace testing;

constexpr LinkType every_type[] = {link_null, link_ethernet, link_raw_old1, link_raw_old2, link_raw,
                                   link_loop, link_sll,      link_ipv4,     link_ipv6,     link_sll2};

const Bytes addresses = octets("01 00 5e 7f ff fa  3c ef 8c 00 12 34");  // to 239.255.255.250, from a camera
const Bytes ipv4 = octets("45 00 00 14 00 00 00 00 40 00 00 00 0a 00 00 05 0a 00 00 01");
const Bytes ipv6 = octets("60 00 00 00 00 00 3b ff") + Bytes(32);

std::optional<Link> read(std::span<const std::byte> frame, std::uint16_t link_type) {
  Link link;
  if (!parse_link(unsigned_octets(frame), link_type, link)) return std::nullopt;
  return link;
}

/// Every prefix that holds `header` bytes is read the same, and no shorter one.
void expect_needs(std::size_t header, const Bytes& frame, std::uint16_t link_type) {
  every_prefix(frame, [&](std::span<const std::byte> prefix) {
    const auto link = read(prefix, link_type);
    EXPECT_EQ(link.has_value(), prefix.size() >= header) << prefix.size();
  });
}

TEST(Link, Ethernet_names_both_ends_and_what_it_carries) {
  const Bytes frame = addresses + octets("08 00") + ipv4;
  const auto link = read(frame, link_ethernet);
  ASSERT_TRUE(link);
  EXPECT_EQ(link->destination_mac, 0x01005e7ffffau);
  EXPECT_EQ(link->source_mac, 0x3cef8c001234u);
  EXPECT_EQ(link->type, ether_ipv4);
  EXPECT_EQ(link->vlan, 0);
  EXPECT_EQ(link->payload, 14u);
  expect_needs(14, frame, link_ethernet);
}

TEST(Link, Tag_of_802_1Q_gives_the_network_and_not_its_priority) {
  const Bytes frame = addresses + octets("81 00 e0 64 08 00") + ipv4;  // priority 7, identifier 100
  const auto link = read(frame, link_ethernet);
  ASSERT_TRUE(link);
  EXPECT_EQ(link->vlan, 100);
  EXPECT_EQ(link->type, ether_ipv4);
  EXPECT_EQ(link->payload, 18u);
  expect_needs(18, frame, link_ethernet);
}

TEST(Link, Innermost_of_stacked_tags_is_the_network) {
  for (const auto* outer : {"88 a8", "91 00", "81 00"}) {
    const Bytes frame = addresses + octets(outer) + octets("00 64  81 00 00 65  86 dd") + ipv6;
    const auto link = read(frame, link_ethernet);
    ASSERT_TRUE(link) << outer;
    EXPECT_EQ(link->vlan, 101) << outer;
    EXPECT_EQ(link->type, ether_ipv6) << outer;
    EXPECT_EQ(link->payload, 22u) << outer;
    expect_needs(22, frame, link_ethernet);
  }
}

TEST(Link, Eight_tags_are_read_and_nine_are_refused) {
  Bytes frame = addresses;
  for (int tag = 0; tag < 8; ++tag) frame = frame + octets("81 00 00 07");
  EXPECT_EQ(read(frame + octets("08 00") + ipv4, link_ethernet).value_or(Link{}).vlan, 7);
  EXPECT_FALSE(read(frame + octets("81 00 00 07 08 00") + ipv4, link_ethernet));
}

TEST(Link, Length_of_an_802_3_frame_is_no_type) {
  const Bytes spanning_tree = octets("01 80 c2 00 00 00  3c ef 8c 00 12 34  00 26  42 42 03") + Bytes(35);
  const auto link = read(spanning_tree, link_ethernet);
  ASSERT_TRUE(link);
  EXPECT_EQ(link->type, 0);
  EXPECT_EQ(link->payload, 14u);
  EXPECT_EQ(read(addresses + octets("05 ff"), link_ethernet)->type, 0);
  EXPECT_EQ(read(addresses + octets("06 00"), link_ethernet)->type, 0x0600);  // the first number that is a type
}

TEST(Link, Tag_ahead_of_a_length_is_read_too) {
  const auto link = read(addresses + octets("81 00 00 64 00 26 42 42 03") + Bytes(35), link_ethernet);
  ASSERT_TRUE(link);
  EXPECT_EQ(link->type, 0);
  EXPECT_EQ(link->vlan, 100);
  EXPECT_EQ(link->payload, 18u);
}

// LINKTYPE_LINUX_SLL: packet type, ARPHRD, address length, address in 8 bytes, protocol.
TEST(Link, Linux_cooked_names_the_sender_only) {
  const Bytes frame = octets("00 00  00 01  00 06  3c ef 8c 00 12 34 00 00  08 00") + ipv4;
  const auto link = read(frame, link_sll);
  ASSERT_TRUE(link);
  EXPECT_EQ(link->source_mac, 0x3cef8c001234u);
  EXPECT_EQ(link->destination_mac, 0u);
  EXPECT_EQ(link->type, ether_ipv4);
  EXPECT_EQ(link->payload, 16u);
  expect_needs(16, frame, link_sll);
}

TEST(Link, Linux_cooked_with_a_tag_gives_the_network) {
  const Bytes frame = octets("00 00  00 01  00 06  3c ef 8c 00 12 34 00 00  81 00  00 64 08 00") + ipv4;
  const auto link = read(frame, link_sll);
  ASSERT_TRUE(link);
  EXPECT_EQ(link->vlan, 100);
  EXPECT_EQ(link->type, ether_ipv4);
  EXPECT_EQ(link->payload, 20u);
  expect_needs(20, frame, link_sll);
}

TEST(Link, Address_of_another_kind_of_hardware_is_no_sender) {
  // PPP (ARPHRD 512) has none; InfiniBand (32) has one of 20 bytes, cut to 8.
  EXPECT_EQ(read(octets("00 00 02 00 00 00") + Bytes(8) + octets("08 00") + ipv4, link_sll)->source_mac, 0u);
  EXPECT_EQ(read(octets("00 00 00 20 00 14 3c ef 8c 00 12 34 56 78 08 00") + ipv4, link_sll)->source_mac, 0u);
  EXPECT_EQ(read(octets("00 00 00 01 00 08 3c ef 8c 00 12 34 56 78 08 00") + ipv4, link_sll)->source_mac, 0u);
  EXPECT_EQ(read(octets("08 00 00 00 00 00 00 02 02 00 00 06 3c ef 8c 00 12 34 00 00") + ipv4, link_sll2)->source_mac,
            0u);
  EXPECT_EQ(read(octets("08 00 00 00 00 00 00 02 00 01 00 08 3c ef 8c 00 12 34 00 00") + ipv4, link_sll2)->source_mac,
            0u);
}

// LINKTYPE_LINUX_SLL2: protocol, 2 reserved, interface index, ARPHRD, packet type, address length, address in 8 bytes.
TEST(Link, Linux_cooked_2_names_the_sender_only) {
  const Bytes frame = octets("86 dd 00 00  00 00 00 02  00 01  00 06  3c ef 8c 00 12 34 00 00") + ipv6;
  const auto link = read(frame, link_sll2);
  ASSERT_TRUE(link);
  EXPECT_EQ(link->source_mac, 0x3cef8c001234u);
  EXPECT_EQ(link->destination_mac, 0u);
  EXPECT_EQ(link->type, ether_ipv6);
  EXPECT_EQ(link->vlan, 0);
  EXPECT_EQ(link->payload, 20u);
  expect_needs(20, frame, link_sll2);
}

TEST(Link, Linux_cooked_2_with_tags_gives_the_innermost_network) {
  for (const auto* outer : {"81 00", "88 a8", "91 00"}) {
    const Bytes header = octets(outer) + octets("00 00  00 00 00 02  00 01  00 06  3c ef 8c 00 12 34 00 00");
    const Bytes tagged = header + octets("00 64 08 00") + ipv4;
    const auto link = read(tagged, link_sll2);
    ASSERT_TRUE(link) << outer;
    EXPECT_EQ(link->vlan, 100) << outer;
    EXPECT_EQ(link->type, ether_ipv4) << outer;
    EXPECT_EQ(link->payload, 24u) << outer;
    expect_needs(24, tagged, link_sll2);

    const auto stacked = read(header + octets("00 64 81 00 00 65 08 00") + ipv4, link_sll2);
    ASSERT_TRUE(stacked) << outer;
    EXPECT_EQ(stacked->vlan, 101) << outer;
    EXPECT_EQ(stacked->payload, 28u) << outer;
  }
}

TEST(Link, Pseudo_protocol_of_Linux_cooked_is_no_type) {
  // ETH_P_802_2 = 4: an 802.3 frame, whose payload begins with LLC.
  EXPECT_EQ(read(octets("00 00  00 01  00 06  3c ef 8c 00 12 34 00 00  00 04  42 42 03"), link_sll)->type, 0);
  EXPECT_EQ(read(octets("00 04 00 00 00 00 00 02 00 01 00 06 3c ef 8c 00 12 34 00 00 42 42 03"), link_sll2)->type, 0);
}

TEST(Link, Raw_packet_is_told_by_its_version) {
  for (const LinkType type : {link_raw, link_raw_old1, link_raw_old2, link_ipv4, link_ipv6}) {
    EXPECT_EQ(read(ipv4, type)->type, ether_ipv4) << type;
    EXPECT_EQ(read(ipv6, type)->type, ether_ipv6) << type;
    EXPECT_EQ(read(ipv6, type)->payload, 0u) << type;
    EXPECT_FALSE(read(octets("50 00 00 14"), type)) << type;
    expect_needs(1, ipv4, type);
  }
}

TEST(Link, Loopback_has_a_family_of_four_bytes_in_any_order) {
  // AF_INET is 2 everywhere; AF_INET6 is 24, 28 or 30, in the writer's byte order (NULL) or the network's (LOOP).
  for (const auto* family : {"02 00 00 00", "00 00 00 02", "1e 00 00 00", "00 00 00 18"}) {
    for (const LinkType type : {link_null, link_loop}) {
      EXPECT_EQ(read(octets(family) + ipv4, type)->type, ether_ipv4) << family;
      EXPECT_EQ(read(octets(family) + ipv6, type)->type, ether_ipv6) << family;
      EXPECT_EQ(read(octets(family) + ipv4, type)->payload, 4u) << family;
      expect_needs(5, octets(family) + ipv4, type);
    }
  }
  EXPECT_FALSE(read(octets("02 00 00 00") + octets("00 21"), link_null));
}

TEST(Link, Type_that_is_not_known_is_not_read) {
  const Bytes frame = addresses + octets("08 00") + ipv4;
  std::size_t known = 0;
  for (std::uint32_t type = 0; type <= 0xffff; ++type) {
    const auto link_type = static_cast<std::uint16_t>(type);
    if (knows_link(link_type)) ++known;
    else EXPECT_FALSE(read(frame, link_type)) << type;
  }
  EXPECT_EQ(known, std::size(every_type));
  for (const LinkType type : every_type) EXPECT_TRUE(knows_link(type)) << type;
}

TEST(Link, Flipped_bit_never_leads_out_of_the_frame) {
  const Bytes frames[] = {addresses + octets("88 a8 00 64 81 00 00 65 08 00") + ipv4, ipv6,
                          octets("00 00 00 01 00 06 3c ef 8c 00 12 34 00 00 81 00 00 64 08 00"),
                          octets("81 00 00 00 00 00 00 02 00 01 00 06 3c ef 8c 00 12 34 00 00 00 64 08 00")};
  for (const Bytes& frame : frames)
    for (const LinkType type : every_type)
      every_flip(frame, [&](std::span<const std::byte> flipped) {
        const auto link = read(flipped, type);
        if (link) {
          EXPECT_LE(link->payload, flipped.size()) << type;
        }
      });
}

}  // namespace
}  // namespace lenscap::wire::link_test
