// Containment files: nft takes them, evidence cannot break out of them, and a MUD file reads back as what it says.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>

#include "assess/traffic_case.hpp"
#include "cli/program.hpp"
#include "views/contain_csv.hpp"
#include "views/mud.hpp"
#include "views/nftables.hpp"

namespace lenscap::views::containment_test {
namespace {

using assess::TrafficCase;

struct Plan {
  knowledge::Declared declared;
  assess::Comparison comparison;
  assess::Containment all;

  Plan(const TrafficCase& t, const std::string& allow = "", const std::string& more = "") {
    declared = knowledge::parse_declared_toml("[[declared]]\ndevice = \"1\"\nsource = \"x\"\ndate = 2026-03-02\n" +
                                                  more + "allow = [" + allow + "]\n",
                                              "letter.toml")
                   .value()
                   .declared;
    comparison = assess::compare(t.c, {}, declared, assess::conversations(t.c));
    all = assess::contain(t.c, {}, comparison);
  }
};

/// A camera with both families, a recorder, name sets full and empty, ranges, classes, and every way of beginning.
TrafficCase busy() {
  TrafficCase t;
  const auto camera = t.device("3c:ef:8c:00:12:34", "10.0.0.4");
  t.c.identifiers.push_back({camera, "ipv6", "2001:db8::4"});
  t.c.identifiers.push_back({camera, "ip", "10.0.0.40"});
  t.device("3c:ef:8c:00:12:35", "10.0.0.8", "", "recorder");
  t.device("", "10.0.0.9");
  t.device("3c:ef:8c:00:12:36", "");
  t.name(camera, "a.hik-connect.com", "203.0.113.1");
  t.name(camera, "a.hik-connect.com", "2001:db8:1::1");
  t.flow(camera, "203.0.113.1", 6, 443, 9, 9);
  t.flow(camera, "2001:db8:1::1", 6, 443, 9, 9);
  t.flow(camera, "10.0.0.8", 6, 554, 50, 40, model::Opened::by_peer);
  t.flow(camera, "10.0.0.7", 17, 9000, 5, 4, model::Opened::unknown);
  t.flow(camera, "255.255.255.255", 17, 67, 1, 0);
  t.flow(camera, "203.0.113.9", 1, 0, 5, 0);
  t.flow(camera, "203.0.113.8", 47, 0, 5, 5);
  t.flow(4, "203.0.113.7", 6, 443, 5, 5);
  return t;
}

const std::string lines = R"({ name = "*.hik-connect.com", protocol = "tcp", port = 443 },
  { name = "never.example.com", begun-by = "either", protocol = "udp", port = "8000-8010" },
  { address = "198.51.100.0/24", protocol = "udp", port = [123, 3478] }, { class = "local-networks", protocol = "icmp" },
  { class = "my-controller", begun-by = "peer", protocol = "tcp", port = 80 }, { address = "2001:db8:2::/48" })";
const std::string controllers = "controllers = [{ address = [\"10.0.0.8\", \"10.0.0.0/24\"] }]\n";

/// What `nft -c` says of the file, in namespaces of its own; empty optional where there is no nft or none can be made.
std::optional<test::Ran> checked_by_nft(const std::string& rules) {
  const char* const nft = ::access("/usr/sbin/nft", X_OK) == 0 ? "/usr/sbin/nft" : nullptr;
  if (nft == nullptr || test::run_path("/usr/bin/unshare", {"-rn", "true"}).code != 0) return std::nullopt;
  test::Folder folder;
  return test::run_path("/usr/bin/unshare", {"-rn", nft, "-c", "-f", folder.write("rules.nft", rules)});
}

#define CHECK_WITH_NFT(rules)                                                                                        \
  const auto ran = checked_by_nft(rules);                                                                            \
  if (!ran) GTEST_SKIP() << "NOT CHECKED: needs the package nftables and leave to make user and network namespaces"; \
  EXPECT_EQ(ran->code, 0) << ran->err << rules

TEST(Nftables, A_file_with_every_kind_of_rule_is_accepted_by_nft) {
  const TrafficCase t = busy();
  const Plan plan(t, lines, controllers);
  const std::string rules = to_nftables(plan.all, t.c);
  EXPECT_NE(rules.find("203.0.113.1"), std::string::npos);
  EXPECT_NE(rules.find("nftset=/never.example.com/4#inet#lenscap#device_1_name_2_v4"), std::string::npos);
  CHECK_WITH_NFT(rules);
}

TEST(Nftables, A_declaration_of_everything_and_one_of_nothing_are_accepted_too) {
  const TrafficCase t = busy();
  const Plan all(t, R"({ address = "0.0.0.0/0" }, { address = "::/0", begun-by = "either" })"), none(t, "");
  CHECK_WITH_NFT(to_nftables(all.all, t.c) + to_nftables(none.all, t.c));
}

TEST(Nftables, Text_from_evidence_cannot_leave_its_comment) {
  TrafficCase t = busy();
  const std::string evil =
      "x\" accept\n}\ntable inet evil { chain c { type filter hook input priority 0; } } # \\\xff\u202e";
  t.c.sources[0].name = evil;
  for (auto& subject : t.c.subjects) subject.key = evil;
  t.name(1, evil, "203.0.113.9");
  t.name(1, std::string(300, 'a'), "203.0.113.8");
  const Plan plan(t, lines, controllers);
  const std::string rules = to_nftables(plan.all, t.c);
  std::istringstream in(rules);
  for (std::string line; std::getline(in, line);) {
    const auto quote = line.find('"');
    if (line.find('#') == line.find_first_not_of(' ')) continue;  // a comment to the end of its line
    EXPECT_EQ(line.substr(0, quote).find("evil"), std::string::npos) << line;
    if (quote == std::string::npos) continue;
    EXPECT_EQ(line.find('"', quote + 1), line.size() - 1) << line;  // one string, which ends the line
    EXPECT_LE(line.size() - quote - 2, 128u) << line;
    for (const char c : line) EXPECT_TRUE(c >= 0x20 && c <= 0x7e) << line;
  }
  CHECK_WITH_NFT(rules);
}

TEST(Nftables, Of_thousands_of_stopped_peers_the_most_talkative_have_rules_and_the_rest_are_counted) {
  TrafficCase t;
  const auto camera = t.device("3c:ef:8c:00:12:34", "10.0.0.4");
  for (int i = 0; i < 1000; ++i) t.flow(camera, fmt::format("203.0.{}.{}", i / 250, i % 250), 17, 9000, i + 1, 0);
  const Plan plan(t);
  const std::string rules = to_nftables(plan.all, t.c);
  EXPECT_NE(rules.find("203.0.3.249"), std::string::npos);
  EXPECT_EQ(rules.find("203.0.0.0 "), std::string::npos);
  EXPECT_NE(rules.find(fmt::format("{} more measured peers", 1000 - most_stop_rules)), std::string::npos);
  CHECK_WITH_NFT(rules);
}

TEST(ContainCsv, Every_rule_is_a_row_and_each_device_ends_with_the_rest) {
  const TrafficCase t = busy();
  const Plan plan(t, lines, controllers);
  const std::string csv = to_contain_csv(plan.all, t.c);
  EXPECT_TRUE(csv.starts_with("device,mac,address,direction,peer,name,protocol,port,action,reason,observation\r\n"));
  const std::string camera = "1,3c:ef:8c:00:12:34,10.0.0.4 2001:db8::4 10.0.0.40,";
  for (const std::string& row :
       {camera + "from device,2001:db8:1::1 203.0.113.1,*.hik-connect.com,tcp,443,allow,declared,"
                 "\"letter.toml, line 6; switch.pcapng packet 1: 18 packets out, 18 in\"",
        camera +
            "from device,none seen,never.example.com,udp,8000-8010,allow,declared,\"letter.toml, line 7; never used\"",
        camera + "to device,10.0.0.8,,tcp,554,allow,recorder,\"switch.pcapng packet 3: 50 packets out, 40 in\"",
        camera + "from device,203.0.113.9,,icmp,any,stop,undeclared,\"switch.pcapng packet 6: 5 packets out, 0 in\""})
    EXPECT_NE(csv.find("\r\n" + row + "\r\n"), std::string::npos) << row << "\n" << csv;
  EXPECT_NE(csv.find("to device,any,,any,any,stop,rest,\r\n"), std::string::npos);
}

TEST(MudView, A_file_has_the_form_of_the_RFC_and_reads_back_as_the_same_lines) {
  const TrafficCase t = busy();
  const Plan plan(t, lines, controllers);
  const std::string text = to_mud(plan.all.devices[0], 1'793'500'000 * model::nanos_per_second);
  const auto json = nlohmann::json::parse(text);
  const auto& mud = json["ietf-mud:mud"];
  for (const char* key : {"mud-version", "mud-url", "last-update", "is-supported"})
    EXPECT_TRUE(mud.contains(key)) << key;
  EXPECT_LE(mud["systeminfo"].get<std::string>().size(), 60u);
  for (const auto& acl : json["ietf-access-control-list:acls"]["acl"])
    for (const auto& ace : acl["aces"]["ace"]) EXPECT_EQ(ace["actions"]["forwarding"], "accept");

  const auto read = knowledge::parse_mud(text, "device-1.json", {{"1"}, "", ""});
  ASSERT_TRUE(read) << to_line(read.error());
  for (const auto& error : read->not_understood) ADD_FAILURE() << to_line(error);
  const auto holds = [&](knowledge::PeerForm form, const std::string& peer, int protocol, knowledge::PortRange ports,
                         model::Opened opened) {
    for (const auto& line : read->declarations[0].allow)
      if (line.form == form && (form == knowledge::PeerForm::prefix ? to_string(line.prefix) : line.peer) == peer &&
          line.protocol == protocol && line.ports == ports && line.opened == opened)
        return true;
    return false;
  };
  using enum knowledge::PeerForm;
  using enum model::Opened;
  EXPECT_TRUE(holds(name, "a.hik-connect.com", 6, {443, 443}, by_host));  // for "*.", what was seen
  EXPECT_TRUE(holds(name, "never.example.com", 17, {8000, 8010}, by_host));
  EXPECT_TRUE(holds(name, "never.example.com", 17, {8000, 8010}, by_peer));
  EXPECT_TRUE(holds(prefix, "198.51.100.0/24", 17, {3478, 3478}, by_host));
  EXPECT_TRUE(holds(local_networks, "", 1, {}, unknown));
  EXPECT_TRUE(holds(my_controller, "", 6, {80, 80}, by_peer));
  EXPECT_TRUE(holds(prefix, "10.0.0.8", 6, {554, 554}, by_peer));  // measured, not declared
  EXPECT_FALSE(holds(prefix, "203.0.113.9", 1, {}, by_host));      // stopped
}

TEST(MudView, The_folder_can_be_declared_again_and_allows_what_it_allowed) {
  const TrafficCase t = busy();
  const Plan plan(t, lines, controllers);
  test::Folder folder;
  for (const auto& d : plan.all.devices) folder.write(mud_file_name(d), to_mud(d, model::no_time));
  folder.write("devices.toml", to_mud_index(plan.all));
  const auto declared = knowledge::read_declared(folder.path());
  ASSERT_TRUE(declared) << to_line(declared.error());
  EXPECT_TRUE(declared->not_understood.empty());
  const auto again = assess::compare(t.c, {}, *declared, assess::conversations(t.c));
  for (std::size_t i = 0; i < again.conversations.size(); ++i) {
    bool allowed = false;
    for (const auto& d : plan.all.devices)
      for (const auto& rule : d.rules)
        allowed |= rule.allow && d.device.id == again.conversations[i].device &&
                   std::find(rule.because.begin(), rule.because.end(), i) != rule.because.end();
    EXPECT_EQ(again.standings[i] == assess::Standing::kept, allowed) << to_string(again.conversations[i].peer);
  }
}

}  // namespace
}  // namespace lenscap::views::containment_test
