#include "sources/notice_xml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sources/notice_text.hpp"
#include "wire/utf8.hpp"

namespace lenscap::sources {

using std::string;
using std::string_view;

namespace {

constexpr std::array<string_view, 4> roots{"TED_EXPORT", "ContractAwardNotice", "ContractNotice",
                                           "PriorInformationNotice"};

bool names_utf8(string_view text) {
  while (!text.empty()) {
    const std::size_t n = wire::utf8_length(text);
    if (n == 0) return false;
    text.remove_prefix(n);
  }
  return true;
}

/// Whether bytes above ASCII are claimed to be UTF-8: no other encoding is declared, and it is not UTF-16.
bool claims_utf8(string_view bytes) {
  if (bytes.size() < 2 || bytes[0] == '\0' || bytes[1] == '\0' || bytes.starts_with("\xff\xfe") ||
      bytes.starts_with("\xfe\xff"))
    return false;
  const string_view declaration = bytes.substr(0, std::min(bytes.find("?>"), std::size_t{200}));
  return declaration.find("encoding") == string_view::npos || declaration.find("UTF-8") != string_view::npos ||
         declaration.find("utf-8") != string_view::npos;
}

void gather(pugi::xml_node node, string& out, int depth) {
  for (const auto part : node.children()) {
    if (part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata) {
      bool gap = !out.empty();
      for (const char* p = part.value(); *p != '\0'; ++p) {
        if (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r') {
          gap = !out.empty();
          continue;
        }
        if (gap && out.back() != ' ') out += ' ';
        gap = false;
        out += *p;
      }
    } else if (depth < deepest_notice_xml) {
      gather(part, out, depth + 1);
    }
  }
}

void find_below(pugi::xml_node node, string_view name, std::size_t most, int depth, std::vector<pugi::xml_node>& out) {
  for (const auto part : node.children()) {
    if (out.size() >= most) return;
    if (local(part) == name) out.push_back(part);
    else if (depth < deepest_notice_xml) find_below(part, name, most, depth + 1, out);
  }
}

}  // namespace

bool recognises_notice_xml(string_view head) {
  const auto start = [&](string_view name) {
    for (std::size_t at = head.find(name); at != string_view::npos; at = head.find(name, at + 1)) {
      if (at == 0 || (head[at - 1] != '<' && head[at - 1] != ':')) continue;
      const char behind = at + name.size() < head.size() ? head[at + name.size()] : ' ';
      if (behind == ' ' || behind == '>' || behind == '\n' || behind == '\r' || behind == '\t') return true;
    }
    return false;
  };
  return std::any_of(roots.begin(), roots.end(), start);
}

string_view local(pugi::xml_node node) {
  const string_view name = node.name();
  const auto colon = name.rfind(':');
  return colon == string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(pugi::xml_node node, string_view name) {
  for (const auto part : node.children())
    if (local(part) == name) return part;
  return {};
}

pugi::xml_node child(pugi::xml_node node, std::initializer_list<string_view> path) {
  for (const auto name : path) node = child(node, name);
  return node;
}

pugi::xml_node below(pugi::xml_node node, string_view name) {
  std::vector<pugi::xml_node> found;
  find_below(node, name, 1, 0, found);
  return found.empty() ? pugi::xml_node{} : found.front();
}

std::vector<pugi::xml_node> all_below(pugi::xml_node node, string_view name) {
  constexpr std::size_t most = 100'000;
  std::vector<pugi::xml_node> found;
  find_below(node, name, most, 0, found);
  return found;
}

string text_of(pugi::xml_node node) {
  string out;
  gather(node, out, 0);
  return out;
}

string XmlValues::text(pugi::xml_node node) {
  string out = text_of(node);
  if (out.size() > NoticeTeller::longest_text) {
    note("text_cut", fmt::format("{}: {} bytes", local(node), out.size()));
    out.resize(cut_text(out, NoticeTeller::longest_text).size());
  }
  return out;
}

model::NoticeDate XmlValues::day(pugi::xml_node node) {
  return checked_day(text_of(node), [&](string_view what, string_view detail) { note(what, detail); });
}

model::Amount XmlValues::amount(pugi::xml_node node, const char* attribute) {
  model::Amount amount;
  amount.as_written = text_of(node);
  amount.currency = node.attribute(attribute).value();
  check_amount(amount, [&](string_view what, string_view detail) { note(what, detail); });
  return amount;
}

void read_notice_xml(string_view bytes, NoticeTeller& teller) {
  model::NoticePlace place{teller.file(), 0, 0, {}};
  string converted;
  if (claims_utf8(bytes) && !names_utf8(bytes)) {
    auto text = as_utf8(bytes);
    teller.note(place, "encoding", text.encoding);
    converted = std::move(text.utf8);
    bytes = converted;
  }
  pugi::xml_document document;
  const auto result = document.load_buffer(bytes.data(), bytes.size());
  const auto root = document.document_element();
  if (!result) {
    place.offset = static_cast<std::uint64_t>(std::max<std::ptrdiff_t>(result.offset, 0));
    teller.note(place, "xml_broken", result.description());
  }
  place.offset = 0;
  const auto name = local(root);
  place.pointer = fmt::format("/{}", name);
  if (name == "TED_EXPORT") read_ted(root, place, teller);
  else if (std::find(roots.begin(), roots.end(), name) != roots.end()) read_eforms(root, place, teller);
  else if (result) teller.note(place, "not_a_notice", name);
}

}  // namespace lenscap::sources
