// The tightest rules that still let a device do its work.
#include "assess/containment.hpp"

#include <gtest/gtest.h>

#include "assess/traffic_case.hpp"

namespace lenscap::assess::containment_test {
namespace {

struct Plan {
  knowledge::Declared declared;
  Comparison comparison;
  Containment all;

  Plan(const TrafficCase& t, const std::string& toml = "") {
    if (!toml.empty()) declared = knowledge::parse_declared_toml(toml, "letter.toml").value().declared;
    comparison = compare(t.c, {}, declared, conversations(t.c));
    all = contain(t.c, {}, comparison);
  }
  const Rule& rule(std::size_t device, const std::string& peer) const {
    for (const Rule& rule : all.devices.at(device).rules)
      for (const auto& prefix : rule.peers)
        if (to_string(prefix) == peer) return rule;
    ADD_FAILURE() << peer;
    static const Rule none;
    return none;
  }
};

TEST(Containment, What_works_inside_goes_on_and_what_goes_outside_undeclared_is_stopped) {
  TrafficCase t;
  const auto camera = t.device("3c:ef:8c:00:12:34", "10.0.0.4");
  t.device("3c:ef:8c:00:12:35", "10.0.0.8", "", "recorder");
  t.flow(camera, "10.0.0.8", 6, 554, 50, 40, model::Opened::by_peer);
  t.flow(camera, "10.0.0.1", 17, 53, 2, 2);
  t.flow(camera, "10.0.0.1", 17, 123, 2, 2);
  t.flow(camera, "10.0.0.7", 6, 23, 2, 0);
  t.flow(camera, "203.0.113.1", 6, 443, 9, 9);
  t.flow(camera, "239.255.255.250", 17, 1900, 9, 0);
  const Plan plan(t);
  EXPECT_EQ(plan.rule(0, "10.0.0.8").need, Need::recorder);
  EXPECT_TRUE(plan.rule(0, "10.0.0.8").allow);
  EXPECT_EQ(plan.rule(0, "10.0.0.8").opened, model::Opened::by_peer);
  EXPECT_TRUE(plan.rule(0, "10.0.0.1").allow);
  EXPECT_FALSE(plan.rule(0, "10.0.0.7").allow);
  EXPECT_EQ(plan.rule(0, "10.0.0.7").need, Need::unanswered);
  EXPECT_FALSE(plan.rule(0, "203.0.113.1").allow);
  EXPECT_EQ(plan.rule(0, "203.0.113.1").need, Need::undeclared);
  EXPECT_FALSE(plan.rule(0, "239.255.255.250").allow);
  EXPECT_EQ(because(plan.rule(0, "203.0.113.1"), plan.comparison, t.c), "switch.pcapng packet 5: 9 packets out, 9 in");
}

TEST(Containment, A_declared_name_becomes_the_addresses_that_this_device_used_it_for) {
  TrafficCase t;
  const auto camera = t.device("3c:ef:8c:00:12:34", "10.0.0.4");
  const auto other = t.device("3c:ef:8c:00:12:35", "10.0.0.5");
  t.name(camera, "a.hik-connect.com", "203.0.113.1");
  t.name(other, "b.hik-connect.com", "203.0.113.2");
  t.flow(camera, "203.0.113.1", 6, 443, 9, 9);
  t.flow(other, "203.0.113.2", 6, 443, 9, 9);
  const Plan plan(t,
                  "[[declared]]\ndevice = [\"10.0.0.4\"]\nsource = \"x\"\ndate = 2026-03-02\n"
                  "allow = [{ name = \"*.hik-connect.com\", protocol = \"tcp\", port = 443 }]\n");
  const auto& rules = plan.all.devices[0].rules;
  ASSERT_EQ(rules.size(), 1u);
  ASSERT_TRUE(rules[0].set.has_value());
  EXPECT_EQ(rules[0].set->addresses, std::vector{*model::parse_ip("203.0.113.1")});
  EXPECT_EQ(rules[0].set->seen, std::vector<std::string>{"a.hik-connect.com"});
  EXPECT_EQ(because(rules[0], plan.comparison, t.c),
            "letter.toml, line 5; switch.pcapng packet 1: 9 packets out, 9 in");
  EXPECT_FALSE(plan.rule(1, "203.0.113.2").allow);
}

TEST(Containment, A_line_that_was_never_used_is_a_rule_and_says_so) {
  TrafficCase t;
  t.flow(t.device("3c:ef:8c:00:12:34", "10.0.0.4"), "203.0.113.1", 6, 443, 9, 9);
  const Plan plan(t,
                  "[[declared]]\ndevice = \"10.0.0.4\"\nsource = \"x\"\ndate = 2026-03-02\n"
                  "allow = [{ address = \"198.51.100.7\" }]\n");
  EXPECT_TRUE(plan.rule(0, "198.51.100.7").allow);
  EXPECT_EQ(because(plan.rule(0, "198.51.100.7"), plan.comparison, t.c), "letter.toml, line 5; never used");
}

TEST(Containment, A_hardware_address_that_two_devices_came_with_tells_neither) {
  TrafficCase t;
  t.device("3c:ef:8c:00:12:34", "10.0.0.4");
  t.device("3c:ef:8c:00:12:34", "10.0.0.5");
  const Plan plan(t);
  for (const auto& d : plan.all.devices) EXPECT_TRUE(d.device.macs.empty());
}

TEST(Containment, A_device_known_from_documents_only_gets_no_rule_and_is_named) {
  TrafficCase t;
  t.c.subjects.push_back({1, "device", "document:replies"});
  const Plan plan(t);
  EXPECT_TRUE(plan.all.devices.empty());
  EXPECT_EQ(plan.all.unreachable.size(), 1u);
}

}  // namespace
}  // namespace lenscap::assess::containment_test
