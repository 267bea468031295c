#include "wire/isapi_event.hpp"

#include <algorithm>
#include <iterator>
#include <string>

#include "wire/json_walk.hpp"
#include "wire/soap.hpp"

namespace lenscap::wire {
namespace {

using std::string_view;
using Says = PeopleWord::Says;

// Values of eventType that are about people, or tell people from other things.
constexpr string_view event_types[] = {"AIOP",
                                       "AccessControllerEvent",
                                       "FaceTemperatureMeasurementEvent",
                                       "HFPD",
                                       "IDCardInfoEvent",
                                       "PeopleCounting",
                                       "PersonDensityDetection",
                                       "VMD",
                                       "alarmResult",
                                       "blackListFaceContrast",
                                       "bodyDetection",
                                       "captureResult",
                                       "faceCapture",
                                       "faceContrast",
                                       "faceContrastFailure",
                                       "faceContrastSuccess",
                                       "faceDetection",
                                       "faceSnap",
                                       "faceSnapModeling",
                                       "faceThermometry",
                                       "facedetection",
                                       "failDown",
                                       "fielddetection",
                                       "framesPeopleCounting",
                                       "getUp",
                                       "group",
                                       "hfpd",
                                       "highFrequencyPersonDetection",
                                       "humanAttribute",
                                       "humanRecognition",
                                       "lfpd",
                                       "linedetection",
                                       "loitering",
                                       "mixedTargetDetection",
                                       "peopleCounting",
                                       "peopleDetection",
                                       "personDensityDetection",
                                       "personQueueCounting",
                                       "personQueueDetection",
                                       "personQueueTime",
                                       "regionEntrance",
                                       "regionExiting",
                                       "running",
                                       "safetyHelmetDetection",
                                       "stranger",
                                       "strangerFaceContrast",
                                       "studentsStoodUp",
                                       "teacherBehavior",
                                       "violentMotion",
                                       "whiteFaceContrast",
                                       "whiteListFaceContrast"};
static_assert(std::is_sorted(std::begin(event_types), std::end(event_types)));
// Fields that describe a person, in any event; both cases and spellings that firmware has.
constexpr string_view fields[] = {"FDID",
                                  "FDLibName",
                                  "FaceRect",
                                  "PID",
                                  "age",
                                  "ageGroup",
                                  "bag",
                                  "beard",
                                  "blackListName",
                                  "bornTime",
                                  "cardNo",
                                  "certificateNumber",
                                  "certificateType",
                                  "currTemperature",
                                  "customFaceLibID",
                                  "employeeNoString",
                                  "ethnic",
                                  "ethnicGroup",
                                  "ethnicity",
                                  "faceExpression",
                                  "faceRect",
                                  "faceTemperature",
                                  "gender",
                                  "glass",
                                  "glasses",
                                  "hairColor",
                                  "hairStyle",
                                  "hat",
                                  "helmet",
                                  "isAbnomalTemperature",
                                  "isMinority",
                                  "jacketColor",
                                  "jacketType",
                                  "livenessDetectionStatus",
                                  "mask",
                                  "maxsimilarity",
                                  "minority",
                                  "modelData",
                                  "nation",
                                  "nationality",
                                  "nationalityID",
                                  "race",
                                  "religion",
                                  "safetyHelmet",
                                  "sex",
                                  "similarity",
                                  "skinColor",
                                  "smile",
                                  "temperature",
                                  "trousersColor",
                                  "trousersType"};
static_assert(std::is_sorted(std::begin(fields), std::end(fields)));
// What stands in these was typed in by somebody, or read from a card: a field in them says so.
constexpr string_view records[] = {"PersonInfo", "PersonInfoExtend", "PersonInfoExtendList", "UserInfo",
                                   "human_data", "personInfo",       "reserve_field"};
static_assert(std::is_sorted(std::begin(records), std::end(records)));
// Documents of configuration that have an <enabled>.
constexpr string_view settings[] = {"BehaviorRule",
                                    "Counting",
                                    "FaceContrast",
                                    "FaceDetect",
                                    "FaceSnap",
                                    "FaceThermometry",
                                    "FieldDetection",
                                    "FramesPeopleCounting",
                                    "HumanRecognition",
                                    "LineDetection",
                                    "MixedTargetDetection",
                                    "MotionDetection",
                                    "PeopleDetection",
                                    "PersonDensityDetection",
                                    "PersonQueueDetection",
                                    "RegionEntrance",
                                    "RegionExiting",
                                    "SafetyHelmetDetection",
                                    "WhiteListFaceContrast",
                                    "faceContrast",
                                    "humanRecognition"};
static_assert(std::is_sorted(std::begin(settings), std::end(settings)));
constexpr string_view targets[] = {"face", "human", "people", "person"};
constexpr string_view people_parts[] = {"Body",        "CityManagement", "Counting", "Face",    "Helmet", "Human",
                                        "MixedTarget", "People",         "Person",   "Student", "Teacher"};

string_view name_in_input(const Xml& xml, const pugi::xml_node& node) {
  const auto at = node.offset_debug();
  return at < 0 ? string_view{} : xml.input.substr(static_cast<std::size_t>(at), string_view(node.name()).size());
}

bool yes(string_view value) { return value == "true" || value == "1"; }

/// "isSupportFaceContrast": a flag of what a device can do, when it is about people.
bool is_flag(string_view name, bool& of_people) {
  constexpr string_view start = "isSupport";
  if (!name.starts_with(start) || !is_name(name)) return false;
  of_people = std::any_of(std::begin(people_parts), std::end(people_parts),
                          [&](string_view part) { return name.find(part) != string_view::npos; });
  return true;
}

/// What one value of an event says, whatever the event is written in.
struct Event {
  PeopleWords& words;
  string_view type;  ///< of the event, as sent
  bool inactive = false;

