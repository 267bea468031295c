// views/terminal.cpp: the report on a terminal: what a director reads first, then one line a device, then what is
// missing.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "knowledge/registry.hpp"
#include "views/neutral.hpp"
#include "views/paint.hpp"
#include "views/sentences.hpp"
#include "views/terminal_doings.hpp"

namespace lenscap::views {

namespace {

using assess::Status;

constexpr int confidence_columns = 9;  // "confirmed"

std::string fitted_heading(std::string_view text, const TerminalStyle& style) {
  return fmt::format("\n{}", paint(fit(text, style.width), Ink::strong, style));
}

std::string to_minute(model::Nanos t) {
  std::string iso = model::to_iso(t);  // 2023-06-13T19:14:35.123456Z
  return iso.size() < 16 ? iso : iso.substr(0, 10) + " " + iso.substr(11, 5);
}

void inputs(std::string& out, const AuditView& view, const TerminalStyle& style) {
  std::uint64_t packets = 0, bytes = 0, captures = 0;
  model::Nanos first = model::no_time, last = model::no_time;
  for (const model::Source& s : view.c.sources) {
    packets += s.packets, bytes += s.bytes;
    if (s.form == model::SourceForm::capture) ++captures;
    if (s.first != model::no_time && (first == model::no_time || s.first < first)) first = s.first;
    if (s.last != model::no_time && s.last > last) last = s.last;
  }
  std::uint64_t documents = view.c.sources.size() - captures;
  std::string text = fmt::format("Read {}", counted(captures, "capture", "captures"));
  if (documents > 0) text += fmt::format(" and {}", counted(documents, "device document", "device documents"));
  text += fmt::format(": {}, {}.", counted(packets, "packet", "packets"), counted(bytes, "byte", "bytes"));
  if (first != model::no_time) text += fmt::format(" Packets from {} to {} UTC.", to_minute(first), to_minute(last));
  paragraph(out, text, style);
  for (const model::Source& s : view.c.sources)
    for (const std::string& note : s.notes)
      if (note.starts_with(model::taken_at_switch))
        paragraph(out, fmt::format("{}: {}.", neutral(s.name), neutral(note)), style);
  paragraph(out,
            fmt::format("Knowledge of {}, address registry of {}.", neutral(view.k.edition),
                        neutral(knowledge::registry_edition())),
            style);
}

// "does not bind" is the answer that people least expect: where it is the whole answer for who asked, it comes first.
void unbound(std::string& out, const AuditView& view, const std::vector<Device>& all, const Summary& s,
             const TerminalStyle& style) {
  if (view.ask.whos.empty()) return;
  for (const Summary::Asker& a : s.askers) {
    auto of = [&](Status status) { return a.devices[static_cast<std::size_t>(status)]; };
    if (of(Status::restricted) + of(Status::restricted_if) + of(Status::restricted_from) > 0) continue;
    std::set<std::string> rules;
    for (const Device& d : all)
      for (const Restriction& r : d.judged->restrictions)
        if (r.answer.status == Status::does_not_bind && std::find(r.whos.begin(), r.whos.end(), a.who) != r.whos.end())
          rules.insert(neutral(r.answer.title.empty() ? r.answer.rule : r.answer.title));
    if (rules.empty()) continue;
    paragraph(out,
              fmt::format("{}: no rule known here restricts you. These restrict others, but do not bind you:",
                          who_title(a.who, view.k)),
              style);
    for (const std::string& rule : rules) paragraph(out, rule, style, 2);
    out += '\n';
  }
}

constexpr int number_width = 8;
constexpr std::size_t columns_shown = 5;
using Counts = std::array<std::uint64_t, columns_shown>;

// Cells are filled by columns: "·" is two bytes and one column.
std::string numbers(const Counts& counts) {
  std::string out;
  for (std::uint64_t n : counts) {
    std::string c = n == 0 ? std::string("·") : grouped(n);
    out.append(static_cast<std::size_t>(std::max(1, number_width - columns(c))), ' ') += c;
  }
  return out;
}

// Askers with the same numbers share a row: the table is as long as the answers differ.
std::vector<std::pair<Counts, std::string>> grouped_askers(const AuditView& view, const Summary& s) {
  std::vector<std::pair<Counts, std::string>> rows;
  for (const Summary::Asker& a : s.askers) {
    auto of = [&](Status status) { return a.devices[static_cast<std::size_t>(status)]; };
    std::uint64_t free = of(Status::does_not_bind) + of(Status::not_restricted) + of(Status::was_until);
    Counts counts = {of(Status::restricted), of(Status::restricted_if), of(Status::restricted_from),
                     of(Status::listed_not_forbidden), free};
    auto same = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.first == counts; });
    if (same == rows.end()) same = rows.insert(rows.end(), {counts, {}});
    if (!same->second.empty()) same->second += "; ";
    same->second += who_title(a.who, view.k);
  }
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  return rows;
}

