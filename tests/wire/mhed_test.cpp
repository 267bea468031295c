#include "wire/mhed.hpp"

#include <gtest/gtest.h>

#include "wire/message_bytes.hpp"

namespace lenscap::wire::mhed_test {
namespace {

using testing::operator+;
using testing::Bytes;
using testing::every_flip;
using testing::every_prefix;
using testing::hex;
using testing::inside;
using testing::noise;
using testing::padded;

Bytes lead(const char* version, const char* command) {
  return testing::text("MHED") + hex(version) + hex("00 01 00") + hex(command) + hex("00 00 00");
}

const Bytes search = lead("09", "01") + Bytes(128);

// A camera, as in ipcprobe's testdata/vectors.json, with other words.
const Bytes camera = lead("08", "02") + padded("lobby", 20) + hex(R"(
                         02 00 5e 00 00 01            # hardware address
                         30 23                        # SDK port 9008
                         c0 a8 01 45 ff ff ff 00 c0 a8 01 01
                         00 00 00 00                  # firmware as a number: none
                         bf b3 34 01                  # 20231103
                         50 00 2a 02                  # HTTP 80, RTSP 554
                         02 00 00 00                  # device type)") +
                     Bytes(44) + hex("c0 a8 01 01 08 08 08 08") + Bytes(20) + padded("I0A4420L0001", 16) +
                     padded("1.5-1428327", 16) + Bytes(24) + padded("DCN-BM8127AIN", 16) + padded("DVC", 16) +
                     Bytes(12);

// A recorder: version 7, firmware as a number, channels where cameras have nothing.
const Bytes recorder = lead("07", "02") + padded("depot", 20) + hex(R"(
                           58 5b 69 00 a5 01            # hardware address
                           94 17                        # SDK port 6036
                           c0 00 02 51 ff ff ff 00 c0 00 02 01
                           00 0a 04 01                  # firmware 1.4.10.0
                           f3 d6 34 01                  # 20240115
                           50 00 00 00                  # HTTP 80
                           03 00 00 00                  # recorder)") +
                       Bytes(44) + hex("c0 00 02 01 00 00 00 00") + Bytes(76) + padded("TD-3316B2-A1", 16) +
                       padded("TVT", 16) + hex("10 00 00 00") + Bytes(8);

// Sets the network of a camera; behind the addresses stands a password in base64.
const Bytes set_network = lead("09", "03") + Bytes(20) +
                          hex("02 00 5e 00 00 01 00 00 c0 a8 01 44 ff ff ff 00 c0 a8 01 01") + Bytes(32) +
                          padded("c2VjcmV0c2VjcmV0", 28) + Bytes(28);

TEST(Mhed, A_camera_announces_itself) {
  ASSERT_EQ(camera.size(), 240u);
  const auto mhed = parse_mhed(camera);
  ASSERT_TRUE(mhed);
  EXPECT_TRUE(mhed->from_device());
  EXPECT_EQ(mhed->kind, MhedKind::announce);
  EXPECT_EQ(mhed->version, 8);
  EXPECT_EQ(mhed->name, "lobby");
  EXPECT_EQ(mhed->mac, 0x02005e000001u);
  EXPECT_EQ(mhed->ipv4, 0xc0a80145u);
  EXPECT_EQ(mhed->ipv4_mask, 0xffffff00u);
  EXPECT_EQ(mhed->ipv4_gateway, 0xc0a80101u);
  EXPECT_EQ(mhed->sdk_port, 9008);
  EXPECT_EQ(mhed->http_port, 80);
  EXPECT_EQ(mhed->build_date, 20231103u);
  EXPECT_EQ(mhed->device_type, 2u);
  EXPECT_EQ(mhed->serial, "I0A4420L0001");
  EXPECT_EQ(mhed->firmware_text, "1.5-1428327");
  EXPECT_EQ(mhed->model, "DCN-BM8127AIN");
  EXPECT_EQ(mhed->manufacturer, "DVC");
  EXPECT_EQ(mhed->channels, 0u);
}

TEST(Mhed, A_recorder_says_its_firmware_as_a_number_and_its_channels) {
  ASSERT_EQ(recorder.size(), 240u);
  const auto mhed = parse_mhed(recorder);
  ASSERT_TRUE(mhed);
  EXPECT_EQ(mhed->firmware, 0x01040a00u);
  EXPECT_EQ(mhed->build_date, 20240115u);
  EXPECT_EQ(mhed->device_type, 3u);
  EXPECT_EQ(mhed->model, "TD-3316B2-A1");
  EXPECT_EQ(mhed->manufacturer, "TVT");
  EXPECT_EQ(mhed->channels, 16u);
  EXPECT_TRUE(mhed->serial.empty()) << "version 7 has another field there";
}

TEST(Mhed, A_value_leads_back_to_its_place_in_the_packet) {
  const auto mhed = parse_mhed(camera);
  ASSERT_TRUE(mhed);
  const auto* const first = reinterpret_cast<const char*>(camera.data());
  EXPECT_EQ(mhed->mac_raw.data() - first, 32);
  EXPECT_EQ(mhed->ipv4_raw.data() - first, 40);
  EXPECT_EQ(mhed->build_date_raw.data() - first, 56);
  EXPECT_EQ(mhed->serial.data() - first, 140);
  EXPECT_EQ(mhed->model.data() - first, 196);
}

TEST(Mhed, Who_searches_is_no_device) {
  const auto mhed = parse_mhed(search);
  ASSERT_TRUE(mhed);
  EXPECT_EQ(mhed->kind, MhedKind::search);
  EXPECT_FALSE(mhed->from_device());
  Bytes other = search;
  other[100] = std::byte{1};
  EXPECT_FALSE(parse_mhed(other)) << "a search has nothing behind its command";
}

TEST(Mhed, Of_a_message_that_sets_something_only_the_lead_comes_out) {
  const auto mhed = parse_mhed(set_network);
  ASSERT_TRUE(mhed);
  EXPECT_EQ(mhed->kind, MhedKind::setting);
  EXPECT_EQ(mhed->command, 3u);
  EXPECT_FALSE(mhed->from_device());
  EXPECT_EQ(mhed->lead.size(), 12u);
  EXPECT_TRUE(mhed->name.empty() && mhed->mac_raw.empty() && mhed->ipv4_raw.empty() && mhed->serial.empty());
}

TEST(Mhed, A_device_answers_a_setting_whether_it_obeyed_or_not) {
  const auto mhed = parse_mhed(lead("08", "10") + hex("c0 a8 01 32 31 d4") + Bytes(122));
  ASSERT_TRUE(mhed);
  EXPECT_EQ(mhed->kind, MhedKind::answer);
  EXPECT_TRUE(mhed->from_device());
}

TEST(Mhed, What_no_device_can_say_is_refused) {
  Bytes other = camera;
  for (std::size_t i = 32; i < 38; ++i) other[i] = std::byte{0};
  EXPECT_FALSE(parse_mhed(other)) << "no hardware address";
  other = camera;
  other[32] = std::byte{1};
  EXPECT_FALSE(parse_mhed(other)) << "a group's address";
  other = camera;
  other[6] = std::byte{0};
  EXPECT_FALSE(parse_mhed(other)) << "no version of this protocol";
  other = camera;
  other[8] = std::byte{0};
  EXPECT_FALSE(parse_mhed(other)) << "no command";
  other = camera;
  other[12] = std::byte{7};
  ASSERT_TRUE(parse_mhed(other));
  EXPECT_TRUE(parse_mhed(other)->name.empty()) << "no text";
  other = camera;
  other[57] = std::byte{0xff};
  EXPECT_EQ(parse_mhed(other)->build_date, 0u) << "no day";
}

TEST(Mhed, Four_familiar_bytes_are_not_enough) {
  for (std::uint32_t seed = 0; seed < 4000; ++seed)
    EXPECT_FALSE(parse_mhed(testing::text("MHED") + noise(236, seed))) << seed;
}

TEST(Mhed, Damage_anywhere_never_leads_outside_the_packet) {
  const auto read = [](std::span<const std::byte> bytes) {
    const auto mhed = parse_mhed(bytes);
    if (!mhed) return;
    for (const std::string_view value : {mhed->lead, mhed->name, mhed->mac_raw, mhed->ipv4_raw, mhed->firmware_raw,
                                         mhed->build_date_raw, mhed->device_type_raw, mhed->serial, mhed->firmware_text,
                                         mhed->model, mhed->manufacturer, mhed->channels_raw})
      EXPECT_TRUE(inside(value, bytes));
  };
  for (const Bytes& message : {search, camera, recorder, set_network}) {
    every_prefix(message, read);
    every_flip(message, read);
  }
}

}  // namespace
}  // namespace lenscap::wire::mhed_test
