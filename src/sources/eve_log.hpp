// sources/eve_log.hpp: Suricata's EVE log: flows, names, and what its events say of devices.
// Source: OISF/suricata@e101384e7b5c:doc/userguide/output/eve/eve-json-format.rst
//
// Totals are taken from events of flow, or, where a sensor logs none, of netflow; those inside alerts are parts of the
// same. They count what Suricata counts: packets as they lay on the wire, link header included.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/error.hpp"
#include "sources/log_reading.hpp"

namespace lenscap::sources {

/// Whether a whole line of `head` is an event.
bool recognises_eve(std::span<const std::uint8_t> head);

/// `head` are bytes already taken from `stream`; `name` is the file's, for errors. Lines that cannot be read are
/// counted and the rest is read. Error: no line told anything.
model::Result<void> read_eve(ByteStream& stream, std::vector<std::uint8_t> head, const std::string& name,
                             const RecordSink& sink, LogFacts& facts);

}  // namespace lenscap::sources
