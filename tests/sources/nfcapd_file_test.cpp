#include "sources/nfcapd_file.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "sources/folder.hpp"
#include "sources/lzo1x.hpp"

namespace lenscap::sources::nfcapd_file_test {
namespace {

using Octets = std::string;

std::string exported(const std::string& name) { return std::string(LENSCAP_ROOT "/tests/sources/exports/") + name; }

Octets octets_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Read {
  std::vector<FlowRecord> flows;
  std::map<std::string, std::uint64_t> skipped;
  std::vector<std::string> notes;
  std::string error;
  std::uint64_t packets = 0, bytes = 0;
};

Read read(const std::string& path) {
  Read out;
  auto stream = ByteStream::open(path, Hashing::none);
  if (!stream) return out;
  std::vector<std::uint8_t> head(64);
  const auto n = stream->read(head);
  head.resize(n ? *n : 0);
  EXPECT_TRUE(recognises_nfcapd(head));
  RecordSink sink{[&](const FlowRecord& flow) {
                    out.flows.push_back(flow);
                    out.packets += flow.packets;
                    out.bytes += flow.bytes;
                  },
                  {},
                  out.skipped,
                  out.notes};
  const auto done = read_nfcapd(*stream, std::move(head), "file", sink);
  if (!done) out.error = done.error().what;
  return out;
}

// What `nfdump -r FILE -o csv` (1.7.1) says of the same file: nfpcapd read five minutes of a camera's set-up.
constexpr std::size_t flows = 22;
constexpr std::uint64_t packets = 151, bytes = 36'182;

TEST(NfcapdFile, Flows_are_those_that_nfdump_lists_in_every_compression) {
  for (const auto* name : {"nfpcapd-plain.nfcapd", "nfpcapd-lzo.nfcapd", "nfpcapd-lz4.nfcapd", "nfdump-bzip2.nfcapd"}) {
    const Read file = read(exported(name));
    EXPECT_EQ(file.error, "") << name;
    EXPECT_EQ(file.flows.size(), flows) << name;
    EXPECT_EQ(file.packets, packets) << name;
    EXPECT_EQ(file.bytes, bytes) << name;
    EXPECT_TRUE(file.notes.empty()) << name;
  }
}

TEST(NfcapdFile, First_flow_is_the_one_that_nfdump_lists_first) {
  const Read file = read(exported("nfpcapd-plain.nfcapd"));
  ASSERT_FALSE(file.flows.empty());
  const FlowRecord& flow = file.flows[0];
  // 2016-04-15 15:08:42.470 10.10.10.37:53159 192.168.0.1:53 UDP, 1 packet, 60 bytes
  EXPECT_EQ(model::to_iso(flow.first), "2016-04-15T15:08:42.470000Z");
  EXPECT_EQ(model::to_string(flow.source), "10.10.10.37");
  EXPECT_EQ(model::to_string(flow.destination), "192.168.0.1");
  EXPECT_EQ(flow.source_port, 53'159);
  EXPECT_EQ(flow.destination_port, 53);
  EXPECT_EQ(flow.protocol, 17);
  EXPECT_EQ(flow.packets, 1u);
  EXPECT_EQ(flow.bytes, 60u);
  EXPECT_EQ(flow.row, 1u);
  EXPECT_FALSE(flow.both_ways);
}

TEST(NfcapdFile, Cut_file_gives_what_stands_before_the_cut_and_says_where) {
  testing::Folder folder;
  const Octets whole = octets_of(exported("nfpcapd-plain.nfcapd"));
  for (const std::size_t size : {whole.size() - 1, std::size_t{300}, std::size_t{45}}) {
    const Read file = read(folder.put("cut", {whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)}));
    EXPECT_EQ(file.error, "");
    ASSERT_EQ(file.notes.size(), 1u) << size;
    EXPECT_NE(file.notes[0].find("reading stopped at offset"), std::string::npos);
    EXPECT_EQ(file.skipped.size(), 1u);
  }
  EXPECT_NE(read(folder.put("head", {whole.begin(), whole.begin() + 20})).error, "");
}

TEST(NfcapdFile, Layout_that_is_not_read_is_named) {
  testing::Folder folder;
  Octets file = octets_of(exported("nfpcapd-plain.nfcapd"));
  file[2] = 3;
  EXPECT_EQ(read(folder.put("three", file)).error, "nfdump files of layout 3 are not read");
}

TEST(Lzo1x, Runs_literals_and_the_end_are_unpacked) {
  // lzo.rst: 22 - 17 = 5 octets as they stand; 0x40 and 0: three octets from one back, then the end.
  const std::uint8_t packed[] = {22, 'a', 'b', 'c', 'd', 'e', 0x40, 0x00, 0x11, 0x00, 0x00};
  std::uint8_t out[16];
  const auto made = unpack_lzo1x(packed, out);
  ASSERT_EQ(made, 8u);
  EXPECT_EQ(std::string(out, out + 8), "abcdeeee");
  EXPECT_FALSE(unpack_lzo1x(std::span(packed).first(8), out));         // no end
  EXPECT_FALSE(unpack_lzo1x(packed, std::span(out).first(7)));         // too much
  const std::uint8_t far[] = {18, 'a', 0x04, 0x00, 0x11, 0x00, 0x00};  // from before the first octet
  EXPECT_FALSE(unpack_lzo1x(far, out));
}

}  // namespace
}  // namespace lenscap::sources::nfcapd_file_test
