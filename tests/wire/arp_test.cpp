#include "wire/arp.hpp"

#include <gtest/gtest.h>

#include "wire/evidence_frames.hpp"
#include "wire/octets.hpp"

namespace lenscap::wire::arp_test {
namespace {

using namespace testing;

const Bytes request = octets(R"(
  00 01 08 00 06 04 00 01                # Ethernet, IPv4, request
  3c ef 8c 00 12 34  0a 00 00 05         # sender
  00 00 00 00 00 00  0a 00 00 01         # target
)");

TEST(Arp, Sender_of_a_request_claims_its_address) {
  const auto message = parse_arp(request);
  ASSERT_TRUE(message);
  EXPECT_FALSE(message->reply);
  EXPECT_TRUE(message->claims());
  EXPECT_EQ(message->sender_hardware, 0x3cef8c001234u);
  EXPECT_EQ(message->sender_address, 0x0a000005u);
  EXPECT_EQ(message->target_address, 0x0a000001u);
}

TEST(Arp, Probe_for_a_free_address_claims_nothing) {
  const Bytes bytes = octets("00 01 08 00 06 04 00 01  3c ef 8c 00 12 34 00 00 00 00  00 00 00 00 00 00 0a 00 00 05");
  const auto message = parse_arp(bytes);
  ASSERT_TRUE(message);
  EXPECT_TRUE(message->probe());
  EXPECT_FALSE(message->claims());
}

TEST(Arp, Reply_claims_and_is_no_probe) {
  const Bytes bytes = octets("00 01 08 00 06 04 00 02  3c ef 8c 00 12 34 0a 00 00 05  02 00 00 00 00 01 0a 00 00 01");
  const auto message = parse_arp(bytes);
  ASSERT_TRUE(message);
  EXPECT_TRUE(message->reply);
  EXPECT_TRUE(message->claims());
  EXPECT_FALSE(message->probe());
}

TEST(Arp, Group_address_cannot_be_a_sender) {
  Bytes bytes = request;
  bytes[8] = std::byte{0x01};
  const auto message = parse_arp(bytes);
  ASSERT_TRUE(message);
  EXPECT_FALSE(message->claims());
}

TEST(Arp, Other_hardware_protocol_sizes_and_operations_are_not_read) {
  for (const auto& [at, value] : {std::pair{1, 15}, {2, 0x86}, {4, 8}, {5, 16}, {7, 3}, {7, 8}}) {
    Bytes bytes = request;
    bytes[static_cast<std::size_t>(at)] = static_cast<std::byte>(value);
    EXPECT_FALSE(parse_arp(bytes)) << at;
  }
}

TEST(Arp, Prefix_is_no_message_and_flipped_bits_are_survived) {
  every_prefix(request,
               [](std::span<const std::byte> bytes) { EXPECT_EQ(parse_arp(bytes).has_value(), bytes.size() == 28); });
  std::size_t read = 0;
  every_flip(request, [&](std::span<const std::byte> bytes) { read += parse_arp(bytes).has_value(); });
  EXPECT_GE(read, 20u * 8);  // the two pairs may be anything
}

TEST(Arp, Real_camera_claims_its_address) {
  LENSCAP_NEEDS_CAPTURE("dlink-dcs935l-setup.pcap");
  const Bytes frame = frames_of("dlink-dcs935l-setup.pcap").at(9 - 1);
  const Bytes payload(frame.begin() + 14, frame.end());
  const auto message = parse_arp(payload);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->sender_hardware, 0xb0c554255b0eu);
  EXPECT_EQ(message->sender_address, 0xc0a80014u);  // 192.168.0.20
}

}  // namespace
}  // namespace lenscap::wire::arp_test
