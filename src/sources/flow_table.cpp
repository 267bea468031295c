#include "sources/flow_table.hpp"

namespace lenscap::sources {

FlowTable::FlowTable() : keys_(least_buckets * slots_a_bucket, 0), slots_(least_buckets * slots_a_bucket) {}

void FlowTable::prefetch_slot(std::uint64_t key) const {
  const std::size_t first = bucket(key) * slots_a_bucket;
  for (std::size_t i = first; i < first + slots_a_bucket; ++i)
    if (keys_[i] == key) {
      __builtin_prefetch(&slots_[i]);
      return;
    }
}

FlowSlot* FlowTable::find(std::uint64_t key) {
  const std::size_t first = bucket(key) * slots_a_bucket;
  for (std::size_t i = first; i < first + slots_a_bucket; ++i)
    if (keys_[i] == key) return &slots_[i];
  return nullptr;
}

FlowSlot& FlowTable::get(std::uint64_t key, std::uint32_t& evicted_stream) {
  evicted_stream = 0;
  ++tick_;
  for (;;) {
    const std::size_t first = bucket(key) * slots_a_bucket;
    std::size_t free = SIZE_MAX, oldest = first;
    for (std::size_t i = first; i < first + slots_a_bucket; ++i) {
      if (keys_[i] == key) {
        slots_[i].used = tick_;
        return slots_[i];
      }
      if (keys_[i] == 0) {
        if (free == SIZE_MAX) free = i;
      } else if (tick_ - slots_[i].used > tick_ - slots_[oldest].used) {
        oldest = i;
      }
    }
    if (free == SIZE_MAX) {
      if (buckets_ < most_buckets) {
        grow();
        continue;
      }
      evicted_stream = slots_[oldest].stream;
      free = oldest;
    }
    keys_[free] = key;
    slots_[free] = FlowSlot{};
    slots_[free].used = tick_;
    return slots_[free];
  }
}

void FlowTable::grow() {
  std::vector<std::uint64_t> keys(buckets_ * 2 * slots_a_bucket, 0);
  std::vector<FlowSlot> slots(buckets_ * 2 * slots_a_bucket);
  const std::size_t old = buckets_;
  buckets_ *= 2;
  for (std::size_t i = 0; i < old * slots_a_bucket; ++i) {
    if (keys_[i] == 0) continue;
    std::size_t to = bucket(keys_[i]) * slots_a_bucket;
    while (keys[to] != 0) ++to;  // a bucket splits in two, so its eight always fit
    keys[to] = keys_[i];
    slots[to] = slots_[i];
  }
  keys_.swap(keys);
  slots_.swap(slots);
}

}  // namespace lenscap::sources
