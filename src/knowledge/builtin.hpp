// knowledge/builtin.hpp: the image inside the program (image.hpp), as the linker placed it.
#pragma once
#include <string_view>

namespace lenscap::knowledge {

std::string_view builtin_image() noexcept;

}  // namespace lenscap::knowledge
