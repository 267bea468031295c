// Bodies of web answers: chunked, compressed, cut, and the way from a value inside back to the bytes on the wire.
#include <gtest/gtest.h>
#include <zlib.h>

#include "sources/inflate.hpp"
#include "sources/reading.hpp"

namespace lenscap::sources::testing::web_test {
namespace {

const End client = end("00:1f:29:00:00:09", "10.0.0.9", 51000);
const End camera = end("3c:ef:8c:00:12:34", "10.0.0.5", 80);
const std::string title = "Gate camera number one";
const Bytes page = "<html><head><title>" + title + "</title></head><body>welcome</body></html>";

Bytes packed(const Bytes& bytes, int window) {
  z_stream z{};
  deflateInit2(&z, 9, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
  Bytes out(compressBound(bytes.size()) + 64, '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}
constexpr int as_gzip = 15 + 16, as_zlib = 15;

Bytes chunk(const Bytes& bytes) {
  char size[16];
  std::snprintf(size, sizeof size, "%zx\r\n", bytes.size());
  return size + bytes + "\r\n";
}
const Bytes last_chunk = "0\r\n\r\n";

Bytes html(const Bytes& headers, const Bytes& body) {
  return "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + headers + "\r\n" + body;
}
Bytes sized(const Bytes& headers, const Bytes& body) {
  return html(headers + "Content-Length: " + std::to_string(body.size()) + "\r\n", body);
}

/// `answer` in segments of `each` bytes.
std::vector<Bytes> answered(const Bytes& answer, std::size_t each = 100'000) {
  Conversation talk(client, camera);
  talk.open().asks("GET /index.asp HTTP/1.1\r\n\r\n");
  for (std::size_t at = 0; at < answer.size(); at += each) talk.answers(answer.substr(at, each));
  return talk.frames;
}

const model::Observation& title_in(const model::Evidence& evidence) {
  static const model::Observation none;
  const auto* found = find(evidence, "http.title");
  EXPECT_NE(found, nullptr);
  return found ? *found : none;
}

TEST(WebBody, A_title_leads_to_its_bytes_however_the_page_was_cut) {
  for (std::size_t each : {100'000u, 60u, 7u, 1u}) {
    const auto frames = answered(sized("", page), each);
    const auto evidence = read(frames);
    EXPECT_EQ(title_in(evidence).value, title);
    EXPECT_EQ(bytes_at(frames, title_in(evidence).locator), title);
  }
}

TEST(WebBody, A_title_across_chunks_leads_to_its_parts_and_not_to_what_stands_between) {
  const std::size_t middle = page.find(title) + 4;
  const Bytes body = chunk(page.substr(0, middle)) + chunk(page.substr(middle)) + last_chunk;
  for (std::size_t each : {100'000u, 60u, 7u, 1u}) {
    const auto frames = answered(html("Transfer-Encoding: chunked\r\n", body), each);
    const auto evidence = read(frames);
    EXPECT_EQ(title_in(evidence).value, title);
    EXPECT_EQ(bytes_at(frames, title_in(evidence).locator), title) << each;
    EXPECT_GE(title_in(evidence).locator.spans.size(), 2u);
  }
}

TEST(WebBody, A_title_inside_compression_points_at_all_of_the_compressed_body_and_says_so) {
  for (const auto& [coding, window] : {std::pair{"gzip", as_gzip}, std::pair{"deflate", as_zlib}}) {
    const Bytes body = packed(page, window);
    for (std::size_t each : {100'000u, 60u}) {
      const auto frames = answered(sized("Content-Encoding: " + std::string(coding) + "\r\n", body), each);
      const auto evidence = read(frames);
      EXPECT_EQ(title_in(evidence).value, title);
      EXPECT_TRUE(title_in(evidence).locator.decoder.starts_with(std::string("http ") + coding));
      EXPECT_EQ(bytes_at(frames, title_in(evidence).locator), body);
    }
  }
}

TEST(WebBody, A_title_inside_compression_inside_chunks_points_at_the_compressed_bytes_alone) {
  const Bytes body = packed(page, as_gzip);
  const Bytes chunks = chunk(body.substr(0, 30)) + chunk(body.substr(30)) + last_chunk;
  const auto frames = answered(html("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", chunks), 50);
  const auto evidence = read(frames);
  EXPECT_EQ(title_in(evidence).value, title);
  EXPECT_EQ(bytes_at(frames, title_in(evidence).locator), body);
}

TEST(WebBody, The_answer_behind_a_body_is_read) {
  const Bytes next = "HTTP/1.1 401 No\r\nServer: Next-Answer\r\nContent-Length: 0\r\n\r\n";
  const Bytes bodies[] = {
      sized("", page), html("Transfer-Encoding: chunked\r\n", chunk(page) + last_chunk),
      sized("Content-Encoding: gzip\r\n", packed(page, as_gzip)),
      "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: 500\r\n\r\n" + Bytes(500, 'j')};
  for (const Bytes& body : bodies)
    for (std::size_t each : {100'000u, 61u, 1u}) {
      const auto frames = answered(body + next, each);
      EXPECT_EQ(values(read(frames), "http.server"), std::vector<std::string>{"Next-Answer"}) << body.substr(0, 60);
    }
}

TEST(WebBody, A_picture_is_passed_over_without_being_kept) {
  Conversation talk(client, camera);
  talk.open().asks("GET /snap.jpg HTTP/1.1\r\n\r\n");
  talk.answers("HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nServer: Cam/1\r\nContent-Length: 1000000\r\n\r\n" +
               Bytes(1000, 'j'));
  const Bytes fake = "HTTP/1.1 200 OK\r\nServer: Inside-The-Picture\r\nContent-Length: 0\r\n\r\n";
  talk.answers(fake);
  talk.advance(1, 1'000'000 - 1000 - fake.size() - 10);  // the capture lacks most of it: no gap that matters
  talk.answers(Bytes(10, 'j'));
  talk.answers("HTTP/1.1 401 No\r\nServer: Next-Answer\r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(values(read(talk.frames), "http.server"), (std::vector<std::string>{"Cam/1", "Next-Answer"}));
}

TEST(WebBody, Damaged_compression_is_counted_and_the_head_still_counts) {
  Bench bench;
  bench.feed(answered(sized("Content-Encoding: gzip\r\nServer: Cam/1\r\n", "this is not gzip at all")));
  EXPECT_EQ(bench.skipped(Skip::malformed_message), 1u);
  EXPECT_EQ(values(bench.finish(), "http.server"), std::vector<std::string>{"Cam/1"});
}

TEST(Inflate, A_bomb_is_bounded_and_a_cut_body_gives_its_first_part) {
  const auto bomb = inflate_body(packed(Bytes(100'000'000, 'b'), as_gzip));
  ASSERT_TRUE(bomb);
  EXPECT_EQ(bomb->size(), most_inflated);
  const Bytes whole = packed(page + page + page, as_gzip);
  for (std::size_t n = 0; n <= whole.size(); ++n) {
    const std::vector<char> exact(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(n));
    const auto text = inflate_body({exact.data(), exact.size()});
    EXPECT_TRUE(!text || (page + page + page).starts_with(*text));
  }
  EXPECT_EQ(inflate_body(whole), page + page + page);
  EXPECT_FALSE(inflate_body("plain text"));
  EXPECT_FALSE(inflate_body(""));
}

}  // namespace
}  // namespace lenscap::sources::testing::web_test
