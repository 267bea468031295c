// docs/case-file.md: its queries run on a case and find something, and it names every column that there is.
#include <algorithm>
#include <sstream>
#include <utility>

#include "casefile/sample.hpp"
#include "casefile/schema.hpp"
#include "casefile/store.hpp"

namespace lenscap::casefile::docs_test {
namespace {

std::string page() { return bytes_of(std::string(LENSCAP_ROOT) + "/docs/case-file.md"); }

/// The statements of all ```sql blocks.
std::vector<std::string> queries(const std::string& markdown) {
  std::vector<std::string> out;
  std::istringstream lines(markdown);
  bool inside = false;
  std::string statement;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("```")) {
      inside = line == "```sql";
    } else if (inside) {
      statement += line + "\n";
      if (line.ends_with(';')) out.push_back(std::exchange(statement, {}));
    }
  }
  return out;
}

class Docs : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(save(folder_ / "case", depot()));
    ASSERT_EQ(sqlite3_open_v2((folder_ / "case").c_str(), &db_, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
  }
  void TearDown() override { sqlite3_close(db_); }

  /// First column of each row.
  std::vector<std::string> run(const std::string& sql) {
    std::vector<std::string> rows;
    char* message = nullptr;
    const int rc = sqlite3_exec(
        db_, sql.c_str(),
        [](void* out, int, char** values, char**) {
          static_cast<std::vector<std::string>*>(out)->emplace_back(values[0] ? values[0] : "");
          return 0;
        },
        &rows, &message);
    EXPECT_EQ(rc, SQLITE_OK) << sql << (message ? message : "");
    sqlite3_free(message);
    return rows;
  }

  Folder folder_;
  sqlite3* db_ = nullptr;
};

TEST_F(Docs, Every_query_on_the_page_finds_rows) {
  const auto all = queries(page());
  ASSERT_GE(all.size(), 8u);
  for (const auto& sql : all) EXPECT_FALSE(run(sql).empty()) << sql;
}

TEST_F(Docs, The_reasons_on_the_page_are_those_of_the_case_in_their_order) {
  const auto all = queries(page());
  const auto why =
      std::find_if(all.begin(), all.end(), [](const auto& sql) { return sql.find("l.excerpt") != sql.npos; });
  ASSERT_NE(why, all.end());
  EXPECT_EQ(run("SELECT kind || packet FROM (" + why->substr(0, why->rfind(';')) + ")"),
            std::vector<std::string>({"dhip.serialno812", "dhip.vendor812", "channel.model1190"}));
}

TEST_F(Docs, Every_column_of_every_table_is_on_the_page) {
  const auto text = page();
  for (const auto& table : tables()) {
    EXPECT_NE(text.find(fmt::format("| `{}` |", table.name)), std::string::npos) << table.name;
    for (const auto& column : run(fmt::format("SELECT name FROM pragma_table_info('{}')", table.name)))
      EXPECT_NE(text.find("`" + column + "`"), std::string::npos) << table.name << "." << column;
  }
}

TEST_F(Docs, A_case_is_sound_by_sqlites_own_checks) {
  EXPECT_EQ(run("PRAGMA integrity_check"), std::vector<std::string>({"ok"}));
  EXPECT_TRUE(run("PRAGMA foreign_key_check").empty());
  EXPECT_EQ(run("PRAGMA application_id"), std::vector<std::string>({std::to_string(0x4c434150)}));
}

}  // namespace
}  // namespace lenscap::casefile::docs_test
