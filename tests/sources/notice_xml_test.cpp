// TED's forms and eForms, in small.
#include "sources/notice_xml.hpp"

#include "house/tree.hpp"
#include "sources/notice_reading.hpp"

namespace lenscap::sources::notice_xml_test {
namespace {

using Words = std::vector<std::string>;

std::string sample(const std::string& name) { return house::text_of(house::root() / "fuzz/corpus/notice_xml" / name); }

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
  return text;
}

TEST(NoticeXml, An_award_form_gives_who_what_when_and_how_much) {
  const auto read = read_bytes(sample("ted_f03.xml"));
  ASSERT_EQ(read.releases.size(), 1U) << read.error;
  const auto& r = read.releases[0];
  EXPECT_EQ(read.counts.formats.at("ted"), 1U);
  EXPECT_EQ(r.ocid, "TED 2021/S 133-353237");
  EXPECT_EQ(r.date.day, "2021-07-13");
  EXPECT_EQ(r.tags, Words{"award"});
  EXPECT_EQ(r.title, "Kameras");
  EXPECT_EQ(r.classifications.at(0).id, "32323500");
  EXPECT_EQ(r.tender_items.at(0).classifications.at(0).id, "35125300");
  ASSERT_EQ(r.related.size(), 1U) << "named twice, one relation";
  EXPECT_EQ(r.related[0], (model::RelatedProcess{"prior", "EU-OJ", "2020/S 078-183831"}));
  EXPECT_EQ(r.parties.at(r.buyers.at(0)).name, "Wien");
  const auto& deal = r.deals.at(0);
  EXPECT_EQ(deal.value, (model::Amount{550, "EUR", "5.50"}));
  EXPECT_EQ(deal.date.day, "2021-06-15");
  EXPECT_EQ(r.parties.at(deal.suppliers.at(0)).name, "ITB");
  EXPECT_EQ(r.parties.at(deal.suppliers[0]).identifiers.at(0).id, "9");
  EXPECT_TRUE(r.tender_value.as_written.empty()) << "what was awarded is no estimate";
}

TEST(NoticeXml, A_modification_gives_the_contract_as_it_is_after_it) {
  const auto read = read_bytes(sample("ted_f20.xml"));
  ASSERT_EQ(read.releases.size(), 1U) << read.error;
  const auto& r = read.releases[0];
  EXPECT_EQ(r.tags, Words{"contractAmendment"});
  EXPECT_EQ(r.deals.at(0).value, (model::Amount{700, "EUR", "7"}));
  EXPECT_EQ(r.deals[0].amendments.at(0).rationale, "more cameras");
  EXPECT_EQ(r.deals[0].from.day, "2021-01-01");
  EXPECT_TRUE(std::find(r.more.begin(), r.more.end(),
                        std::pair<std::string, std::string>{"ted.VAL_TOTAL_BEFORE", "5.50 EUR"}) != r.more.end());
}

TEST(NoticeXml, The_form_in_its_own_language_is_read_and_no_translation) {
  auto text = sample("ted_f03.xml");
  const auto from = text.find("<F03_2014"), to = text.find("</FORM_SECTION>");
  const auto form = text.substr(from, to - from);
  text.insert(from, replaced(replaced(form, "ORIGINAL", "TRANSLATION"), "Kameras", "Cameras"));
  const auto read = read_bytes(text);
  ASSERT_EQ(read.releases.size(), 1U);
  EXPECT_EQ(read.releases[0].title, "Kameras");
}

TEST(NoticeXml, The_lists_of_an_eForms_result_are_joined) {
  const auto read = read_bytes(sample("eforms_result.xml"));
  ASSERT_EQ(read.releases.size(), 1U) << read.error;
  const auto& r = read.releases[0];
  EXPECT_EQ(r.ocid, "eforms aff2863e");
  EXPECT_EQ(r.id, "2021/S 133-353237");
  EXPECT_EQ(r.parties.at(r.buyers.at(0)).name, "Wien");
  ASSERT_EQ(r.deals.size(), 1U);
  EXPECT_EQ(r.deals[0].value, (model::Amount{500, "EUR", "5"}));
  EXPECT_EQ(r.deals[0].date.day, "2021-06-15");
  EXPECT_EQ(r.deals[0].lots, Words{"LOT-1"});
  EXPECT_EQ(r.parties.at(r.deals[0].suppliers.at(0)).name, "ITB");
  EXPECT_EQ(r.deals[0].amendments.at(0).rationale, "more");
  EXPECT_EQ(r.related.at(0).id, "183831-2020");
}

TEST(NoticeXml, Prefixes_are_the_publishers_choice) {
  const auto read = read_bytes(replaced(replaced(sample("eforms_result.xml"), "cbc:", "x1:"), "efac:", ""));
  ASSERT_EQ(read.releases.size(), 1U);
  EXPECT_EQ(read.releases[0].deals.size(), 1U);
}

TEST(NoticeXml, A_tender_that_won_nothing_is_no_award) {
  const auto read = read_bytes(
      replaced(sample("eforms_result.xml"), "</efac:LotResult>",
               "</efac:LotResult><efac:LotTender><cbc:ID>TEN-2</cbc:ID><cac:LegalMonetaryTotal><cbc:PayableAmount "
               "currencyID=\"EUR\">4</cbc:PayableAmount></cac:LegalMonetaryTotal></efac:LotTender>"));
  ASSERT_EQ(read.releases.size(), 1U);
  EXPECT_EQ(read.releases[0].deals.size(), 1U);
}

TEST(NoticeXml, Every_start_of_a_notice_is_survived_and_told) {
  for (const std::string name : {"ted_f03.xml", "eforms_result.xml"}) {
    const auto whole = sample(name);
    for (std::size_t n = 0; n + 1 < whole.size(); ++n) {
      const auto read = read_bytes(whole.substr(0, n));
      EXPECT_LE(read.releases.size(), 1U);
      EXPECT_TRUE(!read.error.empty() || read.has_note("xml_broken")) << name << " " << n;
    }
  }
}

TEST(NoticeXml, Depth_entities_and_other_encodings_do_no_harm) {
  std::string deep = "<TED_EXPORT><FORM_SECTION><F03_2014><AWARD_CONTRACT><AWARDED_CONTRACT>";
  for (int i = 0; i < 20'000; ++i) deep += "<a>";
  EXPECT_LE(read_bytes(deep).releases.size(), 1U);
  const auto bomb = replaced(sample("ted_f03.xml"), "<?xml version=\"1.0\"?>",
                             "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\">]>");
  EXPECT_EQ(read_bytes(replaced(bomb, "Kameras", "&a;&a;")).releases.at(0).title, "&a;&a;");
  const auto latin = read_bytes(replaced(sample("ted_f03.xml"), "Kameras",
                                         "\xdc"
                                         "berwachung"));
  EXPECT_EQ(latin.releases.at(0).title, "Überwachung");
  EXPECT_TRUE(latin.has_note("encoding"));
  const auto declared = read_bytes(
      replaced(replaced(sample("ted_f03.xml"), "version=\"1.0\"", "version=\"1.0\" encoding=\"ISO-8859-1\""), "Kameras",
               "\xdc"
               "berwachung"));
  EXPECT_EQ(declared.releases.at(0).title, "Überwachung");
  EXPECT_FALSE(declared.has_note("encoding"));
}

}  // namespace
}  // namespace lenscap::sources::notice_xml_test
