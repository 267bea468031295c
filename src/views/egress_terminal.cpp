// views/egress_terminal.cpp: per device what it sends in one sentence, what follows, and a table of its peers.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "assess/egress_findings.hpp"
#include "views/egress.hpp"
#include "views/egress_words.hpp"
#include "views/neutral.hpp"
#include "views/paint.hpp"
#include "views/sentences.hpp"

namespace lenscap::views {

namespace {

using assess::Outcome;
using assess::Peer;
using assess::Side;

constexpr int confidence_width = 11;     // "confirmed" and two spaces
constexpr std::size_t peers_shown = 40;  // a side; the rest is counted, --json and --csv have all

Ink ink_of_outcome(Outcome outcome) {
  return outcome == Outcome::answered ? Ink::strong : outcome == Outcome::name_only ? Ink::faint : Ink::plain;
}

std::string right(std::string text, int width) {
  text.insert(0, static_cast<std::size_t>(std::max(0, width - columns(text))), ' ');
  return text;
}

struct Columns {
  int whom = 0, service = 9, out = 9, in = 9, tries = 7, outcome = 10;
};

/// Numbers keep their width, the peer takes what is left.
Columns columns_for(const std::vector<const Peer*>& rows, const TerminalStyle& style) {
  Columns c;
  for (const Peer* p : rows) c.service = std::max(c.service, std::min(columns(service(*p)), 14));
  c.whom = style.width - 2 - c.service - c.out - c.in - c.tries - c.outcome - 4;
  return c;
}

/// The name where there is one, and who is behind it on the next line: that keeps 80 columns readable. A name too long
/// for its column has a line of its own: whom a device talks to is never cut short.
void peer_rows(std::string& out, const AuditView& view, const Peer& p, const Columns& c, const TerminalStyle& style) {
  const std::string address = peer_text(view.c, p), name = neutral(p.name);
  const std::string title = name.empty() ? address : name;
  const bool traffic = p.outcome != Outcome::name_only;
  const Ink ink = ink_of_outcome(p.outcome);
  const bool apart = columns(title) > c.whom;
  if (apart) paragraph(out, title, style, 2, ink);
  line(out, "  " + paint(pad(apart ? "" : title, c.whom), ink, style) + " " +
                pad(traffic ? service(p) : "dns", c.service) + right(traffic ? bytes_word(p.bytes_out) : "", c.out) +
                right(traffic ? bytes_word(p.bytes_in) : "", c.in) + right(grouped(p.attempts), c.tries) + "  " +
                std::string(outcome_word(p.outcome)));
  std::string who = p.side == Side::outside ? whose(p) : std::string();
  if (p.endpoint != nullptr) who += ": " + purpose_words(p.endpoint->purposes);
  else if (p.traversal) who += ": " + purpose_words({"p2p"});
  if (p.by_alias) who += ", by its alias " + neutral(p.alias);
  if (!name.empty() && name != address) who = address + "  " + who;
  if (p.sinkholed) who += "; answered with no outside address";
  if (p.opened == model::Opened::by_peer) who += who.empty() ? "it called" : "; it called";
  if (!who.empty()) paragraph(out, who, style, 4, Ink::faint);
}

void table(std::string& out, const AuditView& view, const Device& d, Side side, std::string_view title,
           const TerminalStyle& style) {
  std::vector<const Peer*> rows;
  for (const Peer& p : d.peers)
    if (p.side == side) rows.push_back(&p);
  if (rows.empty()) return;
  std::stable_sort(rows.begin(), rows.end(), [](const Peer* a, const Peer* b) {
    return std::pair(b->bytes_out, b->attempts) < std::pair(a->bytes_out, a->attempts);
  });
  const Columns c = columns_for(rows, style);
  line(out, "  " + paint(pad(title, c.whom) + " " + pad("service", c.service) + right("sent", c.out) +
                             right("received", c.in) + right("tries", c.tries) + "  outcome",
                         Ink::faint, style));
  for (std::size_t i = 0; i < rows.size() && i < peers_shown; ++i) peer_rows(out, view, *rows[i], c, style);
  if (rows.size() > peers_shown)
    paragraph(out, fmt::format("and {} more: --csv and --json have all", grouped(rows.size() - peers_shown)), style, 2);
}

void device(std::string& out, const AuditView& view, const Device& d, const TerminalStyle& style) {
  std::string where = d.addresses.empty() ? neutral(d.subject->key) : neutral(d.addresses.front());
  line(out, "\n" + paint(fit(fmt::format("[{}] {}  {}", d.subject->id, where, device_sentences(d, view.k).back()),
                             style.width),
                         Ink::strong, style));
  paragraph(out, sending_sentence(d.peers, d.egress) + ".", style);
  for (const model::Finding* f : d.egress) {
    const std::string word(to_string(f->confidence));
    line(out, paint(pad(word, confidence_width), ink_of(f->confidence), style) +
                  wrap(egress_sentence(*f), style.width, confidence_width));
  }
  table(out, view, d, Side::outside, "outside", style);
  table(out, view, d, Side::inside, "inside", style);
  table(out, view, d, Side::group, "to groups", style);
}

/// What is in no row of a table.
void beside(std::string& out, const Device& d, const std::map<model::Id, assess::Unplaced>& all,
            const TerminalStyle& style) {
  const auto at = all.find(d.subject->id);
  if (at == all.end()) return;
  const auto& u = at->second;
  if (u.packets_out + u.packets_in > 0)
    paragraph(out,
              fmt::format("beyond the bound of rows, peers not told: {} sent, {} received", bytes_word(u.bytes_out),
                          bytes_word(u.bytes_in)),
              style, 2);
  if (u.odd_names > 0)
    paragraph(out, counted(u.odd_names, "name that is no host name: counted", "names that are no host names: counted"),
              style, 2);
}

}  // namespace

std::string to_egress_terminal(const AuditView& view, const EgressFilter& filter, TerminalStyle style) {
  style.width = std::max(style.width, 60);
  const std::vector<Device> all = sending_devices(view, filter);
  const auto unplaced = assess::unplaced(view.c);
  std::string out;
  line(out, paint("Lenscap egress", Ink::strong, style));
  if (!assess::traffic_was_kept(view.c)) {
    paragraph(out,
              "This case holds no traffic: it was kept without, or its inputs show none. Audit the captures again.",
              style);
    return out;
  }
  if (all.empty())
    paragraph(out,
              filter.any() ? "No device meets what was asked for."
                           : "No camera, recorder or device of a camera maker was found.",
              style);
  for (const Device& d : all) {
    device(out, view, d, style);
    beside(out, d, unplaced, style);
  }
  const std::string& date = assess::known_networks().date;
  if (!date.empty())
    paragraph(
        out,
        fmt::format("\"Registered in\" is what the table of networks of {} says of an address, not where a machine "
                    "stands: anycast and CDNs answer from elsewhere.",
                    date),
        style);
  return out;
}

}  // namespace lenscap::views
