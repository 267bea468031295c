#include <gtest/gtest.h>

#include "views/sample_case.hpp"

namespace lenscap::views::csv_test {
namespace {

using test::Sample;
using Rows = std::vector<std::vector<std::string>>;

// RFC 4180, section 2.
Rows parse(const std::string& csv) {
  Rows rows(1, {""});
  bool quoted = false;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    char c = csv[i];
    if (quoted && c == '"' && i + 1 < csv.size() && csv[i + 1] == '"') rows.back().back() += csv[i++];
    else if (c == '"') quoted = !quoted;
    else if (!quoted && c == ',') rows.back().emplace_back();
    else if (!quoted && c == '\r') rows.emplace_back(1, ""), ++i;
    else rows.back().back() += c;
  }
  rows.pop_back();
  return rows;
}

std::string cell(const Rows& rows, const std::string& id, const std::string& column) {
  for (std::size_t i = 0; i < rows[0].size(); ++i)
    if (rows[0][i] == column)
      for (const auto& row : rows)
        if (row[0] == id) return row[i];
  return "no such cell";
}

TEST(Csv, Has_one_row_a_device_and_every_row_has_every_column) {
  Rows rows = parse(to_csv(test::sample_case().view()));
  ASSERT_EQ(rows.size(), 5u);
  for (const auto& row : rows) EXPECT_EQ(row.size(), rows[0].size());
}

TEST(Csv, States_maker_label_and_restriction) {
  Rows rows = parse(to_csv(test::sample_case().view()));
  EXPECT_EQ(cell(rows, "1", "maker"), "dahua");
  EXPECT_EQ(cell(rows, "1", "relabelled"), "true");
  EXPECT_EQ(cell(rows, "1", "restrictions").find("us-federal buy restricted us-889-a1a"), 0u);
  EXPECT_EQ(cell(rows, "1", "sentence"), "Sold as \"SafeHome Pro 4\", built by Dahua: label and maker differ (camera)");
}

TEST(Csv, No_cell_begins_like_a_formula) {
  for (std::string start : {"=", "+", "-", "@", "\t", "\r", "  =", "＝"}) {
    Sample s = test::sample_case();
    for (model::Finding& f : s.c.findings)
      if (f.key == "brand") f.value = start + "cmd|' /C calc'!A0";
    Rows rows = parse(to_csv(s.view()));
    EXPECT_EQ(cell(rows, "4", "brand")[0], '\'') << start;
  }
}

TEST(Csv, A_name_with_line_ends_quotes_and_commas_stays_one_cell) {
  Sample s = test::sample_case();
  for (model::Finding& f : s.c.findings)
    if (f.key == "brand") f.value = "a\r\n\"b\",c";
  Rows rows = parse(to_csv(s.view()));
  ASSERT_EQ(rows.size(), 5u);
  EXPECT_EQ(cell(rows, "4", "brand"), R"(a\x0d\x0a"b",c)");
}

TEST(Csv, Without_devices_the_header_stands_alone) {
  Sample s;
  EXPECT_EQ(parse(to_csv(s.view())).size(), 1u);
}

}  // namespace
}  // namespace lenscap::views::csv_test
