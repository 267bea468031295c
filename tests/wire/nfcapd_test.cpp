#include "wire/nfcapd.hpp"

#include <gtest/gtest.h>

#include "wire/octets.hpp"

namespace lenscap::wire::nfcapd_test {
namespace {

using namespace testing;

NfcapdKind parse(const Bytes& bytes, NfcapdMaps& maps, NfcapdFlow& flow) {
  std::span<const std::byte> rest = bytes;
  const auto record = take_nfcapd_record(rest);
  EXPECT_TRUE(record);
  return record ? parse_nfcapd_record(*record, maps, flow) : NfcapdKind::damaged;
}

// nffile.h of nfdump 1.6: map 3 with the required extensions and a VLAN, MAC addresses behind it.
const Bytes map_record = octets("0200 1400 0300 1400  0100 0200 0300 0d00 1400 0000");
const Bytes common_record = octets(R"(
  0a00 4c00 0000 0300          # type 10, 76 octets, no flags, map 3
  f401 0000 00bca065 0abca065  # .500 and .000 s; first 0x65a0bc00, last ten seconds on
  00 02 06 00                  # forwarding, SYN, TCP, tos
  50c3 bb01 0100 0000          # 50000 to 443, exporter
  0a01a8c0 08080808            # 192.168.1.10 to 8.8.8.8 as numbers
  03000000 b4000000            # 3 packets, 180 octets
  0a00 1400                    # VLAN 10
  123400 8cef3c 0000  000000000000 0000
  00000000 00000000)");

TEST(Nfcapd, Record_of_layout_1_is_read_by_its_map) {
  NfcapdMaps maps;
  NfcapdFlow out;
  EXPECT_EQ(parse(common_record, maps, out), NfcapdKind::damaged);  // its map is not known yet
  ASSERT_EQ(parse(map_record, maps, out), NfcapdKind::map);
  ASSERT_EQ(parse(common_record, maps, out), NfcapdKind::flow);
  EXPECT_EQ(out.flow.source, (std::array<std::uint8_t, 16>{192, 168, 1, 10}));
  EXPECT_EQ(out.flow.destination, (std::array<std::uint8_t, 16>{8, 8, 8, 8}));
  EXPECT_EQ(out.flow.first, 1'705'032'704'500'000'000);
  EXPECT_EQ(out.flow.last, 1'705'032'714'000'000'000);
  EXPECT_EQ(out.flow.destination_port, 443);
  EXPECT_EQ(out.flow.out.packets.value, 3u);
  EXPECT_EQ(out.flow.out.bytes.value, 180u);
  EXPECT_EQ(out.flow.vlan, 10);
  EXPECT_EQ(out.flow.source_mac, 0x3cef8c003412u);
  EXPECT_FALSE(out.scaled);
}

TEST(Nfcapd, Element_longer_than_its_record_is_damage) {
  NfcapdMaps maps;
  NfcapdFlow out;
  EXPECT_EQ(parse(octets("0b00 1400 0100 0000 0000 0009  0200 0c00 00000000"), maps, out), NfcapdKind::damaged);
}

TEST(Nfcapd, Head_says_its_layout_and_packing) {
  Bytes head = octets("0ca5 0200 01010701 0000000000000000 03 00 0100 01000000");
  head.resize(40);
  const auto read = parse_nfcapd_head(head);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->layout, 2);
  EXPECT_EQ(read->packing, NfcapdPacking::lz4);
  every_prefix(head, [](auto bytes) { EXPECT_EQ(parse_nfcapd_head(bytes).has_value(), bytes.size() == 40); });
  EXPECT_TRUE(parse_nfcapd_head(octets("a50c 0002"))->big_endian);
  EXPECT_FALSE(begins_nfcapd(octets("0ca5 0000")));
}

TEST(Nfcapd, Flipped_bits_and_prefixes_of_records_are_survived) {
  NfcapdMaps maps;
  NfcapdFlow out;
  parse(map_record, maps, out);
  const auto survive = [&](std::span<const std::byte> bytes) {
    while (const auto record = take_nfcapd_record(bytes)) parse_nfcapd_record(*record, maps, out);
  };
  every_flip(common_record, survive);
  every_prefix(common_record, survive);
}

}  // namespace
}  // namespace lenscap::wire::nfcapd_test
