// check(): what is wrong with data that loads.
#include <gtest/gtest.h>

#include "files.hpp"

namespace lenscap::knowledge {
namespace {

std::string on_realm(const std::string& id, const std::string& lines) {
  return signature(id, "on = \"rtsp.realm\"\n" + lines);
}

/// The only problem of data that must have one.
model::Error problem(const std::string& toml) {
  const auto problems = check(loaded(toml));
  for (std::size_t i = 1; i < problems.size(); ++i) ADD_FAILURE() << "also: " << model::to_line(problems[i]);
  if (!problems.empty()) return problems[0];
  ADD_FAILURE() << "nothing is wrong";
  return {};
}

void expect_sound(const std::string& toml) {
  for (const model::Error& error : check(loaded(toml))) ADD_FAILURE() << model::to_line(error);
}

#define EXPECT_HAS(text, part) EXPECT_NE((text).find(part), std::string::npos) << (text)

TEST(KnowledgeCheck, An_example_that_its_pattern_does_not_match_is_told) {
  const auto error = problem(on_realm("s", "match = '^Login'\nrole = \"camera\"\nexamples = [\"Login\", \"login\"]"));
  EXPECT_HAS(error.what, "s: example 'login' does not meet 'match'");
  EXPECT_TRUE(error.where.ends_with("/one.toml, line 1")) << error.where;
}

TEST(KnowledgeCheck, An_example_that_except_takes_away_is_told) {
  const auto error = problem(on_realm("s", "match = 'IPC'\nexcept = '^IPC$'\nrole = \"camera\"\nexamples = [\"IPC\"]"));
  EXPECT_HAS(error.what, "example 'IPC' does not meet");
}

TEST(KnowledgeCheck, An_example_that_claims_nothing_is_told) {
  const auto error = problem(on_realm("s", "match = '^IPC(.*)$'\nmodel = 1\nexamples = [\"IPC\"]"));
  EXPECT_HAS(error.what, "example 'IPC' claims nothing");
}

TEST(KnowledgeCheck, A_counterexample_that_matches_is_told) {
  const auto error =
      problem(on_realm("s", "match = 'Login'\nrole = \"camera\"\nexamples = [\"Login\"]\nnot = [\"Login to router\"]"));
  EXPECT_HAS(error.what, "'Login to router' stands in 'not'");
}

const std::string two_makers = maker("dahua") + maker("uniview");
const std::string dahua =
    on_realm("dahua-realm", "match = '^Login to'\nmaker = \"dahua\"\nexamples = [\"Login to X\"]");

TEST(KnowledgeCheck, A_pattern_that_takes_another_makers_example_is_a_thief) {
  const auto error = problem(two_makers + dahua +
                             on_realm("uniview-realm", "match = 'Log'\nmaker = \"uniview\"\nexamples = [\"Log\"]"));
  EXPECT_HAS(error.what, "dahua-realm: example 'Login to X' is also uniview by signature uniview-realm");
}

TEST(KnowledgeCheck, A_pattern_that_takes_another_brands_example_is_a_thief) {
  const std::string lorex = on_realm("lorex", "match = '^Lorex NVR'\nbrand = \"Lorex\"\nexamples = [\"Lorex NVR\"]");
  const auto error = problem(lorex + on_realm("other", "match = 'NVR'\nbrand = \"Swann\"\nexamples = [\"NVR\"]"));
  EXPECT_HAS(error.what, "lorex: example 'Lorex NVR' is also Swann by signature other");
}

TEST(KnowledgeCheck, The_same_text_on_another_kind_is_no_theft) {
  expect_sound(
      two_makers + dahua +
      signature("uniview-http", "on = \"http.realm\"\nmatch = 'Log'\nmaker = \"uniview\"\nexamples = [\"Log\"]"));
}

TEST(KnowledgeCheck, Two_signatures_of_one_maker_may_share_a_text) {
  expect_sound(two_makers + dahua + on_realm("dahua-2", "match = 'Login'\nmaker = \"dahua\"\nexamples = [\"Login\"]"));
}

TEST(KnowledgeCheck, An_overlap_is_allowed_when_it_is_possible_at_most_and_says_so) {
  const std::string hint = "match = 'Log'\nmaker = \"uniview\"\n";
  expect_sound(two_makers + dahua +
               on_realm("hint", hint + "limit = \"possible\"\nexamples = [\"Log\", \"Login to X\"]"));
  EXPECT_HAS(problem(two_makers + dahua + on_realm("hint", hint + "limit = \"possible\"\nexamples = [\"Log\"]")).what,
             "is also uniview");
}

TEST(KnowledgeCheck, Names_that_nobody_has_are_told) {
  EXPECT_HAS(problem(dahua).what, "there is no maker 'dahua'");
  EXPECT_HAS(problem(maker("m", "owners = [{ owner = \"ghost\" }]")).what, "there is no maker 'ghost'");
  EXPECT_HAS(problem(entry("endpoint", "e",
                           "suffix = \"a.example\"\nmaker = \"ghost\"\npurpose = \"p2p\"\nexamples = [\"a.example\"]"))
                 .what,
             "there is no maker 'ghost'");
  EXPECT_HAS(problem(on_realm("s", "match = 'x'\ncomponent = \"ghost\"\nexamples = [\"x\"]")).what,
             "no component or maker 'ghost'");
  EXPECT_HAS(problem("[[who]]\nid = \"w\"\ntitle = \"t\"\nwithin = [\"ghost\"]\n").what, "nobody asks as 'ghost'");
}

std::string rule(const std::string& lines, const std::string& party) {
  return entry("rule", "r",
               "title = \"T\"\ncitation = \"C\"\njurisdiction = \"UK\"\nnature = \"law\"\nacts = [\"buy\"]\n" + lines) +
         "[[rule.party]]\nas_written = \"A\"\n" + party + "\n";
}

TEST(KnowledgeCheck, A_rule_names_makers_rules_and_whos_that_exist) {
  EXPECT_HAS(problem(rule("", "maker = \"ghost\"")).what, "r: there is no maker 'ghost'");
  EXPECT_HAS(problem(rule("", "parties_of = \"ghost\"")).what, "there is no rule 'ghost'");
  EXPECT_HAS(problem(rule("binds = [\"ghost\"]", "")).what, "nobody asks as 'ghost'");
  EXPECT_HAS(problem(rule("not_bound = [\"ghost\"]", "")).what, "nobody asks as 'ghost'");
}

TEST(KnowledgeCheck, A_period_that_ends_before_it_begins_is_told) {
  EXPECT_HAS(problem(rule("from = 2026-01-02\nuntil = 2026-01-01", "")).what, "the rule ends on 2026-01-01");
  EXPECT_HAS(problem(rule("", "from = 2026-01-02\nuntil = 2026-01-01")).what, "party 'A' ends on 2026-01-01");
}

TEST(KnowledgeCheck, A_maker_that_does_not_build_is_never_claimed_as_maker) {
  const auto error =
      problem(maker("dlink", "builds = false") + on_realm("s", "match = 'x'\nmaker = \"dlink\"\nexamples = [\"x\"]"));
  EXPECT_HAS(error.what, "'dlink' does not build devices");
}

TEST(KnowledgeCheck, A_label_or_an_organisation_of_two_makers_is_told) {
  EXPECT_HAS(problem(maker("a", "own = [\"Imou\"]") + maker("b", "house = [\"IMOU\"]")).what,
             "b: label 'imou' also belongs to a");
  EXPECT_HAS(problem(maker("a", "organisations = [\"X Ltd\"]") + maker("b", "organisations = [\"X Ltd\"]")).what,
             "b: organisation 'X Ltd' also belongs to a");
  EXPECT_HAS(
      problem(entry("brand", "a", "name = \"Lorex\"") + entry("brand", "b", "name = \"B\"\nforms = [\"LOREX\"]")).what,
      "b: label 'lorex' also belongs to a");
}

TEST(KnowledgeCheck, A_brand_entry_may_repeat_one_makers_label) {
  expect_sound(maker("hikvision", "house = [\"EZVIZ\"]") + entry("brand", "ezviz", "name = \"EZVIZ\""));
}

TEST(KnowledgeCheck, An_endpoints_examples_end_in_its_suffix_and_in_no_longer_one) {
  const auto endpoint = [](const std::string& id, const std::string& lines) {
    return entry("endpoint", id, "purpose = \"p2p\"\n" + lines);
  };
  const std::string narrow = endpoint("narrow", "suffix = \"time.ys7.com\"\nexamples = [\"time.ys7.com\"]");
  EXPECT_HAS(problem(endpoint("e", "suffix = \"ys7.com\"\nexamples = [\"ys7.com.example.org\"]")).what,
             "does not end in the suffix");
  EXPECT_HAS(problem(narrow + endpoint("e", "suffix = \"ys7.com\"\nexamples = [\"time.ys7.com\"]")).what,
             "belongs to narrow");
  EXPECT_HAS(problem(endpoint("e", "suffix = \"ys7.com\"\nexamples = [\"ys7.com\"]\nnot = [\"a.ys7.com\"]")).what,
             "ends in the suffix");
}

TEST(KnowledgeCheck, A_suffix_of_two_endpoints_is_told) {
  const std::string lines = "suffix = \"ys7.com\"\npurpose = \"p2p\"\nexamples = [\"ys7.com\"]";
  const auto problems = check(loaded(entry("endpoint", "a", lines) + entry("endpoint", "b", lines)));
  ASSERT_FALSE(problems.empty());
  EXPECT_HAS(problems[0].what, "b: suffix 'ys7.com' also belongs to a");
}

TEST(KnowledgeCheck, An_id_that_stands_twice_in_hand_made_knowledge_is_told) {
  Knowledge k = loaded(maker("a"));
  k.makers.push_back(k.makers[0]);
  const auto problems = check(k);
  ASSERT_FALSE(problems.empty());
  EXPECT_HAS(problems[0].what, "a: the id stands twice");
}

}  // namespace
}  // namespace lenscap::knowledge
