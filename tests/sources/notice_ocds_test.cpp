// OCDS as publishers write it: packages, records, lines, damage.
#include <fmt/format.h>

#include "sources/notice_reading.hpp"

namespace lenscap::sources::notice_ocds_test {
namespace {

using Words = std::vector<std::string>;

/// A small release in the form of Contracts Finder's.
std::string release(const std::string& ocid, const std::string& amount = "93007") {
  return R"({"ocid":")" + ocid +
         R"(","id":"r1","language":"en","date":"2025-01-23T22:10:19Z","tag":["award"],)"
         R"("tender":{"id":"T-1","title":"Door access and CCTV","value":{"amount":100000,"currency":"GBP"},)"
         R"("classification":{"scheme":"CPV","id":"35125300-2","description":"Security cameras"}},)"
         R"("parties":[{"id":"B1","name":"Ashby Council","roles":["buyer"]},)"
         R"({"id":"S1","name":"Bex Security Ltd","identifier":{"scheme":"GB-COH","id":"5916042"},"address":{"streetAddress":"1 Mill Lane","locality":"Bex"},"roles":["supplier"]}],)"
         R"("buyer":{"id":"B1","name":"Ashby Council"},)"
         R"("awards":[{"id":"a1","status":"active","date":"2024-12-22T00:00:00Z","value":{"amount":)" +
         amount +
         R"(,"currency":"GBP"},)"
         R"("suppliers":[{"id":"S1","name":"Bex Security Ltd"}],"contractPeriod":{"startDate":"2025-01-06T00:00:00Z","endDate":"2026-01-05T23:59:59Z"}}]})";
}
std::string package(const Words& releases,
                    const std::string& head = R"("uri":"u","version":"1.1","publisher":{"name":"P"})") {
  return "{" + head + R"(,"releases":[)" + fmt::format("{}", fmt::join(releases, ",")) + "]}";
}

TEST(NoticeOcds, A_release_gives_its_parties_award_period_and_codes) {
  const auto read = read_bytes(release("ocds-1"));
  ASSERT_EQ(read.releases.size(), 1U) << read.error;
  const auto& r = read.releases[0];
  EXPECT_EQ(r.ocid, "ocds-1");
  EXPECT_EQ(r.id, "r1");
  EXPECT_EQ(r.date.day, "2025-01-23");
  EXPECT_EQ(r.tags, Words{"award"});
  EXPECT_EQ(r.title, "Door access and CCTV");
  EXPECT_EQ(r.reference, "T-1");
  EXPECT_EQ(r.tender_value.hundredths, 10'000'000);
  ASSERT_EQ(r.classifications.size(), 1U);
  EXPECT_EQ(r.classifications[0].id, "35125300");  // without its check digit
  ASSERT_EQ(r.parties.size(), 2U);
  ASSERT_EQ(r.buyers.size(), 1U);
  EXPECT_EQ(r.parties[r.buyers[0]].name, "Ashby Council");
  EXPECT_EQ(r.parties[1].address, "1 Mill Lane, Bex");
  ASSERT_EQ(r.parties[1].identifiers.size(), 1U);
  EXPECT_EQ(r.parties[1].identifiers[0].id, "05916042");  // Companies House counts eight
  ASSERT_EQ(r.deals.size(), 1U);
  EXPECT_EQ(r.deals[0].value.hundredths, 9'300'700);
  EXPECT_EQ(r.deals[0].value.currency, "GBP");
  EXPECT_EQ(r.deals[0].date.day, "2024-12-22");
  EXPECT_EQ(r.deals[0].until.day, "2026-01-05");
  EXPECT_EQ(r.deals[0].pointer, "/awards/0");
  ASSERT_EQ(r.deals[0].suppliers.size(), 1U);
  EXPECT_EQ(r.parties[r.deals[0].suppliers[0]].name, "Bex Security Ltd");
  EXPECT_TRUE(read.notes.empty()) << read.notes[0].what;
}

