// The example's devices as NetBox would import them.
#include <gtest/gtest.h>

#include <sstream>

#include "cli/program.hpp"

namespace lenscap::test::netbox_test {
namespace {

std::string example() { return LENSCAP_ROOT "/examples/depot.pcapng"; }

std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

TEST(Netbox, Example_has_a_heading_and_a_row_a_device) {
  const Ran json = run({"audit", example(), "--json", "-"});
  const auto devices = nlohmann::json::parse(json.out)["devices"];
  const Ran netbox = run({"audit", example(), "--netbox", "-"});
  ASSERT_EQ(netbox.code, 0) << netbox.err;
  const auto rows = lines(netbox.out);
  ASSERT_EQ(rows.size(), devices.size() + 1);
  EXPECT_EQ(rows[0], "name,role,manufacturer,device_type,serial,site,status,comments\r");
  std::size_t named = 0;
  for (std::size_t i = 0; i < devices.size(); ++i) {
    const auto& maker = devices[i]["maker"];
    const bool sure = maker["confidence"] == "confirmed" || maker["confidence"] == "probable";
    if (!sure) continue;
    ++named;
    EXPECT_NE(rows[i + 1].find("," + maker["name"].get<std::string>() + ","), std::string::npos) << rows[i + 1];
  }
  EXPECT_GT(named, 5u);
}

TEST(Netbox, Redacted_rows_hold_no_address_and_no_serial_number) {
  const Ran json = run({"audit", example(), "--json", "-"});
  const Ran netbox = run({"audit", example(), "--netbox", "-", "--redact"});
  ASSERT_EQ(netbox.code, 0) << netbox.err;
  const auto document = nlohmann::json::parse(json.out);
  for (const auto& device : document["devices"]) {
    for (const auto& mac : device["macs"]) EXPECT_EQ(netbox.out.find(mac.get<std::string>()), std::string::npos) << mac;
    const auto& serial = device["serial"];
    EXPECT_TRUE(serial.is_null() || netbox.out.find(serial.get<std::string>()) == std::string::npos) << serial;
  }
}

TEST(Netbox, Shares_standard_output_with_no_other_document) {
  EXPECT_EQ(run({"audit", example(), "--netbox", "-", "--csv", "-"}).code, 2);
}

}  // namespace
}  // namespace lenscap::test::netbox_test
