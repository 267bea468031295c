#include "sources/traffic_summing.hpp"

#include <utility>

namespace lenscap::sources {

void TrafficSumming::add(std::span<const EndOf> ends) {
  if (!beside_) return rows_.add(ends);
  const Conversation* before = nullptr;  // both ends of a conversation stand side by side: it is copied once
  for (const EndOf& end : ends) {
    if (end.conversation != before) {
      if (filling_.conversations.size() == together) hand_over();
      filling_.conversations.reserve(together);
      filling_.conversations.push_back(*end.conversation);
    }
    before = end.conversation;
    filling_.ends.push_back({&filling_.conversations.back(), end.end, end.peer});
  }
}

void TrafficSumming::hand_over() {
  if (running_.valid()) running_.get();
  std::swap(filling_, summing_);
  filling_.conversations.clear();
  filling_.ends.clear();
  running_ = std::async(std::launch::async, [this] { rows_.add(summing_.ends); });
}

TrafficRows& TrafficSumming::finish() {
  if (running_.valid()) running_.get();
  rows_.add(filling_.ends);
  filling_ = {};
  summing_ = {};
  return rows_;
}

}  // namespace lenscap::sources
