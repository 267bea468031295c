// Whole inputs: any files in any order give the same evidence, and what gives none says why.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "sources/capture_bytes.hpp"
#include "sources/folder.hpp"

namespace lenscap::sources::testing::inputs_test {
namespace {

const End client = end("00:1f:29:00:00:09", "10.0.0.9", 51000);
const End camera = end("3c:ef:8c:00:12:34", "10.0.0.5", 37810);
const End everyone = end("ff:ff:ff:ff:ff:ff", "255.255.255.255", 37810);

Bytes announcement(const std::string& version, const End& from = camera) {
  const Bytes json = R"({"method":"client.notifyDevInfo","params":{"deviceInfo":{"DeviceClass":"IPC","Version":")" +
                     version + R"("}}})";
  return datagram(from, everyone,
                  big(0x20000000, 4) + "DHIP" + little(0, 8) + little(json.size(), 4) + little(0, 4) +
                      little(json.size(), 4) + little(0, 4) + json);
}

/// Everything in the evidence that does not depend on the name of a folder.
std::string written(const model::Evidence& evidence) {
  std::string all;
  auto put = [&](const auto&... parts) {
    ((all += fmt::format("{}|", parts)), ...);
    all += '\n';
  };
  for (const auto& s : evidence.sources) {
    put("source", s.name, s.sha256, s.format, s.bytes, s.packets, s.first, s.last);
    for (const auto& [why, count] : s.skipped) put("skipped", why, count);
    for (const auto& note : s.notes) put("note", note);
  }
  for (const auto& h : evidence.hosts)
    put("host", to_string(h.mac), to_string(h.ip), h.vlan, h.marks, h.packets, h.bytes, h.first, h.last, h.parent,
        h.group);
  for (const auto& o : evidence.observations) {
    put("observation", o.host, model::info(o.kind).name, o.value, o.first, o.last, o.count, o.locator.source,
        o.locator.decoder, o.locator.place, o.locator.excerpt, o.locator.mark_at, o.locator.mark_length);
    for (const auto& span : o.locator.spans) put("span", span.packet, span.at, span.length);
  }
  return all;
}

/// Three captures of one network, an hour apart, and what one device answered.
struct Site {
  Folder folder;
  std::vector<std::string> paths;

  Site() {
    std::uint32_t hour = 1'700'000'000;
    for (const char* version : {"A", "B", "A"}) {
      Conversation talk(client, at_port(camera, 80), hour, hour + 7);
      talk.open()
          .asks("GET /x HTTP/1.1\r\n\r\n")
          .answers("HTTP/1.1 200 OK\r\nServer: Gate/1\r\nContent-Length: 0\r\n\r\n");
      auto frames = talk.frames;
      frames.push_back(announcement(version));
      paths.push_back(folder.put("capture-" + std::to_string(hour) + ".pcap", pcap(frames, hour)));
      hour += 3600;
    }
    paths.push_back(folder.put("reply.txt", "deviceType=IPC-X\r\nserialNumber=S1\r\nprocessor=P\r\n"));
  }
};

