#include "wire/lapi_event.hpp"

#include <algorithm>
#include <iterator>
#include <string>

#include "wire/json_walk.hpp"

namespace lenscap::wire {
namespace {

using std::string_view;
using Says = PeopleWord::Says;

// Members that describe a person.
constexpr string_view members[] = {"Age",
                                   "AgeRange",
                                   "BagFlag",
                                   "BeardFlag",
                                   "CapFlag",
                                   "CoatColor",
                                   "CoatStyle",
                                   "CoatTexture",
                                   "Complexion",
                                   "EthicCode",
                                   "FaceInfoList",
                                   "Gender",
                                   "GlassFlag",
                                   "GlassesColor",
                                   "GlassesFlag",
                                   "GlassesStyle",
                                   "HairColor",
                                   "HairLength",
                                   "HairStyle",
                                   "HatColor",
                                   "HatStyle",
                                   "IdentityNo",
                                   "LibMatInfoList",
                                   "MaskColor",
                                   "MaskFlag",
                                   "MatchStatus",
                                   "Nation",
                                   "NationalityCode",
                                   "PersonInfoList",
                                   "Race",
                                   "SafetyHelmetFlag",
                                   "Sex",
                                   "Similarity",
                                   "SkinColor",
                                   "SleevesLength",
                                   "SmokeFlag",
                                   "Temperature",
                                   "TrousersColor",
                                   "TrousersLength",
                                   "TrousersStyle",
                                   "UmbrellaFlag"};
static_assert(std::is_sorted(std::begin(members), std::end(members)));
constexpr string_view event_lists[] = {"FaceInfoList", "LibMatInfoList", "PersonInfoList"};
static_assert(std::is_sorted(std::begin(event_lists), std::end(event_lists)));
// Objects of a rule document, and the switches in them.
constexpr string_view analyses[] = {"AttributeVerification", "FaceAttributeAnalysis", "FaceDetection",
                                    "FaceRecognition",       "FaceRecognize",         "HumanAttributeAnalysis",
                                    "MixedDetection",        "PeopleCount",           "PersonAttributeAnalysis"};
static_assert(std::is_sorted(std::begin(analyses), std::end(analyses)));
constexpr string_view switches[] = {"AgeEnabled",        "BeardEnabled",  "Enabled",      "EthicEnabled",
                                    "ExpressionEnabled", "GenderEnabled", "GlassEnabled", "MaskEnabled",
                                    "NationEnabled",     "RaceEnabled",   "SexEnabled",   "SkinEnabled"};
static_assert(std::is_sorted(std::begin(switches), std::end(switches)));
constexpr string_view record = "MatchPersonInfo";

}  // namespace

std::optional<PeopleWords> parse_lapi_event(string_view json) {
  if (std::none_of(std::begin(event_lists), std::end(event_lists),
                   [&](string_view list) { return json.find(list) != string_view::npos; }))
    return std::nullopt;
  const auto has = [&](string_view text) { return json.find(text) != string_view::npos; };
  if (!has("\"StructureInfo\"") && !(has("\"LibMatInfoList\"") && has("\"DeviceCode\""))) return std::nullopt;
  PeopleWords words;
  walk_json_start(json, [&](const JsonValue& value) {
    bool inside = false, of_record = false;
    for (const JsonStep& step : value.path) {
      if (lists(event_lists, step.key)) {
        inside = true;
        words.add(step.key, step.key, "ObjInfo", Says::sends);
      }
      of_record = of_record || step.key == record;
    }
    const string_view name = value.key();
    const bool listed = lists(members, name), attribute = value.above(1).key == "AttributeInfo";
    if (!inside || !is_name(name) || (!listed && !attribute && !of_record)) return;
    const std::string word = of_record ? std::string(record) + "." + std::string(name) : std::string(name);
    words.add(word, name, "structured event", says_something(value.raw) ? Says::sends : Says::carries, listed);
  });
  if (words.empty()) return std::nullopt;
  return words;
}

PeopleWords parse_lapi_switches(string_view json) {
  PeopleWords words;
  if (json.find("Enabled\"") == string_view::npos || json.find("\"Response\"") == string_view::npos) return words;
  walk_json(json, [&](const JsonValue& value) {
    const string_view name = value.key(), analysis = value.above(1).key;
    if (!lists(analyses, analysis) || !name.ends_with("Enabled") || !is_name(name)) return;
    const bool on = value.raw == "1" || value.raw == "true";
    words.add(std::string(analysis) + "." + std::string(name), name, "rule document", on ? Says::enables : Says::offers,
              lists(switches, name));
  });
  return words;
}

}  // namespace lenscap::wire
