// The bytes of an input: plain and compressed, whole and damaged, and the hash of what is on disk.
#include "sources/byte_stream.hpp"

#include <bzlib.h>
#include <gtest/gtest.h>
#include <lz4frame.h>
#include <lzma.h>
#include <zlib.h>
#include <zstd.h>

#include "sources/reading.hpp"

namespace lenscap::sources::testing::byte_stream_test {
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

Bytes xz(const Bytes& bytes) {
  Bytes out(lzma_stream_buffer_bound(bytes.size()), '\0');
  std::size_t made = 0;
  lzma_easy_buffer_encode(6, LZMA_CHECK_CRC64, nullptr, reinterpret_cast<const std::uint8_t*>(bytes.data()),
                          bytes.size(), reinterpret_cast<std::uint8_t*>(out.data()), &made, out.size());
  out.resize(made);
  return out;
}

Bytes bzip2(const Bytes& bytes) {
  Bytes out(bytes.size() + bytes.size() / 100 + 600, '\0');
  auto made = static_cast<unsigned>(out.size());
  BZ2_bzBuffToBuffCompress(out.data(), &made, const_cast<char*>(bytes.data()), static_cast<unsigned>(bytes.size()), 9,
                           0, 0);
  out.resize(made);
  return out;
}

Bytes lz4(const Bytes& bytes) {
  LZ4F_preferences_t with_checksum{};
  with_checksum.frameInfo.contentChecksumFlag = LZ4F_contentChecksumEnabled;
  with_checksum.frameInfo.blockChecksumFlag = LZ4F_blockChecksumEnabled;
  Bytes out(LZ4F_compressFrameBound(bytes.size(), &with_checksum), '\0');
  out.resize(LZ4F_compressFrame(out.data(), out.size(), bytes.data(), bytes.size(), &with_checksum));
  return out;
}

struct Format {
  const char* name;
  Bytes (*pack)(const Bytes&);
};
constexpr Format formats[] = {{"gzip", gzip}, {"zstd", zstd}, {"xz", xz}, {"bzip2", bzip2}, {"lz4", lz4}};

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
  for (std::size_t size : {0u, 1u, 3u, 4u, 1000u, 262143u, 262144u, 262145u, 3'000'000u}) {
    const Bytes bytes = text(size);
    EXPECT_TRUE(read_all(bytes).bytes == bytes) << size;
    for (const Format& format : formats) {
      const Bytes packed = format.pack(bytes);
      for (std::size_t step : {1000u, 100'000u, 1'000'000u}) {
        const Got got = read_all(packed, Hashing::none, step);
        EXPECT_TRUE(got.bytes == bytes) << format.name << size << got.error;
        EXPECT_EQ(got.compression, format.name);
        EXPECT_EQ(got.error, "") << format.name << size;
      }
    }
  }
}

TEST(ByteStream, Several_members_are_one_input) {
  const Bytes a = text(300'000, 1), b = text(70'000, 2), c = text(5, 3);
  for (const Format& format : formats) {
    const Got got = read_all(format.pack(a) + format.pack(b) + format.pack(c));
    EXPECT_TRUE(got.bytes == a + b + c) << format.name;
    EXPECT_EQ(got.error, "") << format.name;
  }
}

TEST(ByteStream, Text_that_begins_like_bzip2_is_text) {
  const Got got = read_all("BZh9 is how a compressed file begins");
  EXPECT_EQ(got.compression, "");
  EXPECT_EQ(got.bytes, "BZh9 is how a compressed file begins");
}

TEST(ByteStream, Zeros_behind_gzip_are_padding) {
  const Got got = read_all(gzip("tape") + Bytes(700'000, '\0'));
  EXPECT_EQ(got.bytes, "tape");
  EXPECT_EQ(got.error, "");
}

TEST(ByteStream, A_cut_input_gives_what_came_before_the_cut_and_says_so) {
  const Bytes bytes = text(400'000);
  for (const Format& format : formats) {
    const Bytes whole = format.pack(bytes);
    for (std::size_t left : {whole.size() / 2, whole.size() - 1}) {
      const Got got = read_all(whole.substr(0, left));
      EXPECT_TRUE(bytes.starts_with(got.bytes)) << format.name;
      // bzip2 gives nothing of a block of 900,000 bytes before its end.
      if (format.name != std::string_view("bzip2") || left > whole.size() / 2) {
        EXPECT_GT(got.bytes.size(), bytes.size() / 4) << format.name;
      }
      EXPECT_NE(got.error.find("ends in the middle"), std::string::npos) << format.name << got.error;
    }
  }
}

TEST(ByteStream, A_cut_after_a_whole_member_is_an_error_of_the_next_one) {
  for (const Format& format : formats) {
    const Got got = read_all(format.pack("whole") + format.pack(text(1000)).substr(0, 60));
    EXPECT_TRUE(got.bytes.starts_with("whole")) << format.name;
    EXPECT_NE(got.error, "") << format.name;
  }
}

TEST(ByteStream, Damage_ends_reading_and_what_came_before_it_is_kept) {
  const Bytes bytes = text(2'500'000);  // several blocks of every format
  for (const Format& format : formats) {
    Bytes damaged = format.pack(bytes);
    const std::size_t at = damaged.size() / 2;
    for (std::size_t i = at; i < at + 40; ++i) damaged[i] = static_cast<char>(damaged[i] ^ 0x5a);
    // However much is asked for at once: the good half must not be thrown away with the bad one.
    for (std::size_t step : {1000u, 64'000u, 8'000'000u}) {
      const Got got = read_all(damaged, Hashing::none, step);
      EXPECT_NE(got.error.find(std::string("damaged ") + format.name + " data before offset "), std::string::npos)
          << format.name << got.error;
      std::size_t same = 0;
      while (same < got.bytes.size() && got.bytes[same] == bytes[same]) ++same;
      EXPECT_GT(same, bytes.size() / 3) << format.name << step;
    }
  }
}

TEST(ByteStream, Xz_that_wants_too_much_memory_is_refused) {
  Bytes packed = xz(text(1000));
  // Block header: size, flags, filter 0x21, size 1, dictionary; CRC-32 in its last four bytes
  // (xz-file-format 3.1, 5.3.1).
  constexpr std::size_t block = 12;
  const std::size_t dictionary = packed.find("\x21\x01", block) + 2;
  const std::size_t end = block + (static_cast<unsigned char>(packed[block]) + 1u) * 4 - 4;
  packed[dictionary] = 34;  // 512 MiB
  const std::uint32_t sum = lzma_crc32(reinterpret_cast<const std::uint8_t*>(packed.data()) + block, end - block, 0);
  for (std::size_t i = 0; i < 4; ++i) packed[end + i] = static_cast<char>(sum >> (8 * i));
  const Got got = read_all(packed);
  EXPECT_EQ(got.bytes, "");
  EXPECT_NE(got.error.find("memory"), std::string::npos) << got.error;
}

TEST(ByteStream, Every_prefix_of_compressed_input_ends) {
  std::vector<Bytes> inputs;
  for (const Format& format : formats) {
    inputs.push_back(format.pack(text(200)));
    inputs.push_back(format.pack("a") + format.pack("b"));
  }
  for (const Bytes& whole : inputs)
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
  const Bytes zeros(10'000'000, '\0');
  for (const Format& format : formats) {
    if (format.name == std::string_view("lz4")) continue;  // cannot expand more than 255 to 1: no bomb
    const Bytes member = format.pack(zeros);
    Bytes bomb;
    for (int i = 0; i < 100; ++i) bomb += member;
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
    EXPECT_NE(error.find("expands"), std::string::npos) << format.name << error;
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
}  // namespace lenscap::sources::testing::byte_stream_test
