#include "cli/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "cli/outputs.hpp"

namespace lenscap::cli {

namespace {
constexpr auto patience = std::chrono::seconds(2);
constexpr auto between = std::chrono::milliseconds(200);
}  // namespace

Progress::Progress(std::string what, bool quiet)
    : what_(std::move(what)),
      on_(!quiet && ::isatty(STDERR_FILENO)),
      start_(std::chrono::steady_clock::now()),
      last_(start_) {}

Progress::~Progress() {
  if (shown_) tell("\r\x1b[K");
}

/// Whether a line is to be shown now; it is then taken for shown.
bool Progress::due() {
  if (!on_) return false;
  const auto now = std::chrono::steady_clock::now();
  if (now - start_ < patience || now - last_ < between) return false;
  last_ = now;
  shown_ = true;
  return true;
}

void Progress::show_followed(std::uint64_t packets, std::size_t devices) {
  if (!due()) return;
  tell(fmt::format("\r\x1b[K{}: {} packets, {} hosts that may be cameras; Ctrl-C shows the report", what_, packets,
                   devices));
}

void Progress::show(std::uint64_t done, std::uint64_t total) {
  if (!due()) return;
  const double seconds = std::chrono::duration<double>(last_ - start_).count();
  const double rate = static_cast<double>(done) / seconds;
  if (total == 0) {
    tell(fmt::format("\r\x1b[K{}: {:.0f} MB, {:.0f} MB/s", what_, static_cast<double>(done) / 1e6, rate / 1e6));
    return;
  }
  const double left = rate > 0 ? static_cast<double>(total - std::min(done, total)) / rate : 0;
  tell(fmt::format("\r\x1b[K{}: {:.0f} %, {:.0f} MB/s, {:.0f} s left", what_,
                   100.0 * static_cast<double>(done) / static_cast<double>(total), rate / 1e6, left));
}

}  // namespace lenscap::cli
