// sources/tree_readers.hpp: the two syntaxes that fill a DocumentTree. Seen by it and by them alone.
#pragma once
#include <map>
#include <string_view>
#include <vector>

#include "sources/document_tree.hpp"

namespace lenscap::sources {

class XmlReader {
 public:
  explicit XmlReader(DocumentTree& tree) : tree_(tree) {}
  void read();

 private:
  void open(std::string_view inside);
  void attributes(std::string_view inside, std::uint32_t element);
  void text(std::string_view between);
  std::uint32_t add(TreeNode node);

  DocumentTree& tree_;
  std::vector<std::uint32_t> stack_ = {0};
  std::map<std::pair<std::uint32_t, std::string_view>, std::uint32_t> counted_;
};

class JsonReader {
 public:
  explicit JsonReader(DocumentTree& tree) : tree_(tree) {}
  void read();

 private:
  DocumentTree& tree_;
};

}  // namespace lenscap::sources
