#include "wire/dhcp.hpp"

#include <gtest/gtest.h>

#include <string>

#include "wire/evidence_frames.hpp"
#include "wire/octets.hpp"

namespace lenscap::wire::dhcp_test {
namespace {

using namespace testing;

constexpr std::size_t header_size = 240;  // with the cookie

struct Areas {
  Bytes options, file = {}, sname = {};
};

/// A message of the client 3c:ef:8c:00:12:34, or to it.
Bytes message_with(const char* op, Areas areas, const char* your_address = "00 00 00 00") {
  areas.sname.resize(64);
  areas.file.resize(128);
  return octets(op) + octets("01 06 00  39 03 f3 26  00 00 00 00  0a 00 00 09") + octets(your_address) +
         octets("00 00 00 00 00 00 00 00  3c ef 8c 00 12 34  00 00 00 00 00 00 00 00 00 00") + areas.sname +
         areas.file + octets("63 82 53 63") + areas.options;
}

const Bytes discover = message_with("01", {octets(R"(
  35 01 01                         # discover
  0c 09 'IPC-1234' 00              # host name, with the zero that some clients send
  3c 0c 'udhcp 1.22.1'             # vendor class
  37 07 01 03 06 0c 0f 1c 2a       # parameter list
  51 0d 00 00 00 'cam.lobby' 00    # client FQDN as text
  32 04 0a 00 00 05                # requested address
  ff 00 00
)")});

TEST(Dhcp, Client_says_name_software_and_hardware_address) {
  DhcpScratch scratch;
  const auto message = parse_dhcp(discover, scratch);
  ASSERT_TRUE(message);
  EXPECT_FALSE(message->reply);
  EXPECT_FALSE(message->malformed);
  EXPECT_EQ(message->message_type, 1);
  EXPECT_EQ(message->transaction, 0x3903f326u);
  EXPECT_EQ(message->client_address, 0x0a000009u);
  EXPECT_EQ(message->hardware_address, 0x3cef8c001234u);
  EXPECT_EQ(message->host_name, "IPC-1234");
  EXPECT_EQ(message->vendor_class, "udhcp 1.22.1");
  EXPECT_EQ(message->fqdn, "cam.lobby");
  EXPECT_EQ(Bytes(message->parameters.begin(), message->parameters.end()), octets("01 03 06 0c 0f 1c 2a"));
  EXPECT_EQ(message->requested_address, 0x0a000005u);
}

TEST(Dhcp, Server_says_the_address_it_gives_and_the_routers) {
  DhcpScratch scratch;
  const Bytes ack =
      message_with("02", {octets("35 01 05  36 04 0a 00 00 01  03 08 0a 00 00 01 0a 00 00 02  ff")}, "0a 00 00 05");
  const auto message = parse_dhcp(ack, scratch);
  ASSERT_TRUE(message);
  EXPECT_TRUE(message->reply);
  EXPECT_EQ(message->message_type, 5);
  EXPECT_EQ(message->your_address, 0x0a000005u);
  EXPECT_EQ(message->server_id, 0x0a000001u);
  EXPECT_EQ(Bytes(message->routers.begin(), message->routers.end()), octets("0a 00 00 01 0a 00 00 02"));
}

TEST(Dhcp, Name_in_DNS_labels_is_read_like_one_in_text) {
  DhcpScratch scratch;
  const Bytes bytes = message_with("01", {octets("35 01 03  51 0e 04 00 00 03 'cam' 05 'lobby' 00 ff")});
  const auto message = parse_dhcp(bytes, scratch);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->fqdn, "cam.lobby");
  EXPECT_FALSE(message->malformed);
}

TEST(Dhcp, Split_option_is_joined_in_the_order_options_file_sname) {
  DhcpScratch scratch;
  const Bytes bytes = message_with("01", {.options = octets("34 01 03  3c 06 'first ' 35 01 01  3c 04 'and ' ff"),
                                          .file = octets("3c 07 'second ' ff"),
                                          .sname = octets("0c 03 'cam' 3c 05 'third' ff")});
  const auto message = parse_dhcp(bytes, scratch);
  ASSERT_TRUE(message);
  EXPECT_FALSE(message->malformed);
  EXPECT_EQ(message->vendor_class, "first and second third");
  EXPECT_EQ(message->host_name, "cam");
  EXPECT_EQ(Bytes(message->vendor_class_sent.begin(), message->vendor_class_sent.end()), text("first "));
}

TEST(Dhcp, Split_list_of_parameters_is_joined_and_its_first_part_is_where_it_stands) {
  DhcpScratch scratch;
  const Bytes bytes = message_with("01", {.options = octets("35 01 01  37 02 01 03  37 02 06 0c  ff")});
  const auto message = parse_dhcp(bytes, scratch);
  ASSERT_TRUE(message);
  EXPECT_EQ(Bytes(message->parameters.begin(), message->parameters.end()), octets("01 03 06 0c"));
  EXPECT_EQ(Bytes(message->parameters_sent.begin(), message->parameters_sent.end()), octets("01 03"));
  EXPECT_EQ(message->parameters_sent.data(), bytes.data() + 240 + 3 + 2);
}

TEST(Dhcp, Boot_file_name_is_not_read_as_options_without_overload) {
  DhcpScratch scratch;
  const Bytes bytes = message_with("02", {.options = octets("35 01 05 ff"), .file = octets("0c 03 'bad' ff")});
  const auto message = parse_dhcp(bytes, scratch);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->host_name, "");
  EXPECT_FALSE(message->malformed);
}

TEST(Dhcp, Overload_inside_an_overloaded_field_is_malformed_and_not_followed) {
  DhcpScratch scratch;
  const Bytes bytes = message_with(
      "01", {.options = octets("34 01 01 ff"), .file = octets("34 01 02 ff"), .sname = octets("0c 03 'bad' ff")});
  const auto message = parse_dhcp(bytes, scratch);
  ASSERT_TRUE(message);
  EXPECT_TRUE(message->malformed);
  EXPECT_EQ(message->host_name, "");
}

TEST(Dhcp, Value_longer_than_the_scratch_is_cut_and_counted) {
  DhcpScratch scratch;
  Bytes options = octets("35 01 01");
  for (int i = 0; i < 10; ++i) options = options + octets("3c ff") + Bytes(255, std::byte{'v'});
  const Bytes bytes = message_with("01", {options});
  const auto message = parse_dhcp(bytes, scratch);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->vendor_class, std::string(scratch.bytes.size(), 'v'));
  EXPECT_TRUE(message->malformed);
}

TEST(Dhcp, Wrong_values_are_called_malformed_and_the_rest_is_read) {
  for (const char* wrong : {"35 01 6a", "35 01 00", "35 02 01 01", "34 01 04", "32 03 0a 00 00", "03 05 0a 00 00 01 00",
                            "51 02 00 00", "51 05 04 00 00 09 'x'"}) {
    DhcpScratch scratch;
    const Bytes bytes = message_with("01", {octets("0c 03 'cam'") + octets(wrong) + octets("ff")});
    const auto message = parse_dhcp(bytes, scratch);
    ASSERT_TRUE(message) << wrong;
    EXPECT_TRUE(message->malformed) << wrong;
    EXPECT_EQ(message->host_name, "cam") << wrong;
  }
}

TEST(Dhcp, Hardware_address_of_another_link_is_not_read_as_EUI_48) {
  Bytes infiniband = discover;
  infiniband[1] = std::byte{32};
  infiniband[2] = std::byte{0};
  DhcpScratch scratch;
  const auto message = parse_dhcp(infiniband, scratch);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->hardware_address, 0u);
  EXPECT_FALSE(message->malformed);
}

