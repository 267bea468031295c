#include "sources/manual_pdf.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>

namespace lenscap::sources {
namespace {

constexpr std::size_t most_text_bytes = std::size_t{64} * 1024 * 1024;
constexpr rlim_t most_cpu_seconds = 20, most_memory = rlim_t{1} << 30;
constexpr int most_seconds = 60;  // by the clock

/// A file descriptor, closed at the end.
struct Owned {
  int fd = -1;
  ~Owned() { close(); }
  void close() {
    if (fd >= 0) ::close(fd);
    fd = -1;
  }
};

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return ::lseek(fd, 0, SEEK_SET) == 0;
}

/// In the child: only calls that are safe after fork.
[[noreturn]] void become_pdftotext(int in, int out) {
  const rlimit cpu{most_cpu_seconds, most_cpu_seconds}, memory{most_memory, most_memory}, none{0, 0};
  ::setrlimit(RLIMIT_CPU, &cpu);
  ::setrlimit(RLIMIT_AS, &memory);
  ::setrlimit(RLIMIT_FSIZE, &none);
  ::setrlimit(RLIMIT_CORE, &none);
  ::dup2(in, 0);
  ::dup2(out, 1);
  const int nowhere = ::open("/dev/null", O_WRONLY);
  if (nowhere >= 0) ::dup2(nowhere, 2);
  ::execlp("pdftotext", "pdftotext", "-q", "-enc", "UTF-8", "/proc/self/fd/0", "-", static_cast<char*>(nullptr));
  ::_exit(127);
}

/// What comes out until the end, the bound or the time; false when it was not the end.
bool read_until_end(int fd, std::string& text) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(most_seconds);
  std::array<char, 65536> block{};
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    pollfd watched{fd, POLLIN, 0};
    if (left.count() <= 0 || ::poll(&watched, 1, static_cast<int>(left.count())) <= 0) return false;
    const ssize_t n = ::read(fd, block.data(), block.size());
    if (n == 0) return true;
    if (n < 0 || text.size() + static_cast<std::size_t>(n) > most_text_bytes) return false;
    text.append(block.data(), static_cast<std::size_t>(n));
  }
}

}  // namespace

model::Result<std::string> text_of_pdf(std::string_view bytes) {
  Owned in{::memfd_create("manual", MFD_CLOEXEC)};
  std::array<int, 2> pipe{};
  if (in.fd < 0 || !write_all(in.fd, bytes) || ::pipe2(pipe.data(), O_CLOEXEC) != 0)
    return model::fail("a PDF could not be handed to pdftotext");
  Owned out{pipe[0]}, write_end{pipe[1]};
  const pid_t child = ::fork();
  if (child < 0) return model::fail("pdftotext could not be started");
  if (child == 0) become_pdftotext(in.fd, write_end.fd);
  write_end.close();
  std::string text;
  const bool ended = read_until_end(out.fd, text);
  if (!ended) ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
    return model::fail("a PDF needs pdftotext, which is not installed", "", "install poppler-utils");
  if (!ended) return model::fail("a PDF took pdftotext too long or gave too much text");
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return model::fail("a PDF was refused by pdftotext");
  return text;
}

}  // namespace lenscap::sources
