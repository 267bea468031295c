// casefile/file.hpp: a case as a file among files: recognising one before SQLite sees it, and replacing one at a
// stroke.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "model/error.hpp"

namespace lenscap::casefile {

/// What stands in the first 100 bytes (SQLite file format 2, section 1.3).
struct Header {
  std::uint64_t file_size = 0;
  std::uint64_t stated_size = 0;  ///< page size × pages
  std::uint32_t application = 0;
  std::uint32_t version = 0;   ///< user version: our schema's
  std::uint32_t encoding = 0;  ///< 1 = UTF-8
  bool journal_wal = false;
};

/// Errors: not there, not a file, no permission. nullopt: shorter than a header, or not SQLite's.
model::Result<std::optional<Header>> read_header(const std::string& path);

/// The header of the case at `path`, or why it is none that this program can load.
model::Result<Header> check_header(const std::string& path);

/// An empty file, mode 0600, beside the one it is to replace; removed unless it does.
class Replacement {
 public:
  /// Follows a symbolic link at `path`. Refuses to replace what is neither a case nor empty, and a newer Lenscap's
  /// case.
  static model::Result<Replacement> beside(const std::string& path);
  ~Replacement();
  Replacement(Replacement&& other) noexcept;
  Replacement& operator=(Replacement&&) = delete;

  const std::string& path() const { return temporary_; }
  /// Renames over the target and syncs the folder, so that the new name survives a power cut.
  model::Result<void> commit();

 private:
  Replacement(std::string temporary, std::string target);
  std::string temporary_, target_;
};

}  // namespace lenscap::casefile
