// How findings become answers, on findings made by hand.
#include <gtest/gtest.h>

#include <algorithm>

#include "assess/restriction.hpp"

namespace lenscap::assess::restriction_answer_test {
namespace {

using knowledge::Knowledge;
using knowledge::Rule;
using knowledge::Who;
using model::Confidence;
using model::Date;
using model::Finding;

constexpr Date today{2024, 6, 1};

Who make_who(const char* id, const char* jurisdiction, std::vector<std::string> within = {}) {
  Who who;
  who.id = who.title = id;
  who.jurisdiction = jurisdiction;
  who.within = std::move(within);
  return who;
}

Rule make_rule(const char* id, const char* jurisdiction) {
  Rule rule;
  rule.id = id;
  rule.title = std::string("The rule ") + id;
  rule.jurisdiction = jurisdiction;
  return rule;
}

Finding make_finding(const char* rule, const char* who, const char* act, const char* status = "forbids") {
  Finding finding;
  finding.key = "restriction";
  finding.value = rule;
  finding.confidence = Confidence::probable;
  finding.attributes = {{"who", who},       {"act", act},          {"status", status}, {"certainty", "verified"},
                        {"basis", "party"}, {"from", "2020-01-01"}};
  return finding;
}

Knowledge small_world() {
  Knowledge k;
  k.whos = {make_who("ministry", "UK"), make_who("council", "UK"), make_who("office", "UK", {"ministry"}),
            make_who("agency", "US")};
  k.rules = {make_rule("instruction", "UK"), make_rule("list", "US")};
  k.rules[0].not_bound = {"council"};
  return k;
}

std::vector<Answer> ask(const std::vector<Finding>& findings, std::vector<std::string> whos,
                        std::vector<std::string> acts, const Date& on = today, const Knowledge& k = small_world()) {
  std::vector<const Finding*> pointers;
  for (const Finding& finding : findings) pointers.push_back(&finding);
  return answer(pointers, k, {std::move(whos), std::move(acts), on});
}

TEST(Restriction_answer, Nothing_found_is_said_as_not_restricted) {
  const auto answers = ask({}, {"ministry"}, {"buy"});
  ASSERT_EQ(answers.size(), 1u);
  EXPECT_EQ(answers[0].status, Status::not_restricted);
  EXPECT_EQ(answers[0].rule, "");
  EXPECT_EQ(answers[0].who, "ministry");
}

TEST(Restriction_answer, First_and_last_day_are_within) {
  Finding finding = make_finding("instruction", "ministry", "install");
  finding.attributes["until"] = "2024-12-31";
  EXPECT_EQ(ask({finding}, {"ministry"}, {"install"}, {2019, 12, 31})[0].status, Status::restricted_from);
  EXPECT_EQ(ask({finding}, {"ministry"}, {"install"}, {2020, 1, 1})[0].status, Status::restricted);
  EXPECT_EQ(ask({finding}, {"ministry"}, {"install"}, {2024, 12, 31})[0].status, Status::restricted);
  EXPECT_EQ(ask({finding}, {"ministry"}, {"install"}, {2025, 1, 1})[0].status, Status::was_until);
}

TEST(Restriction_answer, Whoever_is_within_the_bound_is_bound) {
  const auto answers = ask({make_finding("instruction", "ministry", "install")}, {"office"}, {"install"});
  EXPECT_EQ(answers[0].status, Status::restricted);
}

TEST(Restriction_answer, Does_not_bind_is_said_first_and_only_where_nothing_restricts) {
  const std::vector<Finding> findings = {make_finding("list", "exporter", "supply", "lists"),
                                         make_finding("instruction", "ministry", "install")};
  const auto answers = ask(findings, {"council"}, {"install"});
  ASSERT_EQ(answers.size(), 2u);
  EXPECT_EQ(answers[0].status, Status::does_not_bind);
  EXPECT_EQ(answers[0].rule, "instruction");
  EXPECT_EQ(answers[1].status, Status::listed_not_forbidden);
  for (const Answer& a : ask(findings, {"ministry"}, {"install"})) EXPECT_NE(a.status, Status::does_not_bind);
}

TEST(Restriction_answer, A_rule_of_another_country_is_not_said_not_to_bind) {
  const auto answers = ask({make_finding("instruction", "ministry", "install")}, {"agency"}, {"install"});
  ASSERT_EQ(answers.size(), 1u);
  EXPECT_EQ(answers[0].status, Status::not_restricted);
}

TEST(Restriction_answer, A_rule_that_has_not_begun_does_not_yet_not_bind) {
  const auto answers =
      ask({make_finding("instruction", "ministry", "install")}, {"council"}, {"install"}, {2019, 1, 1});
  EXPECT_EQ(answers[0].status, Status::not_restricted);
}

TEST(Restriction_answer, One_rule_answers_once_with_what_holds_now) {
  Finding past = make_finding("instruction", "ministry", "install");
  past.attributes["until"] = "2021-12-31";
  Finding doubtful = make_finding("instruction", "ministry", "install", "forbids_if");
  doubtful.attributes["condition"] = "the site is sensitive";
  const auto answers = ask({past, doubtful}, {"ministry"}, {"install"});
  ASSERT_EQ(answers.size(), 1u);
  EXPECT_EQ(answers[0].status, Status::restricted_if);
  EXPECT_EQ(answers[0].condition, "the site is sensitive");
}

TEST(Restriction_answer, Not_known_whether_it_applies_is_never_plainly_restricted_nor_foretold) {
  Finding finding = make_finding("instruction", "ministry", "install");
  finding.attributes["certainty"] = "unknown";
  EXPECT_EQ(ask({finding}, {"ministry"}, {"install"})[0].status, Status::restricted_if);
  EXPECT_EQ(ask({finding}, {"ministry"}, {"install"}, {2019, 1, 1})[0].status, Status::not_restricted);
}

TEST(Restriction_answer, A_foreign_list_is_said_only_to_those_who_asked_by_name) {
  const std::vector<Finding> findings = {make_finding("list", "", "", "lists")};
  const auto listed = [](const std::vector<Answer>& answers, const char* who) {
    return std::any_of(answers.begin(), answers.end(),
                       [&](const Answer& a) { return a.who == who && a.status == Status::listed_not_forbidden; });
  };
  EXPECT_TRUE(listed(ask(findings, {"council"}, {"buy"}), "council"));
  EXPECT_FALSE(listed(ask(findings, {}, {"buy"}), "council"));
  EXPECT_TRUE(listed(ask(findings, {}, {"buy"}), "agency")) << "it is the list of its own country";
}

TEST(Restriction_answer, What_was_listed_once_comes_after_the_answer) {
  Finding past = make_finding("list", "", "", "lists");
  past.attributes["until"] = "2022-12-31";
  const auto answers = ask({past}, {"agency"}, {"buy"});
  ASSERT_EQ(answers.size(), 2u);
  EXPECT_EQ(answers[0].status, Status::not_restricted);
  EXPECT_EQ(answers[1].status, Status::was_until);
  EXPECT_EQ(answers[1].date, "2022-12-31");
  EXPECT_FALSE(answers[1].controls);
}

TEST(Restriction_answer, A_rule_that_has_left_the_knowledge_still_answers_from_its_finding) {
  const auto answers = ask({make_finding("gone", "ministry", "install")}, {"ministry"}, {"install"});
  ASSERT_EQ(answers.size(), 1u);
  EXPECT_EQ(answers[0].status, Status::restricted);
  EXPECT_EQ(answers[0].title, "gone");
}

TEST(Restriction_answer, Askers_within_each_other_end) {
  Knowledge k = small_world();
  k.whos[0].within = {"office"};
  EXPECT_EQ(ask({make_finding("instruction", "council", "install")}, {"office"}, {"install"}, today, k)[0].status,
            Status::does_not_bind);
}

TEST(Restriction_answer, Without_acts_buying_using_and_what_the_rule_names_are_answered) {
  std::vector<std::string> acts;
  for (const Answer& a : ask({make_finding("instruction", "ministry", "install")}, {"ministry"}, {}))
    if (a.status == Status::restricted || a.status == Status::not_restricted) acts.push_back(a.act);
  std::sort(acts.begin(), acts.end());
  EXPECT_EQ(acts, (std::vector<std::string>{"buy", "install", "use"}));
}

TEST(Restriction_answer, Worst_comes_first) {
  Finding later = make_finding("list", "agency", "buy");
  later.attributes["from"] = "2030-01-01";
  const auto answers = ask({later, make_finding("instruction", "agency", "buy")}, {"agency"}, {"buy"});
  ASSERT_EQ(answers.size(), 2u);
  EXPECT_EQ(answers[0].rule, "instruction");
  EXPECT_EQ(answers[1].status, Status::restricted_from);
  EXPECT_EQ(answers[1].date, "2030-01-01");
}

}  // namespace
}  // namespace lenscap::assess::restriction_answer_test
