// Headers and scripts as makers publish them, written anew from the layouts of public editions: two generations of the
// structure with the renamed byte, the race enumeration, the page's table with code 5.
#include "sources/analytics.hpp"
#include "sources/header_diff.hpp"

namespace lenscap::test::capability_header_test {
namespace {

using model::AnalyticsState;
using model::LayoutChangeKind;

const std::string edition_2018 = R"(#pragma once
typedef struct tagNET_VCA_HUMAN_FEATURE
{
    BYTE    byAgeGroup;     // age group
    BYTE    bySex;          /* 1 male, 2 female */
    BYTE    byEyeGlass;
    BYTE    byAge;
    BYTE    byAgeDeviation;
    BYTE    byEthnic;       // reserved, not open yet
    BYTE    byMask;
    BYTE    bySmile;
    BYTE    byRes[8];
}NET_VCA_HUMAN_FEATURE, *LPNET_VCA_HUMAN_FEATURE;
)";

const std::string edition_later = R"(#pragma once
typedef struct tagNET_VCA_HUMAN_FEATURE
{
    BYTE    byGroup;
    BYTE    bySex;
    BYTE    byEyeGlass;
    BYTE    byRes3;
    BYTE    byDeviation;
    BYTE    byRes0;
    BYTE    byMask;
    BYTE    bySmile;
    BYTE    byFaceExpression;
    BYTE    byRes1;
    BYTE    byRes2;
    BYTE    byHat;
    BYTE    byRes[4];
}NET_VCA_HUMAN_FEATURE, *LPNET_VCA_HUMAN_FEATURE;
)";

std::vector<sources::HeaderEdition> edition(const std::string& name, const std::string& text) {
  return {{name, {}, sources::read_header(text)}};
}

TEST(CapabilityHeader, The_structure_of_2018_has_its_fields_at_their_bytes) {
  const auto blocks = sources::read_header(edition_2018);
  ASSERT_EQ(blocks.size(), 1u);
  EXPECT_EQ(blocks[0].name, "NET_VCA_HUMAN_FEATURE");
  ASSERT_EQ(blocks[0].fields.size(), 9u);
  EXPECT_EQ(blocks[0].fields[5].name, "byEthnic");
  EXPECT_EQ(blocks[0].fields[5].offset, 5u);
  EXPECT_EQ(blocks[0].fields[5].line, 9u);
  EXPECT_EQ(blocks[0].size, 16u);
}

TEST(CapabilityHeader, The_ethnic_byte_is_grade_5_carried_with_its_line_and_place) {
  const Read read = read_text(edition_2018);
  EXPECT_EQ(read.format, "c-header");
  const auto* m = read.find("hik-ethnic");
  ASSERT_NE(m, nullptr);
  EXPECT_EQ(m->state, AnalyticsState::carried);
  EXPECT_EQ(m->line, 9u);
  EXPECT_EQ(m->place, "NET_VCA_HUMAN_FEATURE.byEthnic");
  EXPECT_EQ(edition_2018.substr(m->offset, 8), "byEthnic");
  EXPECT_NE(m->text.find("BYTE    byEthnic;"), std::string::npos);
  EXPECT_NE(read.find("hik-age"), nullptr);
  EXPECT_NE(read.find("hik-sex"), nullptr);
  EXPECT_NE(read.find("hik-mask-hat"), nullptr);
}

TEST(CapabilityHeader, A_byte_that_lost_its_name_is_found_by_its_neighbours) {
  const Read read = read_text(edition_later);
  const auto* m = read.find("hik-ethnic");
  ASSERT_NE(m, nullptr);
  EXPECT_EQ(m->text, "byRes0");
  EXPECT_EQ(m->known_as, "byEthnic");
  EXPECT_EQ(m->line, 9u);
  EXPECT_EQ(m->state, AnalyticsState::carried);
  // The same three bytes in a structure of another name, or between other fields, are nobody's.
  std::string other = edition_later;
  for (auto at = other.find("HUMAN_FEATURE"); at != std::string::npos; at = other.find("HUMAN_FEATURE"))
    other.replace(at, 13, "THING_FEATURE");
  EXPECT_EQ(read_text(other).find("hik-ethnic"), nullptr);
}