void askers(std::string& out, const AuditView& view, const Summary& s, const TerminalStyle& style) {
  if (s.devices == 0 || s.askers.empty()) return;
  const int title_width = style.width - number_width * static_cast<int>(columns_shown);
  std::string acts = view.ask.acts.empty() ? "any act" : act_words(view.ask.acts);
  line(out, fitted_heading(
                fmt::format("Devices restricted on {}, for whom ({})", model::to_string(asked_on(view)), acts), style));
  std::string rows, free;
  for (const auto& [counts, whos] : grouped_askers(view, s)) {
    if (std::all_of(counts.begin(), counts.end() - 1, [](std::uint64_t n) { return n == 0; })) {
      free = whos;
      continue;
    }
    std::string title = wrap(whos, title_width - 1, 0);
    std::size_t first = std::min(title.find('\n'), title.size());
    std::string row = pad(title.substr(0, first), title_width) + numbers(counts);
    line(rows, counts[0] > 0 ? paint(row, Ink::strong, style) : row);
    if (first < title.size()) line(rows, title.substr(first + 1));
  }
  if (!rows.empty()) {
    std::string head = pad("", title_width);
    for (std::string_view name : {"now", "if", "later", "listed", "no rule"})
      head += fmt::format("{:>{}}", name, number_width);
    line(out, paint(head, Ink::faint, style));
    out += rows;
  }
  if (!free.empty()) paragraph(out, fmt::format("No rule known restricts or lists them for: {}.", free), style);
  if (!rows.empty())
    paragraph(out,
              "now: restricted. if: only under a condition. later: from a later date. listed: a list or rule reaches "
              "it without forbidding. no rule: none known that binds them. A device counts once a row, by its worst "
              "answer.",
              style);
}

std::string device_address(const Device& d) {
  if (!d.addresses.empty()) return neutral(d.addresses.front());
  if (!d.macs.empty()) return neutral(d.macs.front());
  return d.documents.empty() ? std::string() : neutral(d.documents.front());
}

// One line: confidence, the fullest sentence that fits, the address at the right edge.
std::string device_summary(const Device& d, const AuditView& view, const TerminalStyle& style) {
  constexpr int address_most = 22;
  std::string address = fit(device_address(d), address_most);
  std::vector<std::string> sentences = device_sentences(d, view.k);
  // Digits that follow right-to-left letters would be drawn before them: a Latin word between keeps them apart.
  if (!address.empty() && right_to_left(sentences.front())) address = "at " + address;
  // Where a table of a switch has it, for as long as the fullest sentence fits beside it.
  if (std::string port = neutral(d.own_port()); !port.empty() && !address.empty()) {
    if (std::string name = neutral(attribute(*d.port, "switch")); !name.empty()) port = name + " " + port;
    if (confidence_columns + 2 + columns(sentences.front()) + 2 + columns(port) + 2 + columns(address) <= style.width)
      address = port + "  " + address;
  }
  const int room = style.width - confidence_columns - 2 - (address.empty() ? 0 : columns(address) + 2);
  auto fits =
      std::find_if(sentences.begin(), sentences.end(), [&](const std::string& s) { return columns(s) <= room; });
  std::string sentence = pad(fits == sentences.end() ? sentences.back() : *fits, room);
  std::string word(to_string(d.told_with()));
  return paint(pad(word, confidence_columns), ink_of(d.told_with()), style) + "  " +
         paint(sentence, d.relabelled() ? Ink::strong : Ink::plain, style) + (address.empty() ? "" : "  " + address);
}

