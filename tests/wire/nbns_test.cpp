#include "wire/nbns.hpp"

#include <gtest/gtest.h>

#include <deque>

#include "wire/octets.hpp"

namespace lenscap::wire::nbns_test {
namespace {

using namespace testing;

/// Parsers hand out views: the bytes outlive the test.
std::optional<Nbns> parsed(Bytes bytes) {
  static std::deque<Bytes> kept;
  return parse_nbns(kept.emplace_back(std::move(bytes)));
}

/// First-level encoding: two letters a byte.
Bytes encoded(std::string_view name, std::uint8_t suffix) {
  std::string full(name);
  full.resize(15, ' ');
  full += static_cast<char>(suffix);
  Bytes out = octets("20");
  for (const char c : full) {
    out.push_back(static_cast<std::byte>('A' + (static_cast<std::uint8_t>(c) >> 4)));
    out.push_back(static_cast<std::byte>('A' + (static_cast<std::uint8_t>(c) & 15)));
  }
  out.push_back(std::byte{0});
  return out;
}

Bytes registration(std::string_view name, std::uint8_t suffix, const char* flags = "0000") {
  return octets("0001 2910 0001 0000 0000 0001 ") + encoded(name, suffix) + octets("0020 0001") +
         octets("c00c 0020 0001 000493e0 0006 ") + octets(flags) + octets("0a281e33");
}

Bytes answer(std::string_view name, std::uint8_t suffix) {
  return octets("0002 8500 0000 0001 0000 0000 ") + encoded(name, suffix) +
         octets("0020 0001 000493e0 0006 0000 0a281e33");
}

const Bytes status = octets("0003 8400 0000 0001 0000 0000 ") + encoded("*", 0) + octets(R"(
  0021 0001 00000000 0065 05
  'WORKGROUP      ' 00 8400
  'ALICE          ' 03 0400
  'NVR-LOBBY      ' 00 0400
  'NVR-LOBBY      ' 20 0400
  'WORKGROUP      ' 1e 8400
  3cef8c001234 0000
  00 00
)");

TEST(Nbns, Encoding_of_the_standards_own_example) {
  const Bytes name = encoded("FRED", 0x20);  // RFC 1001 14.1, with spaces
  EXPECT_EQ(std::string(reinterpret_cast<const char*>(name.data()) + 1, 8), "EGFCEFEE");
}

TEST(Nbns, Host_registers_its_own_name) {
  const auto nbns = parsed(registration("NVR-LOBBY", 0x00));
  ASSERT_TRUE(nbns);
  EXPECT_EQ(nbns->message, NbnsMessage::registration);
  EXPECT_EQ(nbns->own_name(), "NVR-LOBBY");
  EXPECT_EQ(nbns->ipv4, 0x0a281e33u);
  EXPECT_EQ(nbns->name_raw.size(), 32u);
}

TEST(Nbns, Answer_gives_the_senders_name) {
  const auto nbns = parsed(answer("NVR-LOBBY", 0x20));
  ASSERT_TRUE(nbns);
  EXPECT_EQ(nbns->message, NbnsMessage::answer);
  EXPECT_EQ(nbns->own_name(), "NVR-LOBBY");
}

TEST(Nbns, Node_status_gives_the_host_not_the_person_and_not_the_group) {
  const auto nbns = parse_nbns(status);
  ASSERT_TRUE(nbns);
  EXPECT_EQ(nbns->message, NbnsMessage::status);
  EXPECT_EQ(nbns->own_name(), "NVR-LOBBY");
  EXPECT_EQ(nbns->unit_id, 0x3cef8c001234u);
}

TEST(Nbns, Persons_groups_and_wild_cards_are_not_handed_out) {
  EXPECT_EQ(parsed(registration("ALICE", 0x03))->own_name(), "");
  EXPECT_EQ(parsed(registration("WORKGROUP", 0x1d))->own_name(), "");
  EXPECT_EQ(parsed(registration("WORKGROUP", 0x00, "8000"))->own_name(), "");
  EXPECT_EQ(parsed(answer("*", 0x00))->own_name(), "");
}

TEST(Nbns, Question_says_nothing_of_who_asks) {
  const auto query = parsed(octets("0001 0110 0001 0000 0000 0000 ") + encoded("FILES", 0x20) + octets("0020 0001"));
  ASSERT_TRUE(query);
  EXPECT_EQ(query->message, NbnsMessage::query);
  EXPECT_EQ(query->own_name(), "");
  const auto scan = parsed(octets("0001 0000 0001 0000 0000 0000 ") + encoded("*", 0) + octets("0021 0001"));
  ASSERT_TRUE(scan);
  EXPECT_EQ(scan->message, NbnsMessage::status_query);
}

TEST(Nbns, Release_and_refusal_name_nobody) {
  Bytes release = registration("NVR-LOBBY", 0);
  release[2] = std::byte{0x30};
  ASSERT_TRUE(parse_nbns(release));
  EXPECT_EQ(parse_nbns(release)->message, NbnsMessage::other);
  EXPECT_EQ(parse_nbns(release)->own_name(), "");
  Bytes refused = answer("NVR-LOBBY", 0);
  refused[3] = std::byte{0x06};
  ASSERT_TRUE(parse_nbns(refused));
  EXPECT_EQ(parse_nbns(refused)->own_name(), "");
}

TEST(Nbns, Domain_names_and_other_counts_are_no_netbios) {
  EXPECT_FALSE(parsed(octets(
      "0001 0100 0001 0000 0000 0000 03'www'07'example'03'com'00 0001 0001 0000000000000000000000000000000000")));
  Bytes two = registration("NVR", 0);
  two[5] = std::byte{2};
  EXPECT_FALSE(parse_nbns(two));
  Bytes lower = registration("NVR", 0);
  lower[14] = std::byte{'q'};
  EXPECT_FALSE(parse_nbns(lower));
  EXPECT_FALSE(parsed(registration("NVR", 0) + octets("00")));
}

TEST(Nbns, Every_prefix_and_flipped_bit_is_survived) {
  for (const Bytes& good : {registration("NVR-LOBBY", 0), answer("NVR-LOBBY", 0x20), status}) {
    every_prefix(good, [&](std::span<const std::byte> bytes) {
      EXPECT_EQ(parse_nbns(bytes).has_value(), bytes.size() == good.size());
    });
    every_flip(good, [](std::span<const std::byte> bytes) {
      const auto nbns = parse_nbns(bytes);
      if (nbns) EXPECT_TRUE(inside(nbns->name_raw, bytes));
    });
  }
}

}  // namespace
}  // namespace lenscap::wire::nbns_test
