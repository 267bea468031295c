#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "views/sample_case.hpp"
#include "views/schema.hpp"

namespace lenscap::views::public_json_test {
namespace {

using nlohmann::json;
using test::Sample;

test::Schema schema() { return test::Schema(json::parse(std::ifstream(LENSCAP_ROOT "/docs/audit.schema.json"))); }

const json& device(const json& document, int id) {
  for (const json& d : document.at("devices"))
    if (d.at("id") == id) return d;
  throw std::out_of_range("no such device");
}

void expect_valid(const json& document) {
  for (const std::string& problem : schema().problems(document)) ADD_FAILURE() << problem;
}

TEST(Public_json, Meets_its_published_schema) { expect_valid(json::parse(to_json(test::sample_case().view()))); }

TEST(Public_json, A_case_without_devices_is_a_complete_document) {
  Sample s;
  s.k = test::sample_knowledge();
  json document = json::parse(to_json(s.view()));
  expect_valid(document);
  EXPECT_TRUE(document.at("devices").empty());
  EXPECT_EQ(document.at("others").at("count"), 0);
  EXPECT_EQ(document.at("asked").at("on"), "2026-11-23") << "the edition date of the knowledge";
}

TEST(Public_json, The_schema_notices_a_missing_name_a_wrong_value_and_an_unknown_name) {
  json document = json::parse(to_json(test::sample_case().view()));
  json missing = document, wrong = document, unknown = document;
  missing["devices"][0].erase("label");
  wrong["devices"][0]["role"] = "toaster";
  unknown["devices"][0]["score"] = 97;
  EXPECT_EQ(schema().problems(missing).size(), 1u);
  EXPECT_EQ(schema().problems(wrong).size(), 1u);
  EXPECT_EQ(schema().problems(unknown).size(), 1u);
}

TEST(Public_json, A_relabelled_device_states_maker_and_label_apart) {
  json document = json::parse(to_json(test::sample_case().view()));
  const json& camera = device(document, 1);
  EXPECT_EQ(camera.at("maker").at("id"), "dahua");
  EXPECT_EQ(camera.at("maker").at("confidence"), "confirmed");
  EXPECT_EQ(camera.at("brand"), "SafeHome Pro 4");
  EXPECT_EQ(camera.at("label"), "other");
  EXPECT_EQ(camera.at("relabelled"), true);
  EXPECT_EQ(camera.at("addresses"), json::array({"10.0.0.12"}));
  EXPECT_EQ(camera.at("macs"), json::array({"3c:ef:8c:00:12:34"}));
}

TEST(Public_json, A_role_that_is_only_possible_is_unknown) {
  json document = json::parse(to_json(test::sample_case().view()));
  EXPECT_EQ(device(document, 3).at("role"), "unknown");
  EXPECT_EQ(device(document, 3).at("role_confidence"), "possible");
  EXPECT_EQ(device(document, 3).at("maker").at("id"), nullptr);
  EXPECT_EQ(device(document, 3).at("unknown").at(0).at("help"), "ask_onvif");
}

TEST(Public_json, The_recorder_and_its_camera_point_to_each_other) {
  json document = json::parse(to_json(test::sample_case().view()));
  EXPECT_EQ(device(document, 2).at("relations").at(0), (json{{"kind", "records"}, {"device", 1}}));
  EXPECT_EQ(device(document, 1).at("relations").at(0), (json{{"kind", "recorded_by"}, {"device", 2}}));
}

TEST(Public_json, Restricted_devices_come_first_and_relabelled_before_others) {
  json document = json::parse(to_json(test::sample_case().view()));
  EXPECT_EQ(document.at("devices").at(0).at("id"), 1);
  EXPECT_EQ(document.at("devices").at(1).at("id"), 2);
  EXPECT_EQ(document.at("devices").at(0).at("worst"), "restricted");
}

TEST(Public_json, The_same_devices_in_another_order_give_the_same_order) {
  Sample a = test::sample_case(), b = test::sample_case();
  std::reverse(b.c.subjects.begin(), b.c.subjects.end());
  std::reverse(b.c.identifiers.begin(), b.c.identifiers.end());
  EXPECT_EQ(json::parse(to_json(a.view())).at("devices"), json::parse(to_json(b.view())).at("devices"));
}

TEST(Public_json, A_restriction_names_rule_citation_basis_certainty_and_whom) {
  Sample s = test::sample_case();
  s.ask.whos = {"us-federal"};
  s.ask.acts = {"buy"};
  json document = json::parse(to_json(s.view()));
  const json& r = device(document, 1).at("restrictions").at(0);
  EXPECT_EQ(r.at("status"), "restricted");
  EXPECT_EQ(r.at("who"), json::array({"us-federal"}));
  EXPECT_EQ(r.at("act"), json::array({"buy"}));
  EXPECT_EQ(r.at("rule"), "us-889-a1a");
  EXPECT_EQ(r.at("citation"), "Pub. L. 115-232 s.889");
  EXPECT_EQ(r.at("basis"), "party");
  EXPECT_EQ(r.at("certainty"), "verified");
  EXPECT_EQ(r.at("from"), "2019-08-13");
  EXPECT_EQ(document.at("rules").at(0).at("source"), "FAR 52.204-25");
}

TEST(Public_json, Each_asker_has_its_own_numbers) {
  json document = json::parse(to_json(test::sample_case().view()));
  json by_who;
  for (const json& a : document.at("summary").at("askers")) by_who[a.at("who").get<std::string>()] = a;
  EXPECT_EQ(by_who.at("us-federal").at("restricted"), 2);
  EXPECT_EQ(by_who.at("uk-council").at("restricted"), 0);
}

TEST(Public_json, A_finding_leads_to_its_bytes_and_to_a_command_that_shows_them) {
  json document = json::parse(to_json(test::sample_case().view()));
  const json& o = device(document, 1).at("observations").at(0);
  EXPECT_EQ(o.at("spans").at(0), (json{{"packet", 812}, {"at", 42}, {"length", 5}}));
  EXPECT_EQ(o.at("excerpt").at("marked"), "Dahua");
  EXPECT_EQ(o.at("class"), "protocol") << "the class that the signature gives, not the kind's own";
  EXPECT_EQ(o.at("command"), "tshark -r 'town-hall/depot 1.pcapng' -Y 'frame.number==812 || frame.number==813' -x");
}

TEST(Public_json, Hostile_names_make_no_invalid_json_and_stay_visible) {
  std::string text = to_json(test::sample_case().view());
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.find("\xe2\x80\xae"), std::string::npos);
  json document = json::parse(text);
  std::string brand = device(document, 4).at("brand");
  EXPECT_NE(brand.find(R"(\x1b[31m)"), std::string::npos);
  EXPECT_NE(brand.find(R"(\u202e)"), std::string::npos);
  EXPECT_NE(brand.find(R"(\xff)"), std::string::npos);
}

TEST(Public_json, What_was_skipped_is_counted) {
  json document = json::parse(to_json(test::sample_case().view()));
  EXPECT_EQ(document.at("inputs").at(0).at("skipped").at("truncated packet"), 3);
  EXPECT_EQ(document.at("inputs").at(1).at("sha256"), nullptr) << "not hashed";
  EXPECT_EQ(document.at("others").at("count"), 41);
}

TEST(Public_json, Observations_of_no_input_or_no_such_id_break_nothing) {
  Sample s = test::sample_case();
  s.c.observations[0].locator.source = 99;
  s.c.observations[0].locator.mark_at = 60000;
  s.found(1, "model", "X", model::Confidence::possible, {}, {999, -1});
  json document = json::parse(to_json(s.view()));
  EXPECT_EQ(device(document, 1).at("observations").at(0).at("input"), nullptr);
}

}  // namespace
}  // namespace lenscap::views::public_json_test
