// sources/marker_scan.hpp: every marker of data/analytics/ looked for in one pass over the bytes of one member.
//
// Vectorscan compiles all words into one database of literals: as they are (UTF-8), as UTF-16LE, and, where a word is
// not ASCII, as GB 18030, which is what GBK text reads as. An identifier counts only where it stands alone: `race` is
// not in `trace`. A word that needs company (`beside`) is looked at again within 1 KiB of itself.
// Source: VectorCamp/vectorscan, hs_compile_lit_multi (doc/dev-reference/compilation.rst); Itanium C++ ABI 5.1.2
// (a mangled name carries its length in front: 6emRace).
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/knowledge.hpp"
#include "model/error.hpp"

namespace lenscap::sources {

enum class Encoding : std::uint8_t { utf8, utf16le, gbk };
std::string_view to_string(Encoding encoding);

struct MarkerHit {
  const knowledge::Marker* marker = nullptr;
  std::uint32_t word = 0;  ///< index into marker->words
  Encoding encoding{};
  std::uint64_t offset = 0;  ///< of its first byte
  std::uint32_t length = 0;  ///< bytes, in its encoding
};

/// What one member gave.
struct MarkerHits {
  std::vector<MarkerHit> hits;                  ///< by offset
  std::uint64_t left_out = 0;                   ///< beyond `most_hits`
  std::vector<std::string> hosts;               ///< names of known cloud hosts, lower case, sorted
  std::vector<const knowledge::Marker*> slots;  ///< a structure of theirs is named: its places are to be looked at
};

class MarkerScan {
 public:
  static constexpr std::size_t most_hits = 200'000;                ///< of one member
  static constexpr std::size_t near = 1024;                        ///< bytes to either side, for `beside`
  static constexpr std::size_t most_bytes = std::size_t{1} << 31;  ///< of one member: Vectorscan counts in 32 bits

  /// Borrows `knowledge`. Errors: a word that Vectorscan does not take.
  static model::Result<MarkerScan> compile(const knowledge::Knowledge& knowledge);
  ~MarkerScan();
  MarkerScan(MarkerScan&&) noexcept;

  /// Not for several threads at once: it owns the scratch space.
  MarkerHits scan(std::span<const std::byte> bytes);

 private:
  struct Impl;
  explicit MarkerScan(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace lenscap::sources
