#include "sources/strings.hpp"

#include <algorithm>
#include <cstring>
#include <random>

namespace lenscap::sources {

namespace {
constexpr std::size_t chunk_bytes = 64 * 1024;

std::uint64_t mix(std::uint64_t a, std::uint64_t b) noexcept {
  const auto product = static_cast<unsigned __int128>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}
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

Strings::Strings() : seed_(fresh_seed()), table_(1024, 0) {}

/// Where `text` is, or would be.
std::size_t Strings::slot_of(std::string_view text, std::uint32_t hash) const {
  const std::size_t mask = table_.size() - 1;
  std::size_t at = hash & mask;
  for (; table_[at] != 0; at = (at + 1) & mask) {
    const Entry& e = entries_[table_[at] - 1];
    if (e.hash == hash && std::string_view(e.data, e.length) == text) break;
  }
  return at;
}

std::uint32_t Strings::find(std::string_view text) const {
  return table_[slot_of(text, static_cast<std::uint32_t>(hash_bytes(text, seed_)))] - 1;  // a free slot, 0, gives none
}

std::uint32_t Strings::intern(std::string_view text) {
  const auto hash = static_cast<std::uint32_t>(hash_bytes(text, seed_));
  const std::size_t at = slot_of(text, hash);
  if (table_[at] != 0) return table_[at] - 1;
  const auto id = static_cast<std::uint32_t>(entries_.size());
  entries_.push_back({keep(text), static_cast<std::uint32_t>(text.size()), hash});
  table_[at] = id + 1;
  if (entries_.size() * 2 > table_.size()) grow();
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

void Strings::grow() {
  std::vector<std::uint32_t> bigger(table_.size() * 2, 0);
  const std::size_t mask = bigger.size() - 1;
  for (std::uint32_t id = 0; id < entries_.size(); ++id) {
    std::size_t at = entries_[id].hash & mask;
    while (bigger[at] != 0) at = (at + 1) & mask;
    bigger[at] = id + 1;
  }
  table_.swap(bigger);
}

}  // namespace lenscap::sources
