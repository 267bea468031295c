#include "wire/dahua_event.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "wire/json_walk.hpp"
#include "wire/text_lines.hpp"

namespace lenscap::wire {
namespace {

using std::string_view;
using Says = PeopleWord::Says;

// Codes of events, which are types of rules too.
constexpr string_view codes[] = {
    "AccessControl",        "AnatomyTempDetect",   "CitizenPictureCompare", "CrossLineDetection",
    "CrossRegionDetection", "CrowdDetection",      "FaceAnalysis",          "FaceAttribute",
    "FaceBodyDetect",       "FaceComparision",     "FaceComparison",        "FaceDetection",
    "FaceFeatureAbstract",  "FaceRecognition",     "FeatureAbstract",       "FightDetection",
    "HelmetDetection",      "HumanTrait",          "LeaveDetection",        "ManNumDetection",
    "NumberStat",           "PhoneCallDetect",     "PhoneCallDetection",    "QueueNumDetection",
    "QueueStayDetection",   "RioterDetection",     "SmartMotionHuman",      "SmokingDetect",
    "SmokingDetection",     "StayDetection",       "TumbleDetection",       "VideoMotion",
    "WanderDetection",      "WorkClothesDetection"};
static_assert(std::is_sorted(std::begin(codes), std::end(codes)));
// Fields that describe a person.
constexpr string_view fields[] = {
    "Age",          "Attractive",  "Bag",        "Beard",      "Candidates",  "CertificateType",
    "CoatColor",    "CoatStyle",   "CoatType",   "Complexion", "Country",     "Emotion",
    "Ethnic",       "Ethnicity",   "Expression", "Eye",        "Feature",     "FeatureValue",
    "Gender",       "Glass",       "Glasses",    "Hair",       "HairColor",   "HairStyle",
    "HasBag",       "HasHat",      "Hat",        "Helmet",     "Mask",        "Mouth",
    "Nation",       "Nationality", "Race",       "Religion",   "SafeHelmet",  "Sex",
    "Similarity",   "SkinColor",   "Smile",      "Strabismus", "Temperature", "TrousersColor",
    "TrousersType", "Umbrella",    "Uniform",    "Vest"};
static_assert(std::is_sorted(std::begin(fields), std::end(fields)));
// Tables of the configuration with an Enable of their own.
constexpr string_view settings[] = {"CitizenPictureCompareRule", "FaceRecognitionAlarm", "FaceRecognitionEventHandler"};
static_assert(std::is_sorted(std::begin(settings), std::end(settings)));
constexpr string_view classes[] = {"Human", "HumanFace", "HumanHead", "Person"};
constexpr std::size_t most_lines = 20'000, most_rules = 1024;

bool yes(string_view value) { return value == "true" || value == "1"; }

Says says(string_view value) { return says_something(value) ? Says::sends : Says::carries; }

/// One value of an event: `steps` are the names above it and its own, positions in lists left out.
void event_value(std::span<const string_view> steps, string_view value, PeopleWords& words) {
  if (steps.empty()) return;
  const string_view name = steps.back();
  const auto above = steps.first(steps.size() - 1);
  const auto below = [&](string_view container) {
    return std::find(above.begin(), above.end(), container) != above.end();
  };
  if (const auto list = std::find(above.begin(), above.end(), "Candidates"); list != above.end())
    words.add("Candidates", *list, "event data", Says::sends);
  if (below("Person")) {
    if (!is_name(name)) return;
    words.add("Person." + std::string(name), name, "event data Person", says(value), lists(fields, name));
    return;
  }
  if (name == "ObjectType" && lists(classes, value)) words.add(value, value, "ObjectType", Says::sends);
  else if (lists(fields, name)) words.add(name, name, "event data", says(value));
  else if (below("Attributes") && is_name(name)) words.add(name, name, "event data Attributes", says(value), false);
}

void event_code(string_view code, PeopleWords& words) {
  if (is_name(code)) words.add(code, code, "event code", Says::sends, lists(codes, code));
}

std::vector<string_view> names_of(const JsonValue& value) {
  std::vector<string_view> names;
  for (const JsonStep& step : value.path)
    if (!step.in_array) names.push_back(step.key);
  return names;
}

void json_event(string_view json, PeopleWords& words, bool& any) {
  walk_json_start(json, [&](const JsonValue& value) {
    const auto names = names_of(value);
    if (!names.empty() && names.back() == "Code" && names.size() <= 3) {
      any = any || lists(codes, value.raw);  // others say Code too: of a JSON message it must be one of Dahua's
      event_code(value.raw, words);
    } else {
      event_value(names, value.raw, words);
    }
  });
}

/// "Events[0].Face.Age" → Events, Face, Age
std::vector<string_view> steps_of(string_view key) {
  std::vector<string_view> steps;
  for (std::size_t at = 0; at <= key.size() && steps.size() < 16;) {
    const auto dot = std::min(key.find('.', at), key.size());
    const string_view step = key.substr(at, dot - at);
    steps.push_back(step.substr(0, step.find('[')));
    at = dot + 1;
  }
  return steps;
}

/// Calls `line(key, value)` for each "key=value".
template <class Line>
void each_line(string_view text, Line&& line) {
  std::size_t seen = 0;
  for (std::size_t at = 0; at < text.size() && seen < most_lines; ++seen) {
    const auto end = std::min(text.find('\n', at), text.size());
    const string_view all = trimmed(text.substr(at, end - at));
    at = end + 1;
    if (const auto equals = all.find('='); equals != string_view::npos)
      line(all.substr(0, equals), all.substr(equals + 1));
  }
}

bool says_code(string_view text) {
  return text.starts_with("Code=") || text.starts_with("Events[") ||
         (text.starts_with('{') && text.find("\"Code\"") != string_view::npos &&
          (text.find("client.notifyEventStream") != string_view::npos ||
           ((text.find("\"Action\"") != string_view::npos || text.find("\"Index\"") != string_view::npos) &&
            text.find("\"Data\"") != string_view::npos)));
}

/// A rule of the configuration: what it is and whether it runs.
struct Rule {
  string_view type, enable;
};

void tell_rules(const std::map<std::string, Rule>& rules, PeopleWords& words) {
  for (const auto& [path, rule] : rules)
    if (lists(codes, rule.type) && !rule.enable.empty())
      words.add(rule.type, rule.type, "rule", yes(rule.enable) ? Says::enables : Says::offers);
}

}  // namespace

std::optional<PeopleWords> parse_dahua_event(string_view text) {
  text = trimmed(text);
  if (!says_code(text)) return std::nullopt;
  PeopleWords words;
  bool any = text.starts_with('{') && text.find("client.notifyEventStream") != string_view::npos;
  if (text.starts_with('{')) {
    json_event(text, words, any);
  } else if (text.starts_with("Code=")) {
    const auto end = std::min(text.find(';'), text.size());
    if (!text.substr(end).starts_with(";action=")) return std::nullopt;
    any = true;
    event_code(text.substr(5, end - 5), words);
    if (const auto data = text.find("data="); data != string_view::npos) json_event(text.substr(data), words, any);
  } else {
    each_line(text, [&](string_view key, string_view value) {
      const auto steps = steps_of(key);
      if (steps.front() != "Events") return;
      if (steps.back() == "Code") {
        any = true;
        event_code(value, words);
      } else {
        event_value(steps, value, words);
      }
    });
  }
  if (!any) return std::nullopt;
  return words;
}

PeopleWords parse_dahua_ability(string_view text) {
  PeopleWords words;
  text = trimmed(text);
  std::map<std::string, Rule> rules;
  const auto rule_value = [&](const std::string& path, string_view name, string_view value) {
    if (rules.size() >= most_rules && !rules.contains(path)) return;
    if (name == "Type" || name == "Class") rules[path].type = value;
    else if (name == "Enable") rules[path].enable = value;
  };
  const auto ability = [&](string_view value) {
    if (lists(codes, value) || lists(fields, value)) words.add(value, value, "caps", Says::offers);
  };
  const auto setting = [&](string_view table, string_view name, string_view value) {
    if (name == "Enable" && lists(settings, table))
      words.add(table, table, "Enable", yes(value) ? Says::enables : Says::offers);
  };
  if (text.starts_with("caps.") || text.starts_with("table.")) {
    each_line(text, [&](string_view key, string_view value) {
      const auto steps = steps_of(key);
      if (steps.front() == "caps") {
        ability(value);
        for (const string_view step : steps)
          if (lists(codes, step)) words.add(step, step, "caps", Says::offers);
      } else if (steps.front() == "table" && steps.size() > 2) {
        setting(steps[1], steps.back(), value);
        rule_value(std::string(key.substr(0, key.rfind('.'))), steps.back(), value);
      }
    });
  } else if (text.starts_with('{') &&
             (text.find("\"caps\"") != string_view::npos || text.find("\"table\"") != string_view::npos)) {
    walk_json(text, [&](const JsonValue& value) {
      const auto names = names_of(value);
      if (names.size() < 2 || names[0] != "params") return;
      if (names[1] == "caps") ability(value.raw);
      else if (names[1] == "table") rule_value(std::to_string(value.above(0).container), names.back(), value.raw);
    });
  }
  tell_rules(rules, words);
  return words;
}

}  // namespace lenscap::wire
