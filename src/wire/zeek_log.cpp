#include "wire/zeek_log.hpp"

#include <algorithm>

#include "wire/json_line.hpp"
#include "wire/json_walk.hpp"

namespace lenscap::wire {
namespace {

using std::string_view;

/// In the order of ZeekField.
constexpr std::array<string_view, static_cast<std::size_t>(ZeekField::count_)> names = {
    "ts",
    "_path",
    "id.orig_h",
    "id.orig_p",
    "id.resp_h",
    "id.resp_p",
    "proto",
    "duration",
    "orig_bytes",
    "resp_bytes",
    "conn_state",
    "history",
    "orig_pkts",
    "orig_ip_bytes",
    "resp_pkts",
    "resp_ip_bytes",
    "ip_proto",
    "vlan",
    "orig_l2_addr",
    "resp_l2_addr",
    "query",
    "qtype_name",
    "rcode_name",
    "answers",
    "server_name",
    "subject",
    "issuer",
    "ja4",
    "established",
    "client_initial_dcid",
    "method",
    "host",
    "uri",
    "user_agent",
    "status_code",
    "resp_mime_types",
    "mac",
    "client_addr",
    "assigned_addr",
    "host_name",
    "client_fqdn",
    "msg_types",
    "server",
    "host_key_alg",
    "software_type",
    "unparsed_version",
};

constexpr std::size_t longest_separator = 8;
constexpr std::size_t most_columns = 512;  // conn.log has 22, and sites add a few

/// A site may have its records joined by another sign than the point (Log::default_scope_sep), and Bro 2.5 had another
/// name for the address that DHCP gave.
ZeekField field_of(string_view name) {
  if (name == "assigned_ip") return ZeekField::assigned_addr;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].size() != name.size()) continue;
    if (names[i] == name ||
        (names[i].starts_with("id.") && name.starts_with("id") && name.substr(3) == names[i].substr(3)))
      return static_cast<ZeekField>(i);
  }
  return ZeekField::count_;
}

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string undo_hex(string_view value) {
  std::string text;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool escape = value.size() - i >= 4 && value[i] == '\\' && value[i + 1] == 'x' && hex(value[i + 2]) >= 0 &&
                        hex(value[i + 3]) >= 0;
    if (escape) {
      text += static_cast<char>(hex(value[i + 2]) * 16 + hex(value[i + 3]));
      i += 3;
    } else {
      text += value[i];
    }
  }
  return text;
}

ZeekLog log_called(string_view path) {
  constexpr std::array<std::pair<string_view, ZeekLog>, 8> logs = {{{"conn", ZeekLog::conn},
                                                                    {"dns", ZeekLog::dns},
                                                                    {"ssl", ZeekLog::ssl},
                                                                    {"http", ZeekLog::http},
                                                                    {"quic", ZeekLog::quic},
                                                                    {"dhcp", ZeekLog::dhcp},
                                                                    {"ssh", ZeekLog::ssh},
                                                                    {"software", ZeekLog::software}}};
  for (const auto& [name, log] : logs)
    if (name == path) return log;
  return ZeekLog::other;
}

/// The log that these fields are of, where nothing names it.
template <class Has>
ZeekLog log_with(Has&& has) {
  using enum ZeekField;
  if (has(conn_state) || (has(proto) && (has(orig_pkts) || has(orig_bytes)))) return ZeekLog::conn;
  if (has(query) || has(qtype_name) || has(rcode_name)) return ZeekLog::dns;
  if (has(client_initial_dcid)) return ZeekLog::quic;
  if (has(software_type)) return ZeekLog::software;
  if (has(host_key_alg)) return ZeekLog::ssh;
  if (has(established)) return ZeekLog::ssl;
  if (has(uri) || has(status_code) || has(method)) return ZeekLog::http;
  if (has(mac)) return ZeekLog::dhcp;
  return ZeekLog::other;
}

template <class Part>
bool split(string_view line, string_view separator, Part&& part) {
  for (;;) {
    const auto end = separator.size() == 1 ? line.find(separator[0]) : line.find(separator);
    if (!part(line.substr(0, end))) return false;
    if (end == string_view::npos) return true;
    line.remove_prefix(end + separator.size());
  }
}

}  // namespace

