#include "sources/unpack.hpp"

#include <bzlib.h>
#include <fmt/format.h>
#include <lz4frame.h>
#include <lzma.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <string_view>

namespace lenscap::sources {

namespace {

// A window above this is no capture that a tool writes (zstd's own default limit is 128 MiB): bounded memory first.
constexpr int most_zstd_window_log = 23;
constexpr std::uint64_t most_xz_memory = 80 * 1024 * 1024;  // bytes; xz -9 asks for 65 MiB

class Gzip : public Unpacker {
 public:
  ~Gzip() override { inflateEnd(&stream_); }
  bool open() { return inflateInit2(&stream_, gzip_window) == Z_OK; }
  Step step(std::span<const std::uint8_t> in, std::span<std::uint8_t> out, bool) override {
    Step step;
    if (complete_) {  // zeros behind the last member are padding
      step.used =
          static_cast<std::size_t>(std::find_if(in.begin(), in.end(), [](auto b) { return b != 0; }) - in.begin());
      step.complete = true;
      if (step.used == in.size()) return step;
      inflateReset2(&stream_, gzip_window);
    }
    stream_.next_in = const_cast<Bytef*>(in.data() + step.used);
    stream_.avail_in = static_cast<uInt>(in.size() - step.used);
    stream_.next_out = out.data();
    stream_.avail_out = static_cast<uInt>(out.size());
    const int status = inflate(&stream_, Z_NO_FLUSH);
    step.used = in.size() - stream_.avail_in;
    step.made = out.size() - stream_.avail_out;
    step.complete = complete_ = status == Z_STREAM_END;
    if (status != Z_STREAM_END && status != Z_OK && status != Z_BUF_ERROR)
      step.damage = stream_.msg != nullptr ? stream_.msg : "no gzip";
    return step;
  }

 private:
  static constexpr int gzip_window = 15 + 16;
  z_stream stream_{};
  bool complete_ = false;
};

class Zstd : public Unpacker {
 public:
  ~Zstd() override { ZSTD_freeDStream(stream_); }
  bool open() {
    stream_ = ZSTD_createDStream();
    return stream_ != nullptr &&
           !ZSTD_isError(ZSTD_DCtx_setParameter(stream_, ZSTD_d_windowLogMax, most_zstd_window_log));
  }
  Step step(std::span<const std::uint8_t> in, std::span<std::uint8_t> out, bool) override {
    ZSTD_outBuffer to{out.data(), out.size(), 0};
    ZSTD_inBuffer from{in.data(), in.size(), 0};
    const std::size_t status = ZSTD_decompressStream(stream_, &to, &from);
    if (from.pos != 0 || to.pos != 0) complete_ = status == 0;
    return {from.pos, to.pos, complete_, ZSTD_isError(status) ? ZSTD_getErrorName(status) : ""};
  }

 private:
  ZSTD_DStream* stream_ = nullptr;
  bool complete_ = false;
};

class Xz : public Unpacker {
 public:
  ~Xz() override { lzma_end(&stream_); }
  bool open() { return lzma_stream_decoder(&stream_, most_xz_memory, LZMA_CONCATENATED) == LZMA_OK; }
  Step step(std::span<const std::uint8_t> in, std::span<std::uint8_t> out, bool last) override {
    if (ended_) return {0, 0, true, {}};
    stream_.next_in = in.data();
    stream_.avail_in = in.size();
    stream_.next_out = out.data();
    stream_.avail_out = out.size();
    const lzma_ret status = lzma_code(&stream_, last ? LZMA_FINISH : LZMA_RUN);
    ended_ = status == LZMA_STREAM_END;
    Step step{in.size() - stream_.avail_in, out.size() - stream_.avail_out, ended_, {}};
    if (status == LZMA_MEMLIMIT_ERROR) step.damage = fmt::format("needs more than {} bytes of memory", most_xz_memory);
    else if (status != LZMA_OK && status != LZMA_STREAM_END && status != LZMA_BUF_ERROR)
      step.damage = "wrong checksum or form";
    return step;
  }

 private:
  lzma_stream stream_ = LZMA_STREAM_INIT;
  bool ended_ = false;
};

class Bzip2 : public Unpacker {
 public:
  ~Bzip2() override { BZ2_bzDecompressEnd(&stream_); }
  bool open() { return BZ2_bzDecompressInit(&stream_, 0, 0) == BZ_OK; }
  Step step(std::span<const std::uint8_t> in, std::span<std::uint8_t> out, bool) override {
    if (complete_ && in.empty()) return {0, 0, true, {}};
    if (complete_) {  // another stream
      BZ2_bzDecompressEnd(&stream_);
      stream_ = {};
      if (!open()) return {0, 0, false, "no memory"};
    }
    stream_.next_in = reinterpret_cast<char*>(const_cast<std::uint8_t*>(in.data()));
    stream_.avail_in = static_cast<unsigned>(in.size());
    stream_.next_out = reinterpret_cast<char*>(out.data());
    stream_.avail_out = static_cast<unsigned>(out.size());
    const int status = BZ2_bzDecompress(&stream_);
    complete_ = status == BZ_STREAM_END;
    return {in.size() - stream_.avail_in, out.size() - stream_.avail_out, complete_,
            status == BZ_OK || status == BZ_STREAM_END ? "" : "wrong checksum or form"};
  }

 private:
  bz_stream stream_{};
  bool complete_ = false;
};

class Lz4 : public Unpacker {
 public:
  ~Lz4() override { LZ4F_freeDecompressionContext(context_); }
  bool open() { return !LZ4F_isError(LZ4F_createDecompressionContext(&context_, LZ4F_VERSION)); }
  Step step(std::span<const std::uint8_t> in, std::span<std::uint8_t> out, bool) override {
    std::size_t used = in.size(), made = out.size();
    const std::size_t status = LZ4F_decompress(context_, out.data(), &made, in.data(), &used, nullptr);
    if (LZ4F_isError(status)) return {used, made, false, LZ4F_getErrorName(status)};
    if (used != 0 || made != 0) complete_ = status == 0;
    return {used, made, complete_, {}};
  }

 private:
  LZ4F_dctx* context_ = nullptr;
  bool complete_ = false;
};

template <class T>
Compression open(const char* name) {
  auto unpacker = std::make_unique<T>();
  if (!unpacker->open()) return {name, nullptr};
  return {name, std::move(unpacker)};
}

}  // namespace

Compression recognise_compression(std::span<const std::uint8_t> head) {
  using namespace std::string_view_literals;
  const std::string_view b(reinterpret_cast<const char*>(head.data()), std::min(head.size(), compression_head));
  if (b.starts_with("\x1f\x8b\x08"sv)) return open<Gzip>("gzip");
  if (b.starts_with("\x28\xb5\x2f\xfd"sv)) return open<Zstd>("zstd");
  if (b.starts_with("\xfd"
                    "7zXZ\0"sv))
    return open<Xz>("xz");
  if (b.starts_with("\x04\x22\x4d\x18"sv)) return open<Lz4>("lz4");
  // "BZh" alone may begin a text: behind its level stands the number of a block, or that of the end.
  constexpr auto block = "\x31\x41\x59\x26\x53\x59"sv, end = "\x17\x72\x45\x38\x50\x90"sv;
  if (b.size() == compression_head && b.starts_with("BZh"sv) && b[3] >= '1' && b[3] <= '9' &&
      (b.substr(4) == block || b.substr(4) == end))
    return open<Bzip2>("bzip2");
  return {};
}

}  // namespace lenscap::sources
