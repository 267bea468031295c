// XML as a DocumentTree. Every byte is looked at once; a tag that never ends ends the reading.
#include <algorithm>

#include "model/ascii.hpp"
#include "sources/tree_readers.hpp"

namespace lenscap::sources {
namespace {

constexpr std::string_view space = " \t\r\n";

/// The end of the tag that begins at `at`, after its '>'; quotes hold what they hold. npos when it never ends.
std::size_t tag_end(std::string_view bytes, std::size_t at) {
  char quote = 0;
  for (; at < bytes.size(); ++at) {
    const char c = bytes[at];
    if (quote) quote = c == quote ? '\0' : quote;
    else if (c == '"' || c == '\'') quote = c;
    else if (c == '>') return at + 1;
  }
  return bytes.npos;
}

}  // namespace

std::uint32_t XmlReader::add(TreeNode node) {
  node.parent = stack_.back();
  if (!node.attribute) node.index = ++counted_[{node.parent, node.name}];
  tree_.nodes_.push_back(node);
  return static_cast<std::uint32_t>(tree_.nodes_.size() - 1);
}

void XmlReader::attributes(std::string_view inside, std::uint32_t element) {
  for (;;) {
    inside = inside.substr(std::min(inside.find_first_not_of(space), inside.size()));
    const auto equals = inside.find('=');
    if (equals == inside.npos || tree_.nodes_.size() >= DocumentTree::most_nodes) return;
    const std::string_view name = model::trimmed(inside.substr(0, equals));
    const auto open = inside.find_first_not_of(space, equals + 1);
    if (open == inside.npos || (inside[open] != '"' && inside[open] != '\'')) return;
    const auto close = inside.find(inside[open], open + 1);
    if (close == inside.npos) return;
    TreeNode node{name, inside.substr(open + 1, close - open - 1)};
    node.attribute = true;
    node.parent = element;
    tree_.nodes_.push_back(node);
    inside.remove_prefix(close + 1);
  }
}

void XmlReader::open(std::string_view inside) {
  const bool empty = inside.ends_with('/');
  if (empty) inside.remove_suffix(1);
  const auto end = std::min(inside.find_first_of(space), inside.size());
  if (end == 0) return;
  const std::uint32_t element = add({inside.substr(0, end), {}});
  attributes(inside.substr(end), element);
  if (!empty && stack_.size() < DocumentTree::deepest) stack_.push_back(element);
}

void XmlReader::text(std::string_view between) {
  TreeNode& owner = tree_.nodes_[stack_.back()];
  if (stack_.size() > 1 && owner.value.empty()) owner.value = model::trimmed(between);
}

void XmlReader::read() {
  tree_.syntax_ = DocumentTree::Syntax::xml;
  const std::string_view bytes = tree_.bytes_;
  const auto past = [&](std::string_view mark, std::size_t from) {
    const auto at = bytes.find(mark, from);
    return at == bytes.npos ? bytes.npos : at + mark.size();
  };
  std::size_t at = 0;
  while (at < bytes.size() && tree_.nodes_.size() < DocumentTree::most_nodes) {
    const auto tag = bytes.find('<', at);
    text(bytes.substr(at, std::min(tag, bytes.size()) - at));
    if (tag == bytes.npos) return;
    if (bytes.substr(tag).starts_with("<!--")) at = past("-->", tag + 4);
    else if (bytes.substr(tag).starts_with("<![CDATA[")) {
      at = past("]]>", tag + 9);
      if (at != bytes.npos) text(bytes.substr(tag + 9, at - tag - 12));
    } else if (bytes.substr(tag).starts_with("<?")) at = past("?>", tag + 2);
    else {
      at = tag_end(bytes, tag + 1);
      if (at == bytes.npos) return;
      const std::string_view inside = bytes.substr(tag + 1, at - tag - 2);
      if (inside.starts_with('/')) {
        if (stack_.size() > 1) stack_.pop_back();
      } else if (!inside.starts_with('!')) {
        open(inside);
      }
    }
    if (at == bytes.npos) return;
  }
}

}  // namespace lenscap::sources
