#include "wire/wsd.hpp"

#include <gtest/gtest.h>

#include "wire/onvif_scope.hpp"
#include "wire/text_messages.hpp"

namespace lenscap::wire::wsd_test {
namespace {

using testing::all_said;
using testing::said;

// Elements and order as in WS-Discovery's own example; device, addresses and serial number are invented.
std::string_view message(std::string_view body,
                         std::string_view discovery = "http://schemas.xmlsoap.org/ws/2005/04/discovery") {
  return testing::kept(
      "<?xml version=\"1.0\" encoding=\"utf-8\"?><q:Envelope xmlns:q=\"http://www.w3.org/2003/05/soap-envelope\" "
      "xmlns:w=\"http://schemas.xmlsoap.org/ws/2004/08/addressing\" xmlns:d=\"" +
      std::string(discovery) +
      "\" xmlns:dn=\"http://www.onvif.org/ver10/network/wsdl\" xmlns:tds=\"http://www.onvif.org/ver10/device/wsdl\">"
      "<q:Header><w:MessageID>urn:uuid:1</w:MessageID></q:Header><q:Body>" +
      std::string(body) + "</q:Body></q:Envelope>");
}

const std::string_view match = message(
    "<d:ProbeMatches><d:ProbeMatch><w:EndpointReference><w:Address>urn:uuid:4c4c4544-0000-1000-8000-3cef8c001234</"
    "w:Address>"
    "</w:EndpointReference><d:Types>dn:NetworkVideoTransmitter "
    "tds:Device</d:Types><d:Scopes>onvif://www.onvif.org/type/ptz\n"
    " onvif://www.onvif.org/Profile/Streaming onvif://www.onvif.org/hardware/IPC-HDW5421S onvif://www.onvif.org/name/"
    "SafeHome%20Pro%204 "
    "onvif://www.onvif.org/SerialNumber/3A01234PAZ00001</d:Scopes><d:XAddrs>http://10.0.0.5/onvif/device_service"
    " http://[fe80::1]/onvif/device_service</d:XAddrs><d:MetadataVersion>1</d:MetadataVersion></d:ProbeMatch></"
    "d:ProbeMatches>");

TEST(Wsd, A_camera_answers_with_types_scopes_and_addresses) {
  const auto wsd = parse_wsd(match);
  ASSERT_TRUE(wsd);
  EXPECT_EQ(wsd->kind, WsdKind::probe_matches);
  EXPECT_FALSE(wsd->question());
  ASSERT_EQ(wsd->devices.size(), 1u);
  const WsdDevice& device = wsd->devices[0];
  EXPECT_TRUE(device.onvif);
  EXPECT_EQ(all_said(device.fields, "wsd.types"),
            (std::vector<std::string>{"http://www.onvif.org/ver10/network/wsdl#NetworkVideoTransmitter",
                                      "http://www.onvif.org/ver10/device/wsdl#Device"}));
  EXPECT_EQ(said(device.fields, "wsd.name"), "SafeHome Pro 4");
  EXPECT_EQ(said(device.fields, "wsd.hardware"), "IPC-HDW5421S");
  EXPECT_EQ(said(device.fields, "wsd.serial"), "3A01234PAZ00001");
  EXPECT_EQ(all_said(device.fields, "wsd.scope"),
            (std::vector<std::string>{"onvif://www.onvif.org/type/ptz", "onvif://www.onvif.org/Profile/Streaming"}));
  EXPECT_EQ(all_said(device.fields, "wsd.xaddr").size(), 2u);
  EXPECT_EQ(said(device.fields, "wsd.endpoint"), "urn:uuid:4c4c4544-0000-1000-8000-3cef8c001234");
}

TEST(Wsd, A_decoded_name_leads_back_to_the_escaped_bytes) {
  const auto wsd = parse_wsd(match);
  ASSERT_TRUE(wsd);
  for (const Field& field : wsd->devices[0].fields) {
    EXPECT_TRUE(testing::inside(field.value, match)) << field.name;
    if (field.name == "wsd.name") {
      EXPECT_EQ(field.value, "SafeHome%20Pro%204");
    }
  }
}

TEST(Wsd, A_probe_is_a_question_and_says_nothing_about_a_device) {
  const auto wsd = parse_wsd(message("<d:Probe><d:Types>dn:NetworkVideoTransmitter</d:Types></d:Probe>"));
  ASSERT_TRUE(wsd);
  EXPECT_EQ(wsd->kind, WsdKind::probe);
  EXPECT_TRUE(wsd->question());
  EXPECT_TRUE(wsd->devices.empty());
}

TEST(Wsd, Hello_and_bye_speak_of_one_device) {
  for (const std::string_view name : {"Hello", "Bye"}) {
    const std::string tag(name);
    const auto wsd = parse_wsd(message(
        "<d:" + tag + "><w:EndpointReference><w:Address>urn:uuid:2</w:Address></w:EndpointReference></d:" + tag + ">"));
    ASSERT_TRUE(wsd);
    EXPECT_EQ(wsd->kind, name == "Hello" ? WsdKind::hello : WsdKind::bye);
    ASSERT_EQ(wsd->devices.size(), 1u);
    EXPECT_EQ(said(wsd->devices[0].fields, "wsd.endpoint"), "urn:uuid:2");
    EXPECT_FALSE(wsd->devices[0].onvif);
  }
}

TEST(Wsd, A_Windows_computer_is_not_ONVIF) {
  const auto wsd =
      parse_wsd(message("<d:Hello><d:Types xmlns:pub=\"http://schemas.microsoft.com/windows/pub/2005/07\">pub:Computer"
                        "</d:Types></d:Hello>"));
  ASSERT_TRUE(wsd);
  EXPECT_FALSE(wsd->devices[0].onvif);
  EXPECT_EQ(said(wsd->devices[0].fields, "wsd.types"), "http://schemas.microsoft.com/windows/pub/2005/07#Computer");
}

TEST(Wsd, The_same_element_names_in_SADP_are_not_WS_Discovery) {
  EXPECT_FALSE(parse_wsd("<?xml version=\"1.0\"?><Probe><Uuid>1</Uuid><Types>inquiry</Types></Probe>"));
  EXPECT_FALSE(parse_wsd(message("<d:ProbeMatches/>", "urn:something/discovery/else")));
}

TEST(Wsd, Credentials_in_an_address_are_masked) {
  const auto wsd = parse_wsd(message("<d:Hello><d:XAddrs>http://admin:hush@10.0.0.5/onvif</d:XAddrs></d:Hello>"));
  ASSERT_TRUE(wsd);
  EXPECT_EQ(said(wsd->devices[0].fields, "wsd.xaddr"), "http://***@10.0.0.5/onvif");
  EXPECT_TRUE(wsd->devices[0].fields[0].masked);
}

TEST(Wsd, Devices_and_scopes_beyond_the_bounds_are_left_out) {
  std::string many = "<d:ProbeMatches>";
  for (int i = 0; i < 100; ++i) many += "<d:ProbeMatch><d:Scopes>a</d:Scopes></d:ProbeMatch>";
  const auto wsd = parse_wsd(message(many + "</d:ProbeMatches>"));
  ASSERT_TRUE(wsd);
  EXPECT_EQ(wsd->devices.size(), 64u);
  EXPECT_EQ(wsd->left_out, 36u);
  std::string scopes = "<d:Hello><d:Scopes>";
  for (int i = 0; i < 1000; ++i) scopes += "s ";
  EXPECT_EQ(parse_wsd(message(scopes + "</d:Scopes></d:Hello>"))->devices[0].fields.size(), 128u);
}

TEST(Wsd, Every_makers_word_for_the_hardware_address_is_the_same_field) {
  for (const char* word : {"MAC", "macaddress", "macaddr"}) {
    const std::string scope = std::string("onvif://www.onvif.org/") + word + "/e4f14c000001";
    const auto field = scope_field(scope, "");
    ASSERT_TRUE(field) << word;
    EXPECT_EQ(field->name, "wsd.mac") << word;
    EXPECT_EQ(field->value, "e4f14c000001") << word;
  }
  EXPECT_EQ(scope_field("onvif://www.onvif.org/machine/e4f14c000001", "")->name, "wsd.scope");
}

TEST(Wsd, A_scope_of_a_known_category_without_value_is_none) {
  EXPECT_FALSE(scope_field("onvif://www.onvif.org/name/", ""));
  EXPECT_FALSE(scope_field("", ""));
  EXPECT_EQ(scope_field("onvif://www.onvif.org/location/", "")->name, "wsd.scope");
}

TEST(Wsd, Damage_never_gives_a_value_outside_the_datagram) {
  testing::damage(match, [](std::string_view bytes) {
    const auto wsd = parse_wsd(bytes);
    if (!wsd) return;
    for (const WsdDevice& device : wsd->devices)
      for (const Field& field : device.fields) EXPECT_TRUE(testing::inside(field.value, bytes));
  });
}

}  // namespace
}  // namespace lenscap::wire::wsd_test
