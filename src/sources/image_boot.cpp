// What boot loaders load: uImage and FIT, and the device tree, whose form FIT has.
//
// A uImage holds one image, or several behind a list of their sizes (u-boot/u-boot include/image.h, IH_TYPE_MULTI). A
// FIT is a device tree whose node /images holds one node an image, with its bytes as the property "data", or behind the
// tree at "data-offset" or "data-position" (u-boot/u-boot doc/usage/fit/source_file_format.rst). Trees are read by
// libfdt, which checks the whole of one before anything is asked of it.
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <libfdt.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <vector>

#include "sources/image_contents.hpp"
#include "wire/bytes.hpp"

namespace lenscap::sources {

namespace {

using wire::be32;

constexpr std::size_t uimage_header = 64;

std::string date_of(std::uint32_t seconds) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(static_cast<std::time_t>(seconds)));
}

/// IH_ARCH_… of include/image.h: those that cameras and recorders have.
std::string_view architecture(std::uint8_t code) {
  switch (code) {
    case 2:
      return "ARM";
    case 3:
      return "x86";
    case 5:
      return "MIPS";
    case 6:
      return "MIPS64";
    case 7:
      return "PowerPC";
    case 9:
      return "SuperH";
    case 22:
      return "AArch64";
    case 24:
      return "x86-64";
    case 26:
      return "RISC-V";
    default:
      return "";
  }
}

std::string_view boot_text(const void* data, int size) {
  if (data == nullptr || size <= 0) return {};
  const std::string_view text(static_cast<const char*>(data), static_cast<std::size_t>(size));
  return text.substr(0, text.find('\0'));
}

class Tree {
 public:
  /// `tree`: checked and at an address that the library takes. `bytes`: where it and the images behind it stand.
  Tree(std::span<const std::byte> tree, std::span<const std::byte> bytes, ImageContents& contents)
      : bytes_(bytes), tree_(tree.data()), size_(tree.size()), contents_(contents) {}

  std::string_view text(int node, const char* property) const {
    int size = 0;
    const void* const data = fdt_getprop(tree_, node, property, &size);
    return boot_text(data, size);
  }

  /// A cell of 32 bits; nothing when it is another kind of property.
  std::optional<std::uint32_t> cell(int node, const char* property) const {
    int size = 0;
    const void* const data = fdt_getprop(tree_, node, property, &size);
    if (data == nullptr || size != 4) return std::nullopt;
    return be32(data);
  }

  void tell(const char* what, int node, const char* property) {
    int size = 0;
    const void* const data = fdt_getprop(tree_, node, property, &size);
    if (data == nullptr) return;
    contents_.fact(
        what, boot_text(data, size),
        static_cast<std::uint64_t>(static_cast<const std::byte*>(data) - static_cast<const std::byte*>(tree_)));
  }

  /// The bytes of one image, and where they end in the file.
  std::span<const std::byte> data_of(int node, std::uint64_t& end) const {
    int size = 0;
    if (const void* const data = fdt_getprop(tree_, node, "data", &size); data != nullptr && size >= 0)
      return {static_cast<const std::byte*>(data), static_cast<std::size_t>(size)};
    const auto length = cell(node, "data-size"), offset = cell(node, "data-offset"),
               position = cell(node, "data-position");
    if (!length || (!offset && !position)) return {};
    const std::uint64_t at = position ? *position : (size_ + 3) / 4 * 4 + *offset;
    if (at > bytes_.size() || *length > bytes_.size() - at) {
      contents_.skip("images of a FIT that are not there");
      return {};
    }
    end = std::max<std::uint64_t>(end, at + *length);
    return bytes_.subspan(at, *length);
  }

  std::uint64_t read_images(int images) {
    std::uint64_t end = size_;
    int node = 0;
    fdt_for_each_subnode(node, tree_, images) {
      const char* const name = fdt_get_name(tree_, node, nullptr);
      const auto bytes = data_of(node, end);
      if (fdt_subnode_offset(tree_, node, "cipher") >= 0) {
        contents_.encrypted(name == nullptr ? "image" : name, bytes.size());
        continue;
      }
      if (!bytes.empty() && !contents_.member(name == nullptr ? "image" : name, bytes)) break;
    }
    return end;
  }

