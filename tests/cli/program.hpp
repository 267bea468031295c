// Runs the program under test as its users do: arguments, environment, standard input; bounded in time, memory and
// file size; everything that it printed comes back.
#pragma once
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace lenscap::test {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool sanitized = true;  // shadow memory: bounds on memory say nothing
#else
inline constexpr bool sanitized = false;
#endif

/// The program of this build; ./dev test names that of another build, so that the same tests try it too.
inline std::string program_path() {
  const char* other = std::getenv("LENSCAP_PROGRAM");
  return other ? other : LENSCAP_BUILD "/lenscap";
}
inline std::string evidence_path(const std::string& name) { return LENSCAP_ROOT "/../shared/evidence/" + name; }

struct Ran {
  int code = -1;      ///< exit code; -1 when a signal ended it
  int signal = 0;     ///< the signal that ended it
  bool late = false;  ///< still running at the time limit, then killed
  std::string out, err;
  long peak_kib = 0;  ///< largest resident set
};

struct RunOptions {
  std::vector<std::pair<std::string, std::string>> env;
  std::string standard_input;    ///< path of a file; empty: /dev/null
  std::string folder;            ///< working directory; empty: this one
  std::function<void()> before;  ///< in the child, just before the program starts
  int seconds = 600;             ///< what hangs ends; far above what a slow machine needs under a sanitizer
};

/// Set as `before`: writing past `bytes` of any file fails with EFBIG, as a full disk fails with ENOSPC.
inline std::function<void()> file_limit(unsigned long bytes) {
  return [bytes] {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, bytes};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  };
}

inline Ran run_path(const std::string& path, const std::vector<std::string>& arguments,
                    const RunOptions& options = {}) {
  std::array<int, 2> out{}, err{};
  if (::pipe2(out.data(), O_CLOEXEC) != 0 || ::pipe2(err.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe");
  const pid_t child = ::fork();
  if (child < 0) throw std::runtime_error("fork");
  if (child == 0) {
    const int in = ::open(options.standard_input.empty() ? "/dev/null" : options.standard_input.c_str(), O_RDONLY);
    ::dup2(in, 0);
    ::dup2(out[1], 1);
    ::dup2(err[1], 2);
    for (const auto& [name, value] : options.env) ::setenv(name.c_str(), value.c_str(), 1);
    if (!options.folder.empty() && ::chdir(options.folder.c_str()) != 0) ::_exit(127);
    if (options.before) options.before();
    std::vector<char*> argv{const_cast<char*>(path.c_str())};
    for (const auto& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    ::execv(path.c_str(), argv.data());
    ::_exit(127);
  }
  ::close(out[1]);
  ::close(err[1]);
  Ran ran;
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(options.seconds);
  std::array<pollfd, 2> watched{{{out[0], POLLIN, 0}, {err[0], POLLIN, 0}}};
  std::array<char, 65536> block{};
  while (watched[0].fd >= 0 || watched[1].fd >= 0) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
    if (left.count() <= 0) {
      ran.late = true;
      ran.err += "\nthe test ended it after " + std::to_string(options.seconds) + " seconds\n";
      ::kill(child, SIGKILL);
      break;
    }
    ::poll(watched.data(), watched.size(), static_cast<int>(left.count()));
    for (auto& w : watched) {
      if (w.fd < 0 || w.revents == 0) continue;
      const ssize_t n = ::read(w.fd, block.data(), block.size());
      if (n > 0) (w.fd == out[0] ? ran.out : ran.err).append(block.data(), static_cast<std::size_t>(n));
      if (n == 0) w.fd = -1;
    }
  }
  ::close(out[0]);
  ::close(err[0]);
  int status = 0;
  rusage usage{};
  ::wait4(child, &status, 0, &usage);
  if (WIFEXITED(status)) ran.code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) ran.signal = WTERMSIG(status);
  ran.peak_kib = usage.ru_maxrss;
  return ran;
}

inline Ran run(const std::vector<std::string>& arguments, const RunOptions& options = {}) {
  return run_path(program_path(), arguments, options);
}

/// audit … --json -, parsed; null when standard output holds no document.
inline nlohmann::json audit_json(std::vector<std::string> inputs, const RunOptions& options = {}) {
  inputs.insert(inputs.begin(), "audit");
  inputs.insert(inputs.end(), {"--json", "-"});
  const Ran ran = run(inputs, options);
  auto document = nlohmann::json::parse(ran.out, nullptr, false);
  return document.is_discarded() ? nlohmann::json() : document;
}

/// A folder of this test's own, gone afterwards.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "lenscap-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
    path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  std::string operator/(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }
  std::string write(const std::string& name, const std::string& bytes) const {
    const std::string path = *this / name;
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }

 private:
  std::string path_;
};

inline std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace lenscap::test
