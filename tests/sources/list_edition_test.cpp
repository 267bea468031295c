// Editions of official lists, real and small: what is read of them, what is noted, what is left out.
#include "sources/list_edition.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "knowledge/rule_edition.hpp"

namespace lenscap::sources::list_edition_test {
namespace {

std::span<const std::uint8_t> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

ListEdition read_text(std::string_view text, const ListOptions& options = {}) {
  const ListFile file{"list.csv", bytes_of(text)};
  auto edition = read_list({&file, 1}, options);
  if (!edition) ADD_FAILURE() << model::to_line(edition.error());
  return edition ? std::move(*edition) : ListEdition{};
}

std::filesystem::path lists() { return std::filesystem::path(LENSCAP_ROOT).parent_path() / "shared/evidence/lists"; }

/// A real edition; the files of OFAC together.
ListEdition read_real(const std::vector<const char*>& names, const ListOptions& options = {}) {
  std::vector<std::string> contents;
  for (const char* name : names) {
    std::ifstream in(lists() / name, std::ios::binary);
    contents.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  std::vector<ListFile> files;
  for (std::size_t i = 0; i < names.size(); ++i) files.push_back({names[i], bytes_of(contents[i])});
  auto edition = read_list(files, options);
  if (!edition) ADD_FAILURE() << model::to_line(edition.error());
  return edition ? std::move(*edition) : ListEdition{};
}

const ListPart* part(const ListEdition& edition, std::string_view code) {
  for (const auto& p : edition.parts)
    if (p.code == code) return &p;
  return nullptr;
}

const knowledge::RuleParty* party(const ListPart& p, std::string_view name) {
  for (const auto& row : p.rule.parties)
    if (row.as_written == name) return &row;
  return nullptr;
}

std::size_t count(const ListEdition& edition, ListFlaw flaw) {
  return static_cast<std::size_t>(
      std::count_if(edition.notes.begin(), edition.notes.end(), [&](const ListNote& n) { return n.flaw == flaw; }));
}

class Real_list : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(lists())) GTEST_SKIP() << "the evidence is not here";
  }
};

// Counts of evidence/lists/README.md.
TEST_F(Real_list, Between_two_editions_of_the_screening_list_names_came_and_went_as_counted_by_hand) {
  const auto before = read_real({"us-csl-names-2023-02-06.tsv"}), now = read_real({"us-csl-names-2024-04-14.tsv"});
  struct Expected {
    const char* list;
    std::size_t added, gone;
  };
  for (const Expected& e : {Expected{"EL", 2008, 11},
                            {"DPL", 127, 60},
                            {"UVL", 45, 38},
                            {"EUL", 161, 41},
                            {"ISN", 10, 29},
                            {"MEU", 0, 1},
                            {"CMIC", 0, 0}}) {
    ASSERT_TRUE(part(before, e.list) && part(now, e.list)) << e.list;
    const auto diff = knowledge::compare_editions(part(before, e.list)->rule, part(now, e.list)->rule, {2024, 4, 14});
    EXPECT_EQ(diff.names_added.size(), e.added) << e.list;
    EXPECT_EQ(diff.names_gone.size(), e.gone) << e.list;
  }
}

TEST_F(Real_list, The_five_vehicles_are_in_the_later_edition_only) {
  const auto before = read_real({"us-csl-names-2023-02-06.tsv"}), now = read_real({"us-csl-names-2024-04-14.tsv"});
  for (const char* name :
       {"LUOPU HAISHI DINGXIN ELECTRONIC TECHNOLOGY CO., LTD.", "MOYU HAISHI ELECTRONIC TECHNOLOGY CO., LTD.",
        "PISHAN HAISHI YONG’AN ELECTRONIC TECHNOLOGY CO., LTD.", "URUMQI HAISHI XIN’AN ELECTRONIC TECHNOLOGY CO., LTD.",
        "YUTIAN HAISHI MEITIAN ELECTRONIC TECHNOLOGY CO., LTD."}) {
    EXPECT_FALSE(party(*part(before, "EL"), name)) << name;
    EXPECT_TRUE(party(*part(now, "EL"), name)) << name;
  }
}

// 119 names with a lost character, 32 with a curly apostrophe, 29 with a stray comma: counted by grep in the file.
TEST_F(Real_list, What_is_wrong_with_names_is_noted_row_by_row) {
  const auto edition = read_real({"us-csl-names-2024-04-14.tsv"});
  EXPECT_EQ(edition.rows, 9675u);
  EXPECT_EQ(count(edition, ListFlaw::lost_character), 119u);
  EXPECT_EQ(count(edition, ListFlaw::curly_apostrophe), 32u);
  EXPECT_EQ(count(edition, ListFlaw::stray_comma), 29u);
  EXPECT_GE(count(edition, ListFlaw::two_names), 1u);
  EXPECT_GE(count(edition, ListFlaw::twice), 2u);  // Suzhou Keda and Shenzhen Cobber
  const auto* sense = party(*part(edition, "EL"), "SENSE TIME");
  const auto at = std::find_if(edition.notes.begin(), edition.notes.end(), [](const ListNote& n) {
    return n.flaw == ListFlaw::two_names && n.name.starts_with("BEIJING SHANGTANG");
  });
  ASSERT_NE(at, edition.notes.end());
  EXPECT_EQ(at->line, 3227u);
  (void)sense;
  std::size_t parties = 0;
  for (const auto& p : edition.parts) parties += p.rule.parties.size();
  EXPECT_EQ(parties, 68u + 568 + 2778 + 706 + 138 + 70 + 192);  // groups of each list
}

