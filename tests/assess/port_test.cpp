#include "assess/port.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>

#include "assess/evidence_builder.hpp"

namespace lenscap::assess::port_test {
namespace {

/// Observations as a saved table's reader leaves them.
struct Table {
  std::deque<model::CaseObservation> rows;

  Table& say(std::string kind, std::string value, std::string place, model::SourceIndex source = 0) {
    model::CaseObservation o;
    o.id = static_cast<model::Id>(rows.size()) + 1;
    o.kind = std::move(kind);
    o.value = std::move(value);
    o.locator.source = source;
    o.locator.place = std::move(place);
    rows.push_back(std::move(o));
    return *this;
  }
  std::vector<model::Finding> findings() const {
    std::vector<const model::CaseObservation*> all;
    for (const auto& o : rows) all.push_back(&o);
    return plugged_in(all);
  }
};

TEST(Port, Device_alone_behind_a_port_is_plugged_in_there) {
  const auto found = Table()
                         .say("switch.port", "Gi1/0/7", "line 8")
                         .say("switch.name", "sw-7", "line 8")
                         .say("switch.vlan", "10", "line 8")
                         .findings();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].key, "port");
  EXPECT_EQ(found[0].value, "Gi1/0/7");
  EXPECT_EQ(found[0].confidence, model::Confidence::probable);
  EXPECT_EQ(found[0].attributes, (std::map<std::string, std::string>{{"switch", "sw-7"}, {"vlan", "10"}}));
  EXPECT_EQ(found[0].observations, (std::vector<model::Id>{1, 2, 3}));
}

TEST(Port, Own_port_comes_before_the_uplinks_of_other_switches) {
  const auto found = Table()
                         .say("switch.uplink", "Te1/1", "line 3, one of 57 addresses behind it")
                         .say("switch.name", "core", "line 3, one of 57 addresses behind it")
                         .say("switch.vlan", "10", "line 3, one of 57 addresses behind it")
                         .say("switch.port", "7", "line 9", 1)
                         .say("switch.name", "access", "line 9", 1)
                         .findings();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].value, "7");
  EXPECT_EQ(found[0].attributes.at("switch"), "access");
  EXPECT_EQ(found[0].attributes.at("vlan"), "10");  // the same in both tables, kept with the first
  EXPECT_FALSE(found[0].attributes.contains("addresses"));
}

TEST(Port, Without_an_own_port_the_nearest_uplink_is_named_as_one) {
  const auto found = Table()
                         .say("switch.uplink", "Te1/1", "line 3, one of 57 addresses behind it")
                         .say("switch.uplink", "Gi0/2", "line 4, one of 3 addresses behind it", 1)
                         .findings();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].value, "Gi0/2");
  EXPECT_EQ(found[0].attributes.at("addresses"), "3");
  EXPECT_EQ(found[0].confidence, model::Confidence::possible);
}

TEST(Port, Two_tables_with_a_port_each_are_two_statements) {
  const auto found = Table().say("switch.port", "7", "line 8").say("switch.port", "9", "line 8", 1).findings();
  EXPECT_EQ(found.size(), 2u);
}

TEST(Port, Name_of_another_switch_is_not_taken_for_this_ones) {
  const auto found = Table().say("switch.port", "7", "line 8").say("switch.name", "other", "line 8", 1).findings();
  ASSERT_EQ(found.size(), 1u);
  EXPECT_FALSE(found[0].attributes.contains("switch"));
}

/// A row of a table: no frame of this address was captured.
model::HostIndex listed(EvidenceBuilder& b, std::string_view mac) {
  const auto host = b.host(mac, "");
  auto& row = b.evidence.hosts[host];
  row.packets = 0;
  row.first = row.last = model::no_time;
  return host;
}

TEST(Port, Saved_reply_that_states_its_address_is_found_in_the_table_and_stays_a_saved_reply) {
  EvidenceBuilder b;
  const auto reply = b.saved_files().folder("replies#DS-1");
  b.says(reply, "isapi.model", "DS-2CD2T47G1-L").says(reply, "isapi.macaddress", "58:50:ed:00:12:34");
  const auto row = listed(b, "58:50:ed:00:12:34");
  b.says(row, "switch.port", "Gi1/0/7").says(row, "switch.name", "sw-7");
  const auto c = b.audited();
  ASSERT_EQ(c.subjects.size(), 1u);
  EXPECT_EQ(said(c, "port"), "Gi1/0/7 probable");
  EXPECT_EQ(finding(c, "attribution").value, "document");
  EXPECT_FALSE(states(c, "merge"));
}

TEST(Port, Table_alone_makes_no_device_of_an_address) {
  EvidenceBuilder b;
  b.saved_files();
  const auto row = listed(b, "00:11:22:00:12:34");
  b.says(row, "switch.port", "Gi1/0/7");
  EXPECT_TRUE(b.audited().subjects.empty());
}

TEST(Port, Verify_derives_the_same_port_from_what_the_case_kept) {
  EvidenceBuilder b;
  const auto camera = b.capture().host("58:50:ed:00:12:34", "10.0.0.7");
  answer_sadp(b, camera);
  b.saved_files();
  const auto row = listed(b, "58:50:ed:00:12:34");
  b.says(row, "switch.port", "Gi1/0/7").says(row, "switch.vlan", "10");
  const auto c = b.audited();
  ASSERT_EQ(c.subjects.size(), 1u);
  const auto again = derive_findings(c, real_knowledge());
  const auto port = std::find_if(again.begin(), again.end(), [](const auto& f) { return f.key == "port"; });
  ASSERT_NE(port, again.end());
  EXPECT_EQ(port->attributes, finding(c, "port").attributes);
  EXPECT_EQ(port->observations, finding(c, "port").observations);
}

TEST(Port, Camera_is_called_as_its_lldp_says_where_it_says_it_nowhere_else) {
  EvidenceBuilder b;
  const auto camera = b.capture().host("b8:a4:4f:00:12:34", "");
  b.says(camera, "lldp.systemname", "axis-b8a44f001234")
      .says(camera, "lldp.systemdescription", "AXIS P3245-LV Dome Camera; 10");
  const auto c = b.audited();
  ASSERT_EQ(c.subjects.size(), 1u);
  EXPECT_EQ(said(c, "hostname"), "axis-b8a44f001234 probable");
  EXPECT_EQ(finding(c, "maker").value, "axis");
}

TEST(Port, Nothing_is_said_without_a_table) { EXPECT_TRUE(Table().say("eth.block", "X", "").findings().empty()); }

}  // namespace
}  // namespace lenscap::assess::port_test
