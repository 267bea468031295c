// Tables as people and programs write them: RFC 4180, and what real exports do beside it.
#include "sources/csv_rows.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace lenscap::sources::csv_rows_test {
namespace {

using Table = std::vector<std::vector<std::string>>;

std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

Table table_of(std::string_view text) {
  Table table;
  CsvRows rows(bytes_of(text));
  while (const CsvRow* row = rows.next()) table.emplace_back(row->fields.begin(), row->fields.end());
  return table;
}

std::string utf16(std::string_view ascii, bool little) {
  std::string wide(little ? "\xff\xfe" : "\xfe\xff");
  for (const char c : ascii) wide += little ? std::string{c, '\0'} : std::string{'\0', c};
  return wide;
}

// RFC 4180, section 2, rules 5 to 7.
TEST(CsvRows, Quotes_hold_separators_line_ends_and_doubled_quotes) {
  EXPECT_EQ(table_of("name,note\r\n\"Acme, Ltd\",\"says \"\"no\"\"\"\r\n\"two\r\nlines\",x\r\n"),
            (Table{{"name", "note"}, {"Acme, Ltd", "says \"no\""}, {"two\r\nlines", "x"}}));
}

TEST(CsvRows, Empty_fields_and_a_last_line_without_an_end_are_fields) {
  EXPECT_EQ(table_of("a,b,c\n,,\n\"\",x,"), (Table{{"a", "b", "c"}, {"", "", ""}, {"", "x", ""}}));
}

TEST(CsvRows, The_separator_is_the_one_on_which_the_lines_agree) {
  EXPECT_EQ(guess_csv(bytes_of("a;b;c\n1,5;2;3\n4,5;5;6\n")).separator, ';');
  EXPECT_EQ(guess_csv(bytes_of("list\tname\nEL\tAcme Co., Ltd.\nEL\tBeta, Inc.\n")).separator, '\t');
  EXPECT_EQ(guess_csv(bytes_of("a|b\n1|2\n")).separator, '|');
  EXPECT_EQ(guess_csv(bytes_of("a, b, c, d\n1, 2, 3, 4\n")).separator, ',');
}

TEST(CsvRows, A_list_of_names_with_commas_is_one_name_a_line) {
  EXPECT_EQ(table_of("Hangzhou Hikvision Digital Technology Co., Ltd.\nDahua Technology Co., Ltd.\nEZVIZ\n"),
            (Table{{"Hangzhou Hikvision Digital Technology Co., Ltd."}, {"Dahua Technology Co., Ltd."}, {"EZVIZ"}}));
}

TEST(CsvRows, A_quote_inside_a_field_that_does_not_begin_with_one_stands_for_itself) {
  EXPECT_EQ(table_of("item,n\n5\" dome,2\n"), (Table{{"item", "n"}, {"5\" dome", "2"}}));
}

TEST(CsvRows, A_quote_that_is_never_closed_spoils_its_own_row_only) {
  const std::string text = "id,name,country\n1,\"Acme,GB\n2,\"Beta, Inc\",US\n3,Gamma,FR\n";
  CsvRows rows(bytes_of(text));
  rows.next();
  const CsvRow* broken = rows.next();
  ASSERT_TRUE(broken);
  EXPECT_TRUE(broken->notes.open_quote);
  EXPECT_EQ(broken->fields[1], "\"Acme");
  const CsvRow* whole = rows.next();
  ASSERT_TRUE(whole);
  EXPECT_FALSE(whole->notes.any());
  EXPECT_EQ(whole->fields[1], "Beta, Inc");
  EXPECT_EQ(whole->line, 3u);
  EXPECT_EQ(rows.next()->fields[1], "Gamma");
  EXPECT_EQ(rows.next(), nullptr);
}

TEST(CsvRows, A_quote_left_open_to_the_end_of_the_file_keeps_the_rows_below) {
  EXPECT_EQ(table_of("id,name\n1,\"Acme\n2,Beta\n3,Gamma\n"),
            (Table{{"id", "name"}, {"1", "\"Acme"}, {"2", "Beta"}, {"3", "Gamma"}}));
}

// The Entity List prints names such as "ALFA" COMPANY, and its names alone are exported without any quoting.
TEST(CsvRows, A_name_that_begins_with_a_quoted_word_keeps_its_quotes_and_the_rows_below) {
  EXPECT_EQ(
      table_of("list\tname\nEL\t\"ALFA\" COMPANY\nEL\tBETA\nEL\tFIRM \"GAMMA\"\nEL\tDELTA\n"),
      (Table{{"list", "name"}, {"EL", "\"ALFA\" COMPANY"}, {"EL", "BETA"}, {"EL", "FIRM \"GAMMA\""}, {"EL", "DELTA"}}));
}

TEST(CsvRows, A_quote_in_the_middle_of_a_quoted_field_is_kept_and_said) {
  CsvRows rows(bytes_of("a,b\n\"the \"big\" one\",2\n"));
  rows.next();
  const CsvRow* row = rows.next();
  ASSERT_TRUE(row);
  ASSERT_EQ(row->fields.size(), 2u);
  EXPECT_EQ(row->fields[0], "the \"big\" one");
  EXPECT_TRUE(row->notes.stray_quote);
}

// OFAC's files: unquoted -0- followed by a blank, and a Ctrl-Z at the end.
TEST(CsvRows, Blanks_of_OFACs_format_are_kept_and_its_last_byte_is_no_row) {
  EXPECT_EQ(table_of("36,\"AERO, LTD\",-0- ,\"CUBA\"\r\n37,\"B\",-0- ,\"CUBA\"\r\n\x1a"),
            (Table{{"36", "AERO, LTD", "-0- ", "CUBA"}, {"37", "B", "-0- ", "CUBA"}}));
}

TEST(CsvRows, A_row_says_where_it_stands) {
  const std::string text = "\xef\xbb\xbfid,name\n\n1,\"a\nb\"\r\n2,c\n";
  CsvRows rows(bytes_of(text));
  EXPECT_TRUE(rows.form().mark);
  rows.next();
  const CsvRow* row = rows.next();
  EXPECT_EQ(row->number, 2u);
  EXPECT_EQ(row->line, 3u);
  EXPECT_EQ(row->offset, text.find("1,\""));
  EXPECT_EQ(row->length, std::string("1,\"a\nb\"").size());
  row = rows.next();
  EXPECT_EQ(row->line, 5u);
  EXPECT_EQ(row->offset, text.find("2,c"));
}

// 海康威视 in GBK: BA A3 BF B5 CD FE CA D3.
TEST(CsvRows, GBK_is_known_by_its_pairs_and_read) {
  const std::string text = "id,name\n1,\xba\xa3\xbf\xb5\xcd\xfe\xca\xd3\n";
  EXPECT_EQ(guess_csv(bytes_of(text)).encoding, CsvEncoding::gbk);
  EXPECT_EQ(table_of(text), (Table{{"id", "name"}, {"1", "海康威视"}}));
}

// 鑭 is E8 7C in GBK: its second byte is a bar.
TEST(CsvRows, The_second_byte_of_a_character_of_GBK_is_no_separator) {
  EXPECT_EQ(table_of("id|name\n1|\xe8\x7c\xba\xa3\xbf\xb5\n2|\xba\xa3\n")[1],
            (std::vector<std::string>{"1", "鑭海康"}));
}

TEST(CsvRows, Windows_1252_is_known_by_its_lonely_letters_and_read) {
  const std::string text = "id;name\n1;Soci\xe9t\xe9 G\xe9n\xe9rale \x96 \x93x\x94\n";
  EXPECT_EQ(guess_csv(bytes_of(text)).encoding, CsvEncoding::windows_1252);
  EXPECT_EQ(table_of(text), (Table{{"id", "name"}, {"1", "Société Générale – “x”"}}));
}

TEST(CsvRows, A_file_put_together_from_two_encodings_is_read_line_by_line) {
  const std::string text = "id,name\n1,Société\n2,Soci\xe9t\xe9\n3,海康威视\n";
  CsvRows rows(bytes_of(text));
  EXPECT_TRUE(rows.form().mixed);
  rows.next();
  EXPECT_FALSE(rows.next()->notes.other_encoding);
  const CsvRow* row = rows.next();
  EXPECT_TRUE(row->notes.other_encoding);
  EXPECT_EQ(row->fields[1], "Société");
  EXPECT_EQ(rows.next()->fields[1], "海康威视");
}

TEST(CsvRows, UTF_16_of_a_spreadsheet_is_read_and_its_offsets_are_those_of_the_file) {
  for (const bool little : {true, false}) {
    const std::string text = utf16("id\tname\r\n1\tAcme\r\n", little);
    CsvRows rows(bytes_of(text));
    EXPECT_EQ(rows.form().separator, '\t');
    rows.next();
    const CsvRow* row = rows.next();
    ASSERT_TRUE(row);
    EXPECT_EQ(row->fields[1], "Acme");
    EXPECT_EQ(row->offset, 2u + 2 * std::string("id\tname\r\n").size());
    EXPECT_EQ(row->length, 2 * std::string("1\tAcme").size());
  }
}

TEST(CsvRows, Lines_that_end_in_CR_alone_are_lines) {
  EXPECT_EQ(table_of("a,b\r1,2\r3,4\r"), (Table{{"a", "b"}, {"1", "2"}, {"3", "4"}}));
}

TEST(CsvRows, A_field_beyond_the_bound_is_cut_and_said) {
  const std::string text = "a,b\n" + std::string(csv_field_bytes + 100, 'x') + ",2\n3,4\n";
  CsvRows rows(bytes_of(text), CsvForm{});
  rows.next();
  const CsvRow* row = rows.next();
  EXPECT_EQ(row->fields[0].size(), csv_field_bytes);
  EXPECT_EQ(row->fields[1], "2");
  EXPECT_TRUE(row->notes.cut);
  EXPECT_EQ(rows.next()->fields[0], "3");
}

TEST(CsvRows, Every_beginning_of_a_table_is_read_without_losing_a_byte_of_it) {
  const std::string text =
      "\xef\xbb\xbfid,name\r\n1,\"Acme \"\"x\"\", Ltd\"\n2,\"two\nlines\"\n3,Soci\xe9t\xe9\n4,海\n";
  for (std::size_t n = 0; n <= text.size(); ++n) {
    const auto part = std::string_view(text).substr(0, n);
    CsvRows rows(bytes_of(part));
    std::uint64_t end = 0;
    while (const CsvRow* row = rows.next()) {
      ASSERT_GE(row->offset, end) << n;
      end = row->offset + row->length;
      ASSERT_LE(end, n);
      ASSERT_FALSE(row->fields.empty());
    }
  }
}

// Counts of evidence/lists/README.md.
TEST(CsvRows, Real_lists_give_the_rows_that_they_hold) {
  struct Expected {
    const char* file;
    std::size_t rows, fields;
  };
  const std::filesystem::path lists = std::filesystem::path(LENSCAP_ROOT).parent_path() / "shared/evidence/lists";
  if (!std::filesystem::exists(lists)) GTEST_SKIP() << "the evidence is not here";
  for (const Expected& e : {Expected{"us-csl-names-2024-04-14.tsv", 9675 + 1, 3},
                            {"us-csl-names-2023-02-06.tsv", 7482 + 1, 3},
                            {"ofac-consolidated-prim.csv", 363, 12},
                            {"ofac-consolidated-alt.csv", 989, 5},
                            {"ofac-consolidated-add.csv", 492, 6},
                            {"ofac-sdn-entities.csv", 2994, 12},
                            {"ofac-sdn-entities-alt.csv", 4232, 5},
                            {"bis-denied-persons.txt", 581 + 1, 12},
                            {"csl-sample-2019.csv", 115 + 1, 28},
                            {"name-pairs.csv", 379 + 1, 8}}) {
    std::ifstream in(lists / e.file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    CsvRows rows(bytes_of(text));
    std::size_t n = 0;
    while (const CsvRow* row = rows.next()) {
      ++n;
      EXPECT_EQ(row->fields.size(), e.fields) << e.file << " line " << row->line;
    }
    EXPECT_EQ(n, e.rows) << e.file;
  }
}

}  // namespace
}  // namespace lenscap::sources::csv_rows_test
