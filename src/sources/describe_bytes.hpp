// sources/describe_bytes.hpp: what a file that is no evidence seems to be, for the error message.
#pragma once
#include <string>
#include <string_view>

namespace lenscap::sources {

/// "a JPEG picture", "text", "empty" … by the first bytes.
std::string describe_bytes(std::string_view head);

}  // namespace lenscap::sources
