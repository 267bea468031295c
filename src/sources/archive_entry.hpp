// sources/archive_entry.hpp: an archive that libarchive reads, and what a member of it is called.
#pragma once
#include <archive.h>
#include <archive_entry.h>

#include <memory>
#include <string_view>

namespace lenscap::sources {

struct ArchiveCloser {
  void operator()(struct archive* a) const { archive_read_free(a); }
};
using Archive = std::unique_ptr<struct archive, ArchiveCloser>;

/// Aliases `entry`. `otherwise` where the archive gives it no name.
inline std::string_view entry_name(struct archive_entry* entry, std::string_view otherwise) {
  const char* name = archive_entry_pathname(entry);
  if (name == nullptr) name = archive_entry_pathname_utf8(entry);
  return name == nullptr ? otherwise : name;
}

}  // namespace lenscap::sources
