#include "sources/strings.hpp"

#include <algorithm>
#include <cstring>
#include <random>

namespace lenscap::sources {

namespace {
constexpr std::size_t chunk_bytes = 64 * 1024;
}  // namespace

std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed) noexcept {
  constexpr std::uint64_t k0 = 0xa0761d6478bd642f, k1 = 0xe7037ed1a0b428db;
  std::uint64_t h = seed ^ mix(bytes.size() ^ k0, k1);
  const char* p = bytes.data();
  std::size_t n = bytes.size();
  for (; n >= 8; p += 8, n -= 8) {
    std::uint64_t word;
    std::memcpy(&word, p, 8);
    h = mix(h ^ word ^ k0, k1);
  }
  if (n != 0) {
    std::uint64_t word = 0;
    std::memcpy(&word, p, n);
    h = mix(h ^ word ^ k1, k0);
  }
  return mix(h, k0);
}

std::uint64_t fresh_seed() {
  std::random_device device;
  return std::uint64_t(device()) << 32 | device();
}

Strings::Strings() : seed_(fresh_seed()), index_(1024) {}

std::uint32_t Strings::find(std::string_view text, std::uint64_t hash) const {
  return index_.find(hash, [&](std::uint32_t id) { return (*this)[id] == text; });
}

std::uint32_t Strings::intern(std::string_view text, std::uint64_t hash) {
  if (const std::uint32_t id = find(text, hash); id != none) return id;
  const auto id = static_cast<std::uint32_t>(entries_.size());
  entries_.push_back({keep(text), static_cast<std::uint32_t>(text.size())});
  index_.add(hash, id);
  return id;
}

const char* Strings::keep(std::string_view text) {
  if (text.empty()) return "";  // its data may be null
  if (chunk_size_ - chunk_used_ < text.size()) {
    chunk_size_ = std::max(chunk_bytes, text.size());
    chunks_.push_back(std::make_unique<char[]>(chunk_size_));
    chunk_used_ = 0;
  }
  char* to = chunks_.back().get() + chunk_used_;
  std::memcpy(to, text.data(), text.size());
  chunk_used_ += text.size();
  return to;
}

}  // namespace lenscap::sources
