// cli/bounds.hpp: the bounds of reading, as --help states them: from the constants themselves, so that it cannot err.
#pragma once
#include <string>

namespace lenscap::cli {

std::string bounds_text();

}  // namespace lenscap::cli
