// Where devices send, as people and programs read it.
#include "views/egress.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "assess/audit.hpp"
#include "assess/traffic_builder.hpp"
#include "views/egress_words.hpp"
#include "views/neutral.hpp"
#include "views/sample_case.hpp"
#include "views/schema.hpp"

namespace lenscap::views::egress_test {
namespace {

using assess::TrafficBuilder;
using nlohmann::json;

constexpr const char *camera_ip = "10.0.0.12", *cloud_ip = "198.51.100.7";

/// A camera that reached one cloud, was refused by another, asked for a third, and spoke to a neighbour and to a group.
struct Site {
  TrafficBuilder b;
  model::Id camera = 0, quiet = 0;

  Site() {
    b.k.edition = "2026-11-23";
    camera = b.device(camera_ip);
    quiet = b.device("10.0.0.13");
    b.tcp(camera, cloud_ip, 443, 10, 20);
    b.named(camera, "eu.hik-connect.com", cloud_ip, 5);
    b.named(camera, "eu.hik-connect.com", cloud_ip, 11, model::NameFrom::sni);
    auto& refused = b.tcp(camera, "203.0.113.9", 8883, 30, 40);
    refused.answered = 0;
    refused.attempts = refused.resets = 9762;
    b.named(camera, "m1.tuyaeu.com", "203.0.113.9", 25);
    b.named(camera, "www.easy4ipcloud.com", "", 50);
    b.named(camera, "records.owner.example.org", "192.0.2.80", 55);
    b.tcp(camera, "192.0.2.80", 8080, 60, 61);
    b.tcp(camera, "10.0.0.77", 445, 70, 71);
    b.udp(camera, "239.255.255.250", 1900, 80, 81);
    b.c.findings = assess::derive_findings(b.c, b.k);
  }
  AuditView view() const { return {b.c, b.k, {}}; }
};

json egress(const Site& s, const EgressFilter& filter = {}) { return json::parse(to_egress_json(s.view(), filter)); }

json peer(const json& document, const std::string& name) {
  for (const auto& p : document.at("peers"))
    if (p.at("peer") == name) return p;
  ADD_FAILURE() << "no peer is " << name;
  return {};
}

TEST(Egress_json, Meets_its_published_schema) {
  const test::Schema schema(json::parse(std::ifstream(LENSCAP_ROOT "/docs/egress.schema.json")));
  for (const auto& problem : schema.problems(egress(Site()))) ADD_FAILURE() << problem;
}

TEST(Egress_json, The_audit_with_traffic_meets_its_schema_too) {
  const test::Schema schema(json::parse(std::ifstream(LENSCAP_ROOT "/docs/audit.schema.json")));
  const json document = json::parse(to_json(Site().view()));
  for (const auto& problem : schema.problems(document)) ADD_FAILURE() << problem;
  EXPECT_EQ(document.at("devices").at(0).at("egress").at("peers").size(), 6u);
}

TEST(Egress_json, A_peer_is_its_address_and_the_name_only_where_nothing_was_sent) {
  const json document = egress(Site());
  const json cloud = peer(document, cloud_ip);
  EXPECT_EQ(cloud.at("device"), 1);
  EXPECT_EQ(cloud.at("name"), "eu.hik-connect.com");
  EXPECT_EQ(cloud.at("name_from"), "sni");
  EXPECT_EQ(cloud.at("operator"), "Hikvision");
  EXPECT_EQ(cloud.at("purpose"), json({"reg", "p2p"}));
  EXPECT_EQ(cloud.at("service"), "tcp 443");
  EXPECT_EQ(cloud.at("packets_out"), 10);
  EXPECT_EQ(cloud.at("bytes_in"), 800);
  EXPECT_EQ(cloud.at("outcome"), "answered");
  EXPECT_EQ(peer(document, "203.0.113.9").at("outcome"), "refused");
  EXPECT_EQ(peer(document, "203.0.113.9").at("attempts"), 9762);
  EXPECT_EQ(peer(document, "www.easy4ipcloud.com").at("outcome"), "name_only");
  EXPECT_EQ(peer(document, "10.0.0.77").at("name"), nullptr);
  EXPECT_EQ(peer(document, "10.0.0.77").at("side"), "inside");
  EXPECT_EQ(peer(document, "239.255.255.250").at("side"), "group");
}

TEST(Egress_json, A_finding_says_whose_it_is_what_it_rests_on_and_what_else_could_be_true) {
  const json document = egress(Site());
  std::set<std::string> values;
  for (const auto& f : document.at("findings")) {
    EXPECT_EQ(f.at("key"), "egress");
    EXPECT_FALSE(f.at("refuted_by").is_null()) << f.at("value");
    EXPECT_FALSE(f.at("refutation").is_null()) << f.at("value") << " has no sentence for " << f.at("refuted_by");
    values.insert(f.at("value"));
  }
  for (const char* value : {"gets_through", "tries_and_is_stopped", "looks_up_only", "talks_inside", "nothing_seen"})
    EXPECT_TRUE(values.contains(value)) << value;
}

TEST(Egress_json, Filters_keep_what_was_asked_for_alone) {
  const Site s;
  EXPECT_EQ(egress(s, {s.quiet, "", "", ""}).at("peers").size(), 0u);
  EXPECT_EQ(egress(s, {s.quiet, "", "", ""}).at("devices").size(), 1u);
  const json tuya = egress(s, {0, "TUYA", "", ""});
  ASSERT_EQ(tuya.at("peers").size(), 1u);
  EXPECT_EQ(tuya.at("peers").at(0).at("operator"), "Tuya");
  EXPECT_EQ(tuya.at("devices").size(), 1u);
  const json silent = egress(s, {0, "", "", "nothing_seen"});
  ASSERT_EQ(silent.at("findings").size(), 1u);
  EXPECT_EQ(silent.at("findings").at(0).at("device"), s.quiet);
  EXPECT_EQ(egress(s, {0, "", "ZZ", ""}).at("devices").size(), 0u);
}

TEST(Egress_csv, Has_a_row_for_every_peer_and_no_formula) {
  Site s;
  s.b.k.endpoints[0].operator_name = "=1+1";
  const std::string csv = to_egress_csv(s.view(), {});
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 7);
  EXPECT_NE(csv.find(",'=1+1,"), std::string::npos);
  EXPECT_TRUE(csv.starts_with("device,device_key,device_address,peer,name,name_from,operator,purpose,network,"));
}

TEST(Egress_terminal, Fits_every_width_and_says_what_became_of_it) {
  const Site s;
  for (int width : {60, 80, 132}) {
    const std::string text = to_egress_terminal(s.view(), {}, {false, width});
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = text.find('\n', at);
      EXPECT_LE(columns(text.substr(at, end - at)), width) << text.substr(at, end - at);
      at = end + 1;
    }
  }
  const std::string text = to_egress_terminal(s.view(), {}, {false, 80});
  for (const char* part : {"eu.hik-connect.com", "Hikvision", "answered", "9,762", "refused", "name only",
                           "unknown operator", "Nothing to the outside was seen"})
    EXPECT_NE(text.find(part), std::string::npos) << part;
}

