#include "wire/xm.hpp"

#include <algorithm>

#include "wire/bytes.hpp"
#include "wire/json_walk.hpp"

namespace lenscap::wire {
namespace {

namespace field {
constexpr std::size_t head = 0, version = 1, reserved = 2, session = 4, message = 14, length = 16;
}
constexpr std::uint16_t search_answer = 1531;
constexpr std::uint16_t first_message = 1000, last_message = 3999;

struct Key {
  std::string_view group;  ///< object at the top, or "" for the top itself
  std::string_view name;
  std::string_view XmDevice::*member;
};
constexpr Key keys[] = {
    {"NetWork.NetCommon", "SN", &XmDevice::sn},
    {"NetWork.NetCommon", "HostName", &XmDevice::host_name},
    {"NetWork.NetCommon", "Version", &XmDevice::version},
    {"NetWork.NetCommon", "BuildDate", &XmDevice::build_date},
    {"NetWork.NetCommon", "DeviceType", &XmDevice::device_type},
    {"NetWork.NetCommon", "ChannelNum", &XmDevice::channel_num},
    {"NetWork.NetCommon", "MAC", &XmDevice::mac},
    {"NetWork.NetCommon", "HostIP", &XmDevice::host_ip},
    {"NetWork.NetCommon", "GateWay", &XmDevice::gateway},
    {"NetWork.NetCommon", "Submask", &XmDevice::submask},
    {"NetWork.NetCommon", "HttpPort", &XmDevice::http_port},
    {"NetWork.NetCommon", "TCPPort", &XmDevice::tcp_port},
    {"NetWork.NetCommon", "UDPPort", &XmDevice::udp_port},
    {"SystemInfo", "SerialNo", &XmDevice::sn},
    {"SystemInfo", "SoftWareVersion", &XmDevice::version},
    {"SystemInfo", "BuildTime", &XmDevice::build_date},
    {"SystemInfo", "HardWare", &XmDevice::hardware},
    {"SystemInfo", "HardWareVersion", &XmDevice::hardware_version},
    {"SystemInfo", "VideoInChannel", &XmDevice::video_in_channel},
    {"SystemInfo", "DigChannel", &XmDevice::dig_channel},
    {"", "DeviceType ", &XmDevice::device_type},  // the firmware's own key ends in a space
    {"", "DeviceType", &XmDevice::device_type},
    {"", "ChannelNum", &XmDevice::channel_num},
};

bool is_json(std::string_view body) {
  const auto first = body.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && body[first] == '{';
}

}  // namespace

StreamLength xm_length(std::span<const std::byte> bytes) noexcept {
  if (bytes.empty()) return {StreamLength::Is::partial, 0};
  const auto* const p = reinterpret_cast<const std::uint8_t*>(bytes.data());
  if (p[field::head] != 0xff) return {};
  if (bytes.size() < xm_header_size) return {StreamLength::Is::partial, 0};
  // python-dvr writes 0 into the reserved word; fe 00 has been seen in writes of settings.
  const std::uint16_t reserved = be16(p + field::reserved);
  const std::uint16_t message = le16(p + field::message);
  const std::uint32_t body = le32(p + field::length);
  if (p[field::version] > 1 || (reserved != 0 && reserved != 0xfe00)) return {};
  if (message < first_message || message > last_message || body > xm_max_body) return {};
  const std::size_t size = xm_header_size + body;
  return {bytes.size() < size ? StreamLength::Is::partial : StreamLength::Is::whole, size};
}

std::optional<Xm> parse_xm(std::span<const std::byte> bytes) noexcept {
  const StreamLength found = xm_length(bytes);
  if (found.is != StreamLength::Is::whole || found.length != bytes.size()) return std::nullopt;
  const auto* const p = reinterpret_cast<const std::uint8_t*>(bytes.data());
  Xm out;
  out.version = p[field::version];
  out.session = le32(p + field::session);
  out.message = le16(p + field::message);
  out.body = {reinterpret_cast<const char*>(p) + xm_header_size, bytes.size() - xm_header_size};
  if (!out.body.empty() && !is_json(out.body)) return std::nullopt;
  return out;
}

bool xm_from_device(const Xm& message) {
  if (!is_json(message.body)) return false;
  if (message.message == search_answer) return true;
  bool answers = false;
  walk_json(message.body, [&](const JsonValue& value) { answers |= value.at({"Ret"}); });
  return answers;
}

std::optional<XmDevice> parse_xm_device(const Xm& message) {
  if (!xm_from_device(message)) return std::nullopt;
  XmDevice out;
  bool described = false;
  const bool whole = walk_json(message.body, [&](const JsonValue& value) {
    if (value.path.empty() || value.path.size() > 2) return;
    const std::string_view group = value.path.size() == 2 ? value.path[0].key : std::string_view{};
    const auto key = std::find_if(std::begin(keys), std::end(keys),
                                  [&](const Key& k) { return k.group == group && k.name == value.key(); });
    if (key == std::end(keys)) return;
    out.*(key->member) = value.raw;
    described = true;
  });
  if (!whole || !described) return std::nullopt;
  return out;
}

std::optional<std::uint32_t> xm_address(std::string_view raw) noexcept {
  if (raw.size() != 10 || raw[0] != '0' || (raw[1] != 'x' && raw[1] != 'X')) return std::nullopt;
  std::uint32_t value = 0;
  for (std::size_t at = 8; at >= 2; at -= 2) {  // two digits an octet, the last octet first
    for (const char c : raw.substr(at, 2)) {
      value <<= 4;
      if (c >= '0' && c <= '9') value |= static_cast<std::uint32_t>(c - '0');
      else if (c >= 'a' && c <= 'f') value |= static_cast<std::uint32_t>(c - 'a' + 10);
      else if (c >= 'A' && c <= 'F') value |= static_cast<std::uint32_t>(c - 'A' + 10);
      else return std::nullopt;
    }
  }
  return value;
}

}  // namespace lenscap::wire
