// tests/wire/message_bytes.hpp: messages as a person writes them down, and the two ways to damage one.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace lenscap::wire::testing {

using Bytes = std::vector<std::byte>;

/// "20 00 00 00  # header size" … : hexadecimal digits, white space, and comments from '#' to the end of the line.
inline Bytes hex(std::string_view text) {
  Bytes out;
  int high = -1;
  bool comment = false;
  for (const char c : text) {
    if (c == '#') comment = true;
    if (c == '\n') comment = false;
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (comment || digit < 0) continue;
    if (high < 0) {
      high = digit;
    } else {
      out.push_back(static_cast<std::byte>(high * 16 + digit));
      high = -1;
    }
  }
  return out;
}

inline Bytes text(std::string_view characters) {
  const auto* const first = reinterpret_cast<const std::byte*>(characters.data());
  return {first, first + characters.size()};
}

inline Bytes operator+(Bytes a, const Bytes& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

/// `characters`, filled up to `size` bytes with NUL.
inline Bytes padded(std::string_view characters, std::size_t size) {
  Bytes out = text(characters);
  out.resize(size);
  return out;
}

inline Bytes le32(std::uint32_t value) {
  Bytes out;
  for (int shift = 0; shift < 32; shift += 8) out.push_back(static_cast<std::byte>(value >> shift & 0xff));
  return out;
}

/// Calls `f` with every prefix, each in an allocation of its own size: a read past the end is seen by a sanitizer.
template <class F>
void every_prefix(const Bytes& bytes, F&& f) {
  for (std::size_t size = 0; size <= bytes.size(); ++size) {
    const auto copy = std::make_unique<std::byte[]>(size);
    for (std::size_t i = 0; i < size; ++i) copy[i] = bytes[i];
    f(std::span<const std::byte>(copy.get(), size));
  }
}

/// Calls `f` with every copy that differs in one bit.
template <class F>
void every_flip(const Bytes& bytes, F&& f) {
  const auto copy = std::make_unique<std::byte[]>(bytes.size());
  for (std::size_t i = 0; i < bytes.size(); ++i) copy[i] = bytes[i];
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    copy[bit / 8] ^= static_cast<std::byte>(1 << bit % 8);
    f(std::span<const std::byte>(copy.get(), bytes.size()));
    copy[bit / 8] ^= static_cast<std::byte>(1 << bit % 8);
  }
}

/// Whether `part` lies inside `whole`: what a parser hands out must be found again in the packet.
inline bool inside(std::string_view part, std::span<const std::byte> whole) {
  const auto* const first = reinterpret_cast<const char*>(whole.data());
  return part.empty() || (part.data() >= first && part.data() + part.size() <= first + whole.size());
}

/// Bytes that nobody chose: the same on every run.
inline Bytes noise(std::size_t size, std::uint32_t seed) {
  Bytes out(size);
  for (std::byte& b : out) {
    seed = seed * 1664525 + 1013904223;
    b = static_cast<std::byte>(seed >> 24);
  }
  return out;
}

}  // namespace lenscap::wire::testing
