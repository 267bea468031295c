// sources/image_facts.hpp: what files that systems keep about themselves say of an image: os-release(5), the release
// files of OpenWrt and Buildroot, /etc/version. Only what such a file states; nothing is guessed from names or code.
#pragma once
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "sources/image.hpp"

namespace lenscap::sources {

/// `path` as ImageMember has it, `bytes` the member's first ones.
std::vector<ImageFact> facts_of_file(std::string_view path, std::span<const std::byte> bytes);

}  // namespace lenscap::sources
