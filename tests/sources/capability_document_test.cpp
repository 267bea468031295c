// What devices say of themselves in their own documents: real ones first, then what those do not show.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "sources/analytics.hpp"

namespace lenscap::test::capability_document_test {
namespace {

using model::AnalyticsState;

std::string evidence(const std::string& name) { return LENSCAP_ROOT "/../shared/evidence/documents/" + name; }

sources::CapabilityReading read_evidence(const std::string& name) {
  return sources::read_capability({evidence(name)}, analytics_scan());
}

/// The words that `grep -n WORD FILE` would print the number of.
std::string line_of(const std::string& path, std::uint64_t number) {
  std::ifstream file(path);
  std::string line;
  for (std::uint64_t n = 0; n < number && std::getline(file, line);) ++n;
  return line;
}

const model::Mention* find(const sources::CapabilityReading& reading, const std::string& text) {
  for (const auto& m : reading.mentions)
    if (m.text == text) return &m;
  return nullptr;
}

#define NEEDS_EVIDENCE() \
  if (!std::filesystem::exists(evidence(""))) GTEST_SKIP() << "no evidence folder beside the checkout"

TEST(CapabilityDocument, Every_finding_of_the_real_documents_stands_on_its_line) {
  NEEDS_EVIDENCE();
  const auto reading = read_evidence("");
  EXPECT_GT(reading.inputs.size(), 50u);
  ASSERT_GT(reading.mentions.size(), 30u);
  for (const auto& m : reading.mentions) {
    const auto* marker = analytics().marker(m.marker);
    ASSERT_NE(marker, nullptr);
    ASSERT_GT(m.line, 0u) << m.source;
    const std::string line = line_of(evidence("") + "../" + m.source.substr(m.source.find("documents/")), m.line);
    const bool stands = std::any_of(marker->words.begin(), marker->words.end(), [&](const std::string& word) {
      return line.find(word) != std::string::npos && m.text.find(word) != std::string::npos;
    });
    EXPECT_TRUE(stands) << m.source << ":" << m.line << " " << m.text << " | " << line.substr(0, 160);
  }
}

TEST(CapabilityDocument, The_axis_camera_that_only_declares_face_namespaces_has_no_finding) {
  NEEDS_EVIDENCE();
  const auto reading = read_evidence("onvif-axis-p3818-pve");
  EXPECT_EQ(reading.inputs.size(), 11u);
  for (const auto& m : reading.mentions) ADD_FAILURE() << m.source << ":" << m.line << " " << m.text;
}

TEST(CapabilityDocument, The_recorder_offers_face_detection_and_comparison) {
  NEEDS_EVIDENCE();
  const auto reading = read_evidence("isapi-hikvision/DS-7608NXI-I2.json");
  const struct {
    const char* text;
    int grade;
    std::uint64_t line;
  } expected[] = {{"eventType = facedetection", 3, 1638},
                  {"eventType = whiteListFaceContrast", 4, 1854},
                  {"isSupportFaceContrast = true", 4, 197},
                  {"isSupportFaceSnapModeling = true", 4, 207},
                  {"isSupportHumanRecognition = true", 3, 196}};
  for (const auto& e : expected) {
    const auto* m = find(reading, e.text);
    ASSERT_NE(m, nullptr) << e.text;
    EXPECT_EQ(m->state, AnalyticsState::offered) << e.text;
    EXPECT_FALSE(m->denied);
    EXPECT_EQ(analytics().marker(m->marker)->grade, e.grade) << e.text;
    EXPECT_EQ(m->line, e.line) << e.text;
    EXPECT_EQ(m->subject, "DS-7608NXI-I2/8P/S");
  }
  const auto* denied = find(reading, "isSupportWhiteListFaceContrast = false");
  ASSERT_NE(denied, nullptr);
  EXPECT_TRUE(denied->denied);
  const auto* on = find(reading, "humanMisinfoFilterEnabled = true");
  ASSERT_NE(on, nullptr);
  EXPECT_EQ(on->state, AnalyticsState::enabled);
  for (const auto& m : reading.mentions) EXPECT_NE(m.state, AnalyticsState::in_use) << m.text;
}

TEST(CapabilityDocument, A_camera_that_says_no_is_believed) {
  NEEDS_EVIDENCE();
  const auto reading = read_evidence("isapi-hikvision/DS-2CD2146G2-ISU.json");
  for (const auto& m : reading.mentions)
    if (analytics().marker(m.marker)->grade >= 3) EXPECT_TRUE(m.denied || m.state <= AnalyticsState::present) << m.text;
  const auto* filter = find(reading, "isSupportHumanMisinfoFilter = true");
  ASSERT_NE(filter, nullptr);
  EXPECT_EQ(filter->state, AnalyticsState::offered);
}

TEST(CapabilityDocument, A_module_that_is_configured_and_not_enabled_is_offered_no_more) {
  NEEDS_EVIDENCE();
  const auto reading = read_evidence("onvif-gx728mf-ir28");
  const auto* engine = find(reading, "Type = FaceDetectorEngine (not enabled)");
  ASSERT_NE(engine, nullptr);
  EXPECT_EQ(engine->state, AnalyticsState::offered);
  EXPECT_EQ(engine->line, 187u);
  EXPECT_EQ(engine->subject, "GX728MF-IR28") << "another file of the folder names the device";
}

const std::string soap = R"(<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"
 xmlns:tt="http://www.onvif.org/ver10/schema" xmlns:fc="http://www.onvif.org/ver20/analytics/humanface">)";

TEST(CapabilityDocument, A_complexion_that_a_metadata_stream_sends_is_in_use_and_its_value_is_not_kept) {
  const std::string value =
      "As"
      "ian";
  const Read read = read_text(
      R"(<tt:MetadataStream xmlns:tt="http://www.onvif.org/ver10/schema"
 xmlns:fc="http://www.onvif.org/ver20/analytics/humanface"><tt:VideoAnalytics><tt:Frame><tt:Object><tt:Appearance>
 <fc:HumanFace><fc:Complexion>)" +
      value +
      R"(</fc:Complexion></fc:HumanFace></tt:Appearance></tt:Object></tt:Frame></tt:VideoAnalytics></tt:MetadataStream>)");
  EXPECT_EQ(read.format, "onvif-stream");
  const auto* m = read.find("onvif-complexion");
  ASSERT_NE(m, nullptr);
  EXPECT_EQ(m->state, AnalyticsState::in_use);
  EXPECT_EQ(m->text, "fc:Complexion");
  for (const auto& mention : read.mentions) EXPECT_EQ(mention.text.find(value), std::string::npos);
}

