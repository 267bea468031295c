// Totals agree with nfdump: a capture of the evidence, exported by softflowd over loopback, stored by nfcapd, added up
// by nfdump, is read by the program three ways: as the stored files, as exports inside a capture
// (tests/sources/exports, made of the same evidence), and as the capture itself.
//
// Records name no hardware address, so a capture of one conversation, written here, says that the address is a
// camera's. nfdump counts octets of IP, a capture those on the wire: 14 more a packet (IEEE 802.3 header), padding
// beside.
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <map>
#include <sstream>
#include <thread>

#include "cli/capture.hpp"
#include "cli/program.hpp"

namespace lenscap::test::egress_export_test {
namespace {

using Json = nlohmann::json;

struct Totals {
  std::uint64_t packets_out = 0, packets_in = 0, bytes_out = 0, bytes_in = 0;
  bool operator==(const Totals&) const = default;
};
using Table = std::map<std::string, Totals>;  ///< by "peer protocol"

std::ostream& operator<<(std::ostream& out, const Totals& t) {
  return out << t.packets_out << " out, " << t.packets_in << " in; " << t.bytes_out << " B out, " << t.bytes_in
             << " B in";
}

const std::string camera = "10.10.10.37", viewer = "10.10.10.251";

bool there(const char* program) { return std::filesystem::exists(program); }

/// What the program tells of the camera, without the conversation that only says what it is.
Table told_of(const std::vector<std::string>& inputs, bool by_service = false) {
  std::vector<std::string> arguments = {"egress", "-q", "--json", "-"};
  arguments.insert(arguments.end(), inputs.begin(), inputs.end());
  const Ran ran = run(arguments);
  EXPECT_EQ(ran.code, 0) << ran.err;
  const Json egress = Json::parse(ran.out, nullptr, false);
  Table table;
  int device = 0;
  for (const auto& d : egress["devices"])
    for (const auto& address : d["addresses"])
      if (address == camera) device = d["id"];
  EXPECT_NE(device, 0);
  for (const auto& p : egress["peers"]) {
    if (p["device"] != device || p["outcome"] == "name_only" || p["peer"] == viewer) continue;
    std::string service = p["service"];
    if (!by_service) service = service.substr(0, service.find(' ') + (service.starts_with("protocol") ? 9 : 0));
    Totals& t = table[p["peer"].get<std::string>() + " " + service];
    t.packets_out += p["packets_out"].get<std::uint64_t>();
    t.packets_in += p["packets_in"].get<std::uint64_t>();
    t.bytes_out += p["bytes_out"].get<std::uint64_t>();
    t.bytes_in += p["bytes_in"].get<std::uint64_t>();
  }
  return table;
}

std::uint16_t free_port() {
  const int s = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  sockaddr_in at{};
  at.sin_family = AF_INET;
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof at;
  ::bind(s, reinterpret_cast<const sockaddr*>(&at), sizeof at);
  ::getsockname(s, reinterpret_cast<sockaddr*>(&at), &size);
  ::close(s);
  return ntohs(at.sin_port);
}

std::string trimmed(const std::string& text) {
  const auto from = text.find_first_not_of(' '), to = text.find_last_not_of(' ');
  return from == std::string::npos ? std::string() : text.substr(from, to - from + 1);
}

/// What nfdump adds up of the records that bear the camera's address.
Table added_up(const std::string& files) {
  const Ran ran = run_path("/usr/bin/nfdump", {"-q", "-N", "-R", files, "-o", "fmt:%pr|%sa|%da|%pkt|%byt"});
  const std::map<std::string, std::string> protocols = {{"1", "icmp"}, {"6", "tcp"}, {"17", "udp"}};
  Table table;
  std::istringstream lines(ran.out);
  for (std::string line; std::getline(lines, line);) {
    std::vector<std::string> cells;
    std::istringstream all(line);
    for (std::string cell; std::getline(all, cell, '|');) cells.push_back(trimmed(cell));
    if (cells.size() != 5 || (cells[1] != camera && cells[2] != camera)) continue;
    const auto known = protocols.find(cells[0]);
    const std::string protocol = known == protocols.end() ? "protocol " + cells[0] : known->second;
    const bool out = cells[1] == camera;
    Totals& t = table[(out ? cells[2] : cells[1]) + " " + protocol];
    (out ? t.packets_out : t.packets_in) += std::stoull(cells[3]);
    (out ? t.bytes_out : t.bytes_in) += std::stoull(cells[4]);
  }
  EXPECT_FALSE(table.empty()) << ran.out << ran.err;
  return table;
}

class EgressAgainstNfdump : public ::testing::Test {
 protected:
  const Folder folder;
  const std::string capture = evidence_path("captures/dlink-dcs935l-setup.pcap");
  std::string identity;

