// check(): what is wrong with data that loads.
#include <gtest/gtest.h>

#include "files.hpp"

namespace lenscap::knowledge::check_test {
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

std::vector<model::Error> problems_of(const std::string& toml) {
  auto problems = check(loaded(toml));
  if (problems.empty()) ADD_FAILURE() << "nothing is wrong";
  if (problems.empty()) problems.push_back({});
  return problems;
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
  EXPECT_HAS(error.what, "dahua-realm: example 'Login to X' is also uniview by uniview-realm");
}

TEST(KnowledgeCheck, A_pattern_that_takes_another_brands_example_is_a_thief) {
  const std::string lorex = on_realm("lorex", "match = '^Lorex NVR'\nbrand = \"Lorex\"\nexamples = [\"Lorex NVR\"]");
  const auto error = problem(lorex + on_realm("other", "match = 'NVR'\nbrand = \"Swann\"\nexamples = [\"NVR\"]"));
  EXPECT_HAS(error.what, "lorex: example 'Lorex NVR' is also Swann by other");
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

std::string realm_label(const std::string& id, const std::string& brand, const std::string& match) {
  return on_realm(id, "match = '" + match + "'\nbrand = " + brand + "\nexamples = [\"Login to X\"]");
}

TEST(KnowledgeCheck, A_makers_text_that_another_entry_labels_with_another_makers_name_is_stolen) {
  const std::string named = maker("dahua") + maker("uniview", "own = [\"UNV\"]\nhouse = [\"Uniarch\"]");
  EXPECT_HAS(problems_of(named + dahua + realm_label("label", "\"UNV\"", "Log"))[0].what, "is also UNV by label");
  EXPECT_HAS(problems_of(named + dahua + realm_label("label", "\"Uniarch\"", "Log"))[0].what,
             "is also Uniarch by label");
}

TEST(KnowledgeCheck, A_makers_text_under_a_label_that_no_maker_bears_is_what_relabelling_looks_like) {
  const std::string named = maker("dahua", "own = [\"Dahua\"]") + entry("brand", "lorex", "name = \"Lorex\"");
  expect_sound(named + dahua + realm_label("label", "\"Lorex\"", "Log"));
  expect_sound(named + dahua + realm_label("own", "\"Dahua\"", "Log"));
}

TEST(KnowledgeCheck, A_captured_label_counts_when_somebody_known_bears_it) {
  const std::string brands = entry("brand", "lorex", "name = \"Lorex\"") + entry("brand", "swann", "name = \"Swann\"");
  const std::string capture = on_realm("capture", "match = '^(\\w+)$'\nbrand = 1\nexamples = [\"Lorex\"]");
  EXPECT_HAS(
      problems_of(brands + capture + on_realm("s", "match = 'Lor'\nbrand = \"Swann\"\nexamples = [\"Lor\"]"))[0].what,
      "capture: example 'Lorex' is also Swann by s");
  expect_sound(brands + capture + on_realm("s", "match = 'Lor'\nbrand = \"LOREX\"\nexamples = [\"Lor\"]"));
}

std::string host(const std::string& lines) {
  return entry("endpoint", "e",
               "suffix = \"p2p.example\"\npurpose = \"p2p\"\nexamples = [\"a.p2p.example\"]\n" + lines);
}

TEST(KnowledgeCheck, An_endpoints_host_that_a_signature_gives_to_another_maker_is_stolen_from_either_side) {
  const std::string by_name =
      signature("q", "on = \"dns.query\"\nmatch = 'p2p'\nmaker = \"uniview\"\nexamples = [\"b.p2p.example\"]");
  const auto problems = problems_of(two_makers + host("maker = \"dahua\"") + by_name);
  ASSERT_EQ(problems.size(), 2u);
  EXPECT_HAS(problems[0].what, "q: example 'b.p2p.example' is also dahua by e");
  EXPECT_HAS(problems[1].what, "e: example 'a.p2p.example' is also uniview by q");
  expect_sound(two_makers + host("maker = \"uniview\"") + by_name);
}

TEST(KnowledgeCheck, A_source_that_nobody_can_open_is_told) {
  const auto wrong = [](const std::string& source) {
    Knowledge k = loaded(maker("a"));
    k.makers[0].source = source;
    const auto problems = check(k);
    return problems.empty() ? std::string() : problems[0].what;
  };
  EXPECT_HAS(wrong("general knowledge"), "cannot be opened");
  EXPECT_HAS(wrong("a forum"), "cannot be opened");
  EXPECT_HAS(wrong("facts/identification.md section 2"), "is a fact sheet");
  EXPECT_HAS(wrong("rapid7/recog@b82197df4c56:xml/x509_subjects.xml; index 34128402832"), "is a fact sheet");
  EXPECT_EQ(wrong("rapid7/recog@b82197df4c56:xml/x509_subjects.xml"), "");
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
}  // namespace lenscap::knowledge::check_test
