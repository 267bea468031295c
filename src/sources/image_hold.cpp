#include "sources/image_hold.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <string>

namespace lenscap::sources {

namespace {

constexpr std::size_t most_in_memory = 4 * 1024 * 1024;  // twelve of them, one in another, are 48 MiB

/// A file that has no name any more; -1 when there is no room for one.
int nameless_file() {
  std::error_code none;
  std::string folder = (std::filesystem::temp_directory_path(none) / "lenscap-XXXXXX").string();
  if (::mkdtemp(folder.data()) == nullptr) return -1;
  const std::string name = folder + "/image";
  const int file = ::open(name.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  ::unlink(name.c_str());
  ::rmdir(folder.c_str());
  return file;
}

}  // namespace

ImageHold::~ImageHold() {
  if (!map_.empty()) {
    budget_->remove_map(map_);
    ::munmap(const_cast<std::byte*>(map_.data()), map_.size());
  }
  if (file_ >= 0) ::close(file_);
}

bool ImageHold::append(std::span<const std::byte> bytes) {
  if (!budget_->unpacked(bytes.size())) return false;
  if (bytes.size() > budget_->limits().member_bytes - size_) {
    budget_->skip("members cut at the bound for one member");
    return false;
  }
  if (file_ < 0 && size_ + bytes.size() > most_in_memory && !spill()) return false;
  if (file_ >= 0 && !write(bytes)) return false;
  if (file_ < 0) memory_.insert(memory_.end(), bytes.begin(), bytes.end());
  size_ += bytes.size();
  return true;
}

bool ImageHold::spill() {
  file_ = nameless_file();
  if (file_ < 0) {
    budget_->skip("members cut: no room for temporary files");
    return false;
  }
  if (write(memory_)) {
    memory_ = {};
    return true;
  }
  ::close(file_);
  file_ = -1;
  return false;
}

bool ImageHold::write(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(file_, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) {
      budget_->skip("members cut: no room for temporary files");
      return false;
    }
    bytes = bytes.subspan(static_cast<std::size_t>(n));
  }
  return true;
}

std::span<const std::byte> ImageHold::bytes() {
  if (file_ < 0 || size_ == 0) return memory_;
  if (map_.empty()) {
    void* map = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file_, 0);
    if (map == MAP_FAILED) {
      budget_->skip("members that could not be mapped");
      return {};
    }
    map_ = {static_cast<const std::byte*>(map), static_cast<std::size_t>(size_)};
    budget_->add_map(map_);
  }
  return map_;
}

}  // namespace lenscap::sources
