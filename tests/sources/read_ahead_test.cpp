// Reading ahead on another thread: the same frames in the same order, and an end whoever stops first.
#include "sources/read_ahead.hpp"

#include <gtest/gtest.h>

#include <optional>

#include "sources/capture_bytes.hpp"
#include "sources/reading.hpp"

namespace lenscap::sources::testing::read_ahead_test {
namespace {

const End client = end("00:1f:29:00:00:09", "192.168.1.9", 40000);
const End camera = end("3c:ef:8c:00:12:34", "192.168.1.5", 5000);

/// Many blocks of 256 KiB, more than are read ahead at once; each frame tells its number.
Bytes long_capture(std::size_t frames) {
  std::vector<Bytes> all;
  for (std::size_t i = 0; i < frames; ++i) {
    Bytes frame = datagram(client, camera, Bytes(900, 'x'));
    all.push_back(frame + big(i, 4));
  }
  return pcap(all);
}

struct Opened {
  MemoryFile disk;
  std::optional<ByteStream> stream;
  std::optional<CaptureFile> file;

  explicit Opened(const Bytes& bytes) : disk(bytes) {
    auto opened = ByteStream::open(disk.path(), Hashing::threaded);
    if (!opened) return;
    stream.emplace(std::move(*opened));
    std::vector<std::uint8_t> head(24);
    if (!stream->read(head)) return;
    if (auto started = CaptureFile::start(*stream, std::move(head), "long.pcap")) file.emplace(std::move(*started));
  }
};

struct ReadAheadTest : ::testing::Test {
  knowledge::Matcher matcher{builtin()};
  Ledger ledger{matcher};
};

std::uint32_t number_of(const Frame& frame) { return wire::be32(frame.data + frame.kept - 4); }

TEST_F(ReadAheadTest, Every_frame_comes_once_and_in_order_with_its_headers_read) {
  constexpr std::size_t frames = 6000;
  Opened capture(long_capture(frames));
  ASSERT_TRUE(capture.file);
  ReadAhead ahead(*capture.file, *capture.stream, ledger);
  std::uint32_t next = 0;
  std::size_t chunks = 0;
  while (const Chunk* chunk = ahead.next()) {
    ++chunks;
    ASSERT_EQ(chunk->frames.size(), chunk->packets.size());
    for (std::size_t i = 0; i < chunk->frames.size(); ++i) {
      ASSERT_EQ(number_of(chunk->frames[i]), next++);
      ASSERT_EQ(chunk->frames[i].packet, next);
      Packet alone;
      Skips skips;
      prepare(chunk->frames[i], alone, skips);
      ASSERT_EQ(chunk->packets[i].key, alone.key);
      ASSERT_EQ(chunk->packets[i].destination_port, 5000);
    }
  }
  EXPECT_EQ(next, frames);
  EXPECT_GT(chunks, 12u) << "too few to fill what is read ahead twice over";
  EXPECT_EQ(capture.file->packets(), frames);
}

TEST_F(ReadAheadTest, Whoever_stops_early_is_not_waited_for) {
  Opened capture(long_capture(6000));
  ASSERT_TRUE(capture.file);
  {
    ReadAhead ahead(*capture.file, *capture.stream, ledger);
    ASSERT_NE(ahead.next(), nullptr);
  }
  EXPECT_LT(capture.file->packets(), 6000u) << "it was read to its end all the same";
}

TEST_F(ReadAheadTest, Damage_ends_it_after_what_came_before) {
  Bytes bytes = long_capture(3000);
  bytes.resize(bytes.size() - 5);
  Opened capture(bytes);
  ASSERT_TRUE(capture.file);
  ReadAhead ahead(*capture.file, *capture.stream, ledger);
  std::size_t frames = 0;
  while (const Chunk* chunk = ahead.next()) frames += chunk->frames.size();
  EXPECT_EQ(frames, 2999u);
  EXPECT_NE(capture.file->damage(), "");
}

TEST_F(ReadAheadTest, Frames_whose_headers_are_cut_are_counted_with_their_chunk) {
  Opened capture(pcap(std::vector<Bytes>{Bytes(5, 'a'), Bytes(6, 'b'), datagram(client, camera, "x")}));
  ASSERT_TRUE(capture.file);
  ReadAhead ahead(*capture.file, *capture.stream, ledger);
  const Chunk* chunk = ahead.next();
  ASSERT_NE(chunk, nullptr);
  Skips skips = chunk->skips;
  EXPECT_EQ(skips[Skip::cut_header], 2u);
  EXPECT_EQ(ahead.next(), nullptr);
}

TEST(FlowTableRoom, A_conversation_that_is_over_makes_room_before_the_table_grows) {
  FlowTable table;
  for (std::uint64_t i = 1; i <= FlowTable::slots_a_bucket; ++i) table.get(i << 1 | 1);  // one bucket's eight
  table.set_over(*table.find(2 << 1 | 1), true);
  table.get(99 << 1 | 1);
  EXPECT_EQ(table.find(2 << 1 | 1), nullptr) << "the one that was over";
  for (const std::uint64_t i : {1, 3, 4, 5, 6, 7, 8, 99}) EXPECT_NE(table.find(i << 1 | 1), nullptr) << i;
}

TEST(FlowTableRoom, A_conversation_that_is_over_is_found_until_another_needs_its_room) {
  FlowTable table;
  table.get(3).next_sequence[0] = 7;
  table.set_over(*table.find(3), true);
  EXPECT_EQ(table.get(3).next_sequence[0], 7u);
}

}  // namespace
}  // namespace lenscap::sources::testing::read_ahead_test
