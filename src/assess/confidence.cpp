#include "assess/confidence.hpp"

#include <algorithm>
#include <bitset>
#include <map>

namespace lenscap::assess {

using model::Confidence;
using model::EvidenceClass;

namespace {

using Classes = std::bitset<16>;

Confidence by_rule(const Classes& classes, bool needs_own_mark) {
  auto has = [&](EvidenceClass c) { return classes.test(static_cast<std::size_t>(c)); };
  const bool strong = has(EvidenceClass::protocol) || has(EvidenceClass::firmware) || has(EvidenceClass::certificate) ||
                      has(EvidenceClass::description);
  const bool own_mark = has(EvidenceClass::address) || has(EvidenceClass::certificate) ||
                        has(EvidenceClass::firmware) || has(EvidenceClass::serial);
  const auto independent = classes.count();
  if (independent == 0) return Confidence::unknown;
  if (strong && independent >= 2 && (!needs_own_mark || own_mark)) return Confidence::confirmed;
  if (strong || independent >= 2) return Confidence::probable;
  return Confidence::possible;
}

/// What a recorder says of a camera is hearsay: it makes a camera of it, but nothing else more than possible, and it is
/// no second cause beside what the camera itself shows.
Confidence limit_of(const Claim& claim) {
  return claim.from_recorder && claim.kind != knowledge::ClaimKind::role ? std::min(claim.limit, Confidence::possible)
                                                                         : claim.limit;
}

/// What the claims whose limit is at least `limit` allow, at most `limit`.
Confidence within(const std::vector<const Claim*>& claims, Confidence limit, bool live_only, bool needs_own_mark) {
  Classes classes;
  for (const Claim* claim : claims)
    if (limit_of(*claim) >= limit && claim->evidence != EvidenceClass::none &&
        !(live_only && (claim->saved_file || claim->from_recorder)))
      classes.set(static_cast<std::size_t>(claim->evidence));
  return std::min(limit, by_rule(classes, needs_own_mark));
}

/// The most that claims allow, over all limits.
Confidence most(const std::vector<const Claim*>& claims, bool live_only, bool needs_own_mark) {
  Confidence best = Confidence::unknown;
  for (Confidence limit : {Confidence::possible, Confidence::probable, Confidence::confirmed})
    best = std::max(best, within(claims, limit, live_only, needs_own_mark));
  return best;
}

}  // namespace

std::vector<Weighed> weigh(const std::vector<Claim>& claims, knowledge::ClaimKind kind,
                           const knowledge::Knowledge& knowledge, NeedsOwnMark needs_own_mark) {
  if (claims.empty()) return {};  // most hosts of a network
  std::map<std::string, std::vector<const Claim*>> by_value;
  for (const Claim& claim : claims)
    if (claim.kind == kind && !claim.value.empty()) by_value[claim.value].push_back(&claim);
  std::vector<Weighed> out;
  for (auto& [value, all] : by_value) {
    Weighed w;
    w.value = value;
    const bool own_mark = needs_own_mark != nullptr && needs_own_mark(knowledge, value);
    const Confidence together = most(all, false, own_mark);
    const Confidence live = most(all, true, own_mark);
    const bool agreed = live != Confidence::unknown;  // a capture, or a question that was asked, says the same
    w.confidence = agreed ? together : std::min(together, Confidence::probable);
    Classes classes;
    for (const Claim* c : all)
      if (c->evidence != EvidenceClass::none) classes.set(static_cast<std::size_t>(c->evidence));
    w.classes = static_cast<int>(classes.count());
    // Stated, but of a class that proves nothing: shown as stated, never above possible.
    if (w.confidence == Confidence::unknown) w.confidence = Confidence::possible;
    w.claims = std::move(all);
    out.push_back(std::move(w));
  }
  std::stable_sort(out.begin(), out.end(), [](const Weighed& a, const Weighed& b) {
    if (a.confidence != b.confidence) return a.confidence > b.confidence;
    return a.classes > b.classes;
  });
  return out;
}

}  // namespace lenscap::assess
