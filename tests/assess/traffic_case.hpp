// tests/assess/traffic_case.hpp: a case with traffic, written by hand.
#pragma once
#include <string>

#include "model/case.hpp"

namespace lenscap::assess {

class TrafficCase {
 public:
  model::Case c;

  TrafficCase() {
    model::Source source;
    source.name = "switch.pcapng";
    source.format = "pcapng";
    c.sources.push_back(source);
  }

  model::Id device(const std::string& mac, const std::string& ip, const std::string& maker = "",
                   const std::string& role = "camera") {
    const auto id = static_cast<model::Id>(c.subjects.size() + 1);
    c.subjects.push_back({id, "device", mac.empty() ? "ip:" + ip : "mac:" + mac});
    if (!mac.empty()) c.identifiers.push_back({id, "mac", mac});
    if (!ip.empty()) c.identifiers.push_back({id, ip.find(':') == ip.npos ? "ip" : "ipv6", ip});
    find(id, "role", role);
    if (!maker.empty()) find(id, "maker", maker);
    return id;
  }

  void find(model::Id id, const std::string& key, const std::string& value,
            model::Confidence confidence = model::Confidence::probable) {
    model::Finding f;
    f.id = static_cast<model::Id>(c.findings.size() + 1);
    f.subject = id;
    f.key = key;
    f.value = value;
    f.confidence = confidence;
    c.findings.push_back(f);
  }

  /// One hour of one service; answered where something came back. Packets count on by one.
  model::Flow& flow(model::Id id, const std::string& peer, int protocol, int port, std::uint64_t out, std::uint64_t in,
                    model::Opened opened = model::Opened::by_host) {
    model::Flow f;
    f.peer = model::parse_ip(peer).value();
    f.protocol = static_cast<std::uint8_t>(protocol);
    f.port = static_cast<std::uint16_t>(port);
    f.opened = opened;
    f.packets_out = out;
    f.packets_in = in;
    f.bytes_out = out * 100;
    f.bytes_in = in * 100;
    f.attempts = 1;
    f.answered = out > 0 && in > 0 ? 1 : 0;
    f.packet = ++packet_;
    f.first = model::nanos_per_second * 1'793'500'000 + static_cast<model::Nanos>(packet_);
    f.last = f.first;
    c.flows.push_back({id, f});
    return c.flows.back().flow;
  }

  void name(model::Id id, const std::string& name, const std::string& ip, const std::string& alias = "") {
    model::PeerName n;
    n.name = name;
    n.alias = alias;
    n.peer = model::parse_ip(ip).value();
    c.names.push_back({id, n});
  }

 private:
  std::uint64_t packet_ = 0;
};

}  // namespace lenscap::assess
