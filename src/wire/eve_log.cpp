#include "wire/eve_log.hpp"

#include <algorithm>

#include "wire/json_line.hpp"
#include "wire/timestamp.hpp"

namespace lenscap::wire {
namespace {

using std::string_view;
using Value = JsonLine::Value;

/// Pointers in the order of EveField: one group's fields stand together.
constexpr std::array<string_view, static_cast<std::size_t>(EveField::count_)> pointers = {
    "/timestamp",
    "/event_type",
    "/flow_id",
    "/src_ip",
    "/src_port",
    "/dest_ip",
    "/dest_port",
    "/proto",
    "/ether/src_mac",
    "/ether/dest_mac",
    "/flow/pkts_toserver",
    "/flow/pkts_toclient",
    "/flow/bytes_toserver",
    "/flow/bytes_toclient",
    "/flow/start",
    "/flow/end",
    "/flow/state",
    "/netflow/pkts",
    "/netflow/bytes",
    "/netflow/start",
    "/netflow/end",
    "/tcp/tcp_flags",
    "/tcp/tcp_flags_ts",
    "/tcp/tcp_flags_tc",
    "/dns/type",
    "/dns/rrname",
    "/dns/rrtype",
    "/dns/rdata",
    "/dns/rcode",
    "/tls/sni",
    "/tls/subject",
    "/tls/issuerdn",
    "/tls/ja4",
    "/quic/sni",
    "/quic/ja4",
    "/http/hostname",
    "/http/url",
    "/http/http_user_agent",
    "/http/http_method",
    "/http/protocol",
    "/http/status",
    "/http/length",
    "/http/http_content_type",
    "/http/redirect",
    "/http/server",
    "/ssh/server/proto_version",
    "/ssh/server/software_version",
    "/dhcp/type",
    "/dhcp/dhcp_type",
    "/dhcp/client_mac",
    "/dhcp/client_ip",
    "/dhcp/assigned_ip",
    "/dhcp/hostname",
    "/dhcp/vendor_class_identifier",
    "/mqtt/connect/client_id",
};

/// An object whose fields are read: where its fields lie in `pointers`.
struct Group {
  string_view path;  ///< "/dns"
  std::size_t first = 0, last = 0;
};

constexpr string_view folder_of(string_view pointer) { return pointer.substr(0, pointer.rfind('/')); }

template <std::size_t n>
constexpr std::array<Group, n> groups_of(const std::array<string_view, n>& all) {
  std::array<Group, n> groups{};
  std::size_t used = 0;
  for (std::size_t i = 0; i < n; ++i) {
    if (used == 0 || groups[used - 1].path != folder_of(all[i])) groups[used++] = {folder_of(all[i]), i, i};
    groups[used - 1].last = i + 1;
  }
  return groups;
}
constexpr auto groups = groups_of(pointers);

/// The group at `path`, or the one that only leads to it ("/ssh").
constexpr const Group* find_group(string_view path) {
  for (const Group& group : groups)
    if (group.last != 0 && group.path == path) return &group;
  return nullptr;
}

class Reading {
 public:
  Reading(JsonLine& json, EveEvent& event) : json_(json), event_(event) {}

  /// False leaves the rest of the line unread: it is of a type that tells nothing here.
  bool top(string_view key, Value value) {
    constexpr const Group* own = find_group("");
    if (key == "vlan") return vlan(value);
    if (JsonLine::is_object(value)) return object(key, value);
    take(*own, key, value);
    return key != "event_type" || eve_type_read(event_[EveField::event_type]);
  }
  bool damaged() const { return damaged_; }

 private:
  bool vlan(Value value) {
    const auto outer = [this](Value one) {
      event_.vlan = parse_count(json_.raw(one)).value_or(0);
      return false;
    };
    if (JsonLine::is_array(value)) json_.elements(value, outer);
    else outer(value);
    return true;
  }

  bool object(string_view key, Value value) {
    if (key == "dns") return inside(value, [this](string_view name, Value v) { return dns(name, v); });
    if (key == "ssh") return nested(value, "server", *find_group("/ssh/server"));
    if (key == "mqtt") return nested(value, "connect", *find_group("/mqtt/connect"));
    for (const Group& group : groups)
      if (group.path.size() == key.size() + 1 && group.path.substr(1) == key)
        return inside(value, [&](string_view name, Value v) {
          if (key == "ether" && JsonLine::is_array(v)) return macs(name, v);
          take(group, name, v);
          return true;
        });
    return true;
  }

