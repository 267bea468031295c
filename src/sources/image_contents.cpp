#include "sources/image_contents.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace lenscap::sources {

namespace {

constexpr std::size_t longest_label = 1024, longest_path = 4096, longest_value = 256;

/// Bytes of the UTF-8 character that `text` begins with; 0 when it is none, or one that is not to be shown.
std::size_t utf8_at(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t first = byte(0);
  if (first < 0x80) return first >= 0x20 && first != 0x7f ? 1 : 0;
  const std::size_t size = first >= 0xf0 && first <= 0xf4 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  if (size == 0 || first > 0xf4 || text.size() < size) return 0;
  for (std::size_t i = 1; i < size; ++i)
    if ((byte(i) & 0xc0) != 0x80) return 0;
  if ((first == 0xe0 && byte(1) < 0xa0) || (first == 0xed && byte(1) > 0x9f) || (first == 0xf0 && byte(1) < 0x90) ||
      (first == 0xf4 && byte(1) > 0x8f) || (first == 0xc2 && byte(1) < 0xa0))
    return 0;
  return size;
}

}  // namespace

ImageShare& ImageShare::operator+=(const ImageShare& other) {
  bytes += other.bytes;
  explained += other.explained;
  encrypted += other.encrypted;
  for (const auto& [format, n] : other.not_unpacked) not_unpacked[format] += n;
  return *this;
}

ImageShare ImageShare::scaled_to(double size) const {
  ImageShare scaled{size, size, 0, {}};
  if (bytes <= 0) return scaled;
  const double factor = size / bytes;
  scaled.explained = explained * factor;
  scaled.encrypted = encrypted * factor;
  for (const auto& [format, n] : not_unpacked) scaled.not_unpacked[format] = n * factor;
  return scaled;
}

std::string image_label(std::string_view text) {
  std::string label;
  while (!text.empty()) {
    if (label.size() >= longest_label) return label + "…";
    const std::size_t size = utf8_at(text);
    if (size == 0) label += fmt::format("\\x{:02x}", static_cast<std::uint8_t>(text[0]));
    else label += text.substr(0, size);
    text.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return label;
}

std::string ImageContents::path_of(std::string_view name) const {
  while (name.starts_with('/') || name.starts_with("./")) name.remove_prefix(1);
  std::string path = path_ + "!/" + image_label(name.empty() ? "content" : name);
  if (path.size() <= longest_path) return path;
  std::size_t end = longest_path;
  while ((static_cast<std::uint8_t>(path[end]) & 0xc0) == 0x80) --end;  // not inside a character
  return path.substr(0, end) + "…";
}

bool ImageContents::member(std::string_view name, std::span<const std::byte> bytes) {
  any_ = true;
  const std::string path = path_of(name);
  if (!budget_.member(path.size())) {
    unread(bytes.size());
    return false;
  }
  if (name == ".." || name.starts_with("../") || name.find("/../") != std::string_view::npos || name.ends_with("/.."))
    budget_.skip("members whose names climb out of their container (names are labels only)");
  share_ += member_(path, bytes);
  return !budget_.spent();
}

void ImageContents::unread(std::uint64_t bytes) { share_.bytes += static_cast<double>(bytes); }

void ImageContents::encrypted(std::string_view name, std::uint64_t bytes) {
  any_ = true;
  share_.bytes += static_cast<double>(bytes);
  share_.encrypted += static_cast<double>(bytes);
  budget_.skip("encrypted members");
  reading_.files.push_back({path_of(name), bytes, {}, "encrypted"});
}

void ImageContents::note(std::string_view name, std::string_view sentence) {
  budget_.note(fmt::format("{}: {}", name.empty() ? path_ : path_of(name), sentence));
}

void ImageContents::fact(std::string what, std::string_view value, std::uint64_t offset) {
  constexpr std::size_t most_facts = 1000;
  value = value.substr(0, longest_value);
  if (!value.empty() && reading_.facts.size() < most_facts)
    reading_.facts.push_back({std::move(what), image_label(value), path_, offset});
}

}  // namespace lenscap::sources
