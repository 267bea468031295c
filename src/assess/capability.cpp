#include "assess/capability.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace lenscap::assess {
namespace {

using knowledge::Marker;
using model::AnalyticsState;
using model::Confidence;

Confidence confidence_of(const Marker& marker, Confidence most) { return std::min(marker.limit, most); }

bool has_word(const Marker& marker, std::string_view word) {
  return std::find(marker.words.begin(), marker.words.end(), word) != marker.words.end();
}

std::optional<AnalyticsState> state_of_kind(std::string_view kind) {
  if (kind == "analytics.offers") return AnalyticsState::offered;
  if (kind == "analytics.enables") return AnalyticsState::enabled;
  if (kind == "analytics.sends") return AnalyticsState::in_use;
  return std::nullopt;
}

}  // namespace

std::string_view to_string(CapabilityReach reach) {
  switch (reach) {
    case CapabilityReach::use_not_shown:
      return "use_not_shown";
    case CapabilityReach::device_says:
      return "device_says";
    case CapabilityReach::switched_on:
      return "switched_on";
    case CapabilityReach::was_sent:
      return "was_sent";
  }
  return "";
}

CapabilityReach reach_of(AnalyticsState state) {
  switch (state) {
    case AnalyticsState::offered:
      return CapabilityReach::device_says;
    case AnalyticsState::enabled:
      return CapabilityReach::switched_on;
    case AnalyticsState::in_use:
      return CapabilityReach::was_sent;
    default:
      return CapabilityReach::use_not_shown;
  }
}

CapabilityFindings assess_capability(const std::vector<model::Mention>& mentions, const knowledge::Knowledge& k) {
  CapabilityFindings out;
  for (const model::Mention& mention : mentions) {
    const Marker* marker = k.marker(mention.marker);
    if (!marker) continue;
    CapabilityFinding finding{mention, marker, confidence_of(*marker, Confidence::probable), k.laws_of(*marker)};
    (mention.denied ? out.denied : out.findings).push_back(std::move(finding));
  }
  const auto order = [](const CapabilityFinding& f) {
    return std::tuple(-f.marker->grade, -static_cast<int>(f.mention.state), f.mention.source, f.mention.path,
                      f.mention.offset, f.mention.marker);
  };
  const auto before = [&](const CapabilityFinding& a, const CapabilityFinding& b) { return order(a) < order(b); };
  std::sort(out.findings.begin(), out.findings.end(), before);
  std::sort(out.denied.begin(), out.denied.end(), before);
  return out;
}

const Marker* marker_of_word(const knowledge::Knowledge& k, std::string_view word) {
  for (const Marker& marker : k.markers)
    if (has_word(marker, word)) return &marker;
  if (const auto colon = word.rfind(':'); colon != word.npos) return marker_of_word(k, word.substr(colon + 1));
  // A topic is a path: its end may be a word ("Recognition/Face"), or one step of it ("CellMotionDetector/Motion").
  const auto slash = word.find('/');
  if (slash == word.npos || slash == 0) return nullptr;
  if (const Marker* end = marker_of_word(k, word.substr(slash + 1))) return end;
  return marker_of_word(k, word.substr(0, slash));
}

std::vector<model::Mention> mentions_of(const model::Case& c, const knowledge::Knowledge& k) {
  std::map<model::Id, std::string_view> names;
  for (const model::Subject& subject : c.subjects) names[subject.id] = subject.key;
  std::vector<model::Mention> out;
  for (const model::CaseObservation& o : c.observations) {
    const auto state = state_of_kind(o.kind);
    const Marker* marker = state ? marker_of_word(k, o.value) : nullptr;
    if (!marker) continue;
    model::Mention m;
    m.marker = marker->id;
    m.state = *state;
    m.subject = names[o.subject];
    if (o.locator.source < c.sources.size()) m.source = c.sources[o.locator.source].name;
    m.encoding = "utf-8";
    m.format = "capture";
    m.text = o.value.substr(0, 256);
    m.place = o.locator.place;
    if (!o.locator.spans.empty()) {
      m.offset = o.locator.spans.front().at;
      m.place = "packet " + std::to_string(o.locator.spans.front().packet) + (m.place.empty() ? "" : " " + m.place);
    }
    out.push_back(std::move(m));
  }
  return out;
}

std::vector<model::Finding> derive_capabilities(std::span<const model::CaseObservation* const> observations,
                                                const knowledge::Knowledge& k) {
  std::map<std::tuple<int, int, std::string>, model::Finding> found;  // worst first
  for (const model::CaseObservation* o : observations) {
    const auto state = state_of_kind(o->kind);
    const Marker* marker = state ? marker_of_word(k, o->value) : nullptr;
    if (!marker) continue;
    model::Finding& f = found[{-marker->grade, -static_cast<int>(*state), marker->id}];
    f.key = "capability";
    f.value = marker->id;
    f.confidence = confidence_of(*marker, Confidence::confirmed);
    f.attributes = {{"grade", std::to_string(marker->grade)},
                    {"state", std::string(model::to_string(*state))},
                    {"trait", std::string(knowledge::to_string(marker->trait))}};
    f.observations.push_back(o->id);
    f.knowledge = {"marker:" + marker->id};
    if (const auto* grade = k.grade(marker->grade)) f.knowledge.push_back("grade:" + grade->id);
  }
  std::vector<model::Finding> out;
  for (auto& [order, finding] : found) {
    std::sort(finding.observations.begin(), finding.observations.end());
    out.push_back(std::move(finding));
  }
  return out;
}

}  // namespace lenscap::assess
