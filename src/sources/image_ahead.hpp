// sources/image_ahead.hpp: members of a container, unpacked on a second thread while the first still looks through
// those before them.
//
// To unpack takes twice as long as to look through what came out, so the two run side by side. Everything that the
// unpacking thread has to say comes through one queue, in its order, and the budget is asked by the other thread alone:
// the reading is the same as without. At most `most_bytes` wait. Invariant: between begin() and end() come the bytes of
// one member.
#pragma once
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <vector>

#include "sources/image_contents.hpp"

namespace lenscap::sources {

class ImageAhead {
 public:
  static constexpr std::size_t most_bytes = std::size_t{8} * 1024 * 1024;
  static constexpr std::size_t most_events = 1024;

  // Of the thread that unpacks. Each gives false when nothing more is wanted.
  bool skip(std::string reason) { return put({Event::What::skip, std::move(reason), {}, {}, 0}); }
  bool note(std::string name, std::string sentence) {
    return put({Event::What::note, std::move(name), std::move(sentence), {}, 0});
  }
  /// A name that is no member, which counts against the bound of names.
  bool count() { return put({Event::What::count, {}, {}, {}, 0}); }
  bool begin(std::string path) { return put({Event::What::begin, std::move(path), {}, {}, 0}); }
  /// Also false when there is no room for more of this member.
  bool bytes(std::vector<std::byte> some);
  /// `size`: as its inode says.
  bool end(std::uint64_t size) { return put({Event::What::end, {}, {}, {}, size}); }
  void done() { put({Event::What::done, {}, {}, {}, 0}); }

  /// Of the other thread: hands all over, until done() or a bound.
  void deliver(ImageContents& contents);

 private:
  struct Event {
    enum class What : std::uint8_t { skip, note, count, begin, bytes, end, done } what;
    std::string text, more;
    std::vector<std::byte> bytes;
    std::uint64_t size;
  };
  bool put(Event event);
  Event take();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Event> events_;
  std::size_t waiting_ = 0;  ///< bytes in events_
  bool stopped_ = false;
  bool enough_ = false;  ///< of the member that is under way
};

}  // namespace lenscap::sources
