#include "wire/sip.hpp"

#include <gtest/gtest.h>

#include <string>

#include "wire/message_bytes.hpp"

namespace lenscap::wire::sip_test {
namespace {

using testing::Bytes;
using testing::every_flip;
using testing::every_prefix;
using testing::inside;
using testing::text;

// As a camera sends it after it was challenged; the digest is invented.
const std::string registers =
    "REGISTER sip:34020000002000000001@3402000000 SIP/2.0\r\n"
    "Via: SIP/2.0/UDP 192.0.2.64:5060;rport;branch=z9hG4bK1945388331\r\n"
    "From: <sip:34020000001320000002@3402000000>;tag=33226951\r\n"
    "To: <sip:34020000001320000002@3402000000>\r\n"
    "Call-ID: 1455222403\r\n"
    "CSeq: 2 REGISTER\r\n"
    "Contact: <sip:34020000001320000002@192.0.2.64:5060>\r\n"
    "Authorization: Digest username=\"34020000001320000002\", realm=\"3402000000\", nonce=\"5e1f0c\", "
    "uri=\"sip:34020000002000000001@3402000000\", response=\"9f3cbe3df2a6c1f6\", algorithm=MD5\r\n"
    "Max-Forwards: 70\r\n"
    "User-Agent: IP Camera\r\n"
    "Expires: 3600\r\n"
    "Content-Length: 0\r\n\r\n";

const std::string telephone =
    "INVITE sip:bob@biloxi.example.com SIP/2.0\n"
    "v: SIP/2.0/TCP [2001:db8::9:1]:5060;branch=z9hG4bK74bf9, SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\n"
    "f: \"Alice Atlanta\" <sips:alice:secret@[2001:db8::9]:5061;lr>;tag=1\n"
    "t: sip:bob@biloxi.example.com;tag=8\n"
    "i: 1\n"
    "CSeq:\t1 INVITE\n"
    "c: application/sdp\n"
    "l: 4\n\nv=0\nREST";

TEST(Sip, A_camera_registers_under_its_identifier) {
  const auto sip = parse_sip(registers);
  ASSERT_TRUE(sip);
  EXPECT_FALSE(sip->response);
  EXPECT_EQ(sip->method, "REGISTER");
  EXPECT_EQ(sip->target.user, "34020000002000000001");
  EXPECT_EQ(sip->target.host, "3402000000");
  EXPECT_EQ(sip->from.user, "34020000001320000002");
  EXPECT_EQ(sip->to.host, "3402000000");
  EXPECT_EQ(sip->contact.user, "34020000001320000002");
  EXPECT_EQ(sip->contact.host, "192.0.2.64");
  EXPECT_EQ(sip->user_agent, "IP Camera");
  EXPECT_EQ(sip->vias, 1u);
  EXPECT_TRUE(sip->body.empty());
}

TEST(Sip, Short_names_and_both_forms_of_an_address_are_read) {
  const auto sip = parse_sip(telephone);
  ASSERT_TRUE(sip);
  EXPECT_EQ(sip->from.user, "alice") << "without the password";
  EXPECT_EQ(sip->from.host, "2001:db8::9");
  EXPECT_EQ(sip->to.user, "bob");
  EXPECT_EQ(sip->to.host, "biloxi.example.com");
  EXPECT_EQ(sip->content_type, "application/sdp");
  EXPECT_EQ(sip->body, "v=0\n");
  EXPECT_EQ(sip->vias, 2u) << "passed on by a proxy";
}

TEST(Sip, An_answer_says_its_status_and_its_server) {
  const auto sip = parse_sip(
      "SIP/2.0 401 Unauthorized\r\nVia: SIP/2.0/UDP 192.0.2.64\r\nFrom: <sip:1@a>\r\nTo: <sip:1@a>\r\nCall-ID: 1\r\n"
      "CSeq: 1 REGISTER\r\nServer: platform/4\r\nWWW-Authenticate: Digest realm=\"3402000000\", "
      "nonce=\"5e1f0c\"\r\n\r\n");
  ASSERT_TRUE(sip);
  EXPECT_TRUE(sip->response);
  EXPECT_EQ(sip->status, 401);
  EXPECT_EQ(sip->server, "platform/4");
}

TEST(Sip, A_message_that_lacks_a_line_which_every_message_has_is_none) {
  for (const char* line : {"Via", "From", "To", "Call-ID", "CSeq"}) {
    std::string cut = registers;
    const auto at = cut.find(std::string("\r\n") + line + ":") + 2;
    cut.erase(at, cut.find('\n', at) + 1 - at);
    EXPECT_FALSE(parse_sip(cut)) << line;
  }
  std::string other = registers;
  other.replace(other.find("2 REGISTER"), 10, "2 INVITE  ");
  EXPECT_FALSE(parse_sip(other)) << "CSeq names another method";
}

TEST(Sip, HTTP_and_RTSP_are_not_taken_for_it) {
  for (const char* line : {"GET / HTTP/1.1\r\n", "OPTIONS rtsp://192.0.2.1/ RTSP/1.0\r\n", "NOTIFY * HTTP/1.1\r\n",
                           "HTTP/1.1 200 OK\r\n", "SIP/3.0 200 OK\r\n", "SIP/2.0 999 Odd\r\n", "SIP/2.0 20\r\n",
                           "REGISTER http://192.0.2.1/ SIP/2.0\r\n", "REGISTER SIP/2.0\r\n"})
    EXPECT_EQ(sip_starts(line), StreamLength::Is::other) << line;
  EXPECT_EQ(sip_starts("OPTIONS sip:a@b"), StreamLength::Is::partial);
  EXPECT_EQ(sip_starts("OPTIONS sip:a@b SIP/2.0\r\n"), StreamLength::Is::whole);
}

TEST(Sip, The_end_of_a_message_is_found_in_a_stream) {
  EXPECT_EQ(sip_length(registers + registers).length, registers.size());
  EXPECT_EQ(sip_length(telephone).length, telephone.size() - 4);
  EXPECT_EQ(sip_length(telephone.substr(0, telephone.size() - 6)).is, StreamLength::Is::partial);
  std::string huge = registers;
  huge.replace(huge.find("Content-Length: 0"), 17, "Content-Length: 70000");
  EXPECT_EQ(sip_length(huge).is, StreamLength::Is::other);
}

TEST(Sip, Nothing_that_is_read_holds_the_digest) {
  const auto sip = parse_sip(registers);
  ASSERT_TRUE(sip);
  for (const std::string_view part : {sip->user_agent, sip->server, sip->content_type, sip->body, sip->from.user,
                                      sip->to.user, sip->contact.user, sip->target.user})
    for (const char* secret : {"9f3cbe", "5e1f0c"}) EXPECT_EQ(part.find(secret), std::string_view::npos);
}

TEST(Sip, Damage_anywhere_never_leads_outside_the_message) {
  const auto read = [](std::span<const std::byte> bytes) {
    const std::string_view characters(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    const auto length = sip_length(characters);
    if (length.is == StreamLength::Is::whole) EXPECT_LE(length.length, bytes.size());
    const auto sip = parse_sip(characters);
    if (!sip) return;
    for (const std::string_view part :
         {sip->method, sip->target.user, sip->target.host, sip->from.user, sip->from.host, sip->to.user, sip->to.host,
          sip->contact.user, sip->contact.host, sip->user_agent, sip->server, sip->content_type, sip->body})
      EXPECT_TRUE(inside(part, bytes));
  };
  for (const Bytes& message : {text(registers), text(telephone)}) {
    every_prefix(message, read);
    every_flip(message, read);
  }
}

}  // namespace
}  // namespace lenscap::wire::sip_test
