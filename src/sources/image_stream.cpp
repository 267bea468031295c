#include "sources/image_stream.hpp"

#include <lz4.h>
#include <lzma.h>
#include <zlib.h>

#include <algorithm>
#include <memory>

#include "sources/unpack.hpp"
#include "wire/bytes.hpp"

namespace lenscap::sources {

namespace {

constexpr std::uint64_t most_memory = 80ull * 1024 * 1024;  // xz -9 asks for 65 MiB
constexpr std::size_t in_step = 1024 * 1024, out_step = 256 * 1024;

/// One stream of xz or LZMA, and nothing behind it.
class OneLzma : public Unpacker {
 public:
  ~OneLzma() override { lzma_end(&stream_); }
  bool open(bool alone) {
    return (alone ? lzma_alone_decoder(&stream_, most_memory) : lzma_stream_decoder(&stream_, most_memory, 0)) ==
           LZMA_OK;
  }
  Step step(std::span<const std::uint8_t> in, std::span<std::uint8_t> out, bool) override {
    stream_.next_in = in.data();
    stream_.avail_in = in.size();
    stream_.next_out = out.data();
    stream_.avail_out = out.size();
    const lzma_ret status = lzma_code(&stream_, LZMA_RUN);
    Step step{in.size() - stream_.avail_in, out.size() - stream_.avail_out, status == LZMA_STREAM_END, {}};
    if (status == LZMA_MEMLIMIT_ERROR) step.damage = "needs too much memory";
    else if (status != LZMA_OK && status != LZMA_STREAM_END && status != LZMA_BUF_ERROR)
      step.damage = "wrong checksum or form";
    return step;
  }

 private:
  lzma_stream stream_ = LZMA_STREAM_INIT;
};

class OneZlib : public Unpacker {
 public:
  ~OneZlib() override { inflateEnd(&stream_); }
  bool open() { return inflateInit(&stream_) == Z_OK; }
  Step step(std::span<const std::uint8_t> in, std::span<std::uint8_t> out, bool) override {
    stream_.next_in = const_cast<Bytef*>(in.data());
    stream_.avail_in = static_cast<uInt>(in.size());
    stream_.next_out = out.data();
    stream_.avail_out = static_cast<uInt>(out.size());
    const int status = inflate(&stream_, Z_NO_FLUSH);
    Step step{in.size() - stream_.avail_in, out.size() - stream_.avail_out, status == Z_STREAM_END, {}};
    if (status != Z_STREAM_END && status != Z_OK && status != Z_BUF_ERROR) step.damage = "wrong checksum or form";
    return step;
  }

 private:
  z_stream stream_{};
};

std::unique_ptr<Unpacker> unpacker_of(std::string_view format, std::span<const std::uint8_t> bytes) {
  if (format == "xz" || format == "lzma") {
    auto lzma = std::make_unique<OneLzma>();
    if (!lzma->open(format == "lzma")) return nullptr;
    return lzma;
  }
  if (format == "zlib") {
    auto zlib = std::make_unique<OneZlib>();
    if (!zlib->open()) return nullptr;
    return zlib;
  }
  return recognise_compression(bytes).unpacker;
}

/// Blocks of 8 MiB, each with its size before it, to the end or to what is no size (lz4 v1.9.4 lib/lz4frame.h,
/// doc/lz4_Frame_format.md "Legacy frame").
ImageStreamEnd unpack_lz4_legacy(std::span<const std::byte> bytes, ImageHold& out) {
  constexpr int block_size = 8 * 1024 * 1024;
  constexpr std::size_t magic = 4;
  ImageStreamEnd end{.used = magic, .complete = false, .bound = false, .damage = {}};
  const auto memory = std::make_unique_for_overwrite<std::byte[]>(block_size);
  const std::span<std::byte> block(memory.get(), block_size);
  int made = block_size;
  while (made == block_size && bytes.size() - end.used >= 4) {
    const std::uint64_t size = wire::le32(&bytes[end.used]);
    if (size == 0 || size > static_cast<std::uint64_t>(LZ4_COMPRESSBOUND(block_size))) break;
    if (size > bytes.size() - end.used - 4) return end;  // cut
    made = LZ4_decompress_safe(reinterpret_cast<const char*>(&bytes[end.used + 4]),
                               reinterpret_cast<char*>(block.data()), static_cast<int>(size), block_size);
    if (made < 0) {
      // Behind the last block of a kernel stands its size, which may look like one more block.
      if (out.size() == 0) end.damage = "wrong form";
      break;
    }
    end.used += 4 + size;
    if (!out.append(block.first(static_cast<std::size_t>(made)))) {
      end.bound = true;
      return end;
    }
  }
  end.complete = out.size() > 0;
  return end;
}

}  // namespace

ImageStreamEnd unpack_stream(std::string_view format, std::span<const std::byte> bytes, ImageHold& out) {
  if (format == "lz4 legacy") return unpack_lz4_legacy(bytes, out);
  const std::span<const std::uint8_t> in(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  ImageStreamEnd end;
  const auto unpacker = unpacker_of(format, in.first(std::min(in.size(), compression_head)));
  if (!unpacker) {
    end.damage = "no memory to read it";
    return end;
  }
  // Not set to zero first: thousands of chance headers are tried.
  const auto memory = std::make_unique_for_overwrite<std::uint8_t[]>(out_step);
  const std::span<std::uint8_t> block(memory.get(), out_step);
  for (;;) {
    const auto part = in.subspan(end.used, std::min<std::size_t>(in.size() - end.used, in_step));
    const auto step = unpacker->step(part, block, end.used + part.size() == in.size());
    end.used += step.used;
    if (step.made > 0 && !out.append(std::as_bytes(block.first(step.made)))) {
      end.bound = true;
      return end;
    }
    end.damage = step.damage;
    end.complete = step.complete && step.damage.empty();
    if (end.complete || !end.damage.empty()) return end;
    if (step.used == 0 && step.made == 0) return end;  // it wants more than there is
  }
}

}  // namespace lenscap::sources