TEST(CapabilityHeader, The_rename_is_found_by_comparing_the_two_editions) {
  const auto changes = sources::compare_headers(edition("2018", edition_2018), edition("later", edition_later));
  const auto renamed = [&](const std::string& from) -> const model::LayoutChange* {
    for (const auto& c : changes)
      if (c.kind == LayoutChangeKind::renamed && c.before.name == from) return &c;
    return nullptr;
  };
  const auto* ethnic = renamed("byEthnic");
  ASSERT_NE(ethnic, nullptr);
  EXPECT_EQ(ethnic->after.name, "byRes0");
  EXPECT_EQ(ethnic->structure, "NET_VCA_HUMAN_FEATURE");
  EXPECT_EQ(ethnic->offset, 5u);
  EXPECT_EQ(ethnic->size, 1u);
  EXPECT_EQ(ethnic->before.line, 9u);
  EXPECT_EQ(ethnic->after.line, 9u);
  EXPECT_EQ(ethnic->before.source, "2018");
  ASSERT_NE(renamed("byAge"), nullptr);
  EXPECT_EQ(renamed("byAge")->after.name, "byRes3");
  ASSERT_NE(renamed("byAgeGroup"), nullptr);
  EXPECT_EQ(renamed("byAgeGroup")->after.name, "byGroup");
  EXPECT_EQ(renamed("bySex"), nullptr) << "it kept its name";
}

TEST(CapabilityHeader, Two_equal_editions_differ_in_nothing) {
  EXPECT_TRUE(sources::compare_headers(edition("a", edition_2018), edition("b", edition_2018)).empty());
}

TEST(CapabilityHeader, Four_reserved_bytes_in_place_of_a_whole_number_are_a_rename_too) {
  const std::string old = R"(
public static class NET_FACE_ATTRIBUTE extends SdkStructure {
    public int emSex;
    public int nAge;
    public int nFeatureValidNum;
    public int[] emFeature = new int[32];
    public int emRace; // skin colour, see EM_RACE_TYPE
    public int emEye;
    public int emMouth;
})";
  const std::string now = R"(
public static class NET_FACE_ATTRIBUTE extends SdkStructure {
    public int emSex;
    public int nAge;
    public int nFeatureValidNum;
    public int[] emFeatures = new int[32];
    public byte[] szReserved = new byte[4];
    public int emEye;
    public int emMouth;
})";
  const auto changes = sources::compare_headers(edition("old", old), edition("now", now));
  bool found = false;
  for (const auto& c : changes)
    found |= c.kind == LayoutChangeKind::renamed && c.before.name == "emRace" && c.after.name == "szReserved";
  EXPECT_TRUE(found);
  const Read read = read_text(now);
  ASSERT_NE(read.find("dahua-race"), nullptr);
  EXPECT_EQ(read.find("dahua-race")->known_as, "emRace");
  EXPECT_EQ(read.find("dahua-race")->text, "szReserved");
}

TEST(CapabilityHeader, A_field_that_is_gone_and_one_that_is_new_are_told_apart_from_renames) {
  const auto changes = sources::compare_headers(edition("a", "struct S { int a; int b; int c; };"),
                                                edition("b", "struct S { int a; int c; short d; };"));
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_EQ(changes[0].kind, LayoutChangeKind::removed);
  EXPECT_EQ(changes[0].before.name, "b");
  EXPECT_EQ(changes[1].kind, LayoutChangeKind::added);
  EXPECT_EQ(changes[1].after.name, "d");
}

TEST(CapabilityHeader, The_race_enumeration_is_found_in_every_language_of_the_kit) {
  const std::string c =
      "typedef enum tagEM_RACE_TYPE {\n EM_RACE_UNKNOWN,\n EM_RACE_NODISTI,\n EM_RACE_YELLOW,\n EM_RACE_BLACK,\n "
      "EM_RACE_WHITE,\n} EM_RACE_TYPE;\n";
  const std::string cs =
      "using System;\nnamespace N {\n public enum EM_RACE_TYPE { EM_RACE_UNKNOWN, EM_RACE_YELLOW = 2 }\n "
      "[StructLayout(LayoutKind.Sequential)]\n public struct F { public EM_RACE_TYPE emRace; }\n}\n";
  const std::string java =
      "package com.company.NetSDK;\npublic class EM_RACE_TYPE implements Serializable {\n public static final int "
      "EM_RACE_YELLOW = 2;\n}\n";
  const std::string go =
      "package netsdk\n\ntype EM_RACE_TYPE int32\n\nconst (\n\tEM_RACE_YELLOW EM_RACE_TYPE = 2\n)\n\ntype NET_FACE "
      "struct {\n\tNAge int32\n\tEmRace int32\n}\nfunc f() {}\n";
  const std::vector<std::pair<std::string, std::string>> kits = {
      {"c-header", c}, {"csharp", cs}, {"java", java}, {"go", go}};
  for (const auto& [language, text] : kits) {
    const Read read = read_text(text);
    EXPECT_EQ(read.format, language);
    const auto* m = read.find("dahua-race-type");
    ASSERT_NE(m, nullptr) << language;
    EXPECT_EQ(m->state, AnalyticsState::carried) << language;
    EXPECT_EQ(read.worst(), 5) << language;
  }
  EXPECT_EQ(read_text(c).find("dahua-race-type", "EM_RACE_YELLOW")->place, "EM_RACE_TYPE.EM_RACE_YELLOW");
  EXPECT_EQ(read_text(c).find("dahua-race-type", "EM_RACE_YELLOW")->line, 4u);
}

