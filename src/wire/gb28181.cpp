#include "wire/gb28181.hpp"

#include <algorithm>

#include "wire/text_lines.hpp"
#include "wire/utf8.hpp"

namespace lenscap::wire {
namespace {

using std::string_view;

// Digits of an identifier, from 0.
constexpr std::size_t id_length = 20, province = 0, type_at = 10;
constexpr int first_province = 11, last_province = 82;

constexpr std::size_t deepest = 8;  // levels; documents have four
constexpr std::size_t longest_text = 256;

bool digit(char c) { return c >= '0' && c <= '9'; }

bool is_utf8(string_view text) {
  while (!text.empty()) {
    const std::size_t n = utf8_length(text);
    if (n == 0) return false;
    text.remove_prefix(n);
  }
  return true;
}

struct Tag {
  string_view name;
  bool opens = false, closes = false;  ///< both: <empty/>
  std::size_t at = 0, end = 0;         ///< of the '<', and behind the '>'
};

/// The next start or end tag from `at` on. Declarations, comments and processing instructions are stepped over; a
/// document type ends the search.
std::optional<Tag> next_tag(string_view text, std::size_t at) {
  while ((at = text.find('<', at)) != string_view::npos) {
    if (text.substr(at).starts_with("<!--")) {
      const auto end = text.find("-->", at);
      if (end == string_view::npos) return std::nullopt;
      at = end + 3;
      continue;
    }
    const auto end = text.find('>', at);
    if (end == string_view::npos || text.substr(at).starts_with("<!")) return std::nullopt;
    if (text[at + 1] == '?') {
      at = end + 1;
      continue;
    }
    Tag tag;
    tag.at = at;
    tag.end = end + 1;
    string_view inside = text.substr(at + 1, end - at - 1);
    tag.opens = !inside.starts_with('/');
    tag.closes = !tag.opens || inside.ends_with('/');
    if (!tag.opens) inside.remove_prefix(1);
    tag.name = inside.substr(0, inside.find_first_of(" \t\r\n/"));
    if (tag.name.empty()) return std::nullopt;
    return tag;
  }
  return std::nullopt;
}

std::optional<ManscdpRoot> root_of(string_view name) {
  if (name == "Query") return ManscdpRoot::query;
  if (name == "Control") return ManscdpRoot::control;
  if (name == "Notify") return ManscdpRoot::notify;
  if (name == "Response") return ManscdpRoot::response;
  return std::nullopt;
}

string_view* field_of(Manscdp& document, string_view name) {
  if (name == "CmdType") return &document.command;
  if (name == "DeviceID") return &document.device_id;
  if (name == "DeviceName") return &document.device_name;
  if (name == "DeviceType") return &document.device_type;
  if (name == "Manufacturer") return &document.manufacturer;
  if (name == "Model") return &document.model;
  if (name == "Firmware" || name == "FirmwareVersion") return &document.firmware;
  return nullptr;
}

string_view* field_of(ManscdpItem& item, string_view name) {
  if (name == "DeviceID") return &item.device_id;
  if (name == "Name") return &item.name;
  if (name == "Manufacturer") return &item.manufacturer;
  if (name == "Model") return &item.model;
  if (name == "IPAddress" || name == "IPAddres") return &item.address;
  return nullptr;
}

}  // namespace

std::uint16_t gb_type(string_view id) noexcept {
  if (id.size() != id_length || !std::all_of(id.begin(), id.end(), digit)) return 0;
  const int place = (id[province] - '0') * 10 + (id[province + 1] - '0');
  if (place < first_province || place > last_province) return 0;
  const int type = (id[type_at] - '0') * 100 + (id[type_at + 1] - '0') * 10 + (id[type_at + 2] - '0');
  return type < 100 ? std::uint16_t{0} : static_cast<std::uint16_t>(type);
}

bool gb_front_end(std::uint16_t type) noexcept { return type >= 111 && type <= 143; }
bool gb_camera(std::uint16_t type) noexcept { return type == 131 || type == 132; }
bool gb_recorder(std::uint16_t type) noexcept { return type == 111 || type == 118 || type == 130; }
bool gb_encoder(std::uint16_t type) noexcept { return type == 112 || type == 113; }

bool gb_domain(string_view host) noexcept {
  return host.size() >= 8 && host.size() <= id_length && std::all_of(host.begin(), host.end(), digit);
}

std::optional<Manscdp> parse_manscdp(string_view body) noexcept {
  Manscdp out;
  const auto first = next_tag(body, 0);
  if (!first || !first->opens || first->closes) return std::nullopt;
  const auto root = root_of(first->name);
  if (!root) return std::nullopt;
  out.root = *root;
  std::size_t depth = 1, item_depth = 0, at = first->end;  // item_depth: level of the open <Item>, 0 = none
  bool item_kept = false;
  while (depth > 0) {
    const auto tag = next_tag(body, at);
    if (!tag) break;
    at = tag->end;
    if (!tag->opens) {
      if (depth == item_depth) item_depth = 0;
      --depth;
      continue;
    }
    if (tag->closes) continue;
    ++depth;
    if (depth > deepest) break;
    if (tag->name == "Item" && item_depth == 0) {
      item_depth = depth;
      item_kept = out.item_count < out.item_space.size();
      if (item_kept) out.item_space[out.item_count++] = {};
      else ++out.left_out;
      continue;
    }
    string_view* field = nullptr;
    if (depth == 2) field = field_of(out, tag->name);
    else if (item_kept && item_depth != 0 && depth == item_depth + 1)
      field = field_of(out.item_space[out.item_count - 1], tag->name);
    const auto end = body.find('<', at);
    if (field == nullptr || !field->empty() || end == string_view::npos) continue;
    const string_view text = trimmed(body.substr(at, end - at));
    if (text.size() <= longest_text && is_utf8(text)) *field = text;
  }
  if (out.command.empty()) return std::nullopt;
  return out;
}

}  // namespace lenscap::wire
