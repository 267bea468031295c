#include "wire/upnp.hpp"

#include <gtest/gtest.h>

#include "wire/hnap.hpp"
#include "wire/text_messages.hpp"

namespace lenscap::wire::upnp_test {
namespace {

using testing::all_said;
using testing::said;

constexpr std::string_view description =
    "<?xml version=\"1.0\"?><root "
    "xmlns=\"urn:schemas-upnp-org:device-1-0\"><specVersion><major>1</major></specVersion><device>"
    "<deviceType>urn:schemas-upnp-org:device:MediaServer:1</deviceType><friendlyName>Camera at the gate</friendlyName>"
    "<manufacturer>ACME &amp; "
    "Co</manufacturer><manufacturerURL>http://acme.example/</manufacturerURL><modelName>A1</modelName>"
    "<modelNumber>2</modelNumber><modelDescription>Network camera</modelDescription><serialNumber>S1</serialNumber>"
    "<UDN>uuid:1</UDN><presentationURL>http://user:hush@10.0.0.5/</"
    "presentationURL><deviceList><device><deviceType>urn:x:1"
    "</deviceType><manufacturer>Inner</manufacturer></device></deviceList></device></root>";

TEST(Upnp, A_description_says_maker_model_and_name) {
  const auto upnp = parse_upnp(description);
  ASSERT_TRUE(upnp);
  EXPECT_EQ(said(*upnp, "upnp.manufacturer"), "ACME & Co");
  EXPECT_EQ(said(*upnp, "upnp.manufacturerurl"), "http://acme.example/");
  EXPECT_EQ(said(*upnp, "upnp.modelname"), "A1");
  EXPECT_EQ(said(*upnp, "upnp.modelnumber"), "2");
  EXPECT_EQ(said(*upnp, "upnp.modeldescription"), "Network camera");
  EXPECT_EQ(said(*upnp, "upnp.serialnumber"), "S1");
  EXPECT_EQ(said(*upnp, "upnp.friendlyname"), "Camera at the gate");
  EXPECT_EQ(said(*upnp, "upnp.udn"), "uuid:1");
}

TEST(Upnp, An_embedded_device_adds_its_type_only) {
  const auto upnp = parse_upnp(description);
  ASSERT_TRUE(upnp);
  EXPECT_EQ(all_said(*upnp, "upnp.devicetype"),
            (std::vector<std::string>{"urn:schemas-upnp-org:device:MediaServer:1", "urn:x:1"}));
  EXPECT_EQ(all_said(*upnp, "upnp.manufacturer").size(), 1u);
}

TEST(Upnp, Other_XML_is_none) {
  EXPECT_FALSE(parse_upnp("<root><device><manufacturer>x</manufacturer></device></root>"));
  EXPECT_FALSE(parse_upnp("<x xmlns=\"urn:schemas-upnp-org:device-1-0\"/>"));
}

constexpr std::string_view hnap_answer =
    "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>"
    "<GetDeviceSettingsResponse "
    "xmlns=\"http://purenetworks.com/HNAP1/\"><GetDeviceSettingsResult>OK</GetDeviceSettingsResult>"
    "<DeviceName>hall</DeviceName><VendorName>ACME</VendorName><ModelDescription>Internet "
    "Camera</ModelDescription><ModelName>A1"
    "</ModelName><DeviceMacId>00:00:5E:00:53:01</DeviceMacId><FirmwareVersion>1.06</FirmwareVersion></"
    "GetDeviceSettingsResponse>"
    "</soap:Body></soap:Envelope>";

TEST(Hnap, Device_settings_say_vendor_model_and_firmware) {
  const auto hnap = parse_hnap(hnap_answer);
  ASSERT_TRUE(hnap);
  EXPECT_EQ(said(*hnap, "hnap.vendorname"), "ACME");
  EXPECT_EQ(said(*hnap, "hnap.modelname"), "A1");
  EXPECT_EQ(said(*hnap, "hnap.modeldescription"), "Internet Camera");
  EXPECT_EQ(said(*hnap, "hnap.firmwareversion"), "1.06");
  EXPECT_EQ(said(*hnap, "hnap.devicename"), "hall");
  EXPECT_EQ(said(*hnap, "hnap.mac"), "00:00:5E:00:53:01");
}

TEST(Hnap, A_login_and_another_namespace_give_nothing) {
  EXPECT_FALSE(
      parse_hnap("<Envelope><Body><LoginResponse xmlns=\"http://purenetworks.com/HNAP1/\"><Challenge>hush</Challenge>"
                 "</LoginResponse></Body></Envelope>"));
  EXPECT_FALSE(
      parse_hnap("<Envelope><Body><GetDeviceSettingsResponse xmlns=\"urn:x\"><VendorName>x</VendorName>"
                 "</GetDeviceSettingsResponse></Body></Envelope>"));
}

TEST(Upnp, Damage_never_gives_a_value_outside_the_document) {
  const auto check = [](const std::optional<Fields>& fields, std::string_view bytes) {
    if (!fields) return;
    for (const Field& field : *fields) EXPECT_TRUE(testing::inside(field.value, bytes));
  };
  testing::damage(description, [&](std::string_view bytes) { check(parse_upnp(bytes), bytes); });
  testing::damage(hnap_answer, [&](std::string_view bytes) { check(parse_hnap(bytes), bytes); });
}

}  // namespace
}  // namespace lenscap::wire::upnp_test
