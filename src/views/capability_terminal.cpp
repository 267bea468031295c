// views/capability_terminal.cpp: what each input can do to people, the gravest first: one marker a row, its word and
// place below it, the law once at the end.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "views/capability.hpp"
#include "views/neutral.hpp"
#include "views/paint.hpp"

namespace lenscap::views {
namespace {

using assess::CapabilityFinding;

Ink ink_of_grade(int grade) {
  return grade >= 5 ? Ink::alarm : grade == 4 ? Ink::warning : grade == 3 ? Ink::strong : Ink::plain;
}

/// Findings of one marker in one state, in one place of evidence.
struct Row {
  std::vector<const CapabilityFinding*> places;
};
using Rows = std::map<std::tuple<int, int, std::string>, Row>;  // grade and state falling, marker

/// "fw.zip!/usr/lib/libx.so, line 3", "offset 0x1f0"
std::string whereabouts(const model::Mention& m) {
  std::string out = neutral(m.path.empty() ? m.source : m.path);
  out += m.line > 0 ? fmt::format(":{}", m.line) : fmt::format(" at {:#x}", m.offset);
  if (m.encoding != "utf-8") out += " (" + m.encoding + ")";
  return out;
}

void print_row(std::string& out, const Row& row, const TerminalStyle& style) {
  constexpr int indent = 20;
  constexpr std::size_t most_places = 3;
  const CapabilityFinding& first = *row.places.front();
  const int grade = first.marker->grade;
  out += "  " + paint(fmt::format("grade {}", grade), ink_of_grade(grade), style) + "  " +
         pad(state_words(first.mention.state), indent - 11) + " ";
  std::string text = capability_sentence(*first.marker, first.mention.state);
  if (first.confidence == model::Confidence::possible) text += " [possible: the marker's source is uncertain]";
  line(out, wrap(text, style.width, indent));
  for (std::size_t i = 0; i < row.places.size() && i < most_places; ++i) {
    const model::Mention& m = row.places[i]->mention;
    paragraph(out, fit(neutral(m.text), style.width - indent), style, indent);
    if (!m.known_as.empty())
      paragraph(out,
                fmt::format("another edition calls this very place {}: {}", neutral(m.known_as),
                            neutral(row.places[i]->marker->source)),
                style, indent + 2);
    const bool told = m.place.empty() || m.place == m.text;
    paragraph(out, whereabouts(m) + (told ? "" : "  " + neutral(m.place)), style, indent + 2);
  }
  if (row.places.size() > most_places)
    paragraph(out, fmt::format("and {} more places (--json has all)", row.places.size() - most_places), style, indent);
  if (!first.marker->note.empty() && grade == 5) paragraph(out, neutral(first.marker->note), style, indent);
}

void print_laws(std::string& out, const CapabilityView& view, const TerminalStyle& style) {
  std::set<std::pair<int, const knowledge::GradeLaw*>> laws;
  for (const CapabilityFinding& f : view.found.findings)
    for (const knowledge::GradeLaw* law : f.laws) laws.emplace(-f.marker->grade, law);
  if (laws.empty()) return;
  line(out, paint("What law speaks of this", Ink::strong, style));
  paragraph(out, "Whether it binds depends on who uses it, where and for what; no document of a device says that.",
            style, 2);
  for (const auto& [grade, law] : laws) {
    std::string text = fmt::format("grade {}  {}: {}", -grade, law->citation, law->says);
    if (law->from)
      text += law->certainty == "unknown" ? fmt::format(" (enacted to apply from {})", model::to_string(*law->from))
                                          : fmt::format(" (applies from {})", model::to_string(*law->from));
    if (!law->note.empty()) text += ". " + law->note;
    paragraph(out, text, style, 2);
  }
}

void print_input(std::string& out, const model::CapabilityInput& input, const TerminalStyle& style) {
  std::string text = fmt::format("{}: {}, {} bytes", neutral(input.name), neutral(input.format), input.bytes);
  if (input.bytes > 0)
    text += fmt::format(", {:.0f}% explained", std::min(100.0, 100.0 * static_cast<double>(input.explained) /
                                                                   static_cast<double>(input.bytes)));
  if (input.encrypted > 0) text += fmt::format(", {} bytes encrypted: nothing can be said of them", input.encrypted);
  paragraph(out, text, style, 2);
  for (const auto& [format, bytes] : input.not_unpacked)
    paragraph(out, fmt::format("not unpacked: {}, {} bytes", neutral(format), bytes), style, 4);
  for (const auto& [reason, count] : input.skipped)
    paragraph(out, fmt::format("left out: {} ({})", neutral(reason), count), style, 4);
  for (const auto& [what, value] : input.facts)
    paragraph(out, fmt::format("{}: {}", neutral(what), neutral(value)), style, 4);
  for (std::size_t i = 0; i < input.notes.size() && i < 8; ++i) paragraph(out, neutral(input.notes[i]), style, 4);
  if (!input.hosts.empty()) {
    std::string hosts = "can talk to: ";
    for (std::size_t i = 0; i < input.hosts.size() && i < 12; ++i) hosts += (i ? ", " : "") + neutral(input.hosts[i]);
    if (input.hosts.size() > 12) hosts += fmt::format(" and {} more", input.hosts.size() - 12);
    paragraph(out, hosts, style, 4);
  }
}

}  // namespace

std::string to_capability_terminal(const CapabilityView& view, TerminalStyle style) {
  std::string out;
  std::map<std::string, Rows> subjects;
  for (const CapabilityFinding& f : view.found.findings) {
    const model::Mention& m = f.mention;
    const bool of_device = !m.subject.empty() && (m.place.starts_with('/') || m.format == "capture");
    subjects[of_device ? m.subject : m.source][{-f.marker->grade, -static_cast<int>(m.state), m.marker}]
        .places.push_back(&f);
  }
  if (subjects.empty()) {
    line(out, "No marker of an analysis of people was found in what could be read.");
    paragraph(out, "That proves nothing: fields get renamed, and what is packed or encrypted was not seen.", style, 0);
  }
  for (const auto& [subject, rows] : subjects) {
    line(out, paint(neutral(subject), Ink::strong, style));
    for (const auto& [key, row] : rows) print_row(out, row, style);
    out += '\n';
  }
  if (!view.found.denied.empty()) {
    std::set<std::string> words;
    for (const CapabilityFinding& f : view.found.denied) words.insert(neutral(f.mention.text));
    line(out, paint("Said not to be there", Ink::strong, style));
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
    paragraph(out, text, style, 2);
    out += '\n';
  }
  print_laws(out, view, style);
  out += '\n';
  line(out, paint("Read", Ink::strong, style));
  for (const auto& input : view.inputs) print_input(out, input, style);
  return out;
}

}  // namespace lenscap::views