TEST(Dhcp, Prefix_without_the_cookie_is_nothing_and_one_inside_an_option_is_malformed) {
  DhcpScratch scratch;
  every_prefix(discover, [&](std::span<const std::byte> bytes) {
    const auto message = parse_dhcp(bytes, scratch);
    ASSERT_EQ(message.has_value(), bytes.size() >= header_size) << bytes.size();
    if (!message) return;
    EXPECT_EQ(message->host_name == "IPC-1234", bytes.size() >= header_size + 3 + 11) << bytes.size();
    EXPECT_TRUE(bytes.size() != header_size + 5 || message->malformed);
  });
}

TEST(Dhcp, Flipped_bits_are_survived) {
  DhcpScratch scratch;
  std::size_t malformed = 0, text = 0;
  every_flip(discover, [&](std::span<const std::byte> bytes) {
    const auto message = parse_dhcp(bytes, scratch);
    if (!message) return;
    malformed += message->malformed;
    for (const auto view : {message->host_name, message->vendor_class, message->fqdn}) text += view.size();
  });
  EXPECT_GT(malformed, 0u);
  EXPECT_GT(text, 0u);
}

TEST(Dhcp, Real_cameras_say_their_names) {
  LENSCAP_NEEDS_CAPTURE("dlink-dcs935l-setup.pcap");
  const Bytes datagram = udp_payload(frames_of("dlink-dcs935l-setup.pcap").at(17 - 1));
  DhcpScratch scratch;
  const auto message = parse_dhcp(datagram, scratch);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->host_name, "DCS-935L");
  EXPECT_EQ(message->vendor_class, "udhcp 1.22.1");
  EXPECT_EQ(message->hardware_address, 0xb0c554255b0eu);
}

TEST(Dhcp, Real_server_gives_an_address_and_names_its_router) {
  LENSCAP_NEEDS_CAPTURE("home-fifteen-devices.pcapng");
  const Bytes datagram = udp_payload(frames_of("home-fifteen-devices.pcapng").at(1635 - 1));
  DhcpScratch scratch;
  const auto message = parse_dhcp(datagram, scratch);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->message_type, 5);
  EXPECT_EQ(message->your_address, 0xc0a8049au);  // 192.168.4.154
  EXPECT_EQ(Bytes(message->routers.begin(), message->routers.end()), octets("c0 a8 04 01"));
}

TEST(Dhcp, Real_malformed_packet_is_read_up_to_its_fault) {
  LENSCAP_NEEDS_CAPTURE("dhcp-fuzz-malformed.pcapng");
  const Bytes datagram = udp_payload(frames_of("dhcp-fuzz-malformed.pcapng").at(0));
  DhcpScratch scratch;
  every_prefix(datagram, [&](std::span<const std::byte> bytes) {
    const auto message = parse_dhcp(bytes, scratch);
    if (bytes.size() < datagram.size()) return;
    ASSERT_TRUE(message);
    EXPECT_TRUE(message->malformed);
    EXPECT_EQ(message->host_name, "MK03862");
    EXPECT_EQ(message->hardware_address, 0x001f29da2d79u);
    EXPECT_EQ(message->vendor_class, "");
  });
}

}  // namespace
}  // namespace lenscap::wire::dhcp_test
