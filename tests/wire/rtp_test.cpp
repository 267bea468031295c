#include "wire/rtp.hpp"

#include <gtest/gtest.h>

#include "wire/octets.hpp"

namespace lenscap::wire::rtp_test {
namespace {

using testing::operator+;
using testing::Bytes;
using testing::every_flip;
using testing::every_prefix;
using testing::hex;
using testing::noise;
using testing::octets;

const Bytes video = hex(R"(
  80 e0 12 34              # version 2; marker, payload type 96; sequence
  00 01 5f 90 de ad be ef  # timestamp, source
  7c 85 00 00              # payload)");

const Bytes extended = hex(R"(
  b1 60 12 35              # padding, extension, one contributor; payload type 96
  00 01 5f 90 de ad be ef
  00 00 00 01              # contributor
  ab ac 00 01 c0 00 00 00  # extension of one word (ONVIF replay)
  7c 85 00 02              # payload of two bytes, padding of two)");

const Bytes report = octets(R"(
  80 c8 00 06              # sender's report without blocks, 7 words
  de ad be ef
  e0 00 00 00 00 00 00 00  # NTP time
  00 01 5f 90 00 00 00 10 00 00 40 00
  81 ca 00 03              # source description, 4 words
  de ad be ef
  01 04 'cam1' 00 00       # CNAME
)");

TEST(Rtp, A_header_says_type_sequence_and_source) {
  const auto rtp = parse_rtp(video, video.size());
  ASSERT_TRUE(rtp);
  EXPECT_EQ(rtp->payload_type, 96);
  EXPECT_EQ(rtp->sequence, 0x1234);
  EXPECT_EQ(rtp->source, 0xdeadbeefu);
  EXPECT_EQ(rtp->payload, 12u);
}

TEST(Rtp, Contributors_extension_and_padding_are_measured) {
  const auto rtp = parse_rtp(extended, extended.size());
  ASSERT_TRUE(rtp);
  EXPECT_EQ(rtp->payload, 24u);
  Bytes padded = extended;
  padded.back() = std::byte{5};
  EXPECT_FALSE(parse_rtp(padded, padded.size())) << "more padding than payload";
  padded.back() = std::byte{0};
  EXPECT_FALSE(parse_rtp(padded, padded.size()));
}

TEST(Rtp, What_cannot_be_its_header_is_none) {
  Bytes other = video;
  other[0] = std::byte{0x40};
  EXPECT_FALSE(parse_rtp(other, other.size())) << "version 1";
  other = video;
  other[1] = std::byte{0xc8};
  EXPECT_FALSE(parse_rtp(other, other.size())) << "RTCP";
  EXPECT_FALSE(parse_rtp(std::span(video).first(11), 11));
}

TEST(Rtp, A_sequence_goes_on_over_small_gaps_and_over_its_end) {
  EXPECT_TRUE(rtp_continues(10, 11));
  EXPECT_TRUE(rtp_continues(10, 13));
  EXPECT_TRUE(rtp_continues(0xffff, 0));
  EXPECT_FALSE(rtp_continues(10, 10));
  EXPECT_FALSE(rtp_continues(10, 9));
  EXPECT_FALSE(rtp_continues(10, 400));
}

TEST(Rtcp, A_compound_adds_up_to_its_datagram) {
  ASSERT_EQ(report.size(), 44u);
  EXPECT_TRUE(is_rtcp(report, report.size()));
  EXPECT_FALSE(is_rtcp(report + hex("00 00 00 00"), report.size() + 4));
  EXPECT_FALSE(is_rtcp(std::span(report).subspan(28), 16)) << "begins with a description, not a report";
  Bytes other = report;
  other[3] ^= std::byte{1};
  EXPECT_FALSE(is_rtcp(other, other.size()));
}

TEST(Rtcp, Of_a_datagram_that_was_cut_what_is_there_must_be_right) {
  EXPECT_TRUE(is_rtcp(std::span(report).first(30), report.size()));
  Bytes other = report;
  other[29] = std::byte{0x50};
  EXPECT_FALSE(is_rtcp(std::span(other).first(34), report.size()));
}

TEST(Rtcp, Chance_is_not_enough) {
  for (std::uint32_t seed = 0; seed < 2000; ++seed) {
    const Bytes bytes = hex("80 c8") + noise(98, seed);
    EXPECT_FALSE(is_rtcp(bytes, bytes.size())) << seed;
  }
}

TEST(Rtp, Damage_anywhere_never_leads_outside_the_datagram) {
  const auto read = [](std::span<const std::byte> bytes) {
    for (const std::size_t wire : {bytes.size(), bytes.size() + 100}) {
      is_rtcp(bytes, wire);
      if (const auto rtp = parse_rtp(bytes, wire)) EXPECT_LE(rtp->payload, wire);
    }
  };
  for (const Bytes& message : {video, extended, report}) {
    every_prefix(message, read);
    every_flip(message, read);
  }
}

}  // namespace
}  // namespace lenscap::wire::rtp_test
