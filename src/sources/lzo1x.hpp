// sources/lzo1x.hpp: unpacks LZO1X, which nfdump has used for its blocks the longest. The library of that name is under
// the GPL and cannot be linked; the format is a page long.
//
// A stream is instructions: copy so many octets from what was unpacked before, so far back, then up to three or (on
// their own) more octets as they stand. What a small first octet means depends on how many were copied as they stand
// before it.
//
// Source: torvalds/linux:Documentation/staging/lzo.rst.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace lenscap::sources {

/// How many octets of `out` it fills. Empty when `in` is damaged, does not end, or holds more than `out` takes.
std::optional<std::size_t> unpack_lzo1x(std::span<const std::uint8_t> in, std::span<std::uint8_t> out);

}  // namespace lenscap::sources
