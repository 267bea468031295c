#include "wire/bosch.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "wire/message_bytes.hpp"

namespace lenscap::wire::bosch_test {
namespace {

using testing::operator+;
using testing::Bytes;
using testing::every_flip;
using testing::every_prefix;
using testing::hex;
using testing::inside;
using testing::noise;
using testing::text;

const Bytes search = hex("99 39 a4 27  60 08 ad 0a  ff 00 06 de   # its number, answer to port 1758");

const Bytes answer = hex(R"(99 39 a4 27  60 08 ad 0a
                            00 07 5f 00 12 34  00 00
                            c0 00 02 28  ff ff ff 00  c0 00 02 01
                            00 00 00 00)");

const std::string xml =
    R"(<?xml version="1.0" encoding="UTF-8"?><root xmlns="OEMExt00:device-1-0"><device>)"
    "<deviceType>OEMExt00:device:deviceID0</deviceType><friendlyName>DINION IP starlight 6000 HD</friendlyName>"
    "<unitName>Depot &amp; gate</unitName><serialNumber>044517630535080002</serialNumber>"
    "<physAddress>00-07-5f-00-12-34</physAddress><sessionKey>0000000000000001</sessionKey>"
    "<unitIPAddress>192.0.2.41</unitIPAddress><RCPPort>1756</RCPPort></device></root>";

std::string value_of(const Fields& fields, std::string_view name) {
  const auto at = std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.name == name; });
  return at == fields.end() ? "" : std::string(at->text());
}

TEST(Bosch, A_tool_that_searches_is_known) {
  EXPECT_TRUE(is_bosch_search(search));
  Bytes other_port = search;
  other_port[10] = std::byte{0xc0};
  EXPECT_TRUE(is_bosch_search(other_port));
  EXPECT_FALSE(is_bosch_search(answer));
  EXPECT_FALSE(parse_bosch(search));
}

TEST(Bosch, An_older_device_states_its_addresses) {
  const auto device = parse_bosch(answer);
  ASSERT_TRUE(device);
  EXPECT_EQ(device->mac, 0x00075f001234u);
  EXPECT_EQ(device->ipv4, 0xc0000228u);
  EXPECT_EQ(device->ipv4_mask, 0xffffff00u);
  EXPECT_EQ(device->ipv4_gateway, 0xc0000201u);
}

TEST(Bosch, A_newer_device_says_what_it_is_in_XML) {
  const auto fields = parse_bosch_xml(xml);
  ASSERT_TRUE(fields);
  EXPECT_EQ(value_of(*fields, "bosch.friendlyname"), "DINION IP starlight 6000 HD");
  EXPECT_EQ(value_of(*fields, "bosch.unitname"), "Depot & gate");
  EXPECT_EQ(value_of(*fields, "bosch.serialnumber"), "044517630535080002");
  EXPECT_EQ(value_of(*fields, "bosch.mac"), "00-07-5f-00-12-34");
  EXPECT_EQ(value_of(*fields, "bosch.ipaddress"), "192.0.2.41");
  EXPECT_EQ(fields->size(), 5u) << "the session key is not among them";
}

TEST(Bosch, XML_of_another_namespace_is_another_protocol) {
  std::string other = xml;
  other.replace(other.find("OEMExt00:device-1-0"), 19, "urn:schemas-upnp:x1");
  EXPECT_FALSE(parse_bosch_xml(other));
  EXPECT_FALSE(parse_bosch_xml(R"(<probe xmlns="OEMExt00:device-1-0"><device/></probe>)"));
  EXPECT_FALSE(parse_bosch_xml(R"(<root xmlns="OEMExt00:device-1-0"><device/></root>)")) << "says nothing";
  EXPECT_FALSE(parse_bosch_xml(xml.substr(0, xml.size() - 8))) << "cut";
}

TEST(Bosch, The_mark_alone_is_not_enough) {
  int believed = 0;
  for (std::uint32_t seed = 0; seed < 5000; ++seed)
    believed += parse_bosch(hex("99 39 a4 27") + noise(28, seed)).has_value();
  EXPECT_EQ(believed, 0) << "a mask has no holes";
}

TEST(Bosch, Damage_anywhere_never_leads_outside_the_packet) {
  const auto read = [](std::span<const std::byte> bytes) {
    is_bosch_search(bytes);
    if (const auto device = parse_bosch(bytes)) {
      EXPECT_TRUE(inside(device->mac_raw, bytes));
      EXPECT_TRUE(inside(device->ipv4_raw, bytes));
    }
    const std::string_view characters(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (const auto fields = parse_bosch_xml(characters))
      for (const Field& field : *fields) EXPECT_TRUE(inside(field.value, bytes));
  };
  every_prefix(answer, read);
  every_flip(answer, read);
  every_prefix(text(xml), read);
  every_flip(text(xml), read);
}

}  // namespace
}  // namespace lenscap::wire::bosch_test