std::string group_title(Status status, std::size_t n, const AuditView& view) {
  std::string whom = view.ask.whos.size() == 1 ? who_title(view.ask.whos.front(), view.k)
                                               : std::string("at least one of those asked about");
  switch (status) {
    case Status::restricted:
      return fmt::format("Restricted for {} ({})", whom, n);
    case Status::restricted_if:
      return fmt::format("Restricted under a condition for {} ({})", whom, n);
    case Status::restricted_from:
      return fmt::format("Restricted from a later date for {} ({})", whom, n);
    case Status::was_until:
      return fmt::format("Was restricted, no longer ({})", n);
    case Status::listed_not_forbidden:
      return fmt::format("Listed, but the list does not forbid this ({})", n);
    case Status::does_not_bind:
      return fmt::format("A rule names the maker, but does not bind {} ({})", whom, n);
    case Status::not_restricted:
      return view.ask.whos.empty() ? fmt::format("No rule known reaches their maker ({})", n)
                                   : fmt::format("Not restricted by any rule known ({})", n);
  }
  return "";
}

void device_lines(std::string& out, const AuditView& view, const std::vector<Device>& all, const TerminalStyle& style) {
  for (std::size_t at = 0; at < all.size();) {
    const Status worst = all[at].judged->worst;
    std::size_t end = at;
    while (end < all.size() && all[end].judged->worst == worst) ++end;
    std::string title = fit(group_title(worst, end - at, view), style.width);
    line(out, fmt::format("\n{}", paint(title, ink_of(worst), style)));
    for (; at < end; ++at) line(out, device_summary(all[at], view, style));
  }
}

void not_understood(std::string& out, const AuditView& view, const std::vector<Device>& all,
                    const TerminalStyle& style) {
  std::map<std::string, std::uint64_t> unknown, help;
  for (const Device& d : all)
    for (const model::Finding* f : d.findings) {
      if (f->key != "unknown" && f->key != "contradiction") continue;
      ++unknown[f->key == "unknown" ? fmt::format("{} not known", neutral(f->value))
                                    : fmt::format("evidence disagrees about the {}", neutral(f->value))];
      if (std::string h(help_sentence(attribute(*f, "help"))); !h.empty()) ++help[h];
    }
  if (!unknown.empty()) line(out, fitted_heading("Not told by the evidence", style));
  for (const auto& [what, n] : unknown)
    paragraph(out, fmt::format("{}: {}", what, counted(n, "device", "devices")), style, 2);
  if (!help.empty()) line(out, fitted_heading("What would help", style));
  for (const auto& [what, n] : help)
    paragraph(out, fmt::format("{} ({})", what, counted(n, "device", "devices")), style, 2);

  std::string gaps;
  for (const model::Source& s : view.c.sources) {
    for (const auto& [reason, n] : s.skipped)
      if (n > 0) paragraph(gaps, fmt::format("{}: {} × {}", neutral(s.name), grouped(n), neutral(reason)), style, 2);
    for (const std::string& note : s.notes)
      if (!note.starts_with(model::taken_at_switch))  // no gap: told with the inputs
        paragraph(gaps, fmt::format("{}: {}", neutral(s.name), neutral(note)), style, 2);
  }
  if (!gaps.empty()) line(out, fitted_heading("Skipped or not understood in the input", style));
  out += gaps;
}

}  // namespace

std::string to_terminal(const AuditView& view, TerminalStyle style) {
  style.width = std::max(style.width, 60);
  std::vector<Device> all = devices(view);
  Summary s = summarise(view, all);
  std::string out;
  line(out, paint("Lenscap audit", Ink::strong, style));
  inputs(out, view, style);
  out += '\n';
  unbound(out, view, all, s, style);
  paragraph(out, count_sentence(s), style);
  paragraph(out, label_sentence(s), style);
  paragraph(out, others_sentence(view.c), style);
  askers(out, view, s, style);
  device_lines(out, view, all, style);
  out += sending_lines(all, style);
  out += people_lines(all, view, style);
  not_understood(out, view, all, style);
  return out;
}

}  // namespace lenscap::views
