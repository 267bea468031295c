#include "wire/sadp.hpp"

#include <gtest/gtest.h>

#include <string>

#include "wire/message_bytes.hpp"

namespace lenscap::wire::sadp_test {
namespace {

using testing::operator+;
using testing::Bytes;
using testing::every_flip;
using testing::every_prefix;
using testing::inside;
using testing::noise;
using testing::text;

constexpr std::string_view inquiry =
    R"(<?xml version="1.0" encoding="utf-8"?><Probe><Uuid>13A888A9-F1B1-4020-AE9F-05607682D23B</Uuid>)"
    R"(<Types>inquiry</Types></Probe>)";

// In the words of a real camera; serial number, address and secrets are invented.
const std::string answer =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<ProbeMatch>\r\n"
    "<Uuid>13A888A9-F1B1-4020-AE9F-05607682D23B</Uuid>\r\n<Types>inquiry</Types>\r\n"
    "<DeviceType>155650</DeviceType>\r\n<DeviceDescription>DS-2CD2T47G1-L</DeviceDescription>\r\n"
    "<DeviceSN>DS-2CD2T47G1-L20190522AAWRD12345678</DeviceSN>\r\n<CommandPort>8000</CommandPort>\r\n"
    "<HttpPort>80</HttpPort>\r\n<MAC>58-50-ed-00-12-34</MAC>\r\n<IPv4Address>192.168.1.64</IPv4Address>\r\n"
    "<IPv4SubnetMask>255.255.255.0</IPv4SubnetMask>\r\n<IPv4Gateway>192.168.1.1</IPv4Gateway>\r\n"
    "<IPv6Address></IPv6Address>\r\n<DHCP>true</DHCP>\r\n<AnalogChannelNum>0</AnalogChannelNum>\r\n"
    "<DigitalChannelNum>1</DigitalChannelNum>\r\n<SoftwareVersion>V5.5.82build 190910</SoftwareVersion>\r\n"
    "<DSPVersion>V7.3 build 190909</DSPVersion>\r\n<BootTime>2026-11-02 08:15:00</BootTime>\r\n"
    "<Encrypt>true</Encrypt>\r\n<SafeCode>SECRET-SAFE-CODE</SafeCode>\r\n<Salt>SECRET-SALT</Salt>\r\n"
    "<EZVIZCode>SECRET-EZVIZ</EZVIZCode>\r\n<Activated>true</Activated>\r\n"
    "<HCPlatformEnable>true</HCPlatformEnable>\r\n<OEMinfo>N/A</OEMinfo>\r\n<OEMCode>1</OEMCode>\r\n</ProbeMatch>\r\n";

TEST(Sadp, A_question_is_read_and_is_not_of_a_device) {
  const Bytes bytes = text(inquiry);
  const auto sadp = parse_sadp(bytes);
  ASSERT_TRUE(sadp);
  EXPECT_EQ(sadp->root, SadpRoot::probe);
  EXPECT_FALSE(sadp->from_device());
  EXPECT_EQ(sadp->uuid, "13A888A9-F1B1-4020-AE9F-05607682D23B");
  EXPECT_EQ(sadp->types, "inquiry");
}

TEST(Sadp, A_camera_says_what_it_is) {
  const Bytes bytes = text(answer);
  const auto sadp = parse_sadp(bytes);
  ASSERT_TRUE(sadp);
  EXPECT_TRUE(sadp->from_device());
  EXPECT_EQ(sadp->device_type, "155650");
  EXPECT_EQ(sadp->device_description, "DS-2CD2T47G1-L");
  EXPECT_EQ(sadp->device_sn, "DS-2CD2T47G1-L20190522AAWRD12345678");
  EXPECT_EQ(sadp->command_port, "8000");
  EXPECT_EQ(sadp->http_port, "80");
  EXPECT_EQ(sadp->mac, "58-50-ed-00-12-34");
  EXPECT_EQ(sadp->ipv4_address, "192.168.1.64");
  EXPECT_EQ(sadp->ipv6_address, "");
  EXPECT_EQ(sadp->dhcp, "true");
  EXPECT_EQ(sadp->analog_channel_num, "0");
  EXPECT_EQ(sadp->digital_channel_num, "1");
  EXPECT_EQ(sadp->software_version, "V5.5.82build 190910");
  EXPECT_EQ(sadp->dsp_version, "V7.3 build 190909");
  EXPECT_EQ(sadp->boot_time, "2026-11-02 08:15:00");
  EXPECT_EQ(sadp->activated, "true");
  EXPECT_EQ(sadp->hc_platform_enable, "true");
  EXPECT_EQ(sadp->oem_info, "N/A") << "written OEMinfo by this firmware, OEMInfo by others";
  EXPECT_EQ(sadp->oem_code, "1");
}

TEST(Sadp, Secrets_of_the_account_recovery_are_in_no_field) {
  const Bytes bytes = text(answer);
  const auto sadp = parse_sadp(bytes);
  ASSERT_TRUE(sadp);
  for (const std::string_view value : {sadp->uuid,
                                       sadp->types,
                                       sadp->device_type,
                                       sadp->device_description,
                                       sadp->device_sn,
                                       sadp->command_port,
                                       sadp->http_port,
                                       sadp->https_port,
                                       sadp->rtsp_port,
                                       sadp->sdk_over_tls_port,
                                       sadp->mac,
                                       sadp->ipv4_address,
                                       sadp->ipv4_subnet_mask,
                                       sadp->ipv4_gateway,
                                       sadp->ipv6_address,
                                       sadp->ipv6_gateway,
                                       sadp->ipv6_mask_len,
                                       sadp->dhcp,
                                       sadp->analog_channel_num,
                                       sadp->digital_channel_num,
                                       sadp->disk_number,
                                       sadp->software_version,
                                       sadp->dsp_version,
                                       sadp->boot_time,
                                       sadp->activated,
                                       sadp->support_hc_platform,
                                       sadp->hc_platform_enable,
                                       sadp->ezviz_code,
                                       sadp->oem_code,
                                       sadp->detail_oem_code,
                                       sadp->oem_info})
    EXPECT_EQ(value.find("SECRET"), std::string_view::npos) << value;
}

TEST(Sadp, Of_the_EZVIZ_code_only_a_flag_comes_out) {
  std::string other(answer);
  other.replace(other.find("SECRET-EZVIZ"), 12, "true");
  const Bytes bytes = text(other);
  const auto sadp = parse_sadp(bytes);
  ASSERT_TRUE(sadp);
  EXPECT_EQ(sadp->ezviz_code, "true");
}

TEST(Sadp, A_value_leads_back_to_its_place_in_the_packet) {
  const Bytes bytes = text(answer);
  const auto sadp = parse_sadp(bytes);
  ASSERT_TRUE(sadp);
  EXPECT_EQ(sadp->device_sn.data() - reinterpret_cast<const char*>(bytes.data()),
            static_cast<std::ptrdiff_t>(answer.find("<DeviceSN>") + 10));
}

TEST(Sadp, Bytes_before_the_prolog_do_not_hide_a_camera) {
  EXPECT_TRUE(parse_sadp(testing::hex("00 01 00 20 ff ff") + text(answer)));
  EXPECT_TRUE(parse_sadp(testing::hex("ef bb bf") + text(answer)));
}

TEST(Sadp, A_device_that_comes_up_announces_itself) {
  const Bytes bytes = text("<Hello>\r\n<Types>hello</Types>\r\n<MAC>58:50:ed:00:12:34</MAC>\r\n</Hello>");
  const auto sadp = parse_sadp(bytes);
  ASSERT_TRUE(sadp);
  EXPECT_EQ(sadp->root, SadpRoot::hello);
  EXPECT_TRUE(sadp->from_device());
}

TEST(Sadp, The_ProbeMatch_of_WS_Discovery_is_not_SADP) {
  EXPECT_FALSE(parse_sadp(text(
      R"(<?xml version="1.0"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><d:ProbeMatches>)"
      R"(<ProbeMatch><Types>dn:NetworkVideoTransmitter</Types><MAC>x</MAC></ProbeMatch></d:ProbeMatches></s:Body></s:Envelope>)")));
}

TEST(Sadp, An_answer_that_names_no_device_is_not_SADP) {
  EXPECT_FALSE(parse_sadp(text("<ProbeMatch><Uuid>1</Uuid><Types>inquiry</Types></ProbeMatch>")));
  EXPECT_FALSE(parse_sadp(text("<ProbeMatch><MAC>58-50-ed-00-12-34</MAC></ProbeMatch>")));
}

TEST(Sadp, Other_protocols_and_noise_are_not_SADP) {
  EXPECT_FALSE(parse_sadp(text("M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\n\r\n")));
  EXPECT_FALSE(parse_sadp(Bytes{}));
  for (std::uint32_t seed = 0; seed < 2000; ++seed) EXPECT_FALSE(parse_sadp(noise(seed % 700, seed)));
}

TEST(Sadp, Of_a_packet_that_the_capture_has_cut_what_is_whole_is_read) {
  const std::size_t cut = answer.find("190910");
  const Bytes bytes = text(std::string_view(answer).substr(0, cut));
  const auto sadp = parse_sadp(bytes);
  ASSERT_TRUE(sadp);
  EXPECT_EQ(sadp->mac, "58-50-ed-00-12-34");
  EXPECT_TRUE(sadp->software_version.empty()) << "half a version would be a wrong version";
}

TEST(Sadp, Entities_are_read_when_asked_for) {
  EXPECT_EQ(sadp_text("A&amp;B &lt;x&gt; &quot;&apos;&#65;&#x42;"), "A&B <x> \"'AB");
  EXPECT_EQ(sadp_text("A & B &unknown; &#0; &#233;"), "A & B &unknown; &#0; &#233;");
}

TEST(Sadp, A_thousand_brackets_take_no_longer_than_their_length) {
  EXPECT_FALSE(parse_sadp(text("<Probe>" + std::string(60'000, '<'))));
  std::string open = "<Probe><Types>inquiry</Types>";
  for (int i = 0; i < 10'000; ++i) open += "<a>";
  EXPECT_TRUE(parse_sadp(text(open)));
}

TEST(Sadp, Damage_anywhere_never_leads_outside_the_packet) {
  const auto read = [](std::span<const std::byte> bytes) {
    const auto sadp = parse_sadp(bytes);
    if (!sadp) return;
    for (const std::string_view value : {sadp->types, sadp->mac, sadp->device_sn, sadp->oem_info, sadp->oem_code})
      EXPECT_TRUE(inside(value, bytes));
  };
  every_prefix(text(answer), read);
  every_flip(text(answer), read);
}

}  // namespace
}  // namespace lenscap::wire::sadp_test
