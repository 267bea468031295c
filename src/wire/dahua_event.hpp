// wire/dahua_event.hpp: what Dahua devices tell of people: events over HTTP and DHIP, capabilities, rules switched on.
// Source: rroller/dahua@00aee86:custom_components/dahua/client.py (eventManager.cgi), networkoptix nx_open Dahua
// integration (public code index file 34221555664: a whole FaceDetection event), mcw0/DahuaConsole@8390755:dahua.py
// (client.notifyEventStream); attribute names after the maker's NetSDK, GeorgeChan95/dahua-sdk-java-demo NetSDKLib.java
//
// "Code=FaceDetection;action=Start;index=0;data={…}" in parts of a multipart answer; the same as JSON (Code, Action,
// Data) posted by the device, or in params.eventList of client.notifyEventStream; or lines "Events[0].Face.Age=…"
// (snapManager.cgi). Read are the code and the names of fields that describe a person, and whether each has something
// in it. What is below Person comes from a library: it comes out as "Person.Sex".
#pragma once
#include <optional>
#include <string_view>

#include "wire/people_word.hpp"

namespace lenscap::wire {

/// Reads one event or a list of them, or the start of it. Empty when it is none.
std::optional<PeopleWords> parse_dahua_event(std::string_view text);

/// What an answer says the device can do (caps.…=FaceDetection, JSON params.caps) and which rules and functions it has
/// switched on (table.VideoAnalyseRule[0][0].Type and .Enable).
PeopleWords parse_dahua_ability(std::string_view text);

}  // namespace lenscap::wire
