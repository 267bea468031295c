// JSON as a DocumentTree. The walker of wire/ tells leaves with the whole path; containers are the steps they share.
#include <algorithm>

#include "sources/tree_readers.hpp"
#include "wire/json_walk.hpp"

namespace lenscap::sources {

void JsonReader::read() {
  tree_.syntax_ = DocumentTree::Syntax::json;
  struct Open {
    std::size_t container, index;
    std::string_view key;
    std::uint32_t node;
  };
  std::vector<Open> open;
  wire::walk_json(tree_.bytes_, [&](const wire::JsonValue& value) {
    std::size_t same = 0;
    while (same < open.size() && same < value.path.size() && open[same].container == value.path[same].container &&
           open[same].index == value.path[same].index && open[same].key.data() == value.path[same].key.data())
      ++same;
    open.resize(same);
    for (; same < value.path.size() && tree_.nodes_.size() < DocumentTree::most_nodes; ++same) {
      const wire::JsonStep& step = value.path[same];
      TreeNode node{step.key, {}};
      node.parent = open.empty() ? 0 : open.back().node;
      node.index = static_cast<std::uint32_t>(step.index);
      node.in_array = step.in_array;
      node.attribute = step.key.starts_with('@');
      tree_.nodes_.push_back(node);
      open.push_back({step.container, step.index, step.key, static_cast<std::uint32_t>(tree_.nodes_.size() - 1)});
    }
    if (!open.empty() && open.size() == value.path.size()) tree_.nodes_[open.back().node].value = value.raw;
  });
}

}  // namespace lenscap::sources
