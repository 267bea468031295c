#include "wire/vapix.hpp"

#include <gtest/gtest.h>

#include <string>

#include "wire/text_messages.hpp"

namespace lenscap::wire::vapix_test {
namespace {

using testing::operator+;
using testing::damage;
using testing::said;

// Kane610/axis, tests/test_basic_device_info.py, with another address.
const std::string properties =
    R"({"apiVersion": "1.1", "data": {"propertyList": {"Architecture": "armv7hf", "Brand": "AXIS",
    "BuildDate": "Feb 15 2019 09:42", "HardwareID": "70E", "ProdFullName": "AXIS M1065-LW Network Camera",
    "ProdNbr": "M1065-LW", "ProdShortName": "AXIS M1065-LW", "ProdType": "Network Camera", "ProdVariant": "",
    "SerialNumber": "00408C123456", "Soc": "Ambarella S2L", "Version": "9.80.1",
    "WebURL": "http://www.axis.com"}}})";

const std::string parameters =
    "root.Brand.Brand=AXIS\r\n"
    "root.Brand.ProdFullName=AXIS Q6055-E PTZ Dome Network Camera\r\n"
    "root.Brand.ProdNbr=Q6055-E\r\n"
    "root.Brand.ProdShortName=AXIS Q6055-E\r\n"
    "root.Brand.ProdType=PTZ Dome Network Camera\r\n"
    "root.Network.Share.Password=secret\r\n"
    "root.Network.eth0.MACAddress=AC:CC:8E:12:34:56\r\n"
    "root.Properties.Firmware.Version=8.40.1\r\n"
    "root.Properties.System.SerialNumber=ACCC8E123456\r\n";

TEST(Vapix, A_camera_describes_itself_in_json) {
  const auto document = parse_vapix(properties);
  ASSERT_TRUE(document);
  ASSERT_EQ(document->devices.size(), 1u);
  const Fields& fields = document->devices[0];
  EXPECT_EQ(said(fields, "vapix.brand"), "AXIS");
  EXPECT_EQ(said(fields, "vapix.prodfullname"), "AXIS M1065-LW Network Camera");
  EXPECT_EQ(said(fields, "vapix.prodnbr"), "M1065-LW");
  EXPECT_EQ(said(fields, "vapix.prodtype"), "Network Camera");
  EXPECT_EQ(said(fields, "vapix.serialnumber"), "00408C123456");
  EXPECT_EQ(said(fields, "vapix.version"), "9.80.1");
  EXPECT_EQ(fields.size(), 7u) << "nothing else comes out";
}

TEST(Vapix, A_list_of_parameters_says_the_same) {
  const auto document = parse_vapix(parameters);
  ASSERT_TRUE(document);
  const Fields& fields = document->devices[0];
  EXPECT_EQ(said(fields, "vapix.prodnbr"), "Q6055-E");
  EXPECT_EQ(said(fields, "vapix.version"), "8.40.1");
  EXPECT_EQ(said(fields, "vapix.macaddress"), "AC:CC:8E:12:34:56");
  EXPECT_EQ(said(fields, "vapix.serialnumber"), "ACCC8E123456");
  for (const Field& field : fields) EXPECT_EQ(field.text().find("secret"), std::string_view::npos);
  EXPECT_EQ(fields[2].place, "line 3");
}

TEST(Vapix, Old_firmware_leaves_out_the_root) {
  const auto document = parse_vapix("Brand.Brand=AXIS\nBrand.ProdNbr=211\n");
  ASSERT_TRUE(document);
  EXPECT_EQ(said(document->devices[0], "vapix.prodnbr"), "211");
}

TEST(Vapix, Other_documents_are_refused) {
  EXPECT_FALSE(parse_vapix(""));
  EXPECT_FALSE(parse_vapix("# Error: Error -1 getting param in group 'root.Brand'\n"));
  EXPECT_FALSE(parse_vapix("root.Network.Enabled=yes\n")) << "says nothing of the device";
  EXPECT_FALSE(parse_vapix("Brand=AXIS\nroot.Brand.ProdNbr=211\n")) << "another list";
  EXPECT_FALSE(parse_vapix(R"({"data": {"propertyList": {"ProdNbr": "211"}}})")) << "no brand";
  EXPECT_FALSE(parse_vapix(R"({"propertyList": {"Brand": "AXIS", "ProdNbr": "211"}})")) << "another place";
  EXPECT_FALSE(parse_vapix(R"({"error": {"code": 2004, "message": "propertyList"}})"));
}

TEST(Vapix, Familiar_bytes_before_noise_are_not_enough) {
  for (std::uint32_t seed = 0; seed < 4000; ++seed)
    for (const char* const lead : {"root.", "root.Brand.", "{\"data\": {\"propertyList\": {"}) {
      const auto bytes = testing::text(lead) + testing::noise(200, seed);
      EXPECT_FALSE(parse_vapix(testing::view(bytes))) << lead << seed;
    }
}

TEST(Vapix, Damage_anywhere_never_leads_outside_the_document) {
  for (const std::string& message : {properties, parameters})
    damage(message, [](std::string_view bytes) {
      const auto document = parse_vapix(bytes);
      if (!document) return;
      for (const Field& field : document->devices[0]) EXPECT_TRUE(testing::inside(field.value, bytes));
    });
}

}  // namespace
}  // namespace lenscap::wire::vapix_test
