#include "wire/rtsp_tunnel.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "wire/message_bytes.hpp"

namespace lenscap::wire::rtsp_tunnel_test {
namespace {

RtspTunnel kind_of(std::string_view head) {
  const auto http = parse_http(head);
  return http ? rtsp_tunnel(*http) : RtspTunnel::none;
}

TEST(RtspTunnel, Its_two_ways_and_their_answer_are_known) {
  EXPECT_EQ(kind_of("GET /axis-media/media.amp HTTP/1.0\r\nx-sessioncookie: 4711\r\n"
                    "Accept: application/x-rtsp-tunnelled\r\n\r\n"),
            RtspTunnel::get);
  EXPECT_EQ(kind_of("POST /axis-media/media.amp HTTP/1.0\r\nx-sessioncookie: 4711\r\n"
                    "Content-Type: application/x-rtsp-tunnelled\r\nContent-Length: 32767\r\n\r\n"),
            RtspTunnel::post);
  EXPECT_EQ(kind_of("HTTP/1.0 200 OK\r\nContent-Type: application/x-rtsp-tunnelled; a=b\r\n\r\n"), RtspTunnel::answer);
}

TEST(RtspTunnel, Without_cookie_or_type_it_is_plain_HTTP) {
  EXPECT_EQ(kind_of("GET / HTTP/1.0\r\nAccept: application/x-rtsp-tunnelled\r\n\r\n"), RtspTunnel::none);
  EXPECT_EQ(kind_of("GET / HTTP/1.0\r\nx-sessioncookie: 1\r\n\r\n"), RtspTunnel::none);
  EXPECT_EQ(kind_of("HTTP/1.0 404 Not Found\r\nContent-Type: application/x-rtsp-tunnelled\r\n\r\n"), RtspTunnel::none);
  EXPECT_EQ(kind_of("RTSP/1.0 200 OK\r\nContent-Type: application/x-rtsp-tunnelled\r\n\r\n"), RtspTunnel::none);
}

std::string decoded(std::string_view text, std::size_t room, Base64& done) {
  std::string out(room, '\0');
  done = decode_base64(text, out);
  return out.substr(0, done.written);
}

TEST(RtspTunnel, Requests_are_decoded_group_by_group) {
  Base64 done;
  EXPECT_EQ(decoded("T1BUSU9OUw==REVTQ1JJQkU=", 64, done), "OPTIONSDESCRIBE") << "padding ends a group only";
  EXPECT_EQ(done.read, 24u);
  EXPECT_EQ(decoded("T1BU\r\nSU9O Uw==", 64, done), "OPTIONS");
  EXPECT_EQ(decoded("T1BUSU9", 64, done), "OPT") << "the rest of the group is still to come";
  EXPECT_EQ(done.read, 4u);
  EXPECT_EQ(decoded("T1BUSU9OUw==REVTQ1JJQkU=", 7, done), "OPTIONS");
  EXPECT_EQ(done.read, 12u);
  EXPECT_FALSE(done.wrong);
}

TEST(RtspTunnel, What_is_no_Base64_ends_the_text) {
  Base64 done;
  EXPECT_EQ(decoded("T1BU$$$$", 64, done), "OPT");
  EXPECT_TRUE(done.wrong);
  EXPECT_EQ(decoded("T=BU", 64, done), "");
  EXPECT_TRUE(done.wrong);
}

TEST(RtspTunnel, Damage_anywhere_stays_within_both_spaces) {
  const auto read = [](std::span<const std::byte> bytes) {
    std::array<char, 9> out;
    const auto done = decode_base64({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, out);
    EXPECT_LE(done.read, bytes.size());
    EXPECT_LE(done.written, out.size());
  };
  testing::every_prefix(testing::text("T1BUSU9OUw==REVTQ1JJQkU="), read);
  testing::every_flip(testing::text("T1BUSU9OUw==REVTQ1JJQkU="), read);
}

}  // namespace
}  // namespace lenscap::wire::rtsp_tunnel_test
