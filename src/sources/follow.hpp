// sources/follow.hpp: a capture that a tool is still writing: when to wait for more of it, and when it has ended.
//
// Asked for again every 200 ms rather than by inotify: that also works on network file systems, and a report is read by
// a person. A file that is moved away is still the one that is followed; only another file in its place ends it.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace lenscap::sources {

struct FollowOptions {
  std::optional<std::chrono::seconds> idle;  ///< ends when the file has not grown for so long; empty: never
  /// Asked several times a second, with packets read and hosts that matter so far. False ends following.
  std::function<bool(std::uint64_t packets, std::size_t devices)> keep_going;
};

class Follower {
 public:
  static constexpr auto between_looks = std::chrono::milliseconds(200);

  /// `keep_going` as in FollowOptions, its counts already at hand.
  Follower(std::string path, std::optional<std::chrono::seconds> idle, std::function<bool()> keep_going);

  /// The file `fd` has no byte beyond `read` yet. True: it may have now. False: it has ended.
  bool wait(int fd, std::uint64_t read);
  /// Whether reading must stop although there may be more.
  bool interrupted() const { return end_ == End::interrupted; }
  /// Looks whether it shall go on; between batches, when the file grows faster than it is read.
  void look();
  /// Why it ended, for the source's notes.
  std::string note() const;

 private:
  enum class End : std::uint8_t { no, interrupted, idle, replaced, shortened };
  using Clock = std::chrono::steady_clock;

  std::string path_;
  std::optional<std::chrono::seconds> idle_;
  std::function<bool()> keep_going_;
  End end_ = End::no;
  std::uint64_t read_ = 0;
  Clock::time_point grew_ = Clock::now(), looked_ = Clock::now();
};

}  // namespace lenscap::sources
