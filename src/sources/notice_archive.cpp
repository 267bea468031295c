#include "sources/notice_archive.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "sources/archive_entry.hpp"

namespace lenscap::sources {

using std::string;
using std::string_view;

namespace {

constexpr std::size_t archive_block = 256 * 1024;  // bytes given to libarchive at a time
constexpr std::uint64_t free_archive_expansion = std::uint64_t{256}
                                                 << 20;  // bytes; beyond, more than 500 to 1 is a bomb
constexpr std::uint64_t most_archive_expansion = 500;
constexpr std::uint64_t most_members = 10'000'000;  // a year of TED has half a million

struct NoticeFeed {
  NoticeBytes read;
  std::vector<std::uint8_t> block_bytes;
  bool head_given = false;
  std::uint64_t raw = 0;
  string damage;

  static la_ssize_t next(struct archive*, void* self, const void** out) {
    NoticeFeed& feed = *static_cast<NoticeFeed*>(self);
    if (feed.head_given) {
      feed.block_bytes.resize(archive_block);
      const auto n = feed.read(feed.block_bytes);
      if (!n) feed.damage = model::to_line(n.error());
      feed.block_bytes.resize(n ? *n : 0);
    }
    feed.head_given = true;
    feed.raw += feed.block_bytes.size();
    *out = feed.block_bytes.data();
    return static_cast<la_ssize_t>(feed.block_bytes.size());
  }
};

}  // namespace

bool recognises_notice_archive(string_view head) {
  constexpr std::size_t tar_magic = 257;
  return head.starts_with("PK\x03\x04") || (head.size() > tar_magic + 5 && head.substr(tar_magic, 5) == "ustar");
}

void read_notice_archive(NoticeBytes read, std::vector<std::uint8_t> head, NoticeTeller& teller,
                         const std::function<model::Result<void>(NoticeBytes)>& member) {
  const string name = teller.file();
  NoticeFeed feed{std::move(read), std::move(head), false, 0, {}};
  const Archive archive(archive_read_new());
  struct archive* const a = archive.get();
  archive_read_support_format_zip_streamable(a);
  archive_read_support_format_tar(a);
  std::uint64_t made = 0;
  bool bomb = false;
  const auto damaged = [&](string_view why) {
    teller.counts().damage.push_back(fmt::format("{}: {}", teller.file(), why));
  };
  int status = archive_read_open(a, &feed, nullptr, NoticeFeed::next, nullptr);
  for (std::uint64_t n = 0; status == ARCHIVE_OK && !bomb && n < most_members && !teller.stopped(); ++n) {
    struct archive_entry* entry = nullptr;
    status = archive_read_next_header(a, &entry);
    if (status == ARCHIVE_EOF) return;
    if (status != ARCHIVE_OK && status != ARCHIVE_WARN) break;
    status = ARCHIVE_OK;
    teller.set_file(fmt::format("{}!{}", name, entry_name(entry, "member")));
    const auto skip = [&](string_view why) { teller.note({teller.file(), 0, 0, {}}, "member_skipped", why); };
    const auto type = archive_entry_filetype(entry);
    if (type == AE_IFDIR) continue;
    if ((type != AE_IFREG && type != 0) || archive_entry_hardlink(entry) != nullptr) {
      skip("no plain file");
      continue;
    }
    if (archive_entry_is_data_encrypted(entry) != 0) {
      skip("encrypted");
      continue;
    }
    const auto done = member([&](std::span<std::uint8_t> into) -> model::Result<std::size_t> {
      const auto got = archive_read_data(a, into.data(), into.size());
      if (got < 0)
        return model::fail(archive_error_string(a) == nullptr ? "damaged" : archive_error_string(a), teller.file());
      made += static_cast<std::uint64_t>(got);
      if (made > free_archive_expansion && made / most_archive_expansion > feed.raw) {
        bomb = true;
        return model::fail(fmt::format("expands more than {} to 1: reading stopped", most_archive_expansion),
                           teller.file());
      }
      return static_cast<std::size_t>(got);
    });
    if (!done) skip(done.error().what);
    if (!bomb && !teller.stopped()) archive_read_data_skip(a);
  }
  if (!feed.damage.empty()) damaged(feed.damage);
  else if (status != ARCHIVE_OK)
    damaged(archive_error_string(a) == nullptr ? "cannot be read to its end" : archive_error_string(a));
  teller.set_file(name);
}

}  // namespace lenscap::sources
