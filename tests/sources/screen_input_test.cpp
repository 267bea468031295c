// Names as people have them: tables, JSON, OCDS, lists.
#include "sources/screen_input.hpp"

#include <gtest/gtest.h>

namespace lenscap::sources::screen_input_test {
namespace {

model::Result<ScreenInput> read(const std::string& text, const ScreenReading& reading = {}) {
  return read_screen_input({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}, "names", reading);
}

TEST(ScreenInput, Columns_are_guessed_by_their_headers_and_named) {
  const auto input = read("Id,Supplier name,Country,Item description\n7,\"Hikvision UK, Ltd\",GB,dome\n");
  ASSERT_TRUE(input);
  EXPECT_EQ(input->form, "CSV");
  ASSERT_EQ(input->rows.size(), 1u);
  EXPECT_EQ(input->rows[0].row, 2u);
  EXPECT_EQ(input->rows[0].name, "Hikvision UK, Ltd");
  EXPECT_EQ(input->rows[0].country, "GB");
  EXPECT_EQ(input->rows[0].item, "dome");
  EXPECT_EQ(input->columns[1].second, ScreenColumn::name);
}

TEST(ScreenInput, A_column_may_be_named_or_numbered) {
  EXPECT_EQ(read("a,b\nx,y\n", {"b", false})->rows[0].name, "y");
  EXPECT_EQ(read("a,b\nx,y\n", {"1", false})->rows[0].name, "x");
  EXPECT_FALSE(read("a,b\nx,y\n", {"c", false}));
}

TEST(ScreenInput, A_list_without_a_header_is_one_name_a_line_commas_and_all) {
  const auto input = read("Hangzhou Hikvision Digital Technology Co., Ltd.\n\n海康威视\n");
  ASSERT_TRUE(input);
  EXPECT_EQ(input->form, "lines");
  ASSERT_EQ(input->rows.size(), 2u);
  EXPECT_EQ(input->rows[0].name, "Hangzhou Hikvision Digital Technology Co., Ltd.");
  EXPECT_EQ(input->rows[1].line, 3u);
}

TEST(ScreenInput, A_program_or_a_capture_is_no_list_of_names) {
  const auto input =
      read(std::string("\x7f"
                       "ELF\x02\x01\x01\0\0\0 name\n",
                       16));
  ASSERT_FALSE(input);
  EXPECT_EQ(input.error().what, "is no text");
}

TEST(ScreenInput, A_pair_a_row_in_their_order) {
  const auto input = read("name1,name2\nA,B\n,C\n", {"", true});
  ASSERT_TRUE(input);
  ASSERT_EQ(input->rows.size(), 2u);
  EXPECT_EQ(input->rows[0].second, "B");
  EXPECT_EQ(input->rows[1].name, "");
  EXPECT_FALSE(read("a,b\nA,B\n", {"", true}));
}

TEST(ScreenInput, Parties_suppliers_and_items_of_an_OCDS_release_each_with_their_place) {
  const auto input = read(R"({"releases":[{"ocid":"ocds-1","tender":{"title":"CCTV","items":[{"id":"1","description":
    "DS-2CD2143G2"}]},"parties":[{"name":"Hikvision UK","identifier":{"scheme":"GB-COH","id":"1"},
    "address":{"locality":"London","countryName":"United Kingdom"}}]}]})");
  ASSERT_TRUE(input);
  EXPECT_EQ(input->form, "OCDS");
  ASSERT_EQ(input->rows.size(), 3u);
  EXPECT_EQ(input->rows[0].item, "CCTV");
  EXPECT_EQ(input->rows[1].place, "/releases/0/tender/items/0");
  EXPECT_EQ(input->rows[2].name, "Hikvision UK");
  EXPECT_EQ(input->rows[2].country, "United Kingdom");
  EXPECT_EQ(input->rows[2].identifiers.at(0).first, "GB-COH");
}

TEST(ScreenInput, A_line_that_is_no_JSON_is_noted_and_the_rest_is_read) {
  const auto input = read("{\"name\":\"A\"}\n{broken\n{\"name\":\"B\"}\n");
  ASSERT_TRUE(input);
  EXPECT_EQ(input->rows.size(), 2u);
  ASSERT_EQ(input->notes.size(), 1u);
  EXPECT_EQ(input->notes[0].where, "names, line 2");
}

TEST(ScreenInput, Broken_quotes_and_other_encodings_are_notes_of_their_row) {
  const auto input = read("name,country\nCaf\xe9 Bleu,FR\n\"never closed,GB\nZ,DE\n");
  ASSERT_TRUE(input);
  ASSERT_EQ(input->rows.size(), 3u);
  EXPECT_EQ(input->rows[0].name, "Café Bleu");
  EXPECT_FALSE(input->rows[1].notes.empty());
  EXPECT_EQ(input->rows[2].name, "Z");
  EXPECT_TRUE(input->rows[2].notes.empty());
}

TEST(ScreenInput, Every_beginning_of_an_input_is_read_or_refused) {
  const std::string json = R"({"releases":[{"ocid":"o","parties":[{"name":"N","identifier":{"id":5}}]}]})";
  for (std::size_t n = 0; n <= json.size(); ++n) (void)read(json.substr(0, n));
  const std::string table = "\xef\xbb\xbfname;item\n\"a\"\"b\";x\n";
  for (std::size_t n = 0; n <= table.size(); ++n) (void)read(table.substr(0, n));
}

}  // namespace
}  // namespace lenscap::sources::screen_input_test
