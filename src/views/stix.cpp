// views/stix.cpp: what was spoken to outside, as a bundle of STIX 2.1 (OASIS Standard, 10 June 2021).
//
// Observation only: no indicator, no malware, no opinion. A device is an infrastructure object that communicates with
// addresses and names (section 4.8), each conversation is network-traffic (6.12) inside one observed-data (4.14) a
// peer, an operator is an identity (4.5). Inside addresses do not leave: a network-traffic names its destination only,
// which 6.12 allows for just that reason.
//
// The same case gives the same bytes. Observables have the deterministic ids of section 2.9 (UUIDv5 of RFC 8785 JSON in
// the standard's namespace); for other objects 2.9 wants any other namespace, so theirs is our own. `created` is the
// last instant of the evidence: no clock is read.
#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <map>

#include "views/egress.hpp"
#include "views/egress_words.hpp"
#include "views/neutral.hpp"
#include "views/sentences.hpp"

namespace lenscap::views {

namespace {

using assess::Peer;
using Uuid = std::array<unsigned char, 16>;

constexpr Uuid observables = {0x00, 0xab, 0xed, 0xb4, 0xaa, 0x42, 0x46, 0x6c,
                              0x9c, 0x01, 0xfe, 0xd2, 0x33, 0x15, 0xa9, 0xb7};
constexpr Uuid ours = {0x5e, 0x1f, 0x0a, 0x3c, 0x7d, 0x42, 0x4b, 0x19, 0x8a, 0x60, 0x2c, 0xe7, 0x91, 0x54, 0xd3, 0x0b};

/// RFC 9562 section 5.5.
std::string uuid5(const Uuid& space, std::string_view name) {
  std::string bytes(space.begin(), space.end());
  bytes += name;
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, EVP_sha1(), nullptr);
  digest[6] = static_cast<unsigned char>((digest[6] & 0x0f) | 0x50);
  digest[8] = static_cast<unsigned char>((digest[8] & 0x3f) | 0x80);
  std::string out;
  for (std::size_t i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
    out += fmt::format("{:02x}", digest[i]);
  }
  return out;
}

class Bundle {
 public:
  explicit Bundle(const AuditView& view) : view_(view) {
    model::Nanos last = model::no_time;
    for (const auto& s : view.c.sources) last = std::max(last, s.last);
    for (const auto& f : view.c.flows) last = std::max(last, f.flow.last);
    created_ = last != model::no_time ? stamp(last) : model::to_string(asked_on(view)) + "T00:00:00.000Z";
    by_ = object("identity", "producer", {{"name", "Lenscap"}, {"identity_class", "system"}});
  }

  void add(const Device& d) {
    std::string camera;
    for (const Peer& p : d.peers) {
      if (p.side != assess::Side::outside) continue;
      if (camera.empty())
        camera = object("infrastructure", "device " + d.subject->key,
                        {{"name", "Device " + std::to_string(d.subject->id)},
                         {"description", device_sentences(d, view_.k).front()}});
      add(p, camera);
    }
  }

  std::string text() {
    Json all = Json::array();
    for (auto& [id, made] : objects_) all.push_back(std::move(made));
    std::string names;
    for (const auto& one : all) names += one["id"].get<std::string>();
    return print({{"type", "bundle"}, {"id", "bundle--" + uuid5(ours, names)}, {"objects", std::move(all)}});
  }

 private:
  /// Milliseconds: what 3.2 wants of created and modified.
  static std::string stamp(model::Nanos t) {
    const std::string iso = model::to_iso(t);
    return iso.substr(0, 23) + "Z";
  }

  /// A domain or relationship object; gives its id.
  std::string object(const std::string& type, const std::string& key, Json properties) {
    const std::string id = type + "--" + uuid5(ours, type + "\n" + key);
    Json made = {{"type", type}, {"spec_version", "2.1"}, {"id", id}};
    if (!by_.empty()) made["created_by_ref"] = by_;
    made["created"] = made["modified"] = created_;
    made.update(properties);
    objects_.emplace(id, std::move(made));
    return id;
  }

