// sources/hash_index.hpp: from a hash to a number: open addressing, at most half full, eight bytes a place.
//
// What the numbers stand for lies elsewhere and would be a cache miss to look at, so each place holds 32 bits of the
// hash beside the number: others are passed over unseen, and growing touches nothing but the index itself.
#pragma once
#include <cstddef>
#include <cstdint>

#include "model/wide_pages.hpp"

namespace lenscap::sources {

class HashIndex {
 public:
  static constexpr std::uint32_t none = UINT32_MAX;

  /// `places` is a power of two.
  explicit HashIndex(std::size_t places) : places_(places) {}

  [[gnu::always_inline]] void prefetch(std::uint64_t hash) const {
    __builtin_prefetch(&places_[tag_of(hash) & mask()]);
  }

  /// The number filed under `hash` for which `same(number)` holds, or none.
  template <class Same>
  std::uint32_t find(std::uint64_t hash, Same&& same) const {
    const std::uint32_t tag = tag_of(hash);
    for (std::size_t at = tag & mask(); places_[at].number != none; at = (at + 1) & mask())
      if (places_[at].tag == tag && same(places_[at].number)) return places_[at].number;
    return none;
  }

  /// The first number filed under a hash of the same tag, unseen: whose row to ask memory for, ahead of find().
  std::uint32_t likely(std::uint64_t hash) const {
    return find(hash, [](std::uint32_t) { return true; });
  }

  /// Files `number` (not none). The caller has seen that it is not there.
  void add(std::uint64_t hash, std::uint32_t number) {
    if (++used_ * 2 > places_.size()) grow();
    put({number, tag_of(hash)});
  }

 private:
  struct Place {
    std::uint32_t number = none;
    std::uint32_t tag = 0;
  };
  static std::uint32_t tag_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash ^ hash >> 32); }
  std::size_t mask() const { return places_.size() - 1; }

  void put(Place place) {
    std::size_t at = place.tag & mask();
    while (places_[at].number != none) at = (at + 1) & mask();
    places_[at] = place;
  }

  void grow() {
    model::WideVector<Place> old(places_.size() * 2);
    old.swap(places_);
    for (const Place& place : old)
      if (place.number != none) put(place);
  }

  model::WideVector<Place> places_;
  std::size_t used_ = 0;
};

}  // namespace lenscap::sources
