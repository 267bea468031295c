// What exporters and logs say of conversations, among the traffic that captures show.
#include <gtest/gtest.h>

#include "sources/capture_bytes.hpp"
#include "sources/folder.hpp"
#include "sources/traffic_reading.hpp"

namespace lenscap::sources::testing::traffic_records_test {
namespace {

using model::Opened;

const char *const camera = "192.168.1.5", *const cloud = "198.51.100.7";

model::Ip address(const char* text) { return *model::parse_ip(text); }

FlowRecord record(const char* from, std::uint16_t from_port, const char* to, std::uint16_t to_port) {
  FlowRecord r;
  r.source = address(from);
  r.destination = address(to);
  r.source_port = from_port;
  r.destination_port = to_port;
  r.protocol = over_tcp;
  r.packets = 10;
  r.bytes = 1000;
  r.first = ten;
  r.last = ten + 9 * second;
  r.row = 1;
  return r;
}

/// Records of one source, after what a capture showed.
Seen see_records(const std::vector<FlowRecord>& records, const std::vector<Timed>& captured = {},
                 bool keep_others = true) {
  TrafficBench bench(keep_others);
  bench.feed(captured);
  bench.next_capture();
  RecordHosts hosts(bench.ledger, bench.decoder.traffic(), bench.ledger.add_source({}));
  for (const auto& r : records) hosts.flow(r);
  return seen_by(bench);
}

TEST(Records, Of_one_direction_each_make_one_row_with_attempt_and_answer) {
  auto back = record(cloud, 443, camera, 40000);
  back.packets = 7;
  back.bytes = 9000;
  const Seen seen = see_records({record(camera, 40000, cloud, 443), back});
  const auto row = seen.row(camera, cloud), peers = seen.row(cloud, camera);
  EXPECT_EQ(row.opened, Opened::by_host);
  EXPECT_EQ(row.port, 443);
  EXPECT_EQ(row.packets_out, 10u);
  EXPECT_EQ(row.packets_in, 7u);
  EXPECT_EQ(row.bytes_in, 9000u);
  EXPECT_EQ(fate(row), (Fate{1, 1, 0, 0}));
  EXPECT_EQ(peers.opened, Opened::by_peer);
  EXPECT_EQ(peers.packets_out, 7u);
}

TEST(Records, Of_both_directions_are_answered_when_something_came_back) {
  auto both = record(camera, 40000, cloud, 443);
  both.both_ways = true;
  EXPECT_EQ(fate(see_records({both}).row(camera, cloud)), (Fate{1, 0, 0, 0}));
  both.packets_back = 5;
  both.bytes_back = 500;
  const auto row = see_records({both}).row(camera, cloud);
  EXPECT_EQ(fate(row), (Fate{1, 1, 0, 0}));
  EXPECT_EQ(row.bytes_in, 500u);
  both.went = Went::refused;
  EXPECT_EQ(fate(see_records({both}).row(camera, cloud)), (Fate{1, 0, 1, 0}));
  both.went = Went::silent;
  EXPECT_EQ(fate(see_records({both}).row(camera, cloud)), (Fate{1, 0, 0, 0}));
}

TEST(Records, Whose_ports_do_not_tell_who_began_say_so_unless_the_source_is_known_to_have) {
  auto r = record(camera, 40000, cloud, 50000);
  const auto unknown = see_records({r}).row(camera, cloud);
  EXPECT_EQ(unknown.opened, Opened::unknown);
  EXPECT_EQ(unknown.port, 40000);
  r.source_began = true;
  const auto known = see_records({r}).row(camera, cloud);
  EXPECT_EQ(known.opened, Opened::by_host);
  EXPECT_EQ(known.port, 50000);
}

TEST(Records, Stand_in_the_hour_that_they_began_in_with_their_sampling) {
  auto r = record(camera, 40000, cloud, 443);
  r.first = ten - second;
  r.sampling = 100;
  const auto row = see_records({r}).row(camera, cloud);
  EXPECT_EQ(row.hour, ten - model::one_hour);
  EXPECT_EQ(row.last, ten + 9 * second);
  EXPECT_EQ(row.sampling, 100u);
}

TEST(Records, Without_a_port_say_that_only_addresses_are_told) {  // port 0 is reserved: RFC 6335 section 6
  const auto row_of = [](std::uint8_t protocol, std::uint16_t port) {
    auto one = record(camera, port == 0 ? 0 : 40000, cloud, port);
    one.protocol = protocol;
    return see_records({one}).row(camera, cloud);
  };
  for (const auto protocol : std::initializer_list<std::uint8_t>{0, 6, 17}) {
    EXPECT_TRUE(row_of(protocol, 0).addresses_only) << int{protocol};
    EXPECT_EQ(row_of(protocol, 0).port, 0);
  }
  EXPECT_FALSE(row_of(6, 443).addresses_only);
  EXPECT_FALSE(row_of(1, 0).addresses_only);  // ICMP has no ports
}

TEST(Records, Of_no_host_such_as_a_group_are_the_other_ends_alone) {
  const Seen seen =
      see_records({record(camera, 40000, "239.255.255.250", 1900), record("0.0.0.0", 68, "255.255.255.255", 67)});
  ASSERT_EQ(seen.traffic.flows.size(), 1u);
  EXPECT_EQ(seen.row(camera, "239.255.255.250").port, 1900);
  EXPECT_EQ(seen.traffic.other_flows, 1u);
}

TEST(Records, By_address_alone_are_a_cameras_that_a_capture_showed_and_nobody_elses) {
  const Seen seen = see_records({record(camera, 40000, cloud, 443), record("192.168.1.9", 40000, cloud, 443)},
                                timed({datagram(camera_end, at_port(laptop_end, 80), "x")}), false);
  EXPECT_EQ(seen.row(camera, cloud).packets_out, 10u);
  EXPECT_EQ(seen.rows("192.168.1.9", cloud).size(), 0u);
  EXPECT_EQ(seen.traffic.other_flows, 1u);
  EXPECT_EQ(seen.traffic.other_packets, 10u);
}

const Bytes conn_log =
    "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tconn\n"
    "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\torig_bytes\tresp_bytes\t"
    "conn_state\thistory\torig_pkts\torig_ip_bytes\tresp_pkts\tresp_ip_bytes\n"
    "#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\tinterval\tcount\tcount\tstring\tstring\tcount\tcount\t"
    "count\tcount\n"
    "1699999200.0\tC1\t192.168.1.5\t40000\t198.51.100.7\t443\ttcp\t-\t1.0\t10\t20\tSF\tShADadfF\t5\t300\t4\t400\n"
    "1699999200.0\tC2\t192.168.1.9\t40000\t198.51.100.7\t443\ttcp\t-\t1.0\t10\t20\tSF\tShADadfF\t6\t360\t4\t400\n";

TEST(Inputs, A_log_is_read_after_the_capture_that_shows_the_camera_whatever_their_order) {
  const Folder folder;
  const Bytes frame = datagram(camera_end, at_port(cloud_end, 9000), "x");
  const auto log = folder.put("a/conn.log", conn_log), capture = folder.put("b.pcap", pcap({frame}));
  for (const auto& paths : {std::vector<std::string>{log, capture}, std::vector<std::string>{capture, log}}) {
    const auto result = read_paths(paths);
    EXPECT_EQ(result.unusable.size(), 0u);
    ASSERT_EQ(result.traffic.flows.size(), 2u);
    for (const auto& f : result.traffic.flows) {
      EXPECT_EQ(to_string(result.evidence.hosts.at(f.host).ip), camera);
      EXPECT_EQ(to_string(f.peer), cloud);
      EXPECT_EQ(f.bytes_out, f.port == 9000 ? frame.size() : 300u);
    }
    EXPECT_EQ(result.traffic.other_flows, 1u);
    EXPECT_EQ(result.traffic.other_packets, 10u);
  }
}

TEST(Inputs, Read_ahead_or_not_the_traffic_is_the_same) {
  std::vector<Bytes> frames;
  for (std::uint16_t i = 0; i < 3000; ++i)
    frames.push_back(
        datagram(at_port(camera_end, static_cast<std::uint16_t>(i % 50 + 1024)), at_port(cloud_end, 9000), "x"));
  const Folder folder;
  const auto one = folder.put("1.pcap", pcap(frames)), two = folder.put("2.pcap", pcap(frames, 1'700'005'000));
  ReadOptions ahead;
  ahead.threads = 2;
  const auto plain = read_paths({one, two}), threaded = read_paths({one, two}, ahead);
  std::uint64_t packets = 0;
  for (const auto& f : plain.traffic.flows) packets += f.packets_out;
  EXPECT_EQ(packets, 6000u);
  EXPECT_TRUE(plain.traffic.flows == threaded.traffic.flows);
}

TEST(Inputs, Simple_packets_of_pcapng_have_no_time_and_their_row_no_hour) {
  const Folder folder;
  const auto path =
      folder.put("a.pcapng", ng_section() + ng_interface() + ng_simple(datagram(camera_end, cloud_end, "x")));
  const auto result = read_paths({path});
  ASSERT_EQ(result.traffic.flows.size(), 1u);
  EXPECT_EQ(result.traffic.flows[0].hour, model::no_time);
  EXPECT_EQ(result.traffic.flows[0].first, model::no_time);
}

/// NetFlow 5 (Cisco, "NetFlow Export Datagram Format"): one record.
Bytes netflow5(const Bytes& from, const Bytes& to, std::uint16_t from_port, std::uint16_t to_port) {
  return big(5, 2) + big(1, 2) + big(10'000, 4) + big(1'699'999'210, 4) + big(0, 4) + big(0, 4) + big(0, 2) +
         big(0, 2) + from + to + big(0, 4) + big(1, 2) + big(2, 2) + big(12, 4) + big(3400, 4) + big(5'000, 4) +
         big(9'000, 4) + big(from_port, 2) + big(to_port, 2) + big(0, 1) + big(0x1b, 1) + big(over_tcp, 1) + big(0, 9);
}

TEST(Exports, In_a_capture_speak_of_its_camera_and_are_the_routers_own_traffic_besides) {
  const End router = end("dc:a6:32:ce:31:63", "192.168.1.1", 52000),
            collector = end("00:1f:29:00:00:02", "192.168.1.2", 2055);
  const Bytes shows = datagram(camera_end, at_port(laptop_end, 80), "x");
  const Bytes tells = datagram(router, collector, netflow5(camera_end.ip, cloud_end.ip, 40000, 443));
  const Seen some = see(timed({shows, tells}), false);
  EXPECT_EQ(some.row(camera, cloud).bytes_out, 3400u);
  EXPECT_EQ(some.row(camera, cloud).packets_out, 12u);
  EXPECT_EQ(some.row(camera, cloud).first, (std::int64_t{1'699'999'210} - 5) * second);
  EXPECT_EQ(some.traffic.other_flows, 1u);
  const Seen all = see(timed({shows, tells}));
  EXPECT_EQ(all.row("192.168.1.1", "192.168.1.2").bytes_out, tells.size());
}

}  // namespace
}  // namespace lenscap::sources::testing::traffic_records_test
