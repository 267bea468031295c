// views/public_json.hpp: the public form of an audit, docs/audit.schema.json, as a value that other views fill
// templates from.
//
// Names are stable: programs of others read them. A name is added, never renamed; `schema` rises when a meaning
// changes.
#pragma once
#include <string>
#include <vector>

#include "views/device.hpp"
#include "views/json_value.hpp"

namespace lenscap::views {

inline constexpr int schema_version = 1;

/// The whole document, indented by two or on one line. Devices are written one by one: thousands never stand in memory
/// as trees.
std::string print_audit(const AuditView& view, const std::vector<Device>& all, bool indented);
Json device_json(const AuditView& view, const Device& device);
/// {edition, registry, counts, used[]}; `used` lists the entries that findings of `all` rest on.
Json knowledge_json(const AuditView& view, const std::vector<Device>& all);
Json asked_json(const AuditView& view);  ///< {for[], act[], on}
Json input_json(const model::Source& source);

/// One finding with its sentence; `because` lists ids of the device's observations[].
Json finding_json(const model::Finding& finding, const knowledge::Knowledge& k);
/// {id, kind, class, value, first, last, count, source, spans[], decoder, place, excerpt{before, marked, after, hex},
/// command}
Json observation_json(const AuditView& view, const Device& device, const model::CaseObservation& observation);
Json restriction_json(const AuditView& view, const Restriction& restriction);

/// Text with a newline at its end; never fails, whatever the strings hold.
std::string print(const Json& document);

}  // namespace lenscap::views
