// sources/zeek_log.hpp: Zeek's logs: connections as flows, names that clients used, and what servers and clients say of
// themselves. Source: zeek/zeek@056f9b7a45c0:scripts/base/protocols/conn/main.zeek (fields, conn_state, history)
//
// Of a connection the IP bytes are taken, as other flow records have them; a log without them gives the payload's.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/error.hpp"
#include "sources/log_reading.hpp"

namespace lenscap::sources {

/// Whether `head` begins a log with Zeek's header, or a whole line of it is a JSON record of Zeek's.
bool recognises_zeek(std::span<const std::uint8_t> head);

/// `head` are bytes already taken from `stream`; `name` is the file's, for errors. Several logs may follow one another.
/// Lines that cannot be read are counted and the rest is read. Error: no line told anything.
model::Result<void> read_zeek(ByteStream& stream, std::vector<std::uint8_t> head, const std::string& name,
                              const RecordSink& sink, LogFacts& facts);

}  // namespace lenscap::sources
