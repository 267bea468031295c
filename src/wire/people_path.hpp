// wire/people_path.hpp: paths of web services that hold people: libraries of faces, comparisons, persons of a door.
// Source: GeorgeChan95/dahua-sdk-java-demo and clients of Dahua's HTTP API V3.26 (faceRecognitionServer.cgi,
// FaceInfoManager.cgi, AccessFace.cgi: public code index files 53471236025, 53792734567); TTKKECHO/NVR src/facelib.cpp
// (/ISAPI/Intelligent/FDLib); GainSec/DigitalAlly-ThermoVu-Uniview-Security-Research@583fc6b:NOTES/LAPI.md;
// nanguantong/gat-1400@1b7b336:src/gat1400_rest.h
//
// Who is served such a path talks to a device that has the service. What follows the path, or stands in its query, may
// be a person's name or number: it is never kept.
#pragma once
#include <string_view>

namespace lenscap::wire {

struct PeopleService {
  std::string_view path;    ///< as the table writes it: "/ISAPI/Intelligent/FDLib"; "" when it is none of them
  bool recognises = false;  ///< a device that serves it compares faces; the others hold who may pass, or receive
};

/// The service that `target` is of.
PeopleService people_service(std::string_view target) noexcept;

}  // namespace lenscap::wire
