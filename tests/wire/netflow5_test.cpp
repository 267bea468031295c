#include "wire/netflow5.hpp"

#include <gtest/gtest.h>

#include "wire/octets.hpp"

namespace lenscap::wire::netflow5_test {
namespace {

using namespace testing;

// Cisco's tables, field by field: one record, a camera that sent 12 packets to a server.
const Bytes datagram = octets(R"(
  0005 0001                # version, records
  0036ee80                 # uptime: 3,600,000 ms
  65a0bc00 0001e240        # 2024-01-12T04:13:52Z and 123,456 ns
  00000007                 # flows before
  02 05                    # engine
  4064                     # sampling: mode 1, one in 100
  c0a8010a 2f580bc8        # 192.168.1.10 to 47.88.11.200
  c0a80101 0003 0001       # next hop, interfaces
  0000000c 00001f40        # 12 packets, 8000 octets
  0036b000 0036d710        # first and last, in ms of uptime
  c350 01bb 00 1b 06 00    # 50000 to 443, padding, FIN SYN PSH ACK, TCP, tos
  0000 0000 18 18 0000)");

TEST(Netflow5, Record_is_read_as_the_tables_lay_it_out) {
  const auto read = parse_netflow5(datagram);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->uptime, 3'600'000u);
  EXPECT_EQ(read->seconds, 1'705'032'704u);
  EXPECT_EQ(read->nanoseconds, 123'456u);
  EXPECT_EQ(read->sequence, 7u);
  EXPECT_EQ(read->engine, 0x0205);
  EXPECT_EQ(read->one_in, 100);
  ASSERT_EQ(read->count(), 1u);
  const auto flow = parse_netflow5_record(read->records);
  EXPECT_EQ(flow.source[0], 192);
  EXPECT_EQ(flow.source[3], 10);
  EXPECT_EQ(flow.destination[0], 47);
  EXPECT_EQ(flow.out.packets.value, 12u);
  EXPECT_EQ(flow.out.bytes.value, 8000u);
  EXPECT_EQ(flow.uptime_first, 0x36b000u);
  EXPECT_EQ(flow.uptime_last, 0x36d710u);
  EXPECT_EQ(flow.source_port, 50'000);
  EXPECT_EQ(flow.destination_port, 443);
  EXPECT_EQ(flow.tcp_flags, 0x1b);
  EXPECT_EQ(flow.protocol, 6);
  EXPECT_EQ(flow.interface_in, 3u);
}

TEST(Netflow5, Length_that_differs_from_the_count_is_no_export) {
  every_prefix(datagram,
               [](auto bytes) { EXPECT_EQ(parse_netflow5(bytes).has_value(), bytes.size() == datagram.size()); });
  EXPECT_FALSE(parse_netflow5(datagram + octets("00")));
  every_flip(datagram, [](auto bytes) { parse_netflow5(bytes); });
}

}  // namespace
}  // namespace lenscap::wire::netflow5_test
