#include "assess/capability_diff.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "assess/capability.hpp"

namespace lenscap::assess {
namespace {

using knowledge::Marker;
using model::LayoutChange;
using model::Mention;

/// What people see of a product: pages, scripts, documents, texts. The rest is what it is made of.
bool is_shown(const Mention& m) { return m.format != "program" && m.format != "data"; }

std::map<std::string, std::vector<const Mention*>> by_marker(const std::vector<Mention>& mentions) {
  std::map<std::string, std::vector<const Mention*>> out;
  for (const Mention& m : mentions)
    if (m.known_as.empty()) out[m.marker].push_back(&m);
  return out;
}

std::vector<Mention> some(const std::vector<const Mention*>& all) {
  constexpr std::size_t most = 8;
  std::vector<Mention> out;
  for (std::size_t i = 0; i < all.size() && i < most; ++i) out.push_back(*all[i]);
  return out;
}

bool any_shown(const std::vector<const Mention*>& all) {
  return std::any_of(all.begin(), all.end(), [](const Mention* m) { return is_shown(*m); });
}

}  // namespace

std::string_view to_string(MarkerChangeKind kind) {
  switch (kind) {
    case MarkerChangeKind::added:
      return "added";
    case MarkerChangeKind::removed:
      return "removed";
    case MarkerChangeKind::hidden:
      return "hidden";
  }
  return "";
}

CapabilityDiff assess_diff(const std::vector<LayoutChange>& layout, const std::vector<Mention>& before,
                           const std::vector<Mention>& after, const knowledge::Knowledge& k) {
  CapabilityDiff out;
  std::set<std::string> speaking;  // structures that hold a marker, in either edition
  for (const auto* mentions : {&before, &after})
    for (const Mention& m : *mentions)
      if (!m.subject.empty()) speaking.insert(m.subject);
  for (const LayoutChange& change : layout) {
    const Marker* marker = marker_of_word(k, change.before.name);
    if (!marker) marker = marker_of_word(k, change.after.name);
    if (marker || speaking.contains(change.structure)) out.fields.push_back({change, marker});
    else ++out.other_changes;
  }
  std::stable_sort(out.fields.begin(), out.fields.end(), [](const GradedChange& a, const GradedChange& b) {
    return (a.marker ? a.marker->grade : 0) > (b.marker ? b.marker->grade : 0);
  });
  std::set<const Marker*> renamed;  // said already, with its place: it is not gone
  for (const GradedChange& g : out.fields)
    if (g.marker && g.change.kind == model::LayoutChangeKind::renamed) renamed.insert(g.marker);
  const auto was = by_marker(before), is = by_marker(after);
  for (const Marker& marker : k.markers) {
    const auto old = was.find(marker.id), now = is.find(marker.id);
    if (old == was.end() && now == is.end()) continue;
    if (old == was.end()) out.markers.push_back({MarkerChangeKind::added, &marker, {}, some(now->second)});
    else if (now == is.end() && renamed.contains(&marker)) continue;
    else if (now == is.end()) out.markers.push_back({MarkerChangeKind::removed, &marker, some(old->second), {}});
    else if (any_shown(old->second) && !any_shown(now->second))
      out.markers.push_back({MarkerChangeKind::hidden, &marker, some(old->second), some(now->second)});
  }
  std::stable_sort(out.markers.begin(), out.markers.end(), [](const MarkerChange& a, const MarkerChange& b) {
    return std::tuple(-a.marker->grade, a.kind) < std::tuple(-b.marker->grade, b.kind);
  });
  return out;
}

}  // namespace lenscap::assess
