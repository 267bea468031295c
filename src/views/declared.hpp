// views/declared.hpp: declared against measured, as people and programs read it.
#pragma once
#include <string>

#include "assess/declared.hpp"
#include "views/audit_view.hpp"

namespace lenscap::views {

/// A paragraph a device that something was declared for: what was kept, what was broken, what was never used.
std::string to_declared_terminal(const assess::Comparison& comparison, const knowledge::Declared& declared,
                                 const model::Case& c, TerminalStyle style);

/// {lenscap: "declared", devices: [{device, lines: [{where, kept, peers}], peers: [{peer, …, standing}]}],
/// not_understood: [{what, where}]}; two-space indent, ends with a newline.
std::string to_declared_json(const assess::Comparison& comparison, const knowledge::Declared& declared,
                             const model::Case& c);

}  // namespace lenscap::views
