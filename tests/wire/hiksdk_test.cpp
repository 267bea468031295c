#include "wire/hiksdk.hpp"

#include <gtest/gtest.h>

#include "wire/message_bytes.hpp"

namespace lenscap::wire::hiksdk_test {
namespace {

using testing::operator+;
using testing::Bytes;
using testing::every_flip;
using testing::every_prefix;
using testing::hex;
using testing::inside;
using testing::noise;
using testing::padded;
using Is = StreamLength::Is;

// What scanners know the port by (nmap-service-probes): the sum repeats the status.
const Bytes refused = hex("00 00 00 10  00 00 00 1e  00 00 00 1e  00 00 00 00");
const Bytes other_status = hex("00 00 00 10  00 00 00 0d  00 00 00 0d  00 00 00 00");

// A login: the length, interface 90, a sum, command 0x010000; then names and keys.
const Bytes login =
    hex("00 00 00 4c  5a 00 00 00  00 00 12 34  00 01 00 00  c0 a8 01 09  05 02 0f 0a  00 00 00 00 00 00 00 00") +
    padded("operator", 44);

// An answer whose sum is right.
Bytes answer(std::uint8_t status, const Bytes& body) {
  Bytes rest = hex("00 00 00");
  rest.push_back(std::byte{status});
  rest = rest + Bytes(4) + body;
  std::uint32_t sum = 0;
  for (const std::byte b : rest) sum += std::to_integer<std::uint32_t>(b);
  Bytes out;
  for (const std::uint32_t number : {static_cast<std::uint32_t>(rest.size() + 8), sum})
    for (const int shift : {24, 16, 8, 0}) out.push_back(static_cast<std::byte>(number >> shift));
  return out + rest;
}

const char* const serial = "DS-2CD2042WD-I20170123AAWR701234567";

// The login was granted: a number of the session, the serial number, eight small numbers, channels.
const Bytes granted =
    answer(1, hex("00 00 30 39") + padded(serial, 48) + hex("1f 01 00 00 01 01 00 00  00 00 00 00") + Bytes(28));

// The device's configuration, after its own length.
const Bytes configuration = answer(1, hex("00 00 00 b4") + padded("Front gate", 32) + hex("00 00 00 00 00 00 00 01") +
                                          padded(serial, 48) + hex(R"(05 04 00 05  00 11 01 17   # V5.4.5 of 2017-01-23
                                                 00 04 00 00 00 00 00 00    # of the digital signal processor
                                                 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
                                                 01 01 00 00 00 00 1f 02 00 00 00 00 00 00 00 00)") +
                                          padded("DS-2CD2042WD-I", 24) + Bytes(16));

TEST(HikSdk, The_blocks_that_scanners_know_are_answers) {
  for (const Bytes& block : {refused, other_status}) {
    EXPECT_EQ(hiksdk_starts(block).is, Is::whole);
    EXPECT_EQ(hiksdk_starts(block).length, 16u);
    const auto sdk = parse_hiksdk(block);
    ASSERT_TRUE(sdk);
    EXPECT_EQ(sdk->kind, HikSdkKind::answer);
    EXPECT_TRUE(sdk->serial.empty());
  }
  EXPECT_EQ(parse_hiksdk(refused)->status, 0x1eu);
}

TEST(HikSdk, Of_a_command_only_its_number_comes_out) {
  ASSERT_EQ(login.size(), 76u);
  EXPECT_EQ(hiksdk_starts(login).is, Is::whole);
  const auto sdk = parse_hiksdk(login);
  ASSERT_TRUE(sdk);
  EXPECT_EQ(sdk->kind, HikSdkKind::command);
  EXPECT_EQ(sdk->command, 0x010000u);
  EXPECT_TRUE(sdk->serial.empty() && sdk->name.empty() && sdk->model.empty());
}

TEST(HikSdk, A_granted_login_names_the_serial_number) {
  ASSERT_EQ(granted.size(), 108u);
  const auto sdk = parse_hiksdk(granted);
  ASSERT_TRUE(sdk);
  EXPECT_EQ(sdk->status, 1u);
  EXPECT_EQ(sdk->serial, serial);
  EXPECT_EQ(sdk->channels, 1u);
  EXPECT_EQ(sdk->serial.data() - reinterpret_cast<const char*>(granted.data()), 20);
}

TEST(HikSdk, A_capture_may_begin_with_what_a_device_says_of_itself) {
  EXPECT_EQ(hiksdk_starts(configuration).is, Is::whole);
  EXPECT_EQ(hiksdk_starts(granted).length, granted.size());
  EXPECT_EQ(hiksdk_starts(std::span(configuration).first(100)).is, Is::partial);
  Bytes other = configuration;
  other[90] ^= std::byte{1};
  EXPECT_EQ(hiksdk_starts(other).is, Is::other) << "its sum is wrong";
}

TEST(HikSdk, A_login_that_was_not_granted_names_nothing) {
  Bytes body(granted.begin() + 16, granted.end());
  const auto sdk = parse_hiksdk(answer(2, body));
  ASSERT_TRUE(sdk);
  EXPECT_TRUE(sdk->serial.empty()) << "a challenge";
}

TEST(HikSdk, The_configuration_says_what_the_device_is) {
  ASSERT_EQ(configuration.size(), 196u);
  const auto sdk = parse_hiksdk(configuration);
  ASSERT_TRUE(sdk);
  EXPECT_EQ(sdk->name, "Front gate");
  EXPECT_EQ(sdk->serial, serial);
  EXPECT_EQ(sdk->version, 0x05040005u);
  EXPECT_EQ(sdk->build_date, 0x110117u);
  EXPECT_EQ(sdk->channels, 1u);
  EXPECT_EQ(sdk->ip_channels, 2u);
  EXPECT_EQ(sdk->model, "DS-2CD2042WD-I");
}

TEST(HikSdk, An_answer_whose_sum_is_wrong_says_nothing) {
  Bytes other = configuration;
  other[30] ^= std::byte{1};
  EXPECT_EQ(hiksdk_length(other).is, Is::whole);
  EXPECT_FALSE(parse_hiksdk(other));
  other = refused;
  other[7] = std::byte{0x1f};
  EXPECT_EQ(hiksdk_starts(other).is, Is::other);
}

TEST(HikSdk, What_begins_alike_is_another_protocol) {
  EXPECT_EQ(hiksdk_starts(hex("00 00 00 10  00 00 00 06  00 00 00 00  00 00 00 06")).is, Is::other) << "SMPP unbind";
  EXPECT_EQ(hiksdk_starts(hex("00 00 00 06  00 00 00 01  00 01 02 03  04 05 06 07")).is, Is::other);
  EXPECT_EQ(hiksdk_starts(hex("00 00 00 55  ff 53 4d 42  72 00 00 00  00 18 53 c8")).is, Is::other) << "SMB";
  EXPECT_EQ(hiksdk_starts(Bytes(16)).is, Is::other);
  EXPECT_EQ(hiksdk_starts(hex("00 00 00")).is, Is::partial);
}

TEST(HikSdk, Familiar_bytes_before_noise_are_not_enough) {
  for (std::uint32_t seed = 0; seed < 4000; ++seed) {
    EXPECT_EQ(hiksdk_starts(hex("00 00 00 10") + noise(12, seed)).is, Is::other) << seed;
    EXPECT_EQ(hiksdk_starts(hex("00 00") + noise(60, seed)).is, Is::other) << seed;
  }
}

TEST(HikSdk, Damage_anywhere_never_leads_outside_the_message) {
  const auto read = [](std::span<const std::byte> bytes) {
    hiksdk_starts(bytes);
    const auto length = hiksdk_length(bytes);
    if (length.is != Is::whole) return;
    const auto sdk = parse_hiksdk(bytes.first(length.length));
    if (!sdk) return;
    for (const std::string_view value :
         {sdk->serial, sdk->name, sdk->model, sdk->version_raw, sdk->channels_raw, sdk->ip_channels_raw})
      EXPECT_TRUE(inside(value, bytes));
  };
  for (const Bytes& message : {refused, login, granted, configuration}) {
    every_prefix(message, read);
    every_flip(message, read);
  }
}

}  // namespace
}  // namespace lenscap::wire::hiksdk_test
