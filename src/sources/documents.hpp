// sources/documents.hpp: files of what devices say when asked, as any ONVIF or camera tool saves them.
//
// A file is recognised by its content, never by its name. Files of one folder are one device unless they say otherwise:
// another serial number or model is another device. A folder whose files name no device (media1/ beside
// device_management/) belongs to the one device of the nearest folder above that has exactly one.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sources/ledger.hpp"
#include "wire/field.hpp"
#include "wire/mac_table.hpp"

namespace lenscap::sources {

/// Longest document that is read: a recorder's full capability dump is below 2 MiB.
inline constexpr std::size_t most_document = 16 * 1024 * 1024;

/// What one file holds.
struct DocumentContent {
  std::string format;  ///< "onvif", "isapi", "isapi-json", "upnp", "hnap", "dahua-cgi", "lapi", "xiongmai-json",
                       ///< "dhip-json", "sadp", "vapix", "mac-table"
  wire::DeviceDocument document;
  std::optional<wire::MacTable> mac_table;  ///< where the devices of the case are plugged in; speaks of no new device
};

/// Reads `bytes`; nullopt when it is no document of a device. A question of a client has a format and no devices.
std::optional<DocumentContent> read_document(std::string_view bytes);

/// One file, read and hashed.
struct DocumentFile {
  std::string name;    ///< as shown: folder and file
  std::string folder;  ///< path of its folder, '/'-separated, for grouping; the input's root included
  std::string bytes;   ///< kept until its facts are told
  model::SourceIndex source = 0;
  DocumentContent content;
};

/// Decides which devices the files belong to and tells all they say. Counts what belongs to no device as a note of its
/// source.
void tell_documents(Ledger& ledger, std::vector<DocumentFile>& files);

/// Tells each hardware address of the file's table its port (documents with a mac_table only).
void tell_mac_table(Ledger& ledger, const DocumentFile& file);

}  // namespace lenscap::sources
