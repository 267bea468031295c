// Bombs, cut and damaged images, loops, links, false magic: bounded time and memory, a clear note, the rest still read.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sources/images.hpp"

namespace lenscap::sources::testing::image_bad_test {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;  // shadow memory counts as memory
#else
constexpr bool sanitized = false;
#endif

/// Peak memory of a process of its own that reads the file, in KiB.
long peak_of(const std::string& path) {
  const pid_t child = ::fork();
  if (child == 0) {
    const auto reading = read_image_file(path, "bomb", {}, [](const ImageMember&) {});
    ::_exit(reading ? 0 : 1);
  }
  int status = 0;
  struct rusage usage {};
  EXPECT_EQ(::wait4(child, &status, 0, &usage), child);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  return usage.ru_maxrss;
}

/// Zips in zips, as 42.zip has them: sixteen a level, and much of nothing in the last.
std::string bomb(unsigned levels, std::size_t zeros) {
  std::string inner = archive_of("zip", nullptr, {{"0.dll", std::string(zeros, '\0')}});
  for (unsigned level = 0; level < levels; ++level) {
    std::vector<std::pair<std::string, std::string>> files;
    for (int i = 0; i < 16; ++i) files.emplace_back("lib " + std::to_string(i) + ".zip", inner);
    inner = archive_of("zip", nullptr, files);
  }
  return inner;
}

TEST(BadImage, Zips_in_zips_stop_at_the_bound_in_little_memory_and_say_so) {
  // 16^5 times 256 MiB: 256 TiB.
  const Workshop shop;
  const std::string path = shop.put("bomb.zip", bomb(5, 256u << 20));
  const Shown seen = see(shop.get("bomb.zip"), "bomb.zip");
  EXPECT_EQ(seen.skipped("unpacking stopped at the bound for one image"), 1u);
  EXPECT_FALSE(seen.reading.notes.empty());
  EXPECT_LT(seen.explained(), 0.01);
  if (!sanitized) EXPECT_LT(peak_of(path), 256 * 1024);
}

TEST(BadImage, Streams_in_streams_stop_at_twelve) {
  std::string inner = prose(1000);
  for (int i = 0; i < 20; ++i) inner = stream_of("gzip", inner);
  const Shown seen = see(inner, "deep");
  EXPECT_TRUE(seen.members.empty());
  EXPECT_EQ(seen.skipped("containers deeper than 12"), 1u);
  EXPECT_EQ(seen.reading.not_unpacked.at("gzip"), seen.reading.bytes);
}

TEST(BadImage, What_comes_behind_a_bomb_within_the_bound_is_still_read) {
  ImageLimits limits;
  limits.member_bytes = 1 << 20;
  const std::string image = archive_of("zip", nullptr, {{"zeros", std::string(64 << 20, '\0')}, {"page", prose(1000)}});
  const Shown seen = see(image, "a.zip", limits);
  EXPECT_EQ(seen.members.at("a.zip!/page"), prose(1000));
  EXPECT_EQ(seen.skipped("members cut at the bound for one member"), 1u);
}

TEST(BadImage, More_members_than_the_bound_are_counted) {
  std::vector<std::pair<std::string, std::string>> files;
  for (int i = 0; i < 100; ++i) files.emplace_back("f" + std::to_string(i), "x");
  ImageLimits limits;
  limits.members = 10;
  const Shown seen = see(archive_of("ustar", nullptr, files), "a.tar", limits);
  EXPECT_EQ(seen.members.size(), 10u);
  EXPECT_GE(seen.skipped("members beyond the bound"), 1u);
}

TEST(BadImage, Names_that_climb_are_labels_and_nothing_is_left_in_the_folder_for_temporary_files) {
  const Workshop shop;
  const std::string image = archive_of("ustar", nullptr,
                                       {{"../../../../tmp/climbed", "one"},
                                        {"/etc/absolute", "two"},
                                        {"new\nline\x1b[31m", "three"},
                                        {"large", noise(9 << 20)}});
  ::setenv("TMPDIR", shop.at("").c_str(), 1);
  std::size_t names = 0;
  Shown seen;
  seen.reading = read_image(as_bytes(image), "a.tar", {}, [&](const ImageMember& m) {
    seen.members[std::string(m.path)] = std::string(reinterpret_cast<const char*>(m.bytes.data()), m.bytes.size());
    for (const auto& entry : std::filesystem::recursive_directory_iterator(shop.at("")))
      names += entry.exists() ? 1 : 0;
  });
  ::unsetenv("TMPDIR");
  EXPECT_EQ(names, 0u);
  EXPECT_EQ(seen.members.at("a.tar!/../../../../tmp/climbed"), "one");
  EXPECT_EQ(seen.members.at("a.tar!/etc/absolute"), "two");
  EXPECT_EQ(seen.members.at("a.tar!/new\\x0aline\\x1b[31m"), "three");
  EXPECT_EQ(seen.skipped("members whose names climb out of their container (names are labels only)"), 1u);
  EXPECT_FALSE(std::filesystem::exists("/tmp/climbed"));
}

TEST(BadImage, A_squashfs_whose_folder_holds_its_own_root_is_read_once) {
  NEEDS_TOOL("mksquashfs", "squashfs-tools");
  const Workshop shop;
  shop.put("root/page", prose(500));
  shop.put("root/looping/inner", "inner");
  shop.run("mksquashfs root a.sqfs -quiet -no-progress -noI -noId -noD -noF -noX");
  std::string image = shop.get("a.sqfs");
  // The entry of "looping" is pointed at the root's inode: offset (2 bytes), number, type, size - 1, name.
  const std::size_t name = image.find("looping");
  ASSERT_NE(name, std::string::npos);
  image[name - 8] = image[32];
  image[name - 7] = image[33];
  const Shown seen = see(image, "a.sqfs");
  EXPECT_EQ(seen.members.at("a.sqfs!/page"), prose(500));
  EXPECT_EQ(seen.skipped("folders that lead back into themselves"), 1u);
  EXPECT_EQ(seen.members.size(), 1u);
}

TEST(BadImage, A_false_magic_every_hundred_bytes_does_not_hide_what_is_real) {
  NEEDS_TOOL("mksquashfs", "squashfs-tools");
  const Workshop shop;
  shop.put("root/page", prose(500));
  shop.run("mksquashfs root a.sqfs -quiet -no-progress");
  using namespace std::string_literals;
  const std::vector<std::string> magics = {"\x27\x05\x19\x56"s,
                                           "\xd0\x0d\xfe\xed"s,
                                           "hsqs"s,
                                           "sqsh"s,
                                           "\x45\x3d\xcd\x28"s,
                                           "-rom1fs-"s,
                                           "\x85\x19"s,
                                           "\x19\x85"s,
                                           "UBI#"s,
                                           "\x31\x18\x10\x06"s,
                                           "PK\x03\x04"s,
                                           "DH\x03\x04"s,
                                           "ustar"s,
                                           "070701"s,
                                           "\x1f\x8b\x08\0\0\0\0\0\0\x03"s,
                                           "\x78\x9c"s,
                                           "BZh91AY&SY"s,
                                           "\xfd"
                                           "7zXZ\0"s,
                                           "\x28\xb5\x2f\xfd"s,
                                           "\x53\xef"s,
                                           "\x5d\0\0\x80\0\xff\xff\xff\xff\xff\xff\xff\xff\0"s,
                                           "\x04\x22\x4d\x18"s,
                                           "\x02\x21\x4c\x18"s,
                                           "\xe9\x9a\xf7\xb6"s,
                                           "\x13\x59\x72\x32"s,
                                           "Rar!\x1a\x07\0"s};
  std::string image;
  for (unsigned n = 0; image.size() < 4u << 20; ++n) image += magics[n % magics.size()] + noise(100, n);
  const std::size_t at = image.size();
  image += shop.get("a.sqfs");
  const Shown seen = see(image, "dump");
  char place[64];
  std::snprintf(place, sizeof place, "dump!/0x%zx.squashfs!/page", at);
  ASSERT_TRUE(seen.members.contains(place)) << at;
  EXPECT_EQ(seen.members.at(place), prose(500));
  EXPECT_LT(seen.reading.files.size(), 10u);
}

TEST(BadImage, Holes_of_a_sparse_file_are_stepped_over_and_what_stands_between_them_is_read) {
  const Workshop shop;
  const std::string path = shop.put("disk.img", "");
  constexpr std::uint64_t size = sanitized ? 256ull << 20 : 4ull << 30;
  std::filesystem::resize_file(path, size);
  {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(size / 2));
    file << stream_of("xz", prose(5000));
  }
  Shown seen;
  auto reading = read_image_file(path, "disk.img", {}, gather(seen));
  ASSERT_TRUE(reading);
  EXPECT_EQ(reading->bytes, size);
  EXPECT_EQ(reading->explained, size);
  ASSERT_EQ(seen.members.size(), 1u);
  EXPECT_EQ(seen.members.begin()->second, prose(5000));
  if (!sanitized) EXPECT_LT(peak_of(path), 256 * 1024);
}

