#include "assess/port.hpp"

#include <algorithm>
#include <charconv>
#include <set>
#include <string_view>

namespace lenscap::assess {

using model::CaseObservation;
using model::Finding;

namespace {

/// "line 8" of "line 8, one of 57 addresses behind it": rows of one file have one line.
std::string_view line_of(std::string_view place) { return place.substr(0, place.find(',')); }

/// 57 of "line 8, one of 57 addresses behind it"; 0 when the place counts none.
unsigned address_count(std::string_view place) {
  constexpr std::string_view before = ", one of ";
  const auto at = place.find(before);
  unsigned count = 0;
  if (at != std::string_view::npos)
    std::from_chars(place.data() + at + before.size(), place.data() + place.size(), count);
  return count;
}

}  // namespace

std::vector<Finding> plugged_in(std::span<const CaseObservation* const> observations) {
  const auto of_kind = [&](std::string_view kind) {
    std::vector<const CaseObservation*> all;
    for (const auto* o : observations)
      if (o->kind == kind) all.push_back(o);
    return all;
  };
  // What the row of `port` says besides; a value that several rows share is kept with the first of them, and where
  // there is one value only, it is every row's.
  const auto beside = [&](const CaseObservation& port, std::string_view kind, const char* attribute, Finding& f) {
    const auto all = of_kind(kind);
    const CaseObservation* found = nullptr;
    std::set<std::string_view> values;
    for (const auto* o : all) {
      values.insert(o->value);
      if (o->locator.source == port.locator.source && line_of(o->locator.place) == line_of(port.locator.place))
        found = o;
    }
    if (found == nullptr && values.size() == 1 && kind == "switch.vlan") found = all.front();
    for (const auto* o : all)  // a switch's name is told in its first row only
      if (found == nullptr && kind == "switch.name" && o->locator.source == port.locator.source) found = o;
    if (found == nullptr) return;
    f.attributes[attribute] = found->value;
    f.observations.push_back(found->id);
  };
  const auto finding = [&](const CaseObservation& port, unsigned addresses) {
    Finding f;
    f.key = "port";
    f.value = port.value;
    f.confidence = addresses == 0 ? model::Confidence::probable : model::Confidence::possible;
    f.observations = {port.id};
    if (addresses != 0) f.attributes["addresses"] = std::to_string(addresses);
    beside(port, "switch.name", "switch", f);
    beside(port, "switch.vlan", "vlan", f);
    return f;
  };
  std::vector<Finding> out;
  for (const auto* port : of_kind("switch.port")) out.push_back(finding(*port, 0));
  if (!out.empty()) return out;
  const CaseObservation* nearest = nullptr;
  for (const auto* uplink : of_kind("switch.uplink"))
    if (nearest == nullptr || address_count(uplink->locator.place) < address_count(nearest->locator.place))
      nearest = uplink;
  if (nearest != nullptr) out.push_back(finding(*nearest, std::max(address_count(nearest->locator.place), 2u)));
  return out;
}

}  // namespace lenscap::assess
