// sources/nfcapd_file.hpp: a file of nfdump's collectors, as flow records, one block in memory at a time.
//
// Damage ends reading with a note that says where; what came before it stays. A block whose compression is not known is
// stepped over and counted.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/error.hpp"
#include "sources/byte_stream.hpp"
#include "sources/flow_record.hpp"

namespace lenscap::sources {

/// True when `head` (at least 4 bytes) begins such a file, of whatever layout.
bool recognises_nfcapd(std::span<const std::uint8_t> head);

/// `head` are bytes already taken from `stream`. A record's row counts all flows of the file from 1. Error: a layout
/// that is not read, encrypted, or its head is cut.
model::Result<void> read_nfcapd(ByteStream& stream, std::vector<std::uint8_t> head, const std::string& name,
                                RecordSink& sink);

}  // namespace lenscap::sources