TEST(Inputs, A_value_that_changes_and_changes_back_over_three_captures_is_three_rows) {
  const Site site;
  const auto evidence = read_paths(site.paths).evidence;
  EXPECT_EQ(values(evidence, "dhip.version"), (std::vector<std::string>{"A", "B", "A"}));
  EXPECT_EQ(values(evidence, "dhip.deviceclass"), std::vector<std::string>{"IPC"});
  const auto* device_class = find(evidence, "dhip.deviceclass");
  ASSERT_NE(device_class, nullptr);
  EXPECT_EQ(device_class->count, 3u);
  EXPECT_EQ(device_class->first, std::int64_t{1'700'000'004} * 1'000'000'000);
  EXPECT_EQ(device_class->last, std::int64_t{1'700'007'204} * 1'000'000'000);
}

TEST(Inputs, The_order_in_which_files_are_named_does_not_count) {
  Site site;
  const std::string wanted = written(read_paths(site.paths).evidence);
  EXPECT_NE(wanted.find("Gate/1"), std::string::npos);
  std::sort(site.paths.begin(), site.paths.end());
  do {
    EXPECT_EQ(written(read_paths(site.paths).evidence), wanted);
  } while (std::next_permutation(site.paths.begin(), site.paths.end()));
}

TEST(Inputs, One_thread_or_two_give_the_same_evidence) {
  const Site site;
  ReadOptions two;
  two.threads = 2;
  EXPECT_EQ(written(read_paths(site.paths, two).evidence), written(read_paths(site.paths).evidence));
  const Folder folder;  // larger than a head, so that hashing does run beside reading
  std::vector<Bytes> frames;
  for (int i = 0; i < 3000; ++i) frames.push_back(announcement("V" + std::to_string(i % 7)));
  const auto path = folder.put("long.pcap", pcap(frames));
  EXPECT_EQ(written(read_paths({path}, two).evidence), written(read_paths({path}).evidence));
}

TEST(Inputs, The_same_capture_twice_counts_once_and_is_named) {
  const Site site;
  const auto once = read_paths({site.paths[0]}).evidence;
  for (const auto& paths :
       {std::vector{site.paths[0], site.paths[0]}, std::vector{site.paths[0], site.folder.put("copy.pcap", [&] {
                                                                 std::ifstream in(site.paths[0], std::ios::binary);
                                                                 return Bytes{std::istreambuf_iterator<char>(in), {}};
                                                               }())}}) {
    const auto twice = read_paths(paths).evidence;
    EXPECT_EQ(twice.sources.size(), 1u);
    EXPECT_FALSE(twice.sources[0].notes.empty());
    ASSERT_EQ(twice.observations.size(), once.observations.size());
    for (std::size_t i = 0; i < once.observations.size(); ++i)
      EXPECT_EQ(twice.observations[i].count, once.observations[i].count);
  }
}

TEST(Inputs, Overlapping_captures_count_a_repeated_tcp_answer_once) {
  const Folder folder;
  Conversation talk(client, at_port(camera, 80));
  talk.open().asks("GET /x HTTP/1.1\r\n\r\n");
  const auto head = talk.frames;
  talk.answers("HTTP/1.1 200 OK\r\nServer: Gate/1\r\nContent-Length: 0\r\n\r\n");
  const std::vector<Bytes> tail(talk.frames.begin() + 3, talk.frames.end());
  const auto evidence =
      read_paths({folder.put("a.pcap", pcap(talk.frames, 1000)), folder.put("b.pcap", pcap(tail, 1003))}).evidence;
  ASSERT_NE(find(evidence, "http.server"), nullptr);
  EXPECT_EQ(find(evidence, "http.server")->count, 1u);
}

TEST(Inputs, A_folder_gives_what_its_files_give) {
  const Site site;
  const auto from_folder = read_paths({site.folder.path()});
  EXPECT_TRUE(from_folder.unusable.empty());
  EXPECT_EQ(from_folder.evidence.sources.size(), 4u);
  EXPECT_EQ(values(from_folder.evidence, "dhip.version"), (std::vector<std::string>{"A", "B", "A"}));
}

TEST(Inputs, Without_hashing_only_the_hash_is_missing) {
  const Site site;
  ReadOptions none;
  none.hash = false;
  auto hashed = read_paths(site.paths).evidence;
  const auto bare = read_paths(site.paths, none).evidence;
  for (auto& source : hashed.sources) {
    EXPECT_EQ(source.sha256.size(), 64u);
    source.sha256.clear();
  }
  EXPECT_EQ(written(bare), written(hashed));
}

TEST(Inputs, A_cut_capture_keeps_its_packets_and_notes_the_offset) {
  const Folder folder;
  const Bytes whole = pcap({announcement("A"), announcement("B")});
  const auto evidence = read_paths({folder.put("cut.pcap", whole.substr(0, whole.size() - 10))}).evidence;
  ASSERT_EQ(evidence.sources.size(), 1u);
  EXPECT_EQ(evidence.sources[0].packets, 1u);
  EXPECT_EQ(values(evidence, "dhip.version"), std::vector<std::string>{"A"});
  ASSERT_EQ(evidence.sources[0].notes.size(), 1u);
  const std::size_t second_record = 24 + 16 + announcement("A").size();
  EXPECT_NE(evidence.sources[0].notes[0].find("offset " + std::to_string(second_record)), std::string::npos);
  EXPECT_EQ(evidence.sources[0].skipped.size(), 1u);
}

TEST(Inputs, A_compressed_capture_says_so_and_is_read_to_the_damage) {
  const Folder folder;
  std::vector<Bytes> frames;
  for (int i = 0; i < 2000; ++i) frames.push_back(announcement(std::to_string(i * 7919)));
  const Bytes plain = pcap(frames);
  Bytes packed(compressBound(plain.size()) + 64, '\0');
  z_stream z{};
  deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
  z.avail_in = static_cast<uInt>(plain.size());
  z.next_out = reinterpret_cast<Bytef*>(packed.data());
  z.avail_out = static_cast<uInt>(packed.size());
  deflate(&z, Z_FINISH);
  packed.resize(z.total_out);
  deflateEnd(&z);
  const auto whole = read_paths({folder.put("x.pcap.gz", packed)}).evidence;
  EXPECT_EQ(whole.sources.at(0).format, "pcap+gzip");
  EXPECT_EQ(whole.sources[0].packets, 2000u);
  EXPECT_EQ(whole.sources[0].bytes, packed.size());
  const auto cut = read_paths({folder.put("cut.pcap.gz", packed.substr(0, packed.size() * 3 / 4))}).evidence;
  EXPECT_GT(cut.sources.at(0).packets, 1000u);
  EXPECT_LT(cut.sources[0].packets, 2000u);
  ASSERT_FALSE(cut.sources[0].notes.empty());
  EXPECT_NE(cut.sources[0].notes[0].find("gzip"), std::string::npos);
}

TEST(Inputs, What_is_no_evidence_is_named_with_what_it_is_and_what_to_do) {
  const Folder folder;
  const std::pair<Bytes, const char*> cases[] = {
      {"", "empty"},
      {Bytes("\xff\xd8\xff\xe0") + Bytes(100, 'j'), "JPEG"},
      {"   \n\n", "white space"},
      {"shopping list", "text"},
      {"<html><body>hello</body></html>", "XML"},
      {Bytes(100, '\1'), "binary"},
      {pcap({}).substr(0, 20), "header"},
      {pcap({Bytes(60, 'x')}).substr(0, 70), "no packet"},
  };
  int number = 0;
  for (const auto& [bytes, says] : cases) {
    const auto result = read_paths({folder.put("file" + std::to_string(number++), bytes)});
    ASSERT_EQ(result.unusable.size(), 1u) << says;
    EXPECT_NE(result.unusable[0].what.find(says), std::string::npos) << result.unusable[0].what;
    EXPECT_FALSE(result.unusable[0].where.empty());
    EXPECT_FALSE(result.unusable[0].todo.empty());
  }
  EXPECT_EQ(read_paths({folder.path() + "/missing"}).unusable.size(), 1u);
  const Folder nothing;
  EXPECT_EQ(read_paths({nothing.path()}).unusable.size(), 1u);
}

TEST(Inputs, One_bad_file_does_not_spoil_the_others) {
  const Site site;
  auto paths = site.paths;
  paths.push_back(site.folder.put("zz.jpg", Bytes("\xff\xd8\xff\xe0 picture")));
  paths.push_back("/nonexistent");
  const auto result = read_paths(paths);
  EXPECT_EQ(result.unusable.size(), 2u);
  EXPECT_EQ(written(result.evidence), written(read_paths(site.paths).evidence));
}

TEST(Inputs, Links_in_a_folder_are_not_followed) {
  const Folder folder, elsewhere;
  folder.put("a.pcap", pcap({announcement("A")}));
  elsewhere.put("b.pcap", pcap({announcement("B")}));
  std::filesystem::create_directory_symlink(elsewhere.path(), folder.path() + "/link");
  std::filesystem::create_directory_symlink(folder.path(), folder.path() + "/circle");
  EXPECT_EQ(read_paths({folder.path()}).evidence.sources.size(), 1u);
}

}  // namespace
}  // namespace lenscap::sources::testing::inputs_test
