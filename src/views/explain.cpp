// views/explain.cpp: the whole chain for one subject: findings → observations → where the bytes stand → what stands
// there, and a command by which anyone sees them without Lenscap.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "views/egress_words.hpp"
#include "views/neutral.hpp"
#include "views/paint.hpp"
#include "views/proof.hpp"
#include "views/public_json.hpp"
#include "views/sentences.hpp"

namespace lenscap::views {

namespace {

using model::Finding;

constexpr int indent = 11;  // "confirmed" and two spaces

/// Under the column of confidences.
void detail(std::string& out, std::string_view text, const TerminalStyle& style) {
  paragraph(out, text, style, indent);
}

void line_at(std::string& out, std::string_view text, int at) {
  out.append(static_cast<std::size_t>(at), ' ');
  line(out, text);
}

void heading(std::string& out, std::string_view text, const TerminalStyle& style) {
  line(out, fmt::format("\n{}", paint(text, Ink::strong, style)));
}

void facts(std::string& out, std::string_view name, const std::vector<std::string>& values,
           const TerminalStyle& style) {
  std::string text;
  for (const std::string& v : values) {
    if (!text.empty()) text += ", ";
    text += neutral(v);
  }
  if (text.empty()) return;
  line(out, pad(name, indent) + wrap(text, style.width, indent));
}

// One line an observation under its finding: number, class, kind, value, where.
void reason(std::string& out, const AuditView& view, const Device& d, model::Id id, const TerminalStyle& style) {
  const model::CaseObservation* o = observation_of(view.c, id);
  if (!o) {
    detail(out, fmt::format("[{}] is not in this case", id), style);
    return;
  }
  std::string where;
  for (const model::Span& s : o->locator.spans)
    if (s.packet > 0 && where.empty()) where = fmt::format("packet {}", s.packet);
  std::string head = fmt::format("[{}] {:<11} {} \"{}\"", id, evidence_class(*o, d.findings, view.k), neutral(o->kind),
                                 neutral(o->value));
  int room = style.width - indent - (where.empty() ? 0 : columns(where) + 2);
  line_at(out, where.empty() ? fit(head, room) : pad(head, room) + "  " + where, indent);
}

// Traffic proves itself: the packet by which it began, and how anyone can look at it.
void first_packet(std::string& out, const AuditView& view, const Finding& f, const TerminalStyle& style) {
  if (const std::string_view other = refutation(attribute(f, "refuted_by")); !other.empty())
    detail(out, fmt::format("what else could be true: {}", other), style);
  const auto number = [&](const char* name) {
    const std::string text = attribute(f, name);
    std::uint64_t n = 0;
    std::from_chars(text.data(), text.data() + text.size(), n);
    return n;
  };
  model::Locator first;
  first.source = static_cast<model::SourceIndex>(number("source"));
  first.spans = {{number("packet"), 0, 0}};
  if (first.spans[0].packet == 0 || first.source >= view.c.sources.size()) return;
  detail(out,
         fmt::format("first seen in {}, packet {}", neutral(view.c.sources[first.source].name), first.spans[0].packet),
         style);
  if (const std::string command = look_command(view.c, first); !command.empty())
    line_at(out, paint(neutral(command), Ink::calm, style), indent);
}

void finding(std::string& out, const AuditView& view, const Device& d, const Finding& f, const TerminalStyle& style) {
  std::string word(to_string(f.confidence));
  line(out,
       paint(pad(word, indent), ink_of(f.confidence), style) + wrap(finding_sentence(f, view.k), style.width, indent));
  for (model::Id id : f.observations) reason(out, view, d, id, style);
  if (f.key == "egress") first_packet(out, view, f, style);
  for (const std::string& key : f.knowledge) detail(out, "by " + neutral(key), style);
}

void observation(std::string& out, const AuditView& view, const model::CaseObservation& o, const TerminalStyle& style) {
  constexpr int at = 4;
  const model::Locator& l = o.locator;
  line(out, paint(fit(fmt::format("[{}] {} \"{}\"", o.id, neutral(o.kind), neutral(o.value)), style.width), Ink::strong,
                  style));
  if (auto kind = model::find_kind(o.kind)) paragraph(out, model::info(*kind).meaning, style, at);
  std::string where = l.source < view.c.sources.size() ? neutral(view.c.sources[l.source].name) : "unknown input";
  if (std::string spans = spans_words(l); !spans.empty()) where += ", " + spans;
  paragraph(out, where, style, at);
  if (!l.place.empty()) paragraph(out, neutral(l.place), style, at);
  if (!l.decoder.empty()) paragraph(out, "decoded: " + neutral(l.decoder), style, at);
  std::string seen = fmt::format("seen {}", counted(o.count, "time", "times"));
  if (o.first != model::no_time) seen += fmt::format(", from {} to {}", model::to_iso(o.first), model::to_iso(o.last));
  paragraph(out, seen, style, at);
  Excerpt e = excerpt_of(l);
  if (!l.excerpt.empty()) paragraph(out, fmt::format("{}[[{}]]{}", e.before, e.marked, e.after), style, at);
  if (!e.hex.empty()) paragraph(out, "hex of the field: " + e.hex, style, at);
  // Not wrapped: it is there to be copied.
  if (std::string command = look_command(view.c, l); !command.empty())
    line_at(out, paint(neutral(command), Ink::calm, style), at);
}

void knowledge_lines(std::string& out, const AuditView& view, const Device& d, const TerminalStyle& style) {
  std::set<std::string> keys;
  for (const Finding* f : d.findings) keys.insert(f->knowledge.begin(), f->knowledge.end());
  for (const Finding* f : d.restriction_findings) keys.insert(f->knowledge.begin(), f->knowledge.end());
  if (keys.empty()) return;
  heading(out, "Knowledge used", style);
  for (const std::string& key : keys) {
    EntrySource from = source_of_entry(view, key);
    line(out, fit(neutral(key), style.width));
    paragraph(out,
              from.source.empty() ? "its source is not known" : fmt::format("{} (read {})", from.source, from.date),
              style, 4);
  }
}

void relation_lines(std::string& out, const AuditView& view, const Device& d, const TerminalStyle& style) {
  auto key_of = [&](model::Id id) {
    for (const model::Subject& s : view.c.subjects)
      if (s.id == id) return fmt::format("{} ({})", id, neutral(s.key));
    return std::to_string(id);
  };
  for (const model::Relation* r : d.relations)
    paragraph(out, fmt::format("{} device {}", neutral(r->kind), key_of(r->object)), style, 0);
  for (const model::Relation* r : d.inverse)
    paragraph(out, fmt::format("device {} {} it", key_of(r->subject), neutral(r->kind)), style, 0);
}

const Device* find_device(const std::vector<Device>& all, model::Id subject) {
  auto at = std::find_if(all.begin(), all.end(), [&](const Device& d) { return d.subject->id == subject; });
  return at == all.end() ? nullptr : &*at;
}

}  // namespace

std::string to_explanation(const AuditView& view, model::Id subject, TerminalStyle style) {
  style.width = std::max(style.width, 60);
  std::vector<Device> all = devices(view);
  const Device* d = find_device(all, subject);
  if (!d) return fmt::format("The case has no device {}.\n", subject);
  std::string out;
  line(out, paint(wrap(fmt::format("Device {}: {}.", subject, device_sentences(*d, view.k).front()), style.width, 0),
                  Ink::strong, style));
  facts(out, "key", {d->subject->key}, style);
  facts(out, "address", d->addresses, style);
  facts(out, "hardware", d->macs, style);
  facts(out, "VLAN", d->vlans, style);
  facts(out, "documents", d->documents, style);
  relation_lines(out, view, *d, style);

  heading(out, "Findings", style);
  std::set<model::Id> reasons;
  for (const Finding* f : d->findings) {
    finding(out, view, *d, *f, style);
    reasons.insert(f->observations.begin(), f->observations.end());
  }
  if (d->findings.empty()) line(out, "none");

  heading(out, fmt::format("Restrictions on {}", model::to_string(asked_on(view))), style);
  for (const Restriction& r : d->judged->restrictions) {
    std::string word(to_string(r.answer.confidence));
    std::string sentence = restriction_sentence(r, view.k, asked_on(view));
    if (r.answer.status == assess::Status::not_restricted) word.clear();
    line(out, pad(word, indent) + wrap(sentence, style.width, indent));
    if (r.answer.status != assess::Status::does_not_bind && !r.answer.says_not.empty())
      detail(out, neutral(r.answer.says_not), style);
  }

  if (!reasons.empty()) heading(out, "Observations, and how to look at them", style);
  for (model::Id id : reasons)
    if (const model::CaseObservation* o = observation_of(view.c, id)) observation(out, view, *o, style);
  knowledge_lines(out, view, *d, style);
  return out;
}

std::string to_explanation_json(const AuditView& view, model::Id subject) {
  std::vector<Device> all = devices_with_peers(view);
  const Device* d = find_device(all, subject);
  std::vector<Device> one;
  if (d) one.push_back(*d);
  Json inputs = Json::array();
  for (const model::Source& s : view.c.sources) inputs.push_back(input_json(s));
  return print({{"lenscap", "explanation"},
                {"schema", schema_version},
                {"subject", subject},
                {"asked", asked_json(view)},
                {"knowledge", knowledge_json(view, one)},
                {"inputs", std::move(inputs)},
                {"device", d ? device_json(view, *d) : Json(nullptr)}});
}

}  // namespace lenscap::views
