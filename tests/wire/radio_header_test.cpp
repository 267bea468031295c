#include "wire/radio_header.hpp"

#include <gtest/gtest.h>

#include "wire/unsigned_octets.hpp"

namespace lenscap::wire::radio_header_test {
namespace {

using namespace testing;

auto read(std::span<const std::byte> bytes, std::uint16_t link) {
  return parse_radio_header(unsigned_octets(bytes), link);
}

const Bytes data = octets("08 01 00 00");  // an 802.11 frame begins

TEST(RadioHeader, Radiotap_ends_where_it_says) {
  const auto r = read(octets("00 00 0a 00  00 00 00 00  00 00") + data, link_wifi_radiotap);
  ASSERT_TRUE(r);
  EXPECT_EQ(r->frame, 10u);
  EXPECT_FALSE(r->checksum || r->padded || r->damaged);
}

TEST(RadioHeader, Flags_of_radiotap_say_whether_a_checksum_follows_and_was_right) {
  EXPECT_TRUE(read(octets("00 00 09 00  02 00 00 00  10") + data, link_wifi_radiotap)->checksum);
  EXPECT_TRUE(read(octets("00 00 09 00  02 00 00 00  20") + data, link_wifi_radiotap)->padded);
  EXPECT_TRUE(read(octets("00 00 09 00  02 00 00 00  50") + data, link_wifi_radiotap)->damaged);
}

TEST(RadioHeader, Flags_stand_behind_all_words_and_the_aligned_time) {
  // Two words of bits: 12 bytes, so the time stands at 16 and the flags at 24.
  const auto r = read(octets("00 00 19 00  03 00 00 80  00 00 00 00  ff ff ff ff  01 02 03 04 05 06 07 08  10") + data,
                      link_wifi_radiotap);
  ASSERT_TRUE(r);
  EXPECT_TRUE(r->checksum);
  EXPECT_EQ(r->frame, 25u);
}

TEST(RadioHeader, Radiotap_that_contradicts_itself_is_refused) {
  EXPECT_FALSE(read(octets("01 00 08 00 00 00 00 00") + data, link_wifi_radiotap));  // version
  EXPECT_FALSE(read(octets("00 00 07 00 00 00 00 00") + data, link_wifi_radiotap));  // shorter than itself
  EXPECT_FALSE(read(octets("00 00 ff 00 00 00 00 00") + data, link_wifi_radiotap));  // longer than the frame
  EXPECT_FALSE(read(octets("00 00 08 00 02 00 00 00") + data, link_wifi_radiotap));  // no room for the flags
  EXPECT_FALSE(read(octets("00 00 08 00 00 00 00 80") + data, link_wifi_radiotap));  // no room for the second word
}

TEST(RadioHeader, Avs_and_Prism_end_where_they_say) {
  const Bytes avs = octets("80 21 10 01  00 00 00 40") + Bytes(56);
  EXPECT_EQ(read(avs + data, link_wifi_avs)->frame, 64u);
  EXPECT_EQ(read(avs + data, link_wifi_prism)->frame, 64u);
  const Bytes prism = octets("44 00 00 00  90 00 00 00") + Bytes(136);
  EXPECT_EQ(read(prism + data, link_wifi_prism)->frame, 144u);
  EXPECT_EQ(read(octets("00 00 00 44 00 00 00 90") + Bytes(136) + data, link_wifi_prism)->frame, 144u);
  EXPECT_FALSE(read(prism + data, link_wifi_avs));
  EXPECT_FALSE(read(octets("55 00 00 00 90 00 00 00") + Bytes(136), link_wifi_prism));
}

TEST(RadioHeader, Plain_frames_have_none_and_other_links_are_not_read) {
  EXPECT_EQ(read(data, link_wifi)->frame, 0u);
  EXPECT_FALSE(read(data, 1));
  for (std::uint32_t type = 0; type <= 0xffff; ++type)
    EXPECT_EQ(is_wireless(static_cast<std::uint16_t>(type)), type == 105 || type == 119 || type == 127 || type == 163);
}

TEST(RadioHeader, Every_prefix_and_every_flipped_bit_stays_inside) {
  const Bytes whole[] = {octets("00 00 19 00 03 00 00 80 00 00 00 00 00 00 00 00 01 02 03 04 05 06 07 08 10") + data,
                         octets("80 21 10 01 00 00 00 10") + Bytes(8) + data,
                         octets("44 00 00 00 10 00 00 00") + Bytes(8) + data};
  for (const Bytes& bytes : whole)
    for (std::uint16_t link : {link_wifi, link_wifi_prism, link_wifi_radiotap, link_wifi_avs}) {
      const auto inside = [&](std::span<const std::byte> some) {
        if (const auto r = read(some, link)) {
          EXPECT_LE(r->frame, some.size());
        }
      };
      every_prefix(bytes, inside);
      every_flip(bytes, inside);
    }
}

}  // namespace
}  // namespace lenscap::wire::radio_header_test
