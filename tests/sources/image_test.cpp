// Firmware images are read down to their files: what is inside comes out with its path, what cannot be read is named.
#include <lz4.h>
#include <zlib.h>

#include "sources/images.hpp"

namespace lenscap::sources::testing::image_test {
namespace {

/// Ten files in an ext4, which stands in a squashfs, in a uImage, in a zip.
std::string nested_image(const Workshop& shop) {
  for (int i = 0; i < 10; ++i)
    shop.put("root/etc/marked" + std::to_string(i), "marked file number " + std::to_string(i) + "\n");
  shop.run(
      "mke2fs -q -t ext4 -d root rootfs.ext4 4M && mkdir part && mv rootfs.ext4 part/ &&"
      "mksquashfs part part.sqfs -comp xz -noappend -quiet -no-progress &&"
      "mkimage -A arm -O linux -T filesystem -C none -n 'camera 2.0' -d part.sqfs update.img");
  return archive_of("zip", nullptr, {{"update.img", shop.get("update.img")}});
}

std::map<std::string, std::string> ten_marked(const std::string& inside) {
  std::map<std::string, std::string> all;
  for (int i = 0; i < 10; ++i)
    all[inside + "/etc/marked" + std::to_string(i)] = "marked file number " + std::to_string(i) + "\n";
  return all;
}

TEST(Image, Ten_files_of_an_ext_in_a_squashfs_in_a_uImage_in_a_zip_come_out_with_their_paths) {
  NEEDS_TOOL("mksquashfs", "squashfs-tools");
  NEEDS_TOOL("mke2fs", "e2fsprogs");
  NEEDS_TOOL("mkimage", "u-boot-tools");
  const Workshop shop;
  const Shown seen = see(nested_image(shop), "fw.zip");
  EXPECT_EQ(seen.members, ten_marked("fw.zip!/update.img!/camera 2.0!/rootfs.ext4!"));
  EXPECT_EQ(seen.reading.format, "zip");
  EXPECT_EQ(seen.explained(), 1.0);
  EXPECT_EQ(seen.reading.encrypted, 0u);
  EXPECT_TRUE(seen.reading.not_unpacked.empty());
  EXPECT_EQ(seen.fact("name"), "camera 2.0");
  EXPECT_EQ(seen.fact("architecture"), "ARM");
}

TEST(Image, The_hash_of_a_member_is_the_one_that_sha256sum_tells) {
  const Shown seen = see(archive_of("ustar", nullptr, {{"a", "abc"}}), "x.tar");
  ASSERT_EQ(seen.reading.files.size(), 1u);
  // FIPS 180-2, appendix B.1.
  EXPECT_EQ(seen.reading.files[0].sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(seen.reading.files[0].size, 3u);
  EXPECT_EQ(seen.reading.files[0].path, "x.tar!/a");
}

TEST(Image, The_same_image_encrypted_is_said_to_be_encrypted_and_shows_nothing) {
  NEEDS_TOOL("mksquashfs", "squashfs-tools");
  NEEDS_TOOL("mke2fs", "e2fsprogs");
  NEEDS_TOOL("mkimage", "u-boot-tools");
  NEEDS_TOOL("openssl", "openssl");
  const Workshop shop;
  shop.put("fw.zip", nested_image(shop));
  shop.run(
      "openssl enc -aes-256-cbc -pbkdf2 -pass pass:x -in fw.zip -out salted.bin &&"
      "openssl enc -aes-256-ctr -nosalt -pbkdf2 -pass pass:x -in fw.zip -out bare.bin");
  for (const std::string file : {"salted.bin", "bare.bin"}) {
    const Shown seen = see(shop.get(file), file);
    EXPECT_EQ(seen.reading.encrypted, seen.reading.bytes) << file;
    EXPECT_EQ(seen.reading.explained, 0u) << file;
    EXPECT_TRUE(seen.members.empty()) << file;
  }
  EXPECT_EQ(see(shop.get("salted.bin")).reading.format, "openssl enc");
  EXPECT_EQ(see(shop.get("bare.bin")).reading.format, "encrypted or compressed by an unknown method");
}

TEST(Image, A_jffs2_partition_is_named_as_not_unpacked_with_its_share) {
  NEEDS_TOOL("mksquashfs", "squashfs-tools");
  NEEDS_TOOL("mke2fs", "e2fsprogs");
  NEEDS_TOOL("mkimage", "u-boot-tools");
  NEEDS_TOOL("mkfs.jffs2", "mtd-utils");
  const Workshop shop;
  nested_image(shop);
  shop.put("data/config", noise(100'000));
  for (const std::string order : {"-l", "-b"}) {
    shop.run("mkfs.jffs2 " + order +
             " -r data -o data.jffs2 -e 0x10000 && cp update.img dump.bin &&"
             "truncate -s 1M dump.bin && cat data.jffs2 >> dump.bin");
    const Shown seen = see(shop.get("dump.bin"), "dump.bin");
    ASSERT_EQ(seen.reading.not_unpacked.size(), 1u);
    const auto& [format, bytes] = *seen.reading.not_unpacked.begin();
    EXPECT_EQ(format, order == "-l" ? "jffs2" : "jffs2 big-endian");
    EXPECT_GT(bytes, 100'000u);  // what it holds
    EXPECT_LE(bytes, shop.get("data.jffs2").size());
    EXPECT_EQ(seen.reading.explained + bytes, seen.reading.bytes);
    EXPECT_EQ(seen.members, ten_marked("dump.bin!/camera 2.0!/rootfs.ext4!"));
  }
}

TEST(Image, A_zip_that_begins_with_DH_is_read_and_is_Dahuas) {
  std::string zip = archive_of("zip", nullptr, {{"romfs-x.squashfs.img", prose(5000)}, {"Install", "{}"}});
  zip.replace(0, 2, "DH");
  const Shown seen = see(zip, "update.bin");
  EXPECT_EQ(seen.members.at("update.bin!/romfs-x.squashfs.img"), prose(5000));
  EXPECT_EQ(seen.members.at("update.bin!/Install"), "{}");
  EXPECT_EQ(seen.fact("maker"), "Dahua");
  EXPECT_EQ(seen.reading.format, "zip (DH)");
}

TEST(Image, Every_compression_is_read_at_the_beginning_and_in_the_middle_of_a_dump) {
  const std::string content = prose(50'000);
  for (const char* const filter : {"gzip", "xz", "lzma", "bzip2", "zstd", "lz4"}) {
    const std::string packed = stream_of(filter, content);
    const Shown alone = see(packed, "page");
    EXPECT_EQ(alone.members.at("page!/content"), content) << filter;
    EXPECT_EQ(alone.reading.format, filter);
    EXPECT_EQ(alone.explained(), 1.0) << filter;
    const Shown inside = see(std::string(1000, '\xff') + packed + std::string(1000, '\0'), "dump");
    EXPECT_EQ(inside.members.at(std::string("dump!/0x3e8.") + filter + "!/content"), content) << filter;
    EXPECT_EQ(inside.explained(), 1.0) << filter;
  }
}

TEST(Image, Zlib_and_the_older_lz4_of_kernels_are_read) {
  const std::string content = prose(50'000);
  uLongf size = compressBound(content.size());
  std::string zlib(size, '\0');
  ASSERT_EQ(compress(reinterpret_cast<Bytef*>(zlib.data()), &size, reinterpret_cast<const Bytef*>(content.data()),
                     content.size()),
            Z_OK);
  zlib.resize(size);
  EXPECT_EQ(see(zlib).members.at("image!/content"), content);

  std::string block(static_cast<std::size_t>(LZ4_compressBound(static_cast<int>(content.size()))), '\0');
  const int packed = LZ4_compress_default(content.data(), block.data(), static_cast<int>(content.size()),
                                          static_cast<int>(block.size()));
  ASSERT_GT(packed, 0);
  std::string legacy("\x02\x21\x4c\x18", 4);
  for (int i = 0; i < 4; ++i) legacy += static_cast<char>(packed >> (8 * i));
  legacy += block.substr(0, static_cast<std::size_t>(packed));
  EXPECT_EQ(see(legacy).members.at("image!/content"), content);
}

TEST(Image, Tar_and_both_forms_of_cpio_are_read_behind_a_compression_as_an_initrd_has) {
  const std::vector<std::pair<std::string, std::string>> files = {{"etc/version", "V5.5.82\n"},
                                                                  {"bin/app", prose(3000)}};
  for (const char* const format : {"ustar", "gnutar", "pax", "newc", "odc"}) {
    const Shown seen = see(archive_of(format, "gzip", files), "initrd.gz");
    EXPECT_EQ(seen.members.at("initrd.gz!/initrd!/etc/version"), "V5.5.82\n") << format;
    EXPECT_EQ(seen.members.at("initrd.gz!/initrd!/bin/app"), prose(3000)) << format;
    EXPECT_EQ(seen.fact("version"), "V5.5.82") << format;
  }
}

TEST(Image, A_squashfs_is_read_whatever_compresses_it) {
  NEEDS_TOOL("mksquashfs", "squashfs-tools");
  const Workshop shop;
  const std::string big = prose(600'000);  // several blocks and a fragment
  shop.put("root/www/index.html", "<html></html>");
  shop.put("root/lib/big.txt", big);
  shop.run("ln -s /etc/passwd root/link");
  for (const std::string comp : {"gzip", "xz", "lzo", "lz4", "zstd", "lzma"}) {
    shop.run("rm -f a.sqfs && mksquashfs root a.sqfs -quiet -no-progress -comp " + comp);
    const Shown seen = see(shop.get("a.sqfs"), "a.sqfs");
    EXPECT_EQ(seen.members.at("a.sqfs!/www/index.html"), "<html></html>") << comp;
    EXPECT_EQ(seen.members.at("a.sqfs!/lib/big.txt"), big) << comp;
    EXPECT_EQ(seen.members.size(), 2u) << comp;  // not the link
    EXPECT_EQ(seen.skipped("links (never followed)"), 1u) << comp;
    EXPECT_EQ(seen.formats.at("a.sqfs!/www/index.html"), "html");
  }
}

TEST(Image, Ext2_ext3_and_ext4_are_read_and_links_are_not_followed) {
  NEEDS_TOOL("mke2fs", "e2fsprogs");
  const Workshop shop;
  const std::string big = prose(300'000);
  shop.put("root/usr/lib/big.txt", big);
  shop.run("ln -s /etc/passwd root/passwd");
  for (const std::string type : {"ext2", "ext3", "ext4"}) {
    shop.run("rm -f a.ext && mke2fs -q -t " + type + " -d root a.ext 8M");
    const Shown seen = see(shop.get("a.ext"), "a.ext");
    EXPECT_EQ(seen.members.at("a.ext!/usr/lib/big.txt"), big) << type;
    EXPECT_FALSE(seen.members.contains("a.ext!/passwd")) << type;
    EXPECT_EQ(seen.skipped("links (never followed)"), 1u) << type;
    EXPECT_EQ(seen.reading.format, type);
  }
}

TEST(Image, A_fit_gives_its_images_under_their_names) {
  NEEDS_TOOL("mkimage", "u-boot-tools");
  NEEDS_TOOL("dtc", "device-tree-compiler");
  const Workshop shop;
  shop.put("kernel", prose(2000));
  shop.put("fit.its", R"(/dts-v1/;
/ { description = "camera 7"; #address-cells = <1>;
    images { kernel { description = "k"; data = /incbin/("kernel"); type = "kernel"; arch = "arm"; os = "linux";
                      compression = "none"; load = <0x8000>; entry = <0x8000>; hash-1 { algo = "crc32"; }; }; };
    configurations { default = "c"; c { kernel = "kernel"; }; }; };
)");
  shop.run("mkimage -f fit.its inside.itb && mkimage -E -f fit.its outside.itb");
  for (const std::string file : {"inside.itb", "outside.itb"}) {
    const Shown seen = see(shop.get(file), file);
    EXPECT_EQ(seen.members.at(file + "!/kernel"), prose(2000)) << file;
    EXPECT_EQ(seen.fact("name"), "camera 7") << file;
  }
}

TEST(Image, A_device_tree_tells_board_and_chip) {
  NEEDS_TOOL("dtc", "device-tree-compiler");
  const Workshop shop;
  shop.put("board.dts",
           R"(/dts-v1/; / { model = "Demo board"; compatible = "demo,board", "hisilicon,hi3516ev200"; };)");
  shop.run("dtc -O dtb -o board.dtb board.dts");
  const Shown seen = see(noise(100) + shop.get("board.dtb"));
  EXPECT_EQ(seen.fact("model"), "Demo board");
  EXPECT_EQ(seen.fact("chip"), "hisilicon,hi3516ev200");
}

TEST(Image, File_systems_without_a_reader_are_named_and_counted) {
  NEEDS_TOOL("mkfs.cramfs", "util-linux");
  NEEDS_TOOL("mkfs.ubifs", "mtd-utils");
  NEEDS_TOOL("ubinize", "mtd-utils");
  const Workshop shop;
  shop.put("root/file", prose(100'000));
  shop.put("ubi.ini", "[u]\nmode=ubi\nimage=a.ubifs\nvol_id=0\nvol_type=dynamic\nvol_name=root\nvol_size=8MiB\n");
  shop.run(
      "mkfs.cramfs root a.cramfs && mkfs.ubifs -r root -m 2048 -e 126976 -c 100 -o a.ubifs &&"
      "ubinize -o a.ubi -m 2048 -p 128KiB ubi.ini");
  for (const auto& [file, format] :
       std::map<std::string, std::string>{{"a.cramfs", "cramfs"}, {"a.ubifs", "ubifs"}, {"a.ubi", "UBI"}}) {
    const std::string image = shop.get(file);
    const Shown seen = see(image, file);
    EXPECT_EQ(seen.reading.format, format);
    ASSERT_TRUE(seen.reading.not_unpacked.contains(format)) << file;
    EXPECT_EQ(seen.reading.not_unpacked.at(format), image.size()) << file;
    EXPECT_EQ(seen.reading.explained, 0u) << file;
  }
}

TEST(Image, A_library_is_shown_whole_and_the_pages_packed_in_it_are_read) {
  const std::string page = "<html>" + prose(3000) + "</html>";
  const std::string library =
      "\x7f"
      "ELF" +
      std::string(2000, '\1') + stream_of("gzip", page) + std::string(500, '\2');
  const Shown seen = see(library, "libweb.so");
  EXPECT_EQ(seen.members.at("libweb.so"), library);
  EXPECT_EQ(seen.members.at("libweb.so!/0x7d4.gzip!/content"), page);
  EXPECT_EQ(seen.explained(), 1.0);
}

TEST(Image, A_plain_file_is_an_image_of_one_member) {
  const Shown seen = see("int race;\n", "sdk.h");
  EXPECT_EQ(seen.members, (std::map<std::string, std::string>{{"sdk.h", "int race;\n"}}));
  EXPECT_EQ(seen.reading.format, "text");
  EXPECT_EQ(seen.explained(), 1.0);
  EXPECT_EQ(see("").reading.format, "empty");
}

TEST(Image, A_long_member_comes_in_stretches_that_overlap) {
  const std::string longer = prose(40'000'000);
  const Shown seen = see(archive_of("ustar", nullptr, {{"log", longer}}), "a.tar");
  EXPECT_TRUE(seen.members.at("a.tar!/log") == longer);
}

TEST(Image, A_hikvision_update_is_named_and_what_is_plain_in_it_is_read) {
  // Header of 0x40 bytes and one entry, XORed as MatrixEditor/hiktools hiktools/fmod/digicap.py describes.
  std::string header(108, '\0');
  header.replace(0, 4, "SWKH");
  header[8] = 108;
  header[12] = 1;
  const unsigned char key[16] = {0xba, 0xcd, 0xbc, 0xfe, 0xd6, 0xca, 0xdd, 0xd3,
                                 0xba, 0xb9, 0xa3, 0xab, 0xbf, 0xcb, 0xb5, 0xbe};
  for (std::size_t i = 0; i < header.size(); ++i) header[i] = static_cast<char>(header[i] ^ key[(i + (i >> 4)) & 15]);
  const std::string rest = prose(900);
  const Shown seen = see(header + noise(40'000) + stream_of("gzip", prose(9000)) + rest + '\0', "digicap.dav");
  EXPECT_EQ(seen.reading.format, "Hikvision digicap.dav");
  EXPECT_EQ(seen.fact("maker"), "Hikvision");
  EXPECT_EQ(seen.reading.encrypted, 40'000u);
  EXPECT_EQ(seen.reading.not_unpacked.at("Hikvision digicap.dav"), rest.size() + 1);
  EXPECT_TRUE(
      std::any_of(seen.members.begin(), seen.members.end(), [](const auto& m) { return m.second == prose(9000); }));
}

TEST(Image, An_encrypted_member_of_a_zip_is_counted_as_encrypted) {
  NEEDS_TOOL("zip", "zip");
  const Workshop shop;
  shop.put("open", prose(10'000));
  shop.put("secret", prose(10'000));
  shop.run("zip -q a.zip open && zip -q -P word a.zip secret");
  const Shown seen = see(shop.get("a.zip"), "a.zip");
  EXPECT_EQ(seen.members.size(), 1u);
  EXPECT_EQ(seen.skipped("encrypted members"), 1u);
  EXPECT_NEAR(static_cast<double>(seen.reading.encrypted), static_cast<double>(seen.reading.bytes) / 2, 2);
}

TEST(Image, An_OpenWrt_release_tells_its_chip_family) {
  const Shown seen = see(archive_of("ustar", nullptr,
                                    {{"etc/openwrt_release", "DISTRIB_ID='OpenWrt'\nDISTRIB_TARGET='ramips/mt7621'\n"},
                                     {"etc/os-release", "VERSION_ID=\"22.03\"\n"}}));
  EXPECT_EQ(seen.fact("chip"), "ramips/mt7621");
  EXPECT_EQ(seen.fact("version"), "22.03");
}

}  // namespace
}  // namespace lenscap::sources::testing::image_test
