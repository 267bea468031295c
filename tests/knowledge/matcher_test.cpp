#include "knowledge/matcher.hpp"

#include <gtest/gtest.h>

#include "files.hpp"

namespace lenscap::knowledge::matcher_test {
namespace {

constexpr auto realm = model::kind("rtsp.realm");
constexpr auto query = model::kind("dns.query");

std::vector<std::string> ids(const std::vector<Match>& matches) {
  std::vector<std::string> names;
  for (const Match& match : matches) names.push_back(match.signature->id);
  return names;
}

std::string on_realm(const std::string& lines) { return "on = \"rtsp.realm\"\n" + lines + "\nexamples = [\"x\"]"; }

TEST(Matcher, A_capture_group_becomes_the_value_of_a_claim) {
  const Knowledge k =
      loaded(signature("s", on_realm("match = '^Login to ([0-9A-Z]{15})$'\nmaker = \"dahua\"\nserial = 1")));
  const auto matches = Matcher(k).match(realm, "Login to 3A01234PAZ00001");
  ASSERT_EQ(matches.size(), 1u);
  ASSERT_EQ(matches[0].claims.size(), 2u);
  EXPECT_EQ(matches[0].claims[0].kind, ClaimKind::maker);
  EXPECT_EQ(matches[0].claims[0].value, "dahua");
  EXPECT_EQ(matches[0].claims[1].kind, ClaimKind::serial);
  EXPECT_EQ(matches[0].claims[1].value, "3A01234PAZ00001");
}

TEST(Matcher, An_optional_group_that_is_not_there_claims_nothing) {
  const Knowledge k = loaded(signature("s", on_realm("match = '^IPC(?:-(.+))?$'\nrole = \"camera\"\nmodel = 1")));
  Matcher matcher(k);
  EXPECT_EQ(matcher.match(realm, "IPC-HDW").at(0).claims.size(), 2u);
  const auto bare = matcher.match(realm, "IPC");
  ASSERT_EQ(bare.at(0).claims.size(), 1u);
  EXPECT_EQ(bare[0].claims[0].kind, ClaimKind::role);
}

TEST(Matcher, All_signatures_of_the_kind_answer_in_the_order_of_their_ids) {
  const Knowledge k = loaded(signature("c", on_realm("match = 'Cam'\nrole = \"camera\"")) +
                             signature("a", on_realm("match = '(?i)CAM'\nrole = \"camera\"")) +
                             signature("b", on_realm("match = 'Recorder'\nrole = \"recorder\"")));
  EXPECT_EQ(ids(Matcher(k).match(realm, "IP Camera")), (std::vector<std::string>{"a", "c"}));
}

TEST(Matcher, A_signature_answers_for_its_own_kind_only) {
  const Knowledge k = loaded(signature("s", on_realm("match = 'Cam'\nrole = \"camera\"")));
  Matcher matcher(k);
  EXPECT_TRUE(matcher.match(model::kind("http.realm"), "IP Camera").empty());
  EXPECT_FALSE(matcher.known(model::kind("http.realm"), "IP Camera"));
}

TEST(Matcher, A_value_that_meets_except_is_not_meant) {
  const Knowledge k = loaded(signature("s", on_realm("match = '^(.+)$'\nexcept = '^(?i:IPC|NONE)$'\nbrand = 1")));
  Matcher matcher(k);
  EXPECT_TRUE(matcher.match(realm, "ipc").empty());
  EXPECT_FALSE(matcher.known(realm, "NONE"));
  EXPECT_EQ(matcher.match(realm, "SafeHome").at(0).claims.at(0).value, "SafeHome");
  EXPECT_TRUE(matcher.known(realm, "SafeHome"));
}

TEST(Matcher, What_match_finds_is_known_and_nothing_else) {
  const Knowledge k = loaded(signature("s", on_realm("match = '^Cam'\nrole = \"camera\"")));
  Matcher matcher(k);
  EXPECT_TRUE(matcher.known(realm, "Camera"));
  EXPECT_FALSE(matcher.known(realm, "IP Camera"));
  EXPECT_FALSE(matcher.known(realm, ""));
}

TEST(Matcher, Hostile_values_are_matched_or_not_but_harm_nothing) {
  const Knowledge k = loaded(signature("s", on_realm("match = '(a+)+b$'\nrole = \"camera\"")));
  Matcher matcher(k);
  EXPECT_FALSE(matcher.known(realm, std::string(1 << 20, 'a')));
  EXPECT_FALSE(matcher.known(realm, std::string_view("\xff\xfe\0ab\x80", 6)));
  EXPECT_TRUE(matcher.known(realm, std::string(1 << 16, 'a') + "b"));
}

std::string endpoint(const std::string& id, const std::string& suffix) {
  return entry("endpoint", id, "suffix = \"" + suffix + "\"\npurpose = \"p2p\"\nexamples = [\"a." + suffix + "\"]");
}

TEST(MatcherEndpoint, A_suffix_is_met_at_label_boundaries_only) {
  const Knowledge k = loaded(endpoint("hik-connect", "hik-connect.com"));
  const Matcher matcher(k);
  EXPECT_NE(matcher.endpoint("hik-connect.com"), nullptr);
  EXPECT_NE(matcher.endpoint("litedev.hik-connect.com"), nullptr);
  EXPECT_NE(matcher.endpoint("a.b.c.hik-connect.com"), nullptr);
  EXPECT_EQ(matcher.endpoint("hik-connect.com.example.org"), nullptr);
  EXPECT_EQ(matcher.endpoint("nothik-connect.com"), nullptr);
  EXPECT_EQ(matcher.endpoint("connect.com"), nullptr);
  EXPECT_EQ(matcher.endpoint("com"), nullptr);
}

TEST(MatcherEndpoint, Case_a_trailing_dot_and_a_port_do_not_matter) {
  const Knowledge k = loaded(endpoint("hik-connect", "hik-connect.com"));
  const Matcher matcher(k);
  EXPECT_NE(matcher.endpoint("LiteDev.HIK-Connect.COM"), nullptr);
  EXPECT_NE(matcher.endpoint("hik-connect.com."), nullptr);
  EXPECT_NE(matcher.endpoint("hik-connect.com:8666"), nullptr);
  EXPECT_EQ(matcher.endpoint("hik-connect.com:evil"), nullptr);
}

TEST(MatcherEndpoint, The_longest_suffix_wins) {
  const Knowledge k = loaded(endpoint("wide", "ys7.com") + endpoint("narrow", "time.ys7.com"));
  const Matcher matcher(k);
  EXPECT_EQ(matcher.endpoint("time.ys7.com")->id, "narrow");
  EXPECT_EQ(matcher.endpoint("a.time.ys7.com")->id, "narrow");
  EXPECT_EQ(matcher.endpoint("open.ys7.com")->id, "wide");
  EXPECT_EQ(matcher.endpoint("overtime.ys7.com")->id, "wide");
}

TEST(MatcherEndpoint, Names_that_are_no_host_names_meet_nothing) {
  const Knowledge k = loaded(endpoint("hik-connect", "hik-connect.com"));
  const Matcher matcher(k);
  for (const std::string_view host : {"", ".", "..", ":", ":80", ".:", "...hik-connect", "[::1]:80"})
    EXPECT_EQ(matcher.endpoint(host), nullptr) << host;
  EXPECT_EQ(matcher.endpoint(std::string(70000, '.')), nullptr);
  EXPECT_NE(matcher.endpoint(std::string(70000, '.') + "hik-connect.com"), nullptr);
}

TEST(MatcherEndpoint, A_host_name_of_an_endpoint_is_known_where_host_names_are_observed) {
  const Knowledge k = loaded(endpoint("hik-connect", "hik-connect.com"));
  Matcher matcher(k);
  EXPECT_TRUE(matcher.known(query, "litedev.hik-connect.com"));
  EXPECT_TRUE(matcher.known(model::kind("tls.sni"), "litedev.hik-connect.com"));
  EXPECT_TRUE(matcher.known(model::kind("quic.sni"), "litedev.hik-connect.com"));
  EXPECT_TRUE(matcher.known(model::kind("onvif.ntp"), "time.hik-connect.com"));
  EXPECT_FALSE(matcher.known(model::kind("dhcp.hostname"), "litedev.hik-connect.com"));
  EXPECT_FALSE(matcher.known(query, "example.org"));
}

TEST(MatcherEndpoint, A_public_resolver_is_found_but_is_no_reason_to_keep_who_asks_it) {
  const Knowledge k =
      loaded(endpoint("hik-connect", "hik-connect.com") + entry("endpoint", "resolver",
                                                                "suffix = \"dns.example\"\npurpose = [\"dns\"]\n"
                                                                "examples = [\"dns.example\"]"));
  Matcher matcher(k);
  EXPECT_EQ(matcher.resolver("family.DNS.example."), "dns.example");
  EXPECT_FALSE(matcher.known(query, "dns.example"));
  EXPECT_FALSE(matcher.known(model::kind("tls.sni"), "dns.example"));
  EXPECT_EQ(matcher.resolver("litedev.hik-connect.com"), "") << "somebody's cloud";
  EXPECT_EQ(matcher.resolver("example"), "");
}

TEST(Matcher, A_new_block_of_a_known_organisation_is_known_whatever_its_commas) {
  const Knowledge k = loaded(maker("m", "organisations = [\"M Digital Co.,Ltd.\"]"));
  Matcher matcher(k);
  const auto block = model::kind("eth.block");
  EXPECT_TRUE(matcher.known(block, "M Digital Co.,Ltd."));
  EXPECT_TRUE(matcher.known(block, "M DIGITAL CO., LTD"));
  EXPECT_FALSE(matcher.known(block, "M Digital Imaging Co.,Ltd."));
}

}  // namespace
}  // namespace lenscap::knowledge::matcher_test
