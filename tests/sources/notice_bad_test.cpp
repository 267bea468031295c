// Notices that are damaged, wrong or absurd: what is wrong is told at its place, and the rest is read.
#include <fmt/format.h>

#include "sources/notice_reading.hpp"

namespace lenscap::sources::notice_bad_test {
namespace {

using Words = std::vector<std::string>;

std::string award(const std::string& ocid, const std::string& value) {
  return fmt::format(R"({{"ocid":"{}","id":"1","date":"2025-01-01T00:00:00Z","awards":[{{"id":"1","value":{}}}]}})",
                     ocid, value);
}
std::string good(const std::string& ocid) { return award(ocid, R"({"amount":10,"currency":"GBP"})"); }
std::string package(const Words& releases) {
  return fmt::format(R"({{"version":"1.1","releases":[{}]}})", fmt::join(releases, ","));
}

TEST(NoticeBad, Half_a_line_costs_that_line) {
  const auto read = read_bytes(good("a") + "\n" + good("b").substr(0, 60) + "\n" + good("c") + "\n");
  EXPECT_EQ(read.ocids(), (Words{"a", "c"}));
  ASSERT_EQ(read.notes.size(), 1U);
  EXPECT_EQ(read.notes[0].what, "json_broken");
  EXPECT_EQ(read.notes[0].place.row, 2U);
  EXPECT_EQ(read.notes[0].place.offset, good("a").size() + 1);
}

TEST(NoticeBad, The_first_line_may_be_the_broken_one) {
  const auto read = read_bytes(good("a").substr(0, 50) + "\n" + good("b") + "\n");
  EXPECT_EQ(read.ocids(), Words{"b"});
  EXPECT_EQ(read.noted(), Words{"json_broken"});
}

TEST(NoticeBad, Two_releases_on_one_line_are_told) {
  const auto read = read_bytes(good("a") + good("b") + "\n" + good("c") + "\n");
  EXPECT_EQ(read.ocids().back(), "c");
  EXPECT_EQ(read.noted(), Words{"json_broken"});
}

TEST(NoticeBad, A_release_without_its_last_bracket_costs_one_release_of_a_package) {
  std::string broken = good("b");
  broken.pop_back();
  const auto read = read_bytes(package({good("a"), broken, good("c"), good("d")}));
  EXPECT_EQ(read.ocids(), (Words{"a", "c", "d"}));
  EXPECT_TRUE(read.has_note("json_broken"));
}

TEST(NoticeBad, A_package_cut_anywhere_gives_the_releases_before_the_cut) {
  const std::string whole = package({good("a"), good("b"), good("c")});
  const auto ends = [&](char name) { return whole.find(good(std::string(1, name))) + good("a").size(); };
  for (std::size_t n = 1; n < whole.size(); ++n) {
    const auto read = read_bytes(whole.substr(0, n));
    const std::size_t there = (n >= ends('a') ? 1 : 0) + (n >= ends('b') ? 1 : 0) + (n >= ends('c') ? 1 : 0);
    EXPECT_EQ(read.releases.size(), there) << n;
    EXPECT_TRUE(!read.error.empty() || !read.notes.empty() || !read.counts.damage.empty())
        << n << ": the cut is not told";
  }
}

TEST(NoticeBad, Values_of_wrong_types_are_told_and_stepped_over) {
  const auto read = read_bytes(package(
      {R"({"ocid":"a","date":"2025-01-01","tag":"award","tender":"none","parties":{"id":"1","name":"Alone"},"awards":[7,{"id":1,"value":[1],"suppliers":"Acme Ltd","items":[null,"x"]}],"contracts":"no","buyer":3})",
       R"({"ocid":["x"],"id":{"a":1},"date":false,"awards":[{"id":null,"value":{"amount":{"deep":1},"currency":7}}]})",
       "17", "null", "[]", good("z")}));
  ASSERT_EQ(read.releases.size(), 3U) << read.error;
  EXPECT_EQ(read.releases[0].tags, Words{"award"});
  EXPECT_EQ(read.releases[0].parties.at(0).name, "Alone");
  EXPECT_EQ(read.releases[0].deals.at(0).id, "1");
  EXPECT_EQ(read.releases[0].parties.at(read.releases[0].deals.at(0).suppliers.at(0)).name, "Acme Ltd");
  EXPECT_FALSE(read.releases[1].ocid.empty());
  EXPECT_EQ(read.releases[2].ocid, "z");
  EXPECT_TRUE(read.has_note("field_type"));
  EXPECT_TRUE(read.has_note("ocid_missing"));
}

TEST(NoticeBad, Amounts_that_belong_into_no_sum_are_told) {
  struct Case {
    std::string value, note;
    std::int64_t hundredths;
    bool unread;
  };
  const std::vector<Case> cases{
      {R"({"amount":-5.25,"currency":"GBP"})", "amount_negative", -525, false},
      {R"({"amount":99999999999999999,"currency":"GBP"})", "amount_absurd", 0, true},
      {R"({"amount":1e300,"currency":"GBP"})", "amount_absurd", 0, true},
      {R"({"amount":2000000000000000,"currency":"GBP"})", "amount_absurd", 200'000'000'000'000'000, false},
      {R"({"amount":"ten","currency":"GBP"})", "amount_unreadable", 0, true},
      {R"({"amount":5})", "amount_without_currency", 500, false},
      {R"({"amount":"1900000000","currency":"CNY"})", "", 190'000'000'000, false},
      {R"({"amount":{"$numberLong":"12"},"currency":"MXN"})", "", 1200, false},
      {R"({"amount":0.125,"currency":"GBP"})", "", 13, false},
      {R"({"amount":-0.125,"currency":"GBP"})", "amount_negative", -13, false},
      {R"({"amount":null,"currency":"GBP"})", "", 0, false},
  };
  for (const auto& one : cases) {
    const auto read = read_bytes(award("a", one.value));
    ASSERT_EQ(read.releases.size(), 1U) << one.value;
    EXPECT_EQ(read.releases[0].deals.at(0).value.hundredths, one.hundredths) << one.value;
    EXPECT_EQ(read.releases[0].deals[0].value.unread, one.unread) << one.value;
    EXPECT_EQ(read.noted(), one.note.empty() ? Words{} : Words{one.note}) << one.value;
  }
}

TEST(NoticeBad, Missing_and_impossible_days_are_told) {
  const auto read = read_bytes(
      R"([{"ocid":"a","tender":{}},{"ocid":"b","date":"2025-02-30T00:00:00Z","tender":{}},{"ocid":"c","date":"soon","tender":{}}])");
  EXPECT_EQ(read.releases.size(), 3U);
  EXPECT_EQ(read.noted(), (Words{"date_missing", "date_unreadable", "date_unreadable"}));
  EXPECT_EQ(read.releases.at(1).date.as_written, "2025-02-30T00:00:00Z");
}

TEST(NoticeBad, Two_currencies_in_one_contract_are_told) {
  const auto read = read_bytes(
      R"({"ocid":"a","date":"2025-01-01","awards":[{"id":"1","value":{"amount":1,"currency":"GBP"}}],"contracts":[{"id":"c","awardID":"1","value":{"amount":2,"currency":"EUR"}}]})");
  ASSERT_EQ(read.noted(), Words{"two_currencies"});
  EXPECT_EQ(read.notes[0].detail, "/contracts/0: EUR, GBP");
}

TEST(NoticeBad, A_company_number_of_nine_digits_is_kept_and_told) {
  const auto read = read_bytes(
      R"({"ocid":"a","date":"2025-01-01","parties":[{"id":"1","name":"A","identifier":{"scheme":"GB-COH","id":"123456789"}},{"id":"2","name":"B","identifier":{"scheme":"GB-COH","id":"oc 301234"}}]})");
  ASSERT_EQ(read.releases.size(), 1U);
  EXPECT_EQ(read.releases[0].parties[0].identifiers.at(0).id, "123456789");
  EXPECT_EQ(read.releases[0].parties[1].identifiers.at(0).id, "OC301234");
  EXPECT_EQ(read.noted(), Words{"identifier_form"});
}

TEST(NoticeBad, Each_release_is_read_in_its_own_encoding) {
  const auto named = [](const std::string& ocid, const std::string& name) {
    return R"({"ocid":")" + ocid + R"(","date":"2025-01-01","parties":[{"id":"1","name":")" + name + "\"}]}\n";
  };
  const auto read = read_bytes(named("a", "Soci\xe9t\xe9 G\xe9n\xe9rale") + named("b", "Société") +
                               named("c", "\xba\xa3\xbf\xb5\xcd\xfe\xca\xd3") + named("d", "caf\xc3\xa9 d\xe9j\xe0"));
  ASSERT_EQ(read.releases.size(), 4U) << read.error;
  EXPECT_EQ(read.releases[0].parties[0].name, "Société Générale");
  EXPECT_EQ(read.releases[1].parties[0].name, "Société");
  EXPECT_EQ(read.releases[2].parties[0].name, "海康威视");
  EXPECT_EQ(read.releases[3].parties[0].name, "café déjà") << "both in one text";
  EXPECT_EQ(read.counts.notes.at("encoding"), 3U);
  EXPECT_EQ(read.notes[1].detail, "GBK");
  EXPECT_EQ(read.notes[1].place.row, 3U);
}

TEST(NoticeBad, Deep_nesting_and_giant_texts_do_no_harm) {
  std::string deep = R"({"ocid":"a","date":"2025-01-01","x":)" + std::string(100'000, '[') + std::string(100'000, ']') +
                     R"(,"tender":{"title":"t"}})";
  std::string giant = R"({"ocid":"b","date":"2025-01-01","tender":{"title":")" + std::string(3'000'000, 'x') + "\"}}";
  const auto read = read_bytes(deep + "\n" + giant + "\n" + good("c"));
  EXPECT_EQ(read.ocids().back(), "c");
  EXPECT_TRUE(read.has_note("text_cut"));
  for (const auto& one : read.releases) EXPECT_LE(one.title.size(), 64U * 1024);
}

TEST(NoticeBad, What_is_no_notice_is_an_error_that_says_so) {
  for (const std::string bytes : {"", "   ", "hello", "{}", "[]", "<html></html>", "a,b\n1,2\n"}) {
    const auto read = read_bytes(bytes);
    EXPECT_TRUE(!read.error.empty() || read.has_note("not_a_notice")) << bytes;
    EXPECT_TRUE(read.releases.empty());
  }
}

TEST(NoticeBad, Reading_stops_when_asked) {
  NoticeOptions options;
  int asked = 0;
  options.stop = [&] { return ++asked > 2; };
  const auto read = read_bytes(good("a") + "\n" + good("b") + "\n" + good("c") + "\n", options);
  EXPECT_EQ(read.releases.size(), 2U);
  EXPECT_TRUE(read.counts.stopped);
}

}  // namespace
}  // namespace lenscap::sources::notice_bad_test
