// model/json_pointer.hpp: one step of a JSON pointer, RFC 6901 section 3.
#pragma once
#include <string>
#include <string_view>

namespace lenscap::model {

/// "/" and the key, in which "~" stands as "~0" and "/" as "~1".
inline void append_step(std::string& pointer, std::string_view key) {
  pointer += '/';
  for (const char c : key) {
    if (c == '~') pointer += "~0";
    else if (c == '/') pointer += "~1";
    else pointer += c;
  }
}

}  // namespace lenscap::model