  bool nested(Value value, string_view wanted, const Group& group) {
    return inside(value, [&](string_view name, Value v) {
      if (name != wanted || !JsonLine::is_object(v)) return true;
      return inside(v, [&](string_view inner, Value leaf) {
        take(group, inner, leaf);
        return true;
      });
    });
  }

  /// Flows name all hardware addresses that were seen; one alone is the other end's on this link.
  bool macs(string_view name, Value list) {
    string_view only;
    std::size_t count = 0;
    json_.elements(list, [&](Value one) {
      only = json_.raw(one);
      return ++count < 2;
    });
    if (count != 1) return true;
    if (name == "src_macs") set(EveField::src_mac, only);
    if (name == "dest_macs") set(EveField::dest_mac, only);
    return true;
  }

  bool dns(string_view name, Value value) {
    if (name == "answers" && JsonLine::is_array(value)) {
      if (grouped_) event_.answers.clear();
      grouped_ = false;
      return records(value, event_.answers);
    }
    if (name == "queries" && JsonLine::is_array(value)) return records(value, event_.queries);
    if (name == "grouped" && JsonLine::is_object(value)) {
      if (!event_.answers.empty()) return true;
      grouped_ = true;
      return inside(value, [this](string_view type, Value list) {
        if (!JsonLine::is_array(list)) return true;
        return json_.elements(list, [&](Value one) {
          add(event_.answers, {{}, type, json_.raw(one)});
          return true;
        });
      });
    }
    constexpr const Group* own = find_group("/dns");
    take(*own, name, value);
    return true;
  }

  bool records(Value list, std::vector<EveRecord>& into) {
    const bool whole = json_.elements(list, [&](Value one) {
      if (!JsonLine::is_object(one)) return true;
      EveRecord record;
      const bool read = json_.inside(one, [&](string_view name, Value v) {
        if (name == "rrname") record.rrname = json_.raw(v);
        else if (name == "rrtype") record.rrtype = json_.raw(v);
        else if (name == "rdata") record.rdata = json_.raw(v);
        return true;
      });
      add(into, record);
      damaged_ |= !read;
      return read;
    });
    damaged_ |= !whole;
    return !damaged_;
  }

  void add(std::vector<EveRecord>& into, const EveRecord& record) {
    if (into.size() < most_eve_records) into.push_back(record);
    else event_.records_cut = true;
  }

  template <class Field>
  bool inside(Value value, Field&& field) {
    damaged_ |= !json_.inside(value, field);
    return !damaged_;
  }

  void take(const Group& group, string_view name, Value value) {
    for (std::size_t i = group.first; i < group.last; ++i)
      if (pointers[i].size() == group.path.size() + 1 + name.size() && pointers[i].ends_with(name)) {
        event_.values[i] = json_.raw(value);
        return;
      }
  }
  void set(EveField field, string_view value) { event_.values[static_cast<std::size_t>(field)] = value; }

  JsonLine& json_;
  EveEvent& event_;
  bool damaged_ = false, grouped_ = false;
};

}  // namespace

EveScratch::EveScratch() : json_(std::make_unique<JsonLine>()) {}
EveScratch::~EveScratch() = default;
EveScratch::EveScratch(EveScratch&&) noexcept = default;
EveScratch& EveScratch::operator=(EveScratch&&) noexcept = default;

string_view eve_pointer(EveField field) noexcept { return pointers[static_cast<std::size_t>(field)]; }

bool eve_type_read(string_view type) noexcept {
  constexpr std::array<string_view, 9> read = {"flow", "netflow", "dns", "tls", "http", "quic", "ssh", "dhcp", "mqtt"};
  return std::find(read.begin(), read.end(), type) != read.end();
}

bool parse_eve(string_view line, EveScratch& scratch, EveEvent& event) {
  event.values.fill({});
  event.queries.clear();
  event.answers.clear();
  event.vlan = 0;
  event.records_cut = false;
  Reading reading(*scratch.json_, event);
  const bool whole = scratch.json_->read(line, [&](string_view key, Value value) { return reading.top(key, value); });
  return whole && !reading.damaged() && !event[EveField::event_type].empty();
}

}  // namespace lenscap::wire
