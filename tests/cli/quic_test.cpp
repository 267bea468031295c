// A camera's cloud over QUIC, from the enciphered bytes of a capture to what a reader is shown.
#include <gtest/gtest.h>

#include "cli/capture.hpp"
#include "cli/program.hpp"
#include "wire/quic_initial.hpp"

namespace lenscap::test::quic_test {
namespace {

using Json = nlohmann::json;

constexpr std::size_t headers = 14 + 20 + 8;  // Ethernet, IPv4, UDP
const std::string cloud_name = "www.hik-connect.com";
const End cloud{"\xdc\xa6\x32\xce\x31\x63", "\xcb\x01\x71\x09"};

/// The camera of capture.hpp, which is known by what it says of itself, then asks for its cloud: a hello in two
/// datagrams, the second part first.
std::vector<std::string> camera_with_cloud() {
  auto frames = http(hikvision, "/ISAPI/System/deviceInfo", "application/xml", device_info("gate", "DS-2CD2143G2-I"));
  const std::string hello = testing::client_hello(cloud_name, "h3", 1200);
  const std::size_t half = hello.size() / 2;
  testing::Initial second;
  second.packet_number = 1;
  frames.push_back(udp(hikvision, 50321, cloud, 443, testing::protect(testing::crypto_frame(hello, half, 2000))));
  frames.push_back(udp(hikvision, 50321, cloud, 443, testing::protect(testing::crypto_frame(hello, 0, half), second)));
  return frames;
}

TEST(Quic, The_cloud_that_a_camera_asks_for_leads_to_its_packet_and_bytes) {
  const Folder folder;
  const std::string capture = folder.write("cloud.pcap", pcap(camera_with_cloud())), kept = folder / "cloud.lenscap";
  const Ran audited = run({"audit", capture, "--case", kept, "--json", "-"});
  const Json audit = Json::parse(audited.out, nullptr, false);
  ASSERT_FALSE(audit.is_discarded()) << audited.err;
  ASSERT_EQ(audit["devices"].size(), 1u);
  const std::string id = std::to_string(audit["devices"][0]["id"].get<int>());

  const Json explained = Json::parse(run({"explain", kept, id, "--json", "-"}).out, nullptr, false);
  ASSERT_FALSE(explained.is_discarded());
  Json name;
  for (const auto& observation : explained["device"]["observations"])
    if (observation["kind"] == "quic.sni") name = observation;
  ASSERT_FALSE(name.is_null()) << "the name was not read";
  EXPECT_EQ(name["value"], cloud_name);
  const std::string text = name.dump();
  EXPECT_NE(text.find("quic initial"), std::string::npos) << "what was deciphered is marked: " << text;

  // Packet header of 20 bytes and its number of 2, frame head of 5; the name is in the part that came second.
  const std::size_t at = headers + 20 + 5 + testing::client_hello(cloud_name, "h3", 1200).find(cloud_name);
  const std::string shown = run({"explain", kept, id}).out;
  const std::string place = "packet 4 bytes " + std::to_string(at) + "-" + std::to_string(at + cloud_name.size() - 1);
  EXPECT_NE(shown.find(place), std::string::npos) << place << " is not in:\n" << shown;
  EXPECT_NE(shown.find("decoded: quic initial"), std::string::npos);
  EXPECT_NE(shown.find("frame.number==4"), std::string::npos) << "a command by which anyone sees the packet";
}

TEST(Quic, Another_program_reads_the_same_name_in_the_same_packet) {
  if (std::system("command -v tshark > /dev/null") != 0) GTEST_SKIP() << "no tshark here";
  const Folder folder;
  const std::string capture = folder.write("cloud.pcap", pcap(camera_with_cloud()));
  const Ran ran = run_path("/usr/bin/env", {"tshark", "-r", capture, "-Y", "quic", "-T", "fields", "-e", "frame.number",
                                            "-e", "tls.handshake.extensions_server_name"});
  EXPECT_NE(ran.out.find("4\t" + cloud_name), std::string::npos) << ran.out << ran.err;
}

}  // namespace
}  // namespace lenscap::test::quic_test
