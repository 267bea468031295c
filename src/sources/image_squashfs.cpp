// squashfs 4 through libsquashfs (squashfs-tools-ng), which unpacks its blocks (those of zlib by libdeflate in half the
// time, those of LZO by lzo1x.hpp); the walk over folders is ours.
//
// The library's own walk trusts what an inode says of its size and would take memory for it; here the raw inode is
// looked at first, so that no file, folder or list of blocks beyond the bounds is asked for. A folder is read once, by
// where its list stands: a loop ends there. Source: torvalds/linux Documentation/filesystems/squashfs.rst, fs/squashfs/
// squashfs_fs.h (inodes, folder lists), AgentD/squashfs-tools-ng include/sqfs (1.2.0).
#include <libdeflate.h>
#include <sqfs/compressor.h>
#include <sqfs/data_reader.h>
#include <sqfs/dir.h>
#include <sqfs/error.h>
#include <sqfs/inode.h>
#include <sqfs/io.h>
#include <sqfs/meta_reader.h>
#include <sqfs/super.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <thread>
#include <unordered_set>
#include <vector>

#include "sources/image_ahead.hpp"
#include "sources/lzo1x.hpp"
#include "wire/bytes.hpp"

namespace lenscap::sources {

namespace {

/// The image as the library reads it.
struct SquashfsBytes {
  sqfs_file_t file{};
  std::span<const std::byte> bytes;

  explicit SquashfsBytes(std::span<const std::byte> image) : bytes(image) {
    file.base.destroy = [](sqfs_object_t*) {};
    file.read_at = [](sqfs_file_t* self, sqfs_u64 offset, void* buffer, size_t size) -> int {
      const auto& image_bytes = reinterpret_cast<SquashfsBytes*>(self)->bytes;
      if (offset > image_bytes.size() || size > image_bytes.size() - offset) return SQFS_ERROR_OUT_OF_BOUNDS;
      if (size > 0) std::memcpy(buffer, image_bytes.data() + offset, size);
      return 0;
    };
    file.write_at = [](sqfs_file_t*, sqfs_u64, const void*, size_t) -> int { return SQFS_ERROR_IO; };
    file.get_size = [](const sqfs_file_t* self) -> sqfs_u64 {
      return reinterpret_cast<const SquashfsBytes*>(self)->bytes.size();
    };
    file.truncate = [](sqfs_file_t*, sqfs_u64) -> int { return SQFS_ERROR_IO; };
  }
};

/// LZO, which the library of Debian is built without.
struct SquashfsLzo {
  sqfs_compressor_t object{};

  SquashfsLzo() {
    object.base.destroy = [](sqfs_object_t*) {};
    object.do_block = [](sqfs_compressor_t*, const sqfs_u8* in, sqfs_u32 size, sqfs_u8* out,
                         sqfs_u32 room) -> sqfs_s32 {
      const auto made = unpack_lzo1x({in, size}, {out, room});
      return made ? static_cast<sqfs_s32>(*made) : SQFS_ERROR_COMPRESSOR;
    };
  }
};

/// zlib: a block of squashfs is whole and its room is known, which is what libdeflate asks for.
struct Zlib {
  sqfs_compressor_t object{};
  libdeflate_decompressor* decompressor = libdeflate_alloc_decompressor();

