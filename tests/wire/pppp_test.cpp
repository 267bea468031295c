#include "wire/pppp.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "wire/message_bytes.hpp"

namespace lenscap::wire::pppp_test {
namespace {

using testing::operator+;
using testing::Bytes;
using testing::every_flip;
using testing::every_prefix;
using testing::hex;
using testing::inside;
using testing::noise;
using testing::text;

// An invented device id of the form that real ones have.
const Bytes uid = hex(R"(54 4e 50 55 53 41 45 00   # "TNPUSAE"
                         00 00 30 39               # number 12345
                         41 42 43 44 45 00 00 00   # check letters "ABCDE")");
const Bytes announcement = hex("f1 31 00 14") + uid;
const Bytes login =
    hex("f1 14 00 68") + uid + hex("02 d2 02 0f 00 02 a4 63 cc 0a a8 c0 00 00 00 00 00 00 00 00") + Bytes(64);

std::optional<Pppp> parse(const Bytes& bytes) { return parse_pppp(bytes, bytes.size()); }

TEST(Pppp, A_camera_that_announces_itself_is_a_device) {
  const auto pppp = parse(announcement);
  ASSERT_TRUE(pppp);
  EXPECT_EQ(pppp->message, 0x31);
  EXPECT_TRUE(pppp->from_device);
  EXPECT_EQ(pppp->uid_prefix, "TNPUSAE");
  EXPECT_EQ(pppp->uid_prefix.data() - reinterpret_cast<const char*>(announcement.data()), 4);
}

TEST(Pppp, A_camera_that_logs_in_at_its_server_is_a_device) {
  const auto pppp = parse(login);
  ASSERT_TRUE(pppp);
  EXPECT_EQ(pppp->message, 0x14);
  EXPECT_TRUE(pppp->from_device);
  EXPECT_EQ(pppp->uid_prefix, "TNPUSAE");
}

TEST(Pppp, A_packet_that_the_capture_has_cut_is_read_by_its_length_on_the_wire) {
  const auto pppp = parse_pppp(std::span(login).first(54), login.size());
  ASSERT_TRUE(pppp);
  EXPECT_EQ(pppp->uid_prefix, "TNPUSAE");
  EXPECT_FALSE(parse_pppp(std::span(login).first(54), 54)) << "here the datagram itself is too short";
  EXPECT_FALSE(parse_pppp(std::span(login).first(20), login.size())) << "the device id is not whole";
}

TEST(Pppp, What_both_sides_send_names_no_device) {
  for (const char* message : {"f1 00 00 00", "f1 30 00 00", "f1 e0 00 00", "f1 e1 00 00", "f1 f0 00 00"}) {
    const auto pppp = parse(hex(message));
    ASSERT_TRUE(pppp) << message;
    EXPECT_FALSE(pppp->from_device) << message;
  }
  EXPECT_FALSE(parse(hex("f1 41 00 14") + uid)->from_device);
  EXPECT_FALSE(parse(hex("f1 20 00 24") + uid + Bytes(16))->from_device) << "a client asks the server for this device";
  EXPECT_FALSE(parse(hex("f1 d0 00 08 d1 00 00 01 01 02 03 04"))->from_device);
}

TEST(Pppp, An_id_that_is_no_id_is_refused) {
  for (const char* other : {
           "31 32 33 34 35 36 37 00 00 00 30 39 41 42 43 44 45 00 00 00",  // digits
           "54 4e 00 00 00 00 00 00 00 00 30 39 41 42 43 44 45 00 00 00",  // two letters
           "54 4e 50 55 53 41 45 45 00 00 30 39 41 42 43 44 45 00 00 00",  // no end
           "54 4e 50 00 53 00 00 00 00 00 30 39 41 42 43 44 45 00 00 00",  // letters behind the end
           "54 4e 50 55 53 41 45 00 00 00 30 39 00 00 00 00 00 00 00 00"   // no check letters
       })
    EXPECT_FALSE(parse(hex("f1 31 00 14") + hex(other))) << other;
}

TEST(Pppp, Lengths_that_do_not_fit_the_message_are_refused) {
  EXPECT_FALSE(parse(hex("f1 00 00 01 00")));
  EXPECT_FALSE(parse(hex("f1 e0 00 00 00")));
  EXPECT_FALSE(parse(hex("f1 31 00 18") + uid + Bytes(4)));
  EXPECT_FALSE(parse(hex("f1 99 00 00"))) << "no such message";
  EXPECT_FALSE(parse(hex("f1 d0 00 04 00 00 00 01"))) << "data begins with d1";
  EXPECT_FALSE(parse_pppp(hex("f1 e0 00 00"), 3)) << "more than was on the wire";
}

TEST(Pppp, Noise_is_not_PPPP) {
  for (std::uint32_t seed = 0; seed < 5000; ++seed) {
    EXPECT_FALSE(parse(noise(seed % 300, seed)));
    EXPECT_FALSE(parse(hex("f1") + noise(30 + seed % 300, seed)));
  }
}

TEST(Pppp, Damage_anywhere_never_leads_outside_the_packet) {
  const auto read = [](std::span<const std::byte> bytes) {
    for (const std::size_t wire_size : {bytes.size(), login.size(), announcement.size()}) {
      const auto pppp = parse_pppp(bytes, wire_size);
      EXPECT_TRUE(!pppp || inside(pppp->uid_prefix, bytes));
    }
  };
  every_prefix(login, read);
  every_flip(login, read);
  every_prefix(announcement, read);
  every_flip(announcement, read);
}

TEST(Pppp, In_the_traffic_of_a_real_camera_only_the_camera_is_a_device) {
  const std::string path = std::string(LENSCAP_ROOT) + "/../shared/evidence/captures/yi-camera-p2p-cut96.pcap";
  std::ifstream file(path, std::ios::binary);
  if (!file) GTEST_SKIP() << path << " is not here";
  const Bytes capture = text(std::string{std::istreambuf_iterator<char>(file), {}});
  const auto u8 = [&](std::size_t at) { return std::to_integer<std::size_t>(capture.at(at)); };
  std::map<int, std::size_t> devices;  // last octet of the sender → messages of a device
  std::size_t messages = 0;
  // pcap, little-endian: 24 bytes, then 16 bytes a record; Ethernet, IPv4 without options, UDP.
  for (std::size_t at = 24; at + 16 <= capture.size();) {
    const std::size_t size = u8(at + 8) | u8(at + 9) << 8;
    const std::size_t ip = at + 16 + 14, udp = ip + 20;
    at += 16 + size;
    if (size < 46 || u8(ip - 2) != 8 || u8(ip - 1) != 0 || u8(ip) != 0x45 || u8(ip + 9) != 17) continue;
    const std::size_t wire_size = (u8(udp + 4) << 8 | u8(udp + 5)) - 8;
    const std::size_t kept = std::min(wire_size, at - udp - 8);
    const auto pppp = parse_pppp(std::span(capture).subspan(udp + 8, kept), wire_size);
    if (!pppp) continue;
    ++messages;
    if (!pppp->from_device) continue;
    EXPECT_EQ(pppp->uid_prefix, "TNPUSAE");
    ++devices[static_cast<int>(u8(ip + 15))];
  }
  EXPECT_EQ(devices, (std::map<int, std::size_t>{{204, 9}})) << "packets 195-198, 212, 221, 230-232";
  EXPECT_GT(messages, 1500u);
}

}  // namespace
}  // namespace lenscap::wire::pppp_test
