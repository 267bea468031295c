// What becomes of makers' own discovery answers: devices with their maker, their model and how sure both are.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "cli/capture.hpp"
#include "cli/program.hpp"

namespace lenscap::test::discovery_test {
namespace {

using Json = nlohmann::json;

std::string sample(const std::string& name) {
  std::ifstream in(std::string(LENSCAP_ROOT) + "/fuzz/corpus/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

End at(const char* mac, const char* ip) { return {std::string(mac, 6), std::string(ip, 4)}; }

Json devices_of(const std::vector<std::string>& frames) {
  const Folder folder;
  std::ofstream(folder / "a.pcap", std::ios::binary) << pcap(frames);
  const Ran ran = run({"audit", folder / "a.pcap", "--json", "-"});
  const Json audit = Json::parse(ran.out, nullptr, false);
  return audit.is_object() ? audit["devices"] : Json();
}

/// The device with this address; null when there is none.
Json device(const Json& devices, const std::string& mac) {
  for (const Json& d : devices)
    if (d.dump().find(mac) != std::string::npos) return d;
  return {};
}

std::string confidence_of(const Json& device, const std::string& key) {
  for (const Json& finding : device["findings"])
    if (finding["key"] == key) return finding["confidence"];
  return {};
}

// Blocks: 00:09:18 is Samsung Techwin's, 00:02:d1 Vivotek's, 00:12:31 neither's.
TEST(Discovery, A_Hanwha_and_a_Vivotek_camera_are_named_with_their_model) {
  const End hanwha = at("\x00\x09\x18\x00\x12\x34", "\x0a\x07\x01\x25"),
            vivotek = at("\x00\x02\xd1\x00\x12\x34", "\x0a\x07\x01\x2c");
  const Json devices = devices_of({udp(computer, 50123, everyone, 7701, sample("hanwha/question")),
                                   udp(hanwha, 7701, computer, 7711, sample("hanwha/answer")),
                                   udp(computer, 50124, everyone, 10000, sample("vivotek/search")),
                                   udp(vivotek, 10000, computer, 50124, sample("vivotek/answer"))});
  ASSERT_EQ(devices.size(), 2u) << "the computer that asks is no device: " << devices.dump(1);
  const Json a = device(devices, "00:09:18:00:12:34"), b = device(devices, "00:02:d1:00:12:34");
  EXPECT_EQ(a["maker"]["id"], "hanwha") << a.dump(1);
  EXPECT_EQ(a["maker"]["confidence"], "confirmed") << "its protocol and its address block";
  EXPECT_EQ(a["model"], "PNM-C32083");
  EXPECT_EQ(confidence_of(a, "model"), "probable");
  EXPECT_EQ(a["role"], "camera");
  EXPECT_EQ(b["maker"]["id"], "vivotek") << b.dump(1);
  EXPECT_EQ(b["maker"]["confidence"], "confirmed");
  EXPECT_EQ(b["model"], "FD8169");
  EXPECT_EQ(b["role"], "camera");
}

TEST(Discovery, One_answer_alone_makes_its_maker_probable_and_no_more) {
  const End unknown = at("\x00\x12\x31\x00\x12\x34", "\x0a\x07\x01\x26");
  for (const auto& [file, maker] : {std::pair{"hanwha/answer", "hanwha"},
                                    {"vivotek/answer", "vivotek"},
                                    {"bosch/xml", "bosch"},
                                    {"sony/answer", "sony"},
                                    {"nicevision/answer", "nice"},
                                    {"vision360/answer", "360-vision"},
                                    {"ubiquiti/camera", "ubiquiti"}}) {
    const Json devices = devices_of({udp(unknown, 40000, computer, 40001, sample(file))});
    ASSERT_EQ(devices.size(), 1u) << file;
    EXPECT_EQ(devices[0]["maker"]["id"], maker) << file << devices[0].dump(1);
    EXPECT_EQ(devices[0]["maker"]["confidence"], "probable") << file;
  }
}

TEST(Discovery, A_protocol_that_comes_with_a_board_says_that_it_is_a_camera_and_hardly_whose) {
  const End unknown = at("\x00\x12\x31\x00\x12\x34", "\x0a\x07\x01\x26");
  for (const auto& [file, maker] : {std::pair{"foscam/answer", "foscam"}, {"vstarcam/answer", "vstarcam"}}) {
    const Json devices = devices_of({udp(unknown, 40000, computer, 40001, sample(file))});
    ASSERT_EQ(devices.size(), 1u) << file;
    EXPECT_EQ(devices[0]["maker"]["id"], maker) << file << devices[0].dump(1);
    EXPECT_EQ(devices[0]["maker"]["confidence"], "possible") << file;
    EXPECT_EQ(devices[0]["role"], "camera") << file;
    EXPECT_EQ(devices[0]["role_confidence"], "probable") << file;
  }
}

TEST(Discovery, A_router_of_Ubiquiti_is_no_camera) {
  const End router = at("\x80\x2a\xa8\x00\x12\x34", "\x0a\x07\x01\x01");
  EXPECT_EQ(devices_of({udp(router, 10001, everyone, 10001, sample("ubiquiti/router"))}), Json::array());
}

TEST(Discovery, An_answer_through_a_router_is_tied_to_the_device_by_the_address_that_it_states) {
  // A camera seen beside the computer and, through a router that sends on others' packets, itself again or another one.
  const std::string stated("\x00\x02\xd1\x00\x12\x34", 6), other("\x00\x02\xd1\x00\x12\x35", 6);
  const End here{stated, std::string("\x0a\x07\x01\x2c", 4)};
  const std::string router("\x28\xb2\xbd\x09\x09\x09", 6), answer = sample("vivotek/answer");
  for (const auto& [address, devices] : {std::pair{stated, 1u}, {other, 2u}}) {
    std::string far = answer;
    far.replace(far.find(stated), stated.size(), address);
    std::vector<std::string> frames = {udp(here, 10000, computer, 50124, answer)};
    for (char last = 1; last < 8; ++last)
      frames.push_back(udp({router, std::string("\x0a\x09\x01", 3) + last}, 4000, computer, 4001, "x"));
    frames.push_back(udp({router, std::string("\x0a\x09\x01\x2c", 4)}, 10000, computer, 50124, far));
    EXPECT_EQ(devices_of(frames).size(), devices);
  }
}

}  // namespace
}  // namespace lenscap::test::discovery_test
