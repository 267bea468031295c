#include "wire/onvif_metadata.hpp"

#include <algorithm>
#include <iterator>
#include <string>

#include "wire/onvif_topic.hpp"
#include "wire/soap.hpp"

namespace lenscap::wire {
namespace {

using std::string_view;
using Says = PeopleWord::Says;

// Elements of humanface.xsd and humanbody.xsd that say something by their name; sorted. Length, Style, Color, Wear and
// the like only say how.
constexpr string_view face_elements[] = {
    "Accessory",   "AdditionalFeatures", "Age",          "Bangs",      "Beard",    "Chin",      "Complexion",
    "Ear",         "Expression",         "Eye",          "Eyeball",    "Eyebrow",  "Eyelid",    "FacialHair",
    "FacialShape", "Freckles",           "Gender",       "Hair",       "Hat",      "Helmet",    "Hijab",
    "HumanFace",   "Kerchief",           "LeftEyePatch", "Lip",        "Mask",     "Mole",      "Mustache",
    "Nose",        "NoseBridge",         "NoseEnd",      "NoseWing",   "Opticals", "PoseAngle", "RightEyePatch",
    "Scar",        "Sideburn",           "Tattoo",       "Temperature"};
constexpr string_view body_elements[] = {
    "Activity", "Bag",   "Behaviour", "Belonging", "BodyMetric", "BodyShape",   "Bottoms",
    "Box",      "Cart",  "Clothing",  "Gloves",    "Height",     "HumanBody",   "LiftSomething",
    "Scarf",    "Shoes", "Smoking",   "Tops",      "Umbrella",   "UsingMobile", "Weapon"};
// Names of items in the data of events; those of recognition say who was seen.
constexpr string_view item_names[] = {"EnrollmentID", "IsFace",     "IsHuman",     "IsPeople",  "IsPerson",
                                      "Label",        "Likelihood", "RefImageUri", "Similarity"};
constexpr string_view recognition_items[] = {"EnrollmentID", "Label", "Likelihood", "RefImageUri", "Similarity"};
static_assert(std::is_sorted(std::begin(body_elements), std::end(body_elements)));
static_assert(std::is_sorted(std::begin(face_elements), std::end(face_elements)));

/// Bytes that begin at `text` of the tree, which lies behind the name of `node` there as in the input.
string_view in_input(const Xml& xml, const pugi::xml_node& node, string_view text) {
  const auto name_at = node.offset_debug();
  if (name_at < 0) return {};
  const auto at = name_at + (text.data() - node.name());
  if (at < 0 || static_cast<std::size_t>(at) >= xml.input.size()) return {};
  return xml.input.substr(static_cast<std::size_t>(at), text.size());
}

string_view name_in_input(const Xml& xml, const pugi::xml_node& node) { return in_input(xml, node, node.name()); }

// Of a document that is all faces inside faces, so many elements are looked at: real ones have a few hundred.
constexpr std::size_t most_described = 20'000, most_weighed = 64;

/// Whether any text or value of an attribute at or below the element says something.
bool filled(const pugi::xml_node& element) {
  std::size_t left = most_weighed;
  for (pugi::xml_node n = element; n && left > 0; n = next_element(n, element), --left) {
    for (const auto& attribute : n.attributes())
      if (!string_view(attribute.name()).starts_with("xmlns") && says_something(attribute.value())) return true;
    for (pugi::xml_node text = n.first_child(); text; text = text.next_sibling())
      if ((text.type() == pugi::node_pcdata || text.type() == pugi::node_cdata) && says_something(text.value()))
        return true;
  }
  return false;
}

bool has_above(pugi::xml_node node, string_view local, int levels) {
  for (node = node.parent(); node && levels > 0; node = node.parent(), --levels)
    if (local_name(node) == local) return true;
  return false;
}

struct Walk {
  const Xml& xml;
  PeopleWords& words;
  bool sample = false;  ///< the document shows what may be sent
  std::size_t left = most_described;

  Says says(bool something) const { return sample ? Says::offers : something ? Says::sends : Says::carries; }

  /// An element of the face or the body: what it is called is told, what is in it is only weighed.
  void described(const pugi::xml_node& top, string_view prefix, std::span<const string_view> known, string_view place) {
    for (pugi::xml_node n = top; n && left > 0; n = next_element(n, top), --left) {
      const string_view name = local_name(n);
      const bool listed = lists(known, name);
      if (!listed && !is_name(name)) continue;
      // The face itself was seen, whatever is known of it.
      words.add(std::string(prefix) + std::string(name), name_in_input(xml, n), place, says(n == top || filled(n)),
                listed);
    }
  }

  void object_class(const pugi::xml_node& type) {
    const string_view text = raw_text(xml, type);
    if (onvif_people_class(text)) words.add(text, text, "Appearance Class", says(true));
  }

