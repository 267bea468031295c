#include "wire/keyvalue.hpp"

#include <gtest/gtest.h>

#include "wire/text_messages.hpp"

namespace lenscap::wire::keyvalue_test {
namespace {

using testing::all_said;
using testing::said;

constexpr std::string_view system_info =
    "appAutoStart=true\r\ndeviceType=IP4M-1041B\r\nhardwareVersion=1.00\r\nprocessor=SSC327DE\r\nserialNumber="
    "3A01234PAZ00001\r\n"
    "updateSerial=IPC-AW46WN-S2\r\n";
constexpr std::string_view remote =
    "table.RemoteDevice.uuid:System_CONFIG_NETCAMERA_INFO_0.Name=gate\n"
    "table.RemoteDevice.uuid:System_CONFIG_NETCAMERA_INFO_0.Enable=true\n"
    "table.RemoteDevice.uuid:System_CONFIG_NETCAMERA_INFO_0.Address=192.168.252.25\n"
    "table.RemoteDevice.uuid:System_CONFIG_NETCAMERA_INFO_0.UserName=hushadmin\n"
    "table.RemoteDevice.uuid:System_CONFIG_NETCAMERA_INFO_0.Password=hushword\n"
    "table.RemoteDevice.uuid:System_CONFIG_NETCAMERA_INFO_0.SerialNo=DS-2CD1143G0-I20211208AAWRJ21084244\n"
    "table.RemoteDevice.uuid:System_CONFIG_NETCAMERA_INFO_0.DeviceType=DS-2CD1143G0-I\n"
    "table.RemoteDevice.uuid:System_CONFIG_NETCAMERA_INFO_0.Vendor=Onvif\n"
    "table.RemoteDevice.uuid:System_CONFIG_NETCAMERA_INFO_0.Version=V5.7.1 build 211102\n"
    "table.RemoteDevice.uuid:System_CONFIG_NETCAMERA_INFO_1.Enable=false\n"
    "table.RemoteDevice.uuid:System_CONFIG_NETCAMERA_INFO_1.Address=192.168.252.26\n"
    "table.RemoteDevice.uuid:System_CONFIG_NETCAMERA_INFO_2.Enable=true\n"
    "table.RemoteDevice.uuid:System_CONFIG_NETCAMERA_INFO_2.Address=192.168.0.0\n"
    "table.RemoteDevice.uuid:System_CONFIG_NETCAMERA_INFO_3.Address=192.168.252.28\n";

TEST(DahuaCgi, A_relabelled_camera_names_the_builders_hardware) {
  const auto cgi = parse_dahua_cgi(system_info);
  ASSERT_TRUE(cgi);
  ASSERT_EQ(cgi->devices.size(), 1u);
  EXPECT_EQ(said(cgi->devices[0], "dahuacgi.devicetype"), "IP4M-1041B");
  EXPECT_EQ(said(cgi->devices[0], "dahuacgi.updateserial"), "IPC-AW46WN-S2");
  EXPECT_EQ(said(cgi->devices[0], "dahuacgi.serialnumber"), "3A01234PAZ00001");
  EXPECT_EQ(said(cgi->devices[0], "dahuacgi.processor"), "SSC327DE");
  EXPECT_EQ(cgi->devices[0].back().place, "line 6");
}

TEST(DahuaCgi, A_recorder_lists_the_cameras_that_are_in_use) {
  const auto cgi = parse_dahua_cgi(remote);
  ASSERT_TRUE(cgi);
  EXPECT_EQ(said(cgi->devices.at(0), "dahuacgi.message"), "RemoteDevice");
  ASSERT_EQ(cgi->channels.size(), 2u);  // neither the disabled slot nor the one with the factory address
  const Fields& gate = cgi->channels[0];
  EXPECT_EQ(said(gate, "channel.name"), "gate");
  EXPECT_EQ(said(gate, "channel.address"), "192.168.252.25");
  EXPECT_EQ(said(gate, "channel.serial"), "DS-2CD1143G0-I20211208AAWRJ21084244");
  EXPECT_EQ(said(gate, "channel.model"), "DS-2CD1143G0-I");
  EXPECT_EQ(said(gate, "channel.manufacturer"), "Onvif");
  EXPECT_EQ(said(gate, "channel.firmware"), "V5.7.1 build 211102");
  for (const Field& field : gate) EXPECT_EQ(field.text().find("hush"), std::string_view::npos) << field.name;
  EXPECT_EQ(said(cgi->channels[1], "channel.address"), "192.168.252.28");
}

TEST(DahuaCgi, Short_answers_count_only_when_they_were_asked_for) {
  EXPECT_FALSE(parse_dahua_cgi("type=IPC-HDW4431C-A\r\n"));
  EXPECT_FALSE(parse_dahua_cgi("name=value\nversion=1.2.3\n"));
  EXPECT_EQ(said(parse_dahua_cgi("type=IPC-HDW4431C-A\r\n", true)->devices.at(0), "dahuacgi.devicetype"),
            "IPC-HDW4431C-A");
  EXPECT_EQ(said(parse_dahua_cgi("sn=3A01234PAZ00001\r\n", true)->devices.at(0), "dahuacgi.serialnumber"),
            "3A01234PAZ00001");
  EXPECT_FALSE(parse_dahua_cgi("version=1.00\r\n", true));  // getHardwareVersion says it in the same word
}

TEST(DahuaCgi, A_version_with_its_build_date_is_firmware) {
  const auto cgi = parse_dahua_cgi("version=4.002.0000000.2.R,build:2023-02-20\r\n");
  ASSERT_TRUE(cgi);
  EXPECT_EQ(said(cgi->devices.at(0), "dahuacgi.version"), "4.002.0000000.2.R,build:2023-02-20");
}

TEST(DahuaCgi, Tables_of_the_network_give_hardware_addresses) {
  const auto cgi = parse_dahua_cgi(
      "table.Network.eth0.IPAddress=10.0.0.5\ntable.Network.eth0.PhysicalAddress=3c:ef:8c:00:12:34\n"
      "table.Network.eth2.PhysicalAddress=3c:ef:8c:00:12:35\n");
  ASSERT_TRUE(cgi);
  EXPECT_EQ(all_said(cgi->devices.at(0), "dahuacgi.mac"),
            (std::vector<std::string>{"3c:ef:8c:00:12:34", "3c:ef:8c:00:12:35"}));
}

TEST(DahuaCgi, Pages_scripts_and_other_settings_are_none) {
  EXPECT_FALSE(parse_dahua_cgi("<html lang=en>\nserialNumber=1\ndeviceType=2\n"));
  EXPECT_FALSE(parse_dahua_cgi("{\"a\"=1}"));
  EXPECT_FALSE(parse_dahua_cgi("Error\r\nBad Request!\r\n"));
  EXPECT_FALSE(parse_dahua_cgi("table.VSP_GDMSS.Password=x\n"));
  EXPECT_FALSE(parse_dahua_cgi(""));
}

TEST(DahuaCgi, Damage_never_gives_a_value_outside_the_reply) {
  for (const std::string_view message : {system_info, remote}) {
    testing::damage(message, [](std::string_view bytes) {
      const auto cgi = parse_dahua_cgi(bytes, true);
      if (!cgi) return;
      for (const auto* list : {&cgi->devices, &cgi->channels})
        for (const Fields& fields : *list)
          for (const Field& field : fields) EXPECT_TRUE(testing::inside(field.value, bytes));
    });
  }
}

}  // namespace
}  // namespace lenscap::wire::keyvalue_test
