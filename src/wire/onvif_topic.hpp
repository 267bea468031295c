// wire/onvif_topic.hpp: names of ONVIF's analytics: topics of events, types of rules and modules, classes of objects.
// Source: onvif/specs@45b5dc4:doc/Analytics.xml, wsdl/ver10/topics/onvif.xsd, wsdl/ver10/schema/metadatastream.xsd
// (ObjectType); topics that makers added: home-assistant/core homeassistant/components/onvif/parsers.py
//
// A topic is a path below a namespace: tns1:RuleEngine/Recognition/Face. Prefixes are free, so a name is looked at by
// its namespace and comes out with the prefix that the standard writes.
#pragma once
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace lenscap::wire {

struct OnvifName {
  std::string text;     ///< "tns1:RuleEngine/Recognition/Face", "tt:FaceRecognition"; empty when it is no name
  bool listed = false;  ///< every part of it is a word of the standard or of a maker's documented extension
};

/// A topic as it stands in a message: its prefix is one of `node`'s.
OnvifName onvif_topic(const pugi::xml_node& node, std::string_view text);
/// A topic that a TopicSet declares: the path of elements from below TopicSet down to `node`.
OnvifName onvif_topic_element(const pugi::xml_node& node);
/// Type of a rule or an analytics module, a qualified name in an attribute of `node`.
OnvifName onvif_rule_type(const pugi::xml_node& node, std::string_view text);
/// Whether a class of objects is one of people: Human, Face …
bool onvif_people_class(std::string_view text) noexcept;

}  // namespace lenscap::wire
