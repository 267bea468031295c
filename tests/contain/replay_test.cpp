// The example's traffic, its outside addresses rewritten to 198.51.100.0/24 (RFC 5737), put through the rules that
// Lenscap writes for it: declared peers come through, the rest is stopped, and all of it stays in a namespace that this
// test makes.
#include <gtest/gtest.h>

#include <iostream>
#include <regex>
#include <tuple>

#include "assess/containment.hpp"
#include "assess/traffic_case.hpp"
#include "contain/frames.hpp"
#include "contain/network.hpp"
#include "views/nftables.hpp"

namespace lenscap::contain {
namespace {

using model::Ip;
using Pair = std::pair<Ip, Ip>;  // inside, outside

Ip ip(const char* text) { return model::parse_ip(text).value(); }
bool is_camera(const Ip& address) { return to_string(address).starts_with("10.40.30."); }
Pair pair_of(const CapturedFrame& f) {
  return f.outwards ? Pair{f.source, f.destination} : Pair{f.destination, f.source};
}

/// The case that these frames make: a device an address of the cameras' network.
assess::TrafficCase case_of(const std::vector<CapturedFrame>& frames) {
  assess::TrafficCase t;
  t.c.sources[0].name = "depot.pcapng";
  std::map<Ip, model::Id> ids;
  std::map<std::tuple<Ip, Ip, int, int, int>, std::size_t> rows;  // one a conversation: its ports tell it from others
  for (const auto& f : frames) {
    const auto [inside, outside] = pair_of(f);
    if (!is_camera(inside)) continue;
    if (!ids.contains(inside)) ids[inside] = t.device(f.outwards ? to_string(f.from) : "", to_string(inside));
    const int own = f.outwards ? f.source_port : f.destination_port,
              far = f.outwards ? f.destination_port : f.source_port;
    const auto [at, first] = rows.emplace(std::tuple{inside, outside, int{f.protocol}, own, far}, t.c.flows.size());
    if (first) {
      auto& row = t.flow(ids[inside], to_string(outside), f.protocol, f.outwards ? far : own, 0, 0,
                         f.outwards ? model::Opened::by_host : model::Opened::by_peer);
      row.packet = f.packet;
    }
    auto& row = t.c.flows[at->second].flow;
    ++(f.outwards ? row.packets_out : row.packets_in);
    row.answered = row.packets_out > 0 && row.packets_in > 0;
  }
  return t;
}

struct Counts {
  std::uint64_t sent_out = 0, through_out = 0, sent_in = 0, through_in = 0;
};

std::uint64_t dropped_by(const std::string& rules) {
  const std::regex counter(R"(counter packets (\d+) bytes \d+ drop)");
  std::uint64_t sum = 0;
  for (std::sregex_iterator it(rules.begin(), rules.end(), counter), end; it != end; ++it) sum += std::stoull((*it)[1]);
  return sum;
}

TEST(Replay, Declared_peers_come_through_the_rest_is_stopped_and_nothing_leaves_the_namespace) {
  Outside outside;
  const auto frames = rewritten(LENSCAP_ROOT "/examples/depot.pcapng", outside);
  ASSERT_GT(frames.size(), 100u);
  auto t = case_of(frames);
  const Ip hikvision = outside.given().at(ip("203.0.113.41")), clock = outside.given().at(ip("198.51.100.123"));
  for (const auto& i : t.c.identifiers)
    if (i.value == "10.40.30.41" || i.value == "10.40.30.20")
      t.name(i.subject, "litedev.hik-connect.com", to_string(hikvision));
  const auto declared =
      knowledge::parse_declared_toml(
          "[[declared]]\ndevice = [\"10.40.30.41\", \"10.40.30.20\"]\nsource = \"test\"\ndate = 2026-03-02\n"
          "allow = [{ name = \"*.hik-connect.com\", protocol = \"tcp\", port = 443 }]\n"
          "[[declared]]\ndevice = \"10.40.30.45\"\nsource = \"test\"\ndate = 2026-03-02\n"
          "allow = [{ address = \"" +
              to_string(clock) + "\", protocol = \"udp\", port = 123 }]\n",
          "letter.toml")
          .value()
          .declared;
  const auto comparison = assess::compare(t.c, {}, declared, assess::conversations(t.c));
  const auto plan = assess::contain(t.c, {}, comparison);
  const std::set<Pair> allowed = {
      {ip("10.40.30.41"), hikvision}, {ip("10.40.30.20"), hikvision}, {ip("10.40.30.45"), clock}};

  if (const std::string why = enter_network(); !why.empty())
    GTEST_SKIP() << "NOT REPLAYED: needs iproute2, nftables and leave to make a network namespace (root): " << why;
  test::Folder folder;
  ASSERT_EQ(failure_of("nft -f " + folder.write("rules.nft", views::to_nftables(plan, t.c))), "");
  std::set<Ip> neighbours;
  for (const auto& f : frames) neighbours.insert({f.source, f.destination});
  for (const auto& address : neighbours)
    ASSERT_EQ(failure_of("ip neigh add " + to_string(address) + " lladdr 02:00:00:00:00:99 nud permanent dev " +
                         (address.inside() ? "inside1" : "outside1")),
              "");

  FarEnd inside_end("inside0"), outside_end("outside0");
  std::map<Pair, Counts> counts;
  for (const auto& f : frames) {
    auto& c = counts[pair_of(f)];
    ++(f.outwards ? c.sent_out : c.sent_in);
    (f.outwards ? inside_end : outside_end).send(f.bytes);
    // What comes out is taken before the next goes in: an answer follows its question, as in the capture.
    for (const auto& got : outside_end.received(1))
      if (word(got, 12) == 0x0800) ++counts[{address(got, ip_at + 12), address(got, ip_at + 16)}].through_out;
    for (const auto& got : inside_end.received(1))
      if (word(got, 12) == 0x0800) ++counts[{address(got, ip_at + 16), address(got, ip_at + 12)}].through_in;
  }

  std::uint64_t stopped = 0;
  std::cout << "inside          outside          out: sent through   in: sent through\n";
  for (const auto& [pair, c] : counts) {
    const bool let = allowed.contains(pair) || !is_camera(pair.first);
    std::printf("%-15s %-15s %10lu %7lu %10lu %7lu  %s\n", to_string(pair.first).c_str(),
                to_string(pair.second).c_str(), c.sent_out, c.through_out, c.sent_in, c.through_in,
                !is_camera(pair.first) ? "no camera: left alone"
                : let                  ? "declared"
                                       : "not declared");
    EXPECT_EQ(c.through_out, let ? c.sent_out : 0u) << to_string(pair.first) << " " << to_string(pair.second);
    EXPECT_EQ(c.through_in, let ? c.sent_in : 0u) << to_string(pair.first) << " " << to_string(pair.second);
    stopped += c.sent_out + c.sent_in - c.through_out - c.through_in;
  }
  for (const auto& pair : allowed) EXPECT_GT(counts[pair].sent_out, 0u);
  EXPECT_GT(stopped, 50u);
  const std::string after = shell("nft list table inet lenscap").out;
  EXPECT_EQ(dropped_by(after), stopped) << after;
  EXPECT_EQ(interfaces(), (std::set<std::string>{"lo", "inside0", "inside1", "outside0", "outside1"}));
  std::cout << after << shell("ip -s link").out;
}

}  // namespace
}  // namespace lenscap::contain
