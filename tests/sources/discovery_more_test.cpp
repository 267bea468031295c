// Discovery formats of single makers: an answer is told of whoever sent it, a question of nobody, and noise that begins
// like either of nobody.
#include <gtest/gtest.h>

#include <fstream>

#include "sources/reading.hpp"

namespace lenscap::sources::testing::discovery_more_test {
namespace {

const End tool = end("00:1f:29:00:00:09", "10.0.0.9", 51000);
const End camera = end("02:00:00:00:00:05", "10.0.0.5");
const End everyone = end("ff:ff:ff:ff:ff:ff", "255.255.255.255");

Bytes sample(const std::string& name) {
  std::ifstream in(std::string(LENSCAP_ROOT) + "/fuzz/corpus/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

using Told = std::vector<std::string>;

/// "kind=value" of everything that these frames tell, address blocks aside.
Told told(const model::Evidence& evidence) {
  Told all;
  for (const auto& o : evidence.observations)
    if (model::info(o.kind).name != "eth.block") all.push_back(std::string(model::info(o.kind).name) + "=" + o.value);
  std::sort(all.begin(), all.end());
  return all;
}

struct Answer {
  const char* file;
  std::uint16_t port;
  Told tells;
};

void PrintTo(const Answer& a, std::ostream* out) { *out << a.file; }

class DiscoveryAnswer : public ::testing::TestWithParam<Answer> {};

TEST_P(DiscoveryAnswer, Is_told_of_the_device_that_sent_it_and_points_at_its_bytes) {
  const Bytes message = sample(GetParam().file);
  ASSERT_FALSE(message.empty());
  const std::vector<Bytes> frames = {datagram(at_port(camera, GetParam().port), at_port(everyone, 50000), message)};
  const auto evidence = read(frames);
  EXPECT_EQ(told(evidence), GetParam().tells);
  for (const auto& o : evidence.observations) {
    EXPECT_EQ(to_string(evidence.hosts[o.host].ip), "10.0.0.5") << model::info(o.kind).name;
    ASSERT_EQ(o.locator.spans.size(), 1u);
    EXPECT_EQ(o.locator.spans[0].packet, 1u);
  }
  expect_true_locators(evidence, frames);
}

TEST_P(DiscoveryAnswer, Is_known_by_its_bytes_and_not_by_its_port) {
  const Bytes message = sample(GetParam().file);
  EXPECT_EQ(told(read({datagram(at_port(camera, 40000), at_port(tool, 40001), message)})), GetParam().tells);
}

TEST_P(DiscoveryAnswer, Cut_anywhere_says_nothing_else) {
  const Bytes message = sample(GetParam().file);
  std::vector<Bytes> frames;
  for (std::size_t size = 0; size < message.size(); ++size)
    frames.push_back(datagram(at_port(camera, GetParam().port), at_port(tool, 50000), message.substr(0, size)));
  Told allowed = GetParam().tells;
  for (const auto& line : told(read(frames)))
    EXPECT_TRUE(std::find(allowed.begin(), allowed.end(), line) != allowed.end()) << line;
}

const Answer answers[] = {
    {"hanwha/answer",
     7711,
     {"hanwha.ipaddress=192.0.2.37", "hanwha.mac=00:09:18:00:12:34", "hanwha.message=discovery answer",
      "hanwha.model=PNM-C32083"}},
    {"hanwha/long_answer",
     7711,
     {"hanwha.alias=Depot recorder", "hanwha.devicetype=3", "hanwha.ipaddress=192.0.2.37",
      "hanwha.mac=00:09:18:00:12:34", "hanwha.message=discovery answer", "hanwha.model=XRN-1610S"}},
    {"bosch/answer",
     1758,
     {"bosch.ipaddress=192.0.2.40", "bosch.mac=00:07:5f:00:12:34", "bosch.message=answer in octets"}},
    {"bosch/xml",
     1758,
     {"bosch.friendlyname=DINION IP starlight 6000 HD", "bosch.ipaddress=192.0.2.41", "bosch.mac=00-07-5f-00-12-34",
      "bosch.message=answer in XML", "bosch.serialnumber=044517630535080002", "bosch.unitname=Depot & gate"}},
    {"vivotek/answer",
     10000,
     {"vivotek.ipaddress=192.0.2.44", "vivotek.mac=00:02:d1:00:12:34", "vivotek.message=discovery answer",
      "vivotek.model=FD8169", "vivotek.name=Network Camera"}},
    {"panasonic/camera",
     10669,
     {"panasonic.firmware=3.67", "panasonic.ipaddress=192.0.2.241", "panasonic.mac=d4:2d:c5:00:12:34",
      "panasonic.message=Easy IP Setup answer", "panasonic.model=X22700-V2L", "panasonic.name=WV-X22700-V2L",
      "panasonic.serial=XBV30463"}},
    {"panasonic/recorder",
     10669,
     {"panasonic.channels=21", "panasonic.ipaddress=192.0.2.241", "panasonic.mac=d4:2d:c5:00:12:34",
      "panasonic.message=Easy IP Setup answer", "panasonic.model=NX510", "panasonic.serial=XAV51428"}},
    {"sony/answer",
     2380,
     {"sony.ipadr=192.0.2.60", "sony.mac=54-42-49-00-12-34", "sony.message=IP Setup answer", "sony.model=SNC-EM600",
      "sony.serial=500123", "sony.softversion=3.0.0"}},
    {"nicevision/answer",
     2007,
     {"nicevision.ipaddress=192.0.2.80", "nicevision.mac=00:c0:da:00:12:34", "nicevision.message=discovery answer",
      "nicevision.name=NVSF7000"}},
    {"vision360/answer",
     3600,
     {"vision360.mac=00:60:35:00:12:34", "vision360.message=discovery answer", "vision360.type=IPDOME"}},
    {"foscam/answer",
     10000,
     {"foscam.firmware=11.37.2.65", "foscam.ipaddress=192.0.2.70", "foscam.mac=00:62:6e:00:12:34",
      "foscam.message=search answer", "foscam.name=Depot gate"}},
    {"foscam/keyed_answer",
     10000,
     {"foscam.firmware=11.37.2.65", "foscam.ipaddress=192.0.2.70", "foscam.mac=00:62:6e:00:12:34",
      "foscam.message=search answer", "foscam.name=Depot gate"}},
    {"vstarcam/answer",
     8600,
     {"vstarcam.firmware=66.81.204.19", "vstarcam.ipaddress=192.0.2.20", "vstarcam.mac=48:02:2a:00:12:34",
      "vstarcam.message=search answer", "vstarcam.name=IPCAM", "vstarcam.uid_prefix=VSTB"}},
    {"ubiquiti/camera",
     10001,
     {"ubiquiti.firmware=UVC.S2L.v4.75.62.67.e71c6e5.250411.1421", "ubiquiti.hostname=UVC G3 Flex",
      "ubiquiti.ipaddress=192.0.2.222", "ubiquiti.mac=74:83:c2:00:12:34", "ubiquiti.message=version 1",
      "ubiquiti.model=UVC G3 Flex"}},
    {"ubiquiti/router",
     10001,
     {"ubiquiti.hostname=ubnt-router", "ubiquiti.ipaddress=192.168.0.1", "ubiquiti.mac=80:2a:a8:00:12:34",
      "ubiquiti.message=version 2", "ubiquiti.model=ER-X", "ubiquiti.model=UCK-v2"}},
};
INSTANTIATE_TEST_SUITE_P(Makers, DiscoveryAnswer, ::testing::ValuesIn(answers));

TEST(DiscoveryQuestion, Tells_nothing_of_the_tool_and_nothing_of_the_device_asked) {
  for (const char* file :
       {"hanwha/question", "bosch/search", "vivotek/search", "panasonic/search", "sony/search", "nicevision/search",
        "vision360/search", "foscam/search", "vstarcam/search", "ubiquiti/search"}) {
    const Bytes question = sample(file);
    ASSERT_FALSE(question.empty()) << file;
    EXPECT_EQ(told(read({datagram(tool, at_port(camera, 10000), question)})), Told()) << file;
  }
}

TEST(DiscoveryQuestion, Marks_who_asked) {
  for (const char* file : {"bosch/search", "vivotek/search", "panasonic/search", "sony/search", "nicevision/search",
                           "vision360/search", "foscam/search", "vstarcam/search", "ubiquiti/search"}) {
    const auto evidence = read({datagram(tool, at_port(everyone, 10000), sample(file))});
    ASSERT_NE(host_of(evidence, "10.0.0.9"), nullptr) << file;
    EXPECT_TRUE(host_of(evidence, "10.0.0.9")->marks & model::asked_questions) << file;
  }
}

// Noise that no sender chose; the same on every run.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint32_t roll() {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::uint32_t>(state_ >> 33);
  }
  Bytes bytes(std::size_t size) {
    Bytes out(size, '\0');
    for (char& c : out) c = static_cast<char>(roll() >> 8);
    return out;
  }

 private:
  std::uint64_t state_;
};

TEST(DiscoveryNoise, That_begins_with_familiar_octets_is_nobodys) {
  const Bytes heads[] = {
      big(0x0b, 1),
      big(0x0c, 1),
      big(0x9939a427, 4),
      big(0x014a5d8f1c, 5),
      big(0x00010050000e, 6),
      big(0x0001, 2),
      big(0x02, 1),
      big(0x4e494345, 4),
      Bytes("DISCOVER "),
      big(0x4d4f5f490100, 6),
      big(0x44480108, 4),
      big(0x0100, 2),
      big(0x0206, 2),
      big(0x0209, 2),
      Bytes("<root xmlns=\""),
      Bytes("DISCOVER TYPE="),
  };
  const std::size_t sizes[] = {5, 12, 32, 52, 60, 84, 88, 90, 132, 262, 334, 524, 700};
  Dice dice(1);
  Bench bench;
  for (const Bytes& head : heads) {
    std::vector<Bytes> frames;
    for (int i = 0; i < 4000; ++i) {
      Bytes payload = head + dice.bytes(sizes[dice.roll() % std::size(sizes)]);
      payload.resize(std::max(sizes[dice.roll() % std::size(sizes)], head.size()));
      if (i % 3 == 0) payload.back() = '\x03';  // Sony's last octet
      frames.push_back(datagram(at_port(camera, 10000), at_port(tool, 10000), payload));
    }
    bench.feed(frames);
  }
  EXPECT_EQ(told(bench.finish()), Told());
}

TEST(DiscoveryNoise, Whose_lengths_agree_is_nobodys_either) {
  Dice dice(2);
  std::vector<Bytes> frames;
  for (int i = 0; i < 8000; ++i) {
    const std::size_t size = 40 + dice.roll() % 200;
    frames.push_back(datagram(at_port(camera, 10001), at_port(tool, 10001),
                              big(i % 2 ? 0x0100 : 0x0206, 2) + big(size, 2) + dice.bytes(size)));
    frames.push_back(
        datagram(at_port(camera, 10669), at_port(tool, 10669),
                 big(1, 2) + big(size, 2) + big(14, 2) + dice.bytes(42 + size) + big(0xffff, 2) + dice.bytes(2)));
    frames.push_back(datagram(
        at_port(camera, 10000), at_port(tool, 10000),
        Bytes("MO_I") + big(0x0100, 2) + big(0, 9) + little(size + 64, 4) + big(0, 4) + dice.bytes(size + 64)));
  }
  EXPECT_EQ(told(read(frames)), Told());
}

TEST(DiscoverySecrets, Of_an_answer_are_neither_told_nor_shown) {
  Bytes hanwha = sample("hanwha/answer");
  hanwha.replace(0x55, 12, "hunter2hunt2");
  Bytes sets = sample("foscam/answer");
  sets[4] = 2;
  sets.replace(36, 12, "hunter2hunt2");
  std::vector<Bytes> frames = {datagram(at_port(camera, 7711), at_port(tool, 7711), hanwha),
                               datagram(at_port(tool, 10000), at_port(everyone, 10000), sets),
                               datagram(at_port(camera, 8600), at_port(tool, 8600), sample("vstarcam/answer")),
                               datagram(at_port(camera, 1758), at_port(tool, 1758), sample("bosch/xml")),
                               datagram(at_port(camera, 10001), at_port(tool, 10001), sample("ubiquiti/router"))};
  const auto evidence = read(frames);
  ASSERT_FALSE(evidence.observations.empty());
  for (const auto& o : evidence.observations)
    for (const char* secret : {"hunter2", "secret", "admin", "000001ABCDE", "0000000000000001", "home"}) {
      EXPECT_EQ(o.value.find(secret), std::string::npos) << o.value;
      EXPECT_EQ(o.locator.excerpt.find(secret), std::string::npos) << o.locator.excerpt;
      if (told_as_a_whole(model::info(o.kind).name)) continue;
      EXPECT_EQ(bytes_at(frames, o.locator).find(secret), std::string::npos) << model::info(o.kind).name;
    }
}

}  // namespace
}  // namespace lenscap::sources::testing::discovery_more_test