/// Small images of every container, made here.
std::vector<std::string> small_images() {
  const Workshop shop;
  std::vector<std::string> images;
  const std::vector<std::pair<std::string, std::string>> files = {{"etc/version", "1\n"}, {"page", prose(700)}};
  for (const char* const format : {"zip", "ustar", "pax", "newc", "odc"})
    images.push_back(archive_of(format, nullptr, files));
  for (const char* const filter : {"gzip", "xz", "lzma", "bzip2", "zstd", "lz4"})
    images.push_back(stream_of(filter, prose(700)));
  if (std::system("command -v mksquashfs > /dev/null") == 0) {
    shop.put("root/a/b", prose(700));
    shop.run("mksquashfs root a.sqfs -quiet -no-progress -nopad");
    images.push_back(shop.get("a.sqfs"));
  }
  if (std::system("command -v mkimage > /dev/null") == 0) {
    shop.put("page", prose(700));
    shop.run("mkimage -A arm -T multi -C none -n two -d page:page a.uimg");
    images.push_back(shop.get("a.uimg"));
  }
  return images;
}

TEST(BadImage, Every_prefix_of_an_image_is_read_without_harm) {
  for (const std::string& image : small_images()) {
    for (std::size_t n = 0; n<image.size(); n += image.size()> 4096 ? 61 : 1) {
      const std::vector<std::byte> exact(as_bytes(image).begin(),
                                         as_bytes(image).begin() + static_cast<std::ptrdiff_t>(n));
      const auto reading = read_image(exact, "cut", {}, [](const ImageMember&) {});
      ASSERT_EQ(reading.bytes, n);
      ASSERT_LE(reading.explained + reading.encrypted, n + 1);  // both are rounded
    }
  }
}

