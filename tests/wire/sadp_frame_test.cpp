#include "wire/sadp_frame.hpp"

#include <gtest/gtest.h>

#include "wire/message_bytes.hpp"

namespace lenscap::wire::sadp_frame_test {
namespace {

using testing::operator+;
using testing::Bytes;
using testing::every_flip;
using testing::every_prefix;
using testing::hex;
using testing::inside;
using testing::noise;
using testing::padded;

// What a tool broadcasts: 38 bytes of header, 16 of IPv6 address, 12 of nothing.
const Bytes inquiry = hex(R"(21 02 01 42        # marker, version, series, length 66
                             00 00 11 5e        # sequence
                             06 04              # address lengths
                             03 00 00 00        # inquiry, parameter, checksum
                             3c ef 8c 00 00 01  # source MAC
                             c0 a8 01 05        # source 192.168.1.5
                             ff ff ff ff ff ff
                             00 00 00 00
                             00 00 00 00)") +
                      Bytes(28);

const Bytes header_of_answer = hex(R"(21 02 01 f6        # marker, version, series, length 246
                                      00 00 11 5e        # sequence of the question
                                      06 04
                                      04 00 12 34        # answer, parameter, checksum
                                      58 50 ed 00 12 34  # source MAC
                                      c0 a8 01 40        # source 192.168.1.64
                                      3c ef 8c 00 00 01
                                      c0 a8 01 05
                                      ff ff ff 00        # mask)");

const Bytes answer =
    header_of_answer + padded("DS-2CD2T47G1-L20190522AAWRD12345678", 48) + hex(R"(00 02 60 02   # device type 155650
                            00 00 1f 40   # port 8000
                            00 00 00 01   # encoders
                            00 00 00 00   # disks)") +
    padded("V5.5.82build 190910", 48) + padded("V7.3 build 190909", 48) + padded("2026-11-02 08:15:00", 48);

TEST(SadpFrame, The_inquiry_of_a_tool_is_not_of_a_device) {
  const auto frame = parse_sadp_frame(inquiry);
  ASSERT_TRUE(frame);
  EXPECT_EQ(frame->operation, 0x03);
  EXPECT_EQ(frame->sequence, 0x115eu);
  EXPECT_FALSE(frame->from_device);
  EXPECT_TRUE(frame->serial.empty());
}

TEST(SadpFrame, A_camera_says_what_it_is) {
  ASSERT_EQ(answer.size(), 246u) << "the length that the header states";
  const auto frame = parse_sadp_frame(answer);
  ASSERT_TRUE(frame);
  EXPECT_TRUE(frame->from_device);
  EXPECT_EQ(frame->mac, 0x5850ed001234u);
  EXPECT_EQ(frame->ipv4, 0xc0a80140u);
  EXPECT_EQ(frame->serial, "DS-2CD2T47G1-L20190522AAWRD12345678");
  EXPECT_EQ(frame->device_type, 155650u);
  EXPECT_EQ(frame->software_version, "V5.5.82build 190910");
  EXPECT_EQ(frame->dsp_version, "V7.3 build 190909");
  EXPECT_EQ(frame->start_time, "2026-11-02 08:15:00");
}

TEST(SadpFrame, A_value_leads_back_to_its_place_in_the_frame) {
  const auto frame = parse_sadp_frame(answer);
  ASSERT_TRUE(frame);
  const auto* const first = reinterpret_cast<const char*>(answer.data());
  EXPECT_EQ(frame->mac_raw.data() - first, 14);
  EXPECT_EQ(frame->ipv4_raw.data() - first, 20);
  EXPECT_EQ(frame->serial.data() - first, 38);
  EXPECT_EQ(frame->device_type_raw.data() - first, 86);
}

TEST(SadpFrame, Padding_behind_the_message_is_ignored) {
  const Bytes padded_frame = answer + hex("ff ff ff ff");
  const auto frame = parse_sadp_frame(padded_frame);
  ASSERT_TRUE(frame);
  EXPECT_EQ(frame->start_time, "2026-11-02 08:15:00");
}

TEST(SadpFrame, Of_a_frame_that_the_capture_has_cut_whole_texts_are_given) {
  const auto frame = parse_sadp_frame(std::span(answer).first(96));
  ASSERT_TRUE(frame);
  EXPECT_TRUE(frame->from_device);
  EXPECT_EQ(frame->serial, "DS-2CD2T47G1-L20190522AAWRD12345678");
  EXPECT_TRUE(frame->software_version.empty());
}

TEST(SadpFrame, A_password_reset_gives_nothing_away) {
  Bytes reset = header_of_answer + padded("SECRET", 208);  // where an answer has the serial number
  reset[10] = std::byte{0x0a};
  const auto frame = parse_sadp_frame(reset);
  ASSERT_TRUE(frame);
  EXPECT_FALSE(frame->from_device);
  EXPECT_TRUE(frame->serial.empty());
}

TEST(SadpFrame, An_announcement_is_of_a_device_when_it_describes_one) {
  Bytes announcement = answer;
  announcement[10] = std::byte{0x02};
  EXPECT_TRUE(parse_sadp_frame(announcement)->from_device);
  Bytes question = inquiry;
  question[10] = std::byte{0x02};
  EXPECT_FALSE(parse_sadp_frame(question)->from_device);
}

TEST(SadpFrame, Another_protocol_behind_the_same_type_is_not_SADP) {
  for (const std::size_t at : {0u, 1u, 8u, 9u, 10u}) {
    Bytes other = answer;
    other[at] = std::byte{0x7f};
    EXPECT_FALSE(parse_sadp_frame(other)) << "byte " << at;
  }
  for (std::uint32_t seed = 0; seed < 2000; ++seed) EXPECT_FALSE(parse_sadp_frame(noise(246, seed)));
}

TEST(SadpFrame, Damage_anywhere_never_leads_outside_the_frame) {
  const auto read = [](std::span<const std::byte> bytes) {
    const auto frame = parse_sadp_frame(bytes);
    EXPECT_TRUE(!frame || bytes.size() >= 38);
    if (!frame) return;
    for (const std::string_view value : {frame->serial, frame->software_version, frame->dsp_version, frame->start_time,
                                         frame->mac_raw, frame->ipv4_raw, frame->device_type_raw})
      EXPECT_TRUE(inside(value, bytes));
  };
  every_prefix(answer, read);
  every_flip(answer, read);
}

}  // namespace
}  // namespace lenscap::wire::sadp_frame_test
