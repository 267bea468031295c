#include "wire/http.hpp"

#include <gtest/gtest.h>

#include "wire/text_messages.hpp"

namespace lenscap::wire::http_test {
namespace {

using testing::damage;
using testing::inside;
using Is = StreamLength::Is;

constexpr std::string_view refusal =
    "HTTP/1.1 401 Unauthorized\r\n"
    "Server: App-webs/\r\n"
    "WWW-Authenticate: Digest qop=\"auth\", realm=\"IP Camera(C2183)\", nonce=\"SECRETNONCE\", "
    "opaque=\"SECRETOPAQUE\"\r\n"
    "WWW-Authenticate: Basic realm=\"DS-2CD\"\r\n"
    "Set-Cookie: WebSession=SECRETCOOKIE; path=/\r\n"
    "Content-Length: 4\r\n"
    "\r\n"
    "oops";

TEST(Http, A_refusal_gives_server_scheme_and_realm) {
  const auto head = parse_http(refusal);
  ASSERT_TRUE(head);
  EXPECT_TRUE(head->response);
  EXPECT_EQ(head->protocol, "HTTP/1.1");
  EXPECT_EQ(head->status, 401);
  EXPECT_EQ(head->reason, "Unauthorized");
  EXPECT_EQ(head->header("server"), "App-webs/");
  ASSERT_EQ(head->challenges().size(), 2u);
  EXPECT_EQ(head->challenges()[0].scheme, "Digest");
  EXPECT_EQ(head->challenges()[0].realm, "IP Camera(C2183)");
  EXPECT_EQ(head->challenges()[1].scheme, "Basic");
  EXPECT_EQ(head->challenges()[1].realm, "DS-2CD");
  EXPECT_EQ(refusal.substr(head->head_length), "oops");
}

TEST(Http, Nonce_opaque_and_cookie_do_not_leave_the_parser) {
  const auto head = parse_http(refusal);
  ASSERT_TRUE(head);
  for (const HttpHeader& h : head->headers()) EXPECT_EQ(h.value.find("SECRET"), std::string_view::npos) << h.name;
  for (const HttpChallenge& c : head->challenges()) EXPECT_EQ(c.realm.find("SECRET"), std::string_view::npos);
}

TEST(Http, A_request_without_its_authorization) {
  const auto head = parse_http(
      "GET /ISAPI/System/deviceInfo HTTP/1.1\r\nHost: 10.0.0.1\r\nAuthorization: Basic YWRtaW46MTIz\r\n\r\n");
  ASSERT_TRUE(head);
  EXPECT_FALSE(head->response);
  EXPECT_EQ(head->method, "GET");
  EXPECT_EQ(head->target, "/ISAPI/System/deviceInfo");
  EXPECT_EQ(head->header("Host"), "10.0.0.1");
  EXPECT_EQ(head->header("Authorization"), "");
  EXPECT_EQ(head->headers().size(), 2u);
}

TEST(Http, Two_challenges_in_one_header_are_two) {
  const auto head =
      parse_http("HTTP/1.0 401 No\r\nWWW-Authenticate: Digest realm=\"a, b\", nonce=x, Basic realm=c\r\n\r\n");
  ASSERT_TRUE(head);
  ASSERT_EQ(head->challenges().size(), 2u);
  EXPECT_EQ(head->challenges()[0].realm, "a, b");
  EXPECT_EQ(head->challenges()[1].scheme, "Basic");
  EXPECT_EQ(head->challenges()[1].realm, "c");
}

TEST(Http, Capitals_of_Dahuas_web_server_are_kept) {
  const auto head = parse_http("HTTP/1.1 200 OK\r\nCONNECTION: close\r\nCONTENT-LENGTH: 0\r\n\r\n");
  ASSERT_TRUE(head);
  EXPECT_EQ(head->headers()[0].name, "CONNECTION");
  EXPECT_EQ(head->headers()[0].value, "close");
}

TEST(Http, Rtsp_shares_the_grammar) {
  const auto head = parse_http(
      "RTSP/1.0 401 Unauthorized\r\nCSeq: 2\r\nWWW-Authenticate: Digest realm=\"Login to 3L08942PAA8AECE\"\r\n\r\n");
  ASSERT_TRUE(head);
  EXPECT_TRUE(head->rtsp());
  EXPECT_EQ(head->challenges()[0].realm, "Login to 3L08942PAA8AECE");
  EXPECT_EQ(http_body(*head).form, HttpBodyForm::none);
}

TEST(Http, Lines_may_end_in_a_bare_line_feed) {
  constexpr std::string_view message = "HTTP/1.0 200 OK\nServer: uc-httpd 1.0.0\n\nbody";
  const auto head = parse_http(message);
  ASSERT_TRUE(head);
  EXPECT_EQ(head->header("Server"), "uc-httpd 1.0.0");
  EXPECT_EQ(message.substr(head->head_length), "body");
}

TEST(Http, What_is_no_message_is_none) {
  for (const std::string_view bytes : {"GET /\r\n\r\n", "HTTP/1.1 20 OK\r\n\r\n", "HTTP/1.1 2000 OK\r\n\r\n",
                                       "GETS / HTTP/1.1\r\n\r\n", "SSH-2.0-dropbear\r\n", "POST  HTTP\r\n\r\n", ""})
    EXPECT_FALSE(parse_http(bytes)) << bytes;
}

TEST(Http, A_message_is_recognised_by_its_first_bytes) {
  EXPECT_EQ(http_starts(""), Is::partial);
  EXPECT_EQ(http_starts("HTT"), Is::partial);
  EXPECT_EQ(http_starts("GET"), Is::partial);
  EXPECT_EQ(http_starts("GET /"), Is::whole);
  EXPECT_EQ(http_starts("HTTP/1.1 200"), Is::whole);
  EXPECT_EQ(http_starts("GOT /"), Is::other);
  EXPECT_EQ(http_starts("\x16\x03\x01"), Is::other);
}

TEST(Http, A_cut_message_gives_what_is_there_of_it) {
  const auto head = parse_http("HTTP/1.1 200 OK\r\nServer: Hikvision-Webs\r\nContent-Le");
  ASSERT_TRUE(head);
  EXPECT_EQ(head->header("Server"), "Hikvision-Webs");
  EXPECT_EQ(head->head_length, 0u);
  EXPECT_EQ(head->headers().size(), 1u);
}

TEST(Http, More_headers_than_the_space_are_counted) {
  std::string message = "HTTP/1.1 200 OK\r\n";
  for (int i = 0; i < 60; ++i) message += "X-" + std::to_string(i) + ": v\r\n";
  const auto head = parse_http(message + "\r\n");
  ASSERT_TRUE(head);
  EXPECT_EQ(head->headers().size(), 48u);
  EXPECT_EQ(head->headers_left_out, 12u);
}

TEST(Http, The_length_of_a_message_is_known_when_all_of_it_is_there) {
  for (std::size_t n = 0; n < refusal.size(); ++n) EXPECT_EQ(http_length(refusal.substr(0, n)).is, Is::partial) << n;
  const std::string two = std::string(refusal) + "HTTP/1.1 200 OK\r\n";
  const HttpLength length = http_length(two);
  EXPECT_EQ(length.is, Is::whole);
  EXPECT_EQ(length.length, refusal.size());
  EXPECT_EQ(length.look_at, refusal.size());
}

TEST(Http, A_body_until_close_is_whole_when_the_stream_ends) {
  const std::string_view message = "HTTP/1.0 200 OK\r\n\r\n<html>";
  EXPECT_EQ(http_length(message).is, Is::partial);
  EXPECT_EQ(http_length(message, true).is, Is::whole);
  EXPECT_EQ(http_length(message, true).look_at, message.size());
  EXPECT_EQ(http_length(message, true).length, 0u);
}

TEST(Http, An_answer_to_HEAD_has_no_body_whatever_it_says) {
  const std::string_view message = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n";
  EXPECT_EQ(http_length(message).is, Is::partial);
  EXPECT_EQ(http_length(message, false, true).length, message.size());
}

TEST(Http, A_huge_body_is_looked_at_within_the_bound_and_its_length_kept) {
  std::string message = "HTTP/1.1 200 OK\r\nContent-Length: 5000000000\r\n\r\n";
  const std::size_t head = message.size();
  message.append(longest_http_body, 'x');
  const HttpLength length = http_length(message);
  EXPECT_EQ(length.is, Is::whole);
  EXPECT_EQ(length.look_at, head + longest_http_body);
  EXPECT_EQ(length.length, head + 5'000'000'000u);
}

TEST(Http, A_head_beyond_the_bound_is_given_up) {
  std::string message = "GET / HTTP/1.1\r\n";
  while (message.size() < longest_http_head) message += "X-Padding: pppppppppppppppppppppppppppp\r\n";
  EXPECT_EQ(http_length(message).is, Is::other);
}

constexpr std::string_view chunked =
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    "5;ext=1\r\n<html\r\n"
    "A\r\n><title>x<\r\n"
    "0\r\nTrailer: t\r\n\r\n";

TEST(Http, Chunks_are_joined_and_lead_back_to_their_bytes) {
  const auto head = parse_http(chunked);
  ASSERT_TRUE(head);
  const std::string_view body = chunked.substr(head->head_length);
  const Dechunked out = dechunk(body);
  EXPECT_TRUE(out.complete);
  EXPECT_EQ(out.text, "<html><title>x<");
  EXPECT_EQ(out.body_length, body.size());
  for (const auto& piece : out.pieces)
    EXPECT_EQ(body.substr(piece.in_body, piece.length), std::string_view(out.text).substr(piece.in_text, piece.length));
}

TEST(Http, A_chunked_message_ends_with_its_trailers) {
  const std::string two = std::string(chunked) + "HTTP/1.1 304 Not Modified\r\n\r\n";
  EXPECT_EQ(http_length(two).length, chunked.size());
  for (std::size_t n = 0; n < chunked.size(); ++n) EXPECT_EQ(http_length(chunked.substr(0, n)).is, Is::partial) << n;
}

TEST(Http, Broken_chunks_keep_what_came_before) {
  EXPECT_EQ(dechunk("3\r\nabc\r\nxyz\r\n").text, "abc");
  EXPECT_FALSE(dechunk("3\r\nabc\r\nxyz\r\n").complete);
  EXPECT_EQ(dechunk("FFFFFFFFFFFFFFFF\r\nabc").text, "");
  EXPECT_EQ(dechunk("10\r\nabc").text, "abc");
  EXPECT_FALSE(dechunk("10\r\nabc").complete);
}

TEST(Http, No_damage_makes_a_view_leave_the_message) {
  for (const std::string_view message : {refusal, chunked}) {
    damage(message, [](std::string_view bytes) {
      const HttpLength length = http_length(bytes, true);
      EXPECT_LE(length.look_at, bytes.size());
      const auto head = parse_http(bytes);
      if (!head) return;
      EXPECT_LE(head->head_length, bytes.size());
      for (const HttpHeader& h : head->headers()) EXPECT_TRUE(inside(h.name, bytes) && inside(h.value, bytes));
      for (const HttpChallenge& c : head->challenges()) EXPECT_TRUE(inside(c.realm, bytes));
      dechunk(bytes.substr(head->head_length));
    });
  }
}

}  // namespace
}  // namespace lenscap::wire::http_test
