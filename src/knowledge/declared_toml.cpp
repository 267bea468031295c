// [[declared]]: the TOML form of a declaration, as docs/declared.md tells it.
#include <fmt/format.h>

#include <array>
#include <charconv>

#include "knowledge/declared.hpp"
#include "knowledge/fields.hpp"

namespace lenscap::knowledge {
namespace {

constexpr std::array<std::string_view, 3> classes = {"local-networks", "same-manufacturer", "my-controller"};
constexpr std::array<std::string_view, 3> beginners = {"device", "peer", "either"};

std::string place(std::string_view file, std::uint32_t line) { return fmt::format("{}, line {}", file, line); }

template <class Number>
bool whole(std::string_view text, Number& number) {
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), number);
  return status == std::errc() && end == text.data() + text.size() && !text.empty();
}

std::uint8_t read_protocol(Fields& fields) {
  const Value* value = fields.any("protocol");
  if (value == nullptr) return 0;
  for (auto [name, number] : {std::pair{"tcp", 6}, std::pair{"udp", 17}, std::pair{"icmp", 1}, std::pair{"icmpv6", 58}})
    if (value->type == Value::Type::text && value->text == name) return static_cast<std::uint8_t>(number);
  if (value->type == Value::Type::integer && value->integer >= 1 && value->integer <= 255)
    return static_cast<std::uint8_t>(value->integer);
  fields.complain(value, "'protocol' is none", "write \"tcp\", \"udp\", \"icmp\", \"icmpv6\" or a number of 1 to 255");
  return 0;
}

/// 443, "8000-8010"; a list of these gives a line each.
std::vector<PortRange> read_ports(Fields& fields, std::uint8_t protocol) {
  const Value* value = fields.any("port");
  if (value == nullptr) return {PortRange{}};
  std::vector<PortRange> ranges;
  const auto one = [&](const Value& item) {
    PortRange range;
    if (item.type == Value::Type::integer && item.integer >= 1 && item.integer <= 65535) {
      range.from = range.to = static_cast<std::uint16_t>(item.integer);
      return ranges.push_back(range);
    }
    const auto dash = item.text.find('-');
    const std::string_view text = item.text;
    if (item.type == Value::Type::text && dash != std::string::npos && whole(text.substr(0, dash), range.from) &&
        whole(text.substr(dash + 1), range.to) && range.from >= 1 && range.from <= range.to)
      return ranges.push_back(range);
    fields.complain(&item, "'port' is none", "write 443, \"8000-8010\" or [443, 8443]");
  };
  if (value->type == Value::Type::list)
    for (const Value& item : value->items) one(item);
  else one(*value);
  if (protocol != 6 && protocol != 17)
    fields.complain(value, "has a port, but no protocol that has ports",
                    "write protocol = \"tcp\" or \"udp\" beside it");
  if (ranges.empty()) fields.complain(value, "'port' is empty", "leave it out for every port");
  return ranges;
}

/// With whom: exactly one key says it.
DeclaredPeer read_peer(Fields& fields) {
  DeclaredPeer line;
  const std::string name = fields.text("name"), address = fields.text("address"), group = fields.text("class"),
                    controller = fields.text("controller"), manufacturer = fields.text("manufacturer");
  int said = 0;
  for (const char* key : {"name", "address", "class", "controller", "manufacturer"}) said += fields.any(key) != nullptr;
  if (said != 1)
    fields.complain(nullptr, said == 0 ? "does not say with whom" : "says with whom in several ways",
                    "write one of name, address, class, controller, manufacturer");
  if (!name.empty()) {
    const bool below = name.starts_with("*.");
    line.form = below ? PeerForm::names_below : PeerForm::name;
    line.peer = host_name(std::string_view(name).substr(below ? 2 : 0));
    if (line.peer.empty() || (below && line.peer.find('.') == std::string::npos))
      fields.complain(fields.any("name"), fmt::format("'{}' is no host name", name),
                      "write a name, or \"*.example.com\" for all names below one of at least two labels");
  } else if (!address.empty()) {
    line.form = PeerForm::prefix;
    const auto prefix = parse_prefix(address);
    if (prefix) line.prefix = *prefix;
    else
      fields.complain(fields.any("address"), fmt::format("'{}' is no address and no prefix", address),
                      "write 10.0.0.5, 10.0.0.0/8 or 2001:db8::/32, with no bits set behind the prefix");
  } else if (!group.empty()) {
    constexpr std::array forms = {PeerForm::local_networks, PeerForm::same_manufacturer, PeerForm::my_controller};
    for (std::size_t i = 0; i < classes.size(); ++i)
      if (fields.word("class", classes, classes[0]) == classes[i]) line.form = forms[i];
  } else if (!controller.empty()) {
    line.form = PeerForm::controller;
    line.peer = controller;
  } else {
    line.form = PeerForm::manufacturer;
    line.peer = manufacturer;
  }
  return line;
}

