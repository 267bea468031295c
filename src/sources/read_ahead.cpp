#include "sources/read_ahead.hpp"

namespace lenscap::sources {

ReadAhead::ReadAhead(CaptureFile& file, const ByteStream& stream, const Ledger& ledger)
    : file_(file), stream_(stream), ledger_(ledger), reader_([this] { run(); }) {}

ReadAhead::~ReadAhead() { stop(); }

void ReadAhead::stop() {
  if (!reader_.joinable()) return;
  {
    std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
  reader_.join();
}

bool ReadAhead::fill(Chunk& chunk) {
  const auto frames = file_.next_batch(most_frames);
  if (frames.empty()) return false;
  file_.take_batch(chunk.frames, chunk.block);
  chunk.skips = {};
  chunk.packets.resize(chunk.frames.size());
  for (std::size_t i = 0; i < chunk.frames.size(); ++i) {
    prepare(chunk.frames[i], chunk.packets[i], chunk.skips);
    key_sender(chunk.frames[i], chunk.packets[i], ledger_);
  }
  chunk.raw_bytes = stream_.raw_bytes();
  return true;
}

void ReadAhead::run() {
  for (;;) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return stopped_ || given_ - taken_ < ring_chunks - 1; });
    if (stopped_) return;
    Chunk& chunk = ring_[given_ % ring_chunks];
    lock.unlock();
    bool more = false;
    std::exception_ptr failure;
    try {
      more = fill(chunk);
    } catch (...) {
      failure = std::current_exception();
    }
    lock.lock();
    if (more) ++given_;
    ended_ = !more;
    failure_ = failure;
    lock.unlock();
    changed_.notify_all();
    if (!more) return;
  }
}

const Chunk* ReadAhead::next() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return taken_ < given_ || ended_; });
  if (taken_ == given_) {
    lock.unlock();
    stop();
    if (failure_) std::rethrow_exception(failure_);
    return nullptr;
  }
  const Chunk& chunk = ring_[taken_++ % ring_chunks];
  lock.unlock();
  changed_.notify_all();
  return &chunk;
}

}  // namespace lenscap::sources
