// sources/flow_record.hpp: what a flow exporter or a log says of one conversation, or of one name, in one form.
//
// Readers of nfcapd files, NetFlow, IPFIX, Zeek and Suricata give these; sources/flow_ledger folds them into hourly
// totals beside those of packets. A record speaks of its source and its destination: which of them is a camera is
// decided later.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/flow.hpp"

namespace lenscap::sources {

/// How a conversation went, as the source itself says it.
enum class Went : std::uint8_t { unknown, answered, refused, silent };

struct FlowRecord {
  model::Ip source, destination;
  model::Mac source_mac, destination_mac;  ///< 0 where the record tells none
  std::uint16_t vlan = 0;
  std::uint16_t source_port = 0, destination_port = 0;
  std::uint8_t protocol = 0;
  std::uint8_t tcp_flags = 0;  ///< all that were seen from the source; 0 = none or not told
  bool both_ways = false;  ///< the record counts both directions (biflow, connection log); else source → destination
  bool source_began = false;  ///< the source is known to have begun (a connection log's originator)
  Went went = Went::unknown;
  model::Nanos first = model::no_time, last = model::no_time;
  std::uint64_t packets = 0, bytes = 0;            ///< source → destination, scaled by `sampling`
  std::uint64_t packets_back = 0, bytes_back = 0;  ///< both_ways only
  std::uint32_t sampling = 1;                      ///< one packet in so many was counted
  std::uint64_t row = 0;                           ///< record, packet or line, from 1
};

/// A name that `client` asked for or greeted a peer by. Views live during the call.
struct NameRecord {
  model::Ip client;
  model::Mac client_mac;
  model::NameFrom from = model::NameFrom::dns;
  std::string_view name;   ///< lower case, no trailing dot
  std::string_view alias;  ///< DNS: the last canonical name, where it is another
  model::Ip peer;          ///< family 0: no address came back
  model::Nanos time = model::no_time;
  model::Span span;  ///< packet 0 and the offset in the (unpacked) file for logs
  std::uint64_t row = 0;
};

/// Where a reader puts what it finds.
struct RecordSink {
  std::function<void(const FlowRecord&)> flow;
  std::function<void(const NameRecord&)> name;
  std::map<std::string, std::uint64_t>& skipped;  ///< reason → count
  std::vector<std::string>& notes;                ///< "counters of exporter 10.0.0.1 began again at …"
};

}  // namespace lenscap::sources
