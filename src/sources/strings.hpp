// sources/strings.hpp: each distinct string once, as a number. Values repeat across hosts a thousand times over.
#pragma once
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace lenscap::sources {

/// A mixing hash (multiply-xorshift over 8-byte words). Not keyed: tables that use it bound their probes or grow.
std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed = 0) noexcept;

class Strings {
 public:
  Strings();
  std::uint32_t intern(std::string_view text);
  std::string_view operator[](std::uint32_t id) const { return {entries_[id].data, entries_[id].length}; }
  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    const char* data;
    std::uint32_t length;
    std::uint32_t hash;
  };
  const char* keep(std::string_view text);
  void grow();

  std::vector<Entry> entries_;
  std::vector<std::uint32_t> table_;  ///< entry + 1; 0 = free; power of two, at most half full
  std::vector<std::unique_ptr<char[]>> chunks_;
  std::size_t chunk_used_ = 0, chunk_size_ = 0;
};

}  // namespace lenscap::sources
