#include "sources/image_budget.hpp"

#include <fmt/format.h>
#include <sys/mman.h>

#include <algorithm>

namespace lenscap::sources {

namespace {

constexpr std::uint64_t give_back_after = 32ull * 1024 * 1024;
constexpr std::size_t most_notes = 200;
constexpr std::uint64_t most_name_bytes = 64ull * 1024 * 1024;  // 200'000 members of 320 each

/// A product that does not fit is above any bound.
std::uint64_t by_ratio(const ImageLimits& limits, std::uint64_t input) {
  std::uint64_t most = 0;
  if (__builtin_mul_overflow(limits.ratio, input, &most) || __builtin_add_overflow(most, limits.ratio_free, &most))
    return limits.total_bytes;
  return std::min(most, limits.total_bytes);
}

}  // namespace

ImageBudget::ImageBudget(const ImageLimits& limits, std::uint64_t input_bytes)
    : limits_(limits),
      left_(by_ratio(limits, input_bytes)),
      members_left_(limits.members),
      names_left_(most_name_bytes) {}

bool ImageBudget::unpacked(std::uint64_t bytes) {
  worked(bytes);
  if (bytes <= left_ && !spent_) {
    left_ -= bytes;
    return true;
  }
  if (!spent_) {
    skip("unpacking stopped at the bound for one image");
    note("More than this image may unpack to: what lies behind was not read");
  }
  spent_ = true;
  return false;
}

bool ImageBudget::member(std::uint64_t name) {
  if (name > names_left_) members_left_ = 0;
  if (members_left_ > 0) {
    --members_left_;
    names_left_ -= name;
    return true;
  }
  if (!members_spent_) note("More members than are listed of one image: the others were not read");
  members_spent_ = true;
  skip("members beyond the bound");
  return false;
}

void ImageBudget::worked(std::uint64_t bytes) {
  since_given_back_ += bytes;
  if (since_given_back_ < give_back_after) return;
  since_given_back_ = 0;
  // The maps are read-only and private: what is read again comes from the file.
  for (const auto map : maps_) ::madvise(const_cast<std::byte*>(map.data()), map.size(), MADV_DONTNEED);
}

void ImageBudget::note(std::string sentence) {
  if (notes_.size() < most_notes) notes_.push_back(std::move(sentence));
  else skip("further notes");
}

void ImageBudget::remove_map(std::span<const std::byte> map) {
  std::erase_if(maps_, [&](const auto& m) { return m.data() == map.data(); });
}

void ImageBudget::tell(ImageReading& reading) {
  reading.skipped = std::move(skipped_);
  reading.notes = std::move(notes_);
}

}  // namespace lenscap::sources
