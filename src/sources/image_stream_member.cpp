// A compressed stream as a container of one member, named as its header says (RFC 1952, FNAME) or after what it is in.
#include <array>

#include "sources/image_contents.hpp"
#include "sources/image_stream.hpp"
#include "wire/bytes.hpp"

namespace lenscap::sources {

namespace {

// So much must come out of a stream that does not end well before it is believed to be one: after a chance header, a
// decoder meets what cannot be within some hundred bytes.
constexpr std::uint64_t believed = 4096;

std::string_view gzip_name(std::span<const std::byte> bytes) {
  constexpr std::uint8_t extra = 4, name = 8;
  const std::uint8_t flags = wire::u8(bytes, 3);
  std::size_t at = 10;
  if ((flags & extra) != 0) at += 2 + std::size_t{wire::le16(&bytes[at])};
  if ((flags & name) == 0 || at >= bytes.size()) return {};
  const std::string_view text = wire::as_text(bytes.subspan(at, std::min<std::size_t>(bytes.size() - at, 256)));
  const std::size_t end = text.find('\0');
  return end == std::string_view::npos ? std::string_view() : text.substr(0, end);
}

/// "rootfs.tar" for ".../rootfs.tar.gz".
std::string name_after(std::string_view path) {
  constexpr std::array endings = {".gz", ".xz", ".lzma", ".bz2", ".zst", ".lz4", ".z"};
  std::string_view name = path.substr(path.rfind('/') + 1);
  if (name.ends_with(".tgz") || name.ends_with(".txz")) return std::string(name.substr(0, name.size() - 3)) + "tar";
  for (const std::string_view ending : endings)
    if (name.size() > ending.size() && name.ends_with(ending) && !name.starts_with("0x"))
      return std::string(name.substr(0, name.size() - ending.size()));
  return "content";
}

}  // namespace

ImageEnd read_image_stream(std::span<const std::byte> bytes, const ImageStructure& structure, ImageContents& contents) {
  ImageHold out(contents.budget());
  const ImageStreamEnd end = unpack_stream(structure.format, bytes, out);
  const std::uint64_t made = out.size();
  if (!end.complete && !end.bound) {
    const bool weak = structure.format == "zlib" || !structure.first;
    if (made < (weak ? believed : 1)) return {ImageOutcome::chance, made + end.used};
    contents.skip(end.damage.empty() ? "streams that are cut short" : "damaged streams");
    contents.note("", end.damage.empty() ? "cut short: read as far as it goes" : end.damage);
  }
  if (made == 0 && !structure.first) return {ImageOutcome::chance, end.used};
  std::string name;
  if (structure.format == "gzip") name = gzip_name(bytes);
  contents.member(name.empty() ? name_after(contents.path()) : name, out.bytes());
  if (!end.bound) return {ImageOutcome::read, end.used};
  // What the bound left unread is taken to unpack at the same rate.
  const double rest = static_cast<double>(bytes.size() - end.used), read = static_cast<double>(end.used);
  if (read > 0) contents.unread(static_cast<std::uint64_t>(static_cast<double>(made) * rest / read));
  return {ImageOutcome::read, bytes.size()};
}

}  // namespace lenscap::sources
