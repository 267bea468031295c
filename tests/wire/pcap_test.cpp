#include "wire/pcap.hpp"

#include <gtest/gtest.h>

#include "wire/unsigned_octets.hpp"

namespace lenscap::wire::pcap_test {
namespace {

using namespace testing;

constexpr std::int64_t second = 1'000'000'000;

std::optional<PcapFile> read(std::span<const std::byte> bytes) { return parse_pcap_file(unsigned_octets(bytes)); }

// 2023-11-14 22:13:20 UTC (1700000000 = 6553f100) and 999999 of the smaller unit; 60 bytes kept of 1514.
const Bytes little_header = octets("02 00 04 00  00 00 00 00  00 00 00 00  ff ff 00 00  01 00 00 00");
const Bytes little_record = octets("00 f1 53 65  3f 42 0f 00  3c 00 00 00  ea 05 00 00");
const Bytes big_header = octets("00 02 00 04  00 00 00 00  00 00 00 00  00 00 ff ff  00 00 00 01");
const Bytes big_record = octets("65 53 f1 00  00 0f 42 3f  00 00 00 3c  00 00 05 ea");
const Bytes modified_fields = octets("00 00 00 02  08 00 00 00");  // interface, protocol, packet type, padding

struct Form {
  const char* magic;
  const Bytes& header;
  Bytes record;
  bool swapped;
  std::int64_t nanos;
  std::uint32_t record_header;
};

std::vector<Form> every_form() {
  constexpr std::int64_t micro = 1'700'000'000 * second + 999'999'000, nano = 1'700'000'000 * second + 999'999;
  return {{"d4 c3 b2 a1", little_header, little_record, false, micro, 16},
          {"a1 b2 c3 d4", big_header, big_record, true, micro, 16},
          {"4d 3c b2 a1", little_header, little_record, false, nano, 16},
          {"a1 b2 3c 4d", big_header, big_record, true, nano, 16},
          {"34 cd b2 a1", little_header, little_record + modified_fields, false, micro, 24},
          {"a1 b2 cd 34", big_header, big_record + modified_fields, true, micro, 24}};
}

TEST(Pcap, Every_magic_tells_byte_order_unit_and_record_header) {
  for (const Form& form : every_form()) {
    const auto file = read(octets(form.magic) + form.header);
    ASSERT_TRUE(file) << form.magic;
    EXPECT_EQ(file->swapped, form.swapped) << form.magic;
    EXPECT_EQ(file->record_header, form.record_header) << form.magic;
    EXPECT_EQ(file->snap_length, 65535u) << form.magic;
    EXPECT_EQ(file->link_type, 1) << form.magic;

    const auto record = parse_pcap_record(*file, unsigned_octets(form.record));
    EXPECT_EQ(record.nanos, form.nanos) << form.magic;
    EXPECT_EQ(record.kept, 60u) << form.magic;
    EXPECT_EQ(record.on_wire, 1514u) << form.magic;
  }
}

TEST(Pcap, Upper_half_of_the_link_type_is_the_length_of_the_frame_check_sequence) {
  // f: it is there; 4: two words of 16 bits.
  const auto file = read(octets("d4 c3 b2 a1 02 00 04 00 00 00 00 00 00 00 00 00 ff ff 00 00  14 01 00 24"));
  ASSERT_TRUE(file);
  EXPECT_EQ(file->link_type, 276);
}

TEST(Pcap, Times_reach_from_1970_to_2106_and_no_fraction_overflows) {
  const auto file = read(octets("d4 c3 b2 a1") + little_header);
  ASSERT_TRUE(file);
  const auto nanos = [&](const char* time) {
    return parse_pcap_record(*file, unsigned_octets(octets(time) + Bytes(8))).nanos;
  };
  EXPECT_EQ(nanos("00 00 00 00  00 00 00 00"), 0);
  EXPECT_EQ(nanos("00 00 00 80  00 00 00 00"), 2'147'483'648 * second);  // 2038: seconds have no sign
  EXPECT_EQ(nanos("ff ff ff ff  3f 42 0f 00"), 4'294'967'295 * second + 999'999'000);
  EXPECT_EQ(nanos("ff ff ff ff  ff ff ff ff"), 4'294'967'295 * second + 4'294'967'295'000);
}

TEST(Pcap, Lengths_of_a_record_are_told_as_they_stand) {
  const auto file = read(octets("d4 c3 b2 a1") + little_header);
  ASSERT_TRUE(file);
  const auto record = parse_pcap_record(*file, unsigned_octets(Bytes(8) + octets("ff ff ff ff  01 00 00 00")));
  EXPECT_EQ(record.kept, 0xffffffffu);
  EXPECT_EQ(record.on_wire, 1u);
}

TEST(Pcap, Other_magics_are_no_capture) {
  for (const auto* magic : {"0a 0d 0d 0a", "d4 c3 b2 a0", "a1 b2 c3 d3", "00 00 00 00", "ff d8 ff e0", "1f 8b 08 00"})
    EXPECT_FALSE(read(octets(magic) + little_header)) << magic;
}

TEST(Pcap, Header_and_record_of_exact_size_are_read_and_no_prefix_is_a_file) {
  for (const Form& form : every_form()) {
    const Bytes whole = octets(form.magic) + form.header;
    every_prefix(whole, [](std::span<const std::byte> prefix) {
      EXPECT_EQ(read(prefix).has_value(), prefix.size() == PcapFile::size) << prefix.size();
    });
    const auto file = read(whole);
    ASSERT_TRUE(file);
    // The last prefix has exactly as many bytes as a record header needs: a sanitizer sees a read beyond.
    every_prefix(form.record, [&](std::span<const std::byte> prefix) {
      if (prefix.size() < file->record_header) return;
      EXPECT_EQ(parse_pcap_record(*file, unsigned_octets(prefix)).nanos, form.nanos) << form.magic;
    });
  }
}

TEST(Pcap, Flipped_bit_of_the_magic_is_no_capture) {
  for (const Form& form : every_form())
    every_flip(octets(form.magic), [&](std::span<const std::byte> magic) {
      EXPECT_FALSE(read(Bytes(magic.begin(), magic.end()) + form.header)) << form.magic;
    });
}

}  // namespace
}  // namespace lenscap::wire::pcap_test
