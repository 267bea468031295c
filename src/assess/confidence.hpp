// assess/confidence.hpp: how sure claims make us, by rule and not by score.
//
// Per value: `confirmed` = two independent classes of evidence, one of them strong; `probable` = one strong, or two
// independent weak; `possible` = one weak. However many strings one page gives, they are one class. Saved files cap at
// `probable` unless a capture agrees; a signature may cap its own claims; what a recorder says of its cameras stays
// `possible` for the maker.
#pragma once
#include <string>
#include <vector>

#include "assess/claims.hpp"

namespace lenscap::assess {

/// One value with all that speaks for it.
struct Weighed {
  std::string value;
  model::Confidence confidence = model::Confidence::unknown;
  int classes = 0;  ///< independent classes that speak for it
  std::vector<const Claim*> claims;
};

/// Whether a value needs more than two classes: other makers' firmware speaks the protocols of some makers, so for
/// those a class that such firmware does not copy (address, certificate, firmware, serial) must agree before
/// `confirmed`.
using NeedsOwnMark = bool (*)(const knowledge::Knowledge& knowledge, std::string_view value);

/// All values of one kind of claim, most certain first; ties by number of classes, then by value.
std::vector<Weighed> weigh(const std::vector<Claim>& claims, knowledge::ClaimKind kind,
                           const knowledge::Knowledge& knowledge, NeedsOwnMark needs_own_mark = nullptr);

}  // namespace lenscap::assess
