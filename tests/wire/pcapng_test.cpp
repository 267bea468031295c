#include "wire/pcapng.hpp"

#include <gtest/gtest.h>

#include "wire/unsigned_octets.hpp"

namespace lenscap::wire::pcapng_test {
namespace {

using namespace testing;

constexpr std::int64_t second = 1'000'000'000;
constexpr bool little = false, big = true;  // "swapped", on this machine

std::optional<PcapngInterface> read_interface(std::span<const std::byte> body, bool swapped) {
  return parse_pcapng_interface(unsigned_octets(body), swapped);
}

std::optional<PcapngPacket> read_packet(PcapngType type, std::span<const std::byte> body, bool swapped,
                                        std::uint32_t snap_length = 0) {
  return parse_pcapng_packet(type, unsigned_octets(body), swapped, snap_length);
}

/// An interface whose only option is if_tsresol.
PcapngInterface resolution(const char* byte) {
  return *read_interface(octets("01 00 00 00 00 00 00 00  09 00 01 00") + octets(byte) + octets("00 00 00"), little);
}

TEST(Pcapng, Section_tells_its_byte_order_and_blocks_follow_it) {
  bool swapped = true;
  auto block = parse_pcapng_block(unsigned_octets(octets("0a 0d 0d 0a  1c 00 00 00  4d 3c 2b 1a")), swapped);
  ASSERT_TRUE(block);
  EXPECT_FALSE(swapped);
  EXPECT_EQ(block->type, block_section);
  EXPECT_EQ(block->length, 28u);
  block = parse_pcapng_block(unsigned_octets(octets("06 00 00 00  64 00 00 00")), swapped);
  EXPECT_EQ(block->type, block_enhanced);
  EXPECT_EQ(block->length, 100u);

  block = parse_pcapng_block(unsigned_octets(octets("0a 0d 0d 0a  00 00 00 1c  1a 2b 3c 4d")), swapped);
  ASSERT_TRUE(block);
  EXPECT_TRUE(swapped);
  EXPECT_EQ(block->length, 28u);
  block = parse_pcapng_block(unsigned_octets(octets("00 00 00 06  00 00 00 64")), swapped);
  EXPECT_EQ(block->type, block_enhanced);
  EXPECT_EQ(block->length, 100u);
}

TEST(Pcapng, Section_of_neither_byte_order_is_refused_and_leaves_the_order_alone) {
  for (bool swapped : {false, true}) {
    const bool before = swapped;
    const Bytes bytes = octets("0a 0d 0d 0a  1c 00 00 00  1a 2b 4d 3c");
    EXPECT_FALSE(parse_pcapng_block(unsigned_octets(bytes), swapped));
    EXPECT_EQ(swapped, before);
  }
}

TEST(Pcapng, Block_head_needs_8_bytes_and_a_section_12) {
  bool swapped = false;
  every_prefix(octets("0a 0d 0d 0a 1c 00 00 00 4d 3c 2b 1a"), [&](std::span<const std::byte> prefix) {
    EXPECT_EQ(parse_pcapng_block(unsigned_octets(prefix), swapped).has_value(), prefix.size() == 12);
  });
  every_prefix(octets("06 00 00 00 64 00 00 00"), [&](std::span<const std::byte> prefix) {
    EXPECT_EQ(parse_pcapng_block(unsigned_octets(prefix), swapped).has_value(), prefix.size() == 8);
  });
}

TEST(Pcapng, Impossible_block_lengths_are_handed_to_the_reader_of_the_file) {
  bool swapped = false;
  for (const auto& [bytes, length] : {std::pair{"00 00 00 00", 0u}, {"ff ff ff ff", 0xffffffffu}, {"0d 00 00 00", 13}})
    EXPECT_EQ(parse_pcapng_block(unsigned_octets(octets("05 00 00 00") + octets(bytes)), swapped)->length, length);
}

const Bytes interface_little = octets(R"(
  01 00 00 00  00 00 04 00          # Ethernet, reserved, 262144 bytes of each frame
  02 00 04 00  'eth0'               # if_name
  03 00 05 00  'inner' 00 00 00     # if_description: 5 bytes, padded
  09 00 01 00  09 00 00 00          # if_tsresol: 10^-9
  0e 00 08 00  f0 f1 ff ff ff ff ff ff  # if_tsoffset: an hour back
  00 00 00 00                       # end of options
  09 00 01 00  06 00 00 00          # behind the end: not an option
)");

TEST(Pcapng, Interface_tells_link_resolution_and_offset) {
  const auto interface = read_interface(interface_little, little);
  ASSERT_TRUE(interface);
  EXPECT_EQ(interface->link_type, 1);
  EXPECT_EQ(interface->snap_length, 262144u);
  EXPECT_EQ(interface->ticks_per_second, 1'000'000'000u);
  EXPECT_EQ(interface->offset_seconds, -3600);
}

TEST(Pcapng, Interface_of_the_other_byte_order_tells_the_same) {
  const auto interface = read_interface(octets(R"(
    01 14 00 00  00 04 00 00
    00 09 00 01  03 00 00 00
    00 0e 00 08  ff ff ff ff ff ff f1 f0
  )"),
                                        big);
  ASSERT_TRUE(interface);
  EXPECT_EQ(interface->link_type, 276);
  EXPECT_EQ(interface->snap_length, 262144u);
  EXPECT_EQ(interface->ticks_per_second, 1000u);
  EXPECT_EQ(interface->offset_seconds, -3600);
}

TEST(Pcapng, Interface_without_options_counts_microseconds) {
  const auto interface = read_interface(octets("65 00 00 00  00 00 00 00"), little);
  ASSERT_TRUE(interface);
  EXPECT_EQ(interface->link_type, 101);
  EXPECT_EQ(interface->ticks_per_second, 1'000'000u);
  EXPECT_EQ(interface->offset_seconds, 0);
}

TEST(Pcapng, Resolution_is_a_power_of_ten_or_of_two) {
  EXPECT_EQ(resolution("00").ticks_per_second, 1u);
  EXPECT_EQ(resolution("03").ticks_per_second, 1000u);
  EXPECT_EQ(resolution("0c").ticks_per_second, 1'000'000'000'000u);
  EXPECT_EQ(resolution("13").ticks_per_second, 10'000'000'000'000'000'000u);
  EXPECT_EQ(resolution("80").ticks_per_second, 1u);
  EXPECT_EQ(resolution("94").ticks_per_second, 1u << 20);
  EXPECT_EQ(resolution("bf").ticks_per_second, std::uint64_t{1} << 63);
}

TEST(Pcapng, Resolution_finer_than_64_bits_is_the_finest) {
  EXPECT_EQ(resolution("14").ticks_per_second, resolution("13").ticks_per_second);
  EXPECT_EQ(resolution("7f").ticks_per_second, resolution("13").ticks_per_second);
  EXPECT_EQ(resolution("c0").ticks_per_second, resolution("bf").ticks_per_second);
  EXPECT_EQ(resolution("ff").ticks_per_second, resolution("bf").ticks_per_second);
}

TEST(Pcapng, Option_past_the_end_or_too_short_changes_nothing) {
  const Bytes plain = octets("01 00 00 00 00 00 00 00");
  for (const auto* options : {"09 00 00 00", "09 00 05 00 03 00 00 00", "0e 00 07 00 01 00 00 00 00 00 00 00",
                              "0e 00 08 00 01 00 00 00", "09 00 ff ff 03 00 00 00", "09 00 01"}) {
    const auto interface = read_interface(plain + octets(options), little);
    ASSERT_TRUE(interface) << options;
    EXPECT_EQ(interface->ticks_per_second, 1'000'000u) << options;
    EXPECT_EQ(interface->offset_seconds, 0) << options;
  }
}

const Bytes frame = text("frame of 18 bytes.");

// Ticks of one microsecond: 1700000000 s = 0x60a24181e4000.
const Bytes enhanced = octets(R"(
  01 00 00 00                 # interface 1
  24 0a 06 00  00 40 1e 18    # ticks, upper then lower half
  12 00 00 00  ea 05 00 00    # 18 bytes kept of 1514
)") + frame + octets("00 00  02 00 04 00 01 00 00 00  00 00 00 00");  // padding; epb_flags: inbound

TEST(Pcapng, Enhanced_packet_tells_interface_time_and_frame) {
  const auto packet = read_packet(block_enhanced, enhanced, little);
  ASSERT_TRUE(packet);
  EXPECT_EQ(packet->interface_id, 1u);
  EXPECT_TRUE(packet->timed);
  EXPECT_EQ(packet->ticks, 1'700'000'000'000'000u);
  EXPECT_EQ(packet->kept, 18u);
  EXPECT_EQ(packet->on_wire, 1514u);
  EXPECT_EQ(Bytes(enhanced.begin() + packet->frame, enhanced.begin() + packet->frame + packet->kept), frame);
}

TEST(Pcapng, Packet_of_the_other_byte_order_tells_the_same) {
  const auto packet =
      read_packet(block_enhanced, octets("00 00 00 01  00 06 0a 24 18 1e 40 00  00 00 00 12 00 00 05 ea") + frame, big);
  ASSERT_TRUE(packet);
  EXPECT_EQ(packet->interface_id, 1u);
  EXPECT_EQ(packet->ticks, 1'700'000'000'000'000u);
  EXPECT_EQ(packet->kept, 18u);
  EXPECT_EQ(packet->on_wire, 1514u);
}

TEST(Pcapng, Old_packet_has_an_interface_of_16_bits_and_a_count_of_drops) {
  const auto packet = read_packet(
      block_packet_old, octets("01 00  07 00  24 0a 06 00 00 40 1e 18  12 00 00 00 ea 05 00 00") + frame, little);
  ASSERT_TRUE(packet);
  EXPECT_EQ(packet->interface_id, 1u);
  EXPECT_EQ(packet->ticks, 1'700'000'000'000'000u);
  EXPECT_EQ(packet->kept, 18u);
  EXPECT_EQ(packet->frame, 20u);
}

TEST(Pcapng, Simple_packet_has_no_time_and_is_cut_by_the_first_of_three_lengths) {
  const Bytes cut = octets("ea 05 00 00") + frame;  // 1514 bytes on the wire, 18 here
  auto packet = read_packet(block_simple, cut, little);
  ASSERT_TRUE(packet);
  EXPECT_FALSE(packet->timed);
  EXPECT_EQ(packet->interface_id, 0u);
  EXPECT_EQ(packet->on_wire, 1514u);
  EXPECT_EQ(packet->frame, 4u);
  EXPECT_EQ(packet->kept, 18u);
  EXPECT_EQ(read_packet(block_simple, cut, little, 16)->kept, 16u);                                   // snap length
  EXPECT_EQ(read_packet(block_simple, octets("12 00 00 00") + frame + Bytes(2), little)->kept, 18u);  // padding
  EXPECT_EQ(read_packet(block_simple, octets("00 00 00 12") + frame + Bytes(2), big)->kept, 18u);
}

TEST(Pcapng, Packet_that_keeps_more_than_its_block_holds_is_refused) {
  for (const PcapngType type : {block_enhanced, block_packet_old}) {
    EXPECT_FALSE(read_packet(type, octets("00 00 00 00") + Bytes(8) + octets("13 00 00 00 13 00 00 00") + frame, 0));
    EXPECT_FALSE(read_packet(type, octets("00 00 00 00") + Bytes(8) + octets("ff ff ff ff 12 00 00 00") + frame, 0));
  }
}

TEST(Pcapng, Prefix_and_flipped_bit_never_lead_out_of_the_body) {
  for (const PcapngType type : {block_enhanced, block_packet_old, block_simple}) {
    const auto expect_inside = [&](std::span<const std::byte> body) {
      if (const auto packet = read_packet(type, body, little)) {
        EXPECT_LE(std::size_t{packet->frame} + packet->kept, body.size()) << type;
      }
    };
    every_prefix(enhanced, expect_inside);
    every_flip(enhanced, expect_inside);
  }
  every_prefix(enhanced, [](std::span<const std::byte> body) {
    EXPECT_EQ(read_packet(block_enhanced, body, little).has_value(), body.size() >= 20 + frame.size());
  });
  every_prefix(interface_little, [](std::span<const std::byte> body) {
    EXPECT_EQ(read_interface(body, little).has_value(), body.size() >= 8);
  });
  every_flip(interface_little, [](std::span<const std::byte> body) {
    const auto interface = read_interface(body, little);
    ASSERT_TRUE(interface);
    EXPECT_GE(interface->ticks_per_second, 1u);
  });
}

TEST(Pcapng, Ticks_become_nanoseconds_whatever_the_resolution) {
  EXPECT_EQ(to_nanos(resolution("06"), 1'700'000'000'000'001), 1'700'000'000 * second + 1000);
  EXPECT_EQ(to_nanos(resolution("09"), 1'700'000'000'000'000'001), 1'700'000'000 * second + 1);
  EXPECT_EQ(to_nanos(resolution("00"), 1'700'000'000), 1'700'000'000 * second);
  EXPECT_EQ(to_nanos(resolution("0c"), 1'999), 1);                   // picoseconds: the rest is dropped
  EXPECT_EQ(to_nanos(resolution("8a"), 1024 + 512), 1'500'000'000);  // 2^-10 of a second
  EXPECT_EQ(to_nanos(resolution("bf"), std::uint64_t{3} << 62), 1'500'000'000);
}

TEST(Pcapng, Offset_of_the_interface_moves_its_times) {
  PcapngInterface interface = resolution("06");
  interface.offset_seconds = -3600;
  EXPECT_EQ(to_nanos(interface, 7'200'000'000), 3600 * second);
  EXPECT_EQ(to_nanos(interface, 0), -3600 * second);
  interface.offset_seconds = 1'700'000'000;
  EXPECT_EQ(to_nanos(interface, 1), 1'700'000'000 * second + 1000);
}

TEST(Pcapng, Time_that_64_bits_cannot_hold_is_the_furthest_they_can) {
  EXPECT_EQ(to_nanos(resolution("00"), UINT64_MAX), INT64_MAX);
  EXPECT_EQ(to_nanos(resolution("09"), UINT64_MAX), INT64_MAX);
  PcapngInterface interface = resolution("06");
  interface.offset_seconds = INT64_MAX;
  EXPECT_EQ(to_nanos(interface, UINT64_MAX), INT64_MAX);
  interface.offset_seconds = INT64_MIN;
  EXPECT_EQ(to_nanos(interface, 0), -INT64_MAX);  // INT64_MIN is no time
  interface.ticks_per_second = 0;
  EXPECT_EQ(to_nanos(interface, 1), -INT64_MAX);
}

}  // namespace
}  // namespace lenscap::wire::pcapng_test
