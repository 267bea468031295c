#include "wire/hanwha.hpp"

#include <gtest/gtest.h>

#include "wire/message_bytes.hpp"

namespace lenscap::wire::hanwha_test {
namespace {

using testing::operator+;
using testing::Bytes;
using testing::every_flip;
using testing::every_prefix;
using testing::hex;
using testing::inside;
using testing::noise;
using testing::padded;
using testing::text;

// The answer of a PNM-C32083, with another address: what stands behind the ends of its texts is as the camera sent it.
const Bytes answer = hex("0b 87 50 73 53 06 46 56 25 ef 6d a7 5b 04 7d 7b cd 1c 3c  # answer, number of the question") +
                     padded("00:09:18:00:12:34", 18) + padded("192.0.2.37", 16) + padded("255.255.255.0", 16) +
                     padded("192.0.2.1", 16) + Bytes(20) +  // password field
                     hex("00 01 bb 01") + text("PNM-C32083") + hex(R"(
                       74 50 00 a8 11 2e 27 24 27 1a 27 42 27 00   # 74: memory; HTTP 80, device 4520 …)") +
                     padded("https://192.0.2.37/index.htm", 29) + noise(128 - 29, 1) + hex("ea");

/// The long form: the same first 261 octets, then alias, model in full, kind of device.
Bytes long_answer(std::uint8_t device_type) {
  Bytes out = answer;
  out[0] = std::byte{0x0c};
  out.resize(0x105);
  return out + padded("Depot recorder", 32) + padded("XRN-1610S", 32) + Bytes{std::byte{device_type}} +
         hex("01 00  01 00  01 bb  05 01  # version, HTTPS, reserved, port 443, protocols, password set");
}

Bytes with(Bytes bytes, std::size_t at, std::string_view characters) {
  const Bytes put = text(characters);
  std::copy(put.begin(), put.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at));
  return bytes;
}

TEST(Hanwha, A_camera_says_what_it_is) {
  ASSERT_EQ(answer.size(), hanwha_size);
  const auto device = parse_hanwha(answer);
  ASSERT_TRUE(device);
  EXPECT_EQ(device->mac, "00:09:18:00:12:34");
  EXPECT_EQ(device->ipv4_address, "192.0.2.37");
  EXPECT_EQ(device->ipv4_mask, "255.255.255.0");
  EXPECT_EQ(device->ipv4_gateway, "192.0.2.1");
  EXPECT_EQ(device->http_port, 80);
  EXPECT_EQ(device->model, "PNM-C32083") << "ten characters, and no NUL behind them";
  EXPECT_EQ(device->url, "https://192.0.2.37/index.htm");
  EXPECT_TRUE(device->device_type_raw.empty());
}

TEST(Hanwha, The_long_form_gives_the_model_in_full_and_the_kind_of_device) {
  const Bytes recorder = long_answer(3);
  ASSERT_EQ(recorder.size(), hanwha_long_size);
  const auto device = parse_hanwha(recorder);
  ASSERT_TRUE(device);
  EXPECT_EQ(device->model, "XRN-1610S");
  EXPECT_EQ(device->alias, "Depot recorder");
  EXPECT_EQ(device->device_type, 3);
  EXPECT_EQ(device->device_type_raw.data() - reinterpret_cast<const char*>(recorder.data()), 0x145);
}

TEST(Hanwha, The_form_must_have_its_own_length) {
  Bytes other = answer;
  other[0] = std::byte{0x0c};
  EXPECT_FALSE(parse_hanwha(other));
  other = long_answer(0);
  other[0] = std::byte{0x0b};
  EXPECT_FALSE(parse_hanwha(other));
  EXPECT_FALSE(parse_hanwha(answer + hex("00")));
}

TEST(Hanwha, A_question_is_no_answer) {
  Bytes question = answer;
  question[0] = std::byte{0x01};
  EXPECT_FALSE(parse_hanwha(question));
  EXPECT_FALSE(parse_hanwha(hex("01") + noise(261, 7)));
}

TEST(Hanwha, Size_and_first_octet_are_not_enough) {
  for (std::uint32_t seed = 0; seed < 2000; ++seed) {
    EXPECT_FALSE(parse_hanwha(hex("0b") + noise(261, seed))) << seed;
    EXPECT_FALSE(parse_hanwha(hex("0c") + noise(333, seed))) << seed;
  }
  EXPECT_FALSE(parse_hanwha(hex("0b") + Bytes(261)));
}

TEST(Hanwha, Every_text_must_be_what_it_is_called) {
  EXPECT_FALSE(parse_hanwha(with(answer, 0x13, "00:09:18-00:12:34")));
  EXPECT_FALSE(parse_hanwha(with(answer, 0x13, "00:00:00:00:00:00")));
  EXPECT_FALSE(parse_hanwha(with(answer, 0x13, "01:09:18:00:12:34"))) << "group address";
  EXPECT_FALSE(parse_hanwha(with(answer, 0x25, "192.0.2.300")));
  EXPECT_FALSE(parse_hanwha(with(answer, 0x35, std::string_view("255.255.255\0", 12))));
  EXPECT_FALSE(parse_hanwha(with(answer, 0x45, "router")));
  EXPECT_FALSE(parse_hanwha(with(answer, 0x6d, "camera one")));
  EXPECT_FALSE(parse_hanwha(with(answer, 0x85, "ftp:")));
}

TEST(Hanwha, Damage_anywhere_never_leads_outside_the_packet) {
  for (const Bytes& whole : {answer, long_answer(3)}) {
    const auto read = [](std::span<const std::byte> bytes) {
      const auto device = parse_hanwha(bytes);
      if (!device) return;
      for (const std::string_view value :
           {device->mac, device->ipv4_address, device->model, device->url, device->alias, device->device_type_raw})
        EXPECT_TRUE(inside(value, bytes));
    };
    every_prefix(whole, read);
    every_flip(whole, read);
  }
}

}  // namespace
}  // namespace lenscap::wire::hanwha_test
