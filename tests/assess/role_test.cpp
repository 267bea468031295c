// What a device is for, and what else it states of itself: role, model, firmware, serial number, day of building.
#include "assess/identity.hpp"
#include "evidence_builder.hpp"

namespace lenscap::assess::role_test {
namespace {

/// A case of one host of a capture that says these things.
model::Case case_of(std::initializer_list<std::pair<const char*, const char*>> words) {
  EvidenceBuilder b;
  const auto host = b.capture().host("00:12:31:12:34:56", "10.0.0.9");
  for (const auto& [kind, value] : words) b.says(host, kind, value);
  return b.audited({.keep_others = true});
}

TEST(Role, Model_forms_of_makers_catalogues_say_it) {
  struct Row {
    const char *kind, *value, *role;
  };
  for (const Row& row : {
           Row{"sadp.devicedescription", "DS-2CD2T47G1-L", "camera"},
           Row{"isapi.model", "DS-7608NXI-I2/8P/S", "recorder"},
           Row{"isapi.model", "DS-K1T671M", "access_terminal"},
           Row{"isapi.model", "DS-KV6113-WPE1", "door_station"},
           Row{"dhip.devicetype", "IPC-HDW5421S", "camera"},
           Row{"dhip.devicetype", "DHI-NVR4108-8P-4KS2", "recorder"},
           Row{"dhip.devicetype", "VTO2000A", "door_station"},
           Row{"lapi.devicemodel", "OET-213H-NB", "access_terminal"},
           Row{"onvif.model", "AXIS A8207-VE", "door_station"},
           Row{"onvif.model", "P3818-PVE", "camera"},
           Row{"hnap.modeldescription", "Wireless Internet Camera", "camera"},
       })
    EXPECT_EQ(said(case_of({{row.kind, row.value}}), "role"), std::string(row.role) + " probable") << row.value;
}

TEST(Role, An_encoder_is_told_from_a_camera_by_what_it_asks_an_address_for) {
  EXPECT_EQ(finding(case_of({{"dhcp.vendorclass", "AXIS,Network Video Encoder,Q7401,5.51.5"}}), "role").value,
            "encoder");
  EXPECT_EQ(finding(case_of({{"dhcp.vendorclass", "AXIS,Network Camera,M1065-L,9.80.1"}}), "role").value, "camera");
}

TEST(Role, Who_speaks_PPPP_is_probably_a_camera_and_of_no_maker) {
  const auto c = case_of({{"pppp.message", "0x00"}, {"pppp.uid_prefix", "TNPUSAE"}});
  EXPECT_EQ(said(c, "role"), "camera probable");
  EXPECT_EQ(said(c, "brand"), "Yi possible");
  EXPECT_FALSE(states(c, "maker"));
}

TEST(Role, The_class_a_door_station_states_outranks_that_it_sends_video) {
  const auto c = case_of(
      {{"dhip.deviceclass", "VTO"}, {"wsd.types", "http://www.onvif.org/ver10/network/wsdl#NetworkVideoTransmitter"}});
  EXPECT_EQ(said(c, "role"), "door_station probable");
  EXPECT_FALSE(states(c, "contradiction"));
}

TEST(Role, A_recorder_announces_what_cameras_announce_and_stays_a_recorder) {
  const auto c = case_of({{"wsd.types", "http://www.onvif.org/ver10/network/wsdl#NetworkVideoTransmitter"},
                          {"wsd.types", "http://www.onvif.org/ver10/network/wsdl#NetworkVideoStorage"}});
  EXPECT_EQ(said(c, "role"), "recorder possible");
}

TEST(Role, Two_roles_of_like_weight_are_shown_as_a_contradiction_with_the_narrower_word_first) {
  const auto c = case_of({{"isapi.devicetype", "NVR"}, {"isapi.model", "DS-2CD2386G2-IU"}});
  EXPECT_EQ(said(c, "role"), "recorder probable");
  EXPECT_EQ(finding(c, "contradiction").attributes.at("values"), "recorder,camera");
}

TEST(Role, A_block_that_the_registry_spells_anew_is_still_its_makers) {
  for (const char* name :
       {"Hangzhou Hikvision Digital Technology Co.,Ltd.", "Hangzhou Hikvision Digital Technology Co., Ltd"})
    EXPECT_EQ(said(case_of({{"eth.block", name}}), "maker"), "hikvision possible") << name;
}

TEST(Role, Without_a_mark_the_role_is_unknown_and_says_what_would_help) {
  const auto c = case_of({{"eth.block", "Hangzhou Hikvision Digital Technology Co.,Ltd."}});
  EXPECT_FALSE(states(c, "role")) << "a block decides nothing";
  bool told = false;
  for (const auto& f : c.findings)
    if (f.key == "unknown" && f.value == "role") {
      told = true;
      EXPECT_EQ(f.attributes.at("why"), "nothing_seen");
      EXPECT_EQ(f.attributes.at("help"), "ask_onvif");
    }
  EXPECT_TRUE(told);
}

TEST(Role, A_management_client_and_what_is_no_camera_bear_no_camera_mark) {
  const knowledge::Knowledge nothing;
  for (const char* role : {"management_client", "not_a_camera", "unknown"}) {
    Claim claim;
    claim.kind = knowledge::ClaimKind::role;
    claim.value = role;
    claim.evidence = model::EvidenceClass::protocol;
    EXPECT_FALSE(bears_camera_mark({claim}, nothing)) << role;
  }
  for (const char* role : {"camera", "recorder", "encoder", "door_station", "access_terminal"}) {
    Claim claim;
    claim.kind = knowledge::ClaimKind::role;
    claim.value = role;
    EXPECT_TRUE(bears_camera_mark({claim}, nothing)) << role;
  }
}

TEST(Stated, The_day_of_building_is_read_from_serial_number_and_firmware_alike) {
  struct Row {
    const char *kind, *value, *day, *from;
  };
  for (const Row& row : {
           Row{"sadp.devicesn", "DS-2CD2T47G1-L20190522AAWRD12345678", "2019-05-22", "serial"},
           Row{"sadp.softwareversion", "V5.5.82build 190910", "2019-09-10", "firmware"},
           Row{"xm.builddate", "2023-02-17 10:22:03", "2023-02-17", "firmware"},
           Row{"onvif.firmware", "v3.1.0.2649_23083101", "2023-08-31", "firmware"},
       }) {
    const auto f = finding(case_of({{row.kind, row.value}}), "build_date");
    EXPECT_EQ(f.value, row.day) << row.value;
    EXPECT_EQ(f.attributes.at("from"), row.from) << row.value;
  }
}

TEST(Stated, A_day_that_no_calendar_has_is_no_day_of_building) {
  EXPECT_FALSE(states(case_of({{"sadp.softwareversion", "V5.5.82build 190230"}}), "build_date"));
  EXPECT_FALSE(states(case_of({{"sadp.devicesn", "DS-2CD2386G2-IU00000000AAWRJ00000000"}}), "build_date"));
}

TEST(Stated, No_model_is_cut_out_of_a_Hikvision_serial_number) {
  const auto c = case_of({{"sadp.devicesn", "DS-2CD2T47G1-L20190522AACHD12345678"}});
  EXPECT_EQ(finding(c, "serial").value, "DS-2CD2T47G1-L20190522AACHD12345678");
  EXPECT_FALSE(states(c, "model")) << "model and suffix split ambiguously";
  for (const auto& f : c.findings) EXPECT_EQ(f.value.find("China"), std::string::npos) << "CH says nothing of a build";
}

TEST(Stated, Two_serial_numbers_of_like_weight_in_one_devices_answers_are_a_contradiction) {
  const auto c = case_of({{"dhip.serialno", "3A01234PAZ00001"},
                          {"http.realm", "Login to 3A01234PAZ00001"},
                          {"dvrip.serialno", "3A01234PAZ00002"},
                          {"rtsp.realm", "Login to 3A01234PAZ00002"}});
  EXPECT_EQ(said(c, "serial"), "3A01234PAZ00001 probable");
  EXPECT_EQ(finding(c, "contradiction").value, "serial");
  EXPECT_EQ(finding(c, "contradiction").attributes.at("values"), "3A01234PAZ00001,3A01234PAZ00002");
}

TEST(Stated, A_device_that_says_it_has_no_password_yet_and_that_its_cloud_is_on_is_quoted) {
  const auto c = case_of({{"sadp.message", "inquiry"}, {"sadp.activated", "false"}, {"sadp.hcplatformenable", "true"}});
  EXPECT_TRUE(states(c, "state", "not_activated", 1));
  EXPECT_TRUE(states(c, "state", "cloud_enabled", 1));
  const auto off =
      case_of({{"sadp.message", "inquiry"}, {"sadp.activated", "true"}, {"sadp.hcplatformenable", "false"}});
  EXPECT_FALSE(states(off, "state"));
}

}  // namespace
}  // namespace lenscap::assess::role_test
