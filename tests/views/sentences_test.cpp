#include "views/sentences.hpp"

#include <gtest/gtest.h>

#include "views/sample_case.hpp"

namespace lenscap::views::sentences_test {
namespace {

using test::Sample;

std::string sentence(std::string key, std::string value, test::Attributes attributes = {}) {
  model::Finding f;
  f.key = std::move(key);
  f.value = std::move(value);
  f.attributes = std::move(attributes);
  return finding_sentence(f, test::sample_knowledge());
}

std::string answer(assess::Status status) {
  Restriction r;
  r.answer.status = status;
  r.answer.rule = r.answer.title = "Rule 5";
  r.answer.citation = "s.5";
  r.answer.condition = "the site is sensitive";
  r.answer.date = "2027-01-01";
  r.answer.controls = true;
  r.whos = {"uk-council"};
  r.acts = {"buy"};
  return restriction_sentence(r, test::sample_knowledge(), {2026, 11, 24});
}

TEST(Sentences, A_label_that_differs_is_stated_as_a_fact) {
  EXPECT_EQ(sentence("label", "other", {{"maker", "hikvision"}, {"brand", "Acme"}}),
            "Sold as \"Acme\", built by Hikvision: label and maker differ.");
  EXPECT_EQ(sentence("label", "none", {{"maker", "dahua"}}),
            "Sold without a brand, built by Dahua: label and maker differ.");
  EXPECT_EQ(sentence("label", "own", {{"maker", "dahua"}}), "Sold under its maker's own name (Dahua).");
}

TEST(Sentences, An_unknown_says_why_and_what_would_help) {
  EXPECT_EQ(sentence("unknown", "maker", {{"why", "encrypted"}, {"help", "look_at_label"}}),
            "Its maker is not known: what it sent is encrypted. Look at the type label on the device.");
}

TEST(Sentences, Every_answer_reads_differently) {
  EXPECT_EQ(answer(assess::Status::restricted), "Restricted for UK council (buying) by Rule 5 (s.5).");
  EXPECT_EQ(answer(assess::Status::restricted_if),
            "Restricted for UK council (buying) by Rule 5 (s.5) only if: the site is sensitive.");
  EXPECT_EQ(answer(assess::Status::restricted_from),
            "Restricted for UK council (buying) from 2027-01-01 by Rule 5 (s.5).");
  EXPECT_EQ(answer(assess::Status::was_until),
            "Was restricted for UK council (buying) until 2027-01-01 by Rule 5 (s.5).");
  EXPECT_EQ(answer(assess::Status::listed_not_forbidden),
            "Rule 5 (s.5) reaches it, but does not forbid this to UK council (buying).");
  EXPECT_EQ(answer(assess::Status::does_not_bind), "Rule 5 (s.5) does not bind UK council (buying).");
  EXPECT_EQ(answer(assess::Status::not_restricted),
            "Not restricted for UK council (buying) by any rule known as of 2026-11-24.");
}

TEST(Sentences, Counts_agree_with_their_nouns) {
  Summary s;
  s.devices = 1;
  s.roles = {{"camera", 1}};
  EXPECT_EQ(count_sentence(s), "1 device: 1 camera.");
  s.devices = 12345;
  s.roles = {{"camera", 12000}, {"unknown", 345}};
  EXPECT_EQ(count_sentence(s), "12,345 devices: 12,000 cameras, 345 of unknown role.");
}

TEST(Sentences, One_other_host_is_it_and_several_are_them) {
  model::Case c;
  c.others["count"] = 1;
  EXPECT_EQ(others_sentence(c), "1 other host bears no mark of a camera or its maker: counted, nothing of it is kept.");
  c.others["count"] = 2;
  EXPECT_EQ(others_sentence(c),
            "2 other hosts bear no mark of a camera or its maker: counted, nothing of them is kept.");
  c.meta["kept_others"] = "yes";
  EXPECT_NE(others_sentence(c).find("what was seen of them is kept"), std::string::npos);
}

TEST(Sentences, Each_shorter_sentence_about_a_device_is_no_longer_than_the_one_before) {
  Sample s = test::sample_case();
  for (const Device& d : devices(s.view())) {
    std::vector<std::string> all = device_sentences(d, s.k);
    ASSERT_FALSE(all.empty());
    for (std::size_t i = 1; i < all.size(); ++i) EXPECT_LE(all[i].size(), all[i - 1].size()) << all[i];
  }
}

TEST(Sentences, Articles_fit_their_words) {
  EXPECT_EQ(sentence("role", "access_terminal"), "It is an access terminal.");
  EXPECT_EQ(sentence("role", "camera"), "It is a camera.");
  EXPECT_EQ(sentence("role", "not_a_camera"), "It is not a camera.");
}

}  // namespace
}  // namespace lenscap::views::sentences_test
