#include "wire/people_path.hpp"

#include <array>

namespace lenscap::wire {
namespace {

using std::string_view;

constexpr auto services = std::to_array<PeopleService>({
    // Hikvision
    {"/ISAPI/Intelligent/FDLib", true},
    {"/ISAPI/Intelligent/faceContrast", true},
    {"/ISAPI/Intelligent/analysisImage/face", true},
    {"/ISAPI/SDT/HFPD", true},
    {"/ISAPI/AccessControl/FaceRecognizeMode", true},
    {"/ISAPI/AccessControl/UserInfo", false},
    {"/ISAPI/AccessControl/CardInfo", false},
    {"/ISAPI/AccessControl/AcsEvent", false},
    // Dahua
    {"/cgi-bin/faceRecognitionServer.cgi", true},
    {"/cgi-bin/FaceInfoManager.cgi", true},
    {"/cgi-bin/AccessFace.cgi", true},
    {"/cgi-bin/api/FaceLibImExport", true},
    {"/cgi-bin/AccessUser.cgi", false},
    {"/cgi-bin/AccessCard.cgi", false},
    {"/cgi-bin/recordUpdater.cgi", false},
    {"/cgi-bin/recordFinder.cgi", false},
    // Uniview
    {"/LAPI/V1.0/PeopleLibraries", true},
    {"/LAPI/V1.0/Smart/FaceRecognition", true},
    {"/LAPI/V1.0/Smart/FaceLibraryFile", true},
    {"/LAPI/V1.0/Smart/FeatureGalleyFile", true},
    {"/LAPI/V1.0/PACS", false},
    // GA/T 1400: whoever serves these receives
    {"/VIID/Faces", false},
    {"/VIID/Persons", false},
    {"/VIID/Dispositions", false},
    {"/VIID/DispositionNotifications", false},
    {"/VIID/SubscribeNotifications", false},
});

}  // namespace

PeopleService people_service(string_view target) noexcept {
  for (const PeopleService& service : services) {
    if (!target.starts_with(service.path)) continue;
    const string_view after = target.substr(service.path.size());
    if (after.empty() || after[0] == '/' || after[0] == '?') return service;
  }
  return {};
}

}  // namespace lenscap::wire
