#include "wire/mac_table.hpp"

#include <algorithm>
#include <array>

#include "wire/mac_table_snmp.hpp"
#include "wire/mac_table_text.hpp"

namespace lenscap::wire {

using namespace mac_table;

namespace {

enum class Form : std::uint8_t { none, cisco, aruba_cx, procurve, juniper, mikrotik, bridge_fdb };

constexpr std::array<std::string_view, 7> form_names = {"",        "cisco",    "aruba-cx",  "procurve",
                                                        "juniper", "mikrotik", "bridge-fdb"};

/// The form whose heading a line is.
Form heading_of(std::string_view line) {
  if (holds_in_order(line, {"vlan", "mac", "address", "type", "age", "interfaces"})) return Form::juniper;
  if (holds_in_order(line, {"ethernet", "switching", "table"}) ||
      holds_in_order(line, {"ethernet-switching", "table:"}))
    return Form::juniper;
  if (holds_in_order(line, {"mac", "address", "vlan", "type", "port"})) return Form::aruba_cx;
  if (holds_in_order(line, {"vlan", "mac", "address"}) && line.find("ort") != line.npos) return Form::cisco;
  if (holds_in_order(line, {"mac", "address", "port"})) return Form::procurve;
  if (holds_in_order(line, {"mac-address", "on-interface"})) return Form::mikrotik;
  return Form::none;
}

/// "3c:ef:8c:00:12:34 dev swp7": no heading, so the words themselves must say it.
bool is_fdb_line(const std::vector<std::string_view>& words) {
  return words.size() >= 3 && words[1] == "dev" && words[0].size() == 17 && mac_of(words[0]);
}

/// The switch's name in front of a prompt that a command follows: "sw1#show mac", "admin@sw1> show", "[admin@sw1] >".
/// What stands before '@' is a person and is not read.
std::string_view name_in_prompt(std::string_view line) {
  const auto end = line.starts_with('[') ? line.find(']') : line.find_first_of("#>$");
  if (end == line.npos || end == 0) return {};
  const std::string_view command = line.substr(end + 1);
  const bool asks = command.find("mac") != command.npos || command.find("ethernet-switching") != command.npos ||
                    command.find("bridge") != command.npos;
  if (!asks) return {};
  std::string_view name = trimmed(line.substr(0, end));
  if (const auto at = name.rfind('@'); at != name.npos) name.remove_prefix(at + 1);
  if (const auto path = name.find(':'); path != name.npos) name = name.substr(0, path);  // root@sw1:~#
  if (name.starts_with('[')) name.remove_prefix(1);
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
  });
  return plain && name.size() <= 63 ? name : std::string_view();
}

/// Where the switch has itself or everyone, and no host's cable is.
bool is_no_port(std::string_view port) {
  constexpr std::array<std::string_view, 10> own = {"cpu", "router", "switch", "drop",  "self",
                                                    "-",   "all",    "flood",  "local", "all-members"};
  return port.empty() || std::any_of(own.begin(), own.end(), [&](std::string_view w) { return same_word(port, w); });
}

/// Junos names ports by medium and place: ge-0/0/7.0, ae1.0, et-0/0/1:0.0.
bool is_junos_port(std::string_view word) {
  const auto dash = word.find('-');
  if (dash == 2 && word.find('/') != word.npos) return true;
  return (word.starts_with("ae") || word.starts_with("me")) && word.size() > 2 && word[2] >= '0' && word[2] <= '9';
}

bool has_word(const std::vector<std::string_view>& words, std::string_view wanted) {
  return std::find(words.begin(), words.end(), wanted) != words.end();
}

/// The row of a line in `form`; its port is empty when the line is none.
MacTableRow row_of(const std::vector<std::string_view>& words, Form form) {
  MacTableRow row;
  std::size_t at = 0;
  while (at < words.size()) {
    if (const auto mac = mac_of(words[at])) {
      row.mac = *mac;
      break;
    }
    ++at;
  }
  if (at == words.size()) return {};
  const std::size_t behind = words.size() - at - 1;
  switch (form) {
    case Form::cisco:
      if (behind < 1 || same_word(words.back(), "static") || same_word(words.back(), "dynamic")) return {};
      if (at > 0 && all_digits(words[at - 1])) row.vlan = words[at - 1];
      row.port = words.back();
      break;
    case Form::aruba_cx:
      if (behind < 3) return {};
      if (all_digits(words[at + 1])) row.vlan = words[at + 1];
      row.port = words.back();
      break;
    case Form::procurve:
      if (behind < 1) return {};
      row.port = words[at + 1];
      if (behind >= 2 && all_digits(words[at + 2])) row.vlan = words[at + 2];
      break;
    case Form::juniper:
      if (at > 0) row.vlan = words[at - 1];
      for (std::size_t i = at + 1; i < words.size() && row.port.empty(); ++i)
        if (is_junos_port(words[i])) row.port = words[i];
      break;
    case Form::mikrotik: {
      for (std::size_t i = 0; i < at; ++i)
        if (words[i].find('L') != words[i].npos) return {};
      std::size_t next = at + 1;
      if (behind >= 3 && all_digits(words[next])) row.vlan = words[next++];
      if (next < words.size()) row.port = words[next];
      break;
    }
    case Form::bridge_fdb:
      if (!is_fdb_line(words) || has_word(words, "permanent") || has_word(words, "self")) return {};
      row.port = words[2];
      for (std::size_t i = 3; i + 1 < words.size(); ++i)
        if (words[i] == "vlan") row.vlan = words[i + 1];
      break;
    case Form::none:
      return {};
  }
  if (is_no_port(row.port)) return {};
  return row;
}

