// sources/strings.hpp: each distinct string once, as a number. Values repeat across hosts a thousand times over.
#pragma once
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace lenscap::sources {

/// A mixing hash (multiply-xorshift over 8-byte words). Tables whose probes are not bounded give it a seed of their
/// own, so that nobody can send values made to collide; a seed decides where a value lies in its table, nothing else.
std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed = 0) noexcept;
std::uint64_t fresh_seed();

class Strings {
 public:
  static constexpr std::uint32_t none = UINT32_MAX;

  Strings();
  /// The number of `text`, or none.
  std::uint32_t find(std::string_view text) const;
  std::uint32_t intern(std::string_view text);
  std::string_view operator[](std::uint32_t id) const { return {entries_[id].data, entries_[id].length}; }
  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    const char* data;
    std::uint32_t length;
    std::uint32_t hash;
  };
  std::size_t slot_of(std::string_view text, std::uint32_t hash) const;
  const char* keep(std::string_view text);
  void grow();

  std::uint64_t seed_;
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> table_;  ///< entry + 1; 0 = free; power of two, at most half full
  std::vector<std::unique_ptr<char[]>> chunks_;
  std::size_t chunk_used_ = 0, chunk_size_ = 0;
};

}  // namespace lenscap::sources
