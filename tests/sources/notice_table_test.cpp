// Tables of contracts: USAspending's and plain ones.
#include "sources/notice_table.hpp"

#include <fmt/format.h>

#include "sources/notice_reading.hpp"
#include "sources/notice_table_cell.hpp"

namespace lenscap::sources::notice_table_test {
namespace {

using Words = std::vector<std::string>;
using model::Amount;

std::string supplier(const model::Release& release) {
  return release.deals.at(0).suppliers.empty() ? "" : release.parties.at(release.deals[0].suppliers[0]).name;
}

TEST(NoticeTable, Columns_are_guessed_by_their_words_and_named) {
  const auto read = read_bytes(
      "Contract ID;Council;Vendor Name;Award Value (GBP);Award Date;Contract Title;Note\r\n"
      "C-1;Ashby Council;Acme Ltd;1,234.50;2020-01-02;Cameras;x\r\n");
  ASSERT_EQ(read.releases.size(), 1U) << read.error;
  const auto& r = read.releases[0];
  EXPECT_EQ(supplier(r), "Acme Ltd");
  EXPECT_EQ(r.parties.at(r.buyers.at(0)).name, "Ashby Council");
  EXPECT_EQ(r.deals[0].id, "C-1");
  EXPECT_EQ(r.deals[0].value, (Amount{123'450, "GBP", "1,234.50"}));
  EXPECT_EQ(r.deals[0].date.day, "2020-01-02");
  EXPECT_EQ(r.title, "Cameras");
  EXPECT_EQ(r.place.row, 2U);
  EXPECT_EQ(r.ocid, "file row 2") << "a contract's number alone is no key of a process";
  const std::vector<std::pair<std::string, std::string>> columns{{"Contract ID", "id"},
                                                                 {"Council", "buyer"},
                                                                 {"Vendor Name", "supplier"},
                                                                 {"Award Value (GBP)", "amount"},
                                                                 {"Award Date", "date"},
                                                                 {"Contract Title", "title"},
                                                                 {"Note", ""}};
  EXPECT_EQ(read.counts.columns, columns);
}

TEST(NoticeTable, A_column_that_was_named_goes_before_a_guess) {
  NoticeOptions options;
  options.columns = {{"Firma", "supplier"}, {"Betrag", "amount"}, {"Waehrung", "currency"}};
  const auto read = read_bytes("Supplier,Firma,Betrag,Waehrung\nx,Acme,\"1.234,50\",eur\n", options);
  ASSERT_EQ(read.releases.size(), 1U) << read.error;
  EXPECT_EQ(supplier(read.releases[0]), "Acme");
  EXPECT_EQ(read.releases[0].deals[0].value, (Amount{123'450, "EUR", "1.234,50"}));
  options.columns = {{"Firm", "supplier"}};
  EXPECT_NE(read_bytes("Firma,Betrag\nx,1\n", options).error.find("Firma"), std::string::npos) << "says what there is";
  options.columns = {{"Firma", "winner"}};
  EXPECT_NE(read_bytes("Firma,Betrag\nx,1\n", options).error.find("supplier"), std::string::npos) << "says what can be";
}

TEST(NoticeTable, A_table_of_something_else_is_an_error) {
  EXPECT_NE(read_bytes("date,temperature\n2020-01-01,4\n").error.find("temperature"), std::string::npos);
}

TEST(NoticeTable, Chinese_columns_and_units_are_read) {
  const auto read =
      read_bytes("合同编号,采购人,供应商,中标金额（万元）,日期\nC1,皮山县公安局,海康威视,33599,2017-03-01\n");
  ASSERT_EQ(read.releases.size(), 1U) << read.error;
  EXPECT_EQ(supplier(read.releases[0]), "海康威视");
  EXPECT_EQ(read.releases[0].deals[0].value, (Amount{33'599'000'000, "CNY", "33599"})) << "335.99 million yuan";
  EXPECT_EQ(amount_of_cell("19亿元", 0).value, (Amount{190'000'000'000, "CNY", "19亿元"}));
}

TEST(NoticeTable, Sums_are_read_as_people_write_them) {
  struct Case {
    std::string cell;
    std::int64_t hundredths;
    std::string currency, trouble;
  };
  const std::vector<Case> cases{{"£1,234.50", 123'450, "GBP", ""},
                                {"1.234,50 €", 123'450, "EUR", ""},
                                {"1,234", 123'400, "", ""},
                                {"1,23", 123, "", ""},
                                {"1 234 567.8", 123'456'780, "", ""},
                                {"1'234.5", 123'450, "", ""},
                                {"(500.00)", -50'000, "", "amount_negative"},
                                {"-5", -500, "", "amount_negative"},
                                {"US$ 12", 1'200, "USD", ""},
                                {"GBP 12", 1'200, "GBP", ""},
                                {"1.234.567", 123'456'700, "", ""},
                                {"n/a", 0, "", ""},
                                {"ten", 0, "", "amount_unreadable"},
                                {"9999999999999999999999", 0, "", "amount_absurd"},
                                {"12 to 15", 0, "", "amount_unreadable"}};
  for (const auto& one : cases) {
    const auto read = amount_of_cell(one.cell, 0);
    EXPECT_EQ(read.value.hundredths, one.hundredths) << one.cell;
    EXPECT_EQ(read.value.currency, one.currency) << one.cell;
    EXPECT_EQ(read.trouble, one.trouble) << one.cell;
  }
}

TEST(NoticeTable, Days_that_could_be_two_are_left_out) {
  EXPECT_EQ(day_of_cell("31/01/2020").date.day, "2020-01-31");
  EXPECT_EQ(day_of_cell("1/31/2020").date.day, "2020-01-31");
  EXPECT_EQ(day_of_cell("05/05/2020").date.day, "2020-05-05");
  EXPECT_EQ(day_of_cell("3/4/2020").date.day, "");
  EXPECT_EQ(day_of_cell("3/4/2020").trouble, "date_ambiguous");
  EXPECT_EQ(day_of_cell("20200131").date.day, "2020-01-31");
  EXPECT_EQ(day_of_cell("30/02/2020").trouble, "date_unreadable");
}

TEST(NoticeTable, Several_suppliers_in_one_cell_are_several) {
  const auto read = read_bytes("Supplier,Value\n\"Acme Ltd; Bolt PLC\",5\n");
  ASSERT_EQ(read.releases.size(), 1U);
  EXPECT_EQ(read.releases[0].deals[0].suppliers.size(), 2U);
  EXPECT_EQ(read.releases[0].parties.at(1).name, "Bolt PLC");
}

TEST(NoticeTable, A_broken_row_is_told_at_its_line_and_the_rest_goes_on) {
  const auto read = read_bytes("Supplier,Value,Currency\nAcme,5,GBP\n\"Bolt,6,GBP\nCarl,7,GBP\n,,\nDora,x,GBP\n");
  Words names;
  for (const auto& release : read.releases) names.push_back(supplier(release));
  EXPECT_EQ(names.front(), "Acme");
  EXPECT_EQ(names.back(), "Dora");
  EXPECT_NE(std::find(names.begin(), names.end(), "Carl"), names.end()) << "not swallowed by the quote above";
  for (const auto& note : read.notes) {
    if (note.what == "row_broken") EXPECT_EQ(note.place.row, 3U);
    if (note.what == "row_empty") EXPECT_EQ(note.place.row, 5U);
    if (note.what == "amount_unreadable") EXPECT_EQ(note.place.row, 6U);
  }
  EXPECT_TRUE(read.has_note("row_broken") && read.has_note("row_empty") && read.has_note("amount_unreadable"));
}

TEST(NoticeTable, Rows_keep_their_numbers_from_window_to_window) {
  std::string table = "Supplier,Value,Currency,Description\n";
  const std::string text(1000, 'x');
  std::size_t rows = 0;
  for (; table.size() < 2 * NoticeRows::window + NoticeRows::window / 2; ++rows)
    table += fmt::format("S{},{},GBP,\"{}\n{}\"\n", rows, rows, text, text);
  std::size_t next = 0;
  NoticeSink sink{[&](model::Release&& release) {
                    ASSERT_EQ(supplier(release), fmt::format("S{}", next));
                    ASSERT_EQ(release.place.row, 2 + 2 * next) << "each row has two lines";
                    ASSERT_EQ(release.id, fmt::format("row {}", next + 2));
                    ASSERT_EQ(table.compare(release.place.offset, supplier(release).size(), supplier(release)), 0);
                    ++next;
                  },
                  {}};
  const auto counts = read_notice_bytes(table, "file", {}, sink);
  ASSERT_TRUE(counts);
  EXPECT_EQ(next, rows);
  EXPECT_EQ(counts->bytes, table.size());
}

TEST(NoticeTable, A_transaction_of_todays_download_is_read) {
  const auto read = read_bytes(
      "contract_transaction_unique_key,contract_award_unique_key,award_id_piid,modification_number,parent_award_agency_"
      "id,parent_award_id_piid,federal_action_obligation,action_date,award_base_action_date,"
      "period_of_performance_start_date,period_of_performance_current_end_date,awarding_agency_name,awarding_sub_"
      "agency_code,awarding_sub_agency_name,recipient_uei,recipient_duns,recipient_name,recipient_name_raw,"
      "recipient_parent_uei,recipient_parent_name,transaction_description,product_or_service_code,product_or_service_"
      "code_description,naics_code,naics_description,place_of_manufacture\n"
      "T1,CONT_AWD_X_9700_G1_4730,X,P00002,4730,G1,-150.25,2021-09-01,2020-07-01,2020-07-01,2022-06-30,Department of "
      "Defense,2100,Dept of the Army,ABCDEFGHJKL1,123456789,ACME CORP,Acme Corporation,"
      "ZZZZZZZZZZZ1,BOLT HOLDINGS,CAMERAS,5836,VIDEO RECORDING AND REPRODUCING EQUIPMENT,334310,AUDIO AND VIDEO "
      "EQUIPMENT MANUFACTURING,C\n");
  ASSERT_EQ(read.releases.size(), 1U) << read.error;
  EXPECT_EQ(read.counts.formats.at("usaspending"), 1U);
  const auto& r = read.releases[0];
  EXPECT_EQ(r.ocid, "CONT_AWD_X_9700_G1_4730");
  EXPECT_EQ(r.id, "T1");
  EXPECT_EQ(r.tags, Words{"contractAmendment"});
  EXPECT_EQ(r.date.day, "2021-09-01");
  EXPECT_EQ(r.related.at(0), (model::RelatedProcess{"framework", "usaspending", "CONT_IDV_G1_4730"}));
  const auto& deal = r.deals.at(0);
  EXPECT_EQ(deal.value, (Amount{-15'025, "USD", "-150.25"}));
  EXPECT_EQ(deal.date.day, "2020-07-01") << "the base award decides which rule was in force";
  EXPECT_EQ(deal.until.day, "2022-06-30");
  EXPECT_EQ(deal.items.at(0).classifications.at(0),
            (model::Classification{"PSC", "5836", "VIDEO RECORDING AND REPRODUCING EQUIPMENT"}));
  const auto& acme = r.parties.at(deal.suppliers.at(0));
  EXPECT_EQ(acme.identifiers.at(0), (model::OrganisationId{"UEI", "ABCDEFGHJKL1"}));
  EXPECT_EQ(acme.identifiers.at(1), (model::OrganisationId{"DUNS", "123456789"}));
  EXPECT_EQ(r.parties.back().name, "BOLT HOLDINGS");
  EXPECT_EQ(r.parties.back().roles, Words{"parentCompany"});
  EXPECT_EQ(r.parties.at(r.buyers.at(0)).name, "Dept of the Army");
  EXPECT_EQ(read.noted(), Words{"amount_negative"});
}

TEST(NoticeTable, The_files_of_2016_make_the_same_keys) {
  const auto read = read_bytes(
      "piid,vendorname,dollarsobligated,signeddate,agencyid,contractingofficeagencyid,idvpiid,idvagencyid,modnumber,"
      "dunsnumber,parentdunsnumber,mod_parent,productorservicecode,contractactiontype\n"
      "K00067,ACME,10.5000,9/8/2016,2050: IRS,2050: INTERNAL REVENUE SERVICE,NNG15SD76B,8000: "
      "NASA,0,004496600,004496600,ACME,5836: VIDEO RECORDING,C: DELIVERY ORDER\n");
  ASSERT_EQ(read.releases.size(), 1U) << read.error;
  const auto& r = read.releases[0];
  EXPECT_EQ(r.ocid, "CONT_AWD_K00067_2050_NNG15SD76B_8000");
  EXPECT_EQ(r.related.at(0).id, "CONT_IDV_NNG15SD76B_8000");
  EXPECT_EQ(r.date.day, "2016-09-08");
  EXPECT_EQ(r.deals.at(0).items.at(0).classifications.at(0), (model::Classification{"PSC", "5836", "VIDEO RECORDING"}));
  EXPECT_EQ(r.parties.size(), 2U) << "a company that is its own parent is one party";
}

}  // namespace
}  // namespace lenscap::sources::notice_table_test
