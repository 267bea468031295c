// TCP payload put together: a message reads the same however it was cut, and its value leads back to the right bytes.
#include <gtest/gtest.h>

#include "sources/reading.hpp"

namespace lenscap::sources::testing::reassembly_test {
namespace {

const End client = end("00:1f:29:00:00:09", "10.0.0.9", 51000);
const End camera = end("3c:ef:8c:00:12:34", "10.0.0.5", 80);

const Bytes question = "GET /page HTTP/1.1\r\nHost: 10.0.0.5\r\n\r\n";
const std::string server = "Embedded-Camera-Server/3.1.4";
const Bytes answer = "HTTP/1.1 401 Unauthorized\r\nServer: " + server +
                     "\r\nWWW-Authenticate: Basic realm=\"Lobby camera\"\r\nContent-Length: 0\r\n\r\n";

Conversation opened(std::uint32_t client_sequence = 1000, std::uint32_t server_sequence = 5000) {
  Conversation talk(client, camera, client_sequence, server_sequence);
  talk.open().asks(question);
  return talk;
}

/// `bytes` in pieces of these sizes; the last takes the rest.
std::vector<Bytes> cut(const Bytes& bytes, std::size_t pieces) {
  std::vector<Bytes> out;
  const std::size_t each = bytes.size() / pieces;
  for (std::size_t i = 0; i < pieces; ++i) out.push_back(bytes.substr(i * each, i + 1 == pieces ? Bytes::npos : each));
  return out;
}

/// The answer came through, once, and its values are the bytes they point at.
void expect_the_answer(const std::vector<Bytes>& frames) {
  const auto evidence = read(frames);
  EXPECT_EQ(values(evidence, "http.server"), std::vector{server});
  EXPECT_EQ(values(evidence, "http.realm"), std::vector<std::string>{"Lobby camera"});
  EXPECT_EQ(whose(evidence, "http.server", server), "10.0.0.5");
  expect_true_locators(evidence, frames);
}

class InPieces : public ::testing::TestWithParam<std::size_t> {};

TEST_P(InPieces, A_message_reads_the_same_in_order) {
  auto talk = opened();
  for (const Bytes& piece : cut(answer, GetParam())) talk.answers(piece);
  expect_the_answer(talk.frames);
}

TEST_P(InPieces, A_message_reads_the_same_in_reverse) {
  auto talk = opened();
  std::vector<Bytes> sent;
  std::size_t at = 0;
  for (const Bytes& piece : cut(answer, GetParam())) {
    sent.push_back(talk.piece(1, static_cast<std::int64_t>(at), piece));
    at += piece.size();
  }
  talk.frames.insert(talk.frames.end(), sent.rbegin(), sent.rend());
  expect_the_answer(talk.frames);
}

TEST_P(InPieces, A_message_reads_the_same_when_every_segment_comes_twice) {
  auto talk = opened();
  for (const Bytes& piece : cut(answer, GetParam())) {
    talk.answers(piece);
    talk.frames.push_back(talk.frames.back());
  }
  const auto evidence = read(talk.frames);
  ASSERT_NE(find(evidence, "http.server"), nullptr);
  EXPECT_EQ(find(evidence, "http.server")->count, 1u) << "a repeated segment is not a second answer";
  expect_the_answer(talk.frames);
}

TEST_P(InPieces, A_message_reads_the_same_across_the_wrap_of_sequence_numbers) {
  for (std::uint32_t before : {0u, 1u, 40u, 60u, 100u}) {
    auto talk = opened(0xffffffff, 0xffffffff - before);
    for (const Bytes& piece : cut(answer, GetParam())) talk.answers(piece);
    expect_the_answer(talk.frames);
  }
}

INSTANTIATE_TEST_SUITE_P(Cuts, InPieces, ::testing::Values(1, 2, 3, 10, 31));

TEST(Reassembly, A_value_across_two_segments_has_two_spans) {
  const std::size_t middle = answer.find(server) + 8;
  auto talk = opened();
  talk.answers(answer.substr(0, middle)).answers(answer.substr(middle));
  const auto evidence = read(talk.frames);
  const auto* value = find(evidence, "http.server");
  ASSERT_NE(value, nullptr);
  // Frames 1 to 3 open the conversation and ask; the answer is in 4 and 5.
  const std::vector<model::Span> wanted = {{4, static_cast<std::uint32_t>(tcp_payload_at + answer.find(server)), 8},
                                           {5, tcp_payload_at, static_cast<std::uint32_t>(server.size() - 8)}};
  EXPECT_EQ(value->locator.spans, wanted);
  EXPECT_EQ(bytes_at(talk.frames, value->locator), server);
}

TEST(Reassembly, A_value_in_single_bytes_has_a_span_for_each) {
  auto talk = opened();
  for (char byte : answer) talk.answers(Bytes(1, byte));
  const auto evidence = read(talk.frames);
  ASSERT_NE(find(evidence, "http.server"), nullptr);
  EXPECT_EQ(find(evidence, "http.server")->locator.spans.size(), server.size());
  expect_the_answer(talk.frames);
}

TEST(Reassembly, Bytes_seen_first_win_over_an_overlap) {
  auto talk = opened();
  const std::size_t at = answer.find(server);
  Bytes forged = answer;
  forged.replace(at, 8, "Forged!!");
  talk.frames.push_back(talk.piece(1, 0, answer.substr(0, at + 8)));
  talk.frames.push_back(talk.piece(1, 0, forged));  // repeats what came, differently, and goes on to the end
  expect_the_answer(talk.frames);
}

TEST(Reassembly, Bytes_seen_first_win_while_they_wait_for_a_gap) {
  auto talk = opened();
  const std::size_t at = answer.find(server);
  talk.frames.push_back(talk.piece(1, static_cast<std::int64_t>(at), answer.substr(at, 8)));
  talk.frames.push_back(talk.piece(1, static_cast<std::int64_t>(at), "Forged!!"));
  talk.frames.push_back(talk.piece(1, 0, answer.substr(0, at)));
  talk.frames.push_back(talk.piece(1, static_cast<std::int64_t>(at) + 8, answer.substr(at + 8)));
  expect_the_answer(talk.frames);
}

TEST(Reassembly, A_message_after_a_gap_is_read_and_the_one_with_the_gap_is_not_invented) {
  auto talk = opened();
  const Bytes first = "HTTP/1.1 200 OK\r\nServer: Half-of-this-is-missing\r\nContent-Length: 0\r\n\r\n";
  talk.answers(first.substr(0, 30));
  talk.advance(1, first.size() - 30);  // the capture lacks the rest
  talk.asks(question).answers(answer).closes(1);
  Bench bench;
  bench.feed(talk.frames);
  const auto evidence = bench.finish();
  EXPECT_EQ(values(evidence, "http.server"), std::vector{server});
  EXPECT_EQ(bench.skipped(Skip::tcp_gap), 1u);
  expect_true_locators(evidence, talk.frames);
}

TEST(Reassembly, What_waits_behind_a_gap_is_read_when_the_capture_ends) {
  auto talk = opened();
  talk.advance(1, 500);
  talk.answers(answer);
  expect_the_answer(talk.frames);
}

TEST(Reassembly, A_capture_that_starts_in_the_middle_reads_the_next_message) {
  Conversation talk(client, camera);
  talk.answers("e of a page that began before the capture</html>").asks(question).answers(answer);
  expect_the_answer(talk.frames);
}

TEST(Reassembly, A_second_conversation_on_the_same_ports_is_read_anew) {
  auto talk = opened();
  talk.answers("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nonly the start of it");
  auto again = opened(900'000, 4'000'000'000);
  again.answers(answer);
  talk.frames += again.frames;
  expect_the_answer(talk.frames);
}

TEST(Reassembly, Ports_that_carried_something_unknown_are_read_anew) {
  Conversation talk(client, camera);
  talk.open();
  for (int i = 0; i < 20; ++i) talk.asks("\x01\x02\x03 not a protocol").answers("\x04\x05\x06 nor this");
  auto again = opened(900'000, 4'000'000'000);
  again.answers(answer);
  talk.frames += again.frames;
  expect_the_answer(talk.frames);
}

TEST(Reassembly, Both_directions_in_pieces_at_once_keep_apart) {
  Conversation talk(client, camera);
  talk.open();
  const Bytes long_question = "GET /doc/page/login.asp HTTP/1.1\r\nUser-Agent: Someones-Browser/1\r\n\r\n";
  const auto asked = cut(long_question, 5), answered = cut(answer, 5);
  for (std::size_t i = 0; i < 5; ++i) talk.asks(asked[i]).answers(answered[i]);
  const auto evidence = read(talk.frames);
  EXPECT_EQ(whose(evidence, "http.server", server), "10.0.0.5");
  EXPECT_EQ(whose(evidence, "http.useragent", "Someones-Browser/1"), "10.0.0.9");
  expect_true_locators(evidence, talk.frames);
}

const Bytes page_until_close = "HTTP/1.1 200 OK\r\nServer: " + server +
                               "\r\nContent-Type: text/html\r\n\r\n<html><head><title>Gate camera</title>";

class HowItEnds : public ::testing::TestWithParam<int> {};

TEST_P(HowItEnds, A_page_without_a_length_is_read_at_its_end) {
  auto talk = opened();
  const std::size_t middle = page_until_close.find("Gate") + 2;
  talk.answers(page_until_close.substr(0, middle)).answers(page_until_close.substr(middle));
  if (GetParam() == 0) talk.closes(1);
  if (GetParam() == 1) talk.put(1, rst, {});
  if (GetParam() == 2) talk.put(0, rst, {});  // the reader had enough
  const auto evidence = read(talk.frames);    // else the capture just ends
  EXPECT_EQ(values(evidence, "http.title"), std::vector<std::string>{"Gate camera"});
  ASSERT_NE(find(evidence, "http.title"), nullptr);
  EXPECT_EQ(find(evidence, "http.title")->locator.spans.size(), 2u);
  expect_true_locators(evidence, talk.frames);
}

INSTANTIATE_TEST_SUITE_P(By, HowItEnds, ::testing::Values(0, 1, 2, 3));

TEST(Reassembly, A_fin_with_the_last_bytes_ends_the_page) {
  auto talk = opened();
  talk.answers(page_until_close.substr(0, 40));
  talk.put(1, fin | ack, page_until_close.substr(40));
  EXPECT_EQ(values(read(talk.frames), "http.title"), std::vector<std::string>{"Gate camera"});
}

TEST(Reassembly, Segments_cut_by_the_snap_length_tell_what_was_kept) {
  auto talk = opened();
  const std::size_t at = talk.frames.size();
  talk.answers(answer + Bytes(900, ' '));
  talk.asks(question).answers(answer);
  std::vector<Kept> kept;
  for (std::size_t i = 0; i < talk.frames.size(); ++i) {
    const Bytes& frame = talk.frames[i];
    const std::size_t most = i == at ? tcp_payload_at + 80 : frame.size();
    kept.push_back({frame.substr(0, most), static_cast<std::uint32_t>(frame.size())});
  }
  Bench bench;
  bench.feed(kept);
  const auto evidence = bench.finish();
  EXPECT_EQ(whose(evidence, "http.server", server), "10.0.0.5");
  EXPECT_EQ(bench.skipped(Skip::tcp_gap), 0u) << "the capture lacks no segment";
  EXPECT_GE(bench.skipped(Skip::cut_by_snap_length), 1u);
}

TEST(Reassembly, A_repeated_segment_that_the_snap_length_cut_moves_nothing_back) {
  auto talk = opened();
  const Bytes filler = "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: 400\r\n\r\n" + Bytes(400, 'x');
  talk.answers(filler);
  const Bytes repeated = talk.piece(1, -static_cast<std::int64_t>(filler.size()), filler);
  talk.asks(question);
  talk.answers(answer.substr(0, 50));
  std::vector<Kept> kept;
  for (const Bytes& frame : talk.frames) kept.push_back({frame, 0});
  kept.push_back({repeated.substr(0, tcp_payload_at + 20), static_cast<std::uint32_t>(repeated.size())});
  talk.frames.push_back(repeated);
  talk.answers(answer.substr(50));
  kept.push_back({talk.frames.back(), 0});
  Bench bench;
  bench.feed(kept);
  EXPECT_EQ(values(bench.finish(), "http.server"), std::vector{server});
}

TEST(Reassembly, A_message_over_two_captures_is_told_of_neither_with_wrong_packets) {
  auto talk = opened();
  const auto first_capture = talk.frames;
  const std::size_t middle = answer.find(server) + 8;
  Bench bench;
  talk.frames.clear();
  talk.answers(answer.substr(0, middle));
  auto before = first_capture;
  before += talk.frames;
  bench.feed(before);
  bench.decoder.end();
  bench.begin();
  talk.frames.clear();
  talk.answers(answer.substr(middle)).asks(question).answers(answer);
  bench.feed(talk.frames);
  const auto evidence = bench.finish();
  for (const auto& o : evidence.observations) {
    if (!o.locator.decoder.empty()) continue;
    EXPECT_EQ(bytes_at(o.locator.source == 0 ? before : talk.frames, o.locator), o.value);
  }
  EXPECT_NE(whose(evidence, "http.server", server), "nobody");
}

}  // namespace
}  // namespace lenscap::sources::testing::reassembly_test
