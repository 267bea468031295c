#include "wire/dahuap2p.hpp"

#include <gtest/gtest.h>

#include <string>

#include "wire/text_messages.hpp"

namespace lenscap::wire::dahuap2p_test {
namespace {

using testing::operator+;
using testing::Bytes;
using testing::every_flip;
using testing::every_prefix;
using testing::hex;
using testing::noise;
using testing::text;
using testing::view;

// An application looks for a device, as dh-p2p sends it.
const std::string phone =
    "DHGET /online/p2psrv/4J01A2BPAG0ABCD HTTP/1.1\r\n"
    "CSeq: 1830295563\r\n"
    "Authorization: WSSE profile=\"UsernameToken\"\r\n"
    "X-WSSE: UsernameToken Username=\"cba1b29e32cb17aa46b8ff9e73c7f40b\", PasswordDigest=\"b2R5c3NleQ==\", "
    "Nonce=\"1170383744\", Created=\"2026-03-01T12:00:00Z\"\r\n"
    "\r\n";

// A device that authenticates as itself.
const std::string device =
    "DHPOST /device/4J01A2BPAG0ABCD/register HTTP/1.1\r\n"
    "CSeq: 7\r\n"
    "X-WSSE: UsernameToken Username=\"4J01A2BPAG0ABCD\", PasswordDigest=\"b2R5c3NleQ==\", Nonce=\"11\", "
    "Created=\"2026-03-01T12:00:00Z\"\r\n"
    "\r\n";

const Bytes ptcp_head = text("PTCP") + hex("00 00 00 14 00 00 00 00 00 00 ff fe 00 00 00 02 8a 57 0a 03");
const Bytes opening = ptcp_head + hex("00 03 01 00");
const Bytes connected = ptcp_head + hex("12 00 00 04 5f 0a 13 2b 00 00 00 00") + text("CONN");
const Bytes inner_answer = ptcp_head + hex("10 00 00 14 5f 0a 13 2b 00 00 00 00") + text("RTSP/1.0 200 OK\r\nCSe");

TEST(DahuaP2p, Who_looks_for_a_device_is_not_that_device) {
  const auto request = parse_dahua_p2p_request(phone);
  ASSERT_TRUE(request);
  EXPECT_EQ(request->path, "/online/p2psrv/");
  EXPECT_EQ(request->serial, "4J01A2BPAG0ABCD");
  EXPECT_FALSE(request->own);
}

TEST(DahuaP2p, Who_authenticates_as_a_serial_number_is_the_device) {
  const auto request = parse_dahua_p2p_request(device);
  ASSERT_TRUE(request);
  EXPECT_TRUE(request->own);
  EXPECT_EQ(request->path, "/device/");
  EXPECT_EQ(request->serial, "4J01A2BPAG0ABCD");
}

TEST(DahuaP2p, Who_says_that_it_is_a_client_is_none_whatever_its_name) {
  const auto request = parse_dahua_p2p_request(
      "NFPOST /device/4J01A2BPAG0ABCD/p2p-channel HTTP/1.1\r\nX-ToUType: Client/Dmss_Android\r\n"
      "X-WSSE: UsernameToken Username=\"4J01A2BPAG0ABCD\"\r\n\r\n");
  ASSERT_TRUE(request);
  EXPECT_TRUE(request->client);
  EXPECT_FALSE(request->own);
}

TEST(DahuaP2p, A_longer_name_that_begins_with_the_serial_number_is_another) {
  std::string other = device;
  other.replace(other.find("Username=\"4J01A2BPAG0ABCD\""), 26, "Username=\"4J01A2BPAG0ABCDE\"");
  ASSERT_TRUE(parse_dahua_p2p_request(other));
  EXPECT_FALSE(parse_dahua_p2p_request(other)->own);
}

TEST(DahuaP2p, Tokens_in_paths_do_not_come_out) {
  const auto request = parse_dahua_p2p_request("DHGET /relay/start/eyJhbGciOi HTTP/1.1\r\n\r\n");
  ASSERT_TRUE(request);
  EXPECT_EQ(request->path, "/relay/start/");
  EXPECT_TRUE(request->serial.empty());
}

TEST(DahuaP2p, Other_requests_are_refused) {
  EXPECT_FALSE(parse_dahua_p2p_request("GET /online/p2psrv/4J01A2BPAG0ABCD HTTP/1.1\r\n\r\n"));
  EXPECT_FALSE(parse_dahua_p2p_request("DHGET /elsewhere/4J01A2BPAG0ABCD HTTP/1.1\r\n\r\n"));
  EXPECT_FALSE(parse_dahua_p2p_request("DHGET /online/p2psrv/4J01A2BPAG0ABCD"));
  EXPECT_FALSE(parse_dahua_p2p_request("DHGET "));
}

TEST(DahuaP2p, The_side_that_serves_a_tunnel_is_told_from_the_one_that_asks) {
  ASSERT_TRUE(parse_ptcp(opening));
  EXPECT_FALSE(parse_ptcp(opening)->from_device) << "either side";
  const auto accepted = parse_ptcp(connected);
  ASSERT_TRUE(accepted);
  EXPECT_TRUE(accepted->from_device);
  EXPECT_EQ(accepted->what, "connected");
  const auto answered = parse_ptcp(inner_answer);
  ASSERT_TRUE(answered);
  EXPECT_TRUE(answered->from_device);
  EXPECT_EQ(answered->what, "RTSP answer");
  const auto bind = parse_ptcp(ptcp_head + hex("11 00 00 08 5f 0a 13 2b 00 00 00 00  00 00 02 2a 7f 00 00 01"));
  ASSERT_TRUE(bind);
  EXPECT_FALSE(bind->from_device);
  EXPECT_FALSE(parse_ptcp(ptcp_head + hex("12 00 00 05 5f 0a 13 2b 00 00 00 00") + text("CONN"))) << "a wrong length";
}

TEST(DahuaP2p, Familiar_bytes_before_noise_are_not_enough) {
  for (std::uint32_t seed = 0; seed < 4000; ++seed) {
    EXPECT_FALSE(parse_ptcp(text("PTCP") + noise(80, seed))) << seed;
    EXPECT_FALSE(parse_dahua_p2p_request(view(text("DHGET ") + noise(80, seed)))) << seed;
  }
}

TEST(DahuaP2p, Damage_anywhere_never_leads_outside_the_datagram) {
  for (const std::string& message : {phone, device})
    testing::damage(message, [](std::string_view bytes) {
      const auto request = parse_dahua_p2p_request(bytes);
      if (!request) return;
      EXPECT_TRUE(testing::inside(request->path, bytes) || request->path.starts_with('/'));
      EXPECT_TRUE(testing::inside(request->serial, bytes));
    });
  for (const Bytes& message : {opening, connected, inner_answer}) {
    every_prefix(message, [](auto bytes) { parse_ptcp(bytes); });
    every_flip(message, [](auto bytes) { parse_ptcp(bytes); });
  }
}

}  // namespace
}  // namespace lenscap::wire::dahuap2p_test
