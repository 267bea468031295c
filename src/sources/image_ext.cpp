// ext2, ext3 and ext4 through libext2fs (e2fsprogs), over an I/O manager that reads from memory and writes nowhere.
//
// Source: e2fsprogs doc/libext2fs.texinfo ("I/O manager", "Directory iteration"), torvalds/linux Documentation/
// filesystems/ext4.
#include <ext2fs/ext2fs.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <memory>
#include <unordered_set>
#include <vector>

#include "sources/image_contents.hpp"
#include "sources/image_hold.hpp"

namespace lenscap::sources {

namespace {

using Image = std::span<const std::byte>;

errcode_t read_blocks(io_channel channel, unsigned long long block, int count, void* into) {
  const Image& image = *static_cast<const Image*>(channel->private_data);
  // A negative count is one of bytes.
  const std::uint64_t size = count < 0
                                 ? static_cast<std::uint64_t>(-static_cast<long long>(count))
                                 : static_cast<std::uint64_t>(count) * static_cast<std::uint64_t>(channel->block_size);
  std::uint64_t offset = 0;
  if (__builtin_mul_overflow(block, static_cast<std::uint64_t>(channel->block_size), &offset) ||
      offset > image.size() || size > image.size() - offset)
    return EXT2_ET_SHORT_READ;
  if (size > 0) std::memcpy(into, image.data() + offset, size);
  return 0;
}

errcode_t open_channel(const char* name, int, io_channel* channel);

struct_io_manager memory_manager() {
  struct_io_manager manager{};
  manager.magic = EXT2_ET_MAGIC_IO_MANAGER;
  manager.name = "memory";
  manager.open = open_channel;
  manager.close = [](io_channel channel) -> errcode_t {
    delete channel;
    return 0;
  };
  manager.set_blksize = [](io_channel channel, int size) -> errcode_t {
    channel->block_size = size;
    return 0;
  };
  manager.read_blk = [](io_channel c, unsigned long block, int n, void* into) {
    return read_blocks(c, block, n, into);
  };
  manager.read_blk64 = read_blocks;
  manager.write_blk = [](io_channel, unsigned long, int, const void*) -> errcode_t { return EXT2_ET_RO_FILSYS; };
  manager.write_blk64 = [](io_channel, unsigned long long, int, const void*) -> errcode_t { return EXT2_ET_RO_FILSYS; };
  manager.flush = [](io_channel) -> errcode_t { return 0; };
  return manager;
}

/// The library opens by a name; ours is the address of the span that the caller holds, in hexadecimal.
errcode_t open_channel(const char* name, int, io_channel* channel) {
  static struct_io_manager manager = memory_manager();
  std::uintptr_t address = 0;
  const std::string_view text(name);
  if (std::from_chars(text.data(), text.data() + text.size(), address, 16).ec != std::errc())
    return EXT2_ET_BAD_DEVICE_NAME;
  auto* const made = new struct_io_channel{};
  made->magic = EXT2_ET_MAGIC_IO_CHANNEL;
  made->manager = &manager;
  made->block_size = 1024;
  made->refcount = 1;
  made->private_data = reinterpret_cast<void*>(address);
  *channel = made;
  return 0;
}

struct ExtCloser {
  void operator()(struct_ext2_filsys* fs) const { ext2fs_free(fs); }
};

struct Entry {
  std::string path;
  ext2_ino_t inode;
};

constexpr std::size_t most_entries = 65536;   // of one folder: names held at once
constexpr std::size_t most_waiting = 16384;   // folders still to be read
constexpr std::size_t longest_folder = 1024;  // bytes of its path

class ExtReader {
 public:
  ExtReader(ext2_filsys fs, ImageContents& contents) : fs_(fs), contents_(contents) {}

  void read() {
    std::vector<Entry> folders{{"", EXT2_ROOT_INO}};
    while (!folders.empty()) {
      const Entry folder = std::move(folders.back());
      folders.pop_back();
      if (!seen_.insert(folder.inode).second) {
        contents_.skip("folders that lead back into themselves");
        continue;
      }
      if (folder.path.size() > longest_folder) {
        contents_.skip("folders deeper than the bound");
        continue;
      }
      for (Entry& entry : list(folder))
        if (!read_entry(std::move(entry), folders)) return;
    }
  }

 private:
  struct Listing {
    const Entry* folder;
    std::vector<Entry> entries;
    bool cut = false;
  };

