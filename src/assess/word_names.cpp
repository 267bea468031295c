#include "assess/word_names.hpp"

#include <algorithm>
#include <cstring>

namespace lenscap::assess {
namespace {

constexpr std::size_t first_slots = 1024, all_slots = std::size_t{1} << 18, most_kept = std::size_t{1} << 22;
constexpr std::size_t longest_run = 64;  // slots looked at for one key: names may be made so that their keys are one

std::uint32_t word_head(std::string_view word, std::uint8_t manner) {
  return static_cast<std::uint32_t>(word.size()) << 8 | manner;
}

/// Numbers that the letters of a word take.
std::size_t letter_room(std::string_view word) { return (word.size() + 3) / 4; }

}  // namespace

std::optional<std::span<const std::uint32_t>> WordNames::find(std::uint64_t key, std::string_view word,
                                                              std::uint8_t manner) const {
  if (slots_.empty()) return std::nullopt;
  for (std::size_t n = 0; n < longest_run; ++n) {
    const Slot& slot = slots_[(key + n) & (slots_.size() - 1)];
    if (slot.at == 0) return std::nullopt;
    const std::uint32_t* const at = kept_.data() + slot.at;
    if (slot.key != key || at[0] != word_head(word, manner) || std::memcmp(at + 1, word.data(), word.size()) != 0)
      continue;
    return std::span(at + 1 + letter_room(word), slot.names);
  }
  return std::nullopt;
}

void WordNames::put(const Slot& slot) {
  for (std::size_t n = 0; n < longest_run; ++n) {
    Slot& place = slots_[(slot.key + n) & (slots_.size() - 1)];
    if (place.at != 0) continue;
    place = slot;
    return;
  }
}

void WordNames::grow() {
  model::WideVector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  for (const Slot& slot : old)
    if (slot.at != 0) put(slot);
}

std::span<const std::uint32_t> WordNames::keep(std::uint64_t key, std::string_view word, std::uint8_t manner,
                                               std::span<const std::uint32_t> names) {
  const std::size_t room = 1 + letter_room(word) + names.size();
  if (slots_.empty() || words_ >= all_slots / 2 || kept_.size() + room > most_kept) {
    slots_.assign(first_slots, {});
    kept_.assign(1, 0);  // a place of 0 says that a slot is free
    words_ = 0;
  }
  if (++words_ > slots_.size() / 2) grow();
  put({key, static_cast<std::uint32_t>(kept_.size()), static_cast<std::uint32_t>(names.size())});
  const std::size_t at = kept_.size();
  kept_.resize(at + room);
  kept_[at] = word_head(word, manner);
  std::memcpy(kept_.data() + at + 1, word.data(), word.size());
  std::copy(names.begin(), names.end(), kept_.begin() + static_cast<std::ptrdiff_t>(at + room - names.size()));
  return std::span(kept_).subspan(at + room - names.size());
}

}  // namespace lenscap::assess