/// `text` with every run of blanks and line ends as one blank.
std::string unwrapped(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' && c != '\n') out += c;
    else if (!out.ends_with(' ')) out += ' ';
  return out;
}

TEST(Egress_terminal, Cuts_neither_a_name_nor_who_is_behind_it_short) {
  Site s;
  const std::string name = "device-registration-and-relay-of-the-second-region.eu.hik-connect.com";
  s.b.tcp(s.camera, "203.0.113.77", 443, 90, 95);
  s.b.named(s.camera, name, "203.0.113.77", 91, model::NameFrom::sni);
  const std::string text = unwrapped(to_egress_terminal(s.view(), {}, {false, 80}));
  EXPECT_NE(text.find(name + " tcp 443"), std::string::npos) << text;
  EXPECT_NE(text.find("203.0.113.77 Hikvision: registration, peer-to-peer"), std::string::npos) << text;
  EXPECT_EQ(text.find("\xe2\x80\xa6"), std::string::npos) << "something ends in an ellipsis: " << text;
  // A pager forgets colours at the end of a line: what is wrapped is painted line by line.
  std::istringstream lines(to_egress_terminal(s.view(), {}, {true, 60}));
  std::size_t painted = 0;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t last = line.rfind("\x1b[");
    if (last == std::string::npos) continue;
    ++painted;
    EXPECT_EQ(line.substr(last, 4), "\x1b[0m") << line;
  }
  EXPECT_GT(painted, 10u);
}

TEST(Egress_terminal, A_case_without_traffic_says_so_and_nothing_else) {
  const test::Sample s = test::sample_case();
  const std::string text = to_egress_terminal(s.view(), {}, {});
  EXPECT_NE(text.find("holds no traffic"), std::string::npos);
  EXPECT_EQ(text.find("Nothing to the outside"), std::string::npos);
}

