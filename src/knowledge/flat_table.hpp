// knowledge/flat_table.hpp: values of this machine's byte order in arrays of bytes, wherever they lie.
#pragma once
#include <cstddef>
#include <cstring>
#include <string>

namespace lenscap::knowledge {

/// The `index`th of the values that begin at `base`.
template <class T>
T load(const char* base, std::size_t index) noexcept {
  T value;
  std::memcpy(&value, base + index * sizeof(T), sizeof value);
  return value;
}

template <class T>
void append(std::string& out, const T& value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

}  // namespace lenscap::knowledge
