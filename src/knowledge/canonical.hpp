// knowledge/canonical.hpp: one entry as canonical TOML: what digests are made of and what a case keeps.
//
// Written here and not by the TOML library, so that a digest lasts when the library changes how it prints. Keys sorted
// by byte, one a line, strings in double quotes on one line, lists on one line; then the lists of tables, in order, as
// [[entry.key]]. Comments and spacing of the file do not matter, so editing those changes no digest.
#pragma once
#include <string>
#include <string_view>

#include "knowledge/document.hpp"

namespace lenscap::knowledge {

/// `table` as an element of the list of tables `name` ("signature"). Ends in a newline.
std::string canonical(std::string_view name, const Value& table);

}  // namespace lenscap::knowledge
