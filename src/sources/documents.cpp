#include "sources/documents.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "sources/maker_fields.hpp"
#include "wire/hnap.hpp"
#include "wire/isapi.hpp"
#include "wire/keyvalue.hpp"
#include "wire/lapi.hpp"
#include "wire/onvif.hpp"
#include "wire/upnp.hpp"
#include "wire/vapix.hpp"
#include "wire/wsd.hpp"
#include "wire/xm.hpp"

namespace lenscap::sources {

namespace {

/// Who a set of fields says it is. Empty when it says nothing.
struct Identity {
  std::string serial, model;
  bool any() const { return !serial.empty() || !model.empty(); }
};

constexpr std::string_view serial_fields[] = {
    "onvif.serial", "isapi.serialnumber", "dahuacgi.serialnumber", "lapi.serialnumber",
    "xm.sn",        "dhip.serialno",      "upnp.serialnumber",     "vapix.serialnumber"};
constexpr std::string_view model_fields[] = {"onvif.model",      "isapi.model",    "dahuacgi.devicetype",
                                             "lapi.devicemodel", "xm.hardware",    "dhip.devicetype",
                                             "upnp.modelname",   "hnap.modelname", "vapix.prodnbr"};

Identity identity_of(const wire::Fields& fields) {
  Identity identity;
  for (const wire::Field& field : fields) {
    for (auto name : serial_fields)
      if (field.name == name && identity.serial.empty()) identity.serial = field.text();
    for (auto name : model_fields)
      if (field.name == name && identity.model.empty()) identity.model = field.text();
  }
  return identity;
}

/// Two statements that can be of one device: equal serials, or equal models where one states no serial.
bool same_device(const Identity& a, const Identity& b) {
  if (!a.serial.empty() && !b.serial.empty()) return a.serial == b.serial;
  return !a.model.empty() && a.model == b.model;
}

std::string group_name(std::string_view folder, const Identity& identity) {
  const auto shown =
      folder.substr(folder.find('\n') + 1);  // the part before it tells equal names of different roots apart
  std::string name(shown.empty() ? folder : shown);
  if (identity.any()) name += "#" + (identity.serial.empty() ? identity.model : identity.serial);
  return name;
}

std::string_view parent(std::string_view folder) {
  const auto slash = folder.rfind('/');
  return slash == std::string_view::npos || slash < folder.find('\n') + 1 ? std::string_view()
                                                                          : folder.substr(0, slash);
}

/// The devices that the files of one folder name.
struct Folder {
  std::vector<Identity> devices;
};

void tell_set(Ledger& ledger, const DocumentFile& file, const wire::Fields* fields, model::HostIndex host) {
  const Piece piece{0, static_cast<std::uint32_t>(file.bytes.size()), 0, 0};
  const Message message{file.bytes, {&piece, 1}, file.source, model::no_time, {}};
  tell_fields(Teller(ledger, host, message), *fields);
}

}  // namespace

std::optional<DocumentContent> read_document(std::string_view bytes) {
  const auto start = bytes.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  if (start == std::string_view::npos) return std::nullopt;
  if (bytes[start] == '<') {
    if (auto isapi = wire::parse_isapi(bytes)) return DocumentContent{"isapi", std::move(*isapi), {}};
    if (auto wsd = wire::parse_wsd(bytes)) {
      DocumentContent content{"ws-discovery", {}, {}};
      for (auto& device : wsd->devices)
        if (device.onvif) content.document.devices.push_back(std::move(device.fields));
      return content;
    }
    if (auto onvif = wire::parse_onvif(bytes)) {
      DocumentContent content{"onvif", {}, {}};
      if (!onvif->question && !onvif->fields.empty()) content.document.devices.push_back(std::move(onvif->fields));
      return content;
    }
    if (auto upnp = wire::parse_upnp(bytes)) return DocumentContent{"upnp", {{std::move(*upnp)}, {}, 0}, {}};
    if (auto hnap = wire::parse_hnap(bytes)) return DocumentContent{"hnap", {{std::move(*hnap)}, {}, 0}, {}};
    return std::nullopt;
  }
  if (bytes[start] == '{' || bytes[start] == '[') {
    if (auto isapi = wire::parse_isapi_json(bytes)) return DocumentContent{"isapi-json", std::move(*isapi), {}};
    if (auto lapi = wire::parse_lapi(bytes)) return DocumentContent{"lapi", std::move(*lapi), {}};
    if (auto vapix = wire::parse_vapix(bytes)) return DocumentContent{"vapix", std::move(*vapix), {}};
    if (auto dhip = wire::parse_dhip_device(bytes))
      return DocumentContent{"dhip-json", {{dhip_fields(*dhip)}, {}, 0}, {}};
    wire::Xm
        saved;  // a tool saves the body of an answer without its header; the search answer is what it then looks like
    saved.message = 1531;
    saved.body = bytes;
    if (auto xm = wire::parse_xm_device(saved); xm && (!xm->sn.empty() || !xm->hardware.empty()))
      return DocumentContent{"xiongmai-json", {{xm_fields(*xm)}, {}, 0}, {}};
  }
  if (auto vapix = wire::parse_vapix(bytes)) return DocumentContent{"vapix", std::move(*vapix), {}};
  if (auto dahua = wire::parse_dahua_cgi(bytes)) return DocumentContent{"dahua-cgi", std::move(*dahua), {}};
  // Last, and also behind a prompt that begins like JSON: "[admin@sw1] > …".
  if (auto table = wire::parse_mac_table(bytes)) return DocumentContent{"mac-table", {}, std::move(table)};
  return std::nullopt;
}

void tell_documents(Ledger& ledger, std::vector<DocumentFile>& files) {
  std::map<std::string, Folder, std::less<>> folders;
  for (const DocumentFile& file : files) {
    Folder& folder = folders[file.folder];
    for (const auto& fields : file.content.document.devices) {
      Identity identity = identity_of(fields);
      if (!identity.any()) continue;
      auto same = std::find_if(folder.devices.begin(), folder.devices.end(),
                               [&](const Identity& d) { return same_device(d, identity); });
      if (same == folder.devices.end()) folder.devices.push_back(std::move(identity));
      else if (same->serial.empty()) *same = std::move(identity);
    }
  }
  // Devices named anywhere at or below a folder.
  auto devices_below = [&](std::string_view above) {
    std::vector<std::pair<std::string_view, const Identity*>> all;
    for (const auto& [name, folder] : folders)
      if (name == above || (name.starts_with(above) && name.size() > above.size() && name[above.size()] == '/'))
        for (const auto& device : folder.devices) all.emplace_back(name, &device);
    return all;
  };
  auto group_of = [&](const std::string& folder, const Identity& identity) -> std::string {
    const auto& here = folders.find(folder)->second.devices;
    if (identity.any()) {
      const auto at =
          std::find_if(here.begin(), here.end(), [&](const Identity& d) { return same_device(d, identity); });
      return group_name(folder, at == here.end() ? identity : *at);
    }
    if (here.size() == 1) return group_name(folder, here[0]);
    if (here.size() > 1) return {};
    for (std::string_view above = parent(folder); !above.empty(); above = parent(above)) {
      const auto devices = devices_below(above);
      if (devices.size() == 1) return group_name(devices[0].first, *devices[0].second);
      if (devices.size() > 1) break;
    }
    return group_name(folder, {});
  };
  for (DocumentFile& file : files) {
    const auto& document = file.content.document;
    if (file.content.mac_table) tell_mac_table(ledger, file);
    std::string last_group;
    for (const auto& fields : document.devices) {
      const std::string group = group_of(file.folder, identity_of(fields));
      if (group.empty()) {
        ledger.source(file.source)
            .notes.push_back("names no device, and its folder holds several: told of none of them");
        continue;
      }
      last_group = group;
      tell_set(ledger, file, &fields, ledger.document_host(group));
    }
    if (!document.channels.empty()) {
      if (last_group.empty()) last_group = group_of(file.folder, {});
      const model::HostIndex recorder =
          ledger.document_host(last_group.empty() ? group_name(file.folder, {}) : last_group);
      const Piece piece{0, static_cast<std::uint32_t>(file.bytes.size()), 0, 0};
      const Message message{file.bytes, {&piece, 1}, file.source, model::no_time, {}};
      wire::DeviceDocument channels;
      channels.channels = document.channels;
      channels.left_out = document.left_out;
      tell_document(Teller(ledger, recorder, message), channels);
    }
    std::string().swap(file.bytes);
  }
}

}  // namespace lenscap::sources
