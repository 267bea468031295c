// Rule 3: how sure claims make us, by rule and not by score.
#include "assess/confidence.hpp"

#include "evidence_builder.hpp"

namespace lenscap::assess::confidence_test {
namespace {

using knowledge::ClaimKind;
using model::Confidence;
using model::EvidenceClass;

Claim claim(EvidenceClass evidence, Confidence limit = Confidence::confirmed) {
  Claim c;
  c.kind = ClaimKind::maker;
  c.value = "acme";
  c.evidence = evidence;
  c.limit = limit;
  return c;
}
Claim saved(EvidenceClass evidence) {
  Claim c = claim(evidence);
  c.saved_file = true;
  return c;
}
Claim by_recorder(EvidenceClass evidence) {
  Claim c = claim(evidence);
  c.from_recorder = true;
  return c;
}

Confidence confidence_of(const std::vector<Claim>& claims, NeedsOwnMark needs_own_mark = nullptr) {
  const knowledge::Knowledge nothing;
  const auto weighed = weigh(claims, ClaimKind::maker, nothing, needs_own_mark);
  EXPECT_EQ(weighed.size(), 1u);
  return weighed.empty() ? Confidence::unknown : weighed[0].confidence;
}
bool always(const knowledge::Knowledge&, std::string_view) { return true; }

constexpr EvidenceClass strong[] = {EvidenceClass::protocol, EvidenceClass::firmware, EvidenceClass::certificate,
                                    EvidenceClass::description};
constexpr EvidenceClass weak[] = {EvidenceClass::address, EvidenceClass::path,   EvidenceClass::banner,
                                  EvidenceClass::name,    EvidenceClass::serial, EvidenceClass::endpoint,
                                  EvidenceClass::setting};

TEST(Confidence, One_strong_class_is_probable) {
  for (auto c : strong) EXPECT_EQ(confidence_of({claim(c)}), Confidence::probable) << to_string(c);
}

TEST(Confidence, One_weak_class_is_possible) {
  for (auto c : weak) EXPECT_EQ(confidence_of({claim(c)}), Confidence::possible) << to_string(c);
}

TEST(Confidence, Two_independent_weak_classes_are_probable_and_so_are_all_of_them) {
  EXPECT_EQ(confidence_of({claim(EvidenceClass::banner), claim(EvidenceClass::path)}), Confidence::probable);
  std::vector<Claim> all;
  for (auto c : weak) all.push_back(claim(c));
  EXPECT_EQ(confidence_of(all), Confidence::probable);
}

TEST(Confidence, A_strong_class_and_any_other_confirm) {
  for (auto c : weak) EXPECT_EQ(confidence_of({claim(EvidenceClass::protocol), claim(c)}), Confidence::confirmed);
  EXPECT_EQ(confidence_of({claim(EvidenceClass::protocol), claim(EvidenceClass::firmware)}), Confidence::confirmed);
}

TEST(Confidence, Ten_strings_of_one_class_are_one_class) {
  EXPECT_EQ(confidence_of(std::vector<Claim>(10, claim(EvidenceClass::banner))), Confidence::possible);
  EXPECT_EQ(confidence_of(std::vector<Claim>(10, claim(EvidenceClass::description))), Confidence::probable);
}

TEST(Confidence, What_is_of_no_class_adds_nothing_and_alone_is_possible) {
  EXPECT_EQ(confidence_of({claim(EvidenceClass::none)}), Confidence::possible);
  EXPECT_EQ(confidence_of({claim(EvidenceClass::none), claim(EvidenceClass::protocol)}), Confidence::probable);
}

TEST(Confidence, Saved_files_stay_probable_until_a_capture_agrees) {
  const std::vector<Claim> files = {saved(EvidenceClass::firmware), saved(EvidenceClass::description)};
  EXPECT_EQ(confidence_of(files), Confidence::probable);
  auto with_capture = files;
  with_capture.push_back(claim(EvidenceClass::address));
  EXPECT_EQ(confidence_of(with_capture), Confidence::confirmed);
}

TEST(Confidence, A_recorders_word_about_its_camera_stays_possible_for_the_maker) {
  EXPECT_EQ(confidence_of({by_recorder(EvidenceClass::description), by_recorder(EvidenceClass::serial)}),
            Confidence::possible);
}

TEST(Confidence, A_recorders_word_is_no_second_cause_beside_the_cameras_own) {
  EXPECT_EQ(confidence_of({by_recorder(EvidenceClass::description), claim(EvidenceClass::address)}),
            Confidence::possible);
  EXPECT_EQ(confidence_of({by_recorder(EvidenceClass::serial), claim(EvidenceClass::protocol)}), Confidence::probable);
}

TEST(Confidence, A_signatures_limit_caps_its_own_claims_and_nothing_beside_them) {
  EXPECT_EQ(confidence_of({claim(EvidenceClass::protocol, Confidence::possible)}), Confidence::possible);
  EXPECT_EQ(confidence_of({claim(EvidenceClass::protocol, Confidence::possible),
                           claim(EvidenceClass::firmware, Confidence::possible)}),
            Confidence::possible);
  EXPECT_EQ(confidence_of({claim(EvidenceClass::protocol, Confidence::probable), claim(EvidenceClass::address)}),
            Confidence::probable);
  EXPECT_EQ(confidence_of({claim(EvidenceClass::banner, Confidence::possible), claim(EvidenceClass::protocol),
                           claim(EvidenceClass::address)}),
            Confidence::confirmed);
}

TEST(Confidence, A_maker_that_others_emulate_needs_a_mark_that_they_do_not_copy) {
  for (auto c : {EvidenceClass::path, EvidenceClass::banner, EvidenceClass::name, EvidenceClass::description,
                 EvidenceClass::endpoint, EvidenceClass::setting})
    EXPECT_EQ(confidence_of({claim(EvidenceClass::protocol), claim(c)}, always), Confidence::probable) << to_string(c);
  for (auto c : {EvidenceClass::address, EvidenceClass::certificate, EvidenceClass::firmware, EvidenceClass::serial})
    EXPECT_EQ(confidence_of({claim(EvidenceClass::protocol), claim(c)}, always), Confidence::confirmed) << to_string(c);
}

TEST(Confidence, Values_come_most_certain_first_and_like_ones_in_the_order_of_their_names) {
  Claim other = claim(EvidenceClass::protocol);
  other.value = "zenith";
  Claim third = claim(EvidenceClass::banner);
  third.value = "bolt";
  Claim fourth = third;
  fourth.value = "argo";
  const knowledge::Knowledge nothing;
  const std::vector<Claim> claims = {third, fourth, other, claim(EvidenceClass::certificate)};
  std::string order;
  for (const auto& w : weigh(claims, ClaimKind::maker, nothing)) order += w.value + " ";
  EXPECT_EQ(order, "acme zenith argo bolt ");
}

// The same rules on real words.

TEST(Confidence, A_serial_number_that_repeats_the_hardware_address_is_the_same_cause_as_the_block) {
  EvidenceBuilder b;
  const auto camera = b.capture().host("b8:a4:4f:a0:4f:26", "10.0.0.9");
  b.shows_block(camera).says(camera, "onvif.serial", "B8A44FA04F26");
  knowledge::Knowledge k = real_knowledge();
  knowledge::Signature form;  // a form of serial numbers that any address has
  form.id = "twelve-digits";
  form.on = model::kind("onvif.serial");
  form.match = "^[0-9A-F]{12}$";
  form.evidence = EvidenceClass::serial;
  form.claims = {{ClaimKind::maker, "axis", 0}};
  k.signatures.push_back(form);
  EXPECT_EQ(said(audit(b.evidence, k), "maker"), "axis possible");
  b.evidence.observations.back().value = "B8A44FA04F27";
  EXPECT_EQ(said(audit(b.evidence, k), "maker"), "axis probable") << "another number is another cause";
}

TEST(Confidence, Hikvision_is_never_confirmed_by_protocol_paths_and_words_alone) {
  EvidenceBuilder b;
  const auto camera = b.capture().host("00:12:31:12:34:56", "10.0.0.9");
  answer_sadp(b, camera);
  b.says(camera, "http.path", "/ISAPI/System/deviceInfo").says(camera, "rtsp.path", "/Streaming/Channels/101");
  b.says(camera, "http.server", "App-webs/").says(camera, "isapi.manufacturer", "hikvision");
  EXPECT_EQ(said(b.audited(), "maker"), "hikvision probable");
  b.says(camera, "sadp.devicesn", "DS-2CD2T47G1-L20190522AAWRD12345678");
  EXPECT_EQ(said(b.audited(), "maker"), "hikvision confirmed") << "with a serial number of its form";
}

TEST(Confidence, Uniview_is_never_confirmed_by_its_web_interface_alone) {
  EvidenceBuilder b;
  const auto camera = b.capture().host("00:12:31:12:34:56", "10.0.0.9");
  b.says(camera, "http.path", "/LAPI/V1.0/System/DeviceInfo").says(camera, "lapi.manufacturer", "UNIVIEW");
  b.says(camera, "onvif.searchdomain", "www.uniview.com");
  EXPECT_EQ(said(b.audited(), "maker"), "uniview probable");
  b.says(camera, "lapi.firmwareversion", "IPC_G6106-B0005P11D1812C03");
  EXPECT_EQ(said(b.audited(), "maker"), "uniview confirmed") << "with firmware of its form";
}

TEST(Confidence, A_capture_that_agrees_lifts_saved_replies_of_the_same_device) {
  EvidenceBuilder b;
  const auto files = b.saved_files().folder("door");
  b.says(files, "onvif.manufacturer", "AXIS").says(files, "onvif.hostname", "axis-b8a44fa04f26");
  EXPECT_EQ(said(b.audited(), "maker"), "axis probable");
  const auto seen = b.capture().host("b8:a4:4f:a0:4f:26", "10.0.0.9");
  b.shows_block(seen);
  const auto both = b.audited();
  ASSERT_EQ(both.subjects.size(), 1u);
  EXPECT_EQ(said(both, "maker"), "axis confirmed");
}

}  // namespace
}  // namespace lenscap::assess::confidence_test
