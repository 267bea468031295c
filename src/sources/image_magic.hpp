// sources/image_magic.hpp: where in an image something may begin: all magic numbers in one pass.
//
// Two bytes at a time are looked up in a table of 64 Ki entries; only where one is set the whole magic is compared, and
// only where that stands the header is checked. Runs of one byte (erased flash, padding, holes) are stepped over.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "sources/image_structure.hpp"

namespace lenscap::sources {

/// A structure whose header stands.
struct ImageFind {
  std::uint64_t at;     ///< where it begins
  std::uint64_t magic;  ///< where its magic stands; a search that rejects it goes on behind this
  ImageStructure structure;
};

/// Whether only structures are wanted that a program may well carry whole (compressed pages, archives, file systems),
/// or also those whose headers say little.
enum class ImageSearch : std::uint8_t { everything, inside_program };

/// The first structure that begins at `from` or later and whose magic stands at `magic_from` or later and before
/// `until`.
std::optional<ImageFind> find_structure(std::span<const std::byte> bytes, std::uint64_t from, std::uint64_t magic_from,
                                        std::uint64_t until, ImageSearch search);

/// How many bytes from `at` on are all 0x00, or all 0xff.
std::uint64_t padding_at(std::span<const std::byte> bytes, std::uint64_t at);

}  // namespace lenscap::sources
