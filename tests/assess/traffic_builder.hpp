// tests/assess/traffic_builder.hpp: cases with traffic, written by hand: devices, hourly rows and names.
#pragma once
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "assess/audit.hpp"
#include "assess/egress.hpp"

namespace lenscap::assess {

/// Two makers with clouds, one platform of nobody's, one public resolver: enough to tell them apart.
inline knowledge::Knowledge cloud_knowledge() {
  knowledge::Knowledge k;
  const auto maker = [&](std::string id, std::string name) {
    knowledge::Maker m;
    m.id = std::move(id);
    m.name = m.short_name = name;
    m.own = {std::move(name)};
    k.makers.push_back(std::move(m));
  };
  maker("hikvision", "Hikvision");
  maker("dahua", "Dahua");
  k.makers[0].house = {"EZVIZ"};
  const auto endpoint = [&](std::string suffix, std::string whose, std::string maker_id,
                            std::vector<std::string> what) {
    knowledge::Endpoint e;
    e.id = suffix;
    e.suffix = std::move(suffix);
    e.operator_name = std::move(whose);
    e.maker = std::move(maker_id);
    e.purposes = std::move(what);
    k.endpoints.push_back(std::move(e));
  };
  endpoint("hik-connect.com", "Hikvision", "hikvision", {"reg", "p2p"});
  endpoint("easy4ipcloud.com", "Dahua", "dahua", {"p2p", "relay"});
  endpoint("tuyaeu.com", "Tuya", "", {"reg"});
  endpoint("dns.google", "Google", "", {"dns"});
  endpoint("upload.example.net", "Example", "", {"media"});
  return k;
}

class TrafficBuilder {
 public:
  model::Case c;
  knowledge::Knowledge k = cloud_knowledge();

  TrafficBuilder() {
    model::Source s;
    s.name = "mirror.pcapng";
    s.format = "pcapng";
    s.first = at(0);
    s.last = at(7200);
    c.sources.push_back(std::move(s));
    c.meta["traffic"] = "kept";
  }

  /// Seconds after 2026-11-01T00:00:00Z.
  static model::Nanos at(std::int64_t seconds) { return (1793491200 + seconds) * model::nanos_per_second; }

  model::Id device(std::string ip, std::string attribution = "own_hardware_address") {
    const auto id = static_cast<model::Id>(c.subjects.size() + 1);
    c.subjects.push_back({id, "device", "ip:" + ip});
    c.identifiers.push_back({id, model::parse_ip(ip)->family == 4 ? "ip" : "ipv6", std::move(ip), at(0), at(60)});
    model::Finding f;
    f.subject = id;
    f.key = "attribution";
    f.value = std::move(attribution);
    f.confidence = model::Confidence::probable;
    c.findings.push_back(std::move(f));
    return id;
  }

  /// A row of `packets` packets out and in of 100 bytes each, begun by the device and answered when packets came back.
  model::Flow& row(model::Id device, std::string_view peer, std::uint8_t protocol, std::uint16_t port,
                   std::int64_t first, std::int64_t last, std::uint64_t out, std::uint64_t in) {
    model::CaseFlow f;
    f.subject = device;
    f.flow.peer = peer.empty() ? model::Ip{} : model::parse_ip(peer).value();
    f.flow.protocol = protocol;
    f.flow.port = port;
    f.flow.opened = model::Opened::by_host;
    f.flow.hour = at(first - first % 3600);
    f.flow.first = at(first);
    f.flow.last = at(last);
    f.flow.packets_out = out;
    f.flow.packets_in = in;
    f.flow.bytes_out = 100 * out;
    f.flow.bytes_in = 100 * in;
    f.flow.attempts = 1;
    f.flow.answered = in > 0;
    f.flow.packet = ++packet_;
    c.flows.push_back(f);
    return c.flows.back().flow;
  }
  model::Flow& tcp(model::Id device, std::string_view peer, std::uint16_t port, std::int64_t first = 10,
                   std::int64_t last = 20) {
    return row(device, peer, 6, port, first, last, 10, 8);
  }
  model::Flow& udp(model::Id device, std::string_view peer, std::uint16_t port, std::int64_t first = 10,
                   std::int64_t last = 20) {
    return row(device, peer, 17, port, first, last, 10, 8);
  }

  /// The device asked for `name` (or greeted by it) and meant `peer`; "" where no address came back.
  model::PeerName& named(model::Id device, std::string name, std::string_view peer, std::int64_t time = 5,
                         model::NameFrom from = model::NameFrom::dns, std::string alias = {}) {
    model::CaseName n;
    n.subject = device;
    n.name.name = std::move(name);
    n.name.alias = std::move(alias);
    if (!peer.empty()) n.name.peer = model::parse_ip(peer).value();
    n.name.from = from;
    n.name.time = at(time);
    n.name.span = {++packet_, 54, 10};
    c.names.push_back(n);
    return c.names.back().name;
  }

  void says(model::Id device, std::string kind, std::string value) {
    model::CaseObservation o;
    o.id = static_cast<model::Id>(c.observations.size() + 1);
    o.subject = device;
    o.kind = std::move(kind);
    o.value = std::move(value);
    c.observations.push_back(std::move(o));
  }

  std::vector<Peer> peers(const Networks& networks = {}) const { return assess::peers(c, k, networks); }
  /// The one peer of a case that has one.
  Peer peer(const Networks& networks = {}) const {
    const auto all = peers(networks);
    EXPECT_EQ(all.size(), 1u);
    return all.empty() ? Peer{} : all[0];
  }

  std::vector<model::Finding> findings(model::Id device = 1) const {
    std::vector<model::Finding> out;
    for (auto& f : derive_findings(c, k))
      if (f.subject == device && f.key == "egress") out.push_back(std::move(f));
    return out;
  }
  std::vector<std::string> values(model::Id device = 1) const {
    std::vector<std::string> out;
    for (const auto& f : findings(device)) out.push_back(f.value);
    return out;
  }
  bool states(std::string_view value, model::Id device = 1) const {
    for (const auto& f : findings(device))
      if (f.value == value) return true;
    return false;
  }
  model::Finding finding(std::string_view value, model::Id device = 1) const {
    for (auto& f : findings(device))
      if (f.value == value) return f;
    ADD_FAILURE() << "device " << device << " has no finding " << value;
    return {};
  }

 private:
  std::uint64_t packet_ = 100;
};

}  // namespace lenscap::assess