TEST(CapabilityHeader, Card_ethnicity_and_typed_nationality_are_grade_4_and_say_so) {
  const Read card = read_text(
      "typedef struct tagNET_DVR_ID_CARD_INFO {\n DWORD dwSize;\n BYTE byName[128];\n NET_DVR_DATE struBirth;\n BYTE "
      "byNation; // 1 Han, 2 Mongol\n} NET_DVR_ID_CARD_INFO;\n");
  const auto* nation = card.find("hik-sdk-id-card-nation");
  ASSERT_NE(nation, nullptr);
  EXPECT_EQ(nation->line, 5u);
  EXPECT_EQ(analytics().marker(nation->marker)->grade, 4);
  EXPECT_EQ(analytics().marker(nation->marker)->trait, knowledge::TraitKind::document);
  EXPECT_LT(card.worst(), 5);
  const Read typed = read_text("typedef struct { WORD wNationalityID; WORD wProvinceID; } NET_DVR_AREAINFOCFG;\n");
  ASSERT_NE(typed.find("hik-sdk-nationality"), nullptr);
  EXPECT_EQ(analytics().marker("hik-sdk-nationality")->trait, knowledge::TraitKind::typed);
}

TEST(CapabilityHeader, A_page_with_the_table_of_one_group_is_present_not_more) {
  const std::string page =
      "function attr(e){var t={AgeRange:[LANG.child,LANG.youngMan],Gender:[LANG.female,LANG.male]};\n"
      "switch(e.EthicCode){case 5:return LANG.UighurEthnicGroup;default:return LANG.unknown}}\n"
      "function race(e){return 5==e.Race?LANG.UighurEthnicGroup:LANG.unknown}\n";
  const Read read = read_text(page);
  EXPECT_EQ(read.format, "script");
  for (const char* marker : {"unv-uighur", "unv-ethic-code", "unv-race"}) {
    const auto* m = read.find(marker);
    ASSERT_NE(m, nullptr) << marker;
    EXPECT_EQ(m->state, AnalyticsState::present) << marker;
    EXPECT_EQ(m->line, marker == std::string("unv-race") ? 3u : 2u) << marker;
  }
}

TEST(CapabilityHeader, A_symbol_in_a_library_is_present_with_its_section) {
  // A little ELF64: header, .dynstr with one name, section names, three section headers.
  const std::string name = "CLIENT_MatchTwoFaceImage";
  const std::string dynstr = std::string(1, '\0') + name + std::string(1, '\0');
  const std::string names =
      std::string(1, '\0') + ".dynstr" + std::string(1, '\0') + ".shstrtab" + std::string(1, '\0');
  const auto put = [](std::string& to, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) to += static_cast<char>(value >> 8 * i);
  };
  const std::uint64_t dynstr_at = 64, names_at = dynstr_at + dynstr.size(), table = names_at + names.size();
  std::string elf(
      "\x7f"
      "ELF\x02\x01\x01",
      7);
  elf.resize(16, '\0');
  put(elf, 3, 2), put(elf, 62, 2), put(elf, 1, 4), put(elf, 0, 8), put(elf, 0, 8), put(elf, table, 8), put(elf, 0, 4);
  put(elf, 64, 2), put(elf, 0, 2), put(elf, 0, 2), put(elf, 64, 2), put(elf, 3, 2), put(elf, 2, 2);
  elf += dynstr + names;
  const auto section = [&](std::uint32_t name_at, std::uint32_t type, std::uint64_t at, std::uint64_t size) {
    put(elf, name_at, 4), put(elf, type, 4), put(elf, 0, 8), put(elf, 0, 8), put(elf, at, 8), put(elf, size, 8);
    put(elf, 0, 4), put(elf, 0, 4), put(elf, 1, 8), put(elf, 0, 8);
  };
  section(0, 0, 0, 0);
  section(1, 3, dynstr_at, dynstr.size());
  section(9, 3, names_at, names.size());
  const Read read = read_text(elf);
  EXPECT_EQ(read.format, "program");
  const auto* m = read.find("dahua-face-library");
  ASSERT_NE(m, nullptr);
  EXPECT_EQ(m->state, AnalyticsState::present);
  EXPECT_EQ(m->place, ".dynstr " + name);
  EXPECT_EQ(m->offset, dynstr_at + 1);
  EXPECT_EQ(m->line, 0u);
  for (std::size_t n = 0; n < elf.size(); ++n) read_text(elf.substr(0, n));
}

TEST(CapabilityHeader, Every_prefix_of_a_header_is_read_without_harm) {
  for (std::size_t n = 0; n <= edition_2018.size(); ++n) {
    const auto blocks = sources::read_header(std::string_view(edition_2018).substr(0, n));
    EXPECT_LE(blocks.size(), 1u);
  }
}

}  // namespace
}  // namespace lenscap::test::capability_header_test
