#include "wire/viid.hpp"

#include <array>

#include "wire/http.hpp"

namespace lenscap::wire {
namespace {

using std::string_view;

constexpr string_view root = "/VIID/";
// What a device asks of a platform, or hands to it. Dispositions, subscriptions and tasks come from platforms.
constexpr auto services = std::to_array<string_view>(
    {"System/Register", "System/UnRegister", "System/Keepalive", "System/Time", "Faces", "Persons", "MotorVehicles",
     "NonMotorVehicles", "Things", "Scenes", "Images", "VideoSlices", "Files"});

}  // namespace

string_view viid_path(string_view target) noexcept {
  if (!target.starts_with(root)) return {};
  const string_view rest = target.substr(root.size());
  for (const string_view service : services) {
    if (!rest.starts_with(service)) continue;
    const string_view after = rest.substr(service.size());
    if (after.empty() || after[0] == '/' || after[0] == '?') return target.substr(0, root.size() + service.size());
  }
  return {};
}

bool viid_content(string_view type) noexcept {
  constexpr string_view wanted = "application/viid+json";
  return type.size() >= wanted.size() && same_name(type.substr(0, wanted.size()), wanted);
}

}  // namespace lenscap::wire
