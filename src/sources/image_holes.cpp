#include "sources/image_holes.hpp"

#include <unistd.h>

#include <algorithm>

namespace lenscap::sources {

namespace {

constexpr std::uint64_t smallest_hole = 64 * 1024;  // shorter ones cost no more than data
constexpr std::size_t most_holes = 1 << 20;

}  // namespace

ImageHoles ImageHoles::of_file(int file, std::uint64_t size) {
  ImageHoles holes;
  std::uint64_t at = 0;
  while (at < size && holes.holes_.size() < most_holes) {
    const off_t data = ::lseek(file, static_cast<off_t>(at), SEEK_DATA);
    const std::uint64_t end = data < 0 ? size : std::min(static_cast<std::uint64_t>(data), size);
    if (end - at >= smallest_hole) holes.holes_.emplace_back(at, end);
    if (end >= size) break;
    const off_t hole = ::lseek(file, static_cast<off_t>(end), SEEK_HOLE);
    if (hole < 0 || static_cast<std::uint64_t>(hole) <= end) break;
    at = static_cast<std::uint64_t>(hole);
  }
  return holes;
}

std::uint64_t ImageHoles::end_of(std::uint64_t at) const {
  const auto next = std::partition_point(holes_.begin(), holes_.end(), [&](const auto& h) { return h.second <= at; });
  return next != holes_.end() && next->first <= at ? next->second : at;
}

std::uint64_t ImageHoles::next_from(std::uint64_t at, std::uint64_t size) const {
  const auto next = std::partition_point(holes_.begin(), holes_.end(), [&](const auto& h) { return h.second <= at; });
  return next == holes_.end() ? size : std::max(next->first, at);
}

}  // namespace lenscap::sources
