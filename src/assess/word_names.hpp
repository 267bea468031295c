// assess/word_names.hpp: what was found under a word, kept for when it comes again: names share most of their words. A
// look is two reads from memory, one of the slot and one of what stands behind it.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "model/wide_pages.hpp"

namespace lenscap::assess {

/// One a thread. Forgets everything when it grows beyond what it may hold (some 20 MiB).
class WordNames {
 public:
  /// `key` is of the word's letters. `manner`, below 256: the same letters looked up otherwise find others.
  /// What it returns holds until the next keep().
  std::optional<std::span<const std::uint32_t>> find(std::uint64_t key, std::string_view word,
                                                     std::uint8_t manner) const;
  /// `word`, which find() did not know, has at most 65,535 letters.
  std::span<const std::uint32_t> keep(std::uint64_t key, std::string_view word, std::uint8_t manner,
                                      std::span<const std::uint32_t> names);
  /// Asks for the slot from memory, for a find() that comes soon.
  void prefetch(std::uint64_t key) const {
    if (!slots_.empty()) __builtin_prefetch(&slots_[key & (slots_.size() - 1)]);
  }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint32_t at = 0;  ///< in kept_; 0: free
    std::uint32_t names = 0;
  };
  /// Not kept where too many words stand in its place already: it is looked for anew each time.
  void put(const Slot& slot);
  void grow();

  model::WideVector<Slot> slots_;          ///< open addressing, half of them taken at most
  model::WideVector<std::uint32_t> kept_;  ///< a word each: its size and manner, its letters, what was found
  std::size_t words_ = 0;
};

}  // namespace lenscap::assess
