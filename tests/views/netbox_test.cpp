#include <gtest/gtest.h>

#include "views/sample_case.hpp"

namespace lenscap::views::netbox_test {
namespace {

using test::Sample;

constexpr std::string_view heading = "name,role,manufacturer,device_type,serial,site,status,comments\r\n";

std::vector<std::string> rows(const std::string& csv) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < csv.size();) {
    const std::size_t end = csv.find("\r\n", at);
    out.push_back(csv.substr(at, end - at));
    at = end + 2;
  }
  return out;
}

TEST(Netbox, Columns_are_those_of_its_device_import_and_every_device_has_a_row) {
  const std::string csv = to_netbox(test::sample_case().view());
  EXPECT_EQ(csv.find(heading), 0u);
  EXPECT_EQ(rows(csv).size(), 5u);
}

TEST(Netbox, Row_states_what_is_probable_and_how_sure_it_is) {
  const auto all = rows(to_netbox(test::sample_case().view()));
  EXPECT_EQ(all[1],
            "front-door-cam,Camera,Dahua,,3A01234PAZ00001,,active,\"Sold as \"\"SafeHome Pro 4\"\", built by Dahua: "
            "label and "
            "maker differ (camera) (confirmed). Lenscap, knowledge of 2026-11-23.\"");
  EXPECT_EQ(all[2].find("44:19:b6:00:00:02,Recorder,Hikvision,DS-7608NXI,,,active,"), 0u) << all[2];
}

TEST(Netbox, Maker_that_is_only_possible_is_left_out) {
  Sample s = test::sample_case();
  for (model::Finding& f : s.c.findings)
    if (f.key == "maker") f.confidence = model::Confidence::possible;
  for (const auto& row : rows(to_netbox(s.view()))) EXPECT_EQ(row.find(",Hikvision,"), std::string::npos) << row;
}

TEST(Netbox, No_cell_runs_as_a_formula_and_no_line_breaks) {
  const std::string csv = to_netbox(test::sample_case().view());
  EXPECT_EQ(csv.find("\r\n="), std::string::npos);
  EXPECT_EQ(csv.find(",="), std::string::npos);
  EXPECT_EQ(csv.find(",\"="), std::string::npos);
  EXPECT_EQ(csv.find('\x1b'), std::string::npos);
}

TEST(Netbox, Names_are_unique_and_of_a_length_that_fits) {
  Sample s;
  s.k = test::sample_knowledge();
  for (int i = 0; i < 3; ++i) {
    const model::Id device = s.device("ip:10.0.0." + std::to_string(i));
    s.found(device, "hostname", std::string(80, 'x'), model::Confidence::probable);
  }
  const auto all = rows(to_netbox(s.view()));
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[1].substr(0, all[1].find(',')), std::string(64, 'x'));
  EXPECT_EQ(all[2].substr(0, all[2].find(',')), std::string(60, 'x') + " (2)");
  EXPECT_EQ(all[3].substr(0, all[3].find(',')), std::string(60, 'x') + " (3)");
}

TEST(Netbox, What_only_documents_or_a_recorder_name_is_inventory) {
  Sample s = test::sample_case();
  s.found(1, "attribution", "named_by_recorder", model::Confidence::probable);
  EXPECT_NE(rows(to_netbox(s.view()))[1].find(",inventory,"), std::string::npos);
}

TEST(Netbox, Port_stands_in_the_comment) {
  Sample s = test::sample_case();
  s.found(1, "port", "Gi1/0/7", model::Confidence::probable, {{"switch", "sw-7"}, {"vlan", "10"}});
  EXPECT_NE(rows(to_netbox(s.view()))[1].find("A switch has it alone behind port Gi1/0/7 of switch sw-7 (VLAN 10)."),
            std::string::npos);
}

}  // namespace
}  // namespace lenscap::views::netbox_test
