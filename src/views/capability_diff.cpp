#include "views/capability_diff.hpp"

#include <fmt/format.h>

#include "views/capability.hpp"
#include "views/json_value.hpp"
#include "views/neutral.hpp"
#include "views/paint.hpp"

namespace lenscap::views {
namespace {

using assess::GradedChange;
using assess::MarkerChange;
using assess::MarkerChangeKind;
using model::LayoutChangeKind;

Json field_json(const model::LayoutField& f) {
  if (f.name.empty()) return nullptr;
  return {{"name", neutral(f.name)},
          {"source", neutral(f.source)},
          {"path", neutral(f.path.empty() ? f.source : f.path)},
          {"line", f.line}};
}

Json places_json(const std::vector<model::Mention>& mentions) {
  Json out = Json::array();
  for (const auto& m : mentions)
    out.push_back({{"source", neutral(m.source)},
                   {"path", neutral(m.path.empty() ? m.source : m.path)},
                   {"line", m.line == 0 ? Json(nullptr) : Json(m.line)},
                   {"offset", m.offset},
                   {"place", text_or_null(m.place)},
                   {"format", m.format},
                   {"text", neutral(m.text)}});
  return out;
}

std::string where(const model::LayoutField& f) {
  return fmt::format("{}:{}", neutral(f.path.empty() ? f.source : f.path), f.line);
}

std::string field_sentence(const GradedChange& g) {
  const auto& c = g.change;
  const std::string in = neutral(c.structure);
  switch (c.kind) {
    case LayoutChangeKind::renamed:
      return fmt::format("{} of {} is now called {}: the place is the same{}", neutral(c.before.name), in,
                         neutral(c.after.name), g.marker ? "; whether it still carries data is not shown" : "");
    case LayoutChangeKind::removed:
      return fmt::format("{} of {} has no place any more", neutral(c.before.name), in);
    case LayoutChangeKind::added:
      return fmt::format("{} is new in {}", neutral(c.after.name), in);
  }
  return {};
}

std::string marker_sentence(MarkerChangeKind kind) {
  switch (kind) {
    case MarkerChangeKind::added:
      return "is new";
    case MarkerChangeKind::removed:
      return "is no longer found by its words: that may be a new name, and proves nothing";
    case MarkerChangeKind::hidden:
      return "is gone from pages, menus and documents, and still stands in the program";
  }
  return {};
}

std::string head(std::string_view word, int grade, const TerminalStyle& style) {
  const std::string text = grade > 0 ? fmt::format("{}, grade {}", word, grade) : std::string(word);
  return paint(text, grade >= 5 ? Ink::alarm : grade == 4 ? Ink::warning : Ink::strong, style);
}

void print_change(std::string& out, const GradedChange& g, const TerminalStyle& style) {
  const auto& c = g.change;
  line(out, "  " + head(model::to_string(c.kind), g.marker ? g.marker->grade : 0, style));
  std::string text = field_sentence(g);
  if (c.has_offset) text += fmt::format(" (byte {}, {} long)", c.offset, c.size);
  paragraph(out, text, style, 4);
  if (g.marker) paragraph(out, capability_sentence(*g.marker, model::AnalyticsState::carried), style, 4);
  if (!c.before.name.empty()) paragraph(out, "before  " + where(c.before), style, 6);
  if (!c.after.name.empty()) paragraph(out, "after   " + where(c.after), style, 6);
}

void print_change(std::string& out, const MarkerChange& m, const TerminalStyle& style) {
  line(out, "  " + head(assess::to_string(m.kind), m.marker->grade, style));
  paragraph(
      out, fmt::format("{} ({}) {}", neutral(m.marker->what), neutral(m.marker->product_line), marker_sentence(m.kind)),
      style, 4);
  const auto places = [&](std::string_view when, const std::vector<model::Mention>& mentions) {
    if (mentions.empty()) return;
    const model::Mention& first = mentions.front();
    std::string text = fmt::format("{} {}", when, neutral(first.path.empty() ? first.source : first.path));
    text += first.line > 0 ? fmt::format(":{}", first.line) : fmt::format(" at {:#x}", first.offset);
    if (mentions.size() > 1) text += fmt::format(" and {} more", mentions.size() - 1);
    paragraph(out, text + "  " + neutral(first.text), style, 6);
  };
  places("before ", m.before);
  places("after  ", m.after);
}

}  // namespace

std::string to_capability_diff_json(const CapabilityDiffView& view) {
  Json doc = {{"lenscap", "capability-diff"}, {"schema", 1},
              {"knowledge", view.k.edition},  {"before", neutral(view.before)},
              {"after", neutral(view.after)}, {"fields", Json::array()},
              {"markers", Json::array()},     {"other_changes", view.diff.other_changes}};
  for (const GradedChange& g : view.diff.fields) {
    const auto& c = g.change;
    doc["fields"].push_back({{"change", std::string(model::to_string(c.kind))},
                             {"structure", neutral(c.structure)},
                             {"marker", g.marker ? Json(g.marker->id) : Json(nullptr)},
                             {"grade", g.marker ? Json(g.marker->grade) : Json(nullptr)},
                             {"before", field_json(c.before)},
                             {"after", field_json(c.after)},
                             {"offset", c.has_offset ? Json(c.offset) : Json(nullptr)},
                             {"size", c.has_offset ? Json(c.size) : Json(nullptr)},
                             {"wording", field_sentence(g)}});
  }
  for (const MarkerChange& m : view.diff.markers)
    doc["markers"].push_back({{"change", std::string(assess::to_string(m.kind))},
                              {"marker", m.marker->id},
                              {"grade", m.marker->grade},
                              {"what", neutral(m.marker->what)},
                              {"before", places_json(m.before)},
                              {"after", places_json(m.after)},
                              {"wording", marker_sentence(m.kind)}});
  return doc.dump(2) + "\n";
}

std::string to_capability_diff_terminal(const CapabilityDiffView& view, TerminalStyle style) {
  std::string out;
  line(out, paint(fmt::format("{} → {}", neutral(view.before), neutral(view.after)), Ink::strong, style));
  for (const GradedChange& g : view.diff.fields)
    if (g.marker) print_change(out, g, style);
  for (const MarkerChange& m : view.diff.markers) print_change(out, m, style);
  std::size_t beside = 0;
  for (const GradedChange& g : view.diff.fields) beside += g.marker == nullptr;
  if (beside == view.diff.fields.size() && view.diff.markers.empty())
    paragraph(out, "No marker of an analysis of people changed.", style, 2);
  if (beside > 0)
    paragraph(out, fmt::format("{} other fields of the same structures changed (--json has all)", beside), style, 2);
  if (view.diff.other_changes > 0)
    paragraph(out, fmt::format("{} fields of other structures changed", view.diff.other_changes), style, 2);
  return out;
}

}  // namespace lenscap::views
