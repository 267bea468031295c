// wire/lapi_event.hpp: what Uniview devices tell of people over LAPI: structured events, and switches of the analysis.
// Source: GainSec/DigitalAlly-ThermoVu-Uniview-Security-Research@583fc6b (FaceAttributeAnalysis with NationEnabled,
// SexEnabled, AgeEnabled, GlassEnabled; EthicCode beside Gender, AgeRange, GlassesStyle); StructureInfo.ObjInfo with
// its lists: public code index file 29234919459; another maker's LAPI server: 68436624037
//
// A device posts {"StructureInfo":{"ObjInfo":{"FaceInfoList":[{"AttributeInfo":{…}}]}}} to whoever subscribed; a door
// terminal adds LibMatInfoList, the comparison with its library. Read are names of members that describe a person, and
// whether each has something in it; what is below MatchPersonInfo comes from the library ("MatchPersonInfo.Gender").
#pragma once
#include <optional>
#include <string_view>

#include "wire/people_word.hpp"

namespace lenscap::wire {

/// Reads one event, or the start of one. Empty when it has no list of faces, persons or comparisons.
std::optional<PeopleWords> parse_lapi_event(std::string_view json);

/// Which analyses an answer says are switched on (enables), or are there and off (offers).
PeopleWords parse_lapi_switches(std::string_view json);

}  // namespace lenscap::wire