string_view zeek_name(ZeekField field) noexcept { return names[static_cast<std::size_t>(field)]; }

bool read_zeek_header(string_view line, ZeekHeader& header) {
  constexpr string_view separator = "#separator ";
  if (line.starts_with(separator)) {
    header = {};  // a log begins
    header.separator = undo_hex(line.substr(separator.size()));
    return !header.separator.empty() && header.separator.size() <= longest_separator;
  }
  const auto end = line.find(header.separator);
  if (end == string_view::npos) return true;  // a remark
  const string_view key = line.substr(0, end), value = line.substr(end + header.separator.size());
  if (key == "#set_separator") {
    header.set_separator = undo_hex(value);
    return !header.set_separator.empty();
  }
  if (key == "#empty_field") header.empty_field = value;
  if (key == "#unset_field") header.unset_field = value;
  if (key == "#path") header.path = value;
  if (key != "#fields") return true;
  header.columns.clear();
  return split(value, header.separator, [&](string_view name) {
    header.columns.push_back(field_of(name));
    return header.columns.size() <= most_columns;
  });
}

bool parse_zeek_line(string_view line, const ZeekHeader& header, ZeekRow& row) {
  row.values.fill({});
  row.json = false;
  std::size_t column = 0;
  const bool fits = split(line, header.separator, [&](string_view value) {
    if (column == header.columns.size()) return false;
    const ZeekField field = header.columns[column++];
    if (field != ZeekField::count_ && value != header.unset_field && value != header.empty_field)
      row.values[static_cast<std::size_t>(field)] = value;
    return true;
  });
  if (!fits || column != header.columns.size()) return false;
  const auto has = [&](ZeekField field) {
    return std::find(header.columns.begin(), header.columns.end(), field) != header.columns.end();
  };
  row.log = header.path.empty() ? log_with(has) : log_called(header.path);
  return true;
}

ZeekScratch::ZeekScratch() : json_(std::make_unique<JsonLine>()) {}
ZeekScratch::~ZeekScratch() = default;
ZeekScratch::ZeekScratch(ZeekScratch&&) noexcept = default;
ZeekScratch& ZeekScratch::operator=(ZeekScratch&&) noexcept = default;

bool parse_zeek_json(string_view line, ZeekScratch& scratch, ZeekRow& row) {
  row.values.fill({});
  row.json = true;
  JsonLine& json = *scratch.json_;
  const auto take = [&](ZeekField field, JsonLine::Value value) {
    if (field != ZeekField::count_)
      row.values[static_cast<std::size_t>(field)] = JsonLine::is_array(value) ? json.raw_array(value) : json.raw(value);
  };
  bool damaged = false;
  const bool whole = json.read(line, [&](string_view key, JsonLine::Value value) {
    if (key == "id" && JsonLine::is_object(value)) {
      damaged |= !json.inside(value, [&](string_view inner, JsonLine::Value leaf) {
        take(field_of("id." + std::string(inner)), leaf);
        return true;
      });
      return !damaged;
    }
    take(field_of(key), value);
    return true;
  });
  if (!whole || damaged) return false;
  const auto has = [&](ZeekField field) { return !row[field].empty(); };
  row.log = has(ZeekField::path) ? log_called(row[ZeekField::path]) : log_with(has);
  return true;
}

void zeek_items(const ZeekHeader& header, const ZeekRow& row, ZeekField field,
                const std::function<bool(string_view)>& item) {
  string_view all = row[field];
  if (all.empty()) return;
  if (!row.json) {
    split(all, header.set_separator, item);
    return;
  }
  while (true) {  // strings between quotes; the array was read whole, so quotes and escapes are in order
    const auto open = all.find('"');
    if (open == string_view::npos) return;
    std::size_t end = open + 1;
    while (end < all.size() && all[end] != '"') end += all[end] == '\\' ? 2 : 1;
    if (end >= all.size() || !item(all.substr(open + 1, end - open - 1))) return;
    all.remove_prefix(end + 1);
  }
}

std::string zeek_text(string_view value, bool json) {
  if (value.find('\\') == string_view::npos) return std::string(value);
  return undo_hex(json ? json_unescape(value) : std::string(value));
}

}  // namespace lenscap::wire
