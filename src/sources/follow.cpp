#include "sources/follow.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <thread>

namespace lenscap::sources {

Follower::Follower(std::string path, std::optional<std::chrono::seconds> idle, std::function<bool()> keep_going)
    : path_(std::move(path)), idle_(idle), keep_going_(std::move(keep_going)) {}

void Follower::look() {
  const auto now = Clock::now();
  if (end_ != End::no || now - looked_ < between_looks) return;
  looked_ = now;
  if (!keep_going_()) end_ = End::interrupted;
}

bool Follower::wait(int fd, std::uint64_t read) {
  if (end_ != End::no) return false;
  if (!keep_going_()) {
    end_ = End::interrupted;
    return false;
  }
  if (read != read_) grew_ = Clock::now();
  read_ = read;
  struct stat open {
  }, named{};
  if (::fstat(fd, &open) != 0 || static_cast<std::uint64_t>(open.st_size) < read) {
    end_ = End::shortened;
    return false;
  }
  // Whatever ends it from here on: what was written before is read once more.
  if (::stat(path_.c_str(), &named) == 0 && (named.st_ino != open.st_ino || named.st_dev != open.st_dev))
    end_ = End::replaced;
  else if (idle_ && Clock::now() - grew_ >= *idle_) end_ = End::idle;
  else if (static_cast<std::uint64_t>(open.st_size) == read) std::this_thread::sleep_for(between_looks);
  return true;
}

std::string Follower::note() const {
  switch (end_) {
    case End::interrupted:
      return "followed while it was written, until interrupted";
    case End::idle:
      return fmt::format("followed while it was written, until it had not grown for {} s", idle_->count());
    case End::replaced:
      return "followed while it was written, until another file took its place: what came after is in that one";
    case End::shortened:
      return "followed while it was written, until it was made shorter: what was written over it is not read";
    case End::no:
      return "followed while it was written";
  }
  return {};
}

}  // namespace lenscap::sources
