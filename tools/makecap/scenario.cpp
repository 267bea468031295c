#include "makecap/scenario.hpp"

#include <cmath>

namespace makecap {

namespace {

/// Days from 1970-01-01 in the Gregorian calendar (Howard Hinnant, "chrono-compatible low-level date algorithms").
std::int64_t days_since_1970(const toml::date& date) {
  const int year = date.year - (date.month <= 2 ? 1 : 0), era = year / 400, of_era = year - era * 400;
  const int of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  return static_cast<std::int64_t>(era) * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

std::uint64_t nanoseconds(const toml::date_time& t) {
  const std::int64_t seconds = days_since_1970(t.date) * 86400 + t.time.hour * 3600 + t.time.minute * 60 +
                               t.time.second - (t.offset ? t.offset->minutes * 60 : 0);
  return static_cast<std::uint64_t>(seconds) * 1'000'000'000 + t.time.nanosecond;
}

std::vector<std::uint16_t> vlans_of(const toml::table& host) {
  std::vector<std::uint16_t> out;
  const auto add = [&](const toml::node& node) {
    const auto value = node.value<std::int64_t>();
    if (!value || *value < 1 || *value > 4094) refuse(host, "a VLAN is a number from 1 to 4094");
    out.push_back(static_cast<std::uint16_t>(*value));
  };
  if (const auto* list = host["vlan"].as_array())
    for (const auto& item : *list) add(item);
  else if (host.contains("vlan")) add(*host.get("vlan"));
  return out;
}

void add_hosts(Stage& stage, const toml::table& file) {
  for (const toml::table* table : tables(file, "host")) {
    Host host;
    host.name = text(*table, "name");
    host.ip = parse_ip(text(*table, "ip"));
    if (table->contains("ip6")) host.ip6 = parse_ip(text(*table, "ip6"));
    host.ttl = static_cast<std::uint8_t>(number(*table, "ttl", 64));
    host.vlans = vlans_of(*table);
    host.behind_router = table->contains("via");
    host.mac = host.behind_router ? stage.host(*table, "via").mac : parse_mac(text(*table, "mac"));
    if (host.behind_router != host.vlans.empty() && host.behind_router)
      refuse(*table, "a host behind a router has no VLAN here");
    host.next_id = static_cast<std::uint16_t>(seed_of(host.name));
    if (!stage.hosts.emplace(host.name, host).second) refuse(*table, "two hosts are named " + host.name);
  }
}

const Step& step_named(const toml::table& step, const std::string& name) {
  for (const auto* list : {&datagram_steps(), &discovery_steps(), &stream_steps()})
    if (const auto found = list->find(name); found != list->end()) return found->second;
  refuse(step, "no step is called '" + name + "'");
}

}  // namespace

Host& Stage::host(const toml::table& step, const std::string& key) {
  const std::string name = text(step, key);
  const auto found = hosts.find(name);
  if (found == hosts.end()) refuse(step, "no host is called '" + name + "'");
  return found->second;
}

void send_to_host(Stage& stage, Host& from, Host& to, const Datagram& ports, std::string_view payload,
                  std::uint64_t time) {
  const Link link = link_between(from, to);
  const Net net = net_between(from, to.ip);
  if (ports.fragment != 0) {
    for (Bytes& frame : udp_fragments(link, net, ports.from_port, ports.to_port, payload, ports.fragment))
      stage.timeline.push_back({time += 11'000, std::move(frame)});
    return;
  }
  Bytes frame;
  add_udp_frame(frame, link, net, ports.from_port, ports.to_port, payload);
  stage.timeline.push_back({time, std::move(frame)});
}

void send_to_group(Stage& stage, Host& from, std::string_view group, const Datagram& ports, std::string_view payload,
                   std::uint64_t time) {
  const Bytes address = parse_ip(group);
  const Link link = link_to_group(from, address);
  const Net net = net_between(from, address);
  if (ports.fragment != 0) {
    for (Bytes& frame : udp_fragments(link, net, ports.from_port, ports.to_port, payload, ports.fragment))
      stage.timeline.push_back({time += 11'000, std::move(frame)});
    return;
  }
  Bytes frame;
  add_udp_frame(frame, link, net, ports.from_port, ports.to_port, payload);
  stage.timeline.push_back({time, std::move(frame)});
}

void send_step(Stage& stage, const toml::table& step, const Datagram& otherwise, std::string_view group,
               std::string_view payload, std::uint64_t time) {
  const Datagram ports{port(step, "from-port", otherwise.from_port), port(step, "to-port", otherwise.to_port),
                       static_cast<std::size_t>(number(step, "fragment", 0))};
  Host& from = stage.host(step, "from");
  const std::string to = text(step, "to", std::string(group));
  if (const auto found = stage.hosts.find(to); found != stage.hosts.end())
    send_to_host(stage, from, found->second, ports, payload, time);
  else send_to_group(stage, from, to, ports, payload, time);
}

Bytes run_scenario(const std::string& path) {
  toml::table file;
  try {
    file = toml::parse_file(path);
  } catch (const toml::parse_error& error) {
    throw Mistake(path + ", line " + std::to_string(error.source().begin.line) + ": " +
                  std::string(error.description()));
  }
  const auto* capture = file["capture"].as_table();
  if (capture == nullptr) throw Mistake(path + ": no [capture]");
  const auto start = (*capture)["start"].value<toml::date_time>();
  if (!start) refuse(*capture, "no time 'start'");
  const auto digits = static_cast<int>(number(*capture, "digits", 6));
  if (digits != 6 && digits != 9) refuse(*capture, "'digits' is 6 (microseconds) or 9 (nanoseconds)");

  Stage stage;
  add_hosts(stage, file);
  for (const toml::table* step : tables(file, "step")) {
    const Step& act = step_named(*step, text(*step, "do"));
    const auto times = number(*step, "repeat", 1);
    for (std::int64_t i = 0; i < times; ++i) {
      const double at = seconds(*step, "at", 0) + static_cast<double>(i) * seconds(*step, "every", 30);
      act(stage, *step, nanoseconds(*start) + static_cast<std::uint64_t>(std::llround(at * 1e9)));
    }
  }
  return pcapng_of(std::move(stage.timeline), text(*capture, "interface", "mirror"), text(*capture, "comment", ""),
                   digits);
}

}  // namespace makecap
