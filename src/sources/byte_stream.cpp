#include "sources/byte_stream.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

#include "sources/unpack.hpp"

namespace lenscap::sources {

using model::Error;
using model::fail;
using model::Result;

namespace {
constexpr std::size_t raw_block = 256 * 1024;  // equal from 64 KiB to 1 MiB; see bench/README.md
// A bomb must not cost hours: real captures shrink to a fiftieth at best, so beyond this much only a bomb is left.
constexpr std::uint64_t free_expansion = 256 * 1024 * 1024;  // bytes
constexpr std::uint64_t most_expansion = 500;                // to one
}  // namespace

struct ByteStream::Impl {
  std::string path;
  int fd = -1;
  bool regular = false;
  std::uint64_t size = 0;
  std::uint64_t raw = 0;
  std::uint64_t given = 0;  // decompressed bytes handed out
  InputHash hash;
  std::string compression;
  bool started = false, ended = false;
  std::vector<std::uint8_t> block;   // raw bytes not yet decompressed, or the first bytes of a plain input
  std::size_t used = 0, filled = 0;  // block[used, filled) is unread
  std::unique_ptr<Unpacker> unpacker;
  std::optional<Follower> follower;
  std::optional<Error> damage;  // to be told once what came before it was read

  explicit Impl(Hashing hashing) : hash(hashing) {}
  ~Impl() {
    if (fd > 0) ::close(fd);
  }

  Result<std::size_t> read_raw(std::uint8_t* into, std::size_t most) {
    for (;;) {
      if (follower && follower->interrupted()) return std::size_t{0};
      const ssize_t n = ::read(fd, into, most);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return fail(fmt::format("cannot read: {}", std::strerror(errno)), path);
      if (n == 0 && most != 0 && follower && follower->wait(fd, raw)) continue;
      raw += static_cast<std::uint64_t>(n);
      hash.update({into, static_cast<std::size_t>(n)});
      return static_cast<std::size_t>(n);
    }
  }

  Result<std::size_t> take_damage() {
    ended = true;
    return tl::unexpected(*std::exchange(damage, std::nullopt));
  }

  Result<std::size_t> refill() {
    if (used < filled) return filled - used;
    auto n = read_raw(block.data(), block.size());
    if (!n) return n;
    used = 0;
    filled = *n;
    return n;
  }

  /// Reads the first bytes and decides what compression it is.
  Result<std::size_t> start() {
    started = true;
    block.resize(raw_block);
    while (filled < compression_head) {
      auto n = read_raw(block.data() + filled, block.size() - filled);
      if (!n) return n;
      if (*n == 0) break;
      filled += *n;
    }
    auto found = recognise_compression({block.data(), filled});
    compression = std::move(found.name);
    unpacker = std::move(found.unpacker);
    if (!compression.empty() && follower)
      return fail(fmt::format("is {} data, which cannot be followed", compression), path,
                  "follow the capture that the tool writes, and compress it when it is complete");
    if (!compression.empty() && !unpacker) return fail(fmt::format("no memory to read {}", compression), path);
    return filled;
  }

  Result<std::size_t> unpack(std::span<std::uint8_t> into) {
    for (;;) {
      auto have = refill();
      if (!have) return have;
      auto step = unpacker->step({block.data() + used, *have}, into, *have == 0);
      used += step.used;
      const bool stands_still = *have != 0 && step.used == 0 && step.made == 0;
      if (!step.damage.empty() || stands_still)
        damage = Error{fmt::format("damaged {} data before offset {}: {}", compression, raw - (filled - used),
                                   step.damage.empty() ? "it leads nowhere" : step.damage),
                       path, "what came before was read"};
      if (step.made != 0) return step.made;  // and the damage behind it next time
      if (damage) return take_damage();
      if (*have != 0) continue;
      ended = true;
      if (step.complete) return std::size_t{0};
      return fail(fmt::format("{} data ends in the middle", compression), path,
                  "the file is cut: what came before was read");
    }
  }

  /// Counts what came out, and ends a bomb.
  Result<std::size_t> account(Result<std::size_t> produced) {
    if (!produced) return produced;
    given += *produced;
    if (given > free_expansion && given / most_expansion > raw)
      damage = Error{fmt::format("{} data that expands more than {} to 1: reading stopped after {} bytes", compression,
                                 most_expansion, given),
                     path, "no capture does that; unpack it by hand if it is one"};
    return produced;
  }

  Result<std::size_t> read_plain(std::span<std::uint8_t> into) {
    if (used < filled) {
      const std::size_t n = std::min(into.size(), filled - used);
      std::memcpy(into.data(), block.data() + used, n);
      used += n;
      if (used == filled) std::vector<std::uint8_t>().swap(block);
      return n;
    }
    return read_raw(into.data(), std::min(into.size(), raw_block));
  }
};

ByteStream::ByteStream(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ByteStream::~ByteStream() = default;
ByteStream::ByteStream(ByteStream&&) noexcept = default;
ByteStream& ByteStream::operator=(ByteStream&&) noexcept = default;

Result<ByteStream> ByteStream::open(const std::string& path, Hashing hashing) {
  auto impl = std::make_unique<Impl>(hashing);
  impl->path = path == "-" ? "standard input" : path;
  impl->fd = path == "-" ? 0 : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (impl->fd < 0) {
    const int why = errno;
    return fail(fmt::format("cannot open: {}", std::strerror(why)), path,
                why == EACCES ? "ask for read permission, or run as a user who has it" : "check the name");
  }
  struct stat info {};
  if (::fstat(impl->fd, &info) == 0) {
    if (S_ISDIR(info.st_mode)) return fail("is a directory", path);
    impl->regular = S_ISREG(info.st_mode);
    impl->size = static_cast<std::uint64_t>(info.st_size);
  }
  return ByteStream(std::move(impl));
}

Result<ByteStream> ByteStream::follow(const std::string& path, Hashing hashing, Follower follower) {
  auto stream = open(path, hashing);
  if (!stream) return stream;
  if (!stream->impl_->regular) return fail("is no file that grows", path, "name the file that the capture tool writes");
  stream->impl_->follower.emplace(std::move(follower));
  return stream;
}

Result<std::size_t> ByteStream::read(std::span<std::uint8_t> into) {
  if (!impl_->started) {
    if (auto first = impl_->start(); !first) return first;
  }
  if (impl_->ended || into.empty()) return std::size_t{0};
  if (impl_->damage) return impl_->take_damage();
  if (impl_->unpacker) return impl_->account(impl_->unpack(into));
  return impl_->read_plain(into);
}

const std::string& ByteStream::compression() const { return impl_->compression; }
std::uint64_t ByteStream::raw_bytes() const { return impl_->raw; }

std::optional<std::uint64_t> ByteStream::plain_size() const {
  if (!impl_->regular || !impl_->compression.empty()) return std::nullopt;
  return impl_->size;
}

void ByteStream::look() {
  if (impl_->follower) impl_->follower->look();
}

std::string ByteStream::follow_note() const { return impl_->follower ? impl_->follower->note() : ""; }

std::string ByteStream::finish() {
  if (impl_->follower) return impl_->hash.finish();
  std::vector<std::uint8_t> rest(raw_block);
  for (;;) {
    auto n = impl_->read_raw(rest.data(), rest.size());
    if (!n || *n == 0) break;
  }
  return impl_->hash.finish();
}

}  // namespace lenscap::sources
