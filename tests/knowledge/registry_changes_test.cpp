// The list of what each edition of the address registry changed: made by tools/registry/changes.sh, counted here.
#include "knowledge/registry_changes.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>

#include "files.hpp"
#include "knowledge/document.hpp"
#include "knowledge/registry.hpp"
#include "knowledge/registry_table.hpp"

namespace lenscap::knowledge::registry_changes_test {
namespace {

const std::string heading = "# day, version, prefix, before, now\n";

std::string output_of(const std::string& command) {
  std::string text;
  FILE* const pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return text;
  std::array<char, 4096> block{};
  for (std::size_t n = 0; (n = fread(block.data(), 1, block.size(), pipe)) > 0;) text.append(block.data(), n);
  pclose(pipe);
  return text;
}

std::string changes_between(const std::string& old_table, const std::string& new_table) {
  const Folder folder;
  folder.write("old.tsv", old_table);
  folder.write("new.tsv", new_table);
  return output_of("'" + std::string(LENSCAP_ROOT) + "/tools/registry/changes.sh' '" + folder.path() + "/old.tsv' '" +
                   folder.path() + "/new.tsv'");
}

const std::string first_edition = "# 2026-08-17, npm oui-data 2.1.2 (x)\nAlpha Ltd\t0000AA 0000AB1\nBeta\t0000BB\n";

TEST(RegistryChanges, Two_tables_differ_by_blocks_that_came_went_and_changed_hands) {
  const std::string second_edition =
      "# 2026-08-25, npm oui-data 2.1.8 (x)\nAlpha Ltd\t0000AA 0000CC\nGamma, Inc.\t0000BB 0000DD123\n";
  EXPECT_EQ(changes_between(first_edition, second_edition),
            "2026-08-25\t2.1.8\t0000AB1\tAlpha Ltd\t\n"
            "2026-08-25\t2.1.8\t0000BB\tBeta\tGamma, Inc.\n"
            "2026-08-25\t2.1.8\t0000CC\t\tAlpha Ltd\n"
            "2026-08-25\t2.1.8\t0000DD123\t\tGamma, Inc.\n");
  EXPECT_EQ(changes_between(first_edition, first_edition), "");
}

TEST(RegistryChanges, The_newest_edition_is_counted) {
  const auto last = last_changes(heading +
                                     "2026-08-17\t2.1.2\t0000AA\t\tA\n"
                                     "2026-08-25\t2.1.8\t0000AA\tA\tB\n2026-08-25\t2.1.8\t0000BB\t\tB\n"
                                     "2026-08-25\t2.1.8\t0000CC\t\tB\n2026-08-25\t2.1.8\t0000DD\tD\t\n",
                                 "changes.tsv");
  ASSERT_TRUE(last) << model::to_line(last.error());
  EXPECT_EQ(*last, (RegistryChanges{"2026-08-25", "2.1.8", 2, 1, 1}));
}

TEST(RegistryChanges, A_list_without_editions_changes_nothing) {
  EXPECT_EQ(last_changes(heading, "c").value(), RegistryChanges{});
  const auto table = compile_registry("# 2026-08-26, test 1 (x)\nMa\t100000\n", "t");
  ASSERT_TRUE(table);
  EXPECT_EQ(changes_of(*table), RegistryChanges{});
  EXPECT_EQ(edition_of(*table), "2026-08-26, test 1");
}

TEST(RegistryChanges, They_travel_with_the_table) {
  const RegistryChanges changes{"2026-08-25", "2.1.8", 166, 5, 3};
  const auto table = compile_registry("# 2026-08-26, test 1 (x)\nMa\t100000\n", "t", changes);
  ASSERT_TRUE(table);
  EXPECT_EQ(changes_of(*table), changes);
  EXPECT_EQ(edition_of(*table), "2026-08-26, test 1");
  EXPECT_EQ(find_block_in(*table, model::Mac{0x100000800000}).organisation, "Ma");
}

TEST(RegistryChanges, A_damaged_list_is_an_error_that_names_the_line) {
  const auto where = [](const std::string& tsv) {
    const auto last = last_changes(tsv, "changes.tsv");
    return last ? std::string("it was read") : last.error().where;
  };
  EXPECT_EQ(where("2026-08-25\t2.1.8\t0000AA\t\tA\n"), "changes.tsv, line 1");
  EXPECT_EQ(where(heading + "2026-08-25\t2.1.8\t0000AA\tA\n"), "changes.tsv, line 2");
  EXPECT_EQ(where(heading + "2026-08-25\t2.1.8\t0000AA\t\tA\tB\n"), "changes.tsv, line 2");
  EXPECT_EQ(where(heading + "yesterday\t2.1.8\t0000AA\t\tA\n"), "changes.tsv, line 2");
  EXPECT_EQ(where(heading + "2026-08-25\t2.1.8\t0000AA\tA\tA\n"), "changes.tsv, line 2");
  EXPECT_EQ(where(heading + "2026-08-25\t2.1.8\t0000AA\t\tA\n2026-08-17\t2.1.2\t0000AA\tA\tB\n"),
            "changes.tsv, line 3");
}

TEST(RegistryChanges, The_committed_list_ends_with_the_committed_table) {
  const std::string path = std::string(LENSCAP_ROOT) + "/data/registry/changes.tsv";
  const auto tsv = read_file(path, "changes.tsv", 16 << 20);
  ASSERT_TRUE(tsv);
  const auto last = last_changes(*tsv, "changes.tsv");
  ASSERT_TRUE(last) << model::to_line(last.error());
  EXPECT_EQ(last->day, registry_edition().substr(0, 10));
  EXPECT_TRUE(registry_edition().ends_with(" " + last->version)) << registry_edition();
  EXPECT_EQ(registry_changes(), *last);
  // What a refresh brings is found without touching data/makers: a block that came with 2.1.8, to an old organisation.
  EXPECT_NE(tsv->find("38F25D\t\tHangzhou Ezviz Software Co.,Ltd."), std::string::npos);
  EXPECT_EQ(find_block(*model::parse_mac("38:f2:5d:00:00:01")).organisation, "Hangzhou Ezviz Software Co.,Ltd.");
}

}  // namespace
}  // namespace lenscap::knowledge::registry_changes_test
