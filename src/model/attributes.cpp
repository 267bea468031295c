#include "model/attributes.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <stdexcept>

namespace lenscap::model {

namespace {

constexpr unsigned char long_one = 0xff;  // four bytes follow; up to 254 the byte is the length

constexpr std::size_t most_length_bytes = 1 + sizeof(std::uint32_t);

void append_length(std::string& out, std::size_t n) {
  if (n < long_one) {
    out += static_cast<char>(n);
    return;
  }
  const auto length = static_cast<std::uint32_t>(n);
  char bytes[sizeof length];
  std::memcpy(bytes, &length, sizeof length);
  out += static_cast<char>(long_one);
  out.append(bytes, sizeof bytes);
}

/// Of bytes that append_length wrote.
std::size_t take_length(std::string_view rest, std::size_t& at) {
  const auto first = static_cast<unsigned char>(rest[at++]);
  if (first != long_one) return first;
  std::uint32_t length;
  std::memcpy(&length, rest.data() + at, sizeof length);
  at += sizeof length;
  return length;
}

/// As std::string_view compares; most names differ in their first letter.
int compare(std::string_view a, std::string_view b) {
  if (!a.empty() && !b.empty() && a[0] != b[0])
    return static_cast<unsigned char>(a[0]) < static_cast<unsigned char>(b[0]) ? -1 : 1;
  return a.compare(b);
}

}  // namespace

void Attributes::const_iterator::read() {
  if (rest_.empty()) return;
  std::size_t at = 0;
  const std::size_t name = take_length(rest_, at), value = take_length(rest_, at);
  entry_ = {rest_.substr(at, name), rest_.substr(at + name, value)};
  length_ = at + name + value;
}

Attributes::const_iterator& Attributes::const_iterator::operator++() {
  rest_.remove_prefix(length_);
  read();
  return *this;
}

Attributes::Attributes(std::initializer_list<Entry> entries) {
  for (const auto& [name, value] : entries) set(name, value);
}

Attributes::Attributes(const std::map<std::string, std::string>& entries) {
  for (const auto& [name, value] : entries) set(name, value);
}

Attributes::const_iterator Attributes::find(std::string_view name) const {
  auto at = begin();
  while (at != end() && at->first < name) ++at;
  return at != end() && at->first == name ? at : end();
}

std::string Attributes::at(std::string_view name) const {
  const auto found = find(name);
  if (found == end()) throw std::out_of_range("no attribute " + std::string(name));
  return std::string(found->second);
}

void Attributes::set(std::string_view name, std::string_view value) {
  const std::string_view all = packed_;
  std::size_t place = 0, replaced = 0;  // where it belongs, and the bytes of its older value
  while (place < all.size()) {
    std::size_t at = place;
    const std::size_t its_name = take_length(all, at), its_value = take_length(all, at);
    const int order = compare(all.substr(at, its_name), name);
    if (order == 0) replaced = at + its_name + its_value - place;
    if (order >= 0) break;
    place = at + its_name + its_value;
  }
  std::string entry;  // apart first: name or value may be of these very bytes, which are about to move
  entry.reserve(2 * most_length_bytes + name.size() + value.size());
  append_length(entry, name.size());
  append_length(entry, value.size());
  (entry += name) += value;
  packed_.replace(place, replaced, entry);
}

std::strong_ordering operator<=>(const Attributes& a, const Attributes& b) {
  auto x = a.begin(), y = b.begin();
  for (; x != a.end() && y != b.end(); ++x, ++y)
    if (const auto order = *x <=> *y; order != 0) return order;
  return x != a.end()   ? std::strong_ordering::greater
         : y != b.end() ? std::strong_ordering::less
                        : std::strong_ordering::equal;
}

}  // namespace lenscap::model