  std::vector<Entry> list(const Entry& folder) {
    Listing listing{&folder, {}};
    const auto each = [](ext2_ino_t, int, ext2_dir_entry* entry, int, int, char*, void* self) -> int {
      Listing& l = *static_cast<Listing*>(self);
      const std::string_view name(entry->name, static_cast<std::size_t>(ext2fs_dirent_name_len(entry)));
      if (entry->inode == 0 || name.empty() || name == "." || name == "..") return 0;
      if (l.entries.size() >= most_entries) {
        l.cut = true;
        return DIRENT_ABORT;
      }
      std::string path = l.folder->path;
      if (!path.empty()) path += '/';
      path += name;
      l.entries.push_back({std::move(path), entry->inode});
      return 0;
    };
    if (ext2fs_dir_iterate2(fs_, folder.inode, 0, nullptr, each, &listing) != 0) {
      contents_.skip("damaged folders of ext");
      contents_.note(folder.path, "damaged: what it holds cannot be listed to its end");
    }
    if (listing.cut) contents_.skip("folders with more entries than the bound");
    return std::move(listing.entries);
  }

  bool read_entry(Entry entry, std::vector<Entry>& folders) {
    ext2_inode inode{};
    if (ext2fs_read_inode(fs_, entry.inode, &inode) != 0) {
      contents_.skip("damaged inodes of ext");
      return contents_.budget().member();
    }
    if (LINUX_S_ISDIR(inode.i_mode)) {
      if (folders.size() < most_waiting) folders.push_back(std::move(entry));
      else contents_.skip("folders beyond the bound");
      return contents_.budget().member();
    }
    if (LINUX_S_ISREG(inode.i_mode) && (inode.i_flags & EXT4_ENCRYPT_FL) != 0) {
      contents_.encrypted(entry.path, EXT2_I_SIZE(&inode));
      return contents_.budget().member();
    }
    if (LINUX_S_ISREG(inode.i_mode)) return read_file(entry);
    contents_.skip(LINUX_S_ISLNK(inode.i_mode) ? "links (never followed)" : "devices, pipes and sockets");
    return true;
  }

  bool read_file(const Entry& entry) {
    ext2_file_t raw = nullptr;
    ImageHold hold(contents_.budget());
    bool whole = ext2fs_file_open(fs_, entry.inode, 0, &raw) == 0;
    __u64 size = 0;
    if (whole) {
      whole = ext2fs_file_get_lsize(raw, &size) == 0;
      bool room = true;
      while (whole && room && hold.size() < size) {
        unsigned got = 0;
        whole = ext2fs_file_read(raw, buffer_.data(), static_cast<unsigned>(buffer_.size()), &got) == 0 && got > 0;
        if (got > 0) room = hold.append(std::span(buffer_).first(got));
      }
      ext2fs_file_close(raw);
    }
    if (!whole) {
      contents_.skip("damaged files of ext");
      contents_.note(entry.path, "damaged: read as far as it could be");
    }
    const bool more = contents_.member(entry.path, hold.bytes());
    // A sparse file may say any size; what it lacks counts as far as the image could hold it.
    if (hold.size() < size)
      contents_.unread(std::min<std::uint64_t>(size - hold.size(), contents_.budget().limits().total_bytes));
    return more;
  }

  ext2_filsys fs_;
  ImageContents& contents_;
  std::unordered_set<ext2_ino_t> seen_;
  std::vector<std::byte> buffer_ = std::vector<std::byte>(256 * 1024);
};

}  // namespace

ImageEnd read_image_ext(std::span<const std::byte> bytes, const ImageStructure& structure, ImageContents& contents) {
  const Image image = bytes.first(structure.size);
  static struct_io_manager manager = memory_manager();
  ext2_filsys raw = nullptr;
  const std::string name = fmt::format("{:x}", reinterpret_cast<std::uintptr_t>(&image));
  constexpr int flags =
      EXT2_FLAG_64BITS | EXT2_FLAG_SOFTSUPP_FEATURES | EXT2_FLAG_IGNORE_CSUM_ERRORS | EXT2_FLAG_JOURNAL_DEV_OK;
  if (ext2fs_open2(name.c_str(), nullptr, flags, 0, 0, &manager, &raw) != 0)
    return {ImageOutcome::unread, structure.size};
  const std::unique_ptr<struct_ext2_filsys, ExtCloser> fs(raw);
  ExtReader(raw, contents).read();
  return {ImageOutcome::read, structure.size};
}

}  // namespace lenscap::sources