TEST(CapabilityDocument, An_element_of_that_name_in_another_namespace_is_none) {
  EXPECT_EQ(read_text(soap + R"(<x:Complexion xmlns:x="urn:cosmetics">fair</x:Complexion></s:Envelope>)")
                .find("onvif-complexion"),
            nullptr);
}

TEST(CapabilityDocument, A_supported_rule_is_offered_and_a_schema_only_carries_it) {
  const Read rules = read_text(soap + R"(<s:Body><r:SupportedRules xmlns:r="http://www.onvif.org/ver20/analytics/wsdl">
    <tt:RuleDescription Name="tt:FaceRecognition"/></r:SupportedRules></s:Body></s:Envelope>)");
  ASSERT_NE(rules.find("onvif-face-recognition"), nullptr);
  EXPECT_EQ(rules.find("onvif-face-recognition")->state, AnalyticsState::offered);
  const Read schema = read_text(R"(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
    targetNamespace="http://www.onvif.org/ver20/analytics/humanface"><xs:element name="Complexion" type="xs:string"/></xs:schema>)");
  ASSERT_NE(schema.find("onvif-complexion"), nullptr);
  EXPECT_EQ(schema.find("onvif-complexion")->state, AnalyticsState::carried);
}

TEST(CapabilityDocument, A_switch_for_ethnicity_that_is_off_is_present_and_one_that_is_on_is_enabled) {
  const auto document = [](const char* on) {
    return std::string(R"({"Response":{"ResponseURL":"/LAPI/V1.0/Channels/0/Smart/FaceDetection/Rule","Data":
      {"FaceAttributeAnalysis":{"SexEnabled":1,"AgeEnabled":1,"NationEnabled":)") +
           on + "}}}}";
  };
  const Read off = read_text(document("0")), on = read_text(document("1"));
  EXPECT_EQ(off.format, "lapi");
  ASSERT_NE(off.find("unv-nation-switch"), nullptr);
  EXPECT_EQ(off.find("unv-nation-switch")->state, AnalyticsState::present);
  EXPECT_EQ(off.find("unv-nation-switch")->text, "NationEnabled = 0");
  EXPECT_EQ(off.find("unv-nation-switch")->place, "/Response/Data/FaceAttributeAnalysis/NationEnabled");
  ASSERT_NE(on.find("unv-nation-switch"), nullptr);
  EXPECT_EQ(on.find("unv-nation-switch")->state, AnalyticsState::enabled);
}

TEST(CapabilityDocument, A_record_with_the_field_empty_or_unknown_only_carries_it) {
  const auto record = [](const char* code) {
    return std::string(
               R"({"FaceListObject":{"FaceObject":[{"FaceID":"1","GenderCode":"1","AgeUpLimit":40,"EthicCode":")") +
           code + R"(","InfoKind":1,"NoseStyle":"Zhang"}]}})";
  };
  for (const char* code : {"", "0", "00", "unknown"}) {
    const Read read = read_text(record(code));
    const auto* m = read.find("unv-ethic-code");
    ASSERT_NE(m, nullptr) << code;
    EXPECT_EQ(m->state, AnalyticsState::carried) << code;
  }
  const Read filled = read_text(record("05"));
  ASSERT_NE(filled.find("unv-ethic-code"), nullptr);
  EXPECT_EQ(filled.find("unv-ethic-code")->state, AnalyticsState::in_use);
  EXPECT_EQ(filled.find("unv-ethic-code")->text, "EthicCode");
  for (const auto& m : filled.mentions) EXPECT_EQ(m.text.find("Zhang"), std::string::npos);
}

