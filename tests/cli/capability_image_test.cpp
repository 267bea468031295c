// lenscap capability over whole firmware images: what stands in them is found where it stands, in every encoding; what
// cannot be looked into is said to be so.
#include <gtest/gtest.h>

#include "cli/program.hpp"
#include "sources/images.hpp"

namespace lenscap::test::capability_image_test {
namespace {

using nlohmann::json;
using sources::testing::archive_of;
using sources::testing::Workshop;

std::string utf16(std::string_view ascii) {
  std::string out;
  for (const char c : ascii) out += {c, '\0'};
  return out;
}

struct Planted {
  std::string path, bytes, marker, encoding;
  int grade;
};

/// Ten markers, as products write them: names of programs, pages, wide strings of Windows tools, Chinese in both forms.
/// 肤色识别 ("recognition of skin colour") in GBK: b7 f4 c9 ab ca b6 b1 f0; 人数统计 ("counting of people"): c8 cb ca
/// fd cd b3 bc c6 (GB 2312, rows 16 to 77).
std::vector<Planted> planted() {
  const std::string around = std::string("\x01plain\0\0\0", 9), behind = std::string("\0\0end\n", 6);
  const auto in = [&](const std::string& word) { return around + word + behind; };
  return {
      {"/bin/ipc", in("byEthnic"), "hik-ethnic", "utf-8", 5},
      {"/lib/libface.so", in("emRace"), "dahua-race", "utf-8", 5},
      {"/www/page.js", "var t={5:'UighurEthnicGroup'};\n", "unv-uighur", "utf-8", 5},
      {"/www/caps.js", "if(cap.isSupportFaceContrast){}\n", "hik-isapi-face-contrast", "utf-8", 4},
      {"/bin/alarm", in("COMM_SNAP_MATCH_ALARM"), "hik-sdk-face-match", "utf-8", 4},
      {"/bin/wide1", in(utf16("nComplexion")), "dahua-complexion", "utf-16le", 5},
      {"/bin/wide2", in(utf16("isSupportFaceSnapModeling")), "hik-isapi-face-modeling", "utf-16le", 4},
      {"/share/skin.gbk", "\xb7\xf4\xc9\xab\xca\xb6\xb1\xf0\n", "words-skin-zh", "gbk", 5},
      {"/share/count.gbk", "\xc8\xcb\xca\xfd\xcd\xb3\xbc\xc6\n", "words-people-zh", "gbk", 2},
      {"/share/faces.utf8", "人脸库\n", "words-face-compare-zh", "utf-8", 4},
  };
}

/// They lie in an ext4, which stands in a squashfs, in a uImage, in a zip.
void make(const Workshop& shop) {
  for (const Planted& p : planted()) shop.put("root" + p.path, p.bytes);
  shop.run(
      "mke2fs -q -t ext4 -d root rootfs.ext4 4M && mkdir part && mv rootfs.ext4 part/ &&"
      "mksquashfs part part.sqfs -comp xz -noappend -quiet -no-progress &&"
      "mkimage -A arm -O linux -T filesystem -C none -n 'camera 2.0' -d part.sqfs update.img");
  shop.put("fw.zip", archive_of("zip", nullptr, {{"update.img", shop.get("update.img")}}));
}

json capability_json(const std::string& input) {
  const Ran ran = run({"capability", input, "--json", "-"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  auto document = json::parse(ran.out, nullptr, false);
  EXPECT_FALSE(document.is_discarded()) << ran.out.substr(0, 200);
  return document;
}

#define NEEDS_IMAGE_TOOLS()                   \
  NEEDS_TOOL("mksquashfs", "squashfs-tools"); \
  NEEDS_TOOL("mke2fs", "e2fsprogs");          \
  NEEDS_TOOL("mkimage", "u-boot-tools")

TEST(CapabilityImage, Ten_markers_in_all_encodings_are_found_where_they_stand_four_containers_deep) {
  NEEDS_IMAGE_TOOLS();
  const Workshop shop;
  make(shop);
  const json document = capability_json(shop.at("fw.zip"));
  for (const Planted& p : planted()) {
    const std::string path = "fw.zip!/update.img!/camera 2.0!/rootfs.ext4!" + p.path;
    std::size_t found = 0;
    for (const json& f : document["findings"]) {
      if (!f["path"].get<std::string>().ends_with(path)) continue;
      ++found;
      EXPECT_EQ(f["marker"], p.marker) << path;
      EXPECT_EQ(f["state"], "present") << path;
      EXPECT_EQ(f["grade"], p.grade) << path;
      EXPECT_EQ(f["encoding"], p.encoding) << path;
    }
    EXPECT_EQ(found, 1u) << path;
  }
  EXPECT_EQ(document["findings"].size(), planted().size());
  EXPECT_EQ(document["inputs"][0]["encrypted"], 0);
}

TEST(CapabilityImage, The_same_image_encrypted_is_encrypted_and_nothing_is_claimed_of_it) {
  NEEDS_IMAGE_TOOLS();
  NEEDS_TOOL("openssl", "openssl");
  const Workshop shop;
  make(shop);
  shop.run("openssl enc -aes-256-ctr -nosalt -pbkdf2 -pass pass:x -in fw.zip -out fw.bin");
  const json document = capability_json(shop.at("fw.bin"));
  EXPECT_TRUE(document["findings"].empty());
  EXPECT_EQ(document["inputs"][0]["encrypted"], shop.get("fw.bin").size());
  EXPECT_EQ(document["inputs"][0]["explained_percent"], 0.0);
  EXPECT_NE(run({"capability", shop.at("fw.bin")}).out.find("encrypted"), std::string::npos);
}

TEST(CapabilityImage, A_jffs2_partition_is_named_with_its_share_and_the_rest_is_read) {
  NEEDS_IMAGE_TOOLS();
  NEEDS_TOOL("mkfs.jffs2", "mtd-utils");
  const Workshop shop;
  make(shop);
  shop.put("data/config", utf16("byEthnic"));
  shop.run(
      "mkfs.jffs2 -l -r data -o data.jffs2 -e 0x10000 -p && cp update.img dump.bin && truncate -s 2M dump.bin &&"
      "cat data.jffs2 >> dump.bin");
  const json document = capability_json(shop.at("dump.bin"));
  EXPECT_EQ(document["findings"].size(), planted().size());
  const json& input = document["inputs"][0];
  ASSERT_TRUE(input["not_unpacked"].contains("jffs2")) << input["not_unpacked"];
  EXPECT_LE(input["not_unpacked"]["jffs2"], shop.get("data.jffs2").size());
  EXPECT_LT(input["explained_percent"], 100.0);
}

}  // namespace
}  // namespace lenscap::test::capability_image_test