TEST(BadImage, An_image_with_a_flipped_bit_is_read_without_harm) {
  for (std::string image : small_images()) {
    const std::size_t step = std::max<std::size_t>(1, image.size() / 1500);
    for (std::size_t at = 0; at < image.size(); at += step) {
      image[at] = static_cast<char>(image[at] ^ (1 << at % 8));
      const auto reading = read_image(as_bytes(image), "flipped", {}, [](const ImageMember&) {});
      ASSERT_EQ(reading.bytes, image.size());
      image[at] = static_cast<char>(image[at] ^ (1 << at % 8));
    }
  }
}

TEST(BadImage, A_damaged_ext_is_read_without_harm) {
  NEEDS_TOOL("mke2fs", "e2fsprogs");
  const Workshop shop;
  shop.put("root/etc/a", prose(3000));
  shop.run("mke2fs -q -t ext4 -d root a.ext 512k");
  const std::string image = shop.get("a.ext");
  std::mt19937 generator(7);
  for (int round = 0; round < 60; ++round) {
    std::string damaged = image;
    for (int i = 0; i < 40; ++i) damaged[1024 + generator() % (image.size() - 1024)] = static_cast<char>(generator());
    damaged.resize(1 + generator() % damaged.size());
    const auto reading = read_image(as_bytes(damaged), "damaged", {}, [](const ImageMember&) {});
    ASSERT_EQ(reading.bytes, damaged.size());
  }
}

TEST(BadImage, A_cut_archive_gives_what_is_there_and_says_that_it_is_cut) {
  const std::string tar = archive_of("ustar", nullptr, {{"first", prose(2000)}, {"second", prose(90'000)}});
  const Shown seen = see(tar.substr(0, 20'000), "a.tar");
  EXPECT_EQ(seen.members.at("a.tar!/first"), prose(2000));
  EXPECT_EQ(seen.skipped("archives that are cut short") + seen.skipped("damaged members of archives"), 2u);
  EXPECT_LT(seen.explained(), 0.5);
}

TEST(BadImage, A_uImage_whose_data_was_changed_is_read_and_said_to_be_changed) {
  NEEDS_TOOL("mkimage", "u-boot-tools");
  const Workshop shop;
  shop.put("page", prose(700));
  shop.run("mkimage -A arm -T kernel -C none -n k -d page a.uimg");
  std::string image = shop.get("a.uimg");
  image.back() = static_cast<char>(image.back() ^ 1);
  const Shown seen = see(image, "a.uimg");
  EXPECT_EQ(seen.members.size(), 1u);
  EXPECT_EQ(seen.skipped("uImages whose data has a wrong checksum"), 1u);
}

TEST(BadImage, A_file_that_is_not_there_is_an_error_that_names_it) {
  const auto reading = read_image_file("/nowhere/fw.bin", "fw.bin", {}, nullptr);
  ASSERT_FALSE(reading);
  EXPECT_EQ(reading.error().where, "/nowhere/fw.bin");
}

}  // namespace
}  // namespace lenscap::sources::testing::image_bad_test
