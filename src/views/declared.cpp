#include "views/declared.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "views/json_value.hpp"
#include "views/neutral.hpp"

namespace lenscap::views {

namespace {

using assess::Comparison;
using assess::Conversation;
using assess::DeviceStanding;
using assess::LineStanding;
using assess::Standing;
using knowledge::DeclaredPeer;
using knowledge::PeerForm;

std::string service(std::uint8_t protocol, const knowledge::PortRange& ports) {
  const std::string name = protocol == 0    ? "any protocol"
                           : protocol == 6  ? "tcp"
                           : protocol == 17 ? "udp"
                           : protocol == 1  ? "icmp"
                                            : fmt::format("protocol {}", protocol);
  if (ports.any() || (protocol != 6 && protocol != 17)) return name;
  return ports.from == ports.to ? fmt::format("{} {}", name, ports.from)
                                : fmt::format("{} {}-{}", name, ports.from, ports.to);
}

std::string said(const DeclaredPeer& line) {
  std::string peer = line.form == PeerForm::prefix        ? to_string(line.prefix)
                     : line.form == PeerForm::names_below ? "*." + line.peer
                     : line.form == PeerForm::name        ? line.peer
                                                          : std::string(to_string(line.form));
  if (line.form > PeerForm::prefix && !line.peer.empty()) peer += " " + line.peer;
  return fmt::format("{} {}", neutral(peer), service(line.protocol, line.ports));
}

std::string place(const Conversation& c, const model::Case& all) {
  std::string out = c.source < all.sources.size() ? neutral(all.sources[c.source].name) : "?";
  if (c.packet != 0) out += fmt::format(" packet {}", c.packet);
  return out;
}

std::string measured(const Conversation& c, const model::Case& all) {
  const std::string name = c.names.empty() ? to_string(c.peer) : neutral(c.names.front()) + " " + to_string(c.peer);
  return fmt::format(
      "{} {}: {} packets out, {} in, {}; {}", name,
      service(c.protocol, c.addresses_only ? knowledge::PortRange{} : knowledge::PortRange{c.port, c.port}),
      c.packets_out, c.packets_in,
      c.answered  ? "answered"
      : c.refused ? "refused"
                  : "no answer",
      place(c, all));
}

std::string device_line(const DeviceStanding& d) {
  std::string name = neutral(d.device.key);
  if (!d.device.addresses.empty()) name = to_string(d.device.addresses.front()) + " " + name;
  return fmt::format("device {}  {}\n", d.device.id, name);
}

/// Wrapped below its first word.
void put(std::string& out, std::string_view word, std::string_view text, int width) {
  constexpr int indent = 14;
  out += fmt::format("  {:<12}{}\n", word, wrap(text, width, indent));
}

std::string write_device(const DeviceStanding& d, const Comparison& all, const model::Case& c, int width) {
  std::string out = device_line(d);
  for (const LineStanding& line : d.lines)
    if (!line.kept_by.empty())
      put(out, "kept",
          fmt::format("{}: {} of its peers ({})", said(*line.line), line.kept_by.size(), neutral(line.line->where)),
          width);
  for (const Standing standing : {Standing::broken, Standing::tried})
    for (const std::size_t i : d.conversations)
      if (all.standings[i] == standing) put(out, to_string(standing), measured(all.conversations[i], c), width);
  for (const LineStanding& line : d.lines)
    if (line.kept_by.empty())
      put(out, "never used",
          fmt::format("{}{} ({})", said(*line.line), line.nobody ? ", and nobody here is that" : "",
                      neutral(line.line->where)),
          width);
  return out;
}

}  // namespace

std::string to_declared_terminal(const Comparison& all, const knowledge::Declared& declared, const model::Case& c,
                                 TerminalStyle style) {
  std::string out;
  std::size_t without = 0;
  for (const DeviceStanding& d : all.devices) {
    const bool any = !d.lines.empty() || std::any_of(d.conversations.begin(), d.conversations.end(),
                                                     [&](auto i) { return all.standings[i] != Standing::undeclared; });
    if (any) out += write_device(d, all, c, style.width) + "\n";
    else ++without;
  }
  out += fmt::format("Nothing is declared for {} of {} devices.\n", without, all.devices.size());
  for (const auto* nobody : all.about_nobody)
    if (!nobody->applies_to.nobody()) out += fmt::format("No device here is meant by {}.\n", neutral(nobody->where));
  for (const auto& error : declared.not_understood) out += neutral(to_line(error)) + "\n";
  return out;
}

std::string to_declared_json(const Comparison& all, const knowledge::Declared& declared, const model::Case& c) {
  Json devices = Json::array(), problems = Json::array();
  for (const DeviceStanding& d : all.devices) {
    Json lines = Json::array(), peers = Json::array();
    for (const LineStanding& line : d.lines)
      lines.push_back({{"where", neutral(line.line->where)},
                       {"allows", said(*line.line)},
                       {"source", neutral(line.declaration->source)},
                       {"date", neutral(line.declaration->date)},
                       {"standing", line.kept_by.empty() ? "never_used" : "kept"},
                       {"peers", line.kept_by.size()}});
    for (const std::size_t i : d.conversations) {
      const Conversation& one = all.conversations[i];
      peers.push_back({{"peer", to_string(one.peer)},
                       {"name", one.names.empty() ? Json() : Json(neutral(one.names.front()))},
                       {"protocol", one.protocol},
                       {"port", one.port},
                       {"standing", to_string(all.standings[i])},
                       {"packets_out", one.packets_out},
                       {"packets_in", one.packets_in},
                       {"bytes_out", one.bytes_out},
                       {"bytes_in", one.bytes_in},
                       {"observation", place(one, c)}});
    }
    devices.push_back({{"device", d.device.id}, {"key", neutral(d.device.key)}, {"lines", lines}, {"peers", peers}});
  }
  for (const auto& error : declared.not_understood)
    problems.push_back({{"what", neutral(error.what)}, {"where", neutral(error.where)}});
  return Json({{"lenscap", "declared"}, {"devices", devices}, {"not_understood", problems}}).dump(2) + "\n";
}

}  // namespace lenscap::views
