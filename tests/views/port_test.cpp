// Where a device is plugged in, in every view.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "views/neutral.hpp"
#include "views/sample_case.hpp"

namespace lenscap::views::port_test {
namespace {

using test::Sample;

Sample plugged(test::Attributes attributes) {
  Sample s = test::sample_case();
  s.found(2, "port", "Gi1/0/7", model::Confidence::probable, std::move(attributes));
  return s;
}

nlohmann::json device(const Sample& s, int id) {
  const auto document = nlohmann::json::parse(to_json(s.view()));
  for (const auto& d : document["devices"])
    if (d["id"] == id) return d;
  return {};
}

std::string line_with(const std::string& text, std::string_view part) {
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    if (line.find(part) != std::string::npos) return line;
  return "";
}

TEST(Port, Own_port_is_told_with_its_switch_and_vlan) {
  const Sample s = plugged({{"switch", "sw-7"}, {"vlan", "10"}});
  const auto d = device(s, 2);
  EXPECT_EQ(d["port"], "Gi1/0/7");
  EXPECT_EQ(d["switch"], "sw-7");
  EXPECT_EQ(d["vlan"], "10");
  EXPECT_TRUE(d["uplink"].is_null());
  EXPECT_NE(to_csv(s.view()).find(",sw-7,Gi1/0/7,,10\r\n"), std::string::npos);
  EXPECT_NE(to_html(s.view()).find("Gi1/0/7"), std::string::npos);
  EXPECT_NE(to_explanation(s.view(), 2, {}).find("A switch has it alone behind port Gi1/0/7 of switch sw-7"),
            std::string::npos);
}

TEST(Port, Uplink_is_never_shown_as_the_devices_port) {
  const Sample s = plugged({{"switch", "core"}, {"addresses", "57"}});
  const auto d = device(s, 2);
  EXPECT_TRUE(d["port"].is_null());
  EXPECT_EQ(d["uplink"], "Gi1/0/7");
  EXPECT_EQ(line_with(to_terminal(s.view(), {}), "Hikvision recorder").find("Gi1/0/7"), std::string::npos);
  EXPECT_NE(to_csv(s.view()).find(",core,,Gi1/0/7,\r\n"), std::string::npos);
  EXPECT_NE(to_explanation(s.view(), 2, {}).find("one of 57 addresses"), std::string::npos);
}

TEST(Port, Device_without_a_table_has_none) {
  const auto d = device(test::sample_case(), 1);
  for (const char* name : {"switch", "port", "uplink", "vlan"}) EXPECT_TRUE(d[name].is_null()) << name;
}

TEST(Port, Terminal_line_has_it_where_it_fits) {
  const Sample s = plugged({{"switch", "sw-7"}});
  const std::string line = line_with(to_terminal(s.view(), {}), "Hikvision recorder");
  EXPECT_NE(line.find("sw-7 Gi1/0/7"), std::string::npos) << line;
  EXPECT_LE(columns(line), 80);
  const Sample longer = plugged({{"switch", std::string(60, 's')}});
  EXPECT_EQ(line_with(to_terminal(longer.view(), {}), "Hikvision recorder").find("sss"), std::string::npos);
}

TEST(Port, Where_a_capture_stands_is_told_with_the_inputs_and_is_no_gap) {
  Sample s = test::sample_case();
  s.c.sources[0].notes = {std::string(model::taken_at_switch) + "\"sw-7\", port \"Gi1/0/24\" (lldp)"};
  const std::string text = to_terminal(s.view(), {});
  EXPECT_LT(text.find("captured beside switch \"sw-7\""), text.find("Knowledge of"));
  EXPECT_EQ(text.find("captured beside", text.find("Knowledge of")), std::string::npos);
}

TEST(Port, Redaction_hides_the_switches_name_here_and_in_the_notes) {
  Sample s = plugged({{"switch", "sw-lobby"}});
  s.saw(2, "switch.name", "sw-lobby", 0, "line 8");
  s.c.sources[0].notes = {std::string(model::taken_at_switch) + "\"core-basement\", port \"Gi1/0/24\" (lldp)"};
  s.c = redact(std::move(s.c), {});
  const std::string all = to_json(s.view()) + to_terminal(s.view(), {}) + to_csv(s.view()) + to_netbox(s.view());
  EXPECT_EQ(all.find("sw-lobby"), std::string::npos);
  EXPECT_EQ(all.find("core-basement"), std::string::npos);
  EXPECT_NE(all.find("Gi1/0/24"), std::string::npos);
}

}  // namespace
}  // namespace lenscap::views::port_test
