#include "assess/traffic.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace lenscap::assess {

namespace {

using Order = std::vector<std::pair<model::Id, std::uint32_t>>;  ///< subject, place in Traffic::flows

/// The rows of the case: by subject, then hour, peer and service. Reading gives them by host and each host's in this
/// order, so which comes next is ordered by number and each row moves once, in runs. To sort a million rows of 184
/// bytes themselves took a second.
void put_in_order(const model::WideVector<model::Flow>& flows, Order order, model::WideVector<model::CaseFlow>& out) {
  std::sort(order.begin(), order.end());
  out.reserve(out.size() + order.size());
  for (const auto& [subject, at] : order) {
    out.push_back({subject, flows[at]});
    out.back().flow.host = model::no_host;
  }
  const auto before = [](const model::CaseFlow& a, const model::CaseFlow& b) {
    return std::tie(a.flow.hour, a.flow.peer, a.flow.protocol, a.flow.port, a.flow.opened, a.flow.source,
                    a.flow.packet) < std::tie(b.flow.hour, b.flow.peer, b.flow.protocol, b.flow.port, b.flow.opened,
                                              b.flow.source, b.flow.packet);
  };
  for (auto first = out.begin(), last = first; first != out.end(); first = last) {
    bool sorted = true;  // it is, but for a device of several hosts
    for (last = std::next(first); last != out.end() && last->subject == first->subject; ++last)
      sorted = sorted && !before(*last, *std::prev(last));
    if (!sorted) std::sort(first, last, before);
  }
}

}  // namespace

void take_traffic(model::Traffic& traffic, const std::vector<model::Id>& subject_of, model::Case& c) {
  const auto subject = [&](model::HostIndex host) { return host < subject_of.size() ? subject_of[host] : 0; };
  Order order;
  for (std::uint32_t at = 0; const model::Flow& flow : traffic.flows) {
    const std::uint32_t place = at++;
    if (const model::Id of = subject(flow.host); of != 0) {
      order.emplace_back(of, place);
      continue;
    }
    ++traffic.other_flows;
    traffic.other_packets += flow.packets_out + flow.packets_in;
    traffic.other_bytes += flow.bytes_out + flow.bytes_in;
    traffic.other_outside +=
        flow.peer.family != 0 && !flow.peer.inside() && !flow.peer.multicast() && !flow.peer.unspecified();
  }
  put_in_order(traffic.flows, std::move(order), c.flows);
  traffic.flows = {};
  c.names.reserve(c.names.size() + traffic.names.size());
  for (model::PeerName& name : traffic.names) {
    const model::Id of = subject(name.host);
    if (of == 0) continue;
    name.host = model::no_host;
    c.names.push_back({of, std::move(name)});
  }
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
