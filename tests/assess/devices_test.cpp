// Which hosts are devices, which are only counted, and what must never be concluded from little.
#include "assess/identity.hpp"
#include "evidence_builder.hpp"

namespace lenscap::assess::devices_test {
namespace {

using Words = std::initializer_list<std::pair<const char*, const char*>>;

model::Case case_of(const char* mac, Words words, const AuditOptions& options = {}) {
  EvidenceBuilder b;
  const auto host = b.capture().host(mac, "10.0.0.9");
  if (*mac != 0) b.shows_block(host);
  for (const auto& [kind, value] : words) b.says(host, kind, value);
  return b.audited(options);
}

TEST(Devices, Blocks_of_makers_of_many_products_are_no_camera_mark) {
  // Amazon plug, Edimax plug, D-Link router, TP-Link lamp
  for (const char* mac : {"24:ce:33:24:b5:cb", "74:da:38:4a:76:49", "b0:c5:54:25:5b:0e", "d8:0d:17:33:c2:52"}) {
    const auto c = case_of(mac, {});
    EXPECT_TRUE(c.subjects.empty()) << mac;
    EXPECT_EQ(c.others.at("count"), 1u);
  }
}

TEST(Devices, The_cloud_that_plugs_and_cameras_share_is_no_camera_mark_even_with_the_block) {
  EXPECT_TRUE(case_of("74:da:38:4a:76:49", {{"dns.query", "www.myedimax.com"}}).subjects.empty());
  EXPECT_TRUE(case_of("b0:c5:54:25:5b:0e", {{"dns.query", "signal.mydlink.com"}}).subjects.empty());
}

TEST(Devices, A_label_is_a_camera_mark_only_where_its_owner_sells_cameras_and_little_else) {
  for (const auto& [label, mark] : {std::pair{"Amazon", false},
                                    {"Blink", false},
                                    {"TP-Link", false},
                                    {"D-Link", false},
                                    {"Nobody", false},
                                    {"Reolink", true},
                                    {"EZVIZ", true},
                                    {"Lorex", true}}) {
    Claim claim;
    claim.kind = knowledge::ClaimKind::brand;
    claim.value = label;
    EXPECT_EQ(bears_camera_mark({claim}, real_knowledge()), mark) << label;
  }
}

TEST(Devices, A_name_that_only_a_camera_bears_makes_a_device_of_the_same_block) {
  const auto c = case_of("74:da:38:80:7a:08", {{"mdns.txt", "IC-3115W Network Camera"}});
  ASSERT_EQ(c.subjects.size(), 1u);
  EXPECT_EQ(said(c, "brand"), "Edimax probable");
  EXPECT_EQ(finding(c, "model").value, "IC-3115W");
  EXPECT_FALSE(states(c, "maker")) << "who built it is not shown";
}

TEST(Devices, The_block_of_a_maker_of_cameras_alone_makes_a_device_without_a_role) {
  const auto c = case_of("64:16:66:49:3e:cb", {});  // Nest Labs
  ASSERT_EQ(c.subjects.size(), 1u);
  EXPECT_EQ(said(c, "maker"), "nest possible");
  EXPECT_FALSE(states(c, "role"));
}

TEST(Devices, A_media_player_that_serves_video_is_no_camera) {
  const auto c = case_of("", {{"rtsp.server", "VLC/3.0.12"}, {"rtsp.served", "video"}});
  EXPECT_TRUE(c.subjects.empty());
  EXPECT_EQ(c.others.at("count"), 1u);
}

TEST(Devices, A_telephone_that_opens_the_makers_application_is_no_camera) {
  for (const char* host : {"api.hik-connect.com", "www.hikvision.com", "open.xmeye.net", "www.reolink.com"})
    EXPECT_TRUE(case_of("", {{"dns.query", host}}).subjects.empty()) << host;
}

TEST(Devices, Others_are_counted_and_nothing_of_them_is_kept_unless_asked_for) {
  EvidenceBuilder b;
  const auto camera = b.capture().host("4c:11:bf:00:12:34", "10.0.0.9");
  answer_dhip(b, camera);
  const auto laptop = b.host("a4:83:e7:22:3f:91", "10.0.0.50");
  b.says(laptop, "dhcp.hostname", "Annas-MacBook");
  b.host("a4:83:e7:22:3f:92", "10.0.0.51");
  const auto plain = b.audited();
  EXPECT_EQ(plain.subjects.size(), 1u);
  EXPECT_EQ(plain.others.at("count"), 2u);
  EXPECT_EQ(plain.meta.at("kept_others"), "no");
  for (const auto& o : plain.observations) EXPECT_NE(o.value, "Annas-MacBook");
  for (const auto& i : plain.identifiers) EXPECT_NE(i.value, "10.0.0.50");
  for (const auto& f : plain.findings) EXPECT_NE(f.value, "Annas-MacBook");
  const auto all = b.audited({.keep_others = true});
  EXPECT_EQ(all.subjects.size(), 3u);
  EXPECT_EQ(all.others.at("count"), 2u) << "they are no cameras for being kept";
  EXPECT_EQ(all.meta.at("kept_others"), "yes");
}

TEST(Devices, A_saved_reply_is_a_device_whatever_it_says) {
  EvidenceBuilder b;
  const auto files = b.saved_files().folder("unknown-box");
  b.says(files, "onvif.model", "IPC");
  EXPECT_EQ(b.audited().subjects.size(), 1u);
}

TEST(Devices, Two_devices_that_dispute_one_address_have_keys_of_their_own) {
  EvidenceBuilder b;
  b.capture();
  for (const char* mac : {"02:00:00:00:00:01", "02:00:00:00:00:02"}) answer_dhip(b, b.host(mac, "10.0.0.9"));
  const auto c = b.audited();
  ASSERT_EQ(c.subjects.size(), 2u);
  EXPECT_NE(c.subjects[0].key, c.subjects[1].key);
}

// What is dangerous to state.

TEST(Never, A_cloud_host_shows_no_maker_above_possible) {
  for (const char* host : {"www.easy4ipcloud.com", "litedev.hik-connect.com", "secu100.net", "p2p.reolink.com"}) {
    const auto c = case_of("", {{"dns.query", host}, {"tls.sni", host}, {"quic.sni", host}});
    ASSERT_EQ(c.subjects.size(), 1u) << host;
    EXPECT_EQ(finding(c, "maker").confidence, model::Confidence::possible) << host;
  }
}

TEST(Never, Brands_that_Dahua_is_said_to_build_for_are_not_Dahua_without_its_bytes) {
  for (const char* label : {"CP PLUS", "KBVision", "IC Realtime", "Honeywell", "Amcrest", "Lorex", "Imou"}) {
    EvidenceBuilder b;
    const auto camera = b.saved_files().folder("gate");
    b.says(camera, "onvif.manufacturer", label);
    const auto c = b.audited();
    EXPECT_TRUE(states(c, "brand")) << label;
    EXPECT_FALSE(states(c, "maker")) << label;
  }
}

TEST(Never, Imous_block_is_a_label_and_no_maker) {
  EvidenceBuilder b;
  const auto camera = b.capture().host("00:12:31:12:34:56", "10.0.0.9");
  b.says(camera, "eth.block", "Hangzhou Huacheng Network Technology Co.,Ltd");
  const auto c = b.audited();
  EXPECT_EQ(said(c, "brand"), "Imou possible");
  EXPECT_FALSE(states(c, "maker"));
}

TEST(Never, A_namespace_that_a_document_declares_proves_no_maker) {
  for (const char* name : {"http://www.hikvision.com/ver20/XMLSchema", "http://www.isapi.org/ver20/XMLSchema"}) {
    EvidenceBuilder b;
    const auto box = b.saved_files().folder("box");
    b.says(box, "isapi.namespace", name);
    EXPECT_FALSE(states(b.audited(), "maker")) << name;
  }
}

TEST(Never, A_banner_that_two_families_share_is_above_possible_for_neither) {
  const auto c = case_of("", {{"rtsp.server", "H264DVR 1.0"}});
  EXPECT_EQ(said(c, "maker"), "xiongmai possible");
}

TEST(Never, A_visitor_is_not_what_it_asked_for) {
  // A scanner's own words as a client: User-Agent, the names it asked for, its streams.
  const auto c = case_of("", {{"http.useragent", "Hikvision-Webs"},
                              {"rtsp.client", "LIVE555 Streaming Media v2014.02.10"},
                              {"http.host", "10.0.0.9"}});
  EXPECT_TRUE(c.subjects.empty());
}

}  // namespace
}  // namespace lenscap::assess::devices_test