TEST_F(Real_list, OFACs_files_become_one_edition_with_days_identifiers_and_other_names) {
  const auto edition = read_real({"ofac-consolidated-prim.csv", "ofac-consolidated-alt.csv",
                                  "ofac-consolidated-add.csv", "ofac-consolidated-comments.csv"});
  ASSERT_TRUE(part(edition, "CMIC"));
  EXPECT_EQ(part(edition, "CMIC")->rule.parties.size(), 68u);
  EXPECT_EQ(part(edition, "CMIC")->rule.id, "us-ns-cmic");
  // Asked for that list, the others of the files are not taken for it.
  const auto asked = read_real({"ofac-consolidated-prim.csv"}, {{}, "CMIC"});
  EXPECT_EQ(part(asked, "CMIC")->rule.parties.size(), 68u);
  const auto* hikvision = party(*part(edition, "CMIC"), "HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO., LTD.");
  ASSERT_TRUE(hikvision);
  EXPECT_EQ(hikvision->from, (model::Date{2021, 8, 2}));
  EXPECT_NE(hikvision->note.find("USCC 91330000733796106P"), std::string::npos) << hikvision->note;
  EXPECT_NE(hikvision->note.find("ISIN CNE100000PM8"), std::string::npos) << hikvision->note;
  const auto* megvii = party(*part(edition, "CMIC"), "MEGVII TECHNOLOGY LIMITED");
  ASSERT_TRUE(megvii);
  EXPECT_EQ(megvii->from, (model::Date{2022, 2, 14}));
  const auto* kunlun = part(edition, "NS") ? party(*part(edition, "NS"), "BANK OF KUNLUN CO LTD") : nullptr;
  ASSERT_TRUE(kunlun);
  EXPECT_NE(std::find(kunlun->also.begin(), kunlun->also.end(), "KARAMAY URBAN CREDIT COOPERATIVES"),
            kunlun->also.end());
  EXPECT_NE(kunlun->note.find("9 Dongzhimen North Street"), std::string::npos);
}

TEST_F(Real_list, The_denied_Dahua_of_Flushing_has_its_address_order_and_end) {
  const auto edition = read_real({"bis-denied-persons.txt"});
  ASSERT_TRUE(part(edition, "DPL"));
  EXPECT_EQ(part(edition, "DPL")->rule.parties.size(), 581u);
  const auto* dahua = party(*part(edition, "DPL"), "DAHUA ELECTRONICS CORPORATION");
  ASSERT_TRUE(dahua);
  EXPECT_EQ(dahua->from, (model::Date{2017, 9, 28}));
  EXPECT_EQ(dahua->until, (model::Date{2025, 11, 19}));
  EXPECT_NE(dahua->citation.find("46480"), std::string::npos);
  EXPECT_NE(dahua->note.find("FLUSHING"), std::string::npos);
}

TEST_F(Real_list, The_sample_of_the_screening_list_loses_no_row_silently) {
  const auto edition = read_real({"csl-sample-2019.csv"});
  EXPECT_EQ(edition.rows, 115u);
  std::size_t parties = 0, left_out = 0;
  for (const auto& p : edition.parts) parties += p.rule.parties.size();
  for (const auto& [reason, n] : edition.left_out) left_out += n;
  EXPECT_EQ(left_out, 22u);  // 20 persons and 2 vessels, by their column
  EXPECT_EQ(parties + left_out, 115u);
  EXPECT_TRUE(part(edition, "EL"));
  EXPECT_TRUE(part(edition, "UVL"));
}

TEST_F(Real_list, The_SDN_list_is_read_with_its_other_names) {
  const auto edition = read_real({"ofac-sdn-entities.csv", "ofac-sdn-entities-alt.csv"});
  ASSERT_EQ(edition.parts.size(), 1u);
  EXPECT_EQ(edition.parts[0].code, "SDN");
  EXPECT_EQ(edition.parts[0].rule.parties.size(), 2994u);
  EXPECT_EQ(edition.rows, 2994u + 4232);
}

