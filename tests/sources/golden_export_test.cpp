// Exports written from RFC 3954, RFC 7011 and Cisco's tables by someone who had not seen the parsers
// (tests/golden/netflow*.hex, ipfix*.hex): every field that a flow record holds is what the octets say, and counts of a
// sample stand for all.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "model/time.hpp"
#include "sources/read_netflow.hpp"
#include "wire/golden_file.hpp"
#include "wire/ipfix.hpp"
#include "wire/netflow5.hpp"
#include "wire/netflow9.hpp"

namespace lenscap::sources::golden_export_test {
namespace {

namespace fs = std::filesystem;
using Found = std::map<std::string, std::string>;

struct Reading {
  std::vector<FlowRecord> flows;
  std::map<std::string, std::uint64_t> skipped;
  std::vector<std::string> notes;
  bool is_export = false;
};

Reading read(std::span<const std::byte> bytes) {
  Reading reading;
  RecordSink sink{[&](const FlowRecord& flow) { reading.flows.push_back(flow); }, {}, reading.skipped, reading.notes};
  FlowExports exports;
  const auto exporter = model::Ip::v4(0xc0000201);
  reading.is_export = read_flow_export(exports, exporter, bytes, 1'767'225'600 * model::nanos_per_second, 1, sink);
  exports.finish(sink);
  return reading;
}

/// One value under the name that each of the three specifications has for it.
void tell(Found& found, std::size_t flow, std::initializer_list<const char*> names, const std::string& value) {
  for (const char* name : names) found[std::to_string(flow) + " " + name] = value;
}

void tell_flow(Found& found, std::size_t i, const FlowRecord& f) {
  tell(found, i, {"srcaddr", "IPV4_SRC_ADDR", "IPV6_SRC_ADDR", "sourceIPv4Address"}, to_string(f.source));
  tell(found, i, {"dstaddr", "IPV4_DST_ADDR", "IPV6_DST_ADDR", "destinationIPv4Address"}, to_string(f.destination));
  tell(found, i, {"srcport", "L4_SRC_PORT", "sourceTransportPort"}, std::to_string(f.source_port));
  tell(found, i, {"dstport", "L4_DST_PORT", "destinationTransportPort"}, std::to_string(f.destination_port));
  tell(found, i, {"prot", "PROTOCOL", "protocolIdentifier"}, std::to_string(f.protocol));
  tell(found, i, {"tcp_flags", "TCP_FLAGS", "tcpControlBits"}, std::to_string(f.tcp_flags));
  tell(found, i, {"First", "FIRST_SWITCHED", "flowStartMilliseconds", "flowStartSeconds"}, model::to_iso(f.first));
  tell(found, i, {"Last", "LAST_SWITCHED", "flowEndMilliseconds", "flowEndSeconds"}, model::to_iso(f.last));
  EXPECT_EQ(f.packets % f.sampling + f.bytes % f.sampling, 0u);
  tell(found, i, {"dPkts", "IN_PKTS", "packetDeltaCount"}, std::to_string(f.packets / f.sampling));
  tell(found, i, {"dOctets", "IN_BYTES", "octetDeltaCount"}, std::to_string(f.bytes / f.sampling));
  for (const char* name : {"sampling interval", "SAMPLING_INTERVAL", "sampled one in"})
    found[name] = std::to_string(f.sampling);
}

void tell_head(Found& found, std::span<const std::byte> bytes) {
  if (const auto five = wire::parse_netflow5(bytes)) {
    found["count"] = std::to_string(five->count());
    found["flow_sequence"] = std::to_string(five->sequence);
  }
  if (const auto nine = wire::parse_netflow9(bytes)) found["Source ID"] = std::to_string(nine->source);
  if (const auto ten = wire::parse_ipfix(bytes)) found["Observation Domain ID"] = std::to_string(ten->domain);
}

std::vector<std::string> export_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(fs::path(LENSCAP_ROOT) / "tests/golden"))
    if (const auto name = entry.path().stem().string(); name.starts_with("netflow") || name.starts_with("ipfix"))
      names.push_back(name);
  std::sort(names.begin(), names.end());
  return names;
}

class GoldenExport : public ::testing::TestWithParam<std::string> {};

TEST_P(GoldenExport, Is_read_as_its_specification_lays_it_out) {
  const auto golden = wire::testing::read_golden(fs::path(LENSCAP_ROOT) / "tests/golden" / (GetParam() + ".hex"));
  ASSERT_FALSE(golden.expected.empty());
  auto reading = read(golden.bytes);
  ASSERT_TRUE(reading.is_export);
  Found found;
  tell_head(found, golden.bytes);
  for (std::size_t i = 0; i < reading.flows.size(); ++i) tell_flow(found, i + 1, reading.flows[i]);
  found["records"] = std::to_string(reading.flows.size());
  std::uint64_t withdrawals = 0;
  for (const auto& [reason, count] : reading.skipped) {
    EXPECT_TRUE(reason.starts_with("withdrawals")) << reason;
    withdrawals += count;
  }
  found["withdrawals"] = std::to_string(withdrawals);
  for (const auto& [field, value] : golden.expected) EXPECT_EQ(found[field], value) << field << " of: " << golden.title;
}

TEST_P(GoldenExport, Cut_anywhere_tells_no_flow_that_the_whole_does_not) {
  const auto golden = wire::testing::read_golden(fs::path(LENSCAP_ROOT) / "tests/golden" / (GetParam() + ".hex"));
  const auto whole = read(golden.bytes).flows;
  for (std::size_t size = 0; size < golden.bytes.size(); ++size) {
    const auto part = read(std::span(golden.bytes).first(size)).flows;
    ASSERT_LE(part.size(), whole.size()) << size;
    for (std::size_t i = 0; i < part.size(); ++i) EXPECT_EQ(part[i].bytes, whole[i].bytes) << size;
  }
}

std::string test_name(const ::testing::TestParamInfo<std::string>& one) {
  std::string name = one.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Messages, GoldenExport, ::testing::ValuesIn(export_names()), test_name);

}  // namespace
}  // namespace lenscap::sources::golden_export_test
