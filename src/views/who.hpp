// views/who.hpp: one party as people and programs read it.
#pragma once
#include <string>
#include <string_view>

#include "assess/who.hpp"
#include "views/audit_view.hpp"

namespace lenscap::views {

/// docs/who.schema.json. `asked` is what was asked for. Two-space indent, ends with a newline.
std::string to_who_json(const assess::Who& who, const knowledge::Knowledge& k, std::string_view asked);

std::string to_who_terminal(const assess::Who& who, const knowledge::Knowledge& k, TerminalStyle style);

/// The party, its owners and what it owns as a graph for Graphviz: arrows from owner to owned, dashed where no share is
/// known.
std::string to_who_dot(const assess::Who& who, const knowledge::Knowledge& k);

}  // namespace lenscap::views
