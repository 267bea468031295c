#include "wire/onvif_topic.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include "wire/people_word.hpp"
#include "wire/soap.hpp"

namespace lenscap::wire {
namespace {

using std::string_view;

constexpr string_view topics_namespace = "http://www.onvif.org/ver10/topics";
constexpr string_view schema_namespace = "http://www.onvif.org/ver10/schema";
constexpr std::size_t most_steps = 8;

// Words of which topics are made.
constexpr string_view topic_words[] = {"AudioDetector",
                                       "BodyTemperatureAlarm",
                                       "CellMotionDetector",
                                       "Class",
                                       "CountAggregation",
                                       "Counter",
                                       "Crossed",
                                       "CrowdDetector",
                                       "Face",
                                       "FaceDetect",
                                       "FaceDetection",
                                       "FaceDetector",
                                       "FaceRecognition",
                                       "FieldDetector",
                                       "Human",
                                       "HumanBody",
                                       "HumanDetect",
                                       "HumanDetection",
                                       "HumanDetector",
                                       "HumanFace",
                                       "HumanShapeDetect",
                                       "IVA",
                                       "Intrusion",
                                       "LineCross",
                                       "LineCrossDetector",
                                       "LineDetector",
                                       "LoiteringDetector",
                                       "Motion",
                                       "MotionRegionDetector",
                                       "MyRuleDetector",
                                       "Object",
                                       "ObjectDetection",
                                       "ObjectIsLoitering",
                                       "ObjectsInside",
                                       "OccupancyCounter",
                                       "PeopleCount",
                                       "PeopleDetect",
                                       "PeopleDetection",
                                       "PeopleDetector",
                                       "People",
                                       "Person",
                                       "PersonDetector",
                                       "Radiometry",
                                       "Recognition",
                                       "RuleEngine",
                                       "TPSmartEvent",
                                       "TPSmartEventDetector",
                                       "TpSmartEvent",
                                       "UserAlarm",
                                       "VideoAnalytics",
                                       "VisitorDetect"};
// Types of rules and modules.
constexpr string_view rule_words[] = {
    "AttributeDetection", "BodyTemperature",   "CellMotionDetector",   "CellMotionEngine", "CountAggregation",
    "Counting",           "FaceDetect",        "FaceDetection",        "FaceRecognition",  "FaceTemperature",
    "FieldDetector",      "HumanBody",         "HumanDetection",       "HumanFace",        "LineCounting",
    "LineDetector",       "LoiteringDetector", "MotionRegionDetector", "ObjectDetection",  "ObjectTracker",
    "OccupancyCounting",  "PeopleDetector",    "QueueDetector",        "Recognition",      "RecognizeFace"};
constexpr string_view people_classes[] = {"Face",      "Head",       "Human",  "HumanBody",
                                          "HumanFace", "Pedestrian", "People", "Person"};

bool among(std::span<const string_view> words, string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

string_view without_prefix(string_view name) {
  const auto colon = name.rfind(':');
  return colon == string_view::npos ? name : name.substr(colon + 1);
}

string_view standard_prefix(string_view prefix, string_view uri) {
  if (uri == topics_namespace || (uri.empty() && prefix == "tns1")) return "tns1";
  if (uri == schema_namespace || (uri.empty() && prefix == "tt")) return "tt";
  return {};
}

/// The steps as one name; without them, or when one is no name of a protocol, empty.
OnvifName joined(string_view prefix, std::span<const string_view> steps) {
  if (steps.empty() || steps.size() > most_steps) return {};
  OnvifName out;
  out.listed = !prefix.empty();
  if (!prefix.empty()) out.text = std::string(prefix) + ":";
  for (const string_view& step : steps) {
    if (!is_name(step)) return {};
    if (&step != steps.data()) out.text += '/';
    out.text += step;
    out.listed = out.listed && among(topic_words, step);
  }
  return out;
}

}  // namespace

OnvifName onvif_topic(const pugi::xml_node& node, string_view text) {
  const auto colon = text.find(':');
  const string_view prefix = colon == string_view::npos ? string_view{} : text.substr(0, colon);
  std::vector<string_view> steps;
  for (std::size_t at = 0; at <= text.size() && steps.size() <= most_steps;) {
    const auto slash = std::min(text.find('/', at), text.size());
    steps.push_back(without_prefix(text.substr(at, slash - at)));
    at = slash + 1;
  }
  return joined(standard_prefix(prefix, namespace_of_prefix(node, prefix)), steps);
}

OnvifName onvif_topic_element(const pugi::xml_node& node) {
  std::vector<string_view> steps;
  pugi::xml_node top = node;
  for (pugi::xml_node n = node; n && local_name(n) != "TopicSet" && steps.size() <= most_steps; n = n.parent()) {
    steps.push_back(local_name(n));
    top = n;
  }
  std::reverse(steps.begin(), steps.end());
  const string_view name = top.name();
  return joined(standard_prefix(name.substr(0, name.find(':')), namespace_of(top)), steps);
}

OnvifName onvif_rule_type(const pugi::xml_node& node, string_view text) {
  const auto colon = text.find(':');
  const string_view prefix = colon == string_view::npos ? string_view{} : text.substr(0, colon);
  const string_view local = without_prefix(text), standard = standard_prefix(prefix, namespace_of_prefix(node, prefix));
  if (!is_name(local)) return {};
  return {standard.empty() ? std::string(local) : std::string(standard) + ":" + std::string(local),
          among(rule_words, local)};
}

bool onvif_people_class(string_view text) noexcept { return lists(people_classes, text); }

}  // namespace lenscap::wire
