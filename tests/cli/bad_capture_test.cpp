// Bad input: whatever the bytes, an audit ends soon, within its memory, and says what could be read and what could not.
#include <gtest/gtest.h>
#include <zlib.h>

#include "cli/capture.hpp"
#include "cli/program.hpp"
#include "knowledge/knowledge.hpp"
#include "sources/inputs.hpp"

namespace lenscap::test::bad_capture_test {
namespace {

using namespace lenscap::test;
using lenscap::knowledge::Matcher;

constexpr long most_kib = 96 * 1024;  // what --help promises for a handful of hosts, and the program itself

lenscap::sources::ReadResult read(const std::string& path, Matcher& matcher) {
  return lenscap::sources::read_inputs({path}, matcher, {});
}

/// gzip of `head` and then `part` so many times; the whole is never in memory, which the program would inherit.
std::string gzip(const std::string& head, const std::string& part, int times) {
  z_stream z{};
  ::deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
  std::string out, block(65536, '\0');
  for (int i = -1; i <= times; ++i) {
    const std::string& now = i < 0 ? head : part;
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(now.data()));
    z.avail_in = i == times ? 0 : static_cast<uInt>(now.size());
    do {
      z.next_out = reinterpret_cast<Bytef*>(block.data());
      z.avail_out = static_cast<uInt>(block.size());
      ::deflate(&z, i == times ? Z_FINISH : Z_NO_FLUSH);
      out.append(block, 0, block.size() - z.avail_out);
    } while (z.avail_out == 0);
  }
  ::deflateEnd(&z);
  return out;
}

/// Ended by itself, in time, within the bound, with one of the documented codes.
void expect_well_behaved(const Ran& ran, const std::string& what) {
  EXPECT_FALSE(ran.late) << what << " hangs";
  EXPECT_EQ(ran.signal, 0) << what << " crashes";
  EXPECT_TRUE(ran.code == 0 || ran.code == 2) << what << " exits with " << ran.code << ": " << ran.err;
  EXPECT_TRUE(sanitized || ran.peak_kib < most_kib) << what << " takes " << ran.peak_kib << " KiB";
}

/// Refused: exit 2, and standard error names the file and says what it is.
void expect_refused(const std::string& path, const std::string& reason) {
  const Ran ran = run({"audit", path});
  expect_well_behaved(ran, path);
  EXPECT_EQ(ran.code, 2) << path;
  EXPECT_NE(ran.err.find(std::filesystem::path(path).filename().string()), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find(reason), std::string::npos) << ran.err;
  EXPECT_EQ(ran.out, "");
}

TEST(BadCapture, Every_prefix_is_read_as_far_as_it_goes_or_refused_by_name) {
  const auto knowledge = lenscap::knowledge::load_builtin();
  ASSERT_TRUE(knowledge);
  Matcher matcher(*knowledge);
  const Folder folder;
  for (const auto& [name, whole] : {std::pair{"a.pcap", pcap(two_cameras())}, {"a.pcapng", pcapng(two_cameras())}}) {
    const std::string path = folder.write(name, whole);
    ASSERT_EQ(read(path, matcher).evidence.sources[0].packets, 3u);
    for (std::size_t size = whole.size() - 1; size > 0; --size) {
      std::filesystem::resize_file(path, size);
      const auto result = read(path, matcher);
      ASSERT_EQ(result.evidence.sources.size() + result.unusable.size() > 0, true) << name << " of " << size;
      if (!result.unusable.empty()) {
        ASSERT_NE(result.unusable[0].where.find(name), std::string::npos) << name << " of " << size;
        continue;
      }
      const auto& source = result.evidence.sources[0];
      ASSERT_LE(source.packets, 3u);
      // A file may end between two records: then nothing is wrong. Else the cut is told.
      const bool cut = !source.notes.empty() || !source.skipped.empty();
      const bool between = [&] {
        for (std::size_t n = 0; n < 3; ++n) {
          auto frames = two_cameras();
          frames.resize(n);
          if (size == (name == std::string("a.pcap") ? pcap(frames) : pcapng(frames)).size()) return true;
        }
        return size == 28;  // the section header of pcapng alone
      }();
      ASSERT_NE(cut, between) << name << " of " << size << ": a cut must be told, and only a cut";
    }
  }
}

TEST(BadCapture, A_flipped_bit_anywhere_neither_stops_the_reader_nor_makes_it_endless) {
  const auto knowledge = lenscap::knowledge::load_builtin();
  ASSERT_TRUE(knowledge);
  Matcher matcher(*knowledge);
  const Folder folder;
  for (const auto& whole : {pcap(two_cameras()), pcapng(two_cameras())})
    for (std::size_t bit = 0; bit < whole.size() * 8; bit += 7) {
      std::string flipped = whole;
      flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
      const auto result = read(folder.write("f", flipped), matcher);
      ASSERT_TRUE(result.evidence.sources.size() == 1 || !result.unusable.empty()) << "bit " << bit;
      for (const auto& source : result.evidence.sources) ASSERT_LE(source.packets, whole.size() / 16);
    }
}

TEST(BadCapture, The_program_survives_prefixes_and_flipped_bits) {
  const Folder folder;
  const auto whole = pcap(two_cameras());
  for (std::size_t size = 1; size < whole.size(); size += 61)
    expect_well_behaved(run({"audit", folder.write("p", whole.substr(0, size))}), "prefix " + std::to_string(size));
  for (std::size_t at = 0; at < whole.size(); at += 53) {
    std::string flipped = whole;
    flipped[at] = static_cast<char>(flipped[at] ^ 0x80);
    expect_well_behaved(run({"audit", folder.write("f", flipped)}), "flip " + std::to_string(at));
  }
}

TEST(BadCapture, Empty_file_picture_and_absent_file_are_refused_for_what_they_are) {
  const Folder folder;
  expect_refused(folder.write("empty.pcap", ""), "empty");
  expect_refused(folder.write("gate.jpg", "\xff\xd8\xff\xe0" + std::string("\x00\x10JFIF", 6) + std::string(900, 'x')),
                 "JPEG");
  expect_refused(folder / "nowhere.pcap", "No such file");
}

TEST(BadCapture, A_folder_without_evidence_is_refused_by_name) {
  const Folder folder;
  folder.write("plans/readme.txt", "nothing of a camera");
  expect_refused(folder / "plans", "no evidence");
  std::filesystem::create_directory(folder / "void");
  expect_refused(folder / "void", "no evidence");
}

TEST(BadCapture, A_gzip_bomb_costs_neither_memory_nor_minutes) {
  const Folder folder;
  expect_refused(folder.write("zeros.gz", gzip("", std::string(100'000, '\0'), 1'000)), "no capture");
  // A capture that grows a thousandfold: one frame of zeros, again and again.
  const std::string frame(65'000, '\0'), empty = pcap({});
  const auto packed = gzip(empty, pcap({frame}).substr(empty.size()), 1'500);
  ASSERT_LT(packed.size() * 500, 1'500 * frame.size());
  const Ran ran = run({"audit", folder.write("grows.pcap.gz", packed), "--json", "-"});
  expect_well_behaved(ran, "a capture that grows");
  EXPECT_EQ(nlohmann::json::parse(ran.out)["inputs"][0]["packets"], 1'500);
}

TEST(BadCapture, Blocks_of_length_zero_and_four_gigabytes_end_reading_with_a_note) {
  const Folder folder;
  for (const std::uint32_t length : {0u, 8u, 0xfffffffcu, 0xffffffffu}) {
    const auto bytes = pcapng(two_cameras()) + le32(6) + le32(length) + std::string(64, '\0');
    const Ran ran = run({"audit", folder.write("b.pcapng", bytes), "--json", "-"});
    expect_well_behaved(ran, "a block of " + std::to_string(length));
    const auto input = nlohmann::json::parse(ran.out)["inputs"][0];
    EXPECT_EQ(input["packets"], 3) << length;
    EXPECT_NE(input["notes"].dump().find("offset"), std::string::npos) << length << input["notes"];
    const Ran alone = run({"audit", folder.write("c.pcapng", pcapng_head() + le32(6) + le32(length))});
    expect_well_behaved(alone, "only a block of " + std::to_string(length));
  }
}

TEST(BadCapture, A_record_longer_than_its_file_keeps_what_came_before) {
  const Folder folder;
  const auto bytes = pcap(two_cameras()) + le32(1'700'000'009) + le32(0) + le32(0x7fffffff) + le32(0x7fffffff) + "abc";
  const auto input = audit_json({folder.write("long.pcap", bytes)})["inputs"][0];
  EXPECT_EQ(input["packets"], 3);
  EXPECT_NE(input["notes"].dump().find("offset " + std::to_string(pcap(two_cameras()).size())), std::string::npos)
      << input["notes"];
}

TEST(BadCapture, Time_stamps_of_1970_and_2106_are_shown_as_they_are) {
  const Folder folder;
  const auto early = audit_json({folder.write("early.pcap", pcap(two_cameras(), 0))})["inputs"][0];
  EXPECT_EQ(early["first"].get<std::string>().substr(0, 10), "1970-01-01");
  const auto late = audit_json({folder.write("late.pcap", pcap(two_cameras(), 0xfffffff0))})["inputs"][0];
  EXPECT_EQ(late["first"].get<std::string>().substr(0, 10), "2106-02-07");
  EXPECT_EQ(late["packets"], 3);
}

}  // namespace
}  // namespace lenscap::test::bad_capture_test
