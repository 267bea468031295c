#include "assess/traffic.hpp"

#include <algorithm>
#include <tuple>

namespace lenscap::assess {

void take_traffic(model::Traffic& traffic, const std::vector<model::Id>& subject_of, model::Case& c) {
  const auto subject = [&](model::HostIndex host) { return host < subject_of.size() ? subject_of[host] : 0; };
  while (!traffic.flows.empty()) {  // row by row: a million of them stand in memory once
    model::Flow flow = traffic.flows.front();
    traffic.flows.pop_front();
    if (const model::Id of = subject(flow.host); of != 0) {
      flow.host = model::no_host;
      c.flows.push_back({of, flow});
      continue;
    }
    ++traffic.other_flows;
    traffic.other_packets += flow.packets_out + flow.packets_in;
    traffic.other_bytes += flow.bytes_out + flow.bytes_in;
    traffic.other_outside +=
        flow.peer.family != 0 && !flow.peer.inside() && !flow.peer.multicast() && !flow.peer.unspecified();
  }
  for (model::PeerName& name : traffic.names) {
    const model::Id of = subject(name.host);
    if (of == 0) continue;
    name.host = model::no_host;
    c.names.push_back({of, std::move(name)});
  }
  std::sort(c.flows.begin(), c.flows.end(), [](const model::CaseFlow& a, const model::CaseFlow& b) {
    return std::tie(a.subject, a.flow.hour, a.flow.peer, a.flow.protocol, a.flow.port, a.flow.opened, a.flow.source,
                    a.flow.packet) < std::tie(b.subject, b.flow.hour, b.flow.peer, b.flow.protocol, b.flow.port,
                                              b.flow.opened, b.flow.source, b.flow.packet);
  });
  std::sort(c.names.begin(), c.names.end(), [](const model::CaseName& a, const model::CaseName& b) {
    return std::tie(a.subject, a.name.time, a.name.source, a.name.span, a.name.name, a.name.peer, a.name.from) <
           std::tie(b.subject, b.name.time, b.name.source, b.name.span, b.name.name, b.name.peer, b.name.from);
  });
  const auto count = [&](const char* key, std::uint64_t n) {
    if (n != 0) c.others[key] = n;
  };
  count("flows", traffic.other_flows);
  count("packets", traffic.other_packets);
  count("bytes", traffic.other_bytes);
  count("outside_flows", traffic.other_outside);
  count("folded_flows", traffic.folded);
  count("names_beyond", traffic.names_beyond);
  c.meta["traffic"] = "kept";
}

}  // namespace lenscap::assess
