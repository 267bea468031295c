// sources/image_holes.hpp: the parts of a sparse file that are not there. They read as zeros, and reading them costs a
// page of memory each, so they are stepped over.
#pragma once
#include <cstdint>
#include <utility>
#include <vector>

namespace lenscap::sources {

class ImageHoles {
 public:
  ImageHoles() = default;
  /// Of an open file of `size` bytes, by SEEK_DATA (lseek(2)); none where the file system does not tell.
  static ImageHoles of_file(int file, std::uint64_t size);

  /// Where the hole that holds `at` ends; `at` when it is in none.
  std::uint64_t end_of(std::uint64_t at) const;
  /// Where the next hole begins, `size` when there is none.
  std::uint64_t next_from(std::uint64_t at, std::uint64_t size) const;

 private:
  std::vector<std::pair<std::uint64_t, std::uint64_t>> holes_;  ///< begin, end; ascending
};

}  // namespace lenscap::sources
