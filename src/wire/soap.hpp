// wire/soap.hpp: XML documents as devices send them, with the way back from every text to its bytes.
// Source: XML 1.0 2 and 4.6, Namespaces in XML 1.0 6 (prefixes are free: a name is a namespace URI and a local name)
//
// pugixml builds the tree: it reads no DTD, knows no entities but the five of XML and character references, and does
// not recurse, so neither external entities nor nesting can hurt. What it does not bound is bounded here before it is
// called: size, elements, attributes. Depth is bounded where a tree is walked.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "wire/field.hpp"

namespace lenscap::wire {

inline constexpr std::size_t longest_xml = 4 * 1024 * 1024;  // bytes
inline constexpr std::size_t most_xml_elements =
    100'000;  // start and end tags; a recorder's list of 256 cameras: 20,000
inline constexpr std::size_t most_xml_attributes = 100'000;
inline constexpr std::size_t deepest_xml = 64;  // levels that walks go down

/// A parsed document. Nodes are valid as long as it lives; `input` aliases what was parsed.
struct Xml {
  std::string_view input;
  std::unique_ptr<pugi::xml_document> tree;

  pugi::xml_node root() const { return tree->document_element(); }
};

/// Parses a whole document. Bytes before the first '<' and NULs after the end are stepped over. Empty when it is not
/// well-formed UTF-8 XML or exceeds a bound.
std::optional<Xml> parse_xml(std::string_view bytes);

std::string_view local_name(const pugi::xml_node& node) noexcept;

/// URI of the node's namespace; "" when it has none or its prefix is not declared. Aliases the tree.
std::string_view namespace_of(const pugi::xml_node& node) noexcept;

/// The URI that `prefix` stands for at `node`, for names inside text (xsi:type, WS-Discovery Types).
std::string_view namespace_of_prefix(const pugi::xml_node& node, std::string_view prefix) noexcept;

/// First child with that local name; null when there is none.
pugi::xml_node child(const pugi::xml_node& node, std::string_view local) noexcept;

/// Follows local names from `node` down: descend(root, "Body/GetDNSResponse"). Null when a step is missing.
pugi::xml_node descend(pugi::xml_node node, std::string_view path) noexcept;

/// First element named `local` at or below `node`, at most `deepest_xml` levels down; null when there is none.
pugi::xml_node find_element(const pugi::xml_node& node, std::string_view local) noexcept;

/// The element behind `node` in document order within the tree below `top`, not deeper than `deepest_xml`.
pugi::xml_node next_element(const pugi::xml_node& node, const pugi::xml_node& top) noexcept;

/// The first text of `element` as the input has it, entities as sent, without white space around it. Empty view when it
/// has none.
std::string_view raw_text(const Xml& xml, const pugi::xml_node& element) noexcept;

/// "/Envelope/Body/GetScopesResponse/Scopes[2]/ScopeItem": local names, positions from 1 where a name repeats.
std::string xml_place(const pugi::xml_node& element);

/// The text of `element` as a field called `name`; empty when the element is null or has no text.
std::optional<Field> xml_field(const Xml& xml, std::string_view name, const pugi::xml_node& element);

}  // namespace lenscap::wire
