#include "model/capability.hpp"

namespace lenscap::model {

std::string_view to_string(AnalyticsState state) {
  switch (state) {
    case AnalyticsState::carried:
      return "carried";
    case AnalyticsState::present:
      return "present";
    case AnalyticsState::offered:
      return "offered";
    case AnalyticsState::enabled:
      return "enabled";
    case AnalyticsState::in_use:
      return "in_use";
  }
  return "";
}

std::optional<AnalyticsState> parse_analytics_state(std::string_view text) {
  for (const auto state : {AnalyticsState::carried, AnalyticsState::present, AnalyticsState::offered,
                           AnalyticsState::enabled, AnalyticsState::in_use})
    if (to_string(state) == text) return state;
  return std::nullopt;
}

std::string_view to_string(LayoutChangeKind kind) {
  switch (kind) {
    case LayoutChangeKind::renamed:
      return "renamed";
    case LayoutChangeKind::removed:
      return "removed";
    case LayoutChangeKind::added:
      return "added";
  }
  return "";
}

}  // namespace lenscap::model
