#include "sources/read_netflow.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "wire/octets.hpp"
#include "wire/pcap.hpp"

namespace lenscap::sources::read_netflow_test {
namespace {

using wire::testing::Bytes;
using wire::testing::octets;
using wire::testing::operator+;

constexpr model::Nanos second = model::nanos_per_second;
constexpr model::Nanos sent = 1'705'032'704 * second;  // 0x65a0bc00

struct Exporter {
  std::vector<FlowRecord> flows;
  std::map<std::string, std::uint64_t> skipped;
  std::vector<std::string> notes;
  FlowExports exports;
  std::uint64_t packet = 0;
  RecordSink sink{[this](const FlowRecord& flow) { flows.push_back(flow); }, {}, skipped, notes};

  bool send(const Bytes& datagram, model::Nanos captured = sent) {
    return read_flow_export(exports, model::Ip::v4(0x0a0000fe), datagram, captured, ++packet, sink);
  }
  std::uint64_t count_of(std::string_view begin) const {
    for (const auto& [reason, count] : skipped)
      if (reason.starts_with(begin)) return count;
    return 0;
  }
};

std::string hex32(std::uint32_t value) {
  char text[9];
  std::snprintf(text, sizeof text, "%08x", value);
  return text;
}

Bytes five(std::uint32_t sequence, const std::string& sampling = "0000", std::uint32_t packets = 12,
           std::uint32_t bytes = 8000, const std::string& uptime = "0036ee80") {
  return octets("0005 0001 " + uptime + " 65a0bc00 00000000 " + hex32(sequence) + " 0205 " + sampling +
                " c0a8010a 2f580bc8 c0a80101 0003 0001 " + hex32(packets) + hex32(bytes) +
                " 0036b000 0036d710 c350 01bb 00 1b 06 00 0000 0000 18 18 0000");
}

/// An IPFIX message of these sets.
Bytes ten(std::uint32_t sequence, const std::string& sets, const std::string& seconds = "65a0bc00") {
  const Bytes body = octets(sets);
  const auto length = static_cast<std::uint32_t>(body.size() + 16);
  return octets("000a " + hex32(length).substr(4) + seconds + hex32(sequence) + " 00000001") + body;
}

Bytes nine(std::uint32_t sequence, const std::string& uptime, const std::string& sets) {
  return octets("0009 0001 " + uptime + " 65a0bc00 " + hex32(sequence) + " 0000002a") + octets(sets);
}

// Addresses, ports, protocol, octets and packets of 4, begin and end in ms.
const std::string flow_template =
    "0002 0028 0100 0008  0008 0004  000c 0004  0007 0002  000b 0002  0004 0001  0001 0004"
    "  0002 0004  0099 0008 ";
const std::string flow_data = "0100 0021  0a000005 2f580bc8 c350 01bb 06 00000bb8 00000005 0000018cfbb0f800 ";

TEST(ReadNetflow, Time_of_version_5_is_the_uptime_on_the_calendar) {
  Exporter exporter;
  ASSERT_TRUE(exporter.send(five(0)));
  ASSERT_EQ(exporter.flows.size(), 1u);
  const FlowRecord& flow = exporter.flows[0];
  EXPECT_EQ(flow.first, sent - 16 * second);  // uptime 3584 s, sent at 3600 s
  EXPECT_EQ(flow.last, sent - 6 * second);
  EXPECT_EQ(model::to_string(flow.destination), "47.88.11.200");
  EXPECT_EQ(flow.tcp_flags, 0x1b);
  EXPECT_EQ(flow.row, 1u);
  EXPECT_TRUE(exporter.skipped.empty());
  EXPECT_FALSE(exporter.send(octets("0005 0001 00")));
}

TEST(ReadNetflow, Sampled_packets_are_scaled_and_said_to_be) {
  Exporter exporter;
  exporter.send(five(0, "4064"));  // one in 100
  ASSERT_EQ(exporter.flows.size(), 1u);
  EXPECT_EQ(exporter.flows[0].sampling, 100u);
  EXPECT_EQ(exporter.flows[0].packets, 1200u);
  EXPECT_EQ(exporter.flows[0].bytes, 800'000u);
}

TEST(ReadNetflow, Gap_in_the_numbers_is_counted) {
  Exporter exporter;
  exporter.send(five(0));
  exporter.send(five(1));
  EXPECT_TRUE(exporter.skipped.empty());
  exporter.send(five(12));
  EXPECT_EQ(exporter.count_of("flow records that the capture lacks"), 10u);
}

TEST(ReadNetflow, Exporter_that_began_again_is_noted) {
  Exporter exporter;
  exporter.send(five(5000));
  exporter.send(five(0, "0000", 12, 8000, "0000ea60"));
  EXPECT_EQ(exporter.count_of("restarts of exporters"), 1u);
  EXPECT_EQ(exporter.count_of("flow records that the capture lacks"), 0u);
  ASSERT_FALSE(exporter.notes.empty());
  EXPECT_NE(exporter.notes[0].find("10.0.0.254"), std::string::npos);
}

TEST(ReadNetflow, Byte_counter_that_passed_its_end_gets_the_least_that_is_possible) {
  Exporter exporter;
  exporter.send(five(0, "0000", 4'000'000, 1000));  // 4 million packets cannot have 1000 bytes
  ASSERT_EQ(exporter.flows.size(), 1u);
  EXPECT_EQ(exporter.flows[0].bytes, 4'294'968'296u);  // 1000 + 2^32
  EXPECT_EQ(exporter.count_of("32-bit byte counters"), 1u);
}

TEST(ReadNetflow, Wrong_clock_is_noted_once) {
  Exporter exporter;
  exporter.send(five(0), sent + 7200 * second);
  exporter.send(five(1), sent + 7200 * second);
  EXPECT_EQ(exporter.count_of("datagrams of exporters whose clock differs"), 2u);
  ASSERT_EQ(exporter.notes.size(), 1u);
  EXPECT_NE(exporter.notes[0].find("7200 s behind"), std::string::npos);
}

TEST(ReadNetflow, Data_before_its_template_waits_for_it) {
  Exporter exporter;
  exporter.send(ten(0, flow_data));
  EXPECT_TRUE(exporter.flows.empty());
  exporter.send(ten(1, flow_template));
  ASSERT_EQ(exporter.flows.size(), 1u);
  EXPECT_EQ(exporter.flows[0].bytes, 3000u);
  EXPECT_EQ(exporter.flows[0].row, 1u);  // of its own datagram
  exporter.exports.finish(exporter.sink);
  EXPECT_EQ(exporter.count_of("flow data without a template"), 0u);
}

TEST(ReadNetflow, Data_whose_template_never_comes_is_counted) {
  Exporter exporter;
  exporter.send(ten(0, flow_data));
  exporter.exports.finish(exporter.sink);
  EXPECT_EQ(exporter.count_of("flow data without a template"), 1u);
}

TEST(ReadNetflow, Withdrawal_over_UDP_takes_no_template_away_and_is_counted) {  // RFC 7011 section 8.4
  Exporter exporter;
  exporter.send(ten(0, flow_template + flow_data));
  exporter.send(ten(1, "0002 0008 0100 0000"));
  exporter.send(ten(1, "0002 0008 0002 0000"));  // all of them
  exporter.send(ten(1, flow_data));
  EXPECT_EQ(exporter.flows.size(), 2u);
  EXPECT_EQ(exporter.count_of("withdrawals of flow templates"), 2u);
}

TEST(ReadNetflow, Changed_template_is_read_by_the_new_one) {
  Exporter exporter;
  exporter.send(ten(0, flow_template + flow_data));
  exporter.send(ten(1,
                    "0002 0018 0100 0004  0008 0004  000c 0004  0001 0004  0002 0004"
                    "  0100 0014 0a000006 08080808 00000400 00000001"));
  ASSERT_EQ(exporter.flows.size(), 2u);
  EXPECT_EQ(exporter.flows[1].bytes, 1024u);
  EXPECT_EQ(exporter.count_of("flow templates that an exporter changed"), 1u);
}

TEST(ReadNetflow, Sampler_of_an_option_scales_the_flows_that_name_it) {
  Exporter exporter;
  // Option 257: scope system, sampler 3 takes one in 50. Template 256 with the sampler's number (48).
  exporter.send(nine(0, "0036ee80",
                     "0001 0016 0101 0004 0008  0001 0004  0030 0001  0032 0004"
                     "  0101 000d 00000000 03 00000032"));
  const std::string form = "0000 001c 0100 0005  0008 0004  000c 0004  0001 0004  0002 0004  0030 0001";
  exporter.send(nine(1, "0036ee80", form + "0100 0015 0a000005 08080808 00000064 00000002 03"));
  exporter.send(nine(2, "0036ee80", "0100 0015 0a000005 08080808 00000064 00000002 04"));
  ASSERT_EQ(exporter.flows.size(), 2u);
  EXPECT_EQ(exporter.flows[0].bytes, 5000u);
  EXPECT_EQ(exporter.flows[0].sampling, 50u);
  EXPECT_EQ(exporter.flows[1].bytes, 100u);
  EXPECT_EQ(exporter.count_of("sampled flows whose rate was not told"), 1u);
}

TEST(ReadNetflow, Running_counters_are_told_by_what_each_report_adds) {
  Exporter exporter;
  const std::string form = "0002 001c 0100 0005  0008 0004  000c 0004  0055 0004  0056 0004  0096 0004";
  const std::string flow = "0100 0018 0a000005 08080808 ", began = " 65a0bb00";
  exporter.send(ten(0, form + flow + "f0000000 00100000" + began));
  exporter.send(ten(1, flow + "f0000064 00100001" + began));
  exporter.send(ten(2, flow + "00000010 00100002" + began));  // passed 2^32
  ASSERT_EQ(exporter.flows.size(), 3u);
  EXPECT_EQ(exporter.flows[1].bytes, 100u);
  EXPECT_EQ(exporter.flows[1].packets, 1u);
  EXPECT_EQ(exporter.flows[2].bytes, 0x10000010u - 100u);
  EXPECT_EQ(exporter.count_of("32-bit counters that passed their end"), 1u);
}

TEST(ReadNetflow, Both_ways_of_a_biflow_are_one_record_said_from_who_began) {
  Exporter exporter;
  const std::string form =
      "0002 0024 0100 0006  0008 0004  000c 0004  0001 0004  0002 0004  8001 0004 00007279"
      "  00ef 0001";
  exporter.send(ten(0, form + "0100 0019 0a000005 08080808 00000064 00000002 00000bb8 01"));
  exporter.send(ten(1, "0100 0019 08080808 0a000005 00000bb8 00000005 00000064 02"));
  ASSERT_EQ(exporter.flows.size(), 2u);
  for (const FlowRecord& flow : exporter.flows) {
    EXPECT_TRUE(flow.both_ways && flow.source_began);
    EXPECT_EQ(model::to_string(flow.source), "10.0.0.5");
    EXPECT_EQ(flow.bytes, 100u);
    EXPECT_EQ(flow.bytes_back, 3000u);
    EXPECT_EQ(flow.went, Went::answered);
  }
}

TEST(ReadNetflow, Flow_that_a_firewall_denied_was_refused) {
  Exporter exporter;
  exporter.send(ten(0,
                    "0002 0014 0100 0003  0008 0004  000c 0004  00e9 0001"
                    "  0100 000d 0a000005 08080808 03"));
  ASSERT_EQ(exporter.flows.size(), 1u);
  EXPECT_EQ(exporter.flows[0].went, Went::refused);
  EXPECT_EQ(exporter.flows[0].packets, 0u);
}

TEST(ReadNetflow, Templates_beyond_the_bound_put_the_oldest_aside) {
  Exporter exporter;
  for (std::uint32_t domain = 0; domain <= ExportTemplates::most_templates; ++domain) {
    ExportHead head;
    head.version = 10;
    head.domain = domain;
    exporter.exports.templates.learn(head, {256, false, 4, {{0, 8, 4}}}, exporter.sink);
  }
  ExportHead first;
  first.version = 10;
  EXPECT_EQ(exporter.exports.templates.find(first, 256), nullptr);
  EXPECT_EQ(exporter.count_of("flow templates put aside"), 1u);
}

/// softflowd 1.1.0 read the set-up of a camera (52 flows, by nfdump 1.7.1 606 packets of 127,377 octets) and sent it.
TEST(ReadNetflow, Exports_of_softflowd_have_the_totals_that_nfdump_adds_up) {
  for (const auto* name : {"softflowd-v5", "softflowd-v9", "softflowd-ipfix"}) {
    std::ifstream file(std::string(LENSCAP_ROOT "/tests/sources/exports/") + name + ".pcap", std::ios::binary);
    const std::vector<char> all{std::istreambuf_iterator<char>(file), {}};
    const std::span bytes(reinterpret_cast<const std::uint8_t*>(all.data()), all.size());
    const auto pcap = wire::parse_pcap_file(bytes);
    ASSERT_TRUE(pcap) << name;
    Exporter exporter;
    for (std::size_t at = wire::PcapFile::size; at + 16 < bytes.size();) {
      const auto record = wire::parse_pcap_record(*pcap, bytes.subspan(at));
      const auto payload = std::as_bytes(bytes.subspan(at + 16 + 42, record.kept - 42));  // Ethernet, IP, UDP
      EXPECT_TRUE(exporter.send({payload.begin(), payload.end()}, record.nanos));
      at += 16 + record.kept;
    }
    std::uint64_t packets = 0, octets_all = 0;
    for (const auto& flow : exporter.flows) packets += flow.packets, octets_all += flow.bytes;
    EXPECT_EQ(exporter.flows.size(), 52u) << name;
    EXPECT_EQ(packets, 606u) << name;
    EXPECT_EQ(octets_all, 127'377u) << name;
    EXPECT_TRUE(exporter.skipped.empty()) << name << ": " << exporter.skipped.begin()->first;
    // nfdump: the first flow 02:00:15.942 to 16.142, 192.168.0.20:5353 to 224.0.0.251:5353.
    const auto first = std::min_element(exporter.flows.begin(), exporter.flows.end(),
                                        [](const auto& a, const auto& b) { return a.first < b.first; });
    EXPECT_EQ(model::to_string(first->source), "192.168.0.20") << name;
    EXPECT_NEAR(static_cast<double>(first->last - first->first) / 1e9, 0.2, 0.01) << name;
  }
}

}  // namespace
}  // namespace lenscap::sources::read_netflow_test
