#include <gtest/gtest.h>

#include "files.hpp"

namespace lenscap::knowledge::load_test {
namespace {

const std::string realm_lines = R"(on = "rtsp.realm"
match = '^Login to ([0-9A-Z]{15})$'
maker = "dahua"
serial = 1
examples = ["Login to 3A01234PAZ00001"])";

TEST(KnowledgeLoad, A_signature_is_read_with_all_its_keys) {
  const Knowledge k = loaded(signature("rtsp-realm-loginto", realm_lines + R"(
except = "router"
class = "serial"
limit = "possible"
not = ["Login to router"])"));

  ASSERT_EQ(k.signatures.size(), 1u);
  const Signature& s = k.signatures[0];
  EXPECT_EQ(s.id, "rtsp-realm-loginto");
  EXPECT_EQ(s.on, model::kind("rtsp.realm"));
  EXPECT_EQ(s.match, "^Login to ([0-9A-Z]{15})$");
  EXPECT_EQ(s.except, "router");
  EXPECT_EQ(s.claims, (std::vector<ClaimValue>{{ClaimKind::maker, "dahua", 0}, {ClaimKind::serial, "", 1}}));
  EXPECT_EQ(s.evidence, model::EvidenceClass::serial);
  EXPECT_EQ(s.limit, model::Confidence::possible);
  EXPECT_EQ(s.source, "https://example.org/manual");
  EXPECT_EQ(s.date, (model::Date{2026, 6, 29}));
  EXPECT_EQ(s.examples, std::vector<std::string>{"Login to 3A01234PAZ00001"});
  EXPECT_EQ(s.not_examples, std::vector<std::string>{"Login to router"});
  EXPECT_EQ(k.edition, "2026-06-29");
}

TEST(KnowledgeLoad, A_signature_has_the_class_of_its_kind_and_no_limit_unless_it_says_so) {
  const Knowledge k = loaded(signature("a", realm_lines));
  ASSERT_EQ(k.signatures.size(), 1u);
  EXPECT_EQ(k.signatures[0].evidence, model::EvidenceClass::banner);
  EXPECT_EQ(k.signatures[0].limit, model::Confidence::confirmed);
}

TEST(KnowledgeLoad, A_rule_keeps_its_parties_and_their_periods) {
  const Knowledge k = loaded(R"(
[[rule]]
id = "us-889"
title = "Section 889"
citation = "Pub. L. 115-232"
jurisdiction = "US"
nature = "law"
binds = ["us-federal"]
acts = ["buy"]
affiliates = "majority_owned"
from = 2019-08-13
source = "https://www.congress.gov/"
date = 2026-06-29
[[rule.party]]
as_written = "Dahua Technology Company"
maker = "dahua"
until = 2030-01-01
[[rule.party]]
as_written = "what they own"
parties_of = "us-list"
owned_only = true

[[who]]
id = "us-federal"
title = "A federal agency"
)");

  ASSERT_EQ(k.rules.size(), 1u);
  const Rule& rule = k.rules[0];
  EXPECT_EQ(rule.affiliates, Affiliates::majority_owned);
  EXPECT_EQ(rule.from, (model::Date{2019, 8, 13}));
  EXPECT_FALSE(rule.until.has_value());
  EXPECT_TRUE(rule.forbids);
  EXPECT_EQ(rule.certainty, "verified");
  ASSERT_EQ(rule.parties.size(), 2u);
  EXPECT_EQ(rule.parties[0].as_written, "Dahua Technology Company");
  EXPECT_EQ(rule.parties[0].until, (model::Date{2030, 1, 1}));
  EXPECT_EQ(rule.parties[1].parties_of, "us-list");
  EXPECT_TRUE(rule.parties[1].owned_only);
  ASSERT_EQ(k.whos.size(), 1u);
  EXPECT_EQ(k.whos[0].title, "A federal agency");
}

TEST(KnowledgeLoad, An_owner_has_dates_and_a_share) {
  const Knowledge k =
      loaded(maker("lorex", R"(owners = [{ owner = "dahua", from = 2018-02-09, until = 2023-01-01, share = 100 }])"));
  ASSERT_EQ(k.makers.size(), 1u);
  ASSERT_EQ(k.makers[0].owners.size(), 1u);
  const Ownership& owner = k.makers[0].owners[0];
  EXPECT_EQ(owner.owner, "dahua");
  EXPECT_EQ(owner.from, (model::Date{2018, 2, 9}));
  EXPECT_EQ(owner.until, (model::Date{2023, 1, 1}));
  EXPECT_EQ(owner.share, 100);
  EXPECT_EQ(owner.certainty, "verified");
}

TEST(KnowledgeLoad, Files_below_folders_are_read_whatever_their_name) {
  const Folder folder;
  folder.write("signatures/deep/any.toml", signature("a", realm_lines));
  folder.write("makers.toml", maker("dahua"));
  folder.write("notes.txt", "this is not TOML [[");
  const auto k = load_directory(folder.path());
  ASSERT_TRUE(k) << model::to_line(k.error());
  EXPECT_EQ(k->signatures.size(), 1u);
  EXPECT_EQ(k->makers.size(), 1u);
}

}  // namespace
}  // namespace lenscap::knowledge::load_test
