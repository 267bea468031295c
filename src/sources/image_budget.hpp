// sources/image_budget.hpp: what the reading of one image may still cost, and what it left out so far.
//
// Bombs (42.zip: 42 KiB that unpack to 4 PiB; https://www.unforgettable.dk) cost what the bounds say and no more: time
// is bounded by bytes, since every step of the reading unpacks, hashes or searches bytes. Memory: files on disk are
// mapped to be read, and mapped pages count as ours until they are given back, which happens after every 32 MiB of
// work.
#pragma once
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "sources/image.hpp"

namespace lenscap::sources {

class ImageBudget {
 public:
  ImageBudget(const ImageLimits& limits, std::uint64_t input_bytes);

  const ImageLimits& limits() const { return limits_; }
  /// More bytes were unpacked. False when they are over the bound of all together: stop.
  bool unpacked(std::uint64_t bytes);
  /// Nothing more will be unpacked.
  bool spent() const { return spent_; }
  /// One more member, with so many bytes of name. False when there were too many: stop.
  bool member(std::uint64_t name = 0);
  /// Nothing more will be listed.
  bool full() const { return members_left_ == 0; }
  /// Bytes of a map were read.
  void worked(std::uint64_t bytes);

  void skip(const std::string& reason, std::uint64_t count = 1) { skipped_[reason] += count; }
  /// At most 200 are kept; the rest is counted.
  void note(std::string sentence);

  void add_map(std::span<const std::byte> map) { maps_.push_back(map); }
  void remove_map(std::span<const std::byte> map);

  /// Moves what was counted and noted into the result.
  void tell(ImageReading& reading);

 private:
  ImageLimits limits_;
  std::uint64_t left_, members_left_, names_left_, since_given_back_ = 0;
  bool spent_ = false, members_spent_ = false;
  std::vector<std::span<const std::byte>> maps_;  ///< those that lie on disk
  std::map<std::string, std::uint64_t> skipped_;
  std::vector<std::string> notes_;
};

}  // namespace lenscap::sources
