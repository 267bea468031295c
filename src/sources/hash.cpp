#include "sources/hash.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <thread>
#include <vector>

namespace lenscap::sources {

namespace {
constexpr std::size_t ring_blocks = 8;
}  // namespace

struct InputHash::Impl {
  Hashing how = Hashing::none;
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> digest{nullptr, EVP_MD_CTX_free};

  // Threaded: blocks [taken, given) of the ring are full. The reader fills at `given`, the hasher empties at `taken`.
  std::array<std::vector<std::uint8_t>, ring_blocks> ring;
  std::size_t given = 0, taken = 0;
  bool closed = false;
  std::mutex mutex;
  std::condition_variable changed;
  std::thread worker;

  void run() {
    for (;;) {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return taken < given || closed; });
      if (taken == given) return;
      const auto& block = ring[taken % ring_blocks];
      lock.unlock();
      EVP_DigestUpdate(digest.get(), block.data(), block.size());
      lock.lock();
      ++taken;
      changed.notify_all();
    }
  }

  void close() {
    if (!worker.joinable()) return;
    {
      std::lock_guard lock(mutex);
      closed = true;
    }
    changed.notify_all();
    worker.join();
  }
};

InputHash::InputHash(Hashing how) : impl_(std::make_unique<Impl>()) {
  impl_->how = how;
  if (how == Hashing::none) return;
  impl_->digest.reset(EVP_MD_CTX_new());
  EVP_DigestInit_ex(impl_->digest.get(), EVP_sha256(), nullptr);
  if (how == Hashing::threaded) impl_->worker = std::thread([impl = impl_.get()] { impl->run(); });
}

InputHash::~InputHash() {
  if (impl_) impl_->close();
}
InputHash::InputHash(InputHash&&) noexcept = default;

void InputHash::update(std::span<const std::uint8_t> block) {
  if (impl_->how == Hashing::none || block.empty()) return;
  if (impl_->how == Hashing::inline_) {
    EVP_DigestUpdate(impl_->digest.get(), block.data(), block.size());
    return;
  }
  std::unique_lock lock(impl_->mutex);
  impl_->changed.wait(lock, [&] { return impl_->given - impl_->taken < ring_blocks; });
  auto& slot = impl_->ring[impl_->given % ring_blocks];
  lock.unlock();
  slot.assign(block.begin(), block.end());
  lock.lock();
  ++impl_->given;
  impl_->changed.notify_all();
}

std::string InputHash::finish() {
  if (impl_->how == Hashing::none) return {};
  impl_->close();
  std::array<unsigned char, EVP_MAX_MD_SIZE> raw;
  unsigned length = 0;
  EVP_DigestFinal_ex(impl_->digest.get(), raw.data(), &length);
  std::string hex;
  for (unsigned i = 0; i < length; ++i) hex += fmt::format("{:02x}", raw[i]);
  return hex;
}

}  // namespace lenscap::sources
