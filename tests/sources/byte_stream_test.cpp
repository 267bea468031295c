// The bytes of an input: plain, gzip, zstd, whole and damaged, and the hash of what is on disk.
#include "sources/byte_stream.hpp"

#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include "sources/reading.hpp"

namespace lenscap::sources::testing {
namespace {

Bytes gzip(const Bytes& bytes) {
  z_stream z{};
  deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  Bytes out(bytes.size() + 4096, '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

Bytes zstd(const Bytes& bytes) {
  Bytes out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
  return out;
}

/// Text that does not compress to nothing.
Bytes text(std::size_t size, std::uint32_t seed = 1) {
  Bytes out;
  while (out.size() < size) {
    seed = seed * 1664525 + 1013904223;
    out += std::to_string(seed);
  }
  out.resize(size);
  return out;
}

struct Got {
  Bytes bytes;
  std::string error, compression, sha256;
  std::uint64_t raw = 0;
};

Got read_all(const Bytes& disk, Hashing hashing = Hashing::none, std::size_t step = 100'000) {
  const MemoryFile file(disk);
  Got got;
  auto stream = ByteStream::open(file.path(), hashing);
  if (!stream) return got;
  std::vector<std::uint8_t> into(step);
  for (;;) {
    auto n = stream->read(into);
    if (!n) got.error = n.error().what;
    if (!n || *n == 0) break;
    got.bytes.append(reinterpret_cast<const char*>(into.data()), *n);
  }
  got.compression = stream->compression();
  got.sha256 = stream->finish();
  got.raw = stream->raw_bytes();
  return got;
}

TEST(ByteStream, What_is_compressed_comes_out_as_it_went_in) {
  for (std::size_t size : {0u, 1u, 3u, 4u, 1000u, 262143u, 262144u, 262145u, 3'000'000u})
    for (std::size_t step : {1000u, 100'000u, 1'000'000u}) {
      const Bytes bytes = text(size);
      EXPECT_TRUE(read_all(bytes, Hashing::none, step).bytes == bytes) << size;
      const Got unzipped = read_all(gzip(bytes), Hashing::none, step);
      EXPECT_TRUE(unzipped.bytes == bytes) << size << unzipped.error;
      EXPECT_EQ(unzipped.compression, "gzip");
      const Got unzstd = read_all(zstd(bytes), Hashing::none, step);
      EXPECT_TRUE(unzstd.bytes == bytes) << size << unzstd.error;
      EXPECT_EQ(unzstd.compression, "zstd");
      EXPECT_EQ(unzipped.error + unzstd.error, "");
    }
}

TEST(ByteStream, Several_gzip_members_and_zstd_frames_are_one_input) {
  const Bytes a = text(300'000, 1), b = text(70'000, 2), c = text(5, 3);
  EXPECT_TRUE(read_all(gzip(a) + gzip(b) + gzip(c)).bytes == a + b + c);
  EXPECT_TRUE(read_all(zstd(a) + zstd(b) + zstd(c)).bytes == a + b + c);
  EXPECT_EQ(read_all(gzip(a) + gzip(b)).error, "");
  EXPECT_EQ(read_all(zstd(a) + zstd(b)).error, "");
}

TEST(ByteStream, Zeros_behind_gzip_are_padding) {
  const Got got = read_all(gzip("tape") + Bytes(700'000, '\0'));
  EXPECT_EQ(got.bytes, "tape");
  EXPECT_EQ(got.error, "");
}

TEST(ByteStream, A_cut_input_gives_what_came_before_the_cut_and_says_so) {
  const Bytes bytes = text(400'000);
  for (const Bytes& whole : {gzip(bytes), zstd(bytes)})
    for (std::size_t left : {whole.size() / 2, whole.size() - 1}) {
      const Got got = read_all(whole.substr(0, left));
      EXPECT_TRUE(bytes.starts_with(got.bytes));
      EXPECT_GT(got.bytes.size(), bytes.size() / 4);
      EXPECT_NE(got.error.find("ends in the middle"), std::string::npos) << got.error;
    }
}

TEST(ByteStream, A_cut_after_a_whole_member_is_an_error_of_the_next_one) {
  const Got got = read_all(gzip("whole") + gzip(text(1000)).substr(0, 100));
  EXPECT_TRUE(got.bytes.starts_with("whole"));
  EXPECT_NE(got.error, "");
}

TEST(ByteStream, Damage_ends_reading_and_what_came_before_it_is_kept) {
  const Bytes bytes = text(400'000);
  Bytes zipped = gzip(bytes);
  const std::size_t at = zipped.size() / 2;
  for (std::size_t i = at; i < at + 40; ++i) zipped[i] = static_cast<char>(zipped[i] ^ 0x5a);
  // However much is asked for at once: the good half must not be thrown away with the bad one.
  for (std::size_t step : {1000u, 64'000u, 2'000'000u}) {
    const Got got = read_all(zipped, Hashing::none, step);
    EXPECT_NE(got.error.find("damaged gzip"), std::string::npos) << got.error;
    std::size_t same = 0;
    while (same < got.bytes.size() && got.bytes[same] == bytes[same]) ++same;
    EXPECT_GT(same, bytes.size() / 3) << step;
  }
  Bytes damaged = zstd(bytes);
  damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 0xff);
  damaged[damaged.size() / 2 + 1] = static_cast<char>(damaged[damaged.size() / 2 + 1] ^ 0xff);
  const Got got = read_all(damaged);
  EXPECT_TRUE(got.error.find("damaged zstd") != std::string::npos || got.bytes != bytes);
}

TEST(ByteStream, Every_prefix_of_compressed_input_ends) {
  for (const Bytes& whole : {gzip(text(200)), zstd(text(200)), gzip("a") + gzip("b")})
    for (std::size_t n = 0; n <= whole.size(); ++n) {
      const Got got = read_all(whole.substr(0, n));
      EXPECT_LE(got.bytes.size(), std::max<std::size_t>(n, 200));
    }
}

TEST(ByteStream, A_bomb_comes_out_a_buffer_at_a_time) {
  const MemoryFile file(gzip(Bytes(50'000'000, '\0')));
  auto stream = ByteStream::open(file.path(), Hashing::none);
  ASSERT_TRUE(stream);
  std::vector<std::uint8_t> into(4096);
  const auto n = stream->read(into);
  ASSERT_TRUE(n);
  EXPECT_LE(*n, into.size());
}

TEST(ByteStream, A_bomb_ends_long_before_its_bytes_do) {
  Bytes members, frames;
  const Bytes zeros(10'000'000, '\0');
  const Bytes member = gzip(zeros), frame = zstd(zeros);
  for (int i = 0; i < 100; ++i) members += member;
  for (int i = 0; i < 100; ++i) frames += frame;
  for (const Bytes& bomb : {members, frames}) {
    const MemoryFile file(bomb);
    auto stream = ByteStream::open(file.path(), Hashing::none);
    ASSERT_TRUE(stream);
    std::vector<std::uint8_t> into(1'000'000);
    std::uint64_t came = 0;
    std::string error;
    for (;;) {
      const auto n = stream->read(into);
      if (!n) error = n.error().what;
      if (!n || *n == 0) break;
      came += *n;
    }
    EXPECT_LT(came, 300'000'000u);
    EXPECT_NE(error.find("expands"), std::string::npos) << error;
  }
}

// SHA-256 of "abc" and of a million 'a': FIPS 180-2, appendix B.
TEST(ByteStream, The_hash_is_that_of_the_file_on_disk_however_it_is_computed) {
  for (Hashing how : {Hashing::inline_, Hashing::threaded}) {
    EXPECT_EQ(read_all("abc", how).sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(read_all(Bytes(1'000'000, 'a'), how).sha256,
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
  }
  EXPECT_EQ(read_all("abc", Hashing::none).sha256, "");
}

TEST(ByteStream, The_hash_covers_compressed_bytes_and_what_was_never_read) {
  const Bytes zipped = gzip(text(2'000'000));
  const Got plainly = [&] {  // the same bytes, not looked into
    const MemoryFile file(zipped);
    Got got;
    auto stream = ByteStream::open(file.path(), Hashing::inline_);
    if (stream) got.sha256 = stream->finish();
    if (stream) got.raw = stream->raw_bytes();
    return got;
  }();
  EXPECT_EQ(plainly.raw, zipped.size());
  for (Hashing how : {Hashing::inline_, Hashing::threaded}) {
    const Got got = read_all(zipped, how);
    EXPECT_EQ(got.sha256, plainly.sha256);
    EXPECT_EQ(got.raw, zipped.size());
  }
}

TEST(ByteStream, What_cannot_be_opened_says_why) {
  const auto missing = ByteStream::open("/nonexistent/file.pcap", Hashing::none);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().where, "/nonexistent/file.pcap");
  EXPECT_FALSE(missing.error().todo.empty());
  const auto folder = ByteStream::open("/", Hashing::none);
  ASSERT_FALSE(folder);
  EXPECT_NE(folder.error().what.find("directory"), std::string::npos);
}

}  // namespace
}  // namespace lenscap::sources::testing
