// Does it name itself to the outside where anyone on the way can read it? Observations clear.serial, clear.location and
// clear.credentials say so, by the peer; what was read there is kept by nobody.
#include <algorithm>
#include <array>
#include <map>

#include "assess/egress_question.hpp"

namespace lenscap::assess {

using model::Confidence;
using model::Finding;

void ask_clear_text(const Asked& a, Findings& out) {
  constexpr std::string_view before = "clear.";
  static constexpr auto known = std::to_array<std::string_view>({"serial", "location", "credentials"});
  std::map<std::pair<std::string_view, std::string_view>, std::vector<const model::CaseObservation*>> told;
  for (const auto* o : a.observations) {
    if (!o->kind.starts_with(before)) continue;
    const auto what = std::string_view(o->kind).substr(before.size());
    if (std::find(known.begin(), known.end(), what) != known.end()) told[{what, o->value}].push_back(o);
  }
  for (const auto& [key, seen] : told) {
    const auto& [what, whom] = key;
    const auto ip = model::parse_ip(whom);
    Peers group;
    bool inside = ip ? ip->inside() || ip->multicast() : inside_name(whom);
    for (const Peer& p : a.peers) {
      if (!(ip ? p.peer == *ip : p.name == whom)) continue;
      if (p.side != Side::outside) inside = true;
      else if (p.outcome != Outcome::name_only) group.push_back(&p);
    }
    if (inside) continue;
    Finding f = about(a, "names_itself_in_clear", Confidence::confirmed, group, "value_of_another");
    f.attributes["what"] = what;
    if (group.empty()) f.attributes["peer"] = whom;
    for (const auto* o : seen) f.observations.push_back(o->id);
    out.push_back(std::move(f));
  }
}

}  // namespace lenscap::assess
