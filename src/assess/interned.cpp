#include "assess/interned.hpp"

#include <algorithm>
#include <cstring>
#include <functional>

namespace lenscap::assess {

namespace {

constexpr std::size_t block_bytes = 1 << 20;

}  // namespace

Interned::Interned() : used_(0), room_(0), texts_(1), slots_(1024) {}

Interned::Id Interned::append(std::string_view text) {
  if (text.empty()) return 0;
  if (text.size() > room_ - used_) {
    room_ = std::max(block_bytes, text.size());
    used_ = 0;
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(room_));
  }
  char* at = blocks_.back().get() + used_;
  std::memcpy(at, text.data(), text.size());
  used_ += text.size();
  texts_.emplace_back(at, text.size());
  return static_cast<Id>(texts_.size() - 1);
}

Interned::Id Interned::find(std::string_view text) const {
  if (text.empty()) return 0;
  for (std::size_t slot = std::hash<std::string_view>{}(text) & (slots_.size() - 1);;
       slot = (slot + 1) & (slots_.size() - 1)) {
    if (slots_[slot] == 0) return 0;
    if (texts_[slots_[slot]] == text) return slots_[slot];
  }
}

Interned::Id Interned::put(std::string_view text) {
  if (const Id known = find(text); known != 0 || text.empty()) return known;
  if ((taken_ + 1) * 4 > slots_.size() * 3) grow();
  std::size_t slot = std::hash<std::string_view>{}(text) & (slots_.size() - 1);
  while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
  ++taken_;
  return slots_[slot] = append(text);
}

void Interned::grow() {
  std::vector<Id> old(slots_.size() * 2);
  old.swap(slots_);
  for (const Id id : old) {
    if (id == 0) continue;
    std::size_t slot = std::hash<std::string_view>{}(texts_[id]) & (slots_.size() - 1);
    while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = id;
  }
}

}  // namespace lenscap::assess
