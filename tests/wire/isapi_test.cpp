#include "wire/isapi.hpp"

#include <gtest/gtest.h>

#include "wire/json_walk.hpp"
#include "wire/text_messages.hpp"

namespace lenscap::wire::isapi_test {
namespace {

using testing::kept;
using testing::said;

constexpr std::string_view camera =
    "<?xml version=\"1.0\"?>\n<DeviceInfo version=\"2.0\" xmlns=\"http://www.isapi.org/ver20/XMLSchema\">\n"
    "<deviceName>Hof &amp; "
    "Tor</deviceName><model>DS-2CD2T47G1-L</model><serialNumber>DS-2CD2T47G1-L20190522AAWRD12345678"
    "</serialNumber><macAddress>58:50:ed:00:12:34</macAddress><firmwareVersion>V5.5.82</firmwareVersion>"
    "<manufacturer>SafeHome</manufacturer><OEMCode>7</OEMCode><verificationCode>HUSHXY</verificationCode></DeviceInfo>";

constexpr std::string_view list =
    "<InputProxyChannelList xmlns=\"http://www.hikvision.com/ver20/XMLSchema\">"
    "<InputProxyChannel><id>1</id><name>yard</name><sourceInputPortDescriptor><proxyProtocol>ONVIF</proxyProtocol>"
    "<ipAddress>10.0.0.7</ipAddress><userName>hushuser</userName><password>hushword</password><model>IPC-A</model>"
    "<serialNumber>S7</serialNumber><firmwareVersion>V1</firmwareVersion></sourceInputPortDescriptor></"
    "InputProxyChannel>"
    "<InputProxyChannel><id>2</id><name>gate</name></InputProxyChannel></InputProxyChannelList>";

TEST(Isapi, A_camera_describes_itself) {
  const auto isapi = parse_isapi(camera);
  ASSERT_TRUE(isapi);
  ASSERT_EQ(isapi->devices.size(), 1u);
  const Fields& device = isapi->devices[0];
  EXPECT_EQ(said(device, "isapi.devicename"), "Hof & Tor");
  EXPECT_EQ(said(device, "isapi.model"), "DS-2CD2T47G1-L");
  EXPECT_EQ(said(device, "isapi.serialnumber"), "DS-2CD2T47G1-L20190522AAWRD12345678");
  EXPECT_EQ(said(device, "isapi.manufacturer"), "SafeHome");
  EXPECT_EQ(said(device, "isapi.oemcode"), "7");
  EXPECT_EQ(said(device, "isapi.namespace"), "http://www.isapi.org/ver20/XMLSchema");
  for (const Field& field : device) {
    EXPECT_EQ(field.text().find("HUSH"), std::string_view::npos) << field.name;
    EXPECT_TRUE(testing::inside(field.value, camera)) << field.name;
  }
}

TEST(Isapi, A_recorder_lists_its_cameras_without_their_accounts) {
  const auto isapi = parse_isapi(list);
  ASSERT_TRUE(isapi);
  EXPECT_TRUE(isapi->devices.empty());
  ASSERT_EQ(isapi->channels.size(), 2u);
  const Fields& yard = isapi->channels[0];
  EXPECT_EQ(said(yard, "channel.name"), "yard");
  EXPECT_EQ(said(yard, "channel.manufacturer"), "ONVIF");
  EXPECT_EQ(said(yard, "channel.address"), "10.0.0.7");
  EXPECT_EQ(said(yard, "channel.model"), "IPC-A");
  EXPECT_EQ(said(yard, "channel.serial"), "S7");
  EXPECT_EQ(said(yard, "channel.firmware"), "V1");
  for (const Field& field : yard) EXPECT_EQ(field.text().find("hush"), std::string_view::npos) << field.name;
  EXPECT_EQ(said(isapi->channels[1], "channel.name"), "gate");
  EXPECT_EQ(isapi->channels[1][0].place, "/InputProxyChannelList/InputProxyChannel[2]/name");
}

TEST(Isapi, Another_makers_DeviceInfo_is_none) {
  EXPECT_FALSE(parse_isapi("<DeviceInfo><colour>red</colour></DeviceInfo>"));
  EXPECT_FALSE(parse_isapi("<Envelope><Body><DeviceInfo><model>x</model></DeviceInfo></Body></Envelope>"));
  EXPECT_FALSE(parse_isapi_json("{\"DeviceInfo\":{\"colour\":\"red\"}}"));
}

TEST(Isapi, The_real_camera_document_is_read_where_it_says_so) {
  LENSCAP_EVIDENCE(document, "documents/isapi-hikvision/ipc1.xml");
  const auto isapi = parse_isapi(document);
  ASSERT_TRUE(isapi);
  EXPECT_EQ(said(isapi->devices.at(0), "isapi.model"), "DS-2CD2386G2-IU");
  EXPECT_EQ(said(isapi->devices.at(0), "isapi.firmwareversion"), "V5.7.18");
  EXPECT_EQ(said(isapi->devices.at(0), "isapi.oemcode"), "1");
  EXPECT_EQ(said(isapi->devices.at(0), "isapi.macaddress"), "a6:63:9e:f8:01:09");
}

TEST(Isapi, The_real_recorder_names_four_cameras_one_of_them_only_by_its_address) {
  LENSCAP_EVIDENCE(document, "documents/isapi-hikvision/DS-7608NXI-I2.json");
  const auto isapi = parse_isapi_json(document);
  ASSERT_TRUE(isapi);
  ASSERT_EQ(isapi->devices.size(), 1u);
  EXPECT_EQ(said(isapi->devices[0], "isapi.model"), "DS-7608NXI-I2/8P/S");
  EXPECT_EQ(said(isapi->devices[0], "isapi.manufacturer"), "");
  ASSERT_EQ(isapi->channels.size(), 4u);
  EXPECT_EQ(said(isapi->channels[0], "channel.address"), "1.0.0.236");
  EXPECT_EQ(said(isapi->channels[0], "channel.model"), "DS-2CD2386G2-IU");
  EXPECT_EQ(said(isapi->channels[2], "channel.model"), "IPC");
  EXPECT_EQ(said(isapi->channels[3], "channel.address"), "1.0.0.238");
  EXPECT_EQ(said(isapi->channels[3], "channel.model"), "");
  for (const Fields& channel : isapi->channels) {
    for (const Field& field : channel) {
      EXPECT_TRUE(testing::inside(field.value, document));
      EXPECT_NE(field.text(), "admin");
    }
  }
}

TEST(Isapi, A_place_in_JSON_is_a_pointer) {
  LENSCAP_EVIDENCE(document, "documents/isapi-hikvision/DS-2CD2146G2-ISU.json");
  const auto isapi = parse_isapi_json(document);
  ASSERT_TRUE(isapi);
  for (const Field& field : isapi->devices.at(0)) {
    if (field.name != "isapi.model") continue;
    EXPECT_EQ(field.text(), "DS-2CD2146G2-ISU");
    EXPECT_EQ(field.place, "/data/ISAPI/System~1deviceInfo/response/DeviceInfo/model");
  }
}

constexpr std::string_view json =
    "\xef\xbb\xbf{\"a/"
    "b\":[{\"DeviceInfo\":{\"model\":\"M\\u00e9\",\"deviceName\":\"\xb4\xf3\xc3\xc5\",\"n\":null,\"serialNumber\":12}},"
    "{\"InputProxyChannel\":{\"name\":\"one\",\"sourceInputPortDescriptor\":{\"model\":\"X\",\"password\":\"hush\"},"
    "\"id\":1}}]}";

TEST(Isapi, JSON_gives_the_same_with_a_name_that_is_not_UTF8_and_a_channel_alone) {
  const auto isapi = parse_isapi_json(json);
  ASSERT_TRUE(isapi);
  ASSERT_EQ(isapi->devices.size(), 1u);
  EXPECT_EQ(said(isapi->devices[0], "isapi.model"), "M\xc3\xa9");
  EXPECT_EQ(said(isapi->devices[0], "isapi.devicename"), "\xb4\xf3\xc3\xc5");
  EXPECT_EQ(said(isapi->devices[0], "isapi.serialnumber"), "12");
  EXPECT_EQ(isapi->devices[0][0].place, "/a~1b/0/DeviceInfo/model");
  ASSERT_EQ(isapi->channels.size(), 1u);
  EXPECT_EQ(said(isapi->channels[0], "channel.name"), "one");
  EXPECT_EQ(said(isapi->channels[0], "channel.model"), "X");
}

TEST(Isapi, Channels_beyond_the_bound_are_counted) {
  std::string many = "<InputProxyChannelList>";
  for (int i = 0; i < 1100; ++i) many += "<InputProxyChannel><name>n</name></InputProxyChannel>";
  const auto isapi = parse_isapi(kept(many + "</InputProxyChannelList>"));
  ASSERT_TRUE(isapi);
  EXPECT_EQ(isapi->channels.size(), DeviceDocument::most_channels);
  EXPECT_EQ(isapi->left_out, 1100 - DeviceDocument::most_channels);
}

TEST(Isapi, Deep_JSON_is_given_up) {
  const std::string deep = std::string(100'000, '[') + "1" + std::string(100'000, ']');
  EXPECT_FALSE(walk_json(deep, [](const JsonValue&) {}));
  EXPECT_FALSE(walk_json("", [](const JsonValue&) {}));
  EXPECT_FALSE(walk_json("{\"a\":", [](const JsonValue&) {}));
}

TEST(Isapi, Damage_never_gives_a_value_outside_the_document) {
  const auto check = [](const std::optional<DeviceDocument>& isapi, std::string_view bytes) {
    if (!isapi) return;
    for (const Fields& fields : isapi->devices)
      for (const Field& field : fields) EXPECT_TRUE(testing::inside(field.value, bytes));
    for (const Fields& fields : isapi->channels)
      for (const Field& field : fields) EXPECT_TRUE(testing::inside(field.value, bytes));
  };
  for (const std::string_view message : {camera, list})
    testing::damage(message, [&](std::string_view bytes) { check(parse_isapi(bytes), bytes); });
  testing::damage(json, [&](std::string_view bytes) { check(parse_isapi_json(bytes), bytes); });
}

}  // namespace
}  // namespace lenscap::wire::isapi_test
