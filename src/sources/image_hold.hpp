// sources/image_hold.hpp: the bytes of one unpacked thing: in memory while they are few, else in a file without a name.
//
// The file is made in a folder of its own (mode 0700) and both lose their names before the first byte is written, so
// nothing is left behind when the program is killed, and no name of the image ever reaches the file system.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "sources/image_budget.hpp"

namespace lenscap::sources {

class ImageHold {
 public:
  explicit ImageHold(ImageBudget& budget) : budget_(&budget) {}
  ~ImageHold();
  ImageHold(ImageHold&&) = delete;

  /// False when a bound is met or the disk is full (counted in the budget): what was taken before stays.
  bool append(std::span<const std::byte> bytes);
  std::uint64_t size() const { return size_; }
  /// All of them; nothing may be appended afterwards. Valid as long as this.
  std::span<const std::byte> bytes();

 private:
  bool spill();
  bool write(std::span<const std::byte> bytes);

  ImageBudget* budget_;
  std::vector<std::byte> memory_;
  std::span<const std::byte> map_;
  int file_ = -1;
  std::uint64_t size_ = 0;
};

}  // namespace lenscap::sources
