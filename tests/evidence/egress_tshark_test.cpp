// For each camera of the evidence captures: packets and bytes each way of every peer address, and the names that it
// used, are those that tshark counts. Expected values are counted by tshark in the test; nothing is copied.
//
// tshark -z conv,ip counts frames by address pairs, and prints bytes rounded ("26 kB"): the same frames are summed from
// its fields, exactly. One difference is meant: a camera that has no address yet sends from 0.0.0.0 or :: (RFC 2131
// section 4.1, RFC 4862 section 5.4.2). A conversation of addresses cannot say whose that is; the hardware address can.
#include <gtest/gtest.h>

#include <array>
#include <cctype>
#include <cstdio>
#include <map>
#include <set>
#include <sstream>

#include "cli/program.hpp"

namespace lenscap::test::egress_tshark_test {
namespace {

using Json = nlohmann::json;
constexpr auto tshark = "/usr/bin/tshark";

/// Lines of tshark's fields, split at tabs.
std::vector<std::vector<std::string>> fields(const std::string& capture, const std::string& filter,
                                             const std::vector<std::string>& names) {
  std::vector<std::string> arguments = {"-r", capture, "-T", "fields", "-E", "occurrence=f"};
  if (!filter.empty()) arguments.insert(arguments.end(), {"-Y", filter});
  for (const auto& name : names) arguments.insert(arguments.end(), {"-e", name});
  const Ran ran = run_path(tshark, arguments);
  std::vector<std::vector<std::string>> rows;
  std::istringstream lines(ran.out);
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> row;
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, '\t');) row.push_back(cell);
    row.resize(names.size());
    rows.push_back(std::move(row));
  }
  EXPECT_FALSE(rows.empty() && filter.empty()) << capture << ": " << ran.err;
  return rows;
}

struct Totals {
  std::uint64_t packets_out = 0, packets_in = 0, bytes_out = 0, bytes_in = 0;
  bool operator==(const Totals&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Totals& t) {
  return out << t.packets_out << " out, " << t.packets_in << " in; " << t.bytes_out << " B out, " << t.bytes_in
             << " B in";
}

std::set<std::string> strings(const Json& list) {
  std::set<std::string> all;
  for (const auto& one : list) all.insert(one.get<std::string>());
  return all;
}

const std::array captures = {"dlink-dcs935l-setup.pcap",      "dlink-dcs930lb-setup.pcap",
                             "edimax-cam-setup.pcap",         "yi-camera-p2p-cut96.pcap",
                             "reolink-baichuan-login.pcapng", "home-fifteen-devices.pcapng"};

class EgressAgainstTshark : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    path_ = evidence_path(std::string("captures/") + GetParam());
    if (!std::filesystem::exists(path_)) GTEST_SKIP() << "the evidence is not here: " << path_;
    if (!std::filesystem::exists(tshark)) GTEST_SKIP() << "tshark is not installed";
    audit_ = audit_json({path_});
    ASSERT_FALSE(audit_.is_null());
    ASSERT_FALSE(audit_["devices"].empty());
  }
  std::string path_;
  Json audit_;
};

TEST_P(EgressAgainstTshark, Packets_and_bytes_each_way_of_every_peer_are_those_of_its_conversations) {
  const auto frames = fields(path_, "", {"frame.len", "eth.src", "ip.src", "ip.dst", "ipv6.src", "ipv6.dst"});
  for (const auto& device : audit_["devices"]) {
    const auto addresses = strings(device["addresses"]), macs = strings(device["macs"]);
    std::map<std::string, Totals> expected, told;
    for (const auto& f : frames) {
      const std::string from = f[2].empty() ? f[4] : f[2], to = f[3].empty() ? f[5] : f[3];
      const std::uint64_t bytes = std::stoull(f[0]);
      const bool unaddressed = (from == "0.0.0.0" || from == "::") && macs.contains(f[1]);
      if (addresses.contains(from) || unaddressed) {
        ++expected[to].packets_out;
        expected[to].bytes_out += bytes;
      } else if (addresses.contains(to)) {
        ++expected[from].packets_in;
        expected[from].bytes_in += bytes;
      }
    }
    for (const auto& p : device["egress"]["peers"]) {
      if (p["outcome"] == "name_only") continue;
      Totals& t = told[p["peer"].get<std::string>()];
      t.packets_out += p["packets_out"].get<std::uint64_t>();
      t.packets_in += p["packets_in"].get<std::uint64_t>();
      t.bytes_out += p["bytes_out"].get<std::uint64_t>();
      t.bytes_in += p["bytes_in"].get<std::uint64_t>();
    }
    EXPECT_FALSE(expected.empty());
    for (const auto& [peer, totals] : expected) EXPECT_EQ(told[peer], totals) << peer << " of " << device["key"];
    for (const auto& [peer, totals] : told) EXPECT_TRUE(expected.contains(peer)) << peer << ": " << totals;
  }
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

TEST_P(EgressAgainstTshark, The_names_of_each_camera_are_those_that_it_asked_for_and_greeted_by) {
  // Group questions (mDNS, LLMNR) ask no server outside; "dns" alone is not their name in tshark.
  const auto asked = fields(path_, "(dns && dns.flags.response == 0 && !mdns) || tls.handshake.extensions_server_name",
                            {"ip.src", "dns.qry.name", "tls.handshake.extensions_server_name"});
  for (const auto& device : audit_["devices"]) {
    const auto addresses = strings(device["addresses"]);
    std::set<std::string> expected, told;
    for (const auto& row : asked)
      if (addresses.contains(row[0])) expected.insert(lower(row[1].empty() ? row[2] : row[1]));
    for (const auto& p : device["egress"]["peers"]) {
      if (p["name"].is_string()) told.insert(p["name"].get<std::string>());
      for (const auto& name : p["other_names"]) told.insert(name.get<std::string>());
    }
    EXPECT_EQ(told, expected) << device["key"];
  }
}

INSTANTIATE_TEST_SUITE_P(Evidence, EgressAgainstTshark, ::testing::ValuesIn(captures), [](const auto& test) {
  std::string name = test.param;
  for (char& c : name)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  return name;
});

}  // namespace
}  // namespace lenscap::test::egress_tshark_test
