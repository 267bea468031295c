// wire/onvif_metadata.hpp: what a device tells of the people it sees in ONVIF's formats: the metadata stream, events.
// Source: onvif/specs@45b5dc4:wsdl/ver10/schema/metadatastream.xsd, wsdl/ver20/analytics/humanface.xsd,
// onvif/specs@0de4982:wsdl/ver20/analytics/humanbody.xsd, doc/Analytics.xml; ONVIF Core 9 (Notify, PullMessages)
//
// <tt:MetadataStream> goes in RTP beside the video, events go in SOAP. Read are names of elements below an object's
// Appearance (fc:HumanFace, bd:HumanBody and what is in them), the class of an object when it is one of people, topics
// of events and names of their items. What an element holds is looked at only to tell filled from empty. A namespace
// that is merely declared says nothing.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "wire/people_word.hpp"

namespace lenscap::wire {

struct OnvifMetadata {
  enum class Form : std::uint8_t { stream, event };
  Form form = Form::stream;
  PeopleWords words;
};

/// Reads one document: a MetadataStream, or a SOAP envelope with notifications (Notify, PullMessagesResponse). Empty
/// when it is neither.
std::optional<OnvifMetadata> parse_onvif_metadata(std::string_view bytes);

/// What an answer says the device can do, or does: GetSupportedRules, GetSupportedAnalyticsModules,
/// GetSupportedMetadata, GetEventProperties; rules and modules of GetRules, GetAnalyticsModules and of profiles.
PeopleWords parse_onvif_analytics(std::string_view bytes);

}  // namespace lenscap::wire
