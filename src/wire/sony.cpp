#include "wire/sony.hpp"

#include <algorithm>

#include "wire/bytes.hpp"
#include "wire/fixed_field.hpp"

namespace lenscap::wire {
namespace {

constexpr char begins = '\x02', ends = '\x03', ends_text = '\xff';
constexpr std::size_t longest_key = 24;

struct Key {
  std::string_view name;
  std::string_view Sony::*member;
};
constexpr Key keys[] = {
    {"MAC", &Sony::mac},         {"MODEL", &Sony::model},     {"SERIAL", &Sony::serial},
    {"INFO", &Sony::info},       {"IPADR", &Sony::ipadr},     {"MASK", &Sony::mask},
    {"GATEWAY", &Sony::gateway}, {"WEBPORT", &Sony::webport}, {"SOFTVERSION", &Sony::softversion},
};

bool is_key(std::string_view text) {
  return !text.empty() && text.size() <= longest_key && text[0] >= 'A' && text[0] <= 'Z' &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

}  // namespace

std::optional<Sony> parse_sony(std::span<const std::byte> bytes) noexcept {
  std::string_view rest = as_text(bytes);
  if (rest.size() < 4 || rest.front() != begins || rest.back() != ends) return std::nullopt;
  rest = rest.substr(1, rest.size() - 2);
  Sony out;
  bool tool = false;
  while (!rest.empty()) {
    const auto end = rest.find(ends_text);
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view text = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || !is_key(text.substr(0, colon)) || !is_plain_text(text)) return std::nullopt;
    const std::string_view name = text.substr(0, colon);
    tool |= name == "ENQ" || name == "SETMAC";
    for (const Key& key : keys)
      if (key.name == name && (out.*(key.member)).empty()) out.*(key.member) = text.substr(colon + 1);
  }
  if (!out.mac.empty() && !is_mac_text(out.mac)) return std::nullopt;
  if (!out.ipadr.empty() && !is_ipv4_text(out.ipadr)) return std::nullopt;
  if (tool) return Sony{};
  out.from_device = true;
  if (out.model.empty() || (out.mac.empty() && out.ipadr.empty())) return std::nullopt;
  return out;
}

}  // namespace lenscap::wire
