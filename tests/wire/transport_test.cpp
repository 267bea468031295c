#include "wire/transport.hpp"

#include <gtest/gtest.h>

#include <optional>

#include "wire/unsigned_octets.hpp"

namespace lenscap::wire::transport_test {
namespace {

using namespace testing;

template <class Header, bool parse(std::span<const std::uint8_t>, Header&) noexcept>
std::optional<Header> read(std::span<const std::byte> bytes) {
  Header header;
  if (!parse(unsigned_octets(bytes), header)) return std::nullopt;
  return header;
}
constexpr auto read_tcp = read<TcpHeader, parse_tcp>;
constexpr auto read_udp = read<UdpHeader, parse_udp>;

const Bytes segment = octets(R"(
  c0 0c 02 2a                # port 49164 to 554
  12 34 56 78  9a bc de f0   # sequence, acknowledged
  50 18 10 00  00 00 00 00   # header of 5 words, PSH and ACK, window, checksum, urgent pointer
  'OPTIONS *'
)");

const Bytes datagram = octets("93 b2 c0 0c 00 10 00 00 '8 bytes.'");  // port 37810 to 49164, 16 bytes in all

TEST(Transport, Segment_says_ports_place_and_payload) {
  const auto tcp = read_tcp(segment);
  ASSERT_TRUE(tcp);
  EXPECT_EQ(tcp->source_port, 49164);
  EXPECT_EQ(tcp->destination_port, 554);
  EXPECT_EQ(tcp->sequence, 0x12345678u);
  EXPECT_EQ(tcp->flags & tcp_ack, tcp_ack);
  EXPECT_EQ(tcp->flags & (tcp_syn | tcp_fin | tcp_rst), 0);
  EXPECT_EQ(tcp->payload, 20u);
}

TEST(Transport, Flags_of_a_segment_are_told_apart) {
  for (const auto& [bits, flag] : {std::pair{1, tcp_fin}, {2, tcp_syn}, {4, tcp_rst}, {16, tcp_ack}}) {
    Bytes bytes = segment;
    bytes[13] = static_cast<std::byte>(bits);
    EXPECT_EQ(read_tcp(bytes)->flags, flag) << bits;
  }
}

TEST(Transport, Options_of_a_segment_are_no_payload) {
  const Bytes opening = octets(R"(
    c0 0c 02 2a  00 00 00 01  00 00 00 00
    60 02 fa f0  00 00 00 00   # header of 6 words, SYN
    02 04 05 b4                # largest segment
    'data with the first packet'
  )");
  EXPECT_EQ(read_tcp(opening)->payload, 24u);
  Bytes longest = segment + Bytes(60);
  longest[12] = std::byte{0xf0};
  EXPECT_EQ(read_tcp(longest)->payload, 60u);
}

TEST(Transport, Data_offset_that_cannot_be_is_refused) {
  for (const int words : {0, 1, 2, 3, 4}) {
    Bytes bytes = segment;
    bytes[12] = static_cast<std::byte>(words << 4);
    EXPECT_FALSE(read_tcp(bytes)) << words;
  }
  Bytes beyond = segment;  // 29 bytes, header of 32
  beyond[12] = std::byte{0x80};
  EXPECT_FALSE(read_tcp(beyond));
}

TEST(Transport, Datagram_says_ports_and_payload) {
  const auto udp = read_udp(datagram);
  ASSERT_TRUE(udp);
  EXPECT_EQ(udp->source_port, 37810);
  EXPECT_EQ(udp->destination_port, 49164);
  EXPECT_EQ(udp->payload_length, 8u);
}

TEST(Transport, Datagram_holds_no_more_than_it_announces_and_no_more_than_is_there) {
  EXPECT_EQ(read_udp(datagram + Bytes(6))->payload_length, 8u);
  EXPECT_EQ(read_udp(Bytes(datagram.begin(), datagram.end() - 3))->payload_length, 5u);
  EXPECT_EQ(read_udp(octets("93 b2 c0 0c 00 08 00 00"))->payload_length, 0u);
}

TEST(Transport, Length_0_of_a_datagram_not_yet_segmented_means_all_of_it) {
  EXPECT_EQ(read_udp(octets("93 b2 c0 0c 00 00 00 00 '8 bytes.'"))->payload_length, 8u);
}

TEST(Transport, Datagram_shorter_than_its_header_is_refused) {
  for (const auto* length : {"00 01", "00 07"})
    EXPECT_FALSE(read_udp(octets("93 b2 c0 0c") + octets(length) + octets("00 00 '8 bytes.'"))) << length;
}

TEST(Transport, Prefix_and_flipped_bit_never_lead_out_of_the_input) {
  const auto expect_inside = [](std::span<const std::byte> bytes) {
    if (const auto tcp = read_tcp(bytes)) {
      EXPECT_GE(tcp->payload, 20u);
      EXPECT_LE(tcp->payload, bytes.size());
    }
    if (const auto udp = read_udp(bytes)) {
      EXPECT_LE(udp->payload_length + 8, bytes.size());
    }
  };
  for (const Bytes& bytes : {segment, datagram}) {
    every_prefix(bytes, expect_inside);
    every_flip(bytes, expect_inside);
  }
  every_prefix(segment, [](auto prefix) { EXPECT_EQ(read_tcp(prefix).has_value(), prefix.size() >= 20); });
  every_prefix(datagram, [](auto prefix) { EXPECT_EQ(read_udp(prefix).has_value(), prefix.size() >= 8); });
}

}  // namespace
}  // namespace lenscap::wire::transport_test