// Read from a card, typed in and inferred from the picture are three things: only the last is grade 5.
TEST(CapabilityDocument, An_ethnicity_that_may_come_from_a_card_or_a_person_is_not_in_use) {
  for (const char* beside : {R"("InfoKind":2)", R"("Name":"Zhang")", R"("IDNumber":"440524188001010014")"}) {
    const Read read = read_text(std::string(R"({"FaceListObject":{"FaceObject":[{"GenderCode":"1","AgeUpLimit":40,)") +
                                R"("EthicCode":"05",)" + beside + "}]}}");
    const auto* m = read.find("unv-ethic-code");
    ASSERT_NE(m, nullptr) << beside;
    EXPECT_EQ(m->state, AnalyticsState::carried) << beside;
    EXPECT_EQ(m->text.find("Zhang"), std::string::npos);
  }
}

TEST(CapabilityDocument, A_name_that_somebody_gave_a_channel_says_nothing) {
  EXPECT_TRUE(
      read_text(
          R"(<DeviceInfo xmlns="http://www.hikvision.com/ver20/XMLSchema"><deviceName>faceContrast</deviceName></DeviceInfo>)")
          .mentions.empty());
}

TEST(CapabilityDocument, Dahua_answers_are_read_line_by_line) {
  const Read read = read_text(
      "caps.SupportedScenes[0]=FaceDetection\ncaps.SupportedScenes[1]=FaceRecognition\ncaps.CrowdDetection=false\n"
      "table.SmartMotionHuman[0].Enable=true\ntable.StayDetection[0].Enable=false\n");
  EXPECT_EQ(read.format, "key-values");
  ASSERT_NE(read.find("dahua-event-face"), nullptr);
  EXPECT_EQ(read.find("dahua-event-face")->state, AnalyticsState::offered);
  EXPECT_EQ(read.find("dahua-event-face")->line, 1u);
  ASSERT_NE(read.find("dahua-event-identify"), nullptr);
  EXPECT_EQ(read.find("dahua-event-identify")->place, "caps.SupportedScenes[1]");
  ASSERT_NE(read.find("dahua-event-human"), nullptr);
  EXPECT_EQ(read.find("dahua-event-human")->state, AnalyticsState::enabled);
  ASSERT_NE(read.find("dahua-event-people", "CrowdDetection"), nullptr);
  EXPECT_TRUE(read.find("dahua-event-people", "CrowdDetection")->denied);
  ASSERT_NE(read.find("dahua-event-people", "StayDetection"), nullptr);
  EXPECT_EQ(read.find("dahua-event-people", "StayDetection")->state, AnalyticsState::present);
}

TEST(CapabilityDocument, Every_prefix_of_a_document_is_read_without_harm) {
  const std::string xml = soap + "<s:Body><tt:RuleDescription Name=\"tt:FaceRecognition\"/></s:Body></s:Envelope>";
  const std::string json = R"({"data":{"isSupportFaceContrast":"true","list":[{"eventType":"faceSnap"}]}})";
  for (const std::string& whole : {xml, json})
    for (std::size_t n = 0; n <= whole.size(); ++n) EXPECT_LE(read_text(whole.substr(0, n)).mentions.size(), 4u);
}

}  // namespace
}  // namespace lenscap::test::capability_document_test