  Zlib() {
    object.base.destroy = [](sqfs_object_t*) {};
    object.do_block = [](sqfs_compressor_t* self, const sqfs_u8* in, sqfs_u32 size, sqfs_u8* out,
                         sqfs_u32 room) -> sqfs_s32 {
      std::size_t made = 0;
      const auto result =
          libdeflate_zlib_decompress(reinterpret_cast<Zlib*>(self)->decompressor, in, size, out, room, &made);
      return result == LIBDEFLATE_SUCCESS ? static_cast<sqfs_s32>(made) : SQFS_ERROR_COMPRESSOR;
    };
  }
  Zlib(const Zlib&) = delete;
  Zlib& operator=(const Zlib&) = delete;
  ~Zlib() { libdeflate_free_decompressor(decompressor); }
};

struct Destroyer {
  void operator()(void* object) const { sqfs_destroy(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Destroyer>;
struct Freer {
  void operator()(void* memory) const { sqfs_free(memory); }
};

/// What an inode says, before anything is done about it.
struct Inode {
  enum class Is : std::uint8_t { folder, file, link, other } is = Is::other;
  std::uint64_t size = 0;
  std::uint32_t list_block = 0;  ///< of a folder: where its list stands
  std::uint16_t list_offset = 0;
};

struct SquashfsFolder {
  std::string path;
  Inode inode;
  unsigned depth;
};

constexpr unsigned deepest_folder = 64;
constexpr std::size_t longest_squashfs_folder = 1024;  // bytes of its path
constexpr std::uint64_t empty_list = 3;                // the size of a folder counts "." and ".."

class SquashfsReader {
 public:
  SquashfsReader(std::span<const std::byte> bytes, const ImageLimits& limits) : image_(bytes), limits_(limits) {}

  /// False when not even the root can be read.
  bool open(ImageContents& contents) {
    constexpr std::uint32_t most_fragments = 1 << 20;
    if (sqfs_super_read(&super_, &image_.file) != 0 || super_.fragment_entry_count > most_fragments) return false;
    sqfs_compressor_config_t config;
    if (super_.compression_id == SQFS_COMP_LZO) compressor_.reset(&lzo_.object);
    else if (super_.compression_id == SQFS_COMP_GZIP && zlib_.decompressor != nullptr) compressor_.reset(&zlib_.object);
    else if (sqfs_compressor_config_init(&config, static_cast<SQFS_COMPRESSOR>(super_.compression_id),
                                         super_.block_size, SQFS_COMP_FLAG_UNCOMPRESS) != 0)
      return false;
    sqfs_compressor_t* compressor = compressor_.get();
    if (compressor == nullptr && sqfs_compressor_create(&config, &compressor) != 0) return false;
    if (!compressor_) compressor_.reset(compressor);
    // Unpacking needs none of the compressor's options, and makers leave wrong ones.
    data_.reset(sqfs_data_reader_create(&image_.file, super_.block_size, compressor, 0));
    inodes_.reset(
        sqfs_meta_reader_create(&image_.file, compressor, super_.inode_table_start, super_.directory_table_start));
    std::uint64_t end = super_.id_table_start;
    for (const std::uint64_t table : {super_.fragment_table_start, super_.export_table_start})
      end = std::min<std::uint64_t>(end, table);
    lists_.reset(sqfs_meta_reader_create(&image_.file, compressor, super_.directory_table_start, end));
    if (!data_ || !inodes_ || !lists_) return false;
    if (sqfs_data_reader_load_fragment_table(data_.get(), &super_) != 0)
      contents.note("", "its table of fragments is damaged: small files cannot be read");
    return peek(super_.root_inode_ref >> 16, super_.root_inode_ref & 0xffff, root_) && root_.is == Inode::Is::folder;
  }

  /// All that is inside, to `ahead`.
  void read(ImageAhead& ahead) {
    ahead_ = &ahead;
    std::vector<SquashfsFolder> folders{{"", root_, 0}};
    bool more = true;
    while (more && !folders.empty()) {
      const SquashfsFolder folder = std::move(folders.back());
      folders.pop_back();
      more = read_folder(folder, folders);
    }
  }

 private:
  bool peek(std::uint64_t block, std::uint64_t offset, Inode& inode) {
    std::array<std::byte, 40> raw{};
    constexpr std::size_t head = 16, folder = 16, long_folder = 24, file = 16, long_file = 24;
    if (sqfs_meta_reader_seek(inodes_.get(), super_.inode_table_start + block, offset) != 0 ||
        sqfs_meta_reader_read(inodes_.get(), raw.data(), head) != 0)
      return false;
    const std::uint16_t type = wire::le16(raw.data());
    const auto rest = [&](std::size_t size) {
      return sqfs_meta_reader_read(inodes_.get(), raw.data() + head, size) == 0;
    };
    switch (type) {
      case SQFS_INODE_DIR:
        if (!rest(folder)) return false;
        inode = {Inode::Is::folder, wire::le16(&raw[24]), wire::le32(&raw[16]), wire::le16(&raw[26])};
        return true;
      case SQFS_INODE_EXT_DIR:
        if (!rest(long_folder)) return false;
        inode = {Inode::Is::folder, wire::le32(&raw[20]), wire::le32(&raw[24]), wire::le16(&raw[34])};
        return true;
      case SQFS_INODE_FILE:
        if (!rest(file)) return false;
        inode = {Inode::Is::file, wire::le32(&raw[28]), 0, 0};
        return true;
      case SQFS_INODE_EXT_FILE:
        if (!rest(long_file)) return false;
        inode = {Inode::Is::file, wire::le64(&raw[24]), 0, 0};
        return true;
      case SQFS_INODE_SLINK:
      case SQFS_INODE_EXT_SLINK:
        inode.is = Inode::Is::link;
        return true;
      default:
        inode.is = Inode::Is::other;
        return true;
    }
  }

  bool damaged(const std::string& path) {
    return ahead_->skip("damaged folders of squashfs") &&
           ahead_->note(path, "damaged: what it holds cannot be listed to its end");
  }

  /// Its files now, its folders to `later`. False: read no more.
  bool read_folder(const SquashfsFolder& folder, std::vector<SquashfsFolder>& later) {
    if (folder.inode.size <= empty_list) return true;
    const std::uint64_t place = std::uint64_t{folder.inode.list_block} << 16 | folder.inode.list_offset;
    if (!seen_.insert(place).second) return ahead_->skip("folders that lead back into themselves");
    if (folder.depth > deepest_folder || folder.path.size() > longest_squashfs_folder)
      return ahead_->skip("folders deeper than the bound");
    std::uint64_t left = folder.inode.size - empty_list;
    // Files are read between two entries, so the list keeps its own reader.
    if (sqfs_meta_reader_seek(lists_.get(), super_.directory_table_start + folder.inode.list_block,
                              folder.inode.list_offset) != 0)
      return damaged(folder.path);
    constexpr std::uint64_t head_size = 12, entry_size = 8;
    while (left > head_size) {
      sqfs_dir_header_t head;
      if (sqfs_meta_reader_read_dir_header(lists_.get(), &head) != 0) return damaged(folder.path);
      left -= head_size;
      for (std::uint64_t n = 0; n <= head.count && left > entry_size; ++n) {
        sqfs_dir_entry_t* raw = nullptr;
        if (sqfs_meta_reader_read_dir_ent(lists_.get(), &raw) != 0) return damaged(folder.path);
        const std::unique_ptr<sqfs_dir_entry_t, Freer> entry(raw);
        const std::size_t name_size = std::size_t{entry->size} + 1;
        left -= std::min(left, entry_size + name_size);
        std::string path = folder.path;
        if (!path.empty()) path += '/';
        path.append(reinterpret_cast<const char*>(entry->name), name_size);
        if (!read_entry(std::move(path), head.start_block, entry->offset, folder.depth, later)) return false;
      }
    }
    return true;
  }

  bool read_entry(std::string path, std::uint32_t block, std::uint16_t offset, unsigned depth,
                  std::vector<SquashfsFolder>& later) {
    Inode inode;
    constexpr std::size_t most_waiting = 16384;
    if (!peek(block, offset, inode)) return ahead_->skip("damaged inodes of squashfs") && ahead_->count();
    switch (inode.is) {
      case Inode::Is::folder:
        if (later.size() < most_waiting) later.push_back({std::move(path), inode, depth + 1});
        else if (!ahead_->skip("folders beyond the bound")) return false;
        return ahead_->count();
      case Inode::Is::file:
        return read_file(path, block, offset, inode.size);
      case Inode::Is::link:
        return ahead_->skip("links (never followed)");
      case Inode::Is::other:
        return ahead_->skip("devices, pipes and sockets");
    }
    return true;
  }

  bool read_file(const std::string& path, std::uint32_t block, std::uint16_t offset, std::uint64_t size) {
    if (size > limits_.member_bytes)
      return ahead_->skip("members cut at the bound for one member") && ahead_->begin(path) &&
             ahead_->end(std::min(size, limits_.total_bytes));
    sqfs_inode_generic_t* raw = nullptr;
    bool whole = sqfs_meta_reader_read_inode(inodes_.get(), &super_, block, offset, &raw) == 0;
    const std::unique_ptr<sqfs_inode_generic_t, Freer> inode(raw);
    if (!ahead_->begin(path)) return false;
    for (std::uint64_t at = 0; whole && at < size;) {
      std::vector<std::byte> some(std::min<std::uint64_t>(piece, size - at));
      const sqfs_s32 got =
          sqfs_data_reader_read(data_.get(), inode.get(), at, some.data(), static_cast<sqfs_u32>(some.size()));
      whole = got > 0;
      if (!whole) break;
      at += static_cast<std::uint64_t>(got);
      some.resize(static_cast<std::size_t>(got));
      if (!ahead_->bytes(std::move(some))) break;
    }
    if (!whole &&
        !(ahead_->skip("damaged files of squashfs") && ahead_->note(path, "damaged: read as far as it could be")))
      return false;
    return ahead_->end(size);
  }

  static constexpr std::size_t piece = 256 * 1024;  // that goes to the other thread at once
  SquashfsBytes image_;
  ImageLimits limits_;
  ImageAhead* ahead_ = nullptr;
  sqfs_super_t super_{};
  SquashfsLzo lzo_;
  Zlib zlib_;
  Owned<sqfs_compressor_t> compressor_;
  Owned<sqfs_data_reader_t> data_;
  Owned<sqfs_meta_reader_t> inodes_, lists_;
  Inode root_;
  std::unordered_set<std::uint64_t> seen_;
};

}  // namespace

ImageEnd read_image_squashfs(std::span<const std::byte> bytes, const ImageStructure& structure,
                             ImageContents& contents) {
  SquashfsReader reader(bytes.first(structure.size), contents.budget().limits());
  if (!reader.open(contents)) return {ImageOutcome::unread, structure.size};
  ImageAhead ahead;
  std::thread unpacking([&] {
    reader.read(ahead);
    ahead.done();
  });
  ahead.deliver(contents);
  unpacking.join();
  return {ImageOutcome::read, structure.size};
}

}  // namespace lenscap::sources
