// knowledge/label.hpp: when two labels are the same.
#pragma once
#include <string>
#include <string_view>

namespace lenscap::knowledge {

/// ASCII letters in lower case, white space trimmed and collapsed to one blank. Other scripts stay as they are, byte
/// for byte: the data names every script's form, and a half-right fold would make two companies one.
std::string folded(std::string_view label);

}  // namespace lenscap::knowledge
