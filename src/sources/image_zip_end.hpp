// sources/image_zip_end.hpp: where a zip ends: behind the record that points back to its beginning (APPNOTE 4.3.16).
// The records of an image are searched once, however many headers of zips stand in it by chance.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "sources/image_budget.hpp"

namespace lenscap::sources {

class ImageZipEnds {
 public:
  ImageZipEnds(std::span<const std::byte> bytes, ImageBudget& budget) : bytes_(bytes), budget_(budget) {}
  /// Size of the zip that begins at `start`; 0 when no record points there (cut, or only a stream of members).
  std::uint64_t size_of(std::uint64_t start);

 private:
  std::span<const std::byte> bytes_;
  ImageBudget& budget_;
  std::optional<std::vector<std::uint64_t>> records_;
};

}  // namespace lenscap::sources
