// tests/assess/evidence_builder.hpp: evidence written by hand, as reading would have left it, and ways to ask a case.
#pragma once
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "assess/audit.hpp"
#include "knowledge/registry.hpp"

namespace lenscap::assess {

/// The knowledge inside the program.
inline const knowledge::Knowledge& real_knowledge() {
  static const knowledge::Knowledge loaded = knowledge::load_builtin().value();
  return loaded;
}

/// Builds Evidence: first the sources, then hosts, then what each says. Facts are of the source named last; times are
/// seconds after 2026-11-01T00:00:00Z.
class EvidenceBuilder {
 public:
  model::Evidence evidence;

  EvidenceBuilder& capture(std::string name = "switch.pcapng") { return source(std::move(name), "pcapng", {}); }
  EvidenceBuilder& saved_files(std::string name = "saved") {
    return source(std::move(name), "onvif", model::SourceForm::document);
  }

  /// A pair of addresses as frames show it; "" where the frame has none.
  model::HostIndex host(std::string_view mac, std::string_view ip, unsigned marks = 0, int from = 0, int until = 60) {
    model::Host h;
    if (!mac.empty()) h.mac = model::parse_mac(mac).value();
    if (!ip.empty()) h.ip = model::parse_ip(ip).value();
    h.marks = static_cast<std::uint16_t>(marks);
    h.packets = 10;
    h.first = at(from);
    h.last = at(until);
    return add(std::move(h));
  }
  /// The files of one device in a folder.
  model::HostIndex folder(std::string group) {
    model::Host h;
    h.group = std::move(group);
    h.marks = model::is_document;
    return add(std::move(h));
  }
  /// A row of a recorder's list of its cameras.
  model::HostIndex channel(model::HostIndex recorder, std::string group) {
    const unsigned saved = evidence.hosts[recorder].marks & model::is_document;
    model::Host h;
    h.group = std::move(group);
    h.marks = static_cast<std::uint16_t>(model::from_channel_list | saved);
    h.parent = recorder;
    return add(std::move(h));
  }

  EvidenceBuilder& says(model::HostIndex host, std::string_view kind, std::string value) {
    model::Observation o;
    o.host = host;
    o.kind = model::find_kind(kind).value();
    o.value = std::move(value);
    o.locator.source = static_cast<model::SourceIndex>(evidence.sources.size() - 1);
    if (evidence.sources.back().form == model::SourceForm::capture) {
      o.first = o.last = at(next_);
      o.locator.spans = {{++next_, 42, static_cast<std::uint32_t>(o.value.size())}};
    }
    evidence.observations.push_back(std::move(o));
    return *this;
  }
  /// What reading tells of every hardware address: whose block it is, by the registry.
  EvidenceBuilder& shows_block(model::HostIndex host) {
    const auto block = knowledge::find_block(evidence.hosts[host].mac);
    EXPECT_FALSE(block.organisation.empty()) << to_string(evidence.hosts[host].mac) << " stands in no block";
    return says(host, "eth.block", std::string(block.organisation));
  }

  static model::Nanos at(std::uint64_t seconds) {
    return (1793491200 + static_cast<model::Nanos>(seconds)) * model::nanos_per_second;
  }

  model::Case audited(const AuditOptions& options = {}) const { return audit(evidence, real_knowledge(), options); }

 private:
  EvidenceBuilder& source(std::string name, std::string format, model::SourceForm form) {
    model::Source s;
    s.name = std::move(name);
    s.format = std::move(format);
    s.form = form;
    evidence.sources.push_back(std::move(s));
    return *this;
  }
  model::HostIndex add(model::Host host) {
    evidence.hosts.push_back(std::move(host));
    return static_cast<model::HostIndex>(evidence.hosts.size() - 1);
  }

  std::uint64_t next_ = 0;
};

// Two real devices' words, from public code: a Dahua camera's DHIP answer and a Hikvision camera's SADP answer.
inline void answer_dhip(EvidenceBuilder& b, model::HostIndex host) {
  b.says(host, "dhip.method", "client.notifyDevInfo").says(host, "dhip.vendor", "Dahua");
  b.says(host, "dhip.deviceclass", "IPC").says(host, "dhip.devicetype", "IPC-HDW5421S");
  b.says(host, "dhip.manufacturer", "Private");
}
inline void answer_sadp(EvidenceBuilder& b, model::HostIndex host) {
  b.says(host, "sadp.message", "inquiry").says(host, "sadp.devicedescription", "DS-2CD2T47G1-L");
}

/// The finding of `key` on `subject`; fails and gives an empty one when there is none. With several, the first.
inline model::Finding finding(const model::Case& c, std::string_view key, model::Id subject = 1) {
  for (const auto& f : c.findings)
    if (f.subject == subject && f.key == key) return f;
  ADD_FAILURE() << "subject " << subject << " has no finding \"" << key << "\"";
  return {};
}
inline bool states(const model::Case& c, std::string_view key, model::Id subject = 1) {
  for (const auto& f : c.findings)
    if (f.subject == subject && f.key == key) return true;
  return false;
}
inline bool states(const model::Case& c, std::string_view key, std::string_view value, model::Id subject) {
  for (const auto& f : c.findings)
    if (f.subject == subject && f.key == key && f.value == value) return true;
  return false;
}
/// "dahua probable": value and confidence of a finding in one string, "" when it is not stated.
inline std::string said(const model::Case& c, std::string_view key, model::Id subject = 1) {
  if (!states(c, key, subject)) return {};
  const auto f = finding(c, key, subject);
  return f.value + " " + std::string(to_string(f.confidence));
}
/// The subjects that an identifier points to, in order.
inline std::vector<model::Id> subjects_of(const model::Case& c, std::string_view kind, std::string_view value) {
  std::vector<model::Id> out;
  for (const auto& i : c.identifiers)
    if (i.kind == kind && i.value == value) out.push_back(i.subject);
  return out;
}
inline std::vector<std::string> identifiers(const model::Case& c, std::string_view kind, model::Id subject = 1) {
  std::vector<std::string> out;
  for (const auto& i : c.identifiers)
    if (i.kind == kind && i.subject == subject) out.push_back(i.value);
  return out;
}

}  // namespace lenscap::assess
