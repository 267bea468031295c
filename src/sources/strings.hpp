// sources/strings.hpp: each distinct string once, as a number. Values repeat across hosts a thousand times over.
#pragma once
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "sources/hash_index.hpp"

namespace lenscap::sources {

/// Both words in all bits of one: the halves of their product, folded.
inline std::uint64_t mix(std::uint64_t a, std::uint64_t b) noexcept {
  const auto product = static_cast<unsigned __int128>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

/// A mixing hash (multiply-xorshift over 8-byte words). Tables whose probes are not bounded give it a seed of their
/// own, so that nobody can send values made to collide; a seed decides where a value lies in its table, nothing else.
std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed = 0) noexcept;
std::uint64_t fresh_seed();

class Strings {
 public:
  static constexpr std::uint32_t none = HashIndex::none;

  Strings();
  std::uint64_t hash_of(std::string_view text) const { return hash_bytes(text, seed_); }
  /// The number of `text`, or none. `hash` is hash_of(text), for callers that need it themselves.
  std::uint32_t find(std::string_view text, std::uint64_t hash) const;
  std::uint32_t find(std::string_view text) const { return find(text, hash_of(text)); }
  std::uint32_t intern(std::string_view text, std::uint64_t hash);
  std::uint32_t intern(std::string_view text) { return intern(text, hash_of(text)); }
  std::string_view operator[](std::uint32_t id) const { return {entries_[id].data, entries_[id].length}; }
  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    const char* data;
    std::uint32_t length;
  };
  const char* keep(std::string_view text);

  std::uint64_t seed_;
  std::vector<Entry> entries_;
  HashIndex index_;
  std::vector<std::unique_ptr<char[]>> chunks_;
  std::size_t chunk_used_ = 0, chunk_size_ = 0;
};

}  // namespace lenscap::sources
