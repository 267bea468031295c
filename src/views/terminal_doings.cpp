#include "views/terminal_doings.hpp"

#include <fmt/format.h>

#include <map>
#include <set>
#include <tuple>

#include "model/capability.hpp"
#include "views/capability.hpp"
#include "views/egress_words.hpp"
#include "views/neutral.hpp"
#include "views/paint.hpp"
#include "views/sentences.hpp"

namespace lenscap::views {

namespace {

std::string title_line(std::string_view text, const TerminalStyle& style) {
  return fmt::format("\n{}\n", paint(fit(text, style.width), Ink::strong, style));
}

std::string indented(std::string_view text, const TerminalStyle& style) {
  constexpr int indent = 2;
  return fmt::format("{:{}}{}\n", "", indent, wrap(text, style.width, indent));
}

}  // namespace

std::string sending_lines(const std::vector<Device>& all, const TerminalStyle& style) {
  std::map<std::string, std::set<model::Id>> by_title;
  for (const Device& d : all)
    for (const model::Finding* f : d.egress)
      if (f->value != "nothing_seen") by_title[egress_title(f->value)].insert(d.subject->id);
  if (by_title.empty()) return {};
  std::string out = title_line("Where they send (lenscap egress tells whom)", style);
  for (const auto& [title, devices] : by_title)
    out += indented(fmt::format("{}: {}", title, counted(devices.size(), "device", "devices")), style);
  return out;
}

std::string people_lines(const std::vector<Device>& all, const AuditView& view, const TerminalStyle& style) {
  // The gravest first: grade, then how near to people.
  std::map<std::tuple<int, int, std::string>, std::set<model::Id>> by_sentence;
  for (const Device& d : all)
    for (const model::Finding* f : d.findings) {
      if (f->key != "capability") continue;
      const knowledge::Marker* marker = view.k.marker(f->value);
      const auto state = model::parse_analytics_state(attribute(*f, "state"));
      if (marker == nullptr || !state) continue;
      by_sentence[{-marker->grade, -static_cast<int>(*state), capability_finding(*f, view.k)}].insert(d.subject->id);
    }
  if (by_sentence.empty()) return {};
  std::string out = title_line("What they can do to people", style);
  constexpr std::size_t most_lines = 8;
  std::size_t lines = 0;
  for (const auto& [order, devices] : by_sentence) {
    if (lines++ == most_lines) break;
    std::string sentence = std::get<2>(order);
    if (sentence.ends_with('.')) sentence.pop_back();
    out += indented(fmt::format("{}: {}", sentence, counted(devices.size(), "device", "devices")), style);
  }
  if (by_sentence.size() > most_lines)
    out += indented(fmt::format("and {} more of lower grade or state (lenscap explain, --json, --html)",
                                by_sentence.size() - most_lines),
                    style);
  return out;
}

}  // namespace lenscap::views