TEST(NoticeOcds, Every_wrapping_gives_the_same_releases_at_their_places) {
  const Words two{release("ocds-1"), release("ocds-2")};
  const std::string pretty = "{\n  \"version\": \"1.1\",\n  \"releases\": [\n" + two[0] + ",\n" + two[1] + "\n  ]\n}\n";
  struct Case {
    std::string bytes, pointer;
    std::uint64_t row;
  };
  const std::vector<Case> cases{
      {package(two), "/releases/1", 0},
      {pretty, "/releases/1", 0},
      {"\xef\xbb\xbf" + package(two), "/releases/1", 0},
      {"[" + two[0] + "," + two[1] + "]", "/1", 0},
      {two[0] + "\n" + two[1] + "\n", "", 2},
      {two[0] + "\r\n\r\n" + two[1], "", 3},
      {two[0] + ",\n" + two[1] + ",\n", "", 2},
      {"{\"version\":\"1.1\",\"releases\":[\n" + two[0] + ",\n" + two[1] + "\n]}", "/releases/1", 0},
      {package({two[0]}) + "\n" + package({two[1]}), "/releases/0", 2},
      {"{\"releases\":[" + two[0] + "," + two[1] + "],\"version\":\"1.1\"}", "/releases/1", 0},
  };
  for (const auto& one : cases) {
    const auto read = read_bytes(one.bytes);
    EXPECT_EQ(read.ocids(), (Words{"ocds-1", "ocds-2"})) << one.bytes.substr(0, 60) << read.error;
    if (read.releases.size() != 2) continue;
    const auto& place = read.releases[1].place;
    EXPECT_EQ(place.pointer, one.pointer);
    EXPECT_EQ(place.row, one.row);
    EXPECT_EQ(one.bytes.substr(place.offset, 16), two[1].substr(0, 16)) << one.bytes.substr(0, 60);
  }
}

TEST(NoticeOcds, A_record_gives_its_releases_or_what_was_compiled_of_them_but_never_both) {
  const std::string one = release("ocds-1"), compiled = release("ocds-1", "5");
  const auto record = [](const std::string& members) {
    return R"({"version":"1.1","packages":[],"records":[{"ocid":"ocds-1",)" + members + "}]}";
  };
  const auto whole = read_bytes(record("\"releases\":[" + one + "," + one + "],\"compiledRelease\":" + compiled));
  EXPECT_EQ(whole.releases.size(), 2U) << whole.error;
  EXPECT_EQ(whole.counts.records, 1U);
  const std::string stubs =
      R"("releases":[{"id":"r1","date":"2025-01-01T00:00:00Z","tag":["award"]},{"url":"https://x/1"}])";
  const auto linked = read_bytes(record(stubs + ",\"compiledRelease\":" + compiled));
  ASSERT_EQ(linked.releases.size(), 1U);
  EXPECT_EQ(linked.releases[0].deals.at(0).value.hundredths, 500);
  EXPECT_EQ(linked.releases[0].tags.back(), "compiled");
  EXPECT_EQ(linked.releases[0].place.pointer, "/records/0/compiledRelease");
  const auto nothing = read_bytes(record(stubs));
  EXPECT_TRUE(nothing.releases.empty());
  EXPECT_EQ(nothing.counts.notes.at("linked_release"), 2U);
}

TEST(NoticeOcds, A_versioned_release_gives_the_newest_value_of_each_field) {
  const auto versions = [](const std::string& old, const std::string& now) {
    return R"([{"releaseID":"1","releaseDate":"2020-01-01T00:00:00Z","releaseTag":["award"],"value":)" + old +
           R"(},{"releaseID":"2","releaseDate":"2021-01-01T00:00:00Z","releaseTag":["awardUpdate"],"value":)" + now +
           "}]";
  };
  const auto read = read_bytes(
      R"({"records":[{"ocid":"ocds-1","releases":[{"url":"u#1","date":"2020-01-01T00:00:00Z"},{"url":"u#2","date":"2021-01-01T00:00:00Z"}],"versionedRelease":{"ocid":"ocds-1","tender":{"id":"t","title":)" +
      versions("\"old\"", "\"new\"") + R"(},"awards":[{"id":"a1","value":{"amount":)" + versions("10", "12.5") +
      R"(,"currency":)" + versions("\"GBP\"", "\"GBP\"") + R"(},"suppliers":[{"id":"S","name":)" +
      versions("\"Acme\"", "\"Acme Ltd\"") + "}]}]}}]}");
  ASSERT_EQ(read.releases.size(), 1U) << read.error;
  const auto& r = read.releases[0];
  EXPECT_EQ(r.title, "new");
  EXPECT_EQ(r.date.day, "2021-01-01");
  EXPECT_EQ(r.deals.at(0).value.hundredths, 1250);
  EXPECT_EQ(r.deals.at(0).value.currency, "GBP");
  EXPECT_EQ(r.parties.at(0).name, "Acme Ltd");
}

