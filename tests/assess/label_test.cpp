// Maker and brand are two things: who built it, and what the label says.
#include "assess/identity.hpp"
#include "evidence_builder.hpp"
#include "knowledge/matcher.hpp"

namespace lenscap::assess::label_test {
namespace {

constexpr const char* dahua_mac = "4c:11:bf:00:12:34";
constexpr const char* lorex_mac = "00:1f:54:00:12:34";

TEST(Label, A_label_that_another_company_sells_is_told_beside_who_built_the_device) {
  EvidenceBuilder b;
  const auto camera = b.capture().host(dahua_mac, "10.0.0.9");
  answer_dhip(b, camera);
  b.shows_block(camera).says(camera, "wsd.name", "SafeHome Pro 4");
  const auto c = b.audited();
  EXPECT_EQ(said(c, "maker"), "dahua confirmed");
  EXPECT_EQ(said(c, "brand"), "SafeHome Pro 4 possible") << "a scope can be edited";
  const auto label = finding(c, "label");
  EXPECT_EQ(label.value, "other");
  EXPECT_EQ(label.confidence, model::Confidence::possible) << "no surer than the label itself";
  EXPECT_EQ(label.attributes.at("brand"), "SafeHome Pro 4");
  EXPECT_EQ(label.attributes.at("maker"), "dahua");
  EXPECT_FALSE(label.observations.empty());
}

TEST(Label, Private_beside_the_makers_own_name_is_an_unused_slot_and_no_relabel) {
  EvidenceBuilder b;
  const auto camera = b.capture().host(dahua_mac, "10.0.0.9");
  answer_dhip(b, camera);  // Vendor "Dahua", Manufacturer "Private"
  const auto c = b.audited();
  EXPECT_EQ(finding(c, "maker").value, "dahua");
  EXPECT_FALSE(states(c, "label"));
  EXPECT_FALSE(states(c, "brand"));
}

TEST(Label, A_recorder_whose_vendor_slot_says_General_bears_no_label) {
  EvidenceBuilder b;
  const auto recorder = b.capture().host("38:c4:e8:00:12:34", "10.0.0.9");
  b.says(recorder, "dhip.method", "client.notifyDevInfo").says(recorder, "dhip.vendor", "General");
  const auto c = b.audited();
  EXPECT_EQ(said(c, "maker"), "dahua probable");
  EXPECT_FALSE(states(c, "brand"));
  EXPECT_EQ(said(c, "label"), "none possible");
}

TEST(Label, A_unit_of_Lorexs_block_that_speaks_DHIP_is_built_by_Dahua_and_sold_as_Lorex) {
  EvidenceBuilder b;
  const auto camera = b.capture().host(lorex_mac, "10.0.0.9");
  b.says(camera, "dhip.method", "client.notifyDevInfo").says(camera, "dhip.deviceclass", "IPC");
  b.says(camera, "dhip.devicetype", "W461ASC").shows_block(camera);
  const auto c = b.audited();
  EXPECT_EQ(said(c, "maker"), "dahua probable");
  EXPECT_EQ(said(c, "brand"), "Lorex possible");
  EXPECT_EQ(said(c, "label"), "other possible");
  EXPECT_EQ(said(c, "model"), "W461ASC probable");
}

TEST(Label, Lorexs_block_alone_names_the_label_and_no_maker) {
  EvidenceBuilder b;
  const auto camera = b.capture().host(lorex_mac, "10.0.0.9");
  b.shows_block(camera);
  const auto c = b.audited();
  EXPECT_EQ(said(c, "brand"), "Lorex possible");
  EXPECT_FALSE(states(c, "maker"));
  EXPECT_TRUE(states(c, "unknown", "maker", 1));
}

TEST(Label, A_recorder_of_another_label_states_its_builders_name_of_the_hardware) {
  EvidenceBuilder b;
  const auto recorder = b.saved_files().folder("shop");
  b.says(recorder, "dahuacgi.devicetype", "31").says(recorder, "dahuacgi.updateserial", "DHI-NVR4108HS-8P-4KS2");
  b.says(recorder, "dahuacgi.vendor", "Lorex");
  const auto c = b.audited();
  EXPECT_EQ(said(c, "maker"), "dahua probable");
  EXPECT_EQ(finding(c, "brand").value, "Lorex");
  EXPECT_EQ(finding(c, "label").value, "other");
}

TEST(Label, Words_that_stand_where_a_brand_would_are_no_brands) {
  for (const char* word : {"NONE", "H264", "General", "Private", "ONVIF", "IPC", "IPCAM", "N/A", " "}) {
    EvidenceBuilder b;
    const auto camera = b.saved_files().folder("gate");
    b.says(camera, "onvif.manufacturer", word).says(camera, "isapi.manufacturer", word);
    b.says(camera, "dhip.manufacturer", word).says(camera, "dhip.vendor", word).says(camera, "dahuacgi.vendor", word);
    const auto c = b.audited();
    EXPECT_FALSE(states(c, "brand")) << word;
    EXPECT_FALSE(states(c, "maker")) << word;
  }
}

TEST(Label, A_maker_that_writes_NONE_into_its_own_description_sells_it_without_a_label) {
  EvidenceBuilder b;
  const auto camera = b.saved_files().folder("onvif-gx728mf-ir28");
  b.says(camera, "onvif.manufacturer", "NONE").says(camera, "onvif.firmware", "IPC_G6106-B0005P11D1812C03");
  b.says(camera, "onvif.serial", "210235T8HQ3197000191").says(camera, "onvif.searchdomain", "www.uniview.com");
  const auto c = b.audited();
  EXPECT_EQ(said(c, "maker"), "uniview probable") << "three marks, but files that somebody saved";
  EXPECT_EQ(said(c, "label"), "none probable");
  EXPECT_FALSE(states(c, "brand"));
}

TEST(Label, The_makers_own_name_in_a_slot_beside_a_label_of_like_weight_is_not_the_label) {
  EvidenceBuilder b;
  const auto camera = b.capture().host(dahua_mac, "10.0.0.9");
  b.says(camera, "dhip.method", "client.notifyDevInfo").says(camera, "dhip.manufacturer", "Dahua");
  b.says(camera, "wsd.name", "SafeHome Pro 4");
  const auto c = b.audited();
  EXPECT_EQ(said(c, "brand"), "SafeHome Pro 4 possible");
  EXPECT_EQ(finding(c, "label").value, "other");
}

TEST(Label, Own_and_house_names_are_told_apart) {
  struct Row {
    const char *stated, *brand, *label;
  };
  for (const Row& row :
       {Row{"HIKVISION", "Hikvision", "own"}, Row{"EZVIZ", "EZVIZ", "house"}, Row{"hilook", "HiLook", "house"}}) {
    EvidenceBuilder b;
    const auto camera = b.saved_files().folder("gate");
    b.says(camera, "onvif.manufacturer", row.stated);
    const auto c = b.audited();
    EXPECT_EQ(said(c, "maker"), "hikvision probable") << row.stated;
    EXPECT_EQ(said(c, "brand"), std::string(row.brand) + " probable");
    EXPECT_EQ(said(c, "label"), std::string(row.label) + " probable");
  }
}

TEST(Label, One_maker_under_anothers_name_is_another_label) {
  EvidenceBuilder b;
  const auto camera = b.capture().host("00:12:31:12:34:56", "10.0.0.9");
  b.says(camera, "dhip.method", "client.notifyDevInfo").says(camera, "dhip.vendor", "Panasonic");
  const auto c = b.audited();
  EXPECT_EQ(said(c, "maker"), "dahua probable");
  EXPECT_EQ(said(c, "label"), "other possible");
}

TEST(Label, Without_a_maker_nothing_is_said_of_the_label) {
  EvidenceBuilder b;
  const auto camera = b.saved_files().folder("onvif-dcs-6511");
  b.says(camera, "onvif.manufacturer", "D-Link Corporation").says(camera, "onvif.model", "DCS-6511");
  const auto c = b.audited();
  EXPECT_EQ(said(c, "brand"), "D-Link probable");
  EXPECT_FALSE(states(c, "maker")) << "D-Link sells what others build";
  EXPECT_FALSE(states(c, "label"));
}

TEST(Label, A_maker_that_does_not_build_is_never_stated_as_maker) {
  knowledge::Knowledge k;
  knowledge::Maker seller;
  seller.id = "seller";
  seller.name = seller.short_name = "Seller";
  seller.builds = false;
  seller.own = {"Seller"};
  seller.organisations = {"Seller Ltd."};
  k.makers.push_back(seller);
  knowledge::Signature says_so;
  says_so.id = "says-so";
  says_so.on = model::kind("tls.subject");
  says_so.match = "Seller";
  says_so.evidence = model::EvidenceClass::certificate;
  says_so.claims = {{knowledge::ClaimKind::maker, "seller", 0}, {knowledge::ClaimKind::role, "camera", 0}};
  k.signatures.push_back(says_so);
  EvidenceBuilder b;
  const auto camera = b.capture().host(dahua_mac, "10.0.0.9");
  b.says(camera, "tls.subject", "O=Seller").says(camera, "eth.block", "Seller Ltd.");
  const auto c = audit(b.evidence, k);
  ASSERT_EQ(c.subjects.size(), 1u);
  EXPECT_FALSE(states(c, "maker"));
}

TEST(Label, DHIP_and_SADP_from_one_host_contradict_each_other_and_neither_is_more_than_possible) {
  EvidenceBuilder b;
  const auto camera = b.capture().host("00:12:31:12:34:56", "10.0.0.9");
  b.says(camera, "dhip.method", "client.notifyDevInfo").says(camera, "sadp.message", "inquiry");
  const auto c = b.audited();
  const auto contradiction = finding(c, "contradiction");
  EXPECT_EQ(contradiction.value, "maker");
  EXPECT_EQ(contradiction.attributes.at("values"), "dahua,hikvision");
  EXPECT_EQ(contradiction.observations.size(), 2u) << "both sides are shown";
  EXPECT_EQ(finding(c, "maker").confidence, model::Confidence::possible);
  for (const auto& f : c.findings)
    if (f.key == "unknown" && f.value == "maker") {
      EXPECT_EQ(f.attributes.at("why"), "contradiction");
    }
}

TEST(Label, A_second_maker_of_weight_keeps_the_first_from_being_confirmed) {
  EvidenceBuilder b;
  const auto camera = b.capture().host(dahua_mac, "10.0.0.9");
  b.says(camera, "dhip.method", "client.notifyDevInfo").shows_block(camera).says(camera, "sadp.message", "inquiry");
  const auto c = b.audited();
  EXPECT_EQ(said(c, "maker"), "dahua probable");
  EXPECT_TRUE(states(c, "contradiction", "maker", 1));
}

TEST(Label, A_module_inside_is_a_component_and_never_the_maker) {
  EvidenceBuilder b;
  const auto camera = b.capture().host("94:e0:d6:e9:89:86", "192.168.1.101");
  b.shows_block(camera).says(camera, "baichuan.message", "1");
  const auto c = b.audited();
  EXPECT_EQ(said(c, "maker"), "reolink probable");
  const auto component = finding(c, "component");
  EXPECT_NE(component.value.find("China Dragon"), std::string::npos);
  EXPECT_FALSE(component.attributes.at("organisation").empty());
  for (const auto& f : c.findings) {
    if (f.key != "maker" && f.key != "brand") continue;
    EXPECT_EQ(f.value.find("Dragon"), std::string::npos);
  }
  EXPECT_FALSE(states(c, "contradiction")) << "whose module it is disputes nothing";
}

TEST(Label, Words_for_a_protocol_in_a_recorders_list_claim_no_maker) {
  knowledge::Matcher matcher(real_knowledge());
  for (const char* word : {"Onvif", "ONVIF", "Private", "private", "General", "CUSTOM", "RTSP"})
    for (const auto& match : matcher.match(model::kind("channel.manufacturer"), word))
      for (const auto& claim : match.claims) {
        EXPECT_NE(claim.kind, knowledge::ClaimKind::maker) << word << ": " << match.signature->id;
        EXPECT_NE(claim.kind, knowledge::ClaimKind::brand) << word << ": " << match.signature->id;
      }
}

TEST(Label, Spellings_of_one_label_are_one_label) {
  for (const char* spelling : {"D-LINK CORPORATION", "D-Link Systems", " DLink "})
    EXPECT_EQ(canonical_label(spelling, real_knowledge()), "D-Link") << spelling;
  EXPECT_EQ(canonical_label("海康威视", real_knowledge()), "Hikvision");
  EXPECT_EQ(canonical_label("  SafeHome Pro 4 ", real_knowledge()), "SafeHome Pro 4");
}

}  // namespace
}  // namespace lenscap::assess::label_test
