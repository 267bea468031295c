// assess/interned.hpp: texts kept once and known by number, so that a million notices fit in memory: publishers,
// buyers, currencies and codes repeat, and a number is 4 bytes.
#pragma once
#include <cstdint>
#include <deque>
#include <memory>
#include <string_view>
#include <vector>

namespace lenscap::assess {

/// Texts live as long as this does and never move. Number 0 is the empty text.
class Interned {
 public:
  using Id = std::uint32_t;
  Interned();

  /// The number of `text`: the same text has the same number.
  Id put(std::string_view text);
  /// Kept without looking whether it is there: for texts that seldom repeat.
  Id append(std::string_view text);
  /// The number of `text`, 0 when it was never put.
  Id find(std::string_view text) const;
  std::string_view operator[](Id id) const { return texts_[id]; }
  std::size_t size() const { return texts_.size(); }

 private:
  void grow();

  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t used_, room_;
  std::deque<std::string_view> texts_;
  std::vector<Id> slots_;  ///< open addressing; at most three of four are taken; 0: free
  std::size_t taken_ = 0;
};

}  // namespace lenscap::assess
