// A capture is audited, `lenscap contain` writes the rules, nftables loads them, and the same frames go through: what
// was declared passes, the rest of the cameras' traffic is stopped, and all of it stays in a namespace that this test
// makes. Every outside address was rewritten to 198.51.100.0/24 (RFC 5737) before the audit.
//
// What is declared and what must pass stands here by the addresses of the published capture, read with tshark.
#include <gtest/gtest.h>

#include <iostream>
#include <regex>

#include "contain/frames.hpp"
#include "contain/network.hpp"

namespace lenscap::contain::replay_test {
namespace {

using model::Ip;
using Pair = std::pair<Ip, Ip>;  // inside, outside

Ip ip(const std::string& text) { return model::parse_ip(text).value(); }

struct Contact {
  const char *inside, *outside;  ///< as in the capture
  std::uint64_t frames_out;      ///< tshark -Y 'ip.src == inside && ip.dst == outside'
  bool declared;
};

struct Case {
  const char* name;
  std::string capture;
  std::string letter;  ///< TOML; "<203.0.113.41>" stands for what this address was rewritten to
  std::vector<Contact> contacts;
};
void PrintTo(const Case& c, std::ostream* out) { *out << c.capture; }

const Case cases[] = {
    {"Example",
     LENSCAP_ROOT "/examples/depot.pcapng",
     R"([[declared]]
device = ["10.40.30.41", "10.40.30.20"]
source = "letter"
date = 2026-03-02
allow = [{ name = "*.hik-connect.com", protocol = "tcp", port = 443 }]
[[declared]]
device = "10.40.30.45"
source = "letter"
date = 2026-03-02
allow = [{ address = "<198.51.100.123>", protocol = "udp", port = 123 }]
)",
     {{"10.40.30.41", "203.0.113.41", 9, true},
      {"10.40.30.20", "203.0.113.41", 9, true},
      {"10.40.30.45", "198.51.100.123", 1, true},
      {"10.40.30.42", "203.0.113.42", 10, false},
      {"10.40.30.43", "203.0.113.43", 9, false},
      {"10.40.30.44", "203.0.113.44", 18, false},
      {"10.40.30.46", "198.51.100.46", 9, false}}},
    {"DLink_setup",
     test::evidence_path("captures/dlink-dcs935l-setup.pcap"),
     R"([[declared]]
device = "b0:c5:54:25:5b:0e"
source = "letter"
date = 2026-03-02
allow = [{ name = "mp-eu-signal.auto.mydlink.com", protocol = "tcp", port = 443 }]
)",
     {{"10.10.10.37", "54.229.64.81", 16, true},
      {"10.10.10.37", "54.194.162.61", 14, true},
      {"10.10.10.37", "52.8.178.58", 14, false},
      {"10.10.10.37", "54.86.11.193", 1, false}}},
    {"Yi_peer_to_peer",
     test::evidence_path("captures/yi-camera-p2p-cut96.pcap"),
     R"([[declared]]
device = "192.168.10.204"
source = "letter"
date = 2026-03-02
allow = [{ address = "<47.90.240.160>", protocol = "udp", port = 32100 }]
)",
     {{"192.168.10.204", "47.90.240.160", 3, true},
      {"192.168.10.204", "47.88.59.209", 3, false},
      {"192.168.10.204", "47.74.255.9", 3, false}}},
    {"Home",
     test::evidence_path("captures/home-fifteen-devices.pcapng"),
     R"([[declared]]
device = "90:48:6c:06:8f:74"
source = "letter"
date = 2026-03-02
allow = [{ address = "<52.23.137.7>", protocol = "tcp", port = 9998 }]
)",
     {{"192.168.4.10", "52.23.137.7", 11, true},
      {"192.168.4.10", "8.8.4.4", 5, false},
      {"192.168.4.10", "8.8.8.8", 3, false}}},
};

/// Each "<address>" as what it was rewritten to.
std::string with_new_addresses(const std::string& letter, const Outside& outside) {
  std::string out;
  for (std::size_t at = 0; at < letter.size(); ++at) {
    if (letter[at] != '<') {
      out += letter[at];
      continue;
    }
    const auto end = letter.find('>', at);
    out += to_string(outside.given().at(ip(letter.substr(at + 1, end - at - 1))));
    at = end;
  }
  return out;
}

struct Counts {
  std::uint64_t sent_out = 0, through_out = 0, sent_in = 0, through_in = 0;
};
using Table = std::map<Pair, Counts>;

Table replay(const std::vector<CapturedFrame>& frames) {
  FarEnd inside_end("inside0"), outside_end("outside0");
  Table counts;
  for (const auto& f : frames) {
    auto& c = counts[f.outwards ? Pair{f.source, f.destination} : Pair{f.destination, f.source}];
    ++(f.outwards ? c.sent_out : c.sent_in);
    (f.outwards ? inside_end : outside_end).send(f.bytes);
    // What comes out is taken before the next goes in: an answer follows its question, as in the capture.
    for (const auto& got : outside_end.received(1))
      if (word(got, 12) == 0x0800) ++counts[{address(got, ethernet + 12), address(got, ethernet + 16)}].through_out;
    for (const auto& got : inside_end.received(1))
      if (word(got, 12) == 0x0800) ++counts[{address(got, ethernet + 16), address(got, ethernet + 12)}].through_in;
  }
  return counts;
}