  /// `contributing` in the order of names, which RFC 8785 wants (3.2.3); the rest does not make the id.
  std::string observable(const std::string& type, const Json& contributing, const Json& rest) {
    const std::string id =
        type + "--" + uuid5(observables, contributing.dump(-1, ' ', false, Json::error_handler_t::replace));
    Json made = {{"type", type}, {"spec_version", "2.1"}, {"id", id}};
    made.update(contributing);
    made.update(rest);
    objects_.emplace(id, std::move(made));
    return id;
  }

  void relate(const std::string& from, const std::string& how, const std::string& to) {
    object("relationship", from + how + to, {{"relationship_type", how}, {"source_ref", from}, {"target_ref", to}});
  }

  void add(const Peer& p, const std::string& camera) {
    const std::string address = p.peer.family == 0 ? std::string() : peer_text(view_.c, p);
    const bool placeholder =
        !address.empty() && !model::parse_ip(address);  // a redacted case: no address, no observable
    Json refs = Json::array();
    std::string ip, name;
    if (!address.empty() && !placeholder)
      ip = observable(p.peer.family == 4 ? "ipv4-addr" : "ipv6-addr", {{"value", address}}, Json::object());
    if (!p.name.empty()) {
      // An address that a name had once does not stay its own: no resolves_to_refs, but the traffic between them.
      name = observable("domain-name", {{"value", neutral(p.name)}}, Json::object());
    }
    for (const auto& id : {ip, name})
      if (!id.empty()) {
        refs.push_back(id);
        relate(camera, "communicates-with", id);
      }
    if (p.endpoint != nullptr && !name.empty()) {
      const std::string whose =
          object("identity", "operator " + p.endpoint->operator_name,
                 {{"name", neutral(p.endpoint->operator_name)}, {"identity_class", "organization"}});
      relate(whose, "related-to", name);
    }
    if (!ip.empty()) refs.push_back(traffic(p, ip));
    if (refs.empty()) return;
    const std::string first = p.first == model::no_time ? created_ : stamp(p.first);
    const std::string last = p.last == model::no_time ? first : stamp(p.last);
    const std::uint64_t seen = p.outcome == assess::Outcome::name_only ? p.attempts : p.packets_out + p.packets_in;
    object("observed-data", fmt::format("{} {} {} {}", p.device, address, p.name, service(p)),
           {{"first_observed", first},
            {"last_observed", last},
            {"number_observed", std::clamp<std::uint64_t>(seen, 1, 999'999'999)},
            {"object_refs", std::move(refs)}});
  }

  std::string traffic(const Peer& p, const std::string& ip) {
    Json protocols = Json::array({p.peer.family == 4 ? "ipv4" : "ipv6"});
    if (p.protocol == 6) protocols.push_back("tcp");
    else if (p.protocol == 17) protocols.push_back("udp");
    else if (p.protocol == 1) protocols.push_back("icmp");
    else if (p.protocol == 58) protocols.push_back("ipv6-icmp");
    const bool ports = (p.protocol == 6 || p.protocol == 17) && !p.addresses_only;
    // Who was called is the destination.
    const bool called = p.opened == model::Opened::by_peer;
    Json by_name = Json::object();
    if (ports) by_name["dst_port"] = p.port;
    if (!called) by_name["dst_ref"] = ip;
    if (p.last != model::no_time) by_name["end"] = model::to_iso(p.last);
    by_name["protocols"] = std::move(protocols);
    if (called) by_name["src_ref"] = ip;
    if (p.first != model::no_time) by_name["start"] = model::to_iso(p.first);
    const std::uint64_t most = (std::uint64_t{1} << 53) - 1;  // 2.10
    const auto count = [most](std::uint64_t n) { return std::min(n, most); };
    const Json counts = {{"src_byte_count", count(called ? p.bytes_in : p.bytes_out)},
                         {"dst_byte_count", count(called ? p.bytes_out : p.bytes_in)},
                         {"src_packets", count(called ? p.packets_in : p.packets_out)},
                         {"dst_packets", count(called ? p.packets_out : p.packets_in)}};
    return observable("network-traffic", by_name, counts);
  }

  const AuditView& view_;
  std::string created_, by_;
  std::map<std::string, Json> objects_;
};

}  // namespace

std::string to_stix(const AuditView& view, const EgressFilter& filter) {
  Bundle bundle(view);
  for (const Device& d : sending_devices(view, filter)) bundle.add(d);
  return bundle.text();
}

}  // namespace lenscap::views
