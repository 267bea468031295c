#include "wire/dhip.hpp"

#include <algorithm>
#include <array>

#include "wire/bytes.hpp"
#include "wire/json_walk.hpp"

namespace lenscap::wire {
namespace {

namespace field {
constexpr std::size_t session = 8, id = 12, length = 16, zero = 20, length_again = 24, zero_again = 28;
}
constexpr std::array<std::uint8_t, 8> opening{0x20, 0, 0, 0, 'D', 'H', 'I', 'P'};

bool begins_dhip(std::span<const std::byte> bytes) {
  const std::size_t seen = std::min(bytes.size(), opening.size());
  return std::equal(opening.begin(), opening.begin() + static_cast<std::ptrdiff_t>(seen), bytes.begin(),
                    [](std::uint8_t a, std::byte b) { return a == std::to_integer<std::uint8_t>(b); });
}

struct Key {
  std::string_view group;  ///< object inside deviceInfo, or "" for deviceInfo itself
  std::string_view name;
  std::string_view DhipDevice::*member;
};
constexpr Key keys[] = {
    {"", "DeviceClass", &DhipDevice::device_class},
    {"", "DeviceType", &DhipDevice::device_type},
    {"", "DetailType", &DhipDevice::detail_type},
    {"", "SerialNo", &DhipDevice::serial_no},
    {"", "Vendor", &DhipDevice::vendor},
    {"", "Manufacturer", &DhipDevice::manufacturer},
    {"", "Version", &DhipDevice::version},
    {"", "OEMVersion", &DhipDevice::oem_version},
    {"", "MachineName", &DhipDevice::machine_name},
    {"", "Port", &DhipDevice::port},
    {"", "HttpPort", &DhipDevice::http_port},
    {"IPv4Address", "IPAddress", &DhipDevice::ipv4_address},
    {"IPv4Address", "SubnetMask", &DhipDevice::ipv4_mask},
    {"IPv4Address", "DefaultGateway", &DhipDevice::ipv4_gateway},
    {"IPv4Address", "DhcpEnable", &DhipDevice::ipv4_dhcp},
    {"IPv6Address", "IPAddress", &DhipDevice::ipv6_address},
    {"IPv6Address", "LinkLocalAddress", &DhipDevice::ipv6_link_local},
    {"", "AlarmInputChannels", &DhipDevice::alarm_input_channels},
    {"", "AlarmOutputChannels", &DhipDevice::alarm_output_channels},
    {"", "VideoInputChannels", &DhipDevice::video_input_channels},
    {"", "VideoOutputChannels", &DhipDevice::video_output_channels},
    {"", "RemoteVideoInputChannels", &DhipDevice::remote_video_input_channels},
    {"", "Init", &DhipDevice::init},
    {"", "Find", &DhipDevice::find},
    {"", "UnLoginFuncMask", &DhipDevice::unlogin_func_mask},
    {"", "PwdResetWay", &DhipDevice::pwd_reset_way},
};

}  // namespace

StreamLength dhip_length(std::span<const std::byte> bytes) noexcept {
  if (!begins_dhip(bytes)) return {};
  if (bytes.size() < dhip_header_size) return {StreamLength::Is::partial, 0};
  const std::byte* const header = bytes.data();
  const std::uint32_t length = le32(header + field::length);
  const std::uint32_t whole_body = le32(header + field::length_again);
  if (length > dhip_max_body || length > whole_body || le32(header + field::zero_again) != 0) return {};
  const std::size_t size = dhip_header_size + length;
  return {bytes.size() < size ? StreamLength::Is::partial : StreamLength::Is::whole, size};
}

std::optional<Dhip> parse_dhip(std::span<const std::byte> bytes) noexcept {
  const StreamLength found = dhip_length(bytes);
  if (found.is != StreamLength::Is::whole || found.length != bytes.size()) return std::nullopt;
  const std::byte* const header = bytes.data();
  if (le32(header + field::length) != le32(header + field::length_again) || le32(header + field::zero) != 0)
    return std::nullopt;
  Dhip out;
  out.session = le32(header + field::session);
  out.id = le32(header + field::id);
  out.json = {reinterpret_cast<const char*>(header) + dhip_header_size, bytes.size() - dhip_header_size};
  const auto first = out.json.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || out.json[first] != '{') return std::nullopt;
  return out;
}

std::string_view dhip_method(std::string_view json) {
  std::string_view method;
  walk_json(json, [&](const JsonValue& value) {
    if (value.at({"method"})) method = value.raw;
  });
  return method;
}

std::optional<DhipDevice> parse_dhip_device(std::string_view json) {
  if (dhip_method(json) != "client.notifyDevInfo") return std::nullopt;
  DhipDevice out;
  bool described = false;
  const bool whole = walk_json(json, [&](const JsonValue& value) {
    if (value.at({"mac"})) out.mac = value.raw;
    const auto& path = value.path;
    if (path.size() < 3 || path.size() > 4 || path[0].key != "params" || path[1].key != "deviceInfo") return;
    const std::string_view group = path.size() == 4 ? path[2].key : std::string_view{};
    const auto key = std::find_if(std::begin(keys), std::end(keys),
                                  [&](const Key& k) { return k.group == group && k.name == value.key(); });
    if (key == std::end(keys)) return;
    out.*(key->member) = value.raw;
    described = true;
  });
  if (!whole || !described) return std::nullopt;
  return out;
}

std::optional<DhipChallenge> parse_dhip_challenge(std::string_view json) {
  DhipChallenge out;
  bool answer = false;
  walk_json(json, [&](const JsonValue& value) {
    if (value.at({"result"})) answer = true;
    if (value.at({"params", "realm"})) out.realm = value.raw;
    if (value.at({"params", "mac"})) out.mac = value.raw;
  });
  if (!answer || out.realm.empty()) return std::nullopt;
  return out;
}

}  // namespace lenscap::wire
