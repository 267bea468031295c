// sources/zeek_conn.hpp: a row of conn.log as a flow.
// Source: zeek/zeek@056f9b7a45c0:scripts/base/protocols/conn/main.zeek (what each conn_state is made of)
#pragma once
#include <optional>

#include "sources/flow_record.hpp"
#include "wire/zeek_log.hpp"

namespace lenscap::sources {

/// All but addresses and times. Empty when the row names no protocol.
std::optional<FlowRecord> zeek_flow(const wire::ZeekRow& row);

}  // namespace lenscap::sources
