// views/capability.hpp: what inputs can do to people, as people and programs read it. Pure; every string of an input
// passes views/neutral on its way out.
#pragma once
#include <string>
#include <vector>

#include "assess/capability.hpp"
#include "knowledge/knowledge.hpp"
#include "model/capability.hpp"
#include "model/error.hpp"
#include "views/audit_view.hpp"
#include "views/public_json.hpp"

namespace lenscap::views {

struct CapabilityView {
  const knowledge::Knowledge& k;
  const std::vector<model::CapabilityInput>& inputs;
  const assess::CapabilityFindings& found;
  const std::vector<model::Error>& unusable;
};

/// docs/capability.schema.json. Names are stable: added to, never renamed.
std::string to_capability_json(const CapabilityView& view);
std::string to_capability_terminal(const CapabilityView& view, TerminalStyle style);

/// "offered by the device's own capability document", "the software can carry this; use not shown", …
std::string reach_words(assess::CapabilityReach reach);
/// "carried", …, "in use".
std::string state_words(model::AnalyticsState state);
/// "inferred from the picture", "read from an identity card", "typed in by an operator"; empty for none.
std::string trait_words(knowledge::TraitKind trait);
/// What a finding says in one sentence, with the proxy and the later name of a renamed field.
std::string capability_sentence(const knowledge::Marker& marker, model::AnalyticsState state);
/// The sentence of a finding of key "capability" of a case.
std::string capability_finding(const model::Finding& finding, const knowledge::Knowledge& k);
/// `{citation, jurisdiction, says, from, certainty, note}`.
Json law_json(const knowledge::GradeLaw& law);

}  // namespace lenscap::views
