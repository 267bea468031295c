// Questions that people ask, with the answers that the texts of the rules give, worked out by hand. data/ is the real
// one.
#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>

#include "assess/restriction.hpp"

namespace lenscap::assess::restriction_questions_test {

/// What is asked about: who built it, whose label it bears; either may be unknown.
struct Question {
  const char* sentence;
  const char *who, *act, *maker, *brand, *on;
  const char* rule;  ///< whose answer is expected; "" for none
  Status status;
  const char* date;  ///< of restricted_from and was_until
  Status first;      ///< what is said first about this act
};

void PrintTo(const Question& q, std::ostream* out) { *out << q.sentence; }

namespace {

using enum Status;
using model::Confidence;

const knowledge::Knowledge& real_data() {
  static const knowledge::Knowledge data = [] {
    auto loaded = knowledge::load_directory(LENSCAP_ROOT "/data");
    if (!loaded) ADD_FAILURE() << model::to_line(loaded.error());
    return loaded ? std::move(*loaded) : knowledge::Knowledge{};
  }();
  return data;
}

std::vector<Answer> ask(const char* who, const char* act, const char* maker, const char* brand, const char* on) {
  const Party party{maker, *maker ? Confidence::confirmed : Confidence::unknown, brand,
                    *brand ? Confidence::probable : Confidence::unknown};
  const std::vector<model::Finding> findings = derive_restrictions(party, real_data());
  std::vector<const model::Finding*> pointers;
  for (const model::Finding& finding : findings) pointers.push_back(&finding);
  return answer(pointers, real_data(), {{who}, {act}, model::parse_date(on).value()});
}

const Answer* of_rule(const std::vector<Answer>& answers, std::string_view rule) {
  const auto found = std::find_if(answers.begin(), answers.end(), [&](const Answer& a) { return a.rule == rule; });
  return found == answers.end() ? nullptr : &*found;
}

class Restriction_question : public ::testing::TestWithParam<Question> {};

TEST_P(Restriction_question, Is_answered_as_the_rule_says) {
  const Question& q = GetParam();
  const std::vector<Answer> answers = ask(q.who, q.act, q.maker, q.brand, q.on);
  ASSERT_FALSE(answers.empty());
  EXPECT_EQ(to_string(answers.front().status), to_string(q.first));
  const Answer* found = of_rule(answers, q.rule);
  ASSERT_NE(found, nullptr) << "nothing said of rule '" << q.rule << "'";
  EXPECT_EQ(to_string(found->status), to_string(q.status));
  if (*q.date) {
    EXPECT_EQ(found->date, q.date);
  }
  EXPECT_EQ(found->citation.empty(), q.status == not_restricted);
}

// clang-format off
const Question questions[] = {
  {"Hikvision for an agency the day before section 889 began", "us-federal", "buy", "hikvision", "", "2019-08-12", "us-889-a1a", restricted_from, "2019-08-13", restricted_from},
  {"Hikvision for an agency on the day section 889 began", "us-federal", "buy", "hikvision", "", "2019-08-13", "us-889-a1a", restricted_if, "", restricted_if},
  {"A Huawei camera for an agency: telecommunications equipment?", "us-federal", "buy", "huawei", "", "2024-06-01", "us-889-a1a", restricted_if, "", restricted_if},
  {"An agency goes on using Dahua: the clause is about buying", "us-federal", "use", "dahua", "", "2024-06-01", "us-889-a1a", listed_not_forbidden, "", does_not_bind},
  {"The Department of Defense is an agency too", "us-dod", "buy", "dahua", "", "2024-06-01", "us-889-a1a", restricted_if, "", restricted_if},
  {"A contractor uses Hikvision the day before (a)(1)(B)", "us-federal-contractor", "use", "hikvision", "", "2020-08-12", "us-889-a1b", restricted_from, "2020-08-13", restricted_from},
  {"A contractor uses Dahua on the day of (a)(1)(B)", "us-federal-contractor", "use", "dahua", "", "2020-08-13", "us-889-a1b", restricted_if, "", restricted_if},
  {"Grant money buys Hikvision", "us-grantee", "buy", "hikvision", "", "2021-01-01", "us-889-b", restricted_if, "", restricted_if},
  {"A grantee uses Hikvision: (b) is about spending", "us-grantee", "use", "hikvision", "", "2021-01-01", "us-889-b", listed_not_forbidden, "", does_not_bind},
  {"The use clause does not bind a grantee", "us-grantee", "use", "hikvision", "", "2021-01-01", "us-889-a1b", does_not_bind, "", does_not_bind},
  {"A county with its own money is not bound", "us-state-local", "buy", "hikvision", "", "2024-06-01", "us-889-a1a", does_not_bind, "", does_not_bind},
  {"A shop keeper is not bound", "anyone", "buy", "hikvision", "", "2024-06-01", "us-889-a1a", does_not_bind, "", does_not_bind},
  {"Axis for an agency", "us-federal", "buy", "axis", "", "2024-06-01", "", not_restricted, "", not_restricted},
  {"A Lorex recorder bought while Dahua owned Lorex", "us-federal", "buy", "", "Lorex", "2021-03-01", "us-889-a1a", restricted_if, "", restricted_if},
  {"A Lorex recorder bought before Dahua owned Lorex is no matter of affiliates", "us-federal", "buy", "", "Lorex", "2017-03-01", "us-889-a1a", restricted_from, "2019-08-13", restricted_from},
  {"A Lorex recorder bought after the sale", "us-federal", "buy", "", "Lorex", "2024-06-01", "us-889-a1a", was_until, "2022-11-23", was_until},
  {"A Lorex recorder bought after the sale but built by Dahua", "us-federal", "buy", "dahua", "Lorex", "2024-06-01", "us-889-a1a", restricted_if, "", restricted_if},
  {"A contractor still uses a Lorex recorder: when was it made?", "us-federal-contractor", "use", "", "Lorex", "2024-06-01", "us-889-a1b", restricted_if, "", restricted_if},
  {"An Imou camera bought in 2024", "us-federal", "buy", "", "Imou", "2024-06-01", "us-889-a1a", restricted_if, "", restricted_if},
  {"An Imou camera bought after the sale of Imou", "us-federal", "buy", "", "Imou", "2025-06-01", "us-889-a1a", was_until, "2025-03-03", was_until},
  {"EZVIZ is Hikvision's second name", "us-federal", "buy", "", "EZVIZ", "2024-06-01", "us-889-a1a", restricted_if, "", restricted_if},
  {"HiLook bought with a grant", "us-grantee", "buy", "", "HiLook", "2024-06-01", "us-889-b", restricted_if, "", restricted_if},

  {"Supplying Hikvision the day before its entry", "exporter", "supply", "hikvision", "", "2019-10-08", "us-bis-el", restricted_from, "2019-10-09", restricted_from},
  {"Supplying Dahua on the day of its entry", "exporter", "supply", "dahua", "", "2019-10-09", "us-bis-el", restricted_if, "", restricted_if},
  {"Buying from a party of the Entity List", "anyone", "buy", "tiandy", "", "2024-06-01", "us-bis-el", listed_not_forbidden, "", listed_not_forbidden},
  {"A hospital uses Dahua: the Entity List does not forbid it", "uk-nhs", "use", "dahua", "", "2024-06-01", "us-bis-el", listed_not_forbidden, "", does_not_bind},
  {"Supplying Tiandy the day before its entry", "exporter", "supply", "tiandy", "", "2022-12-15", "us-bis-el", restricted_from, "2022-12-16", restricted_from},
  {"Supplying Uniview half a year before its entry", "exporter", "supply", "uniview", "", "2024-06-01", "us-bis-el", restricted_from, "2024-12-11", restricted_from},
  {"Supplying what a listed party owns, before the affiliates rule", "exporter", "supply", "hikrobot", "", "2025-09-28", "us-bis-affiliates", restricted_from, "2025-09-29", restricted_from},
  {"Supplying what a listed party owns, under the affiliates rule", "exporter", "supply", "hikrobot", "", "2025-10-15", "us-bis-affiliates", restricted_if, "", restricted_if},
  {"Supplying what a listed party owns, while the affiliates rule was suspended", "exporter", "supply", "hikrobot", "", "2026-03-01", "us-bis-affiliates", was_until, "2025-11-09", was_until},
  {"Supplying what a listed party owns, after the suspension: not known", "exporter", "supply", "hikrobot", "", "2026-11-15", "us-bis-affiliates", restricted_if, "", restricted_if},

  {"Megvii on 1260H in June 2024", "us-dod", "buy", "megvii", "", "2024-06-30", "us-dod-1260h", listed_not_forbidden, "", listed_not_forbidden},
  {"Megvii off 1260H in February 2025", "us-dod", "buy", "megvii", "", "2025-02-01", "us-dod-1260h", was_until, "2025-01-06", listed_not_forbidden},
  {"Dahua on 1260H forbids a council nothing", "uk-council", "buy", "dahua", "", "2023-01-01", "us-dod-1260h", listed_not_forbidden, "", does_not_bind},
  {"The Department contracts with Hikvision under section 805", "us-dod", "contract", "hikvision", "", "2026-11-23", "us-dod-805-entities", restricted_if, "", restricted_if},
  {"The Department buys goods of Hikvision: section 805 comes in 2027", "us-dod", "buy", "hikvision", "", "2026-11-23", "us-dod-805-goods", restricted_from, "2027-06-30", restricted_if},
  {"Shares of Hikvision the day before the purchase ban", "us-investor", "invest", "hikvision", "", "2021-08-01", "us-ns-cmic", restricted_from, "2021-08-02", restricted_from},
  {"Shares of Hikvision from the purchase ban", "us-investor", "invest", "hikvision", "", "2021-08-02", "us-ns-cmic", restricted, "", restricted},
  {"Cameras of Hikvision are no securities", "us-investor", "buy", "hikvision", "", "2024-06-01", "us-ns-cmic", listed_not_forbidden, "", does_not_bind},
  {"Shares of Dahua are on no list", "us-investor", "invest", "dahua", "", "2024-06-01", "", not_restricted, "", listed_not_forbidden},

  {"Importing Hikvision the day before the authorisation ban", "us-importer", "import", "hikvision", "", "2023-02-05", "us-fcc-auth", restricted_from, "2023-02-06", restricted_from},
  {"Importing Hikvision from the authorisation ban: authorised before?", "us-importer", "import", "hikvision", "", "2023-02-06", "us-fcc-auth", restricted_if, "", restricted_if},
  {"An agency that imports is an importer", "us-federal", "import", "dahua", "", "2024-06-01", "us-fcc-auth", restricted_if, "", restricted_if},
  {"Earlier authorisations under the second order", "us-importer", "market", "dahua", "", "2025-12-26", "us-fcc-prior", restricted_if, "", restricted_if},
  {"The Covered List forbids no use", "us-state-local", "use", "dahua", "", "2024-06-01", "us-fcc-covered", listed_not_forbidden, "", does_not_bind},

  {"A department the day before the statement of 2022", "uk-government", "install", "hikvision", "", "2022-11-23", "uk-sensitive-2022", restricted_from, "2022-11-24", restricted_from},
  {"A department installs any Chinese maker's camera", "uk-government", "install", "xiongmai", "", "2023-01-01", "uk-sensitive-2022", restricted_if, "", restricted_if},
  {"A department installs Axis", "uk-government", "install", "axis", "", "2024-06-01", "", not_restricted, "", not_restricted},
  {"The statement does not speak of buying", "uk-government", "buy", "uniview", "", "2024-06-01", "uk-sensitive-2022", listed_not_forbidden, "", listed_not_forbidden},
  {"The statement does not bind a council", "uk-council", "install", "hikvision", "", "2024-06-01", "uk-sensitive-2022", does_not_bind, "", does_not_bind},
  {"The statement does not bind the police", "uk-police", "use", "dahua", "", "2024-06-01", "uk-sensitive-2022", does_not_bind, "", does_not_bind},
  {"The statement does not bind an NHS trust", "uk-nhs", "buy", "hikvision", "", "2024-06-01", "uk-sensitive-2022", does_not_bind, "", does_not_bind},
  {"The statement does not bind a university", "uk-university", "install", "dahua", "", "2024-06-01", "uk-sensitive-2022", does_not_bind, "", does_not_bind},

  {"Canada's departments the day before", "ca-government", "buy", "hikvision", "", "2025-06-26", "ca-gov-2025", restricted_from, "2025-06-27", restricted_from},
  {"Canada's departments use Hikvision", "ca-government", "use", "hikvision", "", "2025-06-27", "ca-gov-2025", restricted, "", restricted},
  {"Canada's rule names Hikvision alone", "ca-government", "buy", "uniview", "", "2025-07-01", "", not_restricted, "", listed_not_forbidden},
  {"Canada's rule does not bind a municipality", "ca-municipality", "buy", "hikvision", "", "2025-07-01", "ca-gov-2025", does_not_bind, "", does_not_bind},
  {"The order against Hikvision Canada forbids no purchase", "ca-municipality", "buy", "hikvision", "", "2025-07-01", "ca-hikvision-2025", listed_not_forbidden, "", does_not_bind},
  {"A Quebec public body installs Dahua: acquired when?", "ca-quebec-public", "install", "dahua", "", "2024-01-10", "ca-quebec-2023", restricted_if, "", restricted_if},
  {"Quebec's order does not bind a municipality", "ca-municipality", "install", "dahua", "", "2024-01-10", "ca-quebec-2023", does_not_bind, "", does_not_bind},
  {"Australian Defence keeps Dahua", "au-defence", "use", "dahua", "", "2023-02-15", "au-defence-2023", restricted, "", restricted},
  {"Other Australian bodies are not bound", "au-government", "use", "dahua", "", "2023-02-15", "au-defence-2023", does_not_bind, "", does_not_bind},
  {"Any camera sold in India the day before the test", "in-importer", "sell", "axis", "", "2025-04-08", "in-cctv-er", restricted_from, "2025-04-09", restricted_from},
  {"Any camera sold in India: tested?", "in-importer", "sell", "axis", "", "2025-04-09", "in-cctv-er", restricted_if, "", restricted_if},
  {"Any camera bought by government in India: certified?", "in-government", "buy", "", "", "2024-06-06", "in-ppo-cctv", restricted_if, "", restricted_if},
  {"Taiwan's agencies use any mainland maker", "tw-government", "use", "uniview", "", "2022-01-01", "tw-prc-ict", restricted, "", restricted},
  {"Taiwan's agencies use a Taiwanese maker", "tw-government", "use", "vivotek", "", "2022-01-01", "", not_restricted, "", not_restricted},
};
// clang-format on

std::string name_of(const ::testing::TestParamInfo<Question>& info) {
  std::string name = info.param.sentence;
  for (char& c : name)
    if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9')) c = '_';
  return name;
}

INSTANTIATE_TEST_SUITE_P(Asked, Restriction_question, ::testing::ValuesIn(questions), name_of);

TEST(Restriction_answers, After_the_suspension_the_affiliates_rule_is_neither_in_force_nor_suspended) {
  const std::vector<Answer> answers = ask("exporter", "supply", "hikrobot", "", "2026-11-15");
  const Answer* affiliates = of_rule(answers, "us-bis-affiliates");
  ASSERT_NE(affiliates, nullptr);
  EXPECT_EQ(affiliates->certainty, "unknown");
  EXPECT_NE(affiliates->condition.find("not known here"), std::string::npos) << affiliates->condition;
}

TEST(Restriction_answers, Dahua_is_not_on_1260H_the_day_before_the_edition_that_first_prints_it) {
  EXPECT_EQ(of_rule(ask("us-dod", "buy", "dahua", "", "2022-10-04"), "us-dod-1260h"), nullptr);
  EXPECT_NE(of_rule(ask("us-dod", "buy", "dahua", "", "2022-10-05"), "us-dod-1260h"), nullptr);
}

TEST(Restriction_answers, The_three_clauses_of_section_889_are_three_findings) {
  const auto findings = derive_restrictions({"hikvision", Confidence::probable, "", Confidence::unknown}, real_data());
  for (const char* rule : {"us-889-a1a", "us-889-a1b", "us-889-b"})
    EXPECT_EQ(std::count_if(findings.begin(), findings.end(), [&](const auto& f) { return f.value == rule; }), 1)
        << rule;
}

TEST(Restriction_answers, Built_by_Dahua_and_sold_by_its_affiliate_are_told_apart) {
  const auto findings =
      derive_restrictions({"dahua", Confidence::confirmed, "Lorex", Confidence::probable}, real_data());
  std::vector<std::string> reasons;
  for (const model::Finding& finding : findings)
    if (finding.value == "us-889-a1a")
      reasons.push_back(finding.attributes.at("basis") + "/" + finding.attributes.at("by") + "/" +
                        std::string(to_string(finding.confidence)));
  EXPECT_EQ(reasons, (std::vector<std::string>{"party/maker/confirmed", "affiliate/brand/probable"}));
}

TEST(Restriction_answers, Without_a_name_every_asker_is_answered_apart) {
  const auto findings = derive_restrictions({"hikvision", Confidence::confirmed, "", Confidence::unknown}, real_data());
  std::vector<const model::Finding*> pointers;
  for (const model::Finding& finding : findings) pointers.push_back(&finding);
  const std::vector<Answer> answers = answer(pointers, real_data(), {{}, {}, model::Date{2026, 11, 23}});
  for (const knowledge::Who& who : real_data().whos)
    EXPECT_TRUE(std::any_of(answers.begin(), answers.end(), [&](const Answer& a) { return a.who == who.id; }))
        << who.id;
}

}  // namespace
}  // namespace lenscap::assess::restriction_questions_test
