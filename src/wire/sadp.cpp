#include "wire/sadp.hpp"

#include <algorithm>
#include <charconv>

#include "wire/text_lines.hpp"

namespace lenscap::wire {
namespace {

constexpr std::size_t longest_prefix = 64;  // bytes before the prolog; seen rarely, and never more than a short header

struct Element {
  std::string_view name;
  std::string_view Sadp::*member;
};
constexpr Element elements[] = {
    {"Uuid", &Sadp::uuid},
    {"Types", &Sadp::types},
    {"DeviceType", &Sadp::device_type},
    {"DeviceDescription", &Sadp::device_description},
    {"DeviceSN", &Sadp::device_sn},
    {"CommandPort", &Sadp::command_port},
    {"HttpPort", &Sadp::http_port},
    {"HttpsPort", &Sadp::https_port},
    {"RtspPort", &Sadp::rtsp_port},
    {"SDKOverTLSPort", &Sadp::sdk_over_tls_port},
    {"MAC", &Sadp::mac},
    {"IPv4Address", &Sadp::ipv4_address},
    {"IPv4SubnetMask", &Sadp::ipv4_subnet_mask},
    {"IPv4Gateway", &Sadp::ipv4_gateway},
    {"IPv6Address", &Sadp::ipv6_address},
    {"IPv6Gateway", &Sadp::ipv6_gateway},
    {"IPv6MaskLen", &Sadp::ipv6_mask_len},
    {"DHCP", &Sadp::dhcp},
    {"AnalogChannelNum", &Sadp::analog_channel_num},
    {"DigitalChannelNum", &Sadp::digital_channel_num},
    {"DiskNumber", &Sadp::disk_number},
    {"SoftwareVersion", &Sadp::software_version},
    {"DSPVersion", &Sadp::dsp_version},
    {"BootTime", &Sadp::boot_time},
    {"Activated", &Sadp::activated},
    {"SupportHCPlatform", &Sadp::support_hc_platform},
    {"HCPlatformEnable", &Sadp::hc_platform_enable},
    {"EZVIZCode", &Sadp::ezviz_code},
    {"OEMCode", &Sadp::oem_code},
    {"DetailOEMCode", &Sadp::detail_oem_code},
    {"OEMInfo", &Sadp::oem_info},
};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

/// The next start tag from `at` on, which is left behind its '>'. Steps over end tags, declarations and comments.
std::optional<std::string_view> next_tag(std::string_view text, std::size_t& at) {
  while (true) {
    const auto open = text.find('<', at);
    if (open == std::string_view::npos) return std::nullopt;
    const auto end = text.find('>', open);
    if (end == std::string_view::npos) return std::nullopt;
    at = end + 1;
    const std::string_view inside = text.substr(open + 1, end - open - 1);
    if (inside.empty() || inside[0] == '/' || inside[0] == '?' || inside[0] == '!') continue;
    if (inside.back() == '/') continue;
    return inside.substr(0, inside.find_first_of(" \t\r\n"));
  }
}

std::optional<SadpRoot> root_of(std::string_view name) {
  if (name == "ProbeMatch") return SadpRoot::probe_match;
  if (name == "Probe") return SadpRoot::probe;
  if (name == "Hello") return SadpRoot::hello;
  return std::nullopt;
}

}  // namespace

std::optional<Sadp> parse_sadp(std::span<const std::byte> bytes) noexcept {
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  std::size_t at = text.substr(0, longest_prefix + 1).find('<');
  if (at == std::string_view::npos) return std::nullopt;
  const auto root_name = next_tag(text, at);
  const auto root = root_name ? root_of(*root_name) : std::nullopt;
  if (!root) return std::nullopt;

  Sadp out;
  out.root = *root;
  while (const auto name = next_tag(text, at)) {
    const auto end = text.find('<', at);
    if (end == std::string_view::npos) break;  // cut in the middle of a value: not a value
    const std::string_view closing = text.substr(end, name->size() + 3);
    if (closing.size() != name->size() + 3 || !closing.starts_with("</") || closing.substr(2, name->size()) != *name ||
        closing.back() != '>')
      continue;
    const auto element =
        std::find_if(std::begin(elements), std::end(elements), [&](const Element& e) { return same(e.name, *name); });
    if (element == std::end(elements) || !(out.*(element->member)).empty()) continue;
    out.*(element->member) = trimmed(text.substr(at, end - at));
  }
  constexpr std::string_view flags[] = {"0", "1", "true", "false"};
  if (std::find(std::begin(flags), std::end(flags), out.ezviz_code) == std::end(flags)) out.ezviz_code = {};
  if (out.uuid.empty() && out.types.empty()) return std::nullopt;
  if (out.from_device() && out.mac.empty() && out.device_sn.empty() && out.device_description.empty())
    return std::nullopt;
  return out;
}

std::string sadp_text(std::string_view raw) {
  std::string out;
  out.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const auto end = raw[i] == '&' ? raw.substr(i, 10).find(';') : std::string_view::npos;
    if (end == std::string_view::npos) {
      out.push_back(raw[i]);
      continue;
    }
    const std::string_view name = raw.substr(i + 1, end - 1);
    unsigned code = 0;
    if (name == "amp") code = '&';
    else if (name == "lt") code = '<';
    else if (name == "gt") code = '>';
    else if (name == "quot") code = '"';
    else if (name == "apos") code = '\'';
    else if (name.starts_with("#x")) std::from_chars(name.data() + 2, name.data() + name.size(), code, 16);
    else if (name.starts_with("#")) std::from_chars(name.data() + 1, name.data() + name.size(), code, 10);
    if (code == 0 || code > 0x7e) {  // beyond ASCII the reference itself is the safest text
      out.push_back(raw[i]);
      continue;
    }
    out.push_back(static_cast<char>(code));
    i += end;
  }
  return out;
}

}  // namespace lenscap::wire
