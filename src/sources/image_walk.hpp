// sources/image_walk.hpp: the walk through an image: what begins where, what is inside it, and what is left over.
//
// The bytes of one member are either a file of known format, which is shown whole, or a row of structures with gaps
// between them: an archive, a flash dump, a maker's update file. Gaps are padding, opaque blocks (encrypted), or bytes
// that nothing explains, which are shown to the caller all the same. A structure found in a program is read too, and
// the program shown whole.
#pragma once
#include <string>

#include "sources/image_contents.hpp"
#include "sources/image_holes.hpp"
#include "sources/image_magic.hpp"
#include "sources/image_zip_end.hpp"

namespace lenscap::sources {

class ImageWalk {
 public:
  ImageWalk(ImageBudget& budget, ImageReading& reading, const ImageMemberHandler& handler)
      : budget_(budget), reading_(reading), handler_(handler) {}

  /// One member, or the input itself (depth 0). `format` becomes that of its own structure, or of the file it is.
  ImageShare blob(const std::string& path, std::span<const std::byte> bytes, unsigned depth, const ImageHoles& holes,
                  std::string& format);

  /// SHA-256, lower-case hex.
  std::string hash(std::span<const std::byte> bytes, const ImageHoles& holes);

 private:
  struct Search;
  ImageShare member(const std::string& path, std::span<const std::byte> bytes, unsigned depth);
  void structures(Search& search, std::string& format, ImageShare& share);
  std::optional<ImageFind> next(Search& search);
  /// Where the structure ends and what it accounts for; nothing when it stood there by chance.
  std::optional<std::uint64_t> read(Search& search, ImageFind& find, ImageShare& part);
  ImageEnd open(std::span<const std::byte> bytes, const ImageStructure& structure, ImageContents& contents);
  void gap(const Search& search, std::uint64_t to, ImageShare& share);
  void show(std::string_view path, std::string_view format, std::span<const std::byte> member, std::uint64_t from,
            std::uint64_t to);

  ImageBudget& budget_;
  ImageReading& reading_;
  const ImageMemberHandler& handler_;
};

}  // namespace lenscap::sources
