// assess/in_parts.hpp: work on each of many things that do not depend on one another, shared among threads.
//
// Parts are runs of the things, and what is made of them comes in their order: the answer is that of one thread. There
// are more parts than threads, so that none waits long for another, and what was made of one can be given back early.
#pragma once
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <future>
#include <type_traits>
#include <vector>

namespace lenscap::assess {

/// Devices in a part: many more than a thread loses by beginning a part anew, few beside the hundred thousand that
/// --keep-others may have.
inline constexpr std::size_t devices_together = 8192;

/// `work(from, to)` for runs of at most `each` (not 0) of the things [0, count), on up to `threads` threads, this one
/// among them; what each returned, in order. What a run throws is thrown here, once all threads have ended.
template <class Work>
auto in_parts(std::size_t count, std::size_t each, unsigned threads, const Work& work) {
  using Result = decltype(work(std::size_t{}, std::size_t{}));
  static_assert(!std::is_same_v<Result, bool>, "two threads cannot write two bits of one byte");
  std::vector<Result> results((count + each - 1) / each);
  std::atomic<std::size_t> next = 0;
  const auto run = [&] {
    for (std::size_t part; (part = next++) < results.size();)
      results[part] = work(part * each, std::min(count, (part + 1) * each));
  };
  std::vector<std::future<void>> others;
  while (others.size() + 1 < std::min<std::size_t>(threads, results.size()))
    others.push_back(std::async(std::launch::async, run));
  run();
  for (auto& other : others) other.get();
  return results;
}

}  // namespace lenscap::assess
