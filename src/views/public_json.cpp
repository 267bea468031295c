#include "views/public_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "knowledge/registry.hpp"
#include "views/capability.hpp"
#include "views/egress.hpp"
#include "views/egress_words.hpp"
#include "views/neutral.hpp"
#include "views/proof.hpp"
#include "views/sentences.hpp"

namespace lenscap::views {

namespace {

using model::Finding;

Json value_or_null(const Finding* f) { return f ? text_or_null(f->value) : Json(nullptr); }

Json maker_json(const AuditView& view, const Finding* maker) {
  if (!maker) return {{"id", nullptr}, {"name", nullptr}, {"confidence", "unknown"}};
  return {{"id", neutral(maker->value)},
          {"name", maker_name(maker->value, view.k)},
          {"confidence", confidence_word(maker)}};
}

Json special_findings(const Device& d, const AuditView& view, std::string_view key) {
  Json out = Json::array();
  for (const Finding* f : d.findings) {
    if (f->key != key) continue;
    Json one;
    if (key == "component")
      one = {{"id", neutral(f->value)}, {"organisation", text_or_null(attribute(*f, "organisation"))}};
    if (key == "contradiction") one = {{"about", neutral(f->value)}, {"values", text_or_null(attribute(*f, "values"))}};
    if (key == "unknown") {
      std::string help = attribute(*f, "help");
      one = {{"about", neutral(f->value)}, {"why", text_or_null(attribute(*f, "why"))}, {"help", text_or_null(help)}};
    }
    one["confidence"] = confidence_word(f);
    one["sentence"] = finding_sentence(*f, view.k);
    out.push_back(std::move(one));
  }
  return out;
}

Json relations_json(const Device& d) {
  Json out = Json::array();
  auto add = [&](const model::Relation* r, std::string kind, model::Id other) {
    out.push_back({{"kind", neutral(kind)}, {"device", other}});
    for (const auto& [name, value] : r->attributes)
      if (!out.back().contains(name)) out.back()[neutral(name)] = neutral(value);
  };
  for (const model::Relation* r : d.relations) add(r, r->kind, r->object);
  for (const model::Relation* r : d.inverse) add(r, r->kind == "records" ? "recorded_by" : r->kind, r->subject);
  return out;
}

Json summary_json(const AuditView& view, const Summary& s) {
  Json askers = Json::array();
  for (const Summary::Asker& a : s.askers) {
    Json one = {{"who", neutral(a.who)}, {"title", who_title(a.who, view.k)}};
    for (std::size_t i = 0; i < a.devices.size(); ++i)
      one[std::string(assess::to_string(static_cast<assess::Status>(i)))] = a.devices[i];
    askers.push_back(std::move(one));
  }
  Json roles = Json::object(), makers = Json::object();
  for (const auto& [role, n] : s.roles) roles[neutral(role)] = n;
  for (const auto& [maker, n] : s.makers) makers[maker.empty() ? "unknown" : neutral(maker)] = n;
  return {{"sentences", Json::array({count_sentence(s), label_sentence(s), others_sentence(view.c)})},
          {"devices", s.devices},
          {"relabelled", s.relabelled},
          {"maker_unknown", s.maker_unknown},
          {"roles", std::move(roles)},
          {"makers", std::move(makers)},
          {"askers", std::move(askers)}};
}

// The rules that some restriction names, once each: what they say does not repeat in every device.
Json rules_json(const AuditView& view, const std::vector<Device>& all) {
  std::set<std::string> ids;
  for (const Device& d : all)
    for (const Restriction& r : d.judged->restrictions)
      if (!r.answer.rule.empty()) ids.insert(r.answer.rule);
  Json out = Json::array();
  for (const std::string& id : ids) {
    const knowledge::Rule* rule = view.k.rule(id);
    if (!rule) continue;
    out.push_back({{"id", neutral(id)},
                   {"title", neutral(rule->title)},
                   {"citation", neutral(rule->citation)},
                   {"issuer", neutral(rule->issuer)},
                   {"jurisdiction", neutral(rule->jurisdiction)},
                   {"nature", neutral(rule->nature)},
                   {"scope", neutral(rule->scope)},
                   {"exceptions", neutral(rule->exceptions)},
                   {"says_not", neutral(rule->says_not)},
                   {"certainty", neutral(rule->certainty)},
                   {"source", neutral(rule->source)},
                   {"date", model::to_string(rule->date)}});
  }
  return out;
}

}  // namespace

std::string print(const Json& document) { return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

Json asked_json(const AuditView& view) {
  return {{"for", texts(asked_whos(view))}, {"act", texts(view.ask.acts)}, {"on", model::to_string(asked_on(view))}};
}

Json input_json(const model::Source& s) {
  Json skipped = Json::object();
  for (const auto& [reason, n] : s.skipped) skipped[neutral(reason)] = n;
  return {{"name", neutral(s.name)},        {"sha256", text_or_null(s.sha256)},
          {"format", neutral(s.format)},    {"form", s.form == model::SourceForm::capture ? "capture" : "document"},
          {"packets", s.packets},           {"bytes", s.bytes},
          {"first", time_or_null(s.first)}, {"last", time_or_null(s.last)},
          {"skipped", std::move(skipped)},  {"notes", texts(s.notes)}};
}

Json knowledge_json(const AuditView& view, const std::vector<Device>& all) {
  std::set<std::string> keys;
  for (const Device& d : all) {
    for (const Finding* f : d.findings) keys.insert(f->knowledge.begin(), f->knowledge.end());
    for (const Finding* f : d.restriction_findings) keys.insert(f->knowledge.begin(), f->knowledge.end());
  }
  Json used = Json::array();
  for (const std::string& key : keys) {
    EntrySource from = source_of_entry(view, key);
    used.push_back({{"key", neutral(key)}, {"source", text_or_null(from.source)}, {"date", text_or_null(from.date)}});
  }
  return {{"edition", neutral(view.k.edition)},     {"registry", neutral(knowledge::registry_edition())},
          {"makers", view.k.makers.size()},         {"brands", view.k.brands.size()},
          {"signatures", view.k.signatures.size()}, {"endpoints", view.k.endpoints.size()},
          {"rules", view.k.rules.size()},           {"used", std::move(used)}};
}

Json finding_json(const Finding& f, const knowledge::Knowledge& k) {
  Json attributes = Json::object();
  for (const auto& [name, value] : f.attributes) attributes[neutral(name)] = neutral(value);
  Json out = {{"id", f.id},
              {"key", neutral(f.key)},
              {"value", neutral(f.value)},
              {"confidence", confidence_word(&f)},
              {"sentence", finding_sentence(f, k)},
              {"attributes", std::move(attributes)},
              {"because", f.observations},
              {"knowledge", texts(f.knowledge)}};
  if (f.key == "capability") {
    const knowledge::Marker* marker = k.marker(f.value);
    out["laws"] = Json::array();
    if (marker)
      for (const knowledge::GradeLaw* law : k.laws_of(*marker)) out["laws"].push_back(law_json(*law));
  }
  if (f.key == "egress") {
    out["title"] = egress_title(f.value);
    out["refutation"] = text_or_null(refutation(attribute(f, "refuted_by")));
  }
  return out;
}

Json observation_json(const AuditView& view, const Device& device, const model::CaseObservation& o) {
  const model::Locator& l = o.locator;
  Json spans = Json::array();
  for (const model::Span& s : l.spans)
    spans.push_back({{"packet", s.packet ? Json(s.packet) : Json(nullptr)}, {"at", s.at}, {"length", s.length}});
  Excerpt e = excerpt_of(l);
  return {{"id", o.id},
          {"kind", neutral(o.kind)},
          {"class", evidence_class(o, device.findings, view.k)},
          {"value", neutral(o.value)},
          {"first", time_or_null(o.first)},
          {"last", time_or_null(o.last)},
          {"count", o.count},
          {"input", l.source < view.c.sources.size() ? Json(l.source) : Json(nullptr)},
          {"spans", std::move(spans)},
          {"decoder", text_or_null(l.decoder)},
          {"place", text_or_null(l.place)},
          {"excerpt", {{"before", e.before}, {"marked", e.marked}, {"after", e.after}, {"hex", text_or_null(e.hex)}}},
          {"command", text_or_null(neutral(look_command(view.c, l)))}};
}

Json restriction_json(const AuditView& view, const Restriction& r) {
  const assess::Answer& a = r.answer;
  return {{"status", assess::to_string(a.status)},
          {"who", texts(r.whos)},
          {"act", texts(r.acts)},
          {"rule", text_or_null(a.rule)},
          {"title", text_or_null(a.title)},
          {"citation", text_or_null(a.citation)},
          {"nature", text_or_null(a.nature)},
          {"condition", text_or_null(a.condition)},
          {"certainty", text_or_null(a.certainty)},
          {"basis", text_or_null(a.basis)},
          {"party", text_or_null(a.party)},
          {"note", text_or_null(a.note)},
          {"controls", a.controls},
          {"date", text_or_null(a.date)},
          {"from", text_or_null(r.from)},
          {"until", text_or_null(r.until)},
          {"confidence", std::string(to_string(a.confidence))},
          {"sentence", restriction_sentence(r, view.k, asked_on(view))}};
}

Json device_json(const AuditView& view, const Device& d) {
  Json findings = Json::array(), restrictions = Json::array(), observations = Json::array();
  std::set<model::Id> reasons;
  for (const Finding* f : d.findings) {
    findings.push_back(finding_json(*f, view.k));
    reasons.insert(f->observations.begin(), f->observations.end());
  }
  for (const Restriction& r : d.judged->restrictions) restrictions.push_back(restriction_json(view, r));
  for (model::Id id : reasons)
    if (const model::CaseObservation* o = observation_of(view.c, id))
      observations.push_back(observation_json(view, d, *o));
  Json out = {{"id", d.subject->id},
              {"key", neutral(d.subject->key)},
              {"sentence", device_sentences(d, view.k).front()},
              {"sentence_confidence", std::string(to_string(d.told_with()))},
              {"addresses", texts(d.addresses)},
              {"macs", texts(d.macs)},
              {"vlans", texts(d.vlans)},
              {"documents", texts(d.documents)},
              {"role", neutral(d.role_id())},
              {"role_confidence", confidence_word(d.role)},
              {"maker", maker_json(view, d.maker)},
              {"brand", value_or_null(d.brand)},
              {"brand_confidence", confidence_word(d.brand)},
              {"label", d.label ? neutral(d.label->value) : "unknown"},
              {"relabelled", d.relabelled()},
              {"model", value_or_null(d.model)},
              {"firmware", value_or_null(d.firmware)},
              {"serial", value_or_null(d.serial)},
              {"build_date", value_or_null(d.build_date)},
              {"hostname", value_or_null(d.hostname)},
              {"attribution", value_or_null(d.attribution)},
              {"switch", d.port ? text_or_null(attribute(*d.port, "switch")) : Json(nullptr)},
              {"port", text_or_null(d.own_port())},
              {"uplink", text_or_null(d.uplink_port())},
              {"vlan", d.port ? text_or_null(attribute(*d.port, "vlan")) : Json(nullptr)},
              {"worst", assess::to_string(d.judged->worst)}};
  out["components"] = special_findings(d, view, "component");
  out["findings"] = std::move(findings);
  out["restrictions"] = std::move(restrictions);
  out["relations"] = relations_json(d);
  out["contradictions"] = special_findings(d, view, "contradiction");
  out["unknown"] = special_findings(d, view, "unknown");
  out["observations"] = std::move(observations);
  out["egress"] = egress_json(view, d);
  return out;
}

std::string print_audit(const AuditView& view, const std::vector<Device>& all, bool indented) {
  Json inputs = Json::array(), others = Json::object();
  for (const model::Source& s : view.c.sources) inputs.push_back(input_json(s));
  others["count"] = 0;
  for (const auto& [name, n] : view.c.others) others[neutral(name)] = n;
  Json document = {{"lenscap", "audit"},
                   {"schema", schema_version},
                   {"knowledge", knowledge_json(view, all)},
                   {"asked", asked_json(view)},
                   {"summary", summary_json(view, summarise(view, all))},
                   {"inputs", std::move(inputs)},
                   {"devices", Json::array()},
                   {"others", std::move(others)},
                   {"rules", rules_json(view, all)}};
  const int indent = indented ? 2 : -1;
  auto dump = [&](const Json& json) { return json.dump(indent, ' ', false, Json::error_handler_t::replace); };
  std::string out = dump(document);
  if (all.empty()) return out + "\n";
  // Quotes inside strings are escaped, so that only the name itself reads like this.
  const std::string_view name = indented ? "\n  \"devices\": [" : ",\"devices\":[";
  const std::size_t at = out.find(name) + name.size();
  const std::string rest = out.substr(at);
  out.resize(at);
  for (const Device& d : all) {
    if (&d != &all.front()) out += ',';
    if (indented) out += "\n    ";
    for (char c : dump(device_json(view, d))) {
      out += c;
      if (c == '\n') out += "    ";
    }
  }
  if (indented) out += "\n  ";
  return out + rest + "\n";
}

std::string to_json(const AuditView& view) { return print_audit(view, devices_with_peers(view), true); }

}  // namespace lenscap::views
