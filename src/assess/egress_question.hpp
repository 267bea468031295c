// assess/egress_question.hpp: what every question of egress_findings is asked with, and how an answer is written down.
#pragma once
#include <set>
#include <span>
#include <string>
#include <vector>

#include "assess/egress.hpp"

namespace lenscap::assess {

/// What the whole case tells, once.
struct Surroundings {
  std::set<model::Ip> recorders;              ///< addresses of recorders and of stations that manage cameras
  std::vector<model::Ip> devices;             ///< of all subjects, sorted
  std::set<model::Ip> resolvers;              ///< inside, and answered a question of DNS
  std::set<model::SourceIndex> outside_seen;  ///< sources that hold traffic between a device and the outside
  bool others_outside = false;                ///< reading counted traffic of other hosts to the outside
};

/// One device with all that its questions need. Borrows.
struct Asked {
  const model::Case& c;
  const knowledge::Knowledge& k;
  const Surroundings& around;
  std::string_view networks_date;
  model::Id device = 0;
  std::span<const Peer> peers;
  std::span<const model::CaseObservation* const> observations;
  model::Nanos from = model::no_time, until = model::no_time;  ///< seen between, by its identifiers
  const model::Finding *maker = nullptr, *brand = nullptr, *attribution = nullptr;

  bool saw(std::string_view kind) const;
};

using Findings = std::vector<model::Finding>;
using Peers = std::vector<const Peer*>;

// The questions, one a file or two that share their way of looking.
void ask_clouds(const Asked& a, Findings& out);      // contacts_maker_cloud, contacts_other_maker_cloud
void ask_traversal(const Asked& a, Findings& out);   // peer_to_peer
void ask_media(const Asked& a, Findings& out);       // sends_media_out
void ask_beacons(const Asked& a, Findings& out);     // beacon
void ask_outcomes(const Asked& a, Findings& out);    // tries_and_is_stopped, gets_through, looks_up_only
void ask_clear_text(const Asked& a, Findings& out);  // names_itself_in_clear
void ask_neighbours(const Asked& a, Findings& out);  // talks_inside
void ask_callers(const Asked& a, Findings& out);     // answers_outside_callers
void ask_resolvers(const Asked& a, Findings& out);   // dns_elsewhere
void ask_silence(const Asked& a, Findings& out);     // nothing_seen

/// A finding about `group` (at least one): attributes tell the peer that matters most, the totals of all, and the first
/// packet. Entries of data/ behind their names become its knowledge.
model::Finding about(const Asked& a, std::string value, model::Confidence confidence, const Peers& group,
                     std::string refuted_by);

/// Whose the peer is, to tell groups apart: operator, else registered network, else one group of the unknown.
std::string party_of(const Peer& peer);

bool has_purpose(const Peer& peer, std::string_view purpose);
/// Asks for the time, a name or an echo: carries nothing of the owner.
bool housekeeping(const Peer& peer);
bool called_by_peer(const Peer& peer);  ///< the outside began, the device never did
bool greeted(const Peer& peer);         ///< named by SNI or Host, not by DNS alone

}  // namespace lenscap::assess