TEST(Egress, Hostile_names_stay_text_everywhere) {
  Site s;
  s.b.k.endpoints[0].operator_name = test::hostile;
  for (const std::string& text : {to_egress_json(s.view(), {}), to_egress_csv(s.view(), {}), to_stix(s.view(), {}),
                                  to_egress_terminal(s.view(), {}, {})}) {
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    EXPECT_EQ(text.find("\xe2\x80\xae"), std::string::npos);
  }
}

TEST(Egress_words, Every_value_has_a_title_and_a_sentence_of_its_own) {
  for (const char* value : {"contacts_maker_cloud", "contacts_other_maker_cloud", "peer_to_peer", "sends_media_out",
                            "beacon", "tries_and_is_stopped", "gets_through", "looks_up_only", "names_itself_in_clear",
                            "talks_inside", "answers_outside_callers", "dns_elsewhere", "nothing_seen"}) {
    model::Finding f;
    f.key = "egress";
    f.value = value;
    f.attributes["peer"] = cloud_ip;
    EXPECT_NE(egress_title(value), value);
    EXPECT_EQ(egress_sentence(f).find(value), std::string::npos) << value;
    EXPECT_TRUE(egress_sentence(f).ends_with('.')) << egress_sentence(f);
  }
}

TEST(Egress_words, An_unknown_operator_is_told_by_its_network_and_where_that_is_registered) {
  assess::Peer p;
  p.peer = model::parse_ip(cloud_ip).value();
  p.network = assess::Network{64500, "EXAMPLE-CLOUD", "SG"};
  EXPECT_EQ(whose(p), "unknown operator, network EXAMPLE-CLOUD (AS64500), registered in SG");
  p.shared = assess::Shared::cdn;
  EXPECT_TRUE(whose(p).ends_with("shared address (cdn)"));
}

TEST(Egress_words, Bytes_are_told_in_powers_of_a_thousand) {
  for (auto [n, word] : std::initializer_list<std::pair<std::uint64_t, const char*>>{{0, "0 B"},
                                                                                     {999, "999 B"},
                                                                                     {1000, "1.0 kB"},
                                                                                     {999'949, "999.9 kB"},
                                                                                     {999'999, "1.0 MB"},
                                                                                     {2'500'000'000, "2.5 GB"}})
    EXPECT_EQ(bytes_word(n), word);
}

Site redacted() {
  Site s;
  s.b.c.knowledge = {{"endpoint:hik-connect.com", std::string(64, 'a'),
                      "[[endpoint]]\nid = \"hik-connect\"\nsuffix = \"hik-connect.com\"\noperator = "
                      "\"Hikvision\"\npurpose = [\"reg\"]\nsource = \"x\"\ndate = 2026-01-01\nexamples = "
                      "[\"a.hik-connect.com\"]\n"}};
  s.b.c = redact(std::move(s.b.c), {});
  return s;
}

TEST(Egress_redacted, No_address_and_no_unknown_name_is_left_in_any_output) {
  const Site s = redacted();
  std::string all = to_egress_json(s.view(), {}) + to_egress_csv(s.view(), {}) + to_stix(s.view(), {}) +
                    to_egress_terminal(s.view(), {}, {}) + to_json(s.view()) + to_html(s.view());
  for (const char* original : {"10.0.0.12", "10.0.0.77", "192.0.2.80", "198.51.100.7", "203.0.113.9", "owner.example",
                               "fdff:ffff", "2001:db8:ffff"})
    EXPECT_EQ(all.find(original), std::string::npos) << original;
  EXPECT_NE(all.find("eu.hik-connect.com"), std::string::npos) << "a service that data/ knows is no secret";
}

TEST(Egress_redacted, Every_peer_keeps_its_side_and_its_placeholder) {
  const Site before, after = redacted();
  const json one = egress(before), other = egress(after);
  ASSERT_EQ(one.at("peers").size(), other.at("peers").size());
  std::map<std::string, int> sides, sides_after;
  for (const auto& p : one.at("peers")) ++sides[p.at("side")];
  for (const auto& p : other.at("peers")) ++sides_after[p.at("side")];
  EXPECT_EQ(sides, sides_after);
  for (const auto& f : other.at("findings"))
    if (f.at("value") == "talks_inside") {
      EXPECT_EQ(peer(other, f.at("attributes").at("peer")).at("side"), "inside");
    }
}

}  // namespace
}  // namespace lenscap::views::egress_test
