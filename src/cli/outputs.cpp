#include "cli/outputs.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>

#include "views/neutral.hpp"

namespace lenscap::cli {

using model::fail;
using model::Result;

namespace {

Result<void> write_bytes(int fd, std::string_view text, const std::string& name) {
  while (!text.empty()) {
    const ssize_t n = ::write(fd, text.data(), text.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) {
      const int why = errno;
      return fail(fmt::format("cannot write: {}", std::strerror(why)), name,
                  why == ENOSPC ? "free some space, or name another place" : "");
    }
    text.remove_prefix(static_cast<std::size_t>(n));
  }
  return {};
}

}  // namespace

Result<void> write_document(const std::string& path, const std::string& text) {
  if (path == "-") return write_bytes(STDOUT_FILENO, text, "standard output");
  struct stat info {};
  if (::stat(path.c_str(), &info) == 0 && !S_ISREG(info.st_mode)) {  // a pipe or a device is written to as it is
    const int fd = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (fd < 0) return fail(fmt::format("cannot open for writing: {}", std::strerror(errno)), path);
    auto done = write_bytes(fd, text, path);
    ::close(fd);
    return done;
  }
  const std::string beside = path + ".part";
  const int fd = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) {
    const int why = errno;
    return fail(fmt::format("cannot create: {}", std::strerror(why)), path,
                why == ENOENT ? "make the folder first" : "");
  }
  auto done = write_bytes(fd, text, path);
  if (::close(fd) != 0 && done) done = fail(fmt::format("cannot write: {}", std::strerror(errno)), path);
  if (!done || ::rename(beside.c_str(), path.c_str()) != 0) {
    const int why = errno;
    ::unlink(beside.c_str());
    if (!done) return done;
    return fail(fmt::format("cannot put in place: {}", std::strerror(why)), path);
  }
  return {};
}

void tell(std::string_view text) { (void)write_bytes(STDERR_FILENO, text, "standard error"); }

void complain(const model::Error& error) { tell(fmt::format("lenscap: {}\n", views::neutral(to_line(error)))); }

int refuse(const model::Error& error) {
  complain(error);
  return exit_unusable;
}

bool wants_colour() {
  const char* no_colour = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return ::isatty(STDOUT_FILENO) && (no_colour == nullptr || *no_colour == '\0') &&
         (term == nullptr || std::string_view(term) != "dumb");
}

int terminal_width() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
  return std::clamp<int>(size.ws_col, 60, 100);
}

}  // namespace lenscap::cli
