#include "sources/image_ahead.hpp"

#include <optional>
#include <utility>

#include "sources/image_hold.hpp"

namespace lenscap::sources {

bool ImageAhead::put(Event event) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return stopped_ || (waiting_ < most_bytes && events_.size() < most_events); });
  if (stopped_) return false;
  waiting_ += event.bytes.size();
  events_.push_back(std::move(event));
  changed_.notify_all();
  return true;
}

bool ImageAhead::bytes(std::vector<std::byte> some) {
  {
    const std::lock_guard lock(mutex_);
    if (enough_) return false;
  }
  return put({Event::What::bytes, {}, {}, std::move(some), 0});
}

ImageAhead::Event ImageAhead::take() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return !events_.empty(); });
  Event event = std::move(events_.front());
  events_.pop_front();
  waiting_ -= event.bytes.size();
  changed_.notify_all();
  return event;
}

void ImageAhead::deliver(ImageContents& contents) {
  std::string path;
  std::optional<ImageHold> hold;
  bool more = true;
  const auto set_enough = [&](bool enough) {
    const std::lock_guard lock(mutex_);
    enough_ = enough;
  };
  while (more) {
    Event event = take();
    switch (event.what) {
      case Event::What::skip:
        contents.skip(event.text);
        break;
      case Event::What::note:
        contents.note(event.text, event.more);
        break;
      case Event::What::count:
        more = contents.budget().member();
        break;
      case Event::What::begin:
        path = std::move(event.text);
        hold.emplace(contents.budget());
        break;
      case Event::What::bytes:
        if (!hold->append(event.bytes)) set_enough(true);
        break;
      case Event::What::end:
        more = contents.member(path, hold->bytes());
        if (hold->size() < event.size) contents.unread(event.size - hold->size());
        hold.reset();
        set_enough(false);
        break;
      case Event::What::done:
        return;
    }
  }
  const std::lock_guard lock(mutex_);
  stopped_ = true;
  changed_.notify_all();
}

}  // namespace lenscap::sources
