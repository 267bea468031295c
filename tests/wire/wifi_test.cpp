#include "wire/wifi.hpp"

#include <gtest/gtest.h>

#include "wire/unsigned_octets.hpp"

namespace lenscap::wire::wifi_test {
namespace {

using namespace testing;
using Is = WifiFrame::Is;

const Bytes addresses = octets("0a 00 00 00 00 01  0a 00 00 00 00 02  0a 00 00 00 00 03");
const Bytes number = octets("10 00");  // sequence 1, fragment 0
const Bytes snap = octets("aa aa 03 00 00 00 08 00");

auto read(std::span<const std::byte> bytes, bool padded = false) { return parse_wifi(unsigned_octets(bytes), padded); }

// IEEE 802.11-2020 table 9-30. Address 1, 2, 3 and 4 stand at 4, 10, 16 and 24.
TEST(Wifi, Direction_decides_whose_each_address_is) {
  struct Row {
    const char* flags;
    std::uint32_t source, destination, payload;
  };
  for (const Row& row : {Row{"00", 10, 4, 24}, Row{"01", 10, 16, 24}, Row{"02", 16, 4, 24}, Row{"03", 24, 16, 30}}) {
    const auto w = read(octets("08") + octets(row.flags) + octets("00 00") + addresses + number + Bytes(6) + snap);
    ASSERT_TRUE(w) << row.flags;
    EXPECT_EQ(w->is, Is::data);
    EXPECT_EQ(w->transmitter, 10u);
    EXPECT_EQ(w->source, row.source) << row.flags;
    EXPECT_EQ(w->destination, row.destination) << row.flags;
    EXPECT_EQ(w->payload, row.payload) << row.flags;
  }
}

TEST(Wifi, Quality_of_service_and_high_throughput_make_the_header_longer) {
  EXPECT_EQ(read(octets("88 02 00 00") + addresses + number + octets("05 00") + snap)->payload, 26u);
  EXPECT_EQ(read(octets("88 82 00 00") + addresses + number + octets("05 00") + Bytes(4) + snap)->payload, 30u);
  EXPECT_EQ(read(octets("88 03 00 00") + addresses + number + Bytes(6) + octets("00 00") + snap)->payload, 32u);
  EXPECT_EQ(read(octets("88 02 00 00") + addresses + number + octets("05 00 00 00") + snap, true)->payload, 28u);
  // Without quality of service the bit means order, and adds nothing.
  EXPECT_EQ(read(octets("08 82 00 00") + addresses + number + snap)->payload, 24u);
}

TEST(Wifi, Frames_that_hold_no_readable_packet_say_why) {
  EXPECT_EQ(read(octets("80 00 00 00") + addresses + number)->is, Is::other);  // beacon
  EXPECT_EQ(read(octets("d4 00 00 00 0a 00 00 00 00 01"))->is, Is::other);     // acknowledgement
  EXPECT_EQ(read(octets("48 01 00 00") + addresses + number)->is, Is::other);  // null
  EXPECT_EQ(read(octets("08 41 00 00") + addresses + number + Bytes(20))->is, Is::encrypted);
  EXPECT_EQ(read(octets("08 05 00 00") + addresses + number + snap)->is, Is::fragment);
  EXPECT_EQ(read(octets("08 01 00 00") + addresses + octets("11 00") + snap)->is, Is::fragment);
  EXPECT_FALSE(read(octets("09 01 00 00") + addresses + number + snap));  // version 1
  EXPECT_FALSE(read({}));
}

TEST(Wifi, Packets_that_share_a_frame_name_their_own_ends) {
  const Bytes head = octets("88 02 00 00") + addresses + number + octets("80 00");
  const Bytes first = octets("00 1f 29 00 00 09  3c ef 8c 00 12 34  00 09") + snap + octets("ff");
  const Bytes second = octets("00 1f 29 00 00 09  3c ef 8c 00 12 35  00 08") + snap;
  const Bytes frame = head + first + octets("00") + second;
  const auto w = read(frame);
  ASSERT_TRUE(w);
  EXPECT_TRUE(w->aggregate);
  const auto a = parse_subframe(unsigned_octets(frame), w->payload);
  ASSERT_TRUE(a);
  EXPECT_EQ(a->destination, 26u);
  EXPECT_EQ(a->source, 32u);
  EXPECT_EQ(a->payload, 40u);
  EXPECT_EQ(a->end, 49u);
  EXPECT_EQ(a->next, 50u);
  const auto b = parse_subframe(unsigned_octets(frame), a->next);
  ASSERT_TRUE(b);
  EXPECT_EQ(b->end, frame.size());
  EXPECT_FALSE(parse_subframe(unsigned_octets(frame), b->next));
}

TEST(Wifi, Length_that_leads_out_of_the_frame_ends_with_it) {
  const Bytes frame = octets("00 1f 29 00 00 09  3c ef 8c 00 12 34  ff ff") + snap;
  const auto s = parse_subframe(unsigned_octets(frame), 0);
  ASSERT_TRUE(s);
  EXPECT_EQ(s->end, frame.size());
  EXPECT_EQ(s->next, frame.size());
  EXPECT_FALSE(parse_subframe(unsigned_octets(frame), 0xffffffff));
}

// RFC 1042: AA AA 03 00 00 00; IEEE 802.1H: 00 00 F8.
TEST(Wifi, Snap_names_the_type_and_other_headers_do_not) {
  EXPECT_EQ(parse_snap(unsigned_octets(snap)), 0x0800);
  EXPECT_EQ(parse_snap(unsigned_octets(octets("aa aa 03 00 00 f8 86 dd"))), 0x86dd);
  EXPECT_EQ(parse_snap(unsigned_octets(octets("42 42 03 00 00 00 08 00"))), 0);  // spanning tree
  EXPECT_EQ(parse_snap(unsigned_octets(octets("aa aa 03 00 00 0c 20 00"))), 0);  // CDP
  EXPECT_EQ(parse_snap(unsigned_octets(octets("aa aa 03 00 00 00 00 26"))), 0);
  EXPECT_EQ(parse_snap(unsigned_octets(octets("aa aa 03 00 00 00 08"))), 0);
}

TEST(Wifi, Every_prefix_and_every_flipped_bit_stays_inside) {
  const Bytes frame = octets("88 83 00 00") + addresses + number + Bytes(6) + octets("80 00") + Bytes(4) +
                      octets("00 1f 29 00 00 09  3c ef 8c 00 12 34  00 08") + snap;
  const auto inside = [](std::span<const std::byte> some) {
    for (const bool padded : {false, true}) {
      const auto w = read(some, padded);
      if (!w || w->is == Is::other) continue;
      EXPECT_LE(w->payload, some.size());
      EXPECT_LE(w->source + 6, w->payload);
      EXPECT_LE(w->destination + 6, w->payload);
      for (auto s = parse_subframe(unsigned_octets(some), w->payload); s;
           s = parse_subframe(unsigned_octets(some), s->next)) {
        EXPECT_LE(s->payload, s->end);
        EXPECT_LE(s->end, some.size());
        EXPECT_LT(s->payload - 14, s->next);
      }
    }
  };
  every_prefix(frame, inside);
  every_flip(frame, inside);
  for (std::size_t n = 0; n < 24; ++n) EXPECT_FALSE(read(std::span(frame).first(n)) && n >= 2) << n;
}

}  // namespace
}  // namespace lenscap::wire::wifi_test