  void appearances(const pugi::xml_node& top) {
    for (pugi::xml_node n = top; n; n = next_element(n, top)) {
      const string_view name = local_name(n);
      if (name == "HumanFace") described(n, "fc:", face_elements, "HumanFace");
      else if (name == "HumanBody") described(n, "bd:", body_elements, "HumanBody");
      else if (name == "Type" && has_above(n, "Class", 4) && has_above(n, "Appearance", 6)) object_class(n);
    }
  }

  void notification(const pugi::xml_node& message) {
    const pugi::xml_node topic_at = child(message, "Topic");
    const string_view topic_text = raw_text(xml, topic_at);
    const OnvifName topic = onvif_topic(topic_at, topic_text);
    const pugi::xml_node data = find_element(child(message, "Message"), "Data");
    bool any = false, all_false = true;
    for (pugi::xml_node n = data; n; n = next_element(n, data)) {
      if (local_name(n) != "SimpleItem") continue;
      const string_view value = n.attribute("Value").value(), name = n.attribute("Name").value();
      const bool no = value == "false" || !says_something(value);
      any = true;
      all_false = all_false && no;
      const bool of_recognition = lists(recognition_items, name);
      if (lists(item_names, name) && !no && (!of_recognition || topic.text.find("Recognition") != std::string::npos))
        words.add(name, in_input(xml, n, name), "event item", says(true));
    }
    // "false" says that the rule runs, not that it found anyone.
    if (!topic.text.empty())
      words.add(topic.text, topic_text, "event topic", any && all_false ? Says::enables : Says::sends, topic.listed);
  }

  void notifications(const pugi::xml_node& top) {
    for (pugi::xml_node n = top; n; n = next_element(n, top))
      if (local_name(n) == "NotificationMessage") notification(n);
  }

  void typed(const pugi::xml_node& n, const char* attribute, Says what, string_view place) {
    const string_view text = n.attribute(attribute).value();
    const OnvifName type = onvif_rule_type(n, text);
    if (!type.text.empty()) words.add(type.text, in_input(xml, n, text), place, what, type.listed);
  }

  void answer(const pugi::xml_node& body) {
    for (pugi::xml_node n = body; n; n = next_element(n, body)) {
      const string_view name = local_name(n);
      if (name == "RuleDescription") typed(n, "Name", Says::offers, "RuleDescription");
      else if (name == "AnalyticsModuleDescription") typed(n, "Name", Says::offers, "AnalyticsModuleDescription");
      else if (name == "Rule") typed(n, "Type", Says::enables, "Rule");
      else if (name == "AnalyticsModule" && n.attribute("Type")) typed(n, "Type", Says::enables, "AnalyticsModule");
      else if (name == "SampleFrame") Walk{xml, words, true}.appearances(n);
      else if (has_above(n, "TopicSet", 8) && n.find_attribute([](const pugi::xml_attribute& a) {
                 const string_view key = a.name();
                 return (key == "topic" || key.ends_with(":topic")) && string_view(a.value()) == "true";
               })) {
        const OnvifName topic = onvif_topic_element(n);
        if (!topic.text.empty()) words.add(topic.text, name_in_input(xml, n), "TopicSet", Says::offers, topic.listed);
      }
    }
  }
};

}  // namespace

std::optional<OnvifMetadata> parse_onvif_metadata(string_view bytes) {
  const bool stream = bytes.find("MetadataStream") != string_view::npos;
  if (!stream && bytes.find("NotificationMessage") == string_view::npos) return std::nullopt;
  if (bytes.find("www.onvif.org/") == string_view::npos) return std::nullopt;  // others notify as well
  const auto xml = parse_xml(bytes);
  if (!xml) return std::nullopt;
  OnvifMetadata out;
  Walk walk{*xml, out.words};
  const pugi::xml_node root = xml->root();
  if (local_name(root) == "MetadataStream") {
    walk.appearances(root);
    walk.notifications(root);
    return out;
  }
  const pugi::xml_node body = child(root, "Body");
  pugi::xml_node message = child(body, "Notify");
  if (!message) message = child(body, "PullMessagesResponse");
  if (local_name(root) != "Envelope" || !message) return std::nullopt;
  out.form = OnvifMetadata::Form::event;
  walk.notifications(message);
  walk.appearances(message);
  return out;
}

PeopleWords parse_onvif_analytics(string_view bytes) {
  PeopleWords words;
  constexpr string_view wanted[] = {"RuleDescription", "AnalyticsModule", ":Rule ",
                                    "<Rule ",          "SampleFrame",     "TopicSet"};
  if (std::none_of(std::begin(wanted), std::end(wanted),
                   [&](string_view w) { return bytes.find(w) != string_view::npos; }))
    return words;
  const auto xml = parse_xml(bytes);
  if (!xml || local_name(xml->root()) != "Envelope") return words;
  if (const auto body = child(xml->root(), "Body")) Walk{*xml, words}.answer(body);
  return words;
}

}  // namespace lenscap::wire
