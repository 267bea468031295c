#include "sources/image_facts.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "sources/image_contents.hpp"
#include "wire/bytes.hpp"

namespace lenscap::sources {

namespace {

constexpr std::size_t most_read = 4096, longest_value = 256;

struct Key {
  std::string_view key, what;
};

// os-release(5) of systemd; DISTRIB_…: openwrt/openwrt package/base-files/files/etc/openwrt_release.
constexpr std::array keys = {
    Key{"PRETTY_NAME", "system"},
    Key{"VERSION_ID", "version"},
    Key{"BUILD_ID", "version"},
    Key{"DISTRIB_DESCRIPTION", "system"},
    Key{"DISTRIB_TARGET", "chip"},
    Key{"OPENWRT_DEVICE_PRODUCT", "model"},
    Key{"OPENWRT_DEVICE_MANUFACTURER", "maker"},
};

bool is_version_file(std::string_view path) {
  return path.ends_with("/etc/version") || path.ends_with("/etc/firmware_version") || path.ends_with("/etc/fw_version");
}

bool is_release_file(std::string_view path) {
  return path.ends_with("/os-release") || path.ends_with("/etc/openwrt_release");
}

std::string_view bare_value(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '"' || c == '\''; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text.substr(0, longest_value);
}

}  // namespace

std::vector<ImageFact> facts_of_file(std::string_view path, std::span<const std::byte> bytes) {
  const bool release = is_release_file(path);
  if (!release && !is_version_file(path)) return {};
  std::vector<ImageFact> facts;
  const std::string_view text = wire::as_text(bytes.first(std::min(bytes.size(), most_read)));
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view line = text.substr(at, text.find('\n', at) - at);
    std::string_view value = line;
    std::string_view what = "version";
    if (release) {
      const auto equals = line.find('=');
      const auto key = std::find_if(keys.begin(), keys.end(), [&](const Key& k) {
        return k.key == line.substr(0, std::min(equals, line.size()));
      });
      if (equals == std::string_view::npos || key == keys.end()) value = {};
      else {
        value = line.substr(equals + 1);
        what = key->what;
      }
    }
    value = bare_value(value);
    if (!value.empty())
      facts.push_back({std::string(what), image_label(value), std::string(path),
                       static_cast<std::uint64_t>(value.data() - text.data())});
    if (!release && !facts.empty()) break;  // a version file's first line
    at += line.size() + 1;
  }
  return facts;
}

}  // namespace lenscap::sources
