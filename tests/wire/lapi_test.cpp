#include "wire/lapi.hpp"

#include <gtest/gtest.h>

#include "wire/text_messages.hpp"

namespace lenscap::wire::lapi_test {
namespace {

using testing::said;

constexpr std::string_view device =
    R"({"Response":{"ResponseURL":"/LAPI/V1.0/System/DeviceInfo","ResponseCode":0,"ResponseString":"Succeed","Data":)"
    R"({"DeviceName":"NVR","DeviceModel":"NVR302-16S2","SerialNumber":"210235XXXX0000000001","FirmwareVersion":"NVR-B3801","Password":"hush"}}})";
constexpr std::string_view channels =
    R"({"Response":{"ResponseCode":0,"Data":{"Nums":3,"DetailInfos":[{"ID":1,"Name":"gate","Status":1,"Manufacturer":"HIKVISION",)"
    R"("AddressInfo":{"AddressType":0,"Address":"10.0.0.8","Port":80,"MAC":"58:50:ed:00:12:34"},"DeviceModel":"DS-2CD"},)"
    R"({"ID":2,"Name":"spare","AddressInfo":{"Address":""}},{"ID":3,"Name":"yard","AddressInfo":{"Address":"10.0.0.9"}}]}}})";

TEST(Lapi, A_recorder_says_what_it_is) {
  const auto lapi = parse_lapi(device);
  ASSERT_TRUE(lapi);
  ASSERT_EQ(lapi->devices.size(), 1u);
  EXPECT_EQ(said(lapi->devices[0], "lapi.devicemodel"), "NVR302-16S2");
  EXPECT_EQ(said(lapi->devices[0], "lapi.devicename"), "NVR");
  EXPECT_EQ(said(lapi->devices[0], "lapi.serialnumber"), "210235XXXX0000000001");
  EXPECT_EQ(said(lapi->devices[0], "lapi.firmwareversion"), "NVR-B3801");
  EXPECT_EQ(lapi->devices[0].size(), 4u);
}

TEST(Lapi, It_names_the_makers_of_the_cameras_behind_it) {
  const auto lapi = parse_lapi(channels);
  ASSERT_TRUE(lapi);
  EXPECT_TRUE(lapi->devices.empty());
  ASSERT_EQ(lapi->channels.size(), 2u);  // the spare slot has nothing connected
  EXPECT_EQ(said(lapi->channels[0], "channel.manufacturer"), "HIKVISION");
  EXPECT_EQ(said(lapi->channels[0], "channel.model"), "DS-2CD");
  EXPECT_EQ(said(lapi->channels[0], "channel.address"), "10.0.0.8");
  EXPECT_EQ(said(lapi->channels[0], "channel.mac"), "58:50:ed:00:12:34");
  EXPECT_EQ(said(lapi->channels[1], "channel.name"), "yard");
  EXPECT_EQ(lapi->channels[0][2].place, "/Response/Data/DetailInfos/0/AddressInfo/Address");
}

TEST(Lapi, An_access_panel_answers_with_other_words) {
  const auto lapi = parse_lapi(
      R"({"Response":{"ResponseURL":"/LAPI/V1.0/System/DeviceBasicInfo","DeviceType":"IPC","ProductModel":"OET-213H-NB-WH","SerialNo":"210235B8GR321B000001"}})");
  ASSERT_TRUE(lapi);
  EXPECT_EQ(said(lapi->devices.at(0), "lapi.devicemodel"), "OET-213H-NB-WH");
  EXPECT_EQ(said(lapi->devices.at(0), "lapi.serialnumber"), "210235B8GR321B000001");
}

TEST(Lapi, Other_JSON_is_none) {
  EXPECT_FALSE(parse_lapi(R"({"Response":{"ResponseCode":1,"Data":null}})"));
  EXPECT_FALSE(parse_lapi(R"({"Data":{"DeviceModel":"x"}})"));
  EXPECT_FALSE(parse_lapi("\"Response\""));
}

TEST(Lapi, Damage_never_gives_a_value_outside_the_document) {
  for (const std::string_view message : {device, channels}) {
    testing::damage(message, [](std::string_view bytes) {
      const auto lapi = parse_lapi(bytes);
      if (!lapi) return;
      for (const auto* list : {&lapi->devices, &lapi->channels})
        for (const Fields& fields : *list)
          for (const Field& field : fields) EXPECT_TRUE(testing::inside(field.value, bytes));
    });
  }
}

}  // namespace
}  // namespace lenscap::wire::lapi_test