  void SetUp() override {
    if (!std::filesystem::exists(capture)) GTEST_SKIP() << "the evidence is not here: " << capture;
    for (const auto* program : {"/usr/bin/nfdump", "/usr/bin/nfcapd", "/usr/sbin/softflowd"})
      if (!there(program)) GTEST_SKIP() << program << " is not installed";
    const End who{hikvision.mac, {10, 10, 10, 37}}, asks{computer.mac, std::string("\x0a\x0a\x0a\xfb")};
    const std::string body = device_info("gate", "DS-2CD2143G2-I");
    identity = folder.write(
        "identity.pcap",
        pcap({tcp(asks, 50123, who, 80, 1, "GET /ISAPI/System/deviceInfo HTTP/1.1\r\nHost: camera\r\n\r\n"),
              tcp(who, 80, asks, 50123, 1,
                  "HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nContent-Length: " + std::to_string(body.size()) +
                      "\r\n\r\n" + body)}));
  }

  /// softflowd reads the capture and sends it to nfcapd, which stores it below the folder that is returned; once.
  std::string exported(const std::string& version) const {
    static const Folder stored;
    const std::string to = stored / ("v" + version), port = std::to_string(free_port());
    if (!std::filesystem::create_directories(to)) return to;
    std::thread collector([&] {
      run_path("/usr/bin/timeout",
               {"-s", "TERM", "3", "/usr/bin/nfcapd", "-w", to, "-b", "127.0.0.1", "-p", port, "-t", "3600"});
    });
    std::this_thread::sleep_for(std::chrono::seconds(1));
    const Ran sent = run_path("/usr/sbin/softflowd", {"-d", "-r", capture, "-n", "127.0.0.1:" + port, "-v", version,
                                                      "-c", "none", "-p", folder / "pid"});
    EXPECT_EQ(sent.code, 0) << sent.err;
    collector.join();
    return to;
  }
};

TEST_F(EgressAgainstNfdump, Stored_records_have_the_totals_that_nfdump_adds_up) {
  for (const auto* version : {"5", "9", "10"}) {
    const std::string stored = exported(version);
    EXPECT_EQ(told_of({identity, stored}), added_up(stored)) << "NetFlow version " << version;
  }
}

TEST_F(EgressAgainstNfdump, Exports_inside_a_capture_have_them_too) {
  const Table expected = added_up(exported("9"));
  for (const auto* kind : {"v5", "v9", "ipfix"})
    EXPECT_EQ(told_of({identity, LENSCAP_ROOT "/tests/sources/exports/softflowd-" + std::string(kind) + ".pcap"}),
              expected)
        << kind;
}

TEST_F(EgressAgainstNfdump, The_capture_itself_has_them_with_its_headers_on_the_wire) {
  constexpr std::uint64_t ethernet = 14;
  Table expected = added_up(exported("9"));
  // The capture alone tells that what went out from 0.0.0.0 and from its older address was the camera's as well.
  Table told = told_of({capture});
  ASSERT_FALSE(told.empty());
  for (auto& [key, totals] : expected) {
    totals.bytes_out += ethernet * totals.packets_out;
    totals.bytes_in += ethernet * totals.packets_in;
    EXPECT_EQ(told[key].packets_in, totals.packets_in) << key;
    EXPECT_GE(told[key].packets_out, totals.packets_out) << key;
    if (told[key].packets_out == totals.packets_out) EXPECT_EQ(told[key], totals) << key;
  }
}

TEST_F(EgressAgainstNfdump, Each_service_has_the_same_packets_whether_read_from_packets_or_from_records) {
  const Table packets = told_of({capture}, true), records = told_of({identity, exported("9")}, true);
  for (const auto& [key, totals] : records) {
    const auto same = packets.find(key);
    ASSERT_NE(same, packets.end()) << key << " is in the records alone";
    EXPECT_EQ(same->second.packets_in, totals.packets_in) << key;
    EXPECT_GE(same->second.packets_out, totals.packets_out) << key;
  }
}

}  // namespace
}  // namespace lenscap::test::egress_export_test
