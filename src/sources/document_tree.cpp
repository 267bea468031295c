#include "sources/document_tree.hpp"

#include <algorithm>
#include <map>

#include "model/json_pointer.hpp"
#include "sources/tree_readers.hpp"

namespace lenscap::sources {

std::string_view local_name(std::string_view name) {
  if (const auto colon = name.rfind(':'); colon != name.npos) name.remove_prefix(colon + 1);
  if (!name.empty() && (name.front() == '@' || name.front() == '#')) name.remove_prefix(1);
  return name;
}

std::optional<DocumentTree> DocumentTree::read(std::string_view bytes) {
  std::size_t from = bytes.starts_with("\xef\xbb\xbf") ? 3 : 0;
  from = bytes.find_first_not_of(" \t\r\n", from);
  if (from == bytes.npos) return std::nullopt;
  DocumentTree tree;
  tree.bytes_ = bytes;
  tree.nodes_.push_back({});
  if (bytes[from] == '<') XmlReader(tree).read();
  else if (bytes[from] == '{' || bytes[from] == '[') JsonReader(tree).read();
  else return std::nullopt;
  if (tree.nodes_.size() < 2) return std::nullopt;
  tree.finish();
  return tree;
}

void DocumentTree::finish() {
  for (std::uint32_t n = 1; n < nodes_.size(); ++n) {
    const TreeNode& node = nodes_[n];
    children_.emplace_back(node.parent, n);
    if (!node.name.empty())
      ranges_.push_back({offset_of(node.name), offset_of(node.name) + node.name.size(), n, Part::name});
    if (!node.value.empty())
      ranges_.push_back({offset_of(node.value), offset_of(node.value) + node.value.size(), n, Part::value});
  }
  std::sort(ranges_.begin(), ranges_.end(), [](const Range& a, const Range& b) { return a.from < b.from; });
  std::sort(children_.begin(), children_.end());
}

DocumentTree::Spot DocumentTree::at(std::uint64_t offset) const {
  auto next = std::upper_bound(ranges_.begin(), ranges_.end(), offset,
                               [](std::uint64_t o, const Range& range) { return o < range.from; });
  if (next == ranges_.begin()) return {};
  const Range& range = *--next;
  return offset < range.to ? Spot{range.node, range.part} : Spot{};
}

std::string DocumentTree::path(std::uint32_t n) const {
  std::vector<std::uint32_t> steps;
  for (; n != 0 && steps.size() < deepest; n = nodes_[n].parent) steps.push_back(n);
  std::string out;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    const TreeNode& node = nodes_[*step];
    if (syntax_ == Syntax::xml) {
      out += '/';
      out += node.attribute ? "@" + std::string(node.name) : std::string(node.name);
      if (node.index > 1) out += "[" + std::to_string(node.index) + "]";
      continue;
    }
    if (node.in_array) model::append_step(out, std::to_string(node.index));
    else model::append_step(out, node.name);
  }
  return out;
}

std::optional<std::uint32_t> DocumentTree::child(std::uint32_t n, std::string_view local) const {
  auto next = std::lower_bound(children_.begin(), children_.end(), std::pair(n, std::uint32_t{0}));
  for (; next != children_.end() && next->first == n; ++next)
    if (local_name(nodes_[next->second].name) == local) return next->second;
  return std::nullopt;
}

std::string_view DocumentTree::first_value(std::string_view local) const {
  for (const TreeNode& node : nodes_)
    if (!node.value.empty() && local_name(node.name) == local) return node.value;
  return {};
}

bool DocumentTree::has(std::string_view local) const {
  return std::any_of(nodes_.begin(), nodes_.end(),
                     [&](const TreeNode& node) { return !node.name.empty() && local_name(node.name) == local; });
}

std::string_view DocumentTree::namespace_of(std::uint32_t n) const {
  if (syntax_ == Syntax::json) return {};
  const std::string_view name = nodes_[n].name;
  const auto colon = name.find(':');
  const std::string declared = colon == name.npos ? "xmlns" : "xmlns:" + std::string(name.substr(0, colon));
  for (std::size_t depth = 0; depth < deepest; n = nodes_[n].parent, ++depth) {
    auto next = std::lower_bound(children_.begin(), children_.end(), std::pair(n, std::uint32_t{0}));
    for (; next != children_.end() && next->first == n && nodes_[next->second].attribute; ++next)
      if (nodes_[next->second].name == declared) return nodes_[next->second].value;
    if (n == 0) break;
  }
  return {};
}

}  // namespace lenscap::sources
