// knowledge/label.hpp: when two labels are the same.
#pragma once
#include <string>
#include <string_view>

namespace lenscap::knowledge {

/// ASCII letters in lower case, white space trimmed and collapsed to one blank. Other scripts stay as they are, byte
/// for byte: the data names every script's form, and a half-right fold would make two companies one.
std::string folded(std::string_view label);

/// Letters and digits of an organisation's name, ASCII in lower case: the address registry writes one company with and
/// without blanks, commas and full stops ("Co., Ltd." beside "Co.,Ltd"), and may spell the next block anew.
std::string folded_organisation(std::string_view name);

}  // namespace lenscap::knowledge
