// A case that was cut, flipped or forged below SQLite's feet: it loads or is refused; it never crashes or hangs.
#include <algorithm>
#include <cstdint>

#include "casefile/sample.hpp"
#include "casefile/schema.hpp"
#include "casefile/store.hpp"

namespace lenscap::casefile::damage_test {
namespace {

/// The same case in 512-byte pages: small enough to try every byte.
std::string small_case(const Folder& folder) {
  const auto path = folder / "small";
  EXPECT_TRUE(save(path, depot()));
  edit(path, "PRAGMA page_size=512; VACUUM");
  EXPECT_TRUE(load(path)) << to_line(load(path).error());
  return bytes_of(path);
}

/// Whatever loads can be saved and is the same again (`save_too`; it costs more than the rest).
void load_and_save(const Folder& folder, const std::string& bytes, bool save_too) {
  write_bytes(folder / "case", bytes);
  auto loaded = load(folder / "case");
  if (!loaded) {
    EXPECT_FALSE(loaded.error().what.empty());
    return;
  }
  if (!save_too) return;
  std::erase_if(loaded->meta, [](const auto& entry) { return entry.first.starts_with("damage."); });
  const auto saved = save(folder / "again", *loaded);
  ASSERT_TRUE(saved) << to_line(saved.error());
  const auto again = load(folder / "again");
  ASSERT_TRUE(again) << to_line(again.error());
  EXPECT_EQ(again->observations.size(), loaded->observations.size());
  EXPECT_EQ(again->flows.size(), loaded->flows.size());
  EXPECT_EQ(again->names.size(), loaded->names.size());
  EXPECT_EQ(again->findings.size(), loaded->findings.size());
}

TEST(Damage, No_prefix_of_a_case_loads_or_crashes) {
  Folder folder;
  const auto whole = small_case(folder);
  for (std::size_t n = 0; n < whole.size(); n += n < 1024 ? 1 : 37) {
    write_bytes(folder / "case", whole.substr(0, n));
    EXPECT_FALSE(load(folder / "case")) << n << " of " << whole.size() << " bytes";
  }
}

TEST(Damage, A_flipped_bit_anywhere_loads_or_is_refused) {
  Folder folder;
  const auto whole = small_case(folder);
  for (std::size_t at = 0; at < whole.size(); ++at) {
    auto bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ 1 << at % 8);
    load_and_save(folder, bytes, at % 16 == 0);
  }
}

TEST(Damage, Bytes_overwritten_with_extremes_load_or_are_refused) {
  Folder folder;
  const auto whole = small_case(folder);
  for (std::size_t at = 16; at < whole.size(); at += 11)
    for (char extreme : {'\x00', '\x7f', '\xff'}) {
      auto bytes = whole;
      bytes[at] = extreme;
      write_bytes(folder / "case", bytes);
      load(folder / "case");
    }
}

constexpr std::size_t page_size = 4096;

std::uint64_t big_endian(const std::string& bytes, std::size_t at, std::size_t length) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < length; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

void put_big_endian(std::string& bytes, std::size_t at, std::uint64_t value) {
  for (std::size_t i = 0; i < 4; ++i) bytes[at + i] = static_cast<char>(value >> (24 - 8 * i) & 0xff);
}

/// Offset of cell `i` of the b-tree page at `page`, whose header is `header` bytes (leaf 8, interior 12).
std::size_t cell_at(const std::string& bytes, std::size_t page, std::size_t header, std::size_t i) {
  return page + big_endian(bytes, page + header + 2 * i, 2);
}

TEST(Damage, A_tree_whose_branches_are_all_the_same_leaf_ends_at_once) {
  Folder folder;
  const auto path = folder / "case";
  auto c = depot();
  for (model::Id id = 4; id <= 3000; ++id) c.observations.push_back(seen(id, 1, "dns.query", "a.example", 9, 9));
  ASSERT_TRUE(save(path, c));
  auto bytes = bytes_of(path);
  std::size_t pages = 0;
  for (std::size_t page = page_size; page < bytes.size(); page += page_size) {
    if (bytes[page] != 5) continue;  // interior page of a table: a child's page number begins each cell
    ++pages;
    const auto child = big_endian(bytes, cell_at(bytes, page, 12, 0), 4);
    for (std::size_t i = 1; i < big_endian(bytes, page + 3, 2); ++i)
      put_big_endian(bytes, cell_at(bytes, page, 12, i), child);
  }
  ASSERT_GT(pages, 0u);
  write_bytes(path, bytes);
  const auto loaded = load(path);
  ASSERT_FALSE(loaded);
  EXPECT_NE(loaded.error().what.find("rows out of order"), std::string::npos) << to_line(loaded.error());
}

TEST(Damage, Rows_that_share_their_bytes_so_as_to_say_more_than_the_file_holds_are_refused) {
  Folder folder;
  const auto path = folder / "case";
  auto c = depot();
  c.findings.clear();
  // 14 overflow pages of 4,092 bytes each, and just enough left over that seven rows fit one leaf.
  constexpr std::size_t length = 14 * (page_size - 4) + 472;
  for (model::Id id = 1; id <= 7; ++id)
    c.findings.push_back({id, 1, "model", std::string(length, 'x'), model::Confidence::possible, {}, {}, {}});
  ASSERT_TRUE(save(path, c));
  for (const auto& index : indexes()) edit(path, std::string("DROP INDEX ") + index.name);  // their pages come last
  auto bytes = bytes_of(path);
  // The seven rows stand in one leaf (type 13), each with the page of its overflow chain at its end; chains are written
  // one after the other. Point all to the first chain, and drop the pages behind it.
  std::size_t leaf = 0;
  for (std::size_t page = page_size; page < bytes.size() && leaf == 0; page += page_size)
    if (bytes[page] == 13 && big_endian(bytes, page + 3, 2) == 7 &&
        bytes.compare(cell_at(bytes, page, 8, 0) + 20, 5, "xxxxx") == 0)
      leaf = page;
  ASSERT_NE(leaf, 0u);
  auto end_of = [&](std::size_t i) { return bytes.find_first_not_of('x', cell_at(bytes, leaf, 8, i) + 30); };
  const auto first = big_endian(bytes, end_of(0), 4);
  ASSERT_GT(first, leaf / page_size);
  for (std::size_t i = 1; i < 7; ++i) put_big_endian(bytes, end_of(i), first);
  const auto pages = first - 1 + 14;
  bytes.resize(pages * page_size);
  put_big_endian(bytes, 28, pages);
  write_bytes(path, bytes);
  ASSERT_LT(bytes.size(), 7 * length);
  const auto loaded = load(path);
  ASSERT_FALSE(loaded);
  EXPECT_NE(loaded.error().what.find("says more than it holds"), std::string::npos) << to_line(loaded.error());
}

}  // namespace
}  // namespace lenscap::casefile::damage_test
