// zip, tar and cpio through libarchive, which reads them from memory: nothing is extracted to disk under its own name.
//
// A zip of Dahua's begins with "DH" instead of "PK" (sources: image_structure.hpp); libarchive is shown "PK" there.
// Only these three formats are switched on, and no compression around them: that is read by image_stream.hpp, so that a
// bomb meets the bounds at every layer.
#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <memory>

#include "sources/image_contents.hpp"
#include "sources/image_hold.hpp"
#include "wire/bytes.hpp"

namespace lenscap::sources {

namespace {

/// The archive as libarchive asks for it.
struct Feed {
  std::span<const std::byte> bytes;
  bool dahua = false;
  std::uint64_t at = 0;

  static constexpr std::size_t step = 256 * 1024;
  static constexpr std::string_view zip_magic = "PK";

  static la_ssize_t read(struct archive*, void* self, const void** block) {
    Feed& feed = *static_cast<Feed*>(self);
    if (feed.dahua && feed.at < zip_magic.size()) {
      *block = zip_magic.data() + feed.at;
      const std::size_t n = zip_magic.size() - feed.at;
      feed.at += n;
      return static_cast<la_ssize_t>(n);
    }
    const std::size_t n = std::min<std::size_t>(step, feed.bytes.size() - feed.at);
    *block = feed.bytes.data() + feed.at;
    feed.at += n;
    return static_cast<la_ssize_t>(n);
  }
  static la_int64_t skip(struct archive*, void* self, la_int64_t wanted) {
    Feed& feed = *static_cast<Feed*>(self);
    const auto n = std::clamp<la_int64_t>(wanted, 0, static_cast<la_int64_t>(feed.bytes.size() - feed.at));
    feed.at += static_cast<std::uint64_t>(n);
    return n;
  }
  static la_int64_t seek(struct archive*, void* self, la_int64_t offset, int whence) {
    Feed& feed = *static_cast<Feed*>(self);
    const auto size = static_cast<la_int64_t>(feed.bytes.size());
    const la_int64_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? static_cast<la_int64_t>(feed.at) : size;
    if (offset < -base || offset > size - base) return ARCHIVE_FATAL;
    feed.at = static_cast<std::uint64_t>(base + offset);
    return base + offset;
  }
};

struct Closer {
  void operator()(struct archive* a) const { archive_read_free(a); }
};
using Archive = std::unique_ptr<struct archive, Closer>;

std::string_view name_of(struct archive_entry* entry) {
  const char* name = archive_entry_pathname(entry);
  if (name == nullptr) name = archive_entry_pathname_utf8(entry);
  return name == nullptr ? std::string_view("content") : name;
}

/// What libarchive tells of a failure, for a note.
std::string_view why(struct archive* a) {
  const char* const text = archive_error_string(a);
  return text == nullptr ? std::string_view("cannot be read") : text;
}

/// One file. False: the archive cannot be read further.
bool read_file(struct archive* a, struct archive_entry* entry, ImageContents& contents) {
  const std::string name(name_of(entry));
  const std::uint64_t told = archive_entry_size_is_set(entry) != 0
                                 ? static_cast<std::uint64_t>(std::max<la_int64_t>(archive_entry_size(entry), 0))
                                 : 0;
  if (archive_entry_is_data_encrypted(entry) != 0) {
    contents.encrypted(name, told);
    return true;
  }
  ImageHold hold(contents.budget());
  const void* block = nullptr;
  std::size_t size = 0;
  la_int64_t offset = 0;
  int status = ARCHIVE_OK;
  bool room = true;
  while (room && (status = archive_read_data_block(a, &block, &size, &offset)) == ARCHIVE_OK) {
    // A sparse file of tar: its holes are left out, since zeros tell nothing.
    room = hold.append({static_cast<const std::byte*>(block), size});
  }
  if (room && status != ARCHIVE_EOF) {
    contents.skip("damaged members of archives");
    contents.note(name, why(a));
  }
  const std::uint64_t had = hold.size();
  const bool more = contents.member(name, hold.bytes());
  // What the header promised and the data did not hold.
  if (told > had && (!room || status != ARCHIVE_EOF))
    contents.unread(std::min(told - had, contents.budget().limits().total_bytes));
  return more && status != ARCHIVE_FATAL;
}

}  // namespace

ImageEnd read_image_archive(std::span<const std::byte> bytes, const ImageStructure& structure,
                            ImageContents& contents) {
  const bool zip = structure.kind == ImageKind::zip, directory = structure.size != 0;
  Feed feed{bytes, zip && structure.maker == "Dahua"};
  const Archive archive(archive_read_new());
  struct archive* const a = archive.get();
  if (a == nullptr) return {ImageOutcome::unread, structure.size};
  if (structure.kind == ImageKind::tar) archive_read_support_format_tar(a);
  else if (structure.kind == ImageKind::cpio) archive_read_support_format_cpio(a);
  else if (directory) archive_read_support_format_zip_seekable(a);
  else archive_read_support_format_zip_streamable(a);
  archive_read_set_read_callback(a, Feed::read);
  archive_read_set_skip_callback(a, Feed::skip);
  archive_read_set_seek_callback(a, Feed::seek);
  archive_read_set_callback_data(a, &feed);
  if (archive_read_open1(a) != ARCHIVE_OK) return {zip ? ImageOutcome::chance : ImageOutcome::unread, structure.size};

  struct archive_entry* entry = nullptr;
  int status = ARCHIVE_OK;
  bool more = true;
  unsigned retries = 0;
  while (more && (status = archive_read_next_header(a, &entry)) != ARCHIVE_EOF && status != ARCHIVE_FATAL) {
    if (status == ARCHIVE_RETRY) {
      if (++retries > 100) break;
      continue;
    }
    const auto type = archive_entry_filetype(entry);
    if (type == AE_IFLNK || archive_entry_hardlink(entry) != nullptr) contents.skip("links (never followed)");
    else if (type == AE_IFREG || type == 0) more = read_file(a, entry, contents);
    else if (type != AE_IFDIR) contents.skip("devices, pipes and sockets");
  }
  const bool whole = more && status == ARCHIVE_EOF;
  if (!contents.any() && status == ARCHIVE_FATAL)
    return {zip ? ImageOutcome::chance : ImageOutcome::unread, structure.size};
  if (more && !whole) {
    contents.skip("archives that could not be read to their end");
    contents.note("", why(a));
  } else if (structure.cut || (zip && !directory)) {
    contents.skip("archives that are cut short");
    contents.note("", "cut short: what it held behind this is not there");
  }
  if (directory) return {ImageOutcome::read, structure.size};
  const la_int64_t used = archive_filter_bytes(a, -1);
  return {ImageOutcome::read,
          std::clamp<std::uint64_t>(static_cast<std::uint64_t>(std::max<la_int64_t>(used, 1)), 1, bytes.size())};
}

}  // namespace lenscap::sources
