// tests/views/sample_case.hpp: a small case by hand: a relabelled camera, a recorder, a camera of unknown maker, and a
// device whose every name is an attack. No evidence, no data/: what views show depends on these values alone.
#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "views/audit_view.hpp"

namespace lenscap::views::test {

using Attributes = std::map<std::string, std::string>;

/// Control sequence, HTML, spreadsheet formula, right-to-left override, line separator and a byte that is no UTF-8.
inline const std::string hostile =
    "=HYPERLINK(\"http://x\")\x1b[31m</script><img src=x onerror=alert(1)>\xe2\x80\xae\xe2\x80\xa8\xff";

struct Sample {
  model::Case c;
  knowledge::Knowledge k;
  assess::Ask ask;

  AuditView view() const { return {c, k, ask}; }

  model::Id device(std::string key) {
    model::Id id = static_cast<model::Id>(c.subjects.size()) + 1;
    c.subjects.push_back({id, "device", std::move(key)});
    return id;
  }

  void identifier(model::Id subject, std::string kind, std::string value) {
    c.identifiers.push_back({subject, std::move(kind), std::move(value)});
  }

  /// An observation from packet `packet` of input 0; the value stands in its excerpt between `before` and `after`.
  model::Id saw(model::Id subject, std::string kind, std::string value, std::uint64_t packet, std::string place,
                std::string before = "", std::string after = "") {
    model::CaseObservation o;
    o.id = static_cast<model::Id>(c.observations.size()) + 1;
    o.subject = subject;
    o.kind = std::move(kind);
    o.value = value;
    o.locator.spans = {{packet, 42, static_cast<std::uint32_t>(value.size())}};
    o.locator.place = std::move(place);
    o.locator.mark_at = static_cast<std::uint16_t>(before.size());
    o.locator.mark_length = static_cast<std::uint16_t>(value.size());
    o.locator.excerpt = before + value + after;
    c.observations.push_back(std::move(o));
    return c.observations.back().id;
  }

  model::Finding& found(model::Id subject, std::string key, std::string value, model::Confidence confidence,
                        Attributes attributes = {}, std::vector<model::Id> because = {}) {
    model::Finding f;
    f.id = static_cast<model::Id>(c.findings.size()) + 1;
    f.subject = subject;
    f.key = std::move(key);
    f.value = std::move(value);
    f.confidence = confidence;
    f.attributes = std::move(attributes);
    f.observations = std::move(because);
    c.findings.push_back(std::move(f));
    return c.findings.back();
  }

