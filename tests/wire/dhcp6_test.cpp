#include "wire/dhcp6.hpp"

#include <gtest/gtest.h>

#include "wire/evidence_frames.hpp"
#include "wire/octets.hpp"

namespace lenscap::wire::dhcp6_test {
namespace {

using namespace testing;

const Bytes request = octets(R"(
  03 0f 27 ad                                               # request
  00 01 00 0e  00 01 00 01 17 7d 28 36 3c ef 8c 00 12 34    # client: link layer and time, Ethernet
  00 02 00 0a  00 03 00 01 02 00 00 00 00 01                # server: link layer
  00 08 00 02  0c 1c                                        # elapsed time
  00 03 00 28  0f 18 03 73 00 00 00 00 00 00 00 00          # addresses wanted …
    00 05 00 18  20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 05  00 00 0e 10 00 00 1c 20
  00 10 00 0e  00 00 01 37 00 08 'MSFT 5.0'                 # vendor class, enterprise 311
  00 27 00 0b  00 03 'cam' 05 'lobby'                       # client FQDN, not complete: no root label
  00 06 00 04  00 17 00 18                                  # option request
)");

TEST(Dhcp6, Client_says_identifier_name_software_and_addresses) {
  DhcpScratch scratch;
  const auto message = parse_dhcp6(request, scratch);
  ASSERT_TRUE(message);
  EXPECT_FALSE(message->malformed);
  EXPECT_FALSE(message->relayed);
  EXPECT_FALSE(message->from_server());
  EXPECT_EQ(message->message_type, 3);
  EXPECT_EQ(message->transaction, 0x0f27adu);
  EXPECT_EQ(message->duid_hardware, 0x3cef8c001234u);
  EXPECT_EQ(message->vendor_enterprise, 311u);
  EXPECT_EQ(message->vendor_class, "MSFT 5.0");
  EXPECT_EQ(message->fqdn, "cam.lobby");
  EXPECT_EQ(Bytes(message->fqdn_sent.begin(), message->fqdn_sent.end()), octets("00 03 'cam' 05 'lobby'"));
  ASSERT_EQ(message->address_count, 1);
  EXPECT_EQ(Bytes(message->addresses[0].begin(), message->addresses[0].end()),
            octets("20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 05"));
  EXPECT_EQ(Bytes(message->parameters.begin(), message->parameters.end()), octets("00 17 00 18"));
  EXPECT_EQ(message->server_duid.size(), 10u);
}

TEST(Dhcp6, Relayed_message_is_read_with_the_address_that_the_relay_saw) {
  const Bytes relayed = octets(R"(
    0c 00  20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01  fe 80 00 00 00 00 00 00 3e ef 8c ff fe 00 12 34
    00 4f 00 08  00 01 3c ef 8c 00 56 78                    # client link-layer address
    00 09 00 7f                                             # relay message
  )") + request;
  ASSERT_EQ(request.size(), 0x7fu);
  DhcpScratch scratch;
  const auto message = parse_dhcp6(relayed, scratch);
  ASSERT_TRUE(message);
  EXPECT_TRUE(message->relayed);
  EXPECT_EQ(message->message_type, 3);
  EXPECT_EQ(message->relay_hardware, 0x3cef8c005678u);
  EXPECT_EQ(message->duid_hardware, 0x3cef8c001234u);
}

TEST(Dhcp6, Relays_in_relays_without_end_are_given_up) {
  Bytes nested = request;
  for (int i = 0; i < 9; ++i) {
    const auto size = static_cast<unsigned>(nested.size());
    nested = Bytes{std::byte{12}} + Bytes(33) + octets("00 09") +
             Bytes{static_cast<std::byte>(size >> 8), static_cast<std::byte>(size)} + nested;
  }
  DhcpScratch scratch;
  EXPECT_FALSE(parse_dhcp6(nested, scratch));
}

TEST(Dhcp6, Identifier_that_is_no_hardware_address_gives_none) {
  DhcpScratch scratch;
  for (const char* duid : {"00 01 00 08  00 02 00 00 01 37 ab cd",                                // enterprise number
                           "00 01 00 12  00 04 00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f",  // UUID
                           "00 01 00 0a  00 03 00 20 3c ef 8c 00 12 34"}) {                       // not Ethernet
    const Bytes bytes = octets("01 00 00 01") + octets(duid);
    const auto message = parse_dhcp6(bytes, scratch);
    ASSERT_TRUE(message) << duid;
    EXPECT_EQ(message->duid_hardware, 0u) << duid;
    EXPECT_FALSE(message->malformed) << duid;
  }
}

TEST(Dhcp6, More_addresses_than_there_is_room_for_are_left_out) {
  Bytes associations;
  for (int i = 0; i < 20; ++i)
    associations = associations + octets("00 04 00 20  00 00 00 01  00 05 00 18") + Bytes(16) + Bytes(8);
  DhcpScratch scratch;
  const Bytes bytes = request + associations;
  const auto message = parse_dhcp6(bytes, scratch);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->address_count, Dhcp6::most_addresses);
  EXPECT_FALSE(message->malformed);
}

TEST(Dhcp6, Wrong_lengths_are_called_malformed) {
  for (const char* wrong : {"00 03 00 04 00 00 00 00", "00 10 00 02 00 00", "00 10 00 08 00 00 01 37 00 08 'ab'",
                            "00 27 00 00", "00 27 00 03 00 09 'x'", "00 06 00 03 00 17 00", "00 08 00 09 00", "00"}) {
    DhcpScratch scratch;
    const Bytes bytes = octets("01 00 00 01  00 01 00 0a 00 03 00 01 3c ef 8c 00 12 34") + octets(wrong);
    const auto message = parse_dhcp6(bytes, scratch);
    ASSERT_TRUE(message) << wrong;
    EXPECT_TRUE(message->malformed) << wrong;
    EXPECT_EQ(message->duid_hardware, 0x3cef8c001234u) << wrong;
  }
}

TEST(Dhcp6, Other_datagrams_are_not_taken_for_it) {
  DhcpScratch scratch;
  EXPECT_FALSE(parse_dhcp6(octets("01 00 00 01"), scratch));
  EXPECT_FALSE(parse_dhcp6(octets("'NOTIFY * HTTP/1.1'"), scratch));
  EXPECT_FALSE(parse_dhcp6(octets("0e") + Bytes(request.begin() + 1, request.end()), scratch));
}

TEST(Dhcp6, Prefixes_and_flipped_bits_are_survived) {
  DhcpScratch scratch;
  std::size_t messages = 0;
  const auto read = [&](std::span<const std::byte> bytes) {
    const auto message = parse_dhcp6(bytes, scratch);
    if (!message) return;
    ++messages;
    for (std::size_t i = 0; i < message->address_count; ++i) EXPECT_EQ(message->addresses[i].size(), 16u);
  };
  every_prefix(request, read);
  EXPECT_GE(messages, request.size() - 22);
  every_flip(request, read);
}

TEST(Dhcp6, Real_client_that_the_capture_cut_short_still_shows_its_identifier) {
  LENSCAP_NEEDS_CAPTURE("router-many-addresses-no-camera.pcap");
  const Bytes frame = frames_of("router-many-addresses-no-camera.pcap").at(145 - 1);
  ASSERT_EQ(frame.size(), 128u);
  const Bytes datagram(frame.begin() + 14 + 40 + 8, frame.end());
  DhcpScratch scratch;
  const auto message = parse_dhcp6(datagram, scratch);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->message_type, 1);
  EXPECT_EQ(message->duid_hardware, 0xbc305be7a615u);
  EXPECT_TRUE(message->malformed);
}

}  // namespace
}  // namespace lenscap::wire::dhcp6_test
