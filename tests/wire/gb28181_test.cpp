#include "wire/gb28181.hpp"

#include <gtest/gtest.h>

#include <string>

#include "wire/message_bytes.hpp"

namespace lenscap::wire::gb28181_test {
namespace {

using testing::every_flip;
using testing::every_prefix;
using testing::inside;
using testing::text;

TEST(Gb28181, Digits_eleven_to_thirteen_say_what_a_device_is) {
  EXPECT_TRUE(gb_camera(gb_type("34020000001320000002")));
  EXPECT_TRUE(gb_camera(gb_type("34020000001310000002")));
  EXPECT_TRUE(gb_recorder(gb_type("34020000001180000001")));
  EXPECT_TRUE(gb_recorder(gb_type("34020000001110000005")));
  EXPECT_TRUE(gb_encoder(gb_type("34020000001120000005")));
  EXPECT_EQ(gb_type("34020000002000000001"), 200);
  EXPECT_FALSE(gb_front_end(200)) << "a platform";
  EXPECT_TRUE(gb_front_end(134)) << "an alarm input stands at a place too";
  EXPECT_FALSE(gb_camera(134));
}

TEST(Gb28181, What_is_no_identifier_has_no_type) {
  EXPECT_EQ(gb_type("3402000000132000000"), 0) << "19 digits";
  EXPECT_EQ(gb_type("340200000013200000021"), 0);
  EXPECT_EQ(gb_type("3402000000132000000x"), 0);
  EXPECT_EQ(gb_type("89860000001320000002"), 0) << "a telephone card";
  EXPECT_EQ(gb_type("00000000001320000002"), 0);
  EXPECT_EQ(gb_type("34020000000120000002"), 0);
  EXPECT_EQ(gb_type("alice"), 0);
}

TEST(Gb28181, A_domain_is_digits_only) {
  EXPECT_TRUE(gb_domain("3402000000"));
  EXPECT_TRUE(gb_domain("34020000002000000001"));
  EXPECT_FALSE(gb_domain("192.0.2.1"));
  EXPECT_FALSE(gb_domain("example.com"));
  EXPECT_FALSE(gb_domain("1234567"));
}

// go-av/gosip@9b6e75c:pkg/gb28181/query__device_info.go, shortened
const std::string info = R"(<?xml version="1.0" encoding="GB2312"?>
<Response>
  <CmdType>DeviceInfo</CmdType>
  <SN>1676965736</SN>
  <DeviceID>34020000001110000005</DeviceID>
  <DeviceName>Network &amp; Video Recorder</DeviceName>
  <Result>OK</Result>
  <DeviceType>DVR</DeviceType>
  <Manufacturer> HIKVISION </Manufacturer>
  <Model>DS-7916N-R4</Model>
  <Firmware>V4.72.107</Firmware>
  <MaxCamera>16</MaxCamera>
</Response>
)";

TEST(Gb28181, A_recorder_describes_itself) {
  const auto document = parse_manscdp(info);
  ASSERT_TRUE(document);
  EXPECT_EQ(document->root, ManscdpRoot::response);
  EXPECT_EQ(document->command, "DeviceInfo");
  EXPECT_EQ(document->device_id, "34020000001110000005");
  EXPECT_EQ(document->device_name, "Network &amp; Video Recorder");
  EXPECT_EQ(document->device_type, "DVR");
  EXPECT_EQ(document->manufacturer, "HIKVISION");
  EXPECT_EQ(document->model, "DS-7916N-R4");
  EXPECT_EQ(document->firmware, "V4.72.107");
}

const std::string catalogue = R"(<?xml version="1.0"?>
<Response><CmdType>Catalog</CmdType><SN>7</SN><DeviceID>34020000001180000001</DeviceID><SumNum>2</SumNum>
<DeviceList Num="2"><!-- <Item> in a remark is none -->
<Item><DeviceID>34020000001320000011</DeviceID><Name>)"
                              "\xc7\xb0\xc3\xc5"  // two characters of GB 2312
                              R"(</Name><Manufacturer>Dahua</Manufacturer><Model>IPC-HFW</Model>
<Owner>Somebody</Owner><Password>secret</Password><IPAddress>192.0.2.81</IPAddress>
<Info><Model>not this one</Model></Info></Item>
<Item><DeviceID>34020000002160000001</DeviceID><Name>A group</Name><Model/></Item>
</DeviceList></Response>)";

TEST(Gb28181, A_catalogue_names_what_stands_behind_a_recorder) {
  const auto document = parse_manscdp(catalogue);
  ASSERT_TRUE(document);
  ASSERT_EQ(document->items().size(), 2u);
  const auto& camera = document->items()[0];
  EXPECT_EQ(camera.device_id, "34020000001320000011");
  EXPECT_EQ(camera.manufacturer, "Dahua");
  EXPECT_EQ(camera.model, "IPC-HFW");
  EXPECT_EQ(camera.address, "192.0.2.81");
  EXPECT_EQ(camera.name, "") << "no UTF-8";
  EXPECT_EQ(document->items()[1].name, "A group");
  EXPECT_EQ(document->items()[1].model, "");
  EXPECT_EQ(document->device_id, "34020000001180000001") << "not one of an item";
  EXPECT_EQ(document->left_out, 0u);
}

TEST(Gb28181, A_catalogue_beyond_the_space_is_counted) {
  std::string many = "<Response><CmdType>Catalog</CmdType><DeviceList>";
  for (int i = 0; i < 70; ++i) many += "<Item><Name>x" + std::to_string(i) + "</Name></Item>";
  const auto document = parse_manscdp(many);
  ASSERT_TRUE(document);
  EXPECT_EQ(document->items().size(), 64u);
  EXPECT_EQ(document->items()[63].name, "x63");
  EXPECT_EQ(document->left_out, 6u);
}

TEST(Gb28181, Questions_and_other_documents_are_told_apart) {
  const auto asked = parse_manscdp("<Query><CmdType>Catalog</CmdType></Query>");
  ASSERT_TRUE(asked);
  EXPECT_FALSE(asked->answers());
  EXPECT_FALSE(parse_manscdp("<Response><SN>1</SN></Response>")) << "no command";
  EXPECT_FALSE(parse_manscdp("<html><CmdType>Catalog</CmdType></html>"));
  EXPECT_FALSE(parse_manscdp("<!DOCTYPE x><Query><CmdType>Catalog</CmdType></Query>"));
  EXPECT_FALSE(parse_manscdp(""));
}

TEST(Gb28181, Damage_anywhere_never_leads_outside_the_document) {
  const auto read = [](std::span<const std::byte> bytes) {
    const auto document = parse_manscdp({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    if (!document) return;
    for (const std::string_view part :
         {document->command, document->device_id, document->device_name, document->device_type, document->manufacturer,
          document->model, document->firmware})
      EXPECT_TRUE(inside(part, bytes));
    for (const auto& item : document->items())
      for (const std::string_view part : {item.device_id, item.name, item.manufacturer, item.model, item.address})
        EXPECT_TRUE(inside(part, bytes));
  };
  for (const std::string& document : {info, catalogue}) {
    every_prefix(text(document), read);
    every_flip(text(document), read);
  }
}

}  // namespace
}  // namespace lenscap::wire::gb28181_test
