// assess/egress_findings.hpp: what follows from a device's peers: findings with key "egress".
//
// How sure: what packets themselves show (an answer, a refusal, a media stream by its headers) is `confirmed`; what
// rests on a name that the device used is `probable`, greeted by it and answered `confirmed`; what rests on a pattern
// (periods, volumes) is `possible`. `refuted_by` says what else could be true.
//
// What is no export, and is not counted as one: a question asked of DNS (RFC 1035), a question for the time (RFC 5905:
// 48 bytes of the clock), an echo request (RFC 792), a binding request (RFC 8489: tells the public address, an attempt
// at peer-to-peer), datagrams to private, shared, link-local and group addresses (RFC 1918, RFC 6598, RFC 5771).
// Values of these findings: docs/findings.md.
#pragma once
#include <memory>
#include <span>
#include <vector>

#include "assess/egress.hpp"

namespace lenscap::assess {

/// Whether reading kept this case's traffic: without it nothing may be said of what a device sends. Reading sets
/// meta "traffic" to "kept"; rows prove it too.
bool traffic_was_kept(const model::Case& c);

/// Borrows all it is given.
class EgressFindings {
 public:
  /// `identity`: what identify() found, of all subjects; who records whom stands in the case's relations.
  EgressFindings(const model::Case& c, const knowledge::Knowledge& k, std::span<const model::Finding* const> identity,
                 unsigned threads, const Networks& networks = known_networks());
  ~EgressFindings();
  EgressFindings(const EgressFindings&) = delete;

  /// Of one subject, in a fixed order, and from several threads at once if need be; subject and id are left to the
  /// caller. None for a case without traffic.
  std::vector<model::Finding> of(model::Id subject) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lenscap::assess
