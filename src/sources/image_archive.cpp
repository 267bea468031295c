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

#include "sources/archive_entry.hpp"
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

/// Reads the archive's members one after the other.
class ArchiveReader {
 public:
  ArchiveReader(std::span<const std::byte> bytes, const ImageStructure& structure, ImageContents& contents)
      : feed_{bytes, structure.kind == ImageKind::zip && structure.maker == "Dahua"},
        streamed_(structure.kind == ImageKind::zip && structure.size == 0),
        first_(structure.first),
        archive_(archive_read_new()),
        contents_(contents) {
    struct archive* const a = archive_.get();
    if (a == nullptr) return;
    if (structure.kind == ImageKind::tar) archive_read_support_format_tar(a);
    else if (structure.kind == ImageKind::cpio) archive_read_support_format_cpio(a);
    else if (streamed_) archive_read_support_format_zip_streamable(a);
    else archive_read_support_format_zip_seekable(a);
    archive_read_set_read_callback(a, Feed::read);
    archive_read_set_skip_callback(a, Feed::skip);
    archive_read_set_seek_callback(a, Feed::seek);
    archive_read_set_callback_data(a, &feed_);
    open_ = archive_read_open1(a) == ARCHIVE_OK;
  }

  /// False when nothing could be read.
  bool read() {
    if (!open_) return false;
    struct archive* const a = archive_.get();
    struct archive_entry* entry = nullptr;
    bool more = true;
    while (more && in_step()) {
      const int status = archive_read_next_header(a, &entry);
      whole_ = status == ARCHIVE_EOF;
      if (status < ARCHIVE_WARN || whole_) break;
      const auto type = archive_entry_filetype(entry);
      if (type == AE_IFLNK || archive_entry_hardlink(entry) != nullptr) contents_.skip("links (never followed)");
      else if (type == AE_IFREG || type == 0) more = read_file(entry);
      else if (type != AE_IFDIR) contents_.skip("devices, pipes and sockets");
      if (streamed_ && more) more = archive_read_data_skip(a) >= ARCHIVE_WARN;
      used_ = position();
    }
    return contents_.any() || (whole_ && !streamed_);
  }

  bool whole() const { return whole_; }
  std::uint64_t used() const { return std::clamp<std::uint64_t>(used_, 1, feed_.bytes.size()); }
  std::string_view why() const {
    const char* const text = open_ ? archive_error_string(archive_.get()) : nullptr;
    return text == nullptr ? std::string_view("cannot be read to its end") : text;
  }

 private:
  std::uint64_t position() const {
    return static_cast<std::uint64_t>(std::max<la_int64_t>(archive_filter_bytes(archive_.get(), -1), 0));
  }

  /// Without a directory libarchive would search for the next member as far as the image goes; here it must follow.
  bool in_step() const {
    if (!streamed_ || used_ == 0) return true;
    return used_ < feed_.bytes.size() &&
           wire::as_text(feed_.bytes.subspan(used_, std::min<std::uint64_t>(feed_.bytes.size() - used_, 2))) == "PK";
  }

  /// One file. False: read no further.
  bool read_file(struct archive_entry* entry) {
    const std::string name(entry_name(entry, "content"));
    const bool doubtful = streamed_ && !first_ && !contents_.any();
    std::uint64_t told = 0;
    if (archive_entry_size_is_set(entry) != 0)
      told = std::min(static_cast<std::uint64_t>(std::max<la_int64_t>(archive_entry_size(entry), 0)),
                      contents_.budget().limits().total_bytes);
    if (archive_entry_is_data_encrypted(entry) != 0) {
      if (doubtful) return false;
      contents_.encrypted(name, told);
      return contents_.budget().member();
    }
    ImageHold hold(contents_.budget());
    const void* block = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;  // holes of a sparse file of tar are left out: zeros tell nothing
    int status = ARCHIVE_OK;
    bool room = true;
    while (room && (status = archive_read_data_block(archive_.get(), &block, &size, &offset)) == ARCHIVE_OK)
      room = hold.append({static_cast<const std::byte*>(block), size});
    const bool damaged = room && status != ARCHIVE_EOF;
    if (doubtful && hold.size() == 0) return false;
    if (damaged) {
      contents_.skip("damaged members of archives");
      contents_.note(name, why());
    }
    const std::uint64_t had = hold.size();
    const bool more = contents_.member(name, hold.bytes());
    if (told > had && (damaged || !room)) contents_.unread(told - had);
    return more && status != ARCHIVE_FATAL;
  }

  Feed feed_;
  bool streamed_, first_, open_ = false, whole_ = false;
  Archive archive_;
  ImageContents& contents_;
  std::uint64_t used_ = 0;
};

}  // namespace

ImageEnd read_image_archive(std::span<const std::byte> bytes, const ImageStructure& structure,
                            ImageContents& contents) {
  ArchiveReader reader(bytes, structure, contents);
  const bool zip = structure.kind == ImageKind::zip;
  if (!reader.read())
    return {structure.size == 0 && !structure.first ? ImageOutcome::chance : ImageOutcome::unread, structure.size};
  if (structure.cut || (zip && structure.size == 0)) {
    contents.skip("archives that are cut short");
    contents.note("", "cut short: what it held behind this is not there");
  } else if (!reader.whole() && !contents.budget().spent()) {
    contents.skip("archives that could not be read to their end");
    contents.note("", reader.why());
  }
  return {ImageOutcome::read, structure.size != 0 ? structure.size : reader.used()};
}

}  // namespace lenscap::sources