  void restricted(model::Id subject, std::string rule, std::string who, std::string status, std::string maker) {
    found(subject, "restriction", rule, model::Confidence::confirmed,
          {{"act", "buy"},
           {"who", std::move(who)},
           {"status", std::move(status)},
           {"scope", "video surveillance"},
           {"condition", ""},
           {"certainty", "verified"},
           {"basis", "party"},
           {"party", maker + " Technology Company"},
           {"maker", maker},
           {"from", "2019-08-13"},
           {"until", ""},
           {"nature", "law"},
           {"citation", "Pub. L. 115-232 s.889"},
           {"says_not", "Not a ban on using."}})
        .knowledge = {"rule:" + rule};
  }
};

inline knowledge::Knowledge sample_knowledge() {
  knowledge::Knowledge k;
  k.edition = "2026-11-23";
  auto maker = [&](std::string id, std::string name) {
    knowledge::Maker m;
    m.id = std::move(id);
    m.name = name + " Technology Co., Ltd.";
    m.short_name = std::move(name);
    m.source = "maker's page";
    m.date = {2026, 11, 1};
    k.makers.push_back(std::move(m));
  };
  maker("dahua", "Dahua");
  maker("hikvision", "Hikvision");
  knowledge::Signature s;
  s.id = "dhip-vendor";
  s.on = model::kind("dhip.vendor");
  s.evidence = model::EvidenceClass::protocol;
  s.source = "mcw0/DahuaConsole@0a1b2c3:net.py";
  s.date = {2026, 6, 29};
  k.signatures.push_back(std::move(s));
  knowledge::Rule r;
  r.id = "us-889-a1a";
  r.title = "NDAA FY2019 section 889(a)(1)(A)";
  r.citation = "Pub. L. 115-232 s.889";
  r.source = "FAR 52.204-25";
  r.date = {2026, 11, 2};
  r.binds = {"us-federal"};
  r.acts = {"buy"};
  r.nature = "law";
  r.certainty = "verified";
  r.from = model::Date{2019, 8, 13};
  r.not_bound = {"uk-council"};
  k.rules.push_back(std::move(r));
  for (auto [id, title] : {std::pair{"us-federal", "US federal agency"}, {"uk-council", "UK council"}}) {
    knowledge::Who w;
    w.id = id;
    w.title = title;
    k.whos.push_back(std::move(w));
  }
  return k;
}

/// Devices 1 to 4: relabelled Dahua camera, Hikvision recorder that records it, unknown maker, hostile names.
inline Sample sample_case() {
  using enum model::Confidence;
  Sample s;
  s.k = sample_knowledge();
  s.c.sources.resize(2);
  model::Source& capture = s.c.sources[0];
  capture.name = "town-hall/depot 1.pcapng";
  capture.sha256 = std::string(64, 'a');
  capture.format = "pcapng";
  capture.bytes = 147000;
  capture.packets = 2000;
  capture.first = 1'686'683'675'000'000'000;
  capture.last = capture.first + 60 * model::nanos_per_second;
  capture.skipped = {{"truncated packet", 3}};
  capture.notes = {"reading stopped at offset 196: record longer than the file"};
  s.c.sources[1].name = "town-hall/GetDeviceInformation.xml";
  s.c.sources[1].format = "onvif";
  s.c.sources[1].form = model::SourceForm::document;
  s.c.sources[1].bytes = 900;
  s.c.others["count"] = 41;
  s.c.knowledge = {{"signature:dhip-vendor", std::string(64, 'b'), "id = \"dhip-vendor\"\nsource = \"as kept\"\n"}};

  model::Id camera = s.device("serial:dahua:3A01234PAZ00001");
  s.identifier(camera, "ip", "10.0.0.12");
  s.identifier(camera, "mac", "3c:ef:8c:00:12:34");
  s.identifier(camera, "serial", "3A01234PAZ00001");
  s.identifier(camera, "hostname", "front-door-cam");
  model::Id vendor = s.saw(camera, "dhip.vendor", "Dahua", 812, "udp 37810 json /params/deviceInfo/Vendor",
                           R"({"SerialNo":"3A01234PAZ00001","mac":"3c:ef:8c:00:12:34","Vendor":")", "\"}");
  s.c.observations.back().locator.spans.push_back({813, 54, 2});
  model::Id serial =
      s.saw(camera, "dhip.serialno", "3A01234PAZ00001", 812, "udp 37810 json /params/deviceInfo/SerialNo");
  model::Id name = s.saw(camera, "dhcp.hostname", "front-door-cam", 3, "udp 67 option 12", std::string("\x0c\x0e", 2));
  model::Id brand = s.saw(camera, "wsd.name", "SafeHome Pro 4", 644, "udp 3702 scope");
  s.found(camera, "role", "camera", confirmed, {}, {vendor});
  s.found(camera, "maker", "dahua", confirmed, {{"name", "Dahua"}}, {vendor}).knowledge = {"signature:dhip-vendor"};
  s.found(camera, "brand", "SafeHome Pro 4", probable, {}, {brand});
  s.found(camera, "label", "other", confirmed, {{"maker", "dahua"}, {"brand", "SafeHome Pro 4"}}, {vendor, brand});
  s.found(camera, "serial", "3A01234PAZ00001", probable, {}, {serial});
  s.found(camera, "hostname", "front-door-cam", probable, {}, {name});
  s.restricted(camera, "us-889-a1a", "us-federal", "forbids", "dahua");

  model::Id recorder = s.device("mac:44:19:b6:00:00:02");
  s.identifier(recorder, "mac", "44:19:b6:00:00:02");
  s.identifier(recorder, "ipv6", "fe80::4619:b6ff:fe00:2");
  model::Id model = s.saw(recorder, "onvif.model", "DS-7608NXI", 0, "line 43 xml /Envelope/Body/Model");
  s.c.observations.back().locator.source = 1;
  s.found(recorder, "role", "recorder", probable, {}, {model});
  s.found(recorder, "maker", "hikvision", probable, {{"name", "Hikvision"}}, {model});
  s.found(recorder, "model", "DS-7608NXI", probable, {}, {model});
  s.found(recorder, "label", "own", probable, {{"maker", "hikvision"}, {"brand", "HIKVISION"}});
  s.restricted(recorder, "us-889-a1a", "us-federal", "forbids", "hikvision");
  s.c.relations.push_back({recorder, "records", camera, {}});

  model::Id nameless = s.device("ip:10.0.0.40");
  s.identifier(nameless, "ip", "10.0.0.40");
  s.found(nameless, "role", "camera", possible);
  s.found(nameless, "unknown", "maker", model::Confidence::unknown, {{"why", "weak_only"}, {"help", "ask_onvif"}});

  model::Id attack = s.device("document:" + hostile);
  s.identifier(attack, "document", hostile);
  model::Id shown =
      s.saw(attack, "onvif.manufacturer", hostile, 9, "tcp 80 " + hostile, "<Manufacturer>", "</Manufacturer>");
  s.found(attack, "role", "camera", probable, {}, {shown});
  s.found(attack, "brand", hostile, probable, {}, {shown});
  s.found(attack, "model", hostile, probable, {{"from", hostile}}, {shown});
  s.found(attack, "hostname", hostile, probable, {}, {shown});
  return s;
}

}  // namespace lenscap::views::test
