// Notices in files: compressed, in archives, of any length.
#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <zlib.h>

#include "sources/notice_reading.hpp"
#include "sources/notice_units.hpp"

namespace lenscap::sources::notice_file_test {
namespace {

using Words = std::vector<std::string>;
using Members = std::vector<std::pair<std::string, std::string>>;

std::string release(const std::string& ocid) {
  return R"({"ocid":")" + ocid + R"(","date":"2025-01-01T00:00:00Z","tender":{"title":"t"}})";
}

std::string archive_of(const Members& members, bool zip) {
  std::string bytes(1 << 20, '\0');
  std::size_t used = 0;
  auto* a = archive_write_new();
  if (zip) archive_write_set_format_zip(a);
  else archive_write_set_format_pax(a);
  archive_write_set_bytes_in_last_block(a, 1);
  EXPECT_EQ(archive_write_open_memory(a, bytes.data(), bytes.size(), &used), ARCHIVE_OK);
  for (const auto& [name, content] : members) {
    auto* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_write_header(a, entry);
    archive_write_data(a, content.data(), content.size());
    archive_entry_free(entry);
  }
  archive_write_close(a);
  archive_write_free(a);
  bytes.resize(used);
  return bytes;
}

TEST(NoticeFile, Members_of_an_archive_are_read_one_after_the_other) {
  const Members members{{"2025/a.json", "[" + release("a") + "]"},
                        {"readme.bin", std::string("\0\1\2", 3)},
                        {"b.jsonl", release("b") + "\n" + release("c") + "\n"}};
  for (const bool zip : {true, false}) {
    const auto bytes = archive_of(members, zip);
    const auto read = read_bytes(bytes);
    EXPECT_EQ(read.ocids(), (Words{"a", "b", "c"})) << read.error;
    ASSERT_EQ(read.releases.size(), 3U);
    EXPECT_EQ(read.releases[2].place.file, "file!b.jsonl");
    EXPECT_EQ(read.releases[2].place.row, 2U);
    EXPECT_EQ(read.counts.files, 2U);
    EXPECT_EQ(read.noted(), Words{"member_skipped"});
    EXPECT_TRUE(read.counts.damage.empty());
    // Cut in the second member: the first is read, and the cut is told.
    const auto cut = read_bytes(bytes.substr(0, zip ? bytes.size() / 2 : 1700));
    EXPECT_EQ(cut.ocids().empty() ? "" : cut.ocids()[0], "a");
    EXPECT_FALSE(cut.counts.damage.empty() && cut.error.empty() && cut.notes.empty());
  }
}

TEST(NoticeFile, A_file_may_be_compressed) {
  const std::string path = ::testing::TempDir() + "notices.jsonl.gz";
  auto* out = gzopen(path.c_str(), "wb");
  const std::string text = release("a") + "\n" + release("b") + "\n";
  gzwrite(out, text.data(), static_cast<unsigned>(text.size()));
  gzclose(out);
  const auto read = read_file(path);
  EXPECT_EQ(read.ocids(), (Words{"a", "b"})) << read.error;
  EXPECT_EQ(read.counts.sha256.size(), 64U);
  EXPECT_EQ(read.counts.bytes, text.size());
  EXPECT_NE(read_file("/nowhere/x.json").error.find("/nowhere/x.json"), std::string::npos);
}

/// Units of `bytes`, given `step` bytes at a time.
std::vector<std::string> units_of(const std::string& bytes, std::size_t step) {
  std::size_t at = 0;
  NoticeUnits units(
      [&](std::span<std::uint8_t> into) -> model::Result<std::size_t> {
        const std::size_t n = std::min({step, into.size(), bytes.size() - at});
        std::copy_n(bytes.data() + at, n, into.data());
        at += n;
        return n;
      },
      {});
  std::vector<std::string> all;
  for (NoticeUnit unit; units.next(unit);)
    all.push_back(unit.pointer + "@" + std::to_string(unit.at) + "=" + std::string(unit.text));
  return all;
}

TEST(NoticeFile, It_does_not_matter_how_the_bytes_come_in) {
  const std::string tricky = R"({"ocid":"x \" ] } \\","a":[[{"b":"]["}],1],"c":"\\\""})";
  for (const std::string& bytes : {"{\"uri\":\"a\\\"{[\",\"publisher\":{\"x\":[1,2]},\"n\":-1.5e3 ,\"releases\":[" +
                                       tricky + ", " + tricky + "\n] , \"z\":null}",
                                   tricky + "\n" + tricky + "\n", "[" + tricky + "," + tricky + "]"}) {
    const auto whole = units_of(bytes, bytes.size());
    ASSERT_EQ(whole.size(), 2U) << bytes;
    EXPECT_TRUE(whole[1].ends_with("=" + tricky)) << whole[1];
    for (std::size_t step = 1; step < 20; ++step) EXPECT_EQ(units_of(bytes, step), whole) << step;
  }
}

TEST(NoticeFile, A_package_longer_than_the_window_is_read_through_it) {
  constexpr std::size_t count = 20'000;
  std::string text = R"({"version":"1.1","publisher":{},"releases":[)";
  for (std::size_t i = 0; i < count; ++i)
    text += (i == 0 ? "" : ",") + release("ocds-" + std::to_string(i) + std::string(300, 'x'));
  text += "]}";
  ASSERT_GT(text.size(), 6U << 20);
  std::size_t next = 0;
  const auto counts = read_notice_bytes(text, "file", {},
                                        {[&](model::Release&& one) {
                                           ASSERT_EQ(one.place.pointer, "/releases/" + std::to_string(next++));
                                           ASSERT_EQ(text.compare(one.place.offset, 8, "{\"ocid\":"), 0);
                                         },
                                         {}});
  ASSERT_TRUE(counts);
  EXPECT_EQ(next, count);
  EXPECT_EQ(counts->bytes, text.size());
}

}  // namespace
}  // namespace lenscap::sources::notice_file_test
