#include "sources/flow_table.hpp"

#include <bit>
#include <utility>

namespace lenscap::sources {

namespace {

std::uint32_t tag_of(std::uint64_t key) { return static_cast<std::uint32_t>(key) | 1; }

}  // namespace

FlowTable::FlowTable() : buckets_(least_buckets), slots_(least_buckets * slots_a_bucket) {}

/// The place of a free slot, else of one that is over, else of the one used longest ago.
std::size_t FlowTable::first_to_go(const Bucket& bucket) const {
  std::size_t best = 0;
  std::uint32_t best_age = 0;
  for (std::size_t i = 0; i < slots_a_bucket; ++i) {
    const std::uint32_t half = (tick_ - (bucket.used[i] & ~over)) >> 1;
    const std::uint32_t age = bucket.tag[i] == 0 ? UINT32_MAX : half | (bucket.used[i] & over) << 31;
    if (age > best_age) {
      best = i;
      best_age = age;
    }
  }
  return best;
}

/// Where `key` is; when it is new, where it would go.
std::size_t FlowTable::place_of(std::uint64_t key) const {
  const std::size_t number = bucket_of(key);
  const Bucket& bucket = buckets_[number];
  for (std::uint32_t same = bucket.with_tag(tag_of(key)); same != 0; same &= same - 1) {
    const std::size_t place = number * slots_a_bucket + static_cast<std::size_t>(std::countr_zero(same));
    if (slots_[place].key == key) return place;
  }
  return number * slots_a_bucket + first_to_go(bucket);
}

std::size_t FlowTable::prefetch_slot(std::uint64_t key) const {
  const std::size_t number = bucket_of(key);
  const Bucket& bucket = buckets_[number];
  const std::uint32_t same = bucket.with_tag(tag_of(key));
  const std::size_t at = same != 0 ? static_cast<std::size_t>(std::countr_zero(same)) : first_to_go(bucket);
  const std::size_t place = number * slots_a_bucket + at;
  __builtin_prefetch(&slots_[place]);
  __builtin_prefetch(&slots_[place].totals);
  return place;
}

FlowSlot* FlowTable::find(std::uint64_t key) {
  FlowSlot& slot = slots_[place_of(key)];
  return slot.key == key ? &slot : nullptr;
}

FlowSlot& FlowTable::make_or_find(std::uint64_t key) {
  std::size_t place = place_of(key);
  // One that nobody has spoken in for so many packets makes room before the table grows: in a long capture many
  // conversations end unseen, and the table would hold them all.
  constexpr std::uint32_t abandoned = 128 * 1024;
  const auto in_use = [&] {
    if (slots_[place].key == key || slots_[place].key == 0) return false;
    const std::uint32_t used = buckets_[place / slots_a_bucket].used[place % slots_a_bucket];
    return !(used & over) && (tick_ - used) / 2 < abandoned;
  };
  while (buckets_.size() < most_buckets && in_use()) {
    grow();
    place = place_of(key);
  }
  FlowSlot& slot = slots_[place];
  Bucket& bucket = buckets_[place / slots_a_bucket];
  if (slot.key != key) {
    if (slot.key != 0) evicted_ = slot;
    slot = FlowSlot{};
    slot.key = key;
    bucket.tag[place % slots_a_bucket] = tag_of(key);
    bucket.used[place % slots_a_bucket] = 0;
  }
  std::uint32_t& used = bucket.used[place % slots_a_bucket];
  used = tick_ | (used & over);
  return slot;
}

void FlowTable::set_over(const FlowSlot& slot, bool is_over) {
  const auto place = static_cast<std::size_t>(&slot - slots_.data());
  std::uint32_t& used = buckets_[place / slots_a_bucket].used[place % slots_a_bucket];
  used = (used & ~over) | (is_over ? over : 0);
}

void FlowTable::grow() {
  const model::WideVector<Bucket> old_buckets = std::move(buckets_);
  const model::WideVector<FlowSlot> old_slots = std::move(slots_);
  buckets_ = model::WideVector<Bucket>(old_buckets.size() * 2);
  slots_ = model::WideVector<FlowSlot>(old_slots.size() * 2);
  for (std::size_t i = 0; i < old_slots.size(); ++i) {
    if (old_slots[i].key == 0) continue;
    const std::size_t to = place_of(old_slots[i].key);  // a bucket splits in two, so its eight always fit
    slots_[to] = old_slots[i];
    buckets_[to / slots_a_bucket].tag[to % slots_a_bucket] = tag_of(old_slots[i].key);
    buckets_[to / slots_a_bucket].used[to % slots_a_bucket] = old_buckets[i / slots_a_bucket].used[i % slots_a_bucket];
  }
}

}  // namespace lenscap::sources