std::optional<MacTable> parse_printed(std::string_view text) {
  MacTable table;
  Form form = Form::none;
  std::string_view switch_name;
  std::uint32_t number = 0;
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view line = next_line(rest);
    ++number;
    if (const auto name = name_in_prompt(line); !name.empty()) {
      switch_name = name;
      if (line.find("bridge fdb") == line.npos) form = Form::none;  // another command's output begins
      continue;
    }
    if (const Form heading = heading_of(line); heading != Form::none) {
      form = heading;
      continue;
    }
    const auto words = words_of(line);
    const Form now = form == Form::none && is_fdb_line(words) ? Form::bridge_fdb : form;
    if (now == Form::none) continue;
    MacTableRow row = row_of(words, now);
    row.switch_name = switch_name;
    row.line = number;
    if (table.format.empty() && !row.port.empty()) table.format = form_names[static_cast<std::size_t>(now)];
    add_row(table, row);
  }
  if (table.rows.empty()) return {};
  return table;
}

/// The columns of a CSV heading that are read; no column: npos.
struct Columns {
  static constexpr std::size_t none = SIZE_MAX;
  std::size_t mac = none, vlan = none, switch_name = none, port = none;
};

std::vector<std::string_view> cells_of(std::string_view line, char separator) {
  constexpr std::size_t most_cells = 64;
  std::vector<std::string_view> cells;
  for (bool more = true; more && cells.size() < most_cells;) {
    std::size_t end = line.find(separator);
    if (line.starts_with('"')) {  // cells of a table like this hold no quote of their own
      const auto quote = line.find('"', 1);
      if (quote == line.npos) return {};
      cells.push_back(line.substr(1, quote - 1));
      end = line.find(separator, quote);
    } else {
      cells.push_back(trimmed(line.substr(0, end)));
    }
    more = end != line.npos;
    if (more) line.remove_prefix(end + 1);
  }
  return cells;
}

Columns columns_of(const std::vector<std::string_view>& heading) {
  Columns columns;
  auto is = [](std::string_view cell, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return same_word(cell, w); });
  };
  for (std::size_t i = 0; i < heading.size(); ++i) {
    if (is(heading[i], {"mac", "mac address", "mac_address", "mac-address"})) columns.mac = i;
    else if (is(heading[i], {"vlan", "vlan id", "vlan_id", "vid"})) columns.vlan = i;
    else if (is(heading[i], {"switch", "switch name", "switch_name"})) columns.switch_name = i;
    else if (is(heading[i], {"port", "interface", "ports"})) columns.port = i;
  }
  return columns;
}

std::optional<MacTable> parse_csv(std::string_view text) {
  std::string_view rest = text;
  std::string_view heading = next_line(rest);
  constexpr std::string_view mark("\xef\xbb\xbf");  // of UTF-8 files from spreadsheets
  if (heading.starts_with(mark)) heading.remove_prefix(mark.size());
  char separator = 0;
  Columns columns;
  for (const char c : {',', ';', '\t'}) {
    columns = columns_of(cells_of(heading, c));
    if (columns.mac != Columns::none && columns.port != Columns::none) {
      separator = c;
      break;
    }
  }
  if (separator == 0) return {};
  MacTable table{"csv", {}, 0};
  for (std::uint32_t number = 2; !rest.empty(); ++number) {
    const auto cells = cells_of(next_line(rest), separator);
    auto cell = [&](std::size_t i) { return i < cells.size() ? cells[i] : std::string_view(); };
    const auto mac = mac_of(cell(columns.mac));
    if (!mac || is_no_port(cell(columns.port))) continue;
    add_row(table, {*mac, cell(columns.port), cell(columns.vlan), cell(columns.switch_name), number});
  }
  if (table.rows.empty()) return {};
  return table;
}

}  // namespace

std::optional<MacTable> parse_mac_table(std::string_view text) {
  if (auto table = parse_csv(text)) return table;
  if (auto table = parse_snmp_walk(text)) return table;
  return parse_printed(text);
}

}  // namespace lenscap::wire
