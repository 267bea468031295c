#include "wire/ip.hpp"

#include <gtest/gtest.h>

#include <optional>

#include "wire/unsigned_octets.hpp"

namespace lenscap::wire::ip_test {
namespace {

using namespace testing;

std::optional<IpHeader> read(std::span<const std::byte> packet) {
  IpHeader header;
  if (!parse_ip(unsigned_octets(packet), header)) return std::nullopt;
  return header;
}

/// What the packet carries, as far as it is there.
Bytes payload_of(const Bytes& packet) {
  const auto header = read(packet);
  if (!header) return {};
  const auto at = packet.begin() + header->payload;
  return {at, at + header->payload_length};
}

/// Whatever the input: addresses lie before the payload, and the payload inside the input.
void expect_inside(std::span<const std::byte> packet) {
  const auto header = read(packet);
  if (!header) return;
  const std::uint32_t address = header->family == 4 ? 4 : 16;
  EXPECT_EQ(header->source + address, header->destination);
  EXPECT_LE(header->destination + address, header->payload);
  EXPECT_LE(header->payload + header->payload_length, packet.size());
  EXPECT_LE(header->payload_length, header->payload_on_wire);
}

const Bytes eight = text("8 bytes.");

/// From 10.0.0.5 to 10.0.0.1, time to live 64, UDP.
Bytes v4(const char* total_length, const char* flags_and_offset = "00 00") {
  return octets("45 00") + octets(total_length) + octets("00 07") + octets(flags_and_offset) +
         octets("40 11 00 00  0a 00 00 05  0a 00 00 01");
}

/// From fe80::3eef:8cff:fe00:1234 to ff02::fb, hop limit 255.
Bytes v6(const char* payload_length, const char* next_header) {
  return octets("60 00 00 00") + octets(payload_length) + octets(next_header) + octets(R"(
    ff
    fe 80 00 00 00 00 00 00 3e ef 8c ff fe 00 12 34
    ff 02 00 00 00 00 00 00 00 00 00 00 00 00 00 fb)");
}

TEST(Ip, IPv4_header_says_who_what_and_how_much) {
  const auto header = read(v4("00 1c") + eight);
  ASSERT_TRUE(header);
  EXPECT_EQ(header->family, 4);
  EXPECT_EQ(header->protocol, ip_udp);
  EXPECT_EQ(header->ttl, 64);
  EXPECT_EQ(header->source, 12u);
  EXPECT_EQ(header->destination, 16u);
  EXPECT_EQ(header->payload, 20u);
  EXPECT_EQ(header->payload_length, 8u);
  EXPECT_EQ(header->payload_on_wire, 8u);
  EXPECT_FALSE(header->fragment);
}

TEST(Ip, Options_of_IPv4_are_stepped_over) {
  const Bytes packet = octets("46 00 00 20 00 07 00 00 40 11 00 00 0a 00 00 05 0a 00 00 01  94 04 00 00") + eight;
  EXPECT_EQ(read(packet)->payload, 24u);
  EXPECT_EQ(payload_of(packet), eight);
  const Bytes longest = octets("4f 00 00 44 00 07 00 00 40 11 00 00 0a 00 00 05 0a 00 00 01") + Bytes(40) + eight;
  EXPECT_EQ(payload_of(longest), eight);
}

TEST(Ip, Padding_of_a_short_frame_is_no_payload) {
  EXPECT_EQ(payload_of(v4("00 1c") + eight + Bytes(18)), eight);
  EXPECT_EQ(payload_of(v6("00 08", "11") + eight + Bytes(6)), eight);
}

TEST(Ip, Packet_cut_by_the_snap_length_keeps_what_it_announced) {
  const auto cut4 = read(v4("05 dc") + eight);
  ASSERT_TRUE(cut4);
  EXPECT_EQ(cut4->payload_length, 8u);
  EXPECT_EQ(cut4->payload_on_wire, 1480u);
  const auto cut6 = read(v6("05 b4", "11") + eight);
  ASSERT_TRUE(cut6);
  EXPECT_EQ(cut6->payload_length, 8u);
  EXPECT_EQ(cut6->payload_on_wire, 1460u);
}

TEST(Ip, Length_0_of_a_packet_not_yet_segmented_means_all_of_it) {
  EXPECT_EQ(payload_of(v4("00 00") + eight), eight);
  EXPECT_EQ(payload_of(v6("00 00", "06") + eight), eight);
}

TEST(Ip, Lengths_that_contradict_each_other_are_refused) {
  EXPECT_FALSE(read(v4("00 13") + eight));                                            // total below its own header
  EXPECT_FALSE(read(octets("44") + Bytes(27)));                                       // header of 16 bytes
  EXPECT_FALSE(read(octets("40") + Bytes(27)));                                       // header of 0 bytes
  EXPECT_FALSE(read(octets("4f 00 00 3c") + Bytes(55)));                              // options past the end
  EXPECT_FALSE(read(octets("46 00 00 16 00 07 00 00 40 11 00 00") + Bytes(20)));      // total inside the options
  EXPECT_FALSE(read(v6("00 08", "00") + octets("11 01 00 00 00 00 00 00") + eight));  // extension past the packet
  EXPECT_FALSE(read(v6("00 04", "00") + octets("11 00 00 00 00 00 00 00") + eight));
}

TEST(Ip, Other_versions_and_nothing_are_refused) {
  for (const int version : {0, 1, 2, 3, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15}) {
    Bytes packet = v4("00 1c") + eight;
    packet[0] = static_cast<std::byte>(version << 4 | 5);
    EXPECT_FALSE(read(packet)) << version;
  }
  EXPECT_FALSE(read(Bytes{}));
}

TEST(Ip, Pieces_of_an_IPv4_packet_say_where_they_belong) {
  struct Piece {
    const char* flags_and_offset;
    bool fragment, more;
    std::uint32_t offset;
  };
  for (const Piece& piece : {Piece{"40 00", false, false, 0},
                             {"20 00", true, true, 0},
                             {"20 b9", true, true, 1480},
                             {"01 72", true, false, 2960},
                             {"1f ff", true, false, 65528}}) {
    const auto header = read(v4("00 1c", piece.flags_and_offset) + eight);
    ASSERT_TRUE(header);
    EXPECT_EQ(header->fragment, piece.fragment) << piece.flags_and_offset;
    EXPECT_EQ(header->more_fragments, piece.more) << piece.flags_and_offset;
    EXPECT_EQ(header->fragment_offset, piece.offset) << piece.flags_and_offset;
    EXPECT_EQ(header->fragment_id, 7u) << piece.flags_and_offset;
  }
}

TEST(Ip, IPv6_header_says_who_what_and_how_much) {
  const auto header = read(v6("00 08", "3a") + eight);
  ASSERT_TRUE(header);
  EXPECT_EQ(header->family, 6);
  EXPECT_EQ(header->protocol, ip_icmp6);
  EXPECT_EQ(header->ttl, 255);
  EXPECT_EQ(header->source, 8u);
  EXPECT_EQ(header->destination, 24u);
  EXPECT_EQ(header->payload, 40u);
  EXPECT_EQ(header->payload_length, 8u);
  EXPECT_FALSE(header->fragment);
}

// Each extension says what follows it and its own length: in units of 8 bytes without the first 8 (RFC 8200), or, the
// authentication header alone, in units of 4 without the first 8 (RFC 4302 2.2).
const Bytes chain = octets(R"(
  2b 00 05 02 00 00 01 00                           # hop-by-hop: router alert; then routing
  3c 01 00 00 00 00 00 00  00 00 00 00 00 00 00 00  # routing, 16 bytes; then destination options
  33 00 01 04 00 00 00 00                           # destination options: padding; then authentication
  2c 04 00 00 00 00 00 01  00 00 00 01              # authentication, 24 bytes: index, sequence,
  aa aa aa aa aa aa aa aa  aa aa aa aa              #   check value of 12 bytes; then fragment
  11 00 00 00 12 34 56 78                           # fragment that is whole: offset 0, no more; then UDP
)");

TEST(Ip, Chain_of_extension_headers_leads_to_the_payload) {
  const Bytes packet = v6("00 48", "00") + chain + eight;  // 8 + 16 + 8 + 24 + 8 + 8
  const auto header = read(packet);
  ASSERT_TRUE(header);
  EXPECT_EQ(header->protocol, ip_udp);
  EXPECT_EQ(header->payload, 40u + 64u);
  EXPECT_FALSE(header->fragment);
  EXPECT_EQ(payload_of(packet), eight);
}

TEST(Ip, Piece_of_an_IPv6_packet_says_where_it_belongs) {
  const Bytes middle = v6("00 10", "2c") + octets("11 00 05 a9 12 34 56 78") + eight;  // offset 181 × 8, more
  const auto header = read(middle);
  ASSERT_TRUE(header);
  EXPECT_TRUE(header->fragment);
  EXPECT_TRUE(header->more_fragments);
  EXPECT_EQ(header->fragment_offset, 1448u);
  EXPECT_EQ(header->fragment_id, 0x12345678u);
  EXPECT_EQ(header->protocol, ip_udp);
  EXPECT_EQ(payload_of(middle), eight);
  const auto last = read(v6("00 10", "2c") + octets("11 00 05 a8 12 34 56 78") + eight);
  ASSERT_TRUE(last);
  EXPECT_TRUE(last->fragment);
  EXPECT_FALSE(last->more_fragments);
}

TEST(Ip, Headers_inside_the_first_piece_belong_to_the_whole) {
  // Destination options behind the fragment header are part of what was cut up: offsets count from them.
  const Bytes inside = octets("11 00 01 04 00 00 00 00") + eight;
  const Bytes first = v6("00 18", "2c") + octets("3c 00 00 01 12 34 56 78") + inside;
  const auto header = read(first);
  ASSERT_TRUE(header);
  EXPECT_TRUE(header->fragment);
  EXPECT_EQ(header->protocol, 60);
  EXPECT_EQ(payload_of(first), inside);
}

TEST(Ip, No_next_header_and_encryption_end_the_chain) {
  EXPECT_EQ(read(v6("00 08", "3b") + eight)->protocol, 59);
  EXPECT_EQ(read(v6("00 08", "32") + eight)->protocol, 50);
}

TEST(Ip, Sixteen_extension_headers_are_read_and_seventeen_refused) {
  const Bytes padding = octets("3c 00 01 04 00 00 00 00");
  Bytes headers;
  for (int i = 0; i < 15; ++i) headers = headers + padding;
  const Bytes last = octets("11 00 01 04 00 00 00 00") + eight;
  EXPECT_EQ(payload_of(v6("00 88", "3c") + headers + last), eight);
  EXPECT_FALSE(read(v6("00 90", "3c") + headers + padding + last));
}

TEST(Ip, Prefix_and_flipped_bit_never_lead_out_of_the_packet) {
  const Bytes packets[] = {
      v4("00 1c") + eight, octets("46 00 00 20 00 07 20 b9 40 11 00 00 0a 00 00 05 0a 00 00 01  94 04 00 00") + eight,
      v6("00 48", "00") + chain + eight, v6("00 10", "2c") + octets("11 00 05 a9 12 34 56 78") + eight};
  for (const Bytes& packet : packets) {
    const std::size_t header = packet.size() - eight.size();
    every_prefix(packet, [&](std::span<const std::byte> prefix) {
      EXPECT_EQ(read(prefix).has_value(), prefix.size() >= header) << prefix.size();
      expect_inside(prefix);
    });
    every_flip(packet, expect_inside);
  }
}

}  // namespace
}  // namespace lenscap::wire::ip_test
