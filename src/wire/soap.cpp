#include "wire/soap.hpp"

#include "wire/text_lines.hpp"
#include "wire/xml_text.hpp"

namespace lenscap::wire {
namespace {

using std::string_view;

constexpr std::size_t longest_prefix = 256;          // bytes that may stand before the document
constexpr std::size_t attributes_read_a_node = 256;  // gSOAP servers declare about 60 namespaces at the root
constexpr string_view white = " \t\r\n";

bool within_bounds(string_view bytes) {
  std::size_t tags = 0, attributes = 0;
  for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
    if (bytes[i] == '<') ++tags;
    if (bytes[i] == '=' &&
        (bytes[i + 1] == '"' || bytes[i + 1] == '\'' || white.find(bytes[i + 1]) != string_view::npos))
      ++attributes;
  }
  return tags <= most_xml_elements && attributes <= most_xml_attributes;
}

std::size_t depth_below(pugi::xml_node node, const pugi::xml_node& top) {
  std::size_t depth = 0;
  for (; node && node != top; node = node.parent()) ++depth;
  return depth;
}

pugi::xml_node first_element(const pugi::xml_node& node) {
  for (pugi::xml_node n = node.first_child(); n; n = n.next_sibling())
    if (n.type() == pugi::node_element) return n;
  return {};
}

pugi::xml_node following(const pugi::xml_node& node) {
  for (pugi::xml_node n = node.next_sibling(); n; n = n.next_sibling())
    if (n.type() == pugi::node_element) return n;
  return {};
}

bool is_cdata(const Xml& xml, string_view raw) {
  constexpr string_view opening = "<![CDATA[";
  const auto at = static_cast<std::size_t>(raw.data() - xml.input.data());
  const auto open = xml.input.substr(0, at).rfind('<');
  return open != string_view::npos && xml.input.substr(open).starts_with(opening);
}

}  // namespace

std::optional<Xml> parse_xml(string_view bytes) {
  if (bytes.size() > longest_xml) return std::nullopt;
  const auto first = bytes.substr(0, longest_prefix).find('<');
  const auto last = bytes.rfind('>');
  if (first == string_view::npos || last == string_view::npos || last < first) return std::nullopt;
  const string_view document = bytes.substr(first, last - first + 1);
  if (!within_bounds(document)) return std::nullopt;

  Xml out{document, std::make_unique<pugi::xml_document>()};
  constexpr unsigned options = pugi::parse_cdata | pugi::parse_escapes;
  const auto result = out.tree->load_buffer(document.data(), document.size(), options, pugi::encoding_utf8);
  if (!result || !out.root()) return std::nullopt;
  return out;
}

string_view local_name(const pugi::xml_node& node) noexcept {
  const string_view name = node.name();
  const auto colon = name.rfind(':');
  return colon == string_view::npos ? name : name.substr(colon + 1);
}

string_view namespace_of_prefix(const pugi::xml_node& node, string_view prefix) noexcept {
  std::size_t level = 0;
  for (pugi::xml_node n = node; n && level < 2 * deepest_xml; n = n.parent(), ++level) {
    std::size_t read = 0;
    for (pugi::xml_attribute a = n.first_attribute(); a && read < attributes_read_a_node;
         a = a.next_attribute(), ++read) {
      const string_view name = a.name();
      if (!name.starts_with("xmlns")) continue;
      const string_view declared = name.size() > 6 && name[5] == ':' ? name.substr(6) : string_view{};
      if (prefix.empty() ? name == "xmlns" : declared == prefix) return a.value();
    }
  }
  return {};
}

string_view namespace_of(const pugi::xml_node& node) noexcept {
  const string_view name = node.name();
  const auto colon = name.find(':');
  return namespace_of_prefix(node, colon == string_view::npos ? string_view{} : name.substr(0, colon));
}

pugi::xml_node child(const pugi::xml_node& node, string_view local) noexcept {
  for (pugi::xml_node n = first_element(node); n; n = following(n))
    if (local_name(n) == local) return n;
  return {};
}

pugi::xml_node descend(pugi::xml_node node, string_view path) noexcept {
  while (node && !path.empty()) {
    const auto slash = path.find('/');
    node = child(node, path.substr(0, slash));
    path = slash == string_view::npos ? string_view{} : path.substr(slash + 1);
  }
  return node;
}

pugi::xml_node next_element(const pugi::xml_node& node, const pugi::xml_node& top) noexcept {
  if (const auto inner = first_element(node); inner && depth_below(inner, top) <= deepest_xml) return inner;
  for (pugi::xml_node n = node; n && n != top; n = n.parent())
    if (const auto next = following(n)) return next;
  return {};
}

pugi::xml_node find_element(const pugi::xml_node& node, string_view local) noexcept {
  for (pugi::xml_node n = node; n; n = next_element(n, node))
    if (local_name(n) == local) return n;
  return {};
}

string_view raw_text(const Xml& xml, const pugi::xml_node& element) noexcept {
  for (pugi::xml_node n = element.first_child(); n; n = n.next_sibling()) {
    if (n.type() != pugi::node_pcdata && n.type() != pugi::node_cdata) continue;
    const auto offset = n.offset_debug();
    if (offset < 0 || static_cast<std::size_t>(offset) >= xml.input.size()) return {};
    const string_view rest = xml.input.substr(static_cast<std::size_t>(offset));
    const string_view text = trimmed(rest.substr(0, n.type() == pugi::node_cdata ? rest.find("]]>") : rest.find('<')));
    if (!text.empty()) return text;
  }
  return {};
}

std::string xml_place(const pugi::xml_node& element) {
  std::string out;
  std::size_t level = 0;
  for (pugi::xml_node n = element; n && n.type() == pugi::node_element && level < 2 * deepest_xml;
       n = n.parent(), ++level) {
    const string_view name = local_name(n);
    std::size_t position = 1;
    bool repeats = false;
    for (auto s = n.previous_sibling(); s; s = s.previous_sibling()) position += local_name(s) == name;
    for (auto s = n.next_sibling(); s && !repeats; s = s.next_sibling()) repeats = local_name(s) == name;
    std::string step = "/" + std::string(name);
    if (repeats || position > 1) step += "[" + std::to_string(position) + "]";
    out.insert(0, step);
  }
  return out;
}

std::optional<Field> xml_field(const Xml& xml, string_view name, const pugi::xml_node& element) {
  if (!element) return std::nullopt;
  const string_view raw = raw_text(xml, element);
  if (raw.empty()) return std::nullopt;
  Field out{name, raw, {}, xml_place(element)};
  // CDATA holds no references: there the tree has the text as it stands.
  if (raw.find('&') != string_view::npos && !is_cdata(xml, raw)) out.decoded = xml_unescape(raw);
  if (out.decoded == raw) out.decoded.clear();
  return out;
}

}  // namespace lenscap::wire
