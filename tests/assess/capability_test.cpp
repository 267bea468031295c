// What is said of a mention: its grade, its law, and never more than was read.
#include "assess/capability.hpp"

#include <gtest/gtest.h>

#include "assess/capability_diff.hpp"
#include "views/capability.hpp"

namespace lenscap::test::capability_test {
namespace {

using model::AnalyticsState;

const knowledge::Knowledge& known() {
  static const auto loaded = knowledge::load_directory(LENSCAP_ROOT "/data/analytics");
  if (!loaded) throw std::runtime_error(model::to_line(loaded.error()));
  return *loaded;
}

model::Mention mention(const std::string& marker, AnalyticsState state, bool denied = false) {
  model::Mention m;
  m.marker = marker;
  m.state = state;
  m.denied = denied;
  m.source = "file";
  return m;
}

bool names(const std::vector<const knowledge::GradeLaw*>& laws, std::string_view citation) {
  for (const auto* law : laws)
    if (law->citation.find(citation) != std::string::npos) return true;
  return false;
}

TEST(Capability, Grade_5_that_is_only_carried_says_that_use_is_not_shown) {
  const auto* marker = known().marker("hik-ethnic");
  ASSERT_NE(marker, nullptr);
  for (const auto state : {AnalyticsState::carried, AnalyticsState::present})
    EXPECT_NE(views::capability_sentence(*marker, state).find("the software can carry this; use not shown"),
              std::string::npos);
  EXPECT_NE(views::capability_sentence(*marker, AnalyticsState::carried).find("byRes0"), std::string::npos);
}

TEST(Capability, The_prohibition_of_the_AI_Act_speaks_of_inference_alone) {
  EXPECT_TRUE(names(known().laws_of(*known().marker("hik-ethnic")), "Art. 5(1)(g)"));
  const auto card = known().laws_of(*known().marker("hik-sdk-id-card-nation"));
  EXPECT_FALSE(names(card, "Art. 5(1)(g)"));
  EXPECT_TRUE(names(card, "GDPR, Art. 9(1)"));
}

TEST(Capability, Emotion_and_identification_have_their_own_law) {
  const auto emotion = known().laws_of(*known().marker("dahua-emotion"));
  EXPECT_TRUE(names(emotion, "Art. 5(1)(f)"));
  EXPECT_FALSE(names(emotion, "Art. 5(1)(h)"));
  EXPECT_TRUE(names(known().laws_of(*known().marker("hik-isapi-face-contrast")), "Art. 5(1)(h)"));
  EXPECT_TRUE(known().laws_of(*known().marker("onvif-motion")).empty());
}

TEST(Capability, The_prohibition_applies_from_its_day) {
  for (const auto* law : known().laws_of(*known().marker("hik-ethnic")))
    if (law->citation == "AI Act, Art. 5(1)(g)") {
      ASSERT_TRUE(law->from.has_value());
      EXPECT_EQ(model::to_string(*law->from), "2025-02-02");
    }
}

TEST(Capability, What_may_stand_for_religion_says_so_at_grade_3) {
  const auto* beard = known().marker("dahua-beard");
  ASSERT_NE(beard, nullptr);
  EXPECT_EQ(beard->grade, 3);
  EXPECT_NE(views::capability_sentence(*beard, AnalyticsState::carried).find("may act as a proxy for religion"),
            std::string::npos);
}

TEST(Capability, The_gravest_stands_first_and_a_denial_apart) {
  const auto found = assess::assess_capability(
      {mention("onvif-motion", AnalyticsState::enabled), mention("hik-ethnic", AnalyticsState::carried),
       mention("hik-isapi-face-contrast", AnalyticsState::offered, true),
       mention("hik-isapi-face-detect", AnalyticsState::offered)},
      known());
  ASSERT_EQ(found.findings.size(), 3u);
  EXPECT_EQ(found.findings[0].marker->id, "hik-ethnic");
  EXPECT_EQ(found.findings[2].marker->id, "onvif-motion");
  ASSERT_EQ(found.denied.size(), 1u);
  EXPECT_LE(found.findings[0].confidence, model::Confidence::probable) << "a file that somebody saved";
}

TEST(Capability, An_uncertain_source_caps_at_possible) {
  const auto found = assess::assess_capability({mention("words-minority-zh", AnalyticsState::present)}, known());
  ASSERT_EQ(found.findings.size(), 1u);
  EXPECT_EQ(found.findings[0].confidence, model::Confidence::possible);
}

model::CaseObservation observation(model::Id id, const std::string& kind, const std::string& value) {
  model::CaseObservation o;
  o.id = id;
  o.kind = kind;
  o.value = value;
  return o;
}

TEST(Capability, What_a_device_sends_offers_and_enables_becomes_findings_of_that_state) {
  const auto offers = observation(1, "analytics.offers", "isSupportFaceContrast");
  const auto sends = observation(2, "analytics.sends", "fc:Complexion");
  const auto again = observation(3, "analytics.sends", "fc:Complexion");
  const auto other = observation(4, "analytics.sends", "NobodyKnowsThis");
  const std::vector<const model::CaseObservation*> seen{&offers, &sends, &again, &other};
  const auto findings = assess::derive_capabilities(seen, known());
  ASSERT_EQ(findings.size(), 2u);
  EXPECT_EQ(findings[0].key, "capability");
  EXPECT_EQ(findings[0].value, "onvif-complexion");
  EXPECT_EQ(findings[0].attributes.at("state"), "in_use");
  EXPECT_EQ(findings[0].attributes.at("grade"), "5");
  EXPECT_EQ(findings[0].observations, (std::vector<model::Id>{2, 3}));
  EXPECT_EQ(findings[1].attributes.at("state"), "offered");
}

TEST(Capability, A_topic_is_known_by_its_end_or_by_one_step) {
  const auto id = [](std::string_view word) {
    const auto* marker = assess::marker_of_word(known(), word);
    return marker ? marker->id : std::string{};
  };
  EXPECT_EQ(id("tns1:RuleEngine/Recognition/Face"), "onvif-face-recognition");
  EXPECT_EQ(id("tns1:RuleEngine/CellMotionDetector/Motion"), "onvif-motion");
  EXPECT_EQ(id("/VIID/Faces"), "viid-upload");
  EXPECT_EQ(id("tns1:Device/Trigger/DigitalInput"), "");
}

TEST(Capability, What_left_the_pages_and_stands_in_the_program_is_hidden_not_removed) {
  auto page = mention("unv-uighur", AnalyticsState::present);
  page.format = "script";
  auto program = page;
  program.format = "program";
  const auto diff = assess::assess_diff({}, {page, program}, {program}, known());
  ASSERT_EQ(diff.markers.size(), 1u);
  EXPECT_EQ(diff.markers[0].kind, assess::MarkerChangeKind::hidden);
  const auto gone = assess::assess_diff({}, {page}, {}, known());
  ASSERT_EQ(gone.markers.size(), 1u);
  EXPECT_EQ(gone.markers[0].kind, assess::MarkerChangeKind::removed);
  EXPECT_TRUE(assess::assess_diff({}, {page}, {page}, known()).markers.empty());
}

}  // namespace
}  // namespace lenscap::test::capability_test
