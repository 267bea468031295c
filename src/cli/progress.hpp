// cli/progress.hpp: a progress line on standard error: only on a terminal, only when the work takes over two seconds.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>

namespace lenscap::cli {

class Progress {
 public:
  explicit Progress(std::string what, bool quiet);
  ~Progress();  ///< clears the line
  Progress(const Progress&) = delete;
  void show(std::uint64_t done, std::uint64_t total);
  /// Of a capture that is still being written.
  void show_followed(std::uint64_t packets, std::size_t devices);

 private:
  bool due();
  std::string what_;
  bool on_ = false, shown_ = false;
  std::chrono::steady_clock::time_point start_, last_;
};

}  // namespace lenscap::cli