void read_allow(Declaration& declaration, Fields fields) {
  DeclaredPeer line = read_peer(fields);
  line.where = place(fields.file(), fields.line());
  line.protocol = read_protocol(fields);
  const std::string opened = fields.word("begun-by", beginners, "device");
  line.opened = opened == "device" ? model::Opened::by_host
                : opened == "peer" ? model::Opened::by_peer
                                   : model::Opened::unknown;
  for (const PortRange& range : read_ports(fields, line.protocol)) {
    line.ports = range;
    declaration.allow.push_back(line);
  }
  fields.finish();
}

void read_controller(Declaration& declaration, Fields fields) {
  Controller controller;
  controller.uri = fields.text("uri");
  for (const std::string& text : fields.texts("address", Need::required)) {
    const auto prefix = parse_prefix(text);
    if (prefix) controller.addresses.push_back(*prefix);
    else
      fields.complain(fields.any("address"), fmt::format("'{}' is no address and no prefix", text), "write 10.0.0.5");
  }
  fields.finish();
  declaration.controllers.push_back(std::move(controller));
}

void read_declaration(DeclaredToml& all, Fields fields) {
  Declaration declaration;
  declaration.where = place(fields.file(), fields.line());
  declaration.applies_to.devices = fields.texts("device");
  declaration.applies_to.maker = fields.text("maker");
  declaration.applies_to.model = fields.text("model");
  if (declaration.applies_to.nobody())
    fields.complain(nullptr, "is about no device",
                    "write device = \"10.0.0.4\" (or a hardware address, serial number, id), maker = \"…\" or model = "
                    "\"…\"");
  const std::string mud = fields.text("mud");
  declaration.source = fields.text("source", mud.empty() ? Need::required : Need::optional);
  if (const auto date = fields.date("date", mud.empty() ? Need::required : Need::optional))
    declaration.date = to_string(*date);
  for (const Value* table : fields.tables("controllers"))
    read_controller(declaration, fields.inside(*table, "declared.controllers"));
  const auto allow = fields.tables("allow");
  for (const Value* table : allow) read_allow(declaration, fields.inside(*table, "declared.allow"));
  if (mud.empty() && fields.any("allow") == nullptr)
    fields.complain(nullptr, "allows nothing and does not say so",
                    "write [[declared.allow]] tables below it, allow = [] for nothing at all, or mud = \"FILE\"");
  if (!mud.empty() && !allow.empty())
    fields.complain(fields.any("mud"), "has both 'mud' and 'allow'", "write two [[declared]] for the same devices");
  fields.finish();
  if (mud.empty()) all.declared.declarations.push_back(std::move(declaration));
  else all.mud.push_back({mud, std::move(declaration)});
}

}  // namespace

model::Result<DeclaredToml> parse_declared_toml(std::string_view toml, std::string_view name) {
  const auto document = parse_document(toml, name);
  if (!document) return tl::unexpected(document.error());
  std::vector<model::Error> errors;
  Fields top(*document, "file", name, errors);
  DeclaredToml all;
  const auto tables = top.tables("declared");
  if (tables.empty() && errors.empty())
    return model::fail("declares nothing", std::string(name), "write [[declared]] tables: docs/declared.md");
  for (const Value* table : tables) read_declaration(all, top.inside(*table, "declared"));
  top.finish();
  if (errors.empty()) return all;
  model::Error first = errors.front();
  if (errors.size() > 1) first.todo += fmt::format("; {} more mistakes stand in this file", errors.size() - 1);
  return tl::unexpected(std::move(first));
}

}  // namespace lenscap::knowledge
