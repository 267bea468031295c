// sources/image_contents.hpp: what a reader of one container format is given, and what it gives back: it hands over one
// member after another and never sees where they go.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "sources/image_budget.hpp"
#include "sources/image_structure.hpp"

namespace lenscap::sources {

/// How many bytes of something are accounted for. Fractions, because a container's bytes are shared among its members
/// by their unpacked sizes.
struct ImageShare {
  double bytes = 0, explained = 0, encrypted = 0;
  std::map<std::string, double> not_unpacked;

  ImageShare& operator+=(const ImageShare& other);
  /// The same proportions of `size` bytes; all explained when there is nothing inside.
  ImageShare scaled_to(double size) const;
};

class ImageContents {
 public:
  using Member = std::function<ImageShare(const std::string& path, std::span<const std::byte> bytes)>;
  /// `path`: of the container. `member`: reads what is inside.
  ImageContents(std::string path, ImageBudget& budget, ImageReading& reading, Member member)
      : path_(std::move(path)), budget_(budget), reading_(reading), member_(std::move(member)) {}

  const std::string& path() const { return path_; }
  ImageBudget& budget() { return budget_; }
  const ImageShare& share() const { return share_; }
  bool any() const { return any_; }

  /// One file inside, called as the container calls it. False: read no further.
  bool member(std::string_view name, std::span<const std::byte> bytes);
  /// Bytes inside that could not be read, for a reason that was counted.
  void unread(std::uint64_t bytes);
  void encrypted(std::string_view name, std::uint64_t bytes);
  /// Something inside that was left out, counted under `reason`.
  void skip(const std::string& reason) { budget_.skip(reason); }
  /// A sentence about a member, or about the container when `name` is empty.
  void note(std::string_view name, std::string_view sentence);
  void fact(std::string what, std::string_view value, std::uint64_t offset);

 private:
  std::string path_of(std::string_view name) const;

  std::string path_;
  ImageBudget& budget_;
  ImageReading& reading_;
  Member member_;
  ImageShare share_;
  bool any_ = false;
};

/// A name for people: printable, valid UTF-8, at most 1024 bytes; everything else as \xNN.
std::string image_label(std::string_view text);

enum class ImageOutcome : std::uint8_t {
  read,    ///< it was what its header says, read as far as it could be
  unread,  ///< it is, but nothing of it could be read: named as not unpacked
  chance,  ///< its header stood there by chance
};

struct ImageEnd {
  ImageOutcome outcome;
  std::uint64_t used = 0;  ///< bytes that belong to it
};

/// Readers: `bytes` begin with the structure; they reach to its end where its header tells that.
ImageEnd read_image_stream(std::span<const std::byte> bytes, const ImageStructure& structure, ImageContents& contents);
ImageEnd read_image_archive(std::span<const std::byte> bytes, const ImageStructure& structure, ImageContents& contents);
ImageEnd read_image_squashfs(std::span<const std::byte> bytes, const ImageStructure& structure,
                             ImageContents& contents);
ImageEnd read_image_ext(std::span<const std::byte> bytes, const ImageStructure& structure, ImageContents& contents);
ImageEnd read_image_uimage(std::span<const std::byte> bytes, const ImageStructure& structure, ImageContents& contents);
ImageEnd read_image_tree(std::span<const std::byte> bytes, const ImageStructure& structure, ImageContents& contents);

}  // namespace lenscap::sources
