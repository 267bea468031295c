// views/netbox.cpp: the devices as NetBox imports them: one row a device, to be looked over before it goes in.
//
// Columns are fields of NetBox's device import (netbox-community/netbox@016a5335aeb1:netbox/dcim/forms/bulk_import.py,
// BaseDeviceImportForm and DeviceImportForm). NetBox takes a row only when its manufacturer, device type, role and site
// are there by these names, so what the evidence does not tell stays empty for a person to fill: a manufacturer is
// named where it is probable or better, and a site is known to nobody but the operator. Names are unique, as NetBox
// wants them.
#include <fmt/format.h>

#include <array>
#include <set>

#include "views/csv_cell.hpp"
#include "views/neutral.hpp"
#include "views/sentences.hpp"

namespace lenscap::views {

namespace {

using model::Finding;

constexpr std::size_t longest_name = 64, longest_serial = 50;  // of NetBox's Device

std::string cell_text(const Finding* f) { return f ? neutral(f->value) : std::string(); }

std::string role(const Device& d) {
  const std::string id = d.role_id();
  if (id == "unknown" || id == "not_a_camera") return {};
  std::string word(role_word(id));
  word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

/// What the device is called: its own name, else what tells it from others.
std::string name_of(const Device& d) {
  if (d.hostname) return cell_text(d.hostname);
  for (const auto* list : {&d.macs, &d.addresses, &d.documents})
    if (!list->empty()) return neutral(list->front());
  return neutral(d.subject->key);
}

/// Characters that do not fit are cut, never a byte out of one.
std::string cut(std::string value, std::size_t longest) {
  while (value.size() > longest) {
    value.pop_back();
    while (!value.empty() && (static_cast<unsigned char>(value.back()) & 0xc0) == 0x80) value.pop_back();
  }
  return value;
}

std::string unique(std::string name, std::set<std::string>& taken) {
  name = cut(std::move(name), longest_name);
  for (int n = 2; !taken.insert(name).second; ++n) {
    const std::string end = fmt::format(" ({})", n);
    name = cut(name.substr(0, name.rfind(" (")), longest_name - end.size()) + end;
  }
  return name;
}

/// Seen on the network, or known from saved replies or a recorder's list only.
std::string status(const Device& d) {
  const std::string how = d.attribution ? d.attribution->value : std::string();
  return how == "document" || how == "named_by_recorder" ? "inventory" : "active";
}

std::string comments(const Device& d, const AuditView& view) {
  std::string out = fmt::format("{} ({}).", device_sentences(d, view.k).front(), to_string(d.told_with()));
  if (d.port) out += " " + finding_sentence(*d.port, view.k);
  return out + fmt::format(" Lenscap, knowledge of {}.", neutral(view.k.edition));
}

}  // namespace

std::string to_netbox(const AuditView& view) {
  std::string out;
  csv_row(out, std::to_array<std::string>(
                   {"name", "role", "manufacturer", "device_type", "serial", "site", "status", "comments"}));
  std::set<std::string> taken;
  for (const Device& d : devices(view)) {
    const bool maker_known = d.maker && d.maker->confidence >= model::Confidence::probable;
    csv_row(out, std::to_array<std::string>(
                     {unique(name_of(d), taken), role(d), maker_known ? maker_name(d.maker->value, view.k) : "",
                      cell_text(d.model), cut(cell_text(d.serial), longest_serial), "", status(d), comments(d, view)}));
  }
  return out;
}

}  // namespace lenscap::views
