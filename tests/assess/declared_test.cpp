// Declared against measured: kept, broken, tried, never used.
#include "assess/declared.hpp"

#include <gtest/gtest.h>

#include "assess/traffic_case.hpp"

namespace lenscap::assess::declared_test {
namespace {

knowledge::Declared declared(const std::string& allow, const std::string& about = "maker = \"hikvision\"") {
  return knowledge::parse_declared_toml(
             "[[declared]]\n" + about + "\nsource = \"letter\"\ndate = 2026-03-02\nallow = [" + allow + "]\n",
             "letter.toml")
      .value()
      .declared;
}

Comparison compared(const TrafficCase& t, const knowledge::Declared& d) {
  return compare(t.c, {}, d, conversations(t.c));
}

/// How the conversation with `peer` stands.
Standing standing(const Comparison& all, const std::string& peer) {
  for (std::size_t i = 0; i < all.conversations.size(); ++i)
    if (to_string(all.conversations[i].peer) == peer) return all.standings[i];
  ADD_FAILURE() << peer;
  return {};
}

TEST(Declared, A_name_is_kept_below_itself_at_label_boundaries_and_nowhere_else) {
  TrafficCase t;
  const auto camera = t.device("3c:ef:8c:00:12:34", "10.0.0.4", "hikvision");
  const std::pair<const char*, const char*> names[] = {{"litedev.hik-connect.com", "203.0.113.1"},
                                                       {"hik-connect.com", "203.0.113.2"},
                                                       {"nothik-connect.com", "203.0.113.3"},
                                                       {"hik-connect.com.example.org", "203.0.113.4"}};
  for (const auto& [name, ip] : names) {
    t.name(camera, name, ip);
    t.flow(camera, ip, 6, 443, 5, 4);
  }
  const auto d = declared(R"({ name = "*.hik-connect.com", protocol = "tcp", port = 443 })");
  const auto all = compared(t, d);
  EXPECT_EQ(standing(all, "203.0.113.1"), Standing::kept);
  for (const char* ip : {"203.0.113.2", "203.0.113.3", "203.0.113.4"}) EXPECT_EQ(standing(all, ip), Standing::broken);
}

TEST(Declared, A_canonical_name_or_the_name_of_another_device_keeps_nothing) {
  TrafficCase t;
  const auto camera = t.device("3c:ef:8c:00:12:34", "10.0.0.4", "hikvision");
  const auto other = t.device("3c:ef:8c:00:12:35", "10.0.0.5", "hikvision");
  t.name(camera, "tracker.example", "203.0.113.1", "a.hik-connect.com");
  t.name(other, "a.hik-connect.com", "203.0.113.1");
  t.flow(camera, "203.0.113.1", 6, 443, 5, 4);
  const auto d = declared(R"({ name = "*.hik-connect.com" })");
  EXPECT_EQ(standing(compared(t, d), "203.0.113.1"), Standing::broken);
}

TEST(Declared, Port_protocol_and_who_began_have_to_agree) {
  const auto d = declared(R"({ address = "203.0.113.0/24", protocol = "tcp", port = "440-443" })");
  const auto with = [&](int protocol, int port, model::Opened opened) {
    TrafficCase t;
    t.flow(t.device("3c:ef:8c:00:12:34", "10.0.0.4", "hikvision"), "203.0.113.1", protocol, port, 5, 4, opened);
    return standing(compared(t, d), "203.0.113.1");
  };
  EXPECT_EQ(with(6, 441, model::Opened::by_host), Standing::kept);
  EXPECT_EQ(with(6, 441, model::Opened::unknown), Standing::kept);
  EXPECT_EQ(with(6, 444, model::Opened::by_host), Standing::broken);
  EXPECT_EQ(with(17, 441, model::Opened::by_host), Standing::broken);
  EXPECT_EQ(with(6, 441, model::Opened::by_peer), Standing::broken);
}

TEST(Declared, What_was_tried_and_never_answered_is_not_called_broken) {
  TrafficCase t;
  const auto camera = t.device("3c:ef:8c:00:12:34", "10.0.0.4", "hikvision");
  t.flow(camera, "203.0.113.1", 6, 443, 9762, 0);
  const auto d = declared(R"({ name = "hik-connect.com" })");
  const auto all = compared(t, d);
  EXPECT_EQ(standing(all, "203.0.113.1"), Standing::tried);
  ASSERT_EQ(all.devices[0].lines.size(), 1u);
  EXPECT_TRUE(all.devices[0].lines[0].kept_by.empty());  // never used
}

TEST(Declared, Only_devices_that_meet_all_of_it_are_meant) {
  TrafficCase t;
  const auto camera = t.device("3c:ef:8c:00:12:34", "10.0.0.4", "hikvision");
  const auto other = t.device("3c:ef:8c:00:12:35", "10.0.0.5", "dahua");
  t.find(camera, "serial", "X");
  t.c.identifiers.push_back({camera, "serial", "SN1"});
  t.flow(camera, "203.0.113.1", 6, 443, 5, 4);
  t.flow(other, "203.0.113.2", 6, 443, 5, 4);
  for (const char* about : {"maker = \"hikvision\"", "maker = \"Hikvision\"", "device = \"SN1\"", "device = \"1\"",
                            "device = \"3C-EF-8C-00-12-34\"", "device = [\"10.0.0.4\", \"10.9.9.9\"]",
                            "maker = \"hikvision\"\ndevice = \"10.0.0.4\""}) {
    const auto d = declared("", about);
    const auto all = compared(t, d);
    EXPECT_EQ(standing(all, "203.0.113.1"), Standing::broken) << about;
    EXPECT_EQ(standing(all, "203.0.113.2"), Standing::undeclared) << about;
  }
  for (const char* about : {"maker = \"hikvision\"\ndevice = \"10.0.0.5\"", "model = \"DS-1\"", "device = \"SN2\""}) {
    const auto d = declared("", about);
    const auto all = compared(t, d);
    EXPECT_EQ(standing(all, "203.0.113.1"), Standing::undeclared) << about;
    EXPECT_EQ(all.about_nobody.size(), 1u) << about;
  }
}

TEST(Declared, A_maker_that_is_only_possible_gets_no_permission) {
  TrafficCase t;
  const auto camera = t.device("3c:ef:8c:00:12:34", "10.0.0.4");
  t.find(camera, "maker", "hikvision", model::Confidence::possible);
  t.flow(camera, "203.0.113.1", 6, 443, 5, 4);
  const auto d = declared(R"({ address = "203.0.113.1" })");
  EXPECT_EQ(standing(compared(t, d), "203.0.113.1"), Standing::undeclared);
}

TEST(Declared, A_controller_that_nobody_named_allows_nothing) {
  TrafficCase t;
  const auto camera = t.device("3c:ef:8c:00:12:34", "10.0.0.4", "hikvision");
  t.flow(camera, "10.0.0.9", 6, 80, 5, 4);
  const auto nobody = declared(R"({ class = "my-controller" })");
  const auto all = compared(t, nobody);
  EXPECT_EQ(standing(all, "10.0.0.9"), Standing::broken);
  EXPECT_TRUE(all.devices[0].lines[0].nobody);
  const auto named =
      declared(R"({ class = "my-controller" })", "maker = \"hikvision\"\ncontrollers = [{ address = \"10.0.0.9\" }]");
  EXPECT_EQ(standing(compared(t, named), "10.0.0.9"), Standing::kept);
}

TEST(Conversations, Hours_of_one_service_are_one_conversation_that_begins_with_the_first_packet) {
  TrafficCase t;
  const auto camera = t.device("3c:ef:8c:00:12:34", "10.0.0.4");
  t.flow(camera, "203.0.113.1", 6, 443, 5, 0).first += 3600 * model::nanos_per_second;
  t.flow(camera, "203.0.113.1", 6, 443, 7, 2);
  const auto all = conversations(t.c);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].packets_out, 12u);
  EXPECT_EQ(all[0].packets_in, 2u);
  EXPECT_TRUE(all[0].answered);
  EXPECT_EQ(all[0].packet, 2u);  // earlier in time, later in the list
}

}  // namespace
}  // namespace lenscap::assess::declared_test
