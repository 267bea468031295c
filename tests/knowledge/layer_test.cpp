// --knowledge DIR on top of what the program knows, and entries as a case keeps them.
#include <gtest/gtest.h>

#include "files.hpp"
#include "knowledge/matcher.hpp"

namespace lenscap::knowledge::layer_test {
namespace {

const std::string realm =
    "on = \"rtsp.realm\"\nmatch = '^Login to ([0-9A-Z]{15})$'\nserial = 1\n"
    "examples = [\"Login to 3A01234PAZ00001\"]";

TEST(KnowledgeLayer, An_entry_with_a_known_id_replaces_it_and_others_are_added) {
  const Knowledge base = loaded(maker("dahua", "country = \"CN\"") + maker("axis", "country = \"SE\""));
  const Folder folder;
  folder.write("mine.toml", maker("dahua", "country = \"ZZ\"") + maker("acme"));

  const auto k = load_directory(folder.path(), base);

  ASSERT_TRUE(k) << model::to_line(k.error());
  ASSERT_EQ(k->makers.size(), 3u);
  EXPECT_EQ(k->maker("dahua")->country, "ZZ");
  EXPECT_TRUE(k->maker("dahua")->file.ends_with("/mine.toml"));
  EXPECT_EQ(k->maker("axis")->country, "SE");
  EXPECT_NE(k->maker("acme"), nullptr);
}

TEST(KnowledgeLayer, A_new_maker_is_taught_by_TOML_alone) {
  auto base = load_builtin();
  ASSERT_TRUE(base) << model::to_line(base.error());
  const Folder folder;
  folder.write(
      "acme.toml",
      maker("acmecam", "own = [\"AcmeCam\"]") +
          signature("acme-realm",
                    "on = \"rtsp.realm\"\nmatch = '^AcmeCam$'\nmaker = \"acmecam\"\nexamples = [\"AcmeCam\"]"));

  const auto k = load_directory(folder.path(), *base);

  ASSERT_TRUE(k) << model::to_line(k.error());
  EXPECT_TRUE(Matcher(*base).match(model::kind("rtsp.realm"), "AcmeCam").empty());
  const auto matches = Matcher(*k).match(model::kind("rtsp.realm"), "AcmeCam");
  ASSERT_EQ(matches.size(), 1u);
  EXPECT_EQ(matches[0].claims.at(0).value, "acmecam");
  EXPECT_EQ(k->signatures.size(), base->signatures.size() + 1);
}

TEST(KnowledgeLayer, The_edition_is_the_newest_date_of_all_layers) {
  const Knowledge base = loaded(maker("a"));
  const Folder folder;
  folder.write("b.toml", "[[maker]]\nid = \"b\"\nname = \"B\"\nshort = \"B\"\nsource = \"s\"\ndate = 2027-01-02\n");
  const auto k = load_directory(folder.path(), base);
  ASSERT_TRUE(k);
  EXPECT_EQ(base.edition, "2026-06-29");
  EXPECT_EQ(k->edition, "2027-01-02");
}

TEST(KnowledgeText, Comments_order_and_spacing_do_not_change_an_entry) {
  const Knowledge a =
      loaded("[[maker]]\nid=\"m\"\nname=\"M\"\nshort=\"M\"\nown=[\"A\",\n  \"B\"]\nsource=\"s\"\ndate=2026-06-29\n");
  const Knowledge b = loaded(
      "# maker\n[[maker]]\ndate = 2026-06-29 # read\nsource = 's'\nown = ['A', 'B']\nshort = \"M\"\nname = \"M\"\nid = "
      "\"m\"\n");
  EXPECT_EQ(a.makers.at(0).text, b.makers.at(0).text);
}

TEST(KnowledgeText, An_edited_entry_has_another_digest) {
  const Knowledge a = loaded(maker("m", "country = \"CN\""));
  const Knowledge b = loaded(maker("m", "country = \"SE\""));
  const auto before = used_entry(a, "maker:m");
  const auto after = used_entry(b, "maker:m");
  ASSERT_TRUE(before && after);
  EXPECT_EQ(before->key, "maker:m");
  EXPECT_EQ(before->digest.size(), 64u);
  EXPECT_NE(before->digest, after->digest);
}

TEST(KnowledgeText, The_digest_is_SHA_256_of_the_text) {
  // printf '[[who]]\nid = "w"\ntitle = "t"\n' | sha256sum
  const Knowledge k = loaded("[[who]]\ntitle = 't'\nid = 'w'\n");
  const auto used = used_entry(k, "who:w");
  ASSERT_TRUE(used);
  EXPECT_EQ(used->text, "[[who]]\nid = \"w\"\ntitle = \"t\"\n");
  EXPECT_EQ(used->digest, "eea4b73ca7e24f00d35a5b300c2cc8a3b1b3b727e70263831f2e6bf219b03d6c");
}

TEST(KnowledgeText, An_entry_that_is_not_known_is_not_found) {
  const Knowledge k = loaded(maker("m"));
  EXPECT_FALSE(used_entry(k, "maker:x"));
  EXPECT_FALSE(used_entry(k, "brand:m"));
  EXPECT_FALSE(used_entry(k, "m"));
}

TEST(KnowledgeText, Every_string_survives_its_canonical_form) {
  const std::string awkward = "quote \\\" back \\\\ tab \\t line \\n bell \\u0007 del \\u007F 海康威视";
  const Knowledge k = loaded(maker("m", "own = [\"" + awkward + "\"]"));
  const auto again = load_texts({*used_entry(k, "maker:m")});
  ASSERT_TRUE(again) << model::to_line(again.error());
  EXPECT_EQ(again->makers.at(0).own, k.makers.at(0).own);
  EXPECT_EQ(again->makers.at(0).own.at(0), "quote \" back \\ tab \t line \n bell \a del \x7f 海康威视");
}

/// Keys of all entries of `k`, as findings name them.
std::vector<std::string> all_keys(const Knowledge& k) {
  std::vector<std::string> keys;
  for (const auto& e : k.signatures) keys.push_back("signature:" + e.id);
  for (const auto& e : k.makers) keys.push_back("maker:" + e.id);
  for (const auto& e : k.brands) keys.push_back("brand:" + e.id);
  for (const auto& e : k.components) keys.push_back("component:" + e.id);
  for (const auto& e : k.organisations) keys.push_back("organisation:" + e.id);
  for (const auto& e : k.lookalikes) keys.push_back("lookalike:" + e.id);
  for (const auto& e : k.name_words) keys.push_back("name_words:" + e.id);
  for (const auto& e : k.item_forms) keys.push_back("item_form:" + e.id);
  for (const auto& e : k.endpoints) keys.push_back("endpoint:" + e.id);
  for (const auto& e : k.networks) keys.push_back("network:" + e.id);
  for (const auto& e : k.rules) keys.push_back("rule:" + e.id);
  for (const auto& e : k.whos) keys.push_back("who:" + e.id);
  for (const auto& e : k.markers) keys.push_back("marker:" + e.id);
  for (const auto& e : k.grades) keys.push_back("grade:" + e.id);
  for (const auto& e : k.rates) keys.push_back("rate:" + e.id);
  for (const auto& e : k.thresholds) keys.push_back("threshold:" + e.id);
  return keys;
}

TEST(KnowledgeText, All_that_the_program_knows_comes_back_from_the_texts_of_a_case) {
  const auto k = load_builtin();
  ASSERT_TRUE(k) << model::to_line(k.error());
  std::vector<model::KnowledgeUsed> used;
  for (const std::string& key : all_keys(*k)) used.push_back(used_entry(*k, key).value());

  auto again = load_texts(used);

  ASSERT_TRUE(again) << model::to_line(again.error());
  Knowledge expected = *k;  // a case does not keep where a file lay
  const auto forget_places = [](auto& entries) {
    for (auto& e : entries) e.file.clear(), e.line = 0;
  };
  for (Knowledge* knowledge : {&expected, &*again}) {
    forget_places(knowledge->signatures);
    forget_places(knowledge->makers);
    forget_places(knowledge->brands);
    forget_places(knowledge->components);
    forget_places(knowledge->endpoints);
    forget_places(knowledge->networks);
    forget_places(knowledge->rules);
    forget_places(knowledge->whos);
    forget_places(knowledge->markers);
    forget_places(knowledge->grades);
    forget_places(knowledge->organisations);
    forget_places(knowledge->lookalikes);
    forget_places(knowledge->name_words);
    forget_places(knowledge->item_forms);
    forget_places(knowledge->rates);
    forget_places(knowledge->thresholds);
  }
  EXPECT_TRUE(expected == *again);
}

TEST(KnowledgeText, A_forged_text_is_an_error_that_names_the_entry) {
  const auto k = load_texts({{"maker:m", "", "[[maker]]\nid = \"m\"\n"}});
  ASSERT_FALSE(k);
  EXPECT_EQ(k.error().where, "knowledge entry maker:m, line 1");
}

}  // namespace
}  // namespace lenscap::knowledge::layer_test