TEST(List_edition, A_mapping_reads_any_table) {
  ListOptions options;
  options.list = "council-list";
  for (const char* text : {"Company=name", "Also known as=alias", "Since=from", "Town=address"})
    options.columns.push_back(read_list_column(text).value());
  const auto edition =
      read_text("Company;Since;Also known as;Town\nAcme Ltd;2024-01-02;Acme; Leeds\n;2024-01-02;;\n", options);
  ASSERT_EQ(edition.parts.size(), 1u);
  EXPECT_EQ(edition.parts[0].rule.id, "list-council-list");
  ASSERT_EQ(edition.parts[0].rule.parties.size(), 1u);
  const auto& row = edition.parts[0].rule.parties[0];
  EXPECT_EQ(row.as_written, "Acme Ltd");
  EXPECT_EQ(row.also, std::vector<std::string>{"Acme"});
  EXPECT_EQ(row.from, (model::Date{2024, 1, 2}));
  EXPECT_EQ(row.note, "Leeds");
  EXPECT_EQ(edition.parts[0].lines[0], 2u);
  EXPECT_EQ(edition.left_out.at("entries without a name"), 1u);
}

TEST(List_edition, A_table_that_is_not_known_is_refused_with_its_columns) {
  const ListFile file{"x.csv", bytes_of("Firma,Ort\nAcme,Leeds\n")};
  const auto edition = read_list({&file, 1}, {});
  ASSERT_FALSE(edition);
  EXPECT_NE(edition.error().todo.find("Firma"), std::string::npos);
  EXPECT_FALSE(read_list_column("Firma"));
  EXPECT_FALSE(read_list_column("Firma=nonsense"));
  EXPECT_FALSE(read_list_column("=name"));
}

TEST(List_edition, Two_names_in_one_are_both_kept_beside_what_is_written) {
  const auto edition = read_text(
      "list\tgroup\tname\nEL\t1\tSENSE GROUP\nEL\t1\tBEIJING SHANGTANG CO., LTD., AND SENSE TIME\n"
      "EL\t2\tINSTITUTE OF SCIENCE AND TECHNOLOGY\n");
  ASSERT_EQ(edition.parts.size(), 1u);
  const auto& also = edition.parts[0].rule.parties[0].also;
  EXPECT_EQ(also, (std::vector<std::string>{"BEIJING SHANGTANG CO., LTD., AND SENSE TIME",
                                            "BEIJING SHANGTANG CO., LTD.", "SENSE TIME"}));
  EXPECT_EQ(count(edition, ListFlaw::two_names), 1u);
}

TEST(List_edition, A_day_that_cannot_be_read_or_an_end_before_the_start_is_said_and_loses_no_entry) {
  const auto edition = read_text(
      "source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,remarks,alt_"
      "names,ids\n"
      "Entity List (EL) - BIS,,,,ACME CO,,,,soon,,,,\nEntity List (EL) - BIS,,,,BETA CO,,,,2020-02-02,2019-01-01,,,\n");
  ASSERT_EQ(edition.parts.size(), 1u);
  EXPECT_EQ(edition.parts[0].rule.parties.size(), 2u);
  EXPECT_EQ(count(edition, ListFlaw::unread_date), 1u);
  EXPECT_FALSE(edition.parts[0].rule.parties[1].until);
  EXPECT_NE(edition.parts[0].rule.parties[1].note.find("2019-01-01"), std::string::npos);
}

TEST(List_edition, Other_names_without_their_entry_are_noted_not_dropped) {
  const std::vector<ListFile> files = {
      {"prim.csv", bytes_of("36,\"AERO\",-0- ,\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"a.k.a. 'AC'.\"\n"
                            "37,\"PERSON, A\",\"individual\",\"CUBA\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n")},
      {"alt.csv",
       bytes_of("36,12,\"aka\",\"AERO-CARIBBEAN\",-0- \n37,13,\"aka\",\"P\",-0- \n99,14,\"aka\",\"NOBODY\",-0- \n")}};
  const auto edition = read_list(files, {});
  ASSERT_TRUE(edition) << model::to_line(edition.error());
  ASSERT_EQ(edition->parts[0].rule.parties.size(), 1u);
  EXPECT_EQ(edition->parts[0].rule.parties[0].also, (std::vector<std::string>{"AC", "AERO-CARIBBEAN"}));
  EXPECT_EQ(count(*edition, ListFlaw::no_entry), 1u);
  EXPECT_EQ(edition->left_out.at("persons"), 1u);
  const ListFile alone = files[1];
  EXPECT_FALSE(read_list({&alone, 1}, {}));
}

TEST(List_edition, Every_beginning_of_a_list_is_read_or_refused) {
  const std::string text =
      "list\tgroup\tname\nEL\tCONS1\tLEON TECHNOLOGY CO., LTD.,\nEL\tCONS1\tLION\nDPL\t\tX?Y CO.\n";
  for (std::size_t n = 0; n <= text.size(); ++n) {
    const ListFile file{"x", bytes_of(std::string_view(text).substr(0, n))};
    const auto edition = read_list({&file, 1}, {});
    if (!edition) continue;
    for (const auto& p : edition->parts) ASSERT_EQ(p.lines.size(), p.rule.parties.size()) << n;
  }
}

}  // namespace
}  // namespace lenscap::sources::list_edition_test
