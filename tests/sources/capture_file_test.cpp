// Capture files of every form, whole and damaged.
#include <gtest/gtest.h>

#include "sources/capture_bytes.hpp"
#include "sources/reading.hpp"

namespace lenscap::sources::testing::capture_file_test {
namespace {

struct Got {
  std::vector<Kept> frames;
  std::vector<std::int64_t> times;
  std::vector<std::uint16_t> links;
  std::string damage, error, format;
  std::uint64_t cut = 0;
};

Got read_capture(const Bytes& bytes, std::size_t head_bytes = 24) {
  const MemoryFile disk(bytes);
  Got got;
  auto stream = ByteStream::open(disk.path(), Hashing::none);
  if (!stream) return got;
  std::vector<std::uint8_t> head(head_bytes);
  auto n = stream->read(head);
  head.resize(n ? *n : 0);
  if (!CaptureFile::recognises(head)) {
    got.error = "not recognised";
    return got;
  }
  auto file = CaptureFile::start(*stream, std::move(head), "a.pcap");
  if (!file) {
    got.error = file.error().what;
    return got;
  }
  for (auto frames = file->next_batch(); !frames.empty(); frames = file->next_batch()) {
    EXPECT_LE(frames.size(), CaptureFile::batch_frames);
    for (const Frame& f : frames) {
      got.frames.push_back({Bytes(reinterpret_cast<const char*>(f.data), f.kept), f.on_wire});
      got.times.push_back(f.time);
      got.links.push_back(f.link_type);
      EXPECT_EQ(f.packet, got.frames.size());
    }
  }
  got.format = file->format();
  got.damage = file->damage();
  got.cut = file->records_cut();
  EXPECT_EQ(file->packets(), got.frames.size());
  return got;
}

std::vector<Bytes> three_frames() { return {Bytes(60, 'a'), Bytes(61, 'b'), Bytes(1514, 'c')}; }

void expect_three_frames(const Got& got) {
  ASSERT_EQ(got.frames.size(), 3u) << got.error << got.damage;
  const auto wanted = three_frames();
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(got.frames[i].bytes, wanted[i]);
  EXPECT_EQ(got.damage, "");
}

constexpr std::int64_t second = 1'000'000'000;

TEST(Pcap, Both_byte_orders_and_both_units_give_the_same_frames_and_times) {
  for (bool big_endian : {false, true})
    for (bool nanoseconds : {false, true}) {
      const PcapForm form{{big_endian}, nanoseconds};
      const auto frames = three_frames();
      Bytes file = pcap_header(form);
      for (std::size_t i = 0; i < 3; ++i)
        file += pcap_record(frames[i], 1'700'000'000, nanoseconds ? 123'456'789 : 123'456, form);
      const Got got = read_capture(file);
      expect_three_frames(got);
      EXPECT_EQ(got.format, "pcap");
      EXPECT_EQ(got.links, (std::vector<std::uint16_t>{1, 1, 1}));
      EXPECT_EQ(got.times[0], 1'700'000'000 * second + (nanoseconds ? 123'456'789 : 123'456'000));
    }
}

TEST(Pcap, Records_with_24_byte_headers_are_read_under_their_magic_and_under_the_usual_one) {
  for (bool own_magic : {true, false})
    for (bool big_endian : {false, true}) {
      const PcapForm form{{big_endian}, false, own_magic, true};
      expect_three_frames(read_capture(pcap(three_frames(), 1'000'000'000, form)));
    }
}

TEST(Pcap, A_single_packet_and_none_at_all_are_no_damage) {
  const Got one = read_capture(pcap({Bytes(60, 'a')}));
  EXPECT_EQ(one.frames.size(), 1u);
  EXPECT_EQ(one.damage, "");
  const Got none = read_capture(pcap({}));
  EXPECT_EQ(none.frames.size(), 0u);
  EXPECT_EQ(none.damage, "");
}

TEST(Pcap, Times_of_1970_and_2106_are_kept) {
  const Got got = read_capture(pcap_header() + pcap_record("first", 0, 0) + pcap_record("last", 0xffffffff, 999'999));
  ASSERT_EQ(got.times.size(), 2u);
  EXPECT_EQ(got.times[0], 0);
  EXPECT_EQ(got.times[1], 4'294'967'295 * second + 999'999'000);
}

TEST(Pcap, The_length_on_the_wire_is_that_of_the_record) {
  const Got got = read_capture(pcap_header() + pcap_record(Bytes(96, 'x'), 1, 0, {}, 1514));
  ASSERT_EQ(got.frames.size(), 1u);
  EXPECT_EQ(got.frames[0].bytes.size(), 96u);
  EXPECT_EQ(got.frames[0].on_wire, 1514u);
}

TEST(Pcap, Frames_across_the_borders_of_the_buffer_arrive_whole) {
  Bytes file = pcap_header();
  std::vector<Bytes> frames;
  for (std::size_t i = 0; i < 400; ++i) {
    const std::size_t sizes[] = {60, 1514, 9000, 65549, 200 * 1024, 61};
    Bytes frame(sizes[i % 6] + i % 7, static_cast<char>('a' + i % 26));
    frame.front() = static_cast<char>(i);
    frame.back() = static_cast<char>(i >> 3);
    frames.push_back(std::move(frame));
    file += pcap_record(frames.back(), static_cast<std::uint32_t>(i), 0);
  }
  for (std::size_t head : {24u, 4096u, 65536u}) {
    const Got got = read_capture(file, head);
    ASSERT_EQ(got.frames.size(), frames.size()) << got.damage;
    for (std::size_t i = 0; i < frames.size(); ++i) ASSERT_TRUE(got.frames[i].bytes == frames[i]) << i;
  }
}

/// Ends of the records or blocks of a file of `count` packets after which one more packet is complete.
void expect_every_prefix(const Bytes& file, const std::vector<std::size_t>& ends) {
  for (std::size_t n = 0; n <= file.size(); ++n) {
    SCOPED_TRACE(n);
    const Got got = read_capture(file.substr(0, n));
    const auto whole =
        static_cast<std::size_t>(std::count_if(ends.begin(), ends.end(), [&](auto e) { return e <= n; }));
    ASSERT_EQ(got.frames.size(), whole);
    const bool at_an_end = n == 0 || std::find(ends.begin(), ends.end(), n) != ends.end();
    if (got.error.empty() && !at_an_end && n > 12) {
      // Where a whole part ended is the offset that the note names, unless the file ends right there.
      if (!got.damage.empty()) {
        EXPECT_NE(got.damage.find("offset "), std::string::npos) << got.damage;
        EXPECT_EQ(got.cut, 1u);
      }
    }
  }
}

TEST(Pcap, Every_prefix_gives_the_packets_that_are_whole_and_says_where_it_ends) {
  std::vector<std::size_t> ends;
  Bytes file = pcap_header();
  for (const Bytes& frame : {Bytes(60, 'a'), Bytes(61, 'b'), Bytes(90, 'c')}) {
    file += pcap_record(frame, 1'700'000'000, 5);
    ends.push_back(file.size());
  }
  expect_every_prefix(file, ends);
  const Got cut = read_capture(file.substr(0, file.size() - 1));
  EXPECT_NE(cut.damage.find("offset " + std::to_string(ends[1])), std::string::npos) << cut.damage;
  EXPECT_EQ(read_capture(file.substr(0, 20)).error, "the file ends inside the capture's header");
}

TEST(Pcap, A_record_longer_than_any_tool_writes_ends_reading_where_it_stands) {
  const Bytes start = pcap_header() + pcap_record(Bytes(60, 'a'), 1, 0) + pcap_record(Bytes(60, 'b'), 1, 0);
  const Got got = read_capture(start + little(1, 4) + little(1, 4) + little(16'711'424, 4) + little(16'711'424, 4) +
                               Bytes(300, 'x'));
  EXPECT_EQ(got.frames.size(), 2u);
  EXPECT_NE(got.damage.find("offset " + std::to_string(start.size())), std::string::npos) << got.damage;
  EXPECT_NE(got.damage.find("16711424"), std::string::npos) << got.damage;
}

Bytes sectioned(const Order& o) {
  const auto f = three_frames();
  return ng_section(o) + ng_interface(o) + ng_packet(f[0], 1'000'000, 0, o) + ng_packet(f[1], 2'000'000, 0, o) +
         ng_packet(f[2], 3'000'000, 0, o);
}

TEST(Pcapng, Both_byte_orders_give_the_same_frames) {
  for (bool big_endian : {false, true}) {
    const Got got = read_capture(sectioned({big_endian}));
    expect_three_frames(got);
    EXPECT_EQ(got.format, "pcapng");
    EXPECT_EQ(got.times, (std::vector<std::int64_t>{1 * second, 2 * second, 3 * second}));
  }
}

TEST(Pcapng, A_section_has_its_own_byte_order_and_its_own_interfaces) {
  const Order b{true};
  const Got got =
      read_capture(ng_section() + ng_interface({}, 1) + ng_interface({}, 113) + ng_packet("one", 1, 0) +
                   ng_packet("two", 1, 1) + ng_section(b) + ng_interface(b, 101) + ng_packet("three", 1, 0, b));
  EXPECT_EQ(got.links, (std::vector<std::uint16_t>{1, 113, 101})) << got.damage;
  const Got lost =
      read_capture(ng_section() + ng_interface() + ng_packet("one", 1, 0) + ng_section() + ng_packet("nobody's", 1, 0));
  EXPECT_EQ(lost.frames.size(), 1u);
  EXPECT_NE(lost.damage.find("interface"), std::string::npos) << lost.damage;
}

TEST(Pcapng, Time_is_in_the_unit_and_from_the_start_that_the_interface_states) {
  struct Case {
    Bytes options;
    std::uint64_t ticks;
    std::int64_t nanos;
  };
  const Order o;
  const std::uint64_t minus_hour = static_cast<std::uint64_t>(-3600);
  const Case cases[] = {
      {option(9, "\x09"), 1'700'000'000'123'456'789, 1'700'000'000'123'456'789},
      {option(9, Bytes(1, '\0')), 1'700'000'000, 1'700'000'000 * second},
      {option(9, "\x8a"), 5 * 1024 + 512, 5 * second + second / 2},  // 2^-10
      {option(9, "\x03") + option(14, o(1'000, 8)), 2'500, 1'002 * second + second / 2},
      {option(14, o(minus_hour, 8)), 7'200'000'000, 3'600 * second},
      {option(2, "eth0") + option(9, "\x06") + option(0, ""), 0, 0},
      {option(9, "\x06"), 4'294'967'295'000'000, 4'294'967'295 * second},
  };
  for (const Case& c : cases) {
    const Got got = read_capture(ng_section() + ng_interface({}, 1, 0, c.options) + ng_packet("x", c.ticks));
    ASSERT_EQ(got.times.size(), 1u) << got.damage;
    EXPECT_EQ(got.times[0], c.nanos);
  }
}

TEST(Pcapng, An_absurd_time_saturates) {
  const Got got =
      read_capture(ng_section() + ng_interface({}, 1, 0, option(9, Bytes(1, '\0'))) + ng_packet("x", UINT64_MAX));
  ASSERT_EQ(got.times.size(), 1u);
  EXPECT_EQ(got.times[0], INT64_MAX);
}

TEST(Pcapng, Simple_and_old_packets_are_read) {
  const Got got = read_capture(ng_section() + ng_interface({}, 1, 64) + ng_simple("short") +
                               ng_simple(Bytes(64, 's'), {}, 1000) + ng_old("old one", 2'000'000));
  ASSERT_EQ(got.frames.size(), 3u) << got.damage;
  EXPECT_EQ(got.frames[0].bytes, "short");
  EXPECT_EQ(got.times[0], model::no_time);
  EXPECT_EQ(got.frames[1].bytes.size(), 64u);
  EXPECT_EQ(got.frames[1].on_wire, 1000u);
  EXPECT_EQ(got.frames[2].bytes, "old one");
  EXPECT_EQ(got.times[2], 2 * second);
}

TEST(Pcapng, Other_blocks_are_stepped_over_however_long) {
  const auto f = three_frames();
  for (std::size_t size : {0u, 4u, 5000u, 300'000u, 3'000'000u}) {
    const Bytes other = ng_block(0x0bad, Bytes(size, 'z')) + ng_block(4, Bytes(8, '\0')) + ng_block(5, Bytes(12, '\0'));
    expect_three_frames(read_capture(ng_section() + other + ng_interface() + ng_packet(f[0], 1) + other +
                                     ng_packet(f[1], 1) + other + ng_packet(f[2], 1) + other));
  }
}

TEST(Pcapng, An_impossible_block_length_ends_reading_where_it_stands) {
  const Bytes start = ng_section() + ng_interface() + ng_packet("good", 1);
  for (std::uint32_t length : {0u, 4u, 11u, 13u, 33u, 0xffffffffu, 0xfffffffcu, 0x80000000u})
    for (std::uint32_t type : {6u, 1u, 0x0badu, 0x0a0d0d0au}) {
      const Got got =
          read_capture(start + little(type, 4) + little(length, 4) + little(0x1a2b3c4d, 4) + Bytes(100, 'x'));
      EXPECT_EQ(got.frames.size(), 1u);
      EXPECT_NE(got.damage.find("offset " + std::to_string(start.size())), std::string::npos)
          << got.damage << " length " << length << " type " << type;
    }
}

TEST(Pcapng, A_packet_longer_than_its_block_ends_reading) {
  const Order o;
  const Bytes start = ng_section() + ng_interface() + ng_packet("good", 1);
  const Got got =
      read_capture(start + ng_block(6, o(0, 4) + o(0, 8) + o(5000, 4) + o(5000, 4) + "short") + ng_packet("late", 1));
  EXPECT_EQ(got.frames.size(), 1u);
  EXPECT_NE(got.damage.find("offset " + std::to_string(start.size())), std::string::npos) << got.damage;
}

TEST(Pcapng, Every_prefix_gives_the_packets_that_are_whole_and_says_where_it_ends) {
  std::vector<std::size_t> ends;
  Bytes file = ng_section({}, option(1, "a comment")) + ng_interface({}, 1, 0, option(2, "eth0"));
  for (std::size_t i = 0; i < 3; ++i) {
    file += ng_packet(Bytes(60 + i, 'a'), 1);
    ends.push_back(file.size());
  }
  expect_every_prefix(file, ends);
  const Got cut = read_capture(file.substr(0, file.size() - 1));
  EXPECT_NE(cut.damage.find("offset " + std::to_string(ends[1])), std::string::npos) << cut.damage;
}

TEST(CaptureFile, A_flipped_bit_anywhere_gives_no_more_than_the_file_holds) {
  for (const Bytes& file :
       {pcap({Bytes(60, 'a'), Bytes(61, 'b')}),
        ng_section() + ng_interface({}, 1, 0, option(9, "\x09")) + ng_packet(Bytes(60, 'a'), 1) + ng_simple("simple")})
    for (std::size_t bit = 0; bit < file.size() * 8; ++bit) {
      Bytes flipped = file;
      flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
      const Got got = read_capture(flipped);
      std::size_t bytes = 0;
      for (const auto& frame : got.frames) bytes += frame.bytes.size();
      ASSERT_LE(bytes, file.size());
    }
}

TEST(CaptureFile, What_is_no_capture_is_not_recognised) {
  for (const Bytes& bytes : {Bytes(), Bytes("\x0a"), Bytes("GIF89a..............."), Bytes("\xff\xd8\xff\xe0 picture"),
                             little(0x0a0d0d0a, 4) + little(28, 4) + "nonsense", Bytes(64, '\0')})
    EXPECT_EQ(read_capture(bytes).error, "not recognised");
}

}  // namespace
}  // namespace lenscap::sources::testing::capture_file_test
