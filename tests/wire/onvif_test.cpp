#include "wire/onvif.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "wire/text_messages.hpp"

namespace lenscap::wire::onvif_test {
namespace {

using testing::all_said;
using testing::said;

std::string_view answer(std::string_view body) {
  return testing::kept(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><env:Envelope "
      "xmlns:env=\"http://www.w3.org/2003/05/soap-envelope\" "
      "xmlns:t=\"http://www.onvif.org/ver10/device/wsdl\" xmlns:m=\"http://www.onvif.org/ver10/media/wsdl\" "
      "xmlns:s=\"http://www.onvif.org/ver10/schema\" xmlns:ns1=\"http://www.onvif.org/ver20/analytics/humanface\" "
      "xmlns:tnshik=\"http://www.hikvision.com/2011/event/topics\"><env:Header><w:Security "
      "xmlns:w=\"urn:w\"><w:UsernameToken>"
      "<w:Username>SECRETUSER</w:Username><w:Password>SECRETDIGEST</w:Password><w:Nonce>SECRETNONCE</w:Nonce>"
      "</w:UsernameToken></w:Security></env:Header><env:Body>" +
      std::string(body) + "</env:Body></env:Envelope>");
}

const std::string_view information = answer(
    "<t:GetDeviceInformationResponse><t:Manufacturer>A &amp; B</t:Manufacturer><t:Model>M1</t:Model>"
    "<t:FirmwareVersion>1.2</t:FirmwareVersion><t:SerialNumber>S9</t:SerialNumber><t:HardwareId>H</t:HardwareId>"
    "</t:GetDeviceInformationResponse>");

TEST(Onvif, Device_information_is_five_fields_and_the_name_of_the_answer) {
  const auto onvif = parse_onvif(information);
  ASSERT_TRUE(onvif);
  EXPECT_EQ(onvif->operation, "GetDeviceInformation");
  EXPECT_EQ(onvif->service, "http://www.onvif.org/ver10/device/wsdl");
  EXPECT_FALSE(onvif->question);
  EXPECT_EQ(onvif->fields.size(), 6u);
  EXPECT_EQ(said(onvif->fields, "onvif.service"), "GetDeviceInformationResponse");
  EXPECT_EQ(said(onvif->fields, "onvif.manufacturer"), "A & B");
  EXPECT_EQ(said(onvif->fields, "onvif.model"), "M1");
  EXPECT_EQ(said(onvif->fields, "onvif.firmware"), "1.2");
  EXPECT_EQ(said(onvif->fields, "onvif.serial"), "S9");
  EXPECT_EQ(said(onvif->fields, "onvif.hardwareid"), "H");
}

TEST(Onvif, Neither_declared_namespaces_nor_an_echoed_security_header_become_fields) {
  const auto onvif = parse_onvif(information);
  ASSERT_TRUE(onvif);
  for (const Field& field : onvif->fields)
    for (const std::string_view trap : {"SECRET", "hikvision", "humanface"})
      EXPECT_EQ(field.text().find(trap), std::string_view::npos) << field.name;
}

TEST(Onvif, A_question_says_nothing_about_the_one_who_asks) {
  const auto onvif =
      parse_onvif(answer("<t:GetDeviceInformation><t:Manufacturer>x</t:Manufacturer></t:GetDeviceInformation>"));
  ASSERT_TRUE(onvif);
  EXPECT_TRUE(onvif->question);
  EXPECT_TRUE(onvif->fields.empty());
}

TEST(Onvif, A_fault_is_recognised_and_empty) {
  const auto onvif = parse_onvif(answer("<env:Fault><env:Reason>SECRET</env:Reason></env:Fault>"));
  ASSERT_TRUE(onvif);
  EXPECT_EQ(onvif->operation, "Fault");
  EXPECT_TRUE(onvif->fields.empty());
}

TEST(Onvif, Another_services_answer_is_not_ONVIF) {
  EXPECT_FALSE(parse_onvif(answer("<x:GetDeviceInformationResponse xmlns:x=\"urn:other\"/>")));
  EXPECT_FALSE(parse_onvif("<DeviceInfo><model>x</model></DeviceInfo>"));
  EXPECT_FALSE(parse_onvif(answer("")));
}

TEST(Onvif, A_fixed_address_is_not_in_use_while_DHCP_gives_another) {
  const std::string interface =
      "<t:GetNetworkInterfacesResponse><t:NetworkInterfaces><s:Info><s:HwAddress>3c:ef:8c:00:12:34</s:HwAddress>"
      "</s:Info><s:IPv4><s:Config><s:Manual><s:Address>192.168.0.90</s:Address></"
      "s:Manual><s:FromDHCP><s:Address>10.0.0.9"
      "</s:Address></s:FromDHCP><s:DHCP>MODE</s:DHCP></s:Config></s:IPv4></t:NetworkInterfaces></"
      "t:GetNetworkInterfacesResponse>";
  std::string leased = interface, fixed = interface;
  leased.replace(leased.find("MODE"), 4, "true");
  fixed.replace(fixed.find("MODE"), 4, "false");
  const auto on = parse_onvif(answer(leased));
  const auto off = parse_onvif(answer(fixed));
  ASSERT_TRUE(on && off);
  EXPECT_EQ(said(on->fields, "onvif.mac"), "3c:ef:8c:00:12:34");
  EXPECT_EQ(all_said(on->fields, "onvif.address"), std::vector<std::string>{"10.0.0.9"});
  EXPECT_EQ(all_said(off->fields, "onvif.address"), (std::vector<std::string>{"10.0.0.9", "192.168.0.90"}));
}

TEST(Onvif, Scopes_fall_into_name_hardware_and_the_rest) {
  const auto onvif =
      parse_onvif(answer("<t:GetScopesResponse><t:Scopes><s:ScopeItem>onvif://www.onvif.org/name/AXIS%20P3818&amp;x</"
                         "s:ScopeItem></t:Scopes>"
                         "<t:Scopes><s:ScopeItem>onvif://www.onvif.org/Hardware/P3818</s:ScopeItem></t:Scopes>"
                         "<t:Scopes><s:ScopeItem>onvif://www.onvif.org/MAC/3c:ef:8c:00:12:34</s:ScopeItem></t:Scopes>"
                         "<t:Scopes><s:ScopeItem>onvif://www.onvif.org/location/country/china</s:ScopeItem></"
                         "t:Scopes></t:GetScopesResponse>"));
  ASSERT_TRUE(onvif);
  EXPECT_EQ(said(onvif->fields, "wsd.name"), "AXIS P3818&x");
  EXPECT_EQ(said(onvif->fields, "wsd.hardware"), "P3818");
  EXPECT_EQ(said(onvif->fields, "wsd.mac"), "3c:ef:8c:00:12:34");
  EXPECT_EQ(said(onvif->fields, "wsd.scope"), "onvif://www.onvif.org/location/country/china");
}

TEST(Onvif, The_unbranded_PTZ_camera_names_Uniview_only_in_its_search_domain) {
  LENSCAP_EVIDENCE(dns, "documents/onvif-gx728mf-ir28/device_management/GetDNSResponse.xml");
  const auto onvif = parse_onvif(dns);
  ASSERT_TRUE(onvif);
  EXPECT_EQ(said(onvif->fields, "onvif.searchdomain"), "www.uniview.com");
  const auto& field = onvif->fields.back();
  const auto at = static_cast<std::size_t>(field.value.data() - dns.data());
  EXPECT_EQ(dns.substr(at, field.value.size()), "www.uniview.com");
  EXPECT_EQ(std::count(dns.begin(), dns.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1, 43);
  LENSCAP_EVIDENCE(info, "documents/onvif-gx728mf-ir28/device_management/GetDeviceInformationResponse.xml");
  const auto device = parse_onvif(info);
  ASSERT_TRUE(device);
  EXPECT_EQ(said(device->fields, "onvif.manufacturer"), "NONE");
  EXPECT_EQ(said(device->fields, "onvif.firmware"), "IPC_G6106-B0005P11D1812C03");
  EXPECT_EQ(said(device->fields, "onvif.serial"), "210235T8HQ3197000191");
}

TEST(Onvif, The_XM_camera_shows_its_path_but_neither_user_nor_password) {
  LENSCAP_EVIDENCE(stream, "documents/onvif-sunba-405/media2/GetStreamUriResponse.xml");
  const auto onvif = parse_onvif(stream);
  ASSERT_TRUE(onvif);
  EXPECT_EQ(said(onvif->fields, "onvif.streampath"),
            "/user=***_password=_channel=1_stream=0&protocol=unicast&onvif=ture.sdp?real_stream");
  EXPECT_TRUE(onvif->fields.back().masked);
  LENSCAP_EVIDENCE(snapshot, "documents/onvif-sunba-405/media1/GetSnapshotUriResponse.xml");
  const auto picture = parse_onvif(snapshot);
  ASSERT_TRUE(picture);
  EXPECT_EQ(said(picture->fields, "onvif.streampath"), "/webcapture.jpg?command=snap&channel=1&user=***&password=***");
}

TEST(Onvif, The_echoed_user_of_the_Reolink_replies_appears_in_no_field) {
  std::size_t files = 0;
  const auto folder = std::filesystem::path(LENSCAP_ROOT) / "../shared/evidence/documents/onvif-reolink-e1-zoom";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no evidence at hand: " << folder;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const auto document = testing::evidence("documents/onvif-reolink-e1-zoom/" + entry.path().filename().string());
    ASSERT_TRUE(document);
    const auto onvif = parse_onvif(*document);
    ASSERT_TRUE(onvif) << entry.path();
    EXPECT_FALSE(onvif->question);
    ++files;
    for (const Field& field : onvif->fields) {
      EXPECT_NE(field.text(), "service");
      EXPECT_EQ(field.text().find("REDACTED"), std::string_view::npos);
      EXPECT_TRUE(testing::inside(field.value, *document));
    }
  }
  EXPECT_EQ(files, 11u);
}

TEST(Onvif, Every_saved_reply_is_recognised_and_the_saved_question_is_one) {
  const auto root = std::filesystem::path(LENSCAP_ROOT) / "../shared/evidence/documents";
  if (!std::filesystem::exists(root)) GTEST_SKIP() << "no evidence at hand: " << root;
  std::size_t answers = 0, questions = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (entry.path().extension() != ".xml" || entry.path().string().find("onvif-") == std::string::npos) continue;
    const auto document = testing::evidence(std::filesystem::relative(entry.path(), root.parent_path()).string());
    const auto onvif = parse_onvif(*document);
    ASSERT_TRUE(onvif) << entry.path();
    ++(onvif->question ? questions : answers);
  }
  EXPECT_EQ(answers, 64u);  // 65 XML files in the five folders, one of them the question
  EXPECT_EQ(questions, 1u);
}

TEST(Onvif, Damage_never_gives_a_value_outside_the_document) {
  testing::damage(information, [](std::string_view bytes) {
    const auto onvif = parse_onvif(bytes);
    if (!onvif) return;
    for (const Field& field : onvif->fields) EXPECT_TRUE(testing::inside(field.value, bytes));
  });
}

}  // namespace
}  // namespace lenscap::wire::onvif_test