 private:
  std::span<const std::byte> bytes_;
  const void* tree_;
  std::uint64_t size_;
  ImageContents& contents_;
};

}  // namespace

ImageEnd read_image_uimage(std::span<const std::byte> bytes, const ImageStructure& structure, ImageContents& contents) {
  constexpr std::uint8_t multi = 4, script = 6;
  const auto data = bytes.subspan(uimage_header, structure.size - uimage_header);
  const std::string_view name = boot_text(&bytes[32], 32);
  const std::uint8_t type = wire::u8(bytes, 30);
  contents.fact("name", name, 32);
  contents.fact("architecture", architecture(wire::u8(bytes, 29)), 29);
  if (be32(bytes, 8) != 0) contents.fact("build_date", date_of(be32(bytes, 8)), 8);
  if (structure.cut) {
    contents.skip("uImages that are cut short");
    contents.note("", "cut short: its header speaks of more bytes than there are");
  } else {
    uLong crc = crc32(0, nullptr, 0);
    constexpr std::size_t step = 8 * 1024 * 1024;
    for (std::size_t at = 0; at < data.size(); at += step) {
      const std::size_t size = std::min(data.size() - at, step);
      crc = crc32(crc, reinterpret_cast<const Bytef*>(data.data() + at), static_cast<uInt>(size));
      contents.budget().worked(size);
    }
    if (crc != be32(bytes, 24)) {
      contents.skip("uImages whose data has a wrong checksum");
      contents.note("", "the checksum of its data is wrong: changed or damaged after it was made");
    }
  }
  const std::string_view label = name.empty() ? std::string_view("image") : name;
  if (type != multi && type != script) {
    contents.member(label, data);
    return {ImageOutcome::read, structure.size};
  }
  std::size_t list = 0;
  while (data.size() - list >= 4 && be32(data, list) != 0) list += 4;
  std::size_t at = std::min(list + 4, data.size());
  unsigned number = 0;
  for (std::size_t i = 0; i < list; i += 4) {
    const std::size_t size = std::min<std::size_t>(be32(data, i), data.size() - at);
    if (size > 0 && !contents.member(fmt::format("{}.{}", label, number), data.subspan(at, size))) break;
    ++number;
    at = std::min<std::size_t>(at + (size + 3) / 4 * 4, data.size());
  }
  return {ImageOutcome::read, structure.size};
}

ImageEnd read_image_tree(std::span<const std::byte> bytes, const ImageStructure& structure, ImageContents& contents) {
  // The library takes trees at multiples of eight only; in a dump they stand anywhere.
  constexpr std::uintptr_t alignment = 8;
  constexpr std::uint64_t most_copied = 32ull * 1024 * 1024;
  auto flat = bytes.first(structure.size);
  std::vector<std::byte> copy;
  if (reinterpret_cast<std::uintptr_t>(flat.data()) % alignment != 0) {
    if (flat.size() > most_copied) return {ImageOutcome::unread, structure.size};
    copy.assign(flat.begin(), flat.end());
    flat = copy;
  }
  if (fdt_check_full(flat.data(), flat.size()) != 0) return {ImageOutcome::chance, 0};
  Tree tree(flat, bytes, contents);
  const int images = fdt_path_offset(flat.data(), "/images");
  if (images >= 0) {
    tree.tell("name", 0, "description");
    if (const auto seconds = tree.cell(0, "timestamp")) contents.fact("build_date", date_of(*seconds), 0);
    return {ImageOutcome::read, tree.read_images(images)};
  }
  // A board's own tree: "compatible" names board, then chip, most special first (devicetree-specification 2.3.1).
  tree.tell("model", 0, "model");
  int size = 0;
  const void* const names = fdt_getprop(flat.data(), 0, "compatible", &size);
  std::string_view last;
  std::string_view rest(static_cast<const char*>(names), names == nullptr ? 0 : static_cast<std::size_t>(size));
  while (!rest.empty()) {
    const auto name = rest.substr(0, rest.find('\0'));
    if (!name.empty()) last = name;
    rest.remove_prefix(std::min(rest.size(), name.size() + 1));
  }
  if (!last.empty())
    contents.fact("chip", last,
                  static_cast<std::uint64_t>(reinterpret_cast<const std::byte*>(last.data()) - flat.data()));
  return {ImageOutcome::read, structure.size};
}

}  // namespace lenscap::sources
