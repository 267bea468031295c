// assess/identity.hpp: what one device really is: role, maker, brand, label, model, firmware, serial, build date.
//
// Maker and brand are two things: a brand is what the label says, a maker is who built it. "Label and maker differ" is
// a fact that is stated with its reasons; intent is never alleged.
#pragma once
#include <span>
#include <vector>

#include "assess/claims.hpp"
#include "knowledge/knowledge.hpp"
#include "model/case.hpp"

namespace lenscap::assess {

/// A name for `label` that all its spellings share: "D-LINK CORPORATION" → "D-Link". Trimmed text when nobody knows it.
std::string canonical_label(const std::string& label, const knowledge::Knowledge& knowledge);

/// Findings from claims and plain observations: role, maker, brand, label, model, firmware, serial, build_date,
/// hostname, component, contradiction, state, unknown. Subject and id are left to the caller. Order is fixed.
std::vector<model::Finding> identify(std::vector<Claim> claims,
                                     std::span<const model::CaseObservation* const> observations,
                                     const knowledge::Knowledge& knowledge);

/// Whether claims make a host one of the devices: a camera, a recorder, or a host with a camera maker's mark. A block
/// or cloud of a maker of many products is no such mark.
bool bears_camera_mark(const std::vector<Claim>& claims, const knowledge::Knowledge& knowledge);

}  // namespace lenscap::assess
