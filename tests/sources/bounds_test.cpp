// Floods: memory stays bounded, and what was put aside is counted.
#include <gtest/gtest.h>
#include <malloc.h>

#include "sources/reading.hpp"

namespace lenscap::sources::testing::bounds_test {
namespace {

std::size_t memory() { return mallinfo2().uordblks + mallinfo2().hblkhd; }

/// One of many clients of one server.
End nth_client(std::uint32_t n) {
  return {mac("00:1f:29:00:00:09"), big(0x0a000000 + n, 4), static_cast<std::uint16_t>(1024 + n % 60000)};
}
const End camera = end("3c:ef:8c:00:12:34", "192.168.1.5", 80);

TEST(Bounds, A_hundred_thousand_half_open_conversations_hold_no_streams) {
  Bench bench;
  for (std::uint32_t n = 0; n < 100'000; n += 1000) {
    std::vector<Bytes> frames;
    for (std::uint32_t i = n; i < n + 1000; ++i) frames.push_back(segment(nth_client(i), camera, i, syn, {}));
    bench.feed(frames);
  }
  EXPECT_EQ(bench.skipped(Skip::stream_bound), 0u);
  EXPECT_EQ(bench.ledger.host_count(), 100'000u);
}

TEST(Bounds, Ten_thousand_unfinished_messages_stay_within_the_bound_and_are_counted) {
  Bench bench;
  bench.feed(std::vector<Bytes>{segment(nth_client(1), camera, 1, syn, {})});
  const std::size_t before = memory();
  const Bytes unfinished =
      "HTTP/1.1 200 OK\r\nServer: X\r\nContent-Type: text/html\r\nContent-Length: 90000\r\n\r\n" + Bytes(1300, 'x');
  for (std::uint32_t n = 0; n < 10'000; ++n) {
    Conversation talk(nth_client(n), camera);
    talk.answers(unfinished);
    bench.feed(talk.frames);
  }
  EXPECT_GE(bench.skipped(Skip::stream_bound), 10'000 - StreamPool::most_streams);
  // Streams, the conversations themselves and their hosts.
  EXPECT_LT(memory(), before + StreamPool::most_bytes + 10'000 * 1500);
}

TEST(Bounds, Segments_that_wait_for_a_gap_are_bounded_for_one_conversation) {
  Conversation talk(nth_client(1), camera);
  talk.open();
  std::vector<Bytes> ahead;
  for (std::int64_t i = 1; i < 400; ++i) ahead.push_back(talk.piece(1, i * 1400, Bytes(700, 'x')));
  Bench bench;
  bench.feed(talk.frames);
  const std::size_t before = memory();
  bench.feed(ahead);
  EXPECT_LT(memory(), before + 300'000);
  EXPECT_GT(bench.skipped(Skip::tcp_gap), 0u);
}

TEST(Bounds, A_message_without_end_is_given_up_and_the_next_is_read) {
  const Bytes start = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n";
  Conversation talk(nth_client(1), camera);
  talk.open().asks("GET / HTTP/1.1\r\n\r\n").answers(start);
  for (int i = 0; i < 300; ++i) talk.answers(Bytes(1400, 'x'));
  talk.answers("HTTP/1.1 401 No\r\nServer: After-The-Flood\r\nContent-Length: 0\r\n\r\n");
  Bench bench;
  const std::size_t before = memory();
  bench.feed(talk.frames);
  EXPECT_LT(memory(), before + 2'000'000);
  EXPECT_EQ(values(bench.finish(), "http.server"), std::vector<std::string>{"After-The-Flood"});
}

TEST(Bounds, A_message_in_crumbs_costs_no_more_than_its_bytes) {
  Conversation talk(nth_client(1), camera);
  talk.open().asks("GET / HTTP/1.1\r\n\r\n");
  talk.answers("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nServer: Crumbs\r\n\r\n");
  Bench bench;
  bench.feed(talk.frames);
  for (int i = 0; i < 200; ++i) {  // 200,000 segments of one byte: read anew at each, this would take hours
    talk.frames.clear();
    for (int j = 0; j < 1000; ++j) talk.answers("x");
    bench.feed(talk.frames);
  }
  EXPECT_EQ(values(bench.finish(), "http.server"), std::vector<std::string>{"Crumbs"});
}

TEST(Bounds, Hosts_beyond_the_bound_are_counted_and_their_packets_read_past) {
  LedgerBounds bounds;
  bounds.most_hosts = 5;
  Bench bench(bounds);
  std::vector<Bytes> frames;
  for (std::uint32_t n = 0; n < 50; ++n)
    frames.push_back(datagram(nth_client(n), at_port(camera, 53), "whatever this is"));
  bench.feed(frames);
  EXPECT_EQ(bench.skipped(Skip::host_bound), 45u);
  EXPECT_EQ(bench.finish().hosts.size(), 5u);
}

TEST(StreamPool, The_least_recently_used_goes_first_and_never_the_one_in_use) {
  StreamPool pool;
  std::vector<std::uint32_t> ids;
  for (std::uint64_t flow = 0; flow < StreamPool::most_streams; ++flow) ids.push_back(pool.make(flow));
  EXPECT_EQ(pool.over_bound(ids[0]), 0u);
  pool.touch(ids[0]);
  const auto last = pool.make(99'999);
  EXPECT_EQ(pool.over_bound(last), ids[1]);
  pool.release(ids[1]);
  EXPECT_EQ(pool.over_bound(last), 0u);
  pool[ids[2]].side[0].buffer.resize(StreamPool::most_bytes);
  pool.touch(ids[2]);
  EXPECT_EQ(pool.over_bound(ids[3]), ids[4]);
}

TEST(FlowTable, A_conversation_is_found_again_after_twenty_thousand_others) {
  FlowTable table;
  std::uint64_t key = 1;
  auto next = [&] { return (key = key * 6364136223846793005 + 1442695040888963407) | 1; };
  std::vector<std::uint64_t> keys;
  for (std::uint32_t i = 0; i < 20'000; ++i) {
    keys.push_back(next());
    table.get(keys.back()).next_sequence[0] = i;
    EXPECT_EQ(table.evicted(), nullptr);
  }
  for (std::uint32_t i = 0; i < keys.size(); ++i) {
    ASSERT_NE(table.find(keys[i]), nullptr);
    ASSERT_EQ(table.find(keys[i])->next_sequence[0], i);
  }
}

TEST(FlowTable, Conversations_that_end_unseen_do_not_grow_it_with_the_length_of_the_capture) {
  FlowTable table;
  std::uint64_t key = 1, places = 0;
  auto next = [&] { return (key = key * 6364136223846793005 + 1442695040888963407) | 1; };
  const std::uint64_t lasting = next();
  table.get(lasting).next_sequence[0] = 7;
  for (int i = 0; i < 4'000'000; ++i) {
    const FlowSlot& slot = table.get(next());
    table.set_over(slot, i % 25 != 0);  // of every 25th nobody saw the end
    if (i % 500 == 0) table.get(lasting);
    if (i == 400'000) places = table.room();
  }
  EXPECT_LT(places, FlowTable::most_buckets * FlowTable::slots_a_bucket / 2);
  EXPECT_EQ(table.room(), places);
  ASSERT_NE(table.find(lasting), nullptr);
  EXPECT_EQ(table.find(lasting)->next_sequence[0], 7u);
}

TEST(FlowTable, Keys_made_to_collide_do_not_grow_it_for_ever) {
  FlowTable table;
  std::uint32_t streams_gone = 0;
  for (std::uint64_t i = 1; i <= 1000; ++i) {
    table.get(i).stream = static_cast<std::uint32_t>(i);  // the bucket is in the upper half: all share one
    streams_gone += table.evicted() != nullptr && table.evicted()->stream != 0;
  }
  EXPECT_EQ(streams_gone, 1000 - FlowTable::slots_a_bucket);
  EXPECT_EQ(table.find(1), nullptr);
  EXPECT_NE(table.find(1000), nullptr);
}

}  // namespace
}  // namespace lenscap::sources::testing::bounds_test
