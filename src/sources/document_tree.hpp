// sources/document_tree.hpp: an XML or JSON document as one flat list of named nodes, each with the place of its name
// and value in the bytes, so that a word found there can be asked what it is: a name, a value, a declaration.
//
// One form for both, since tools save ISAPI answers either way ("@opt" for an attribute). pugixml gives no offsets of
// attributes and JSON keys need the walker of wire/, so XML is scanned here: names, quotes and brackets only; entities
// stay as sent and nothing is fetched. Damaged ends lose what follows, never what came before.
// Source: W3C XML 1.0 (5th edition) 2.3-3.1, Namespaces in XML 1.0 section 3; RFC 8259; RFC 6901
#pragma once
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lenscap::sources {

struct TreeNode {
  std::string_view name;     ///< as written, with its prefix; empty in arrays; aliases the input
  std::string_view value;    ///< first text of an element, value of an attribute or of a JSON member; as sent
  std::uint32_t parent = 0;  ///< the root (node 0) is its own parent
  std::uint32_t index = 0;   ///< position from 0 in an array; in XML among elements of its name, from 1
  bool attribute = false;    ///< XML attribute, or a JSON key that begins with '@'
  bool in_array = false;
};

class DocumentTree {
 public:
  static constexpr std::size_t most_nodes = 400'000;
  static constexpr std::size_t deepest = 256;

  enum class Syntax : std::uint8_t { xml, json };
  enum class Part : std::uint8_t { none, name, value };
  struct Spot {
    std::uint32_t node = 0;
    Part part = Part::none;
  };

  /// Empty when the first character that is no space is not `<`, `{` or `[`, or when nothing has a name.
  static std::optional<DocumentTree> read(std::string_view bytes);

  Syntax syntax() const { return syntax_; }
  const std::vector<TreeNode>& nodes() const { return nodes_; }
  const TreeNode& node(std::uint32_t n) const { return nodes_[n]; }
  bool is_root(std::uint32_t n) const { return n == 0; }

  /// What stands at `offset`.
  Spot at(std::uint64_t offset) const;
  /// "/Envelope/Body/…" with positions where names repeat, or a JSON pointer.
  std::string path(std::uint32_t n) const;
  /// First child of that local name; nullopt when there is none.
  std::optional<std::uint32_t> child(std::uint32_t n, std::string_view local) const;
  /// First node anywhere of that local name with a value; empty view when there is none.
  std::string_view first_value(std::string_view local) const;
  bool has(std::string_view local) const;
  /// What the prefix of an XML element stands for; empty when it is not declared, and in JSON.
  std::string_view namespace_of(std::uint32_t n) const;

 private:
  friend class XmlReader;
  friend class JsonReader;
  void finish();
  std::size_t offset_of(std::string_view part) const { return static_cast<std::size_t>(part.data() - bytes_.data()); }

  std::string_view bytes_;
  Syntax syntax_ = Syntax::xml;
  std::vector<TreeNode> nodes_;
  struct Range {
    std::size_t from, to;
    std::uint32_t node;
    Part part;
  };
  std::vector<Range> ranges_;                                      ///< by `from`
  std::vector<std::pair<std::uint32_t, std::uint32_t>> children_;  ///< parent, node; sorted
};

/// "FaceRecognition" of "tt:FaceRecognition"; '@' and '#' of JSON renderings taken off.
std::string_view local_name(std::string_view name);

inline bool one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace lenscap::sources
