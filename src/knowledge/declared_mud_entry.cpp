#include "knowledge/declared_mud_entry.hpp"

namespace lenscap::knowledge {

using Json = nlohmann::json;
using model::Opened;

const Json* member(const Json& object, const char* key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

std::string text_of(const Json& object, const char* key) {
  const Json* value = member(object, key);
  return value != nullptr && value->is_string() ? value->get<std::string>() : std::string();
}

std::string identity(const std::string& text) {
  const auto colon = text.rfind(':');
  return colon == std::string::npos ? text : text.substr(colon + 1);
}

namespace {

constexpr std::uint8_t icmp = 1, tcp = 6, udp = 17, icmpv6 = 58;

/// Reads the `matches` of one entry. Each function gives what it does not understand, or nothing.
class AceReader {
 public:
  AceReader(bool from_device, std::uint8_t family) : from_(from_device), family_(family) {
    ace_.from_device = from_device;
    ace_.to_device = !from_device;
  }

  std::optional<std::string> read(const Json& matches) {
    if (!matches.is_object()) return "it has no object `matches`";
    for (const auto& [key, value] : matches.items()) {
      if (!value.is_object()) return "`" + key + "` is no object";
      std::optional<std::string> problem;
      if (key == "ipv4" || key == "ipv6") problem = network(key, value);
      else if (key == "tcp" || key == "udp") problem = transport(key == "tcp" ? tcp : udp, value);
      else if (key == "icmp" && value.empty()) problem = protocol(family_ == 6 ? icmpv6 : icmp);
      else if (key == "ietf-mud:mud") problem = mud_class(value);
      else problem = "matches by `" + key + "`";
      if (problem) return problem;
    }
    if (peers_ > 1) return "it says with whom in several ways";
    if (peers_ == 0) {  // any address of the list's family
      if (family_ == 0) return "neither it nor its list says IPv4 or IPv6";
      ace_.line.form = PeerForm::prefix;
      ace_.line.prefix.base.family = family_;
    }
    return std::nullopt;
  }

  Ace ace() && { return std::move(ace_); }

 private:
  std::optional<std::string> protocol(int number) {
    if (ace_.line.protocol != 0 && ace_.line.protocol != number) return "it names two protocols";
    ace_.line.protocol = static_cast<std::uint8_t>(number);
    return std::nullopt;
  }

  std::optional<std::string> network(const std::string& key, const Json& value) {
    family_ = key == "ipv4" ? 4 : 6;
    const std::string far = from_ ? "dst" : "src", end = from_ ? "destination" : "source";
    for (const auto& [name, item] : value.items()) {
      if (name == "protocol") {
        if (!item.is_number_unsigned() || item.get<std::uint64_t>() == 0 || item.get<std::uint64_t>() > 255)
          return "`protocol` is no number of 1 to 255";
        if (auto problem = protocol(item.get<int>())) return problem;
      } else if (name == "ietf-acldns:" + far + "-dnsname") {
        ace_.line.form = PeerForm::name;
        ace_.line.peer = item.is_string() ? host_name(item.get<std::string>()) : std::string();
        if (ace_.line.peer.empty()) return "`" + name + "` is no host name";
        ++peers_;
      } else if (name == end + "-" + key + "-network") {
        const auto prefix = item.is_string() ? parse_prefix(item.get<std::string>()) : std::nullopt;
        if (!prefix || prefix->base.family != family_) return "`" + name + "` is no prefix of its family";
        ace_.line.form = PeerForm::prefix;
        ace_.line.prefix = *prefix;
        ++peers_;
      } else {
        return "matches by `" + key + "/" + name + "`";
      }
    }
    return std::nullopt;
  }

  std::optional<std::string> transport(std::uint8_t number, const Json& value) {
    if (auto problem = protocol(number)) return problem;
    for (const auto& [name, item] : value.items()) {
      if (name == "source-port" || name == "destination-port") {
        if (ace_.whose != Port::none) return "it matches by the ports of both ends";
        ace_.whose = (name == "source-port") == from_ ? Port::of_device : Port::of_peer;
        const auto range = ports(item);
        if (!range) return "`" + name + "` is no port and no range";
        ace_.line.ports = *range;
      } else if (name == "ietf-mud:direction-initiated" && number == tcp && item.is_string()) {
        const std::string who = identity(item.get<std::string>());
        if (who != "from-device" && who != "to-device") return "`" + name + "` is neither from-device nor to-device";
        ace_.initiated = who == "from-device" ? Opened::by_host : Opened::by_peer;
      } else {
        return "matches by `" + name + "`";
      }
    }
    return std::nullopt;
  }

  /// RFC 8519, port-range-or-operator. "neq" leaves two ranges: not understood.
  static std::optional<PortRange> ports(const Json& item) {
    const auto number = [&](const char* key) -> std::optional<std::uint16_t> {
      const Json* value = member(item, key);
      if (value == nullptr || !value->is_number_unsigned() || value->get<std::uint64_t>() > 65535) return std::nullopt;
      return value->get<std::uint16_t>();
    };
    if (!item.is_object()) return std::nullopt;
    const auto lower = number("lower-port"), upper = number("upper-port"), port = number("port");
    const std::string op = text_of(item, "operator");
    if (item.size() == 2 && lower && upper && *lower <= *upper) return PortRange{*lower, *upper};
    if (!port || item.size() > 2 || (item.size() == 2 && op.empty())) return std::nullopt;
    if (op == "lte") return PortRange{0, *port};
    if (op == "gte") return PortRange{*port, 65535};
    return op == "eq" || op.empty() ? std::optional(PortRange{*port, *port}) : std::nullopt;
  }

  std::optional<std::string> mud_class(const Json& value) {
    for (const auto& [name, item] : value.items()) {
      const std::string text = item.is_string() ? item.get<std::string>() : std::string();
      if (name == "local-networks") ace_.line.form = PeerForm::local_networks;
      else if (name == "same-manufacturer") ace_.line.form = PeerForm::same_manufacturer;
      else if (name == "my-controller") ace_.line.form = PeerForm::my_controller;
      else if (name == "controller" && !text.empty()) ace_.line.form = PeerForm::controller;
      else if (name == "manufacturer" && !text.empty()) ace_.line.form = PeerForm::manufacturer;
      else return "matches by `ietf-mud:mud/" + name + "`";
      ace_.line.peer = text;
      ++peers_;
    }
    return std::nullopt;
  }

  Ace ace_;
  bool from_;
  std::uint8_t family_;
  int peers_ = 0;
};

}  // namespace

std::optional<std::string> read_matches(const Json& matches, bool from_device, std::uint8_t family, Ace& ace) {
  AceReader reader(from_device, family);
  auto problem = reader.read(matches);
  ace = std::move(reader).ace();
  return problem;
}

bool same_conversation(const Ace& a, const Ace& b) {
  return a.line.form == b.line.form && a.line.peer == b.line.peer && a.line.prefix == b.line.prefix &&
         a.line.protocol == b.line.protocol && a.line.ports == b.line.ports && a.whose == b.whose;
}

std::optional<std::string> settle(Ace& ace) {
  Opened& opened = ace.line.opened;
  opened = ace.initiated;
  if (opened == Opened::unknown && ace.whose == Port::of_peer && ace.from_device) opened = Opened::by_host;
  if (opened == Opened::unknown && ace.whose == Port::of_device && ace.to_device) opened = Opened::by_peer;
  if (opened == Opened::unknown && ace.whose == Port::none && ace.from_device != ace.to_device)
    opened = ace.from_device ? Opened::by_host : Opened::by_peer;
  const bool callers_port = (opened == Opened::by_host && ace.whose == Port::of_device) ||
                            (opened == Opened::by_peer && ace.whose == Port::of_peer);
  if (callers_port) return "matches by the port of whoever begins";
  if (opened == Opened::unknown && ace.whose != Port::none) return "allows answers to what nothing allows to begin";
  return std::nullopt;
}

}  // namespace lenscap::knowledge
