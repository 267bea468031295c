#include "wire/llmnr.hpp"

#include <gtest/gtest.h>

#include <deque>

#include "wire/octets.hpp"

namespace lenscap::wire::llmnr_test {
namespace {

using namespace testing;

/// Parsers hand out views: the bytes outlive the test.
std::optional<Llmnr> parsed(Bytes bytes) {
  static std::deque<Bytes> kept;
  return parse_llmnr(kept.emplace_back(std::move(bytes)));
}

const Bytes answer = octets(R"(
  1234 8000 0001 0001 0000 0000                    # response
  09 'NVR-Lobby' 00 0001 0001                      # who is NVR-Lobby?
  09 'NVR-Lobby' 00 0001 0001 0000001e 0004 0a281e33
)");
const Bytes query = octets("1234 0000 0001 0000 0000 0000  04 'wpad' 00 0001 0001");

TEST(Llmnr, Host_answers_for_its_own_name) {
  const auto llmnr = parse_llmnr(answer);
  ASSERT_TRUE(llmnr);
  EXPECT_TRUE(llmnr->response);
  EXPECT_EQ(llmnr->host.view(), "NVR-Lobby");
  EXPECT_EQ(llmnr->host_at, 12u + 11 + 4);
  EXPECT_EQ(llmnr->host_length, 11u);
  EXPECT_EQ(llmnr->address.size(), 4u);
  EXPECT_FALSE(llmnr->tentative);
}

TEST(Llmnr, Question_is_about_others) {
  const auto llmnr = parse_llmnr(query);
  ASSERT_TRUE(llmnr);
  EXPECT_FALSE(llmnr->response);
  EXPECT_EQ(llmnr->host.size, 0);
}

TEST(Llmnr, Reverse_answer_names_its_target) {
  const auto llmnr = parsed(octets(R"(
    1234 8100 0001 0001 0000 0000  02 '51' 02 '30' 02 '40' 02 '10' 07 'in-addr' 04 'arpa' 00 000c 0001
    c00c 000c 0001 0000001e 0005 03 'nvr' 00)"));
  ASSERT_TRUE(llmnr);
  EXPECT_EQ(llmnr->host.view(), "nvr");
  EXPECT_TRUE(llmnr->address.empty());
  EXPECT_TRUE(llmnr->tentative);
}

TEST(Llmnr, Refusal_and_truncated_answer_name_nobody) {
  for (const auto& [at, value] : {std::pair{3, 0x03}, {2, 0x82}}) {
    Bytes bytes = answer;
    bytes[static_cast<std::size_t>(at)] = static_cast<std::byte>(value);
    const auto llmnr = parse_llmnr(bytes);
    ASSERT_TRUE(llmnr) << at;
    EXPECT_EQ(llmnr->host.size, 0) << at;
  }
}

TEST(Llmnr, Flags_that_must_be_zero_and_more_questions_are_none) {
  Bytes bytes = query;
  bytes[3] = std::byte{0x20};
  EXPECT_FALSE(parse_llmnr(bytes));
  EXPECT_FALSE(parsed(octets("1234 0000 0002 0000 0000 0000  01 'a' 00 0001 0001  01 'b' 00 0001 0001")));
  Bytes knows = answer;
  knows[2] = std::byte{0};  // a query with an answer in it
  EXPECT_FALSE(parse_llmnr(knows));
}

TEST(Llmnr, Every_prefix_and_flipped_bit_is_survived) {
  every_prefix(answer, [](std::span<const std::byte> bytes) {
    EXPECT_EQ(parse_llmnr(bytes).has_value(), bytes.size() == answer.size());
  });
  every_flip(answer, [](std::span<const std::byte> bytes) {
    const auto llmnr = parse_llmnr(bytes);
    if (llmnr) EXPECT_LE(llmnr->host_at + llmnr->host_length, bytes.size());
  });
}

}  // namespace
}  // namespace lenscap::wire::llmnr_test
