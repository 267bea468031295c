// knowledge/flat_table.hpp: a value of an array that lies in bytes, wherever they are.
#pragma once
#include <cstddef>
#include <cstring>

namespace lenscap::knowledge {

template <class T>
T load(const char* base, std::size_t index) noexcept {
  T value;
  std::memcpy(&value, base + index * sizeof(T), sizeof value);
  return value;
}

}  // namespace lenscap::knowledge