TEST(NoticeOcds, Organisations_are_found_by_id_then_by_name_then_on_the_spot) {
  const auto read = read_bytes(
      R"({"ocid":"o","date":"2020-01-01","buyer":{"id":"","name":"City"},"awards":[{"id":"1","suppliers":[{"name":"Acme"},{"id":"X","name":"Other","identifier":{"id":"80001"},"address":{"countryName":"Paraguay"}}]}],)"
      R"("contracts":[{"id":"c","awardID":"1"}],"parties":[{"id":"","name":"City","roles":["procuringEntity"]},{"id":"7","name":"Acme"}]})");
  ASSERT_EQ(read.releases.size(), 1U) << read.error;
  const auto& r = read.releases[0];
  ASSERT_EQ(r.parties.size(), 3U);
  EXPECT_EQ(r.buyers, std::vector<std::uint32_t>{0});
  EXPECT_EQ(r.parties[0].roles, (Words{"procuringEntity", "buyer"}));
  EXPECT_EQ(r.deals[0].suppliers, (std::vector<std::uint32_t>{1, 2}));
  EXPECT_EQ(r.deals[1].suppliers, r.deals[0].suppliers) << "a contract's suppliers are its award's";
  EXPECT_EQ(r.parties[2].country, "Paraguay");
  EXPECT_EQ(r.parties[2].identifiers.at(0).id, "80001");
}

TEST(NoticeOcds, Relations_amendments_and_lots_are_kept) {
  const auto read = read_bytes(
      R"({"ocid":"o","date":"2020-01-01","relatedProcesses":[{"id":"1","relationship":["framework","prior"],"scheme":"ocid","identifier":"ocds-9"}],)"
      R"("tender":{"amendment":{"date":"2020-02-01","rationale":"late"}},"awards":[{"id":"1","relatedLots":["L1","L2"],"amendments":[{"id":"m","date":"2020-03-01","description":"more"}]}]})");
  ASSERT_EQ(read.releases.size(), 1U) << read.error;
  const auto& r = read.releases[0];
  ASSERT_EQ(r.related.size(), 2U);
  EXPECT_EQ(r.related[0], (model::RelatedProcess{"framework", "ocid", "ocds-9"}));
  EXPECT_EQ(r.related[1].relationship, "prior");
  EXPECT_EQ(r.amendments.at(0).rationale, "late");
  EXPECT_EQ(r.deals.at(0).lots, (Words{"L1", "L2"}));
  EXPECT_EQ(r.deals.at(0).amendments.at(0).rationale, "more");
}

TEST(NoticeOcds, Contracts_Finders_older_notice_is_read) {
  const auto read = read_bytes(
      R"({"id":"69eb20f9","notice":{"id":"69eb20f9","parentId":null,"identifier":"tender_341965","title":"Camera Equipment","publishedDate":"2024-09-02T20:52:26+01:00","valueLow":49000,"valueHigh":0,"start":"2024-06-26T00:00:00+01:00","end":"","organisationName":"City of London Corporation","procedureType":"SingleTenderActionNonOJEU"},)"
      R"("awards":[{"id":"706326","value":49000,"supplierName":"Stagecast Limited","supplierAddress":"27 Old Gloucester Street","dunsNumber":"","referenceType":"NONE_OTHER","awardedDate":"2024-06-12T00:00:00+01:00"}],"cpvCodes":[{"code":"38651600","description":"Digital cameras"}]})");
  ASSERT_EQ(read.releases.size(), 1U) << read.error;
  const auto& r = read.releases[0];
  EXPECT_EQ(read.counts.formats.at("contracts-finder"), 1U);
  EXPECT_EQ(r.ocid, "contracts-finder 69eb20f9");
  EXPECT_EQ(r.parties[r.buyers.at(0)].name, "City of London Corporation");
  EXPECT_EQ(r.tender_value.hundredths, 4'900'000);
  EXPECT_EQ(r.deals.at(0).value, (model::Amount{4'900'000, "GBP", "49000"}));
  EXPECT_EQ(r.deals.at(0).date.day, "2024-06-12");
  EXPECT_EQ(r.parties[r.deals[0].suppliers.at(0)].name, "Stagecast Limited");
  EXPECT_EQ(r.classifications.at(0).id, "38651600");
  EXPECT_TRUE(read.notes.empty());
}

}  // namespace
}  // namespace lenscap::sources::notice_ocds_test
