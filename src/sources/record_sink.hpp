// sources/record_sink.hpp: what exporters and logs say of conversations, among the traffic that captures show.
#pragma once
#include <vector>

#include "sources/flow_record.hpp"
#include "sources/ledger.hpp"
#include "sources/traffic.hpp"

namespace lenscap::sources {

/// Gives the records of one source to the traffic. A record tells mostly addresses: its hosts have no hardware address
/// then, and matter when a host that is known to matter bears the address. Who matters is asked once, when the source
/// begins: read captures first.
class RecordHosts {
 public:
  RecordHosts(Ledger& ledger, Traffic& traffic, model::SourceIndex source);

  void flow(const FlowRecord& record);
  void name(const NameRecord& record);

 private:
  model::HostIndex host(model::Mac mac, const model::Ip& ip, std::uint16_t vlan);

  Ledger& ledger_;
  Traffic& traffic_;
  model::SourceIndex source_;
  std::vector<model::Ip> wanted_;  ///< sorted
};

}  // namespace lenscap::sources
