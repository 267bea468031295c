// views/capability_words.cpp: the sentences about what software can do to people. They say what was read, never more.
#include <fmt/format.h>

#include "views/capability.hpp"
#include "views/neutral.hpp"

namespace lenscap::views {

std::string reach_words(assess::CapabilityReach reach) {
  switch (reach) {
    case assess::CapabilityReach::use_not_shown:
      return "the software can carry this; use not shown";
    case assess::CapabilityReach::device_says:
      return "the device offers this by its own word; use not shown";
    case assess::CapabilityReach::switched_on:
      return "the device's configuration has this switched on";
    case assess::CapabilityReach::was_sent:
      return "this was sent";
  }
  return {};
}

std::string state_words(model::AnalyticsState state) {
  return state == model::AnalyticsState::in_use ? "in use" : std::string(model::to_string(state));
}

std::string trait_words(knowledge::TraitKind trait) {
  switch (trait) {
    case knowledge::TraitKind::inferred:
      return "inferred from the picture";
    case knowledge::TraitKind::document:
      return "read from an identity card, not from the picture";
    case knowledge::TraitKind::typed:
      return "typed in by an operator, not read from the picture";
    case knowledge::TraitKind::none:
      return {};
  }
  return {};
}

std::string capability_sentence(const knowledge::Marker& marker, model::AnalyticsState state) {
  std::string out = neutral(marker.what);
  if (const std::string trait = trait_words(marker.trait); !trait.empty()) out += " (" + trait + ")";
  out += ": " + reach_words(assess::reach_of(state));
  if (!marker.proxy.empty()) out += fmt::format("; may act as a proxy for {}", neutral(marker.proxy));
  if (!marker.renamed.empty()) out += fmt::format("; a later edition calls the same place {}", neutral(marker.renamed));
  return out;
}

std::string capability_finding(const model::Finding& finding, const knowledge::Knowledge& k) {
  const auto attribute = [&](const char* name) {
    const auto found = finding.attributes.find(name);
    return found == finding.attributes.end() ? std::string{} : neutral(found->second);
  };
  const knowledge::Marker* marker = k.marker(finding.value);
  const auto state = model::parse_analytics_state(attribute("state"));
  if (!marker || !state) return fmt::format("Analysis of people: {} ({}).", neutral(finding.value), attribute("state"));
  std::string text = capability_sentence(*marker, *state);
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return fmt::format("{} (grade {}, {}{}).", text, marker->grade, state_words(*state),
                     finding.confidence == model::Confidence::possible ? "; possible: its source is uncertain" : "");
}

Json law_json(const knowledge::GradeLaw& law) {
  return {{"citation", neutral(law.citation)}, {"jurisdiction", neutral(law.jurisdiction)},
          {"says", neutral(law.says)},         {"from", law.from ? Json(model::to_string(*law.from)) : Json(nullptr)},
          {"certainty", law.certainty},        {"note", law.note.empty() ? Json(nullptr) : Json(neutral(law.note))}};
}

}  // namespace lenscap::views
