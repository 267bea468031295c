#include "casefile/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "casefile/schema.hpp"

namespace lenscap::casefile {

namespace {

constexpr std::size_t header_size = 100;
constexpr std::string_view magic("SQLite format 3\0", 16);
// Offsets in the header.
constexpr std::size_t page_size_at = 16, write_version_at = 18, pages_at = 28, encoding_at = 56, version_at = 60,
                      application_at = 68;

/// Closes on every way out.
struct Descriptor {
  int fd = -1;
  explicit Descriptor(int number) : fd(number) {}
  ~Descriptor() {
    if (fd >= 0) close(fd);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
};

tl::unexpected<model::Error> system_error(std::string_view what, int code, const std::string& path) {
  const bool full = code == ENOSPC || code == EDQUOT || code == EFBIG;
  return model::fail(fmt::format("{} ({})", what, std::strerror(code)), path,
                     full             ? "free some space, or keep the case elsewhere"
                     : code == ENOENT ? "check the name"
                                      : "check its permissions and its folder's");
}

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  if (slash == path.npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace

model::Result<std::optional<Header>> read_header(const std::string& path) {
  // Non-blocking, so that a named pipe cannot hang the program before it is recognised as one.
  Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.fd < 0) return system_error("cannot open the case", errno, path);
  struct stat status {};
  if (fstat(file.fd, &status) != 0) return system_error("cannot open the case", errno, path);
  if (!S_ISREG(status.st_mode)) return model::fail("is not a file", path, "name a case file");

  std::array<unsigned char, header_size> raw{};
  const ssize_t got = pread(file.fd, raw.data(), raw.size(), 0);
  if (got < 0) return system_error("cannot read the case", errno, path);
  if (got < static_cast<ssize_t>(raw.size()) || std::memcmp(raw.data(), magic.data(), magic.size()) != 0)
    return std::optional<Header>();
  auto big_endian = [&](std::size_t at) {
    return std::uint32_t(raw[at]) << 24 | std::uint32_t(raw[at + 1]) << 16 | std::uint32_t(raw[at + 2]) << 8 |
           raw[at + 3];
  };
  Header header;
  header.file_size = static_cast<std::uint64_t>(status.st_size);
  const std::uint64_t page = std::uint64_t(raw[page_size_at]) << 8 | raw[page_size_at + 1];
  header.stated_size = (page == 1 ? 65536 : page) * big_endian(pages_at);
  header.application = big_endian(application_at);
  header.version = big_endian(version_at);
  header.encoding = big_endian(encoding_at);
  header.journal_wal = raw[write_version_at] != 1 || raw[write_version_at + 1] != 1;
  return header;
}

model::Result<Header> check_header(const std::string& path) {
  auto read = read_header(path);
  if (!read) return tl::unexpected(read.error());
  if (!*read || (*read)->application != application_id)
    return model::fail("is not a Lenscap case", path, "name a file made by 'lenscap audit --case FILE'");
  const Header& header = **read;
  if (header.version > schema_version)
    return model::fail(
        fmt::format("was made by a newer Lenscap (schema {}, this one knows {})", header.version, schema_version), path,
        "update Lenscap");
  if (header.version < first_schema || header.encoding != 1)
    return model::fail("the case file is damaged: its header is not one that Lenscap writes", path,
                       "restore it from a copy, or audit the evidence again");
  if (header.journal_wal)
    return model::fail("another program has put the case into WAL mode", path,
                       "run: sqlite3 FILE 'PRAGMA journal_mode=DELETE'");
  if (header.file_size < header.stated_size)
    return model::fail(fmt::format("the case file is cut short: {} of {} bytes", header.file_size, header.stated_size),
                       path, "restore it from a copy, or audit the evidence again");
  return header;
}

Replacement::Replacement(std::string temporary, std::string target)
    : temporary_(std::move(temporary)), target_(std::move(target)) {}

Replacement::Replacement(Replacement&& other) noexcept
    : temporary_(std::move(other.temporary_)), target_(std::move(other.target_)) {
  other.temporary_.clear();
}

Replacement::~Replacement() {
  if (!temporary_.empty()) unlink(temporary_.c_str());
}

model::Result<Replacement> Replacement::beside(const std::string& path) {
  std::string target = path;
  struct stat status {};
  if (lstat(path.c_str(), &status) == 0) {
    if (S_ISLNK(status.st_mode)) {
      std::error_code failed;
      target = std::filesystem::canonical(path, failed).string();
      if (failed) return system_error("cannot follow the link", failed.value(), path);
    }
    auto old = read_header(target);
    if (!old) return tl::unexpected(old.error());
    if (stat(target.c_str(), &status) == 0 && status.st_size > 0) {
      if (!*old || (*old)->application != application_id)
        return model::fail("exists and is not a Lenscap case", path, "give the case another name");
      if ((*old)->version > schema_version)
        return model::fail("was made by a newer Lenscap", path, "update Lenscap, or give the case another name");
    }
  }
  std::string temporary = target + ".new-XXXXXX";
  Descriptor file(mkostemp(temporary.data(), O_CLOEXEC));  // mode 0600 (POSIX.1-2008)
  if (file.fd < 0) return system_error("cannot write the case", errno, path);
  return Replacement(std::move(temporary), std::move(target));
}

model::Result<void> Replacement::commit() {
  if (std::rename(temporary_.c_str(), target_.c_str()) != 0)
    return system_error("cannot replace the case", errno, target_);
  temporary_.clear();
  // Best effort: some file systems do not sync folders, and by now either name holds a whole case.
  Descriptor folder(open(folder_of(target_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.fd >= 0) fsync(folder.fd);
  return {};
}

}  // namespace lenscap::casefile
