// views/device.hpp: the value between a case and its views: one Device a subject, its findings sorted out, worst first.
#pragma once
#include <array>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "assess/egress.hpp"
#include "views/audit_view.hpp"

namespace lenscap::views {

inline constexpr std::size_t status_count = 7;  ///< of assess::Status

/// Answers that differ only in who asks and what for, told once.
struct Restriction {
  assess::Answer answer;          ///< `who` and `act` are those of the first
  std::vector<std::string> whos;  ///< ids
  std::vector<std::string> acts;
  std::string from, until;  ///< of the finding that is the reason; empty where open, and for not_restricted
};

/// What the rules say to all who ask.
struct Judgement {
  std::vector<Restriction> restrictions;           ///< worst first
  std::map<std::string, assess::Status> worst_by;  ///< who → the worst answer
  assess::Status worst = assess::Status::not_restricted;
};

/// Pointers borrow the case. A single finding is the one with the highest confidence; null when there is none.
struct Device {
  const model::Subject* subject = nullptr;
  const model::Finding *role = nullptr, *maker = nullptr, *brand = nullptr, *label = nullptr;
  const model::Finding *model = nullptr, *firmware = nullptr, *serial = nullptr, *build_date = nullptr;
  const model::Finding *hostname = nullptr, *attribution = nullptr, *port = nullptr;
  std::vector<const model::Finding*> findings;  ///< all but restrictions, in the order a reader wants them
  std::vector<const model::Finding*> restriction_findings;
  std::vector<const model::Relation*> relations;  ///< where it is the subject
  std::vector<const model::Relation*> inverse;    ///< where it is the object
  std::vector<const model::CaseObservation*> observations;
  std::vector<const model::Finding*> egress;  ///< of `findings`, those about what it sends
  std::vector<assess::Peer> peers;            ///< whom it spoke to; borrow case and knowledge; empty unless asked for
  std::vector<std::string> addresses, macs, vlans, documents;
  std::shared_ptr<const Judgement> judged;  ///< never null; one for all devices of which the rules say the same

  bool relabelled() const;          ///< label other or none
  std::string own_port() const;     ///< of a switch, behind which it is alone; "" when that is not known
  std::string uplink_port() const;  ///< behind which it is one of several; "" when that is not known, or its own is
  std::string role_id() const;      ///< "unknown" below probable
  model::Confidence told_with()
      const;  ///< of its one sentence: of the label where that differs, the maker, else the role
};

/// How bad an answer is for the device: 6 = restricted … 0 = not_restricted.
int severity(assess::Status status);

/// Every device of the case: worst answer first, then relabelled, then the surer maker, then by key. Without peers.
std::vector<Device> devices(const AuditView& view);
/// The same, each with its peers, which a million flows take a while to be folded into.
std::vector<Device> devices_with_peers(const AuditView& view);

/// The day the answers are given for.
model::Date asked_on(const AuditView& view);
/// Ids of those asked about: the request's, or all that knowledge has.
std::vector<std::string> asked_whos(const AuditView& view);

/// Counts for the top of a report. Never one headline number: what restricts is counted for each asker.
struct Summary {
  struct Asker {
    std::string who;
    std::array<std::uint64_t, status_count> devices{};  ///< by assess::Status, each device once by its worst answer
  };
  std::uint64_t devices = 0;
  std::uint64_t relabelled = 0;
  std::uint64_t maker_unknown = 0;
  std::map<std::string, std::uint64_t> roles;
  std::map<std::string, std::uint64_t> makers;  ///< by maker id; "" = unknown
  std::vector<Asker> askers;
};
Summary summarise(const AuditView& view, const std::vector<Device>& all);

}  // namespace lenscap::views
