// The bundle against what STIX 2.1 says of every object in it.
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "assess/traffic_builder.hpp"
#include "views/egress.hpp"

namespace lenscap::views::stix_test {
namespace {

using assess::TrafficBuilder;
using nlohmann::json;

TrafficBuilder site() {
  TrafficBuilder b;
  b.k.edition = "2026-11-23";
  const auto camera = b.device("10.0.0.12");
  b.tcp(camera, "198.51.100.3", 443, 10, 20);
  b.named(camera, "eu.hik-connect.com", "198.51.100.3", 5);
  b.udp(camera, "2001:db8::1", 9000, 30, 40);
  b.tcp(camera, "203.0.113.1", 80, 30, 40).opened = model::Opened::by_peer;
  b.named(camera, "example.com", "", 50);
  b.tcp(camera, "10.0.0.77", 445);
  return b;
}

json bundle_of(const TrafficBuilder& b) { return json::parse(to_stix({b.c, b.k, {}}, {})); }

std::map<std::string, json> by_id(const json& bundle) {
  std::map<std::string, json> out;
  for (const auto& o : bundle.at("objects")) EXPECT_TRUE(out.emplace(o.at("id"), o).second) << o.at("id");
  return out;
}

TEST(Stix, Observables_have_the_ids_that_everybody_derives) {
  const auto all = by_id(bundle_of(site()));
  // STIX 2.1 section 2.9 prints the first; the others follow from its rule.
  EXPECT_TRUE(all.contains("ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4"));
  EXPECT_TRUE(all.contains("ipv6-addr--6469e3a9-b053-5e34-a025-9396ae051d26"));
  EXPECT_TRUE(all.contains("domain-name--bedb4899-d24b-5401-bc86-8f6b4cc18ec7"));
}

TEST(Stix, Every_object_has_what_its_type_requires) {
  const std::map<std::string, std::vector<std::string>> required = {
      {"identity", {"created", "modified", "name"}},
      {"infrastructure", {"created", "modified", "name"}},
      {"observed-data", {"created", "modified", "first_observed", "last_observed", "number_observed", "object_refs"}},
      {"relationship", {"created", "modified", "relationship_type", "source_ref", "target_ref"}},
      {"ipv4-addr", {"value"}},
      {"ipv6-addr", {"value"}},
      {"domain-name", {"value"}},
      {"network-traffic", {"protocols"}}};
  const json bundle = bundle_of(site());
  EXPECT_EQ(bundle.at("type"), "bundle");
  const std::regex id("^([a-z0-9-]+)--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$");
  const std::regex instant("^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?Z$");
  std::set<std::string> types;
  for (const auto& o : bundle.at("objects")) {
    const std::string type = o.at("type");
    types.insert(type);
    ASSERT_TRUE(required.contains(type)) << type;
    EXPECT_EQ(o.at("spec_version"), "2.1");
    std::smatch parts;
    const std::string text = o.at("id");
    ASSERT_TRUE(std::regex_match(text, parts, id)) << text;
    EXPECT_EQ(parts[1], type);
    for (const auto& name : required.at(type)) EXPECT_TRUE(o.contains(name)) << type << " lacks " << name;
    for (const char* time : {"created", "modified", "first_observed", "last_observed", "start", "end"})
      if (o.contains(time)) {
        EXPECT_TRUE(std::regex_match(o.at(time).get<std::string>(), instant)) << o.at(time);
      }
    for (const auto& [name, value] : o.items())
      if (value.is_array()) EXPECT_FALSE(value.empty()) << type << " " << name << ": no list may be empty";
    if (type == "network-traffic") EXPECT_TRUE(o.contains("src_ref") || o.contains("dst_ref"));
    if (type == "observed-data") EXPECT_GE(o.at("number_observed"), 1);
  }
  EXPECT_EQ(types.size(), required.size());
}

TEST(Stix, Every_reference_is_in_the_bundle_and_of_a_type_that_may_stand_there) {
  const auto all = by_id(bundle_of(site()));
  const std::set<std::string> reached = {"ipv4-addr", "ipv6-addr", "domain-name"};
  for (const auto& [id, o] : all) {
    for (const auto& [name, value] : o.items()) {
      if (name.ends_with("_ref")) EXPECT_TRUE(all.contains(value.get<std::string>())) << id << " " << name;
      if (name.ends_with("_refs"))
        for (const auto& one : value) EXPECT_TRUE(all.contains(one.get<std::string>())) << id << " " << name;
    }
    if (o.at("type") != "relationship") continue;
    const std::string from = all.at(o.at("source_ref")).at("type"), to = all.at(o.at("target_ref")).at("type");
    EXPECT_TRUE(reached.contains(to)) << to;
    EXPECT_EQ(o.at("relationship_type"), from == "infrastructure" ? "communicates-with" : "related-to");
  }
}

TEST(Stix, A_caller_from_outside_is_the_source_and_inside_addresses_do_not_leave) {
  const json bundle = bundle_of(site());
  std::size_t sources = 0;
  for (const auto& o : bundle.at("objects"))
    if (o.at("type") == "network-traffic" && o.contains("src_ref")) {
      ++sources;
      EXPECT_FALSE(o.contains("dst_ref"));
      EXPECT_EQ(o.at("dst_port"), 80);
      EXPECT_EQ(o.at("src_packets"), 8) << "what came in";
    }
  EXPECT_EQ(sources, 1u);
  for (const auto& o : bundle.at("objects"))
    if (o.contains("value")) {
      EXPECT_FALSE(o.at("value").get<std::string>().starts_with("10.0.0.")) << o;
    }
}

TEST(Stix, The_same_case_gives_the_same_bytes) {
  const TrafficBuilder b = site();
  TrafficBuilder turned = b;
  std::reverse(turned.c.flows.begin(), turned.c.flows.end());
  EXPECT_EQ(bundle_of(b), bundle_of(turned));
}

}  // namespace
}  // namespace lenscap::views::stix_test
