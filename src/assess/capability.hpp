// assess/capability.hpp: what software or a device can do to people: mentions with their grade, their law, and how far
// they may be taken.
//
// A state is never raised. "carried" and "present" say that the software can carry it, and nothing of a use; a field
// that a later edition calls reserved keeps the grade that its name had, and both editions are named with it.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "knowledge/knowledge.hpp"
#include "model/capability.hpp"
#include "model/case.hpp"

namespace lenscap::assess {

/// How far a finding may be taken; views write the sentence.
enum class CapabilityReach : std::uint8_t {
  use_not_shown,  ///< the software can carry this
  device_says,    ///< the device offers it by its own word
  switched_on,    ///< its configuration has it on
  was_sent        ///< it passed
};
std::string_view to_string(CapabilityReach reach);
CapabilityReach reach_of(model::AnalyticsState state);

struct CapabilityFinding {
  model::Mention mention;
  const knowledge::Marker* marker = nullptr;  ///< borrowed from the knowledge
  model::Confidence confidence{};             ///< a saved file caps at probable, an uncertain source at its limit
  std::vector<const knowledge::GradeLaw*> laws;
};

struct CapabilityFindings {
  std::vector<CapabilityFinding> findings;  ///< highest grade first, then state, input, path, place
  std::vector<CapabilityFinding> denied;    ///< what a device says it does not have
};

CapabilityFindings assess_capability(const std::vector<model::Mention>& mentions, const knowledge::Knowledge& k);

/// What passed on the wire in a case, as mentions: places are packets, subjects the keys of devices.
std::vector<model::Mention> mentions_of(const model::Case& c, const knowledge::Knowledge& k);

/// Findings of key "capability" for one device of a case, from its observations of kind analytics.offers, .enables and
/// .sends: value the marker's id, attributes grade, state, trait.
std::vector<model::Finding> derive_capabilities(std::span<const model::CaseObservation* const> observations,
                                                const knowledge::Knowledge& k);

/// The marker whose word this is, as a protocol writes it: "fc:Complexion", "isSupportFaceContrast". Null when unknown
/// or empty.
const knowledge::Marker* marker_of_word(const knowledge::Knowledge& k, std::string_view word);

}  // namespace lenscap::assess
