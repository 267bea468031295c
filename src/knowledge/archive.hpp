// knowledge/archive.hpp: values as bytes and back. One list of fields a struct serves both ways, so they cannot
// disagree.
//
// A string or list is a 32-bit count and its elements; a number has the size of its type; an optional is a byte and a
// value.
#pragma once
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "model/time.hpp"

namespace lenscap::knowledge {

template <class T>
concept Number = std::is_arithmetic_v<T> || std::is_enum_v<T>;

class Writer {
 public:
  std::string bytes;

  template <class... T>
  void operator()(const T&... values) {
    (put(values), ...);
  }

 private:
  void put(const Number auto& number) { bytes.append(reinterpret_cast<const char*>(&number), sizeof number); }
  void put(const std::string& text) {
    put(static_cast<std::uint32_t>(text.size()));
    bytes += text;
  }
  void put(const model::Date& date) { (*this)(date.year, date.month, date.day); }
  template <class T>
  void put(const std::optional<T>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  template <class T>
  void put(const std::vector<T>& list) {
    put(static_cast<std::uint32_t>(list.size()));
    for (const T& item : list) put(item);
  }
  template <class T>
    requires std::is_class_v<T>
  void put(const T& value) {
    fields(*this, value);
  }
};

/// After a value that does not fit, `good()` is false and everything read is empty.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}
  bool good() const { return good_; }
  std::size_t left() const { return rest_.size(); }

  template <class... T>
  void operator()(T&... values) {
    (get(values), ...);
  }

 private:
  std::string_view take(std::size_t n) {
    if (n > rest_.size()) good_ = false;
    if (!good_) return {};
    const std::string_view taken = rest_.substr(0, n);
    rest_.remove_prefix(n);
    return taken;
  }
  void get(bool& flag) {
    const std::string_view byte = take(1);
    flag = !byte.empty() && byte[0] != 0;
  }
  void get(Number auto& number) {
    if (const std::string_view taken = take(sizeof number); !taken.empty())
      std::memcpy(&number, taken.data(), sizeof number);
  }
  void get(std::string& text) {
    std::uint32_t size = 0;
    get(size);
    text = take(size);
  }
  void get(model::Date& date) { (*this)(date.year, date.month, date.day); }
  template <class T>
  void get(std::optional<T>& value) {
    bool there = false;
    get(there);
    if (there) get(value.emplace());
  }
  template <class T>
  void get(std::vector<T>& list) {
    std::uint32_t size = 0;
    get(size);
    list.reserve(std::min<std::size_t>(size, 4096));  // a damaged count must not claim memory
    for (std::uint32_t i = 0; i < size && good_; ++i) get(list.emplace_back());
  }
  template <class T>
    requires std::is_class_v<T>
  void get(T& value) {
    fields(*this, value);
  }

  std::string_view rest_;
  bool good_ = true;
};

}  // namespace lenscap::knowledge