std::uint64_t dropped_by(const std::string& rules) {
  const std::regex counter(R"(counter packets (\d+) bytes \d+ drop)");
  std::uint64_t total = 0;
  for (std::sregex_iterator it(rules.begin(), rules.end(), counter), end; it != end; ++it)
    total += std::stoull((*it)[1]);
  return total;
}

class Replay : public ::testing::TestWithParam<Case> {};

TEST_P(Replay, Declared_peers_come_through_the_rest_is_stopped_and_nothing_leaves_the_namespace) {
  const Case& param = GetParam();
  if (!std::filesystem::exists(param.capture)) GTEST_SKIP() << "no evidence: " << param.capture;
  Outside outside;
  const auto capture = rewritten(param.capture, outside);
  test::Folder folder;
  const auto pcap = folder.write("rewritten.pcap", capture.pcap), file = folder / "rewritten.lenscap";
  const auto letter = folder.write("letter.toml", with_new_addresses(param.letter, outside));

  const auto audited = test::run({"audit", pcap, "--case", file, "--json", folder / "audit.json"});
  ASSERT_TRUE(audited.code == 0 || audited.code == 1) << audited.err;
  const auto contained = test::run({"contain", file, "--declared", letter, "--nft", folder / "rules.nft"});
  ASSERT_EQ(contained.code, 0) << contained.err;

  std::map<Ip, std::string> devices;  // by address
  const auto audit = nlohmann::json::parse(test::bytes_of(folder / "audit.json"));
  for (const auto& device : audit["devices"])
    for (const auto& own : device["addresses"]) devices[ip(own)] = device["id"].dump();
  std::set<Pair> allowed;
  for (const auto& contact : param.contacts)
    if (contact.declared) allowed.insert({ip(contact.inside), outside.given().at(ip(contact.outside))});

  if (const std::string why = enter_network(); !why.empty())
    GTEST_SKIP() << "NOT REPLAYED: needs iproute2, nftables and leave to make a network namespace (root): " << why;
  ASSERT_EQ(failure_of("nft -f " + folder / "rules.nft"), "");
  std::set<Ip> neighbours;
  for (const auto& f : capture.across) neighbours.insert({f.source, f.destination});
  for (const auto& address : neighbours)
    ASSERT_EQ(failure_of("ip neigh add " + to_string(address) + " lladdr 02:00:00:00:00:99 nud permanent dev " +
                         (address.inside() ? "inside1" : "outside1")),
              "");
  auto counts = replay(capture.across);

  std::uint64_t stopped = 0, let_through = 0;
  std::printf("device  inside          outside         out: sent through   in: sent through\n");
  for (const auto& [pair, c] : counts) {
    const bool ours = devices.contains(pair.first), let = allowed.contains(pair);
    std::printf("%6s  %-15s %-15s %9lu %7lu %10lu %7lu  %s\n", ours ? devices[pair.first].c_str() : "-",
                to_string(pair.first).c_str(), to_string(pair.second).c_str(), c.sent_out, c.through_out, c.sent_in,
                c.through_in,
                !ours ? "no camera: left alone"
                : let ? "declared"
                      : "not declared");
    const std::string trace = to_string(pair.first) + " " + to_string(pair.second);
    EXPECT_EQ(c.through_out, let || !ours ? c.sent_out : 0u) << trace;
    EXPECT_EQ(c.through_in, let || !ours ? c.sent_in : 0u) << trace;
    stopped += c.sent_out + c.sent_in - c.through_out - c.through_in;
    if (let) let_through += c.through_out + c.through_in;
  }
  for (const auto& contact : param.contacts) {
    const Pair pair{ip(contact.inside), outside.given().at(ip(contact.outside))};
    EXPECT_EQ(counts[pair].sent_out, contact.frames_out) << contact.outside;
    EXPECT_TRUE(devices.contains(pair.first)) << contact.inside;
  }
  EXPECT_GT(let_through, 0u);
  EXPECT_GT(stopped, 0u);
  const std::string after = shell("nft list table inet lenscap").out;
  EXPECT_EQ(dropped_by(after), stopped) << after;
  // Nothing could leave: both ends of every cable are in here, and every frame was counted at one of them or stopped.
  EXPECT_EQ(interfaces(), (std::set<std::string>{"lo", "inside0", "inside1", "outside0", "outside1"}));
  std::printf(
      "%zu frames sent, %lu of declared peers through, %lu stopped; %lu others between inside and outside not "
      "replayed\n",
      capture.across.size(), let_through, stopped, capture.not_replayed);
  std::cout << after << shell("ip -s link").out;
}

INSTANTIATE_TEST_SUITE_P(Of, Replay, ::testing::ValuesIn(cases),
                         [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace lenscap::contain::replay_test
