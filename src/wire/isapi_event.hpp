// wire/isapi_event.hpp: what Hikvision devices tell of people over ISAPI: events, flags of what they can do, settings.
// Source: maciej-or/hikvision_next@f6dac0d:custom_components/hikvision_next (EventNotificationAlert, eventType) and
// tests/fixtures/devices/*.json (isSupport flags, EventTriggerList); members of face events: public code index file
// 59302148371 (alarmResult of a camera at a gate), litesz/Xc.HiKVisionSdk Xc.HiKVisionSdk.Isc/Callbacks/Frs
//
// Events come as XML or JSON, alone or as parts of multipart bodies (wire/multipart.hpp), from /ISAPI/Event/
// notification/alertStream or posted by the device to a host. Read are the type of the event and the names of fields
// that describe a person, and whether each has something in it. What is below reserve_field, PersonInfo and the like
// was typed in or read from a card: it comes out as "reserve_field.gender".
#pragma once
#include <optional>
#include <string_view>

#include "wire/people_word.hpp"

namespace lenscap::wire {

/// Reads one event, or the start of one. Empty when it is none.
std::optional<PeopleWords> parse_isapi_event(std::string_view bytes);

/// What an answer says the device can do (isSupport… that is true, types of EventTriggerList) and has switched on
/// (<FaceDetect><enabled>true).
PeopleWords parse_isapi_ability(std::string_view bytes);

}  // namespace lenscap::wire
