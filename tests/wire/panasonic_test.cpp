#include "wire/panasonic.hpp"

#include <gtest/gtest.h>

#include "wire/message_bytes.hpp"

namespace lenscap::wire::panasonic_test {
namespace {

using testing::operator+;
using testing::Bytes;
using testing::every_flip;
using testing::every_prefix;
using testing::hex;
using testing::inside;
using testing::noise;
using testing::padded;

// As an NX510 and a WV-X22700-V2L answer, with other addresses and numbers, and without the fields that nobody reads.
const Bytes head = hex(R"(00 0e                                # answer to a search
                          d4 2d c5 00 12 34                    # device
                          a0 29 19 00 00 09  c0 00 02 09       # tool
                          00 00 20 11 1e 11 23 1f 1e 19 13 00 00 02 00 02
                          00 00 00 00 00 00 00 00 00 00)");
const Bytes addresses = hex(R"(00 00 00 01 02   00 01 00 01 02
                               00 20 00 04 c0 00 02 f1
                               00 21 00 04 ff ff ff 00
                               00 22 00 04 c0 00 02 01
                               00 25 00 02 00 50)");
const Bytes end = hex("ff ff 22 c3");

Bytes answer(const Bytes& fields) {
  const std::size_t size = addresses.size() + fields.size();
  return hex("00 01") + Bytes{static_cast<std::byte>(size >> 8), static_cast<std::byte>(size)} + head + addresses +
         fields + end;
}

const Bytes recorder = answer(hex("00 a6 00 01 92   00 a8 00 10") + padded("NX510", 16) +
                              hex("00 c0 00 02 00 15   00 d1 00 10") + padded("XAV51428", 16));
const Bytes camera = answer(hex("00 a6 00 01 94   00 a7 00 10") + padded("WV-X22700-V2L", 16) + hex("00 a8 00 10") +
                            padded("X22700-V2L", 16) + hex("00 a9 00 10") + padded("3.67", 16) + hex("00 d1 00 10") +
                            padded("XBV30463", 16));

const Bytes search = hex(R"(00 01 00 2a 00 0d 00 00 00 00 00 00     # search: no device named
                            a0 29 19 00 00 09 c0 00 02 09 00 00 20 11 1e 11 23 1f 1e 19 13
                            00 00 02 01 00 00 00 00 00 00 00 00 00 00 00 ff f0
                            00 26 00 20 00 21 00 22 00 23 00 25 00 28 00 40 00 41 00 42 00 44 00 a5 00 a6 00 a7
                            00 a8 00 ad 00 b3 00 b4 00 b7 00 b8 ff ff 11 70)");

TEST(Panasonic, A_camera_says_what_it_is) {
  const auto device = parse_panasonic(camera);
  ASSERT_TRUE(device);
  EXPECT_EQ(device->mac, 0xd42dc5001234u);
  EXPECT_EQ(device->ipv4, 0xc00002f1u);
  EXPECT_EQ(device->ipv4_mask, 0xffffff00u);
  EXPECT_EQ(device->ipv4_gateway, 0xc0000201u);
  EXPECT_EQ(device->http_port, 80);
  EXPECT_EQ(device->name, "WV-X22700-V2L");
  EXPECT_EQ(device->model, "X22700-V2L");
  EXPECT_EQ(device->firmware, "3.67");
  EXPECT_EQ(device->serial, "XBV30463");
  EXPECT_TRUE(device->channels_raw.empty()) << "only recorders state channels";
}

TEST(Panasonic, A_recorder_states_its_channels) {
  const auto device = parse_panasonic(recorder);
  ASSERT_TRUE(device);
  EXPECT_EQ(device->model, "NX510");
  EXPECT_EQ(device->channels, 21);
  EXPECT_EQ(device->serial, "XAV51428");
}

TEST(Panasonic, A_tool_that_searches_or_sets_an_address_is_no_device) {
  ASSERT_EQ(search.size(), 94u);
  EXPECT_TRUE(is_panasonic_tool(search));
  EXPECT_FALSE(parse_panasonic(search));
  Bytes sets = camera;
  sets[5] = std::byte{2};
  EXPECT_TRUE(is_panasonic_tool(sets));
  EXPECT_FALSE(parse_panasonic(sets));
  EXPECT_FALSE(is_panasonic_tool(camera));
}

TEST(Panasonic, Lengths_that_disagree_are_no_answer) {
  EXPECT_FALSE(parse_panasonic(camera + hex("00")));
  for (const std::size_t at : {std::size_t{1}, std::size_t{3}, std::size_t{5}, camera.size() - 3, std::size_t{0x33}}) {
    Bytes other = camera;
    other[at] ^= std::byte{1};
    EXPECT_FALSE(parse_panasonic(other)) << "byte " << at;
  }
}

TEST(Panasonic, Without_a_name_or_a_machines_own_address_it_is_no_answer) {
  EXPECT_FALSE(parse_panasonic(answer({})));
  Bytes group = camera;
  group[6] = std::byte{0xff};
  EXPECT_FALSE(parse_panasonic(group));
}

TEST(Panasonic, Familiar_first_octets_are_not_enough) {
  for (std::uint32_t seed = 0; seed < 5000; ++seed)
    EXPECT_FALSE(parse_panasonic(hex("00 01 00 50 00 0e") + noise(52 + 0x50 - 6, seed))) << seed;
}

TEST(Panasonic, Damage_anywhere_never_leads_outside_the_packet) {
  const auto read = [](std::span<const std::byte> bytes) {
    is_panasonic_tool(bytes);
    if (const auto device = parse_panasonic(bytes))
      for (const std::string_view value : {device->mac_raw, device->ipv4_raw, device->name, device->model,
                                           device->firmware, device->serial, device->channels_raw})
        EXPECT_TRUE(inside(value, bytes));
  };
  for (const Bytes& whole : {camera, recorder, search}) {
    every_prefix(whole, read);
    every_flip(whole, read);
  }
}

}  // namespace
}  // namespace lenscap::wire::panasonic_test
