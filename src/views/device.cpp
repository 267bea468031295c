#include "views/device.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "views/sentences.hpp"

namespace lenscap::views {

namespace {

using assess::Status;
using model::Finding;

// The order in which a reader wants to hear: what it is, then what is odd about it, then what is not known.
constexpr std::array<std::string_view, 19> reading_order = {
    "label",      "maker",       "brand",         "role",    "model",      "firmware", "serial",
    "build_date", "state",       "hostname",      "port",    "capability", "egress",   "component",
    "merge",      "attribution", "contradiction", "unknown", "restriction"};

std::size_t reading_rank(const std::string& key) {
  return static_cast<std::size_t>(std::find(reading_order.begin(), reading_order.end(), key) - reading_order.begin());
}

const Finding** slot(Device& d, std::string_view key) {
  if (key == "role") return &d.role;
  if (key == "maker") return &d.maker;
  if (key == "brand") return &d.brand;
  if (key == "label") return &d.label;
  if (key == "model") return &d.model;
  if (key == "firmware") return &d.firmware;
  if (key == "serial") return &d.serial;
  if (key == "build_date") return &d.build_date;
  if (key == "hostname") return &d.hostname;
  if (key == "attribution") return &d.attribution;
  if (key == "port") return &d.port;
  return nullptr;
}

void add_once(std::vector<std::string>& list, const std::string& value) {
  if (std::find(list.begin(), list.end(), value) == list.end()) list.push_back(value);
}

void add_finding(Device& d, const Finding& f) {
  if (f.key == "restriction") {
    d.restriction_findings.push_back(&f);
    return;
  }
  d.findings.push_back(&f);
  if (f.key == "egress") d.egress.push_back(&f);
  if (const Finding** s = slot(d, f.key); s && (!*s || f.confidence > (*s)->confidence)) *s = &f;
}

void add_identifier(Device& d, const model::Identifier& i) {
  if (i.kind == "mac") add_once(d.macs, i.value);
  if (i.kind == "ip" || i.kind == "ipv6") add_once(d.addresses, i.value);
  if (i.kind == "vlan") add_once(d.vlans, i.value);
  if (i.kind == "document") add_once(d.documents, i.value);
}

// One rule may reach a device by several periods: the one that begins or ends on the day of the answer is meant.
const Finding* finding_of(const Device& d, const assess::Answer& a) {
  auto is = [](const Finding& f, const char* name, const std::string& value) {
    auto at = f.attributes.find(name);
    return at != f.attributes.end() && at->second == value;
  };
  const Finding* same_rule = nullptr;
  for (const Finding* f : d.restriction_findings) {
    if (f->value != a.rule || !is(*f, "basis", a.basis)) continue;
    if (is(*f, a.status == Status::was_until ? "until" : "from", a.date)) return f;
    same_rule = f;
  }
  return same_rule;
}

bool same_but_act(const assess::Answer& a, const assess::Answer& b) {
  auto key = [](const assess::Answer& x) {
    return std::tie(x.status, x.rule, x.basis, x.party, x.date, x.condition, x.certainty, x.note, x.controls,
                    x.confidence);
  };
  return key(a) == key(b);
}

// First all acts of one asker and rule, then all askers with the same acts, so that an entry's whos × acts is exact.
std::vector<Restriction> group(const Device& d, const std::vector<assess::Answer>& answers) {
  std::vector<Restriction> by_who;
  for (const assess::Answer& a : answers) {
    auto at = std::find_if(by_who.begin(), by_who.end(),
                           [&](const Restriction& r) { return r.answer.who == a.who && same_but_act(r.answer, a); });
    if (at == by_who.end()) {
      at = by_who.insert(by_who.end(), Restriction{a, {a.who}, {}, {}, {}});
      if (const Finding* reason = finding_of(d, a)) {
        at->from = attribute(*reason, "from");
        at->until = attribute(*reason, "until");
      }
    }
    add_once(at->acts, a.act);
  }
  std::vector<Restriction> out;
  for (Restriction& r : by_who) {
    auto at = std::find_if(out.begin(), out.end(),
                           [&](const Restriction& o) { return o.acts == r.acts && same_but_act(o.answer, r.answer); });
    if (at == out.end()) {
      out.push_back(std::move(r));
    } else {
      add_once(at->whos, r.answer.who);
    }
  }
  return out;
}

std::shared_ptr<const Judgement> judge(const Device& d, const AuditView& view, const assess::Ask& ask) {
  auto out = std::make_shared<Judgement>();
  std::vector<assess::Answer> answers = assess::answer(d.restriction_findings, view.k, ask);
  for (const assess::Answer& a : answers) {
    // A rule for whoever made it says nothing about this device: it ranks only for those who asked.
    const bool says_something = a.basis != "any_maker" || !ask.whos.empty();
    auto [at, fresh] = out->worst_by.try_emplace(a.who, a.status);
    if (!fresh && severity(a.status) > severity(at->second)) at->second = a.status;
    if (says_something && severity(a.status) > severity(out->worst)) out->worst = a.status;
  }
  out->restrictions = group(d, answers);
  return out;
}

// All that an answer depends on.
std::string restriction_key(const Device& d) {
  std::string key;
  for (const Finding* f : d.restriction_findings) {
    key += f->value + '\n' + std::string(to_string(f->confidence)) + '\n';
    for (const auto& [name, value] : f->attributes) ((((key += name) += '\t') += value) += '\n');
    key += '\n';
  }
  return key;
}

// Most devices of a site are of few makers: who asks what is answered once for each.
void judge_all(std::vector<Device>& all, const AuditView& view) {
  assess::Ask ask = view.ask;
  ask.on = asked_on(view);
  std::unordered_map<std::string, std::shared_ptr<const Judgement>> judged;
  for (Device& d : all) {
    std::shared_ptr<const Judgement>& known = judged[restriction_key(d)];
    if (!known) known = judge(d, view, ask);
    d.judged = known;
  }
}

}  // namespace

bool Device::relabelled() const { return label && (label->value == "other" || label->value == "none"); }

std::string Device::own_port() const {
  return port && !port->attributes.contains("addresses") ? port->value : std::string();
}

std::string Device::uplink_port() const {
  return port && port->attributes.contains("addresses") ? port->value : std::string();
}

std::string Device::role_id() const {
  return role && role->confidence >= model::Confidence::probable ? role->value : std::string("unknown");
}

model::Confidence Device::told_with() const {
  const Finding* f = relabelled() ? label : maker ? maker : role;
  return f ? f->confidence : model::Confidence::unknown;
}

int severity(Status status) {
  // As assess::answer ranks them: that a rule does not bind is said before what merely lists.
  switch (status) {
    case Status::restricted:
      return 6;
    case Status::restricted_if:
      return 5;
    case Status::restricted_from:
      return 4;
    case Status::does_not_bind:
      return 3;
    case Status::was_until:
      return 2;
    case Status::listed_not_forbidden:
      return 1;
    case Status::not_restricted:
      return 0;
  }
  return 0;
}

model::Date asked_on(const AuditView& view) {
  if (view.ask.on.year != 0) return view.ask.on;
  return model::parse_date(view.k.edition).value_or(model::Date{});
}

std::vector<std::string> asked_whos(const AuditView& view) {
  if (!view.ask.whos.empty()) return view.ask.whos;
  std::vector<std::string> all;
  for (const knowledge::Who& w : view.k.whos) all.push_back(w.id);
  return all;
}

std::vector<Device> devices(const AuditView& view) {
  std::vector<Device> all;
  std::unordered_map<model::Id, std::size_t> index;
  for (const model::Subject& s : view.c.subjects) {
    if (s.kind != "device") continue;
    index.emplace(s.id, all.size());
    all.emplace_back().subject = &s;
  }
  auto of = [&](model::Id id) -> Device* {
    auto at = index.find(id);
    return at == index.end() ? nullptr : &all[at->second];
  };
  for (const Finding& f : view.c.findings)
    if (Device* d = of(f.subject)) add_finding(*d, f);
  for (const model::Identifier& i : view.c.identifiers)
    if (Device* d = of(i.subject)) add_identifier(*d, i);
  for (const model::CaseObservation& o : view.c.observations)
    if (Device* d = of(o.subject)) d->observations.push_back(&o);
  for (const model::Relation& r : view.c.relations) {
    if (Device* d = of(r.subject)) d->relations.push_back(&r);
    if (Device* d = of(r.object)) d->inverse.push_back(&r);
  }
  for (Device& d : all) {
    std::stable_sort(d.findings.begin(), d.findings.end(), [](const Finding* a, const Finding* b) {
      auto key = [](const Finding* f) {
        return std::tuple(reading_rank(f->key), -static_cast<int>(f->confidence), std::string_view(f->value));
      };
      return key(a) < key(b);
    });
  }
  judge_all(all, view);
  std::stable_sort(all.begin(), all.end(), [](const Device& a, const Device& b) {
    auto key = [](const Device& d) {
      return std::tuple(-severity(d.judged->worst), !d.relabelled(),
                        d.maker ? -static_cast<int>(d.maker->confidence) : 0, std::string_view(d.subject->key));
    };
    return key(a) < key(b);
  });
  return all;
}

std::vector<Device> devices_with_peers(const AuditView& view) {
  std::vector<Device> all = devices(view);
  std::unordered_map<model::Id, Device*> of;
  for (Device& d : all) of.emplace(d.subject->id, &d);
  for (assess::Peer& peer : assess::peers(view.c, view.k))
    if (const auto at = of.find(peer.device); at != of.end()) at->second->peers.push_back(std::move(peer));
  return all;
}

Summary summarise(const AuditView& view, const std::vector<Device>& all) {
  Summary s;
  s.devices = all.size();
  std::map<const Judgement*, std::uint64_t> judged;  // alike, how many
  for (const Device& d : all) {
    ++judged[d.judged.get()];
    if (d.relabelled()) ++s.relabelled;
    if (!d.maker) ++s.maker_unknown;
    ++s.roles[d.role_id()];
    ++s.makers[d.maker ? d.maker->value : std::string()];
  }
  for (const std::string& who : asked_whos(view)) {
    Summary::Asker& asker = s.askers.emplace_back();
    asker.who = who;
    for (const auto& [judgement, count] : judged) {
      auto at = judgement->worst_by.find(who);
      Status status = at == judgement->worst_by.end() ? Status::not_restricted : at->second;
      asker.devices[static_cast<std::size_t>(status)] += count;
    }
  }
  return s;
}

}  // namespace lenscap::views