  void value(string_view key, string_view parent, string_view record, string_view text) {
    if (key == "eventType" && type.empty()) type = text;
    else if (key == "eventState") inactive = text == "inactive";
    else if ((key == "targetType" || key == "detectionTarget") && lists(targets, text))
      words.add(text, text, "event target", Says::sends);
    // {"gender":{"value":"male"}}, {"FaceRect":{"x":0.4,…}}
    const bool part = key == "value" || ((parent == "FaceRect" || parent == "faceRect") && key.size() <= 6);
    const string_view name = part ? parent : key;
    const bool listed = lists(fields, name);
    if (record.empty() && !listed) return;
    if (!record.empty() && !is_name(name)) return;
    const std::string word = record.empty() ? std::string(name) : std::string(record) + "." + std::string(name);
    words.add(word, name, "EventNotificationAlert", says_something(text) ? Says::sends : Says::carries, listed);
  }

  void finish() {
    if (lists(event_types, type)) words.add(type, type, "eventType", inactive ? Says::enables : Says::sends);
    else if (is_name(type)) words.add(type, type, "eventType", Says::sends, false);
  }
};

bool event_from_xml(string_view bytes, PeopleWords& words) {
  const auto xml = parse_xml(bytes);
  if (!xml || local_name(xml->root()) != "EventNotificationAlert") return false;
  Event event{words, {}};
  const pugi::xml_node root = xml->root();
  for (pugi::xml_node n = root; n; n = next_element(n, root)) {
    const string_view text = raw_text(*xml, n);
    if (n.first_child() && n.first_child().type() == pugi::node_element) continue;
    string_view record;
    for (pugi::xml_node above = n.parent(); above && above != root && record.empty(); above = above.parent())
      if (const auto found = std::find(std::begin(records), std::end(records), local_name(above));
          found != std::end(records))
        record = *found;
    // Names come out of the input, prefixes and all: ISAPI has none.
    const string_view key = name_in_input(*xml, n), parent = name_in_input(*xml, n.parent());
    event.value(key, parent, record, text);
  }
  event.finish();
  return true;
}

bool event_from_json(string_view bytes, PeopleWords& words) {
  Event event{words, {}};
  walk_json_start(bytes, [&](const JsonValue& value) {
    string_view record;
    for (const JsonStep& step : value.path)
      if (const auto found = std::find(std::begin(records), std::end(records), step.key); found != std::end(records))
        record = *found;
    const auto above = value.above(1);
    event.value(value.key(), above.in_array ? value.above(2).key : above.key, record, value.raw);
  });
  if (event.type.empty()) return false;
  event.finish();
  return true;
}

void ability_from_xml(string_view bytes, PeopleWords& words) {
  const auto xml = parse_xml(bytes);
  if (!xml) return;
  const pugi::xml_node root = xml->root();
  for (pugi::xml_node n = root; n; n = next_element(n, root)) {
    const string_view name = local_name(n);
    bool of_people = false;
    if (is_flag(name, of_people)) {
      if (yes(raw_text(*xml, n))) words.add(name, name_in_input(*xml, n), "capabilities", Says::offers, of_people);
    } else if (name == "eventType" && local_name(n.parent()) == "EventTrigger") {
      const string_view type = raw_text(*xml, n);
      if (lists(event_types, type)) words.add(type, type, "EventTrigger", Says::offers);
    } else if (lists(settings, name)) {
      const string_view enabled = raw_text(*xml, child(n, "enabled"));
      if (!enabled.empty())
        words.add(name, name_in_input(*xml, n), "enabled", yes(enabled) ? Says::enables : Says::offers);
    }
  }
}

void ability_from_json(string_view bytes, PeopleWords& words) {
  walk_json(bytes, [&](const JsonValue& value) {
    const string_view key = value.key(), parent = value.above(1).key;
    bool of_people = false;
    if (is_flag(key, of_people)) {
      if (yes(value.raw)) words.add(key, key, "capabilities", Says::offers, of_people);
    } else if (key == "enabled" && lists(settings, parent)) {
      words.add(parent, parent, "enabled", yes(value.raw) ? Says::enables : Says::offers);
    }
  });
}

bool opens_xml(string_view bytes) {
  const auto start = bytes.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  return start != string_view::npos && bytes[start] == '<';
}

}  // namespace

std::optional<PeopleWords> parse_isapi_event(string_view bytes) {
  PeopleWords words;
  const bool xml = opens_xml(bytes);
  const auto has = [&](string_view text) { return bytes.find(text) != string_view::npos; };
  // Many a web page sends an eventType: the other members of a notification must be there as well.
  if (xml ? !has("EventNotificationAlert")
          : !has("\"eventType\"") || !has("\"dateTime\"") ||
                (!has("\"channelID\"") && !has("\"ipAddress\"") && !has("\"macAddress\"")))
    return std::nullopt;
  if (xml ? event_from_xml(bytes, words) : event_from_json(bytes, words)) return words;
  return std::nullopt;
}

PeopleWords parse_isapi_ability(string_view bytes) {
  PeopleWords words;
  const bool xml = opens_xml(bytes);
  const auto has = [&](string_view text) { return bytes.find(text) != string_view::npos; };
  if (xml ? has("isSupport") || has("EventTrigger") || has("<enabled>") : has("\"isSupport") || has("\"enabled\"")) {
    if (xml) ability_from_xml(bytes, words);
    else ability_from_json(bytes, words);
  }
  return words;
}

}  // namespace lenscap::wire
