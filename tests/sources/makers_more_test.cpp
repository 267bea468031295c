// TVT, Tiandy, Dahua's P2P, Hikvision's SDK, VAPIX: each fact on the device that said it, with the way back to its
// bytes, and nothing of passwords, challenges and keys.
#include <gtest/gtest.h>

#include <fstream>

#include "sources/reading.hpp"

namespace lenscap::sources::testing::makers_more_test {
namespace {

const End tool = end("00:1f:29:00:00:09", "10.0.0.9", 51000);
const End camera = end("3c:ef:8c:00:12:34", "10.0.0.5");
const End cloud = end("dc:a6:32:ce:31:63", "47.91.80.12", 8800);
const End group = end("01:00:5e:37:37:38", "234.55.55.56", 23456);

Bytes sample(const std::string& name) {
  std::ifstream in(std::string(LENSCAP_ROOT) + "/fuzz/corpus/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// A message of tests/golden, and what no reader may show of it.
struct Golden {
  Bytes bytes;
  std::vector<Bytes> secrets;
};

Golden golden(const std::string& name) {
  Golden out;
  std::ifstream in(std::string(LENSCAP_ROOT) + "/tests/golden/" + name + ".hex");
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("secret: ")) out.secrets.push_back(line.substr(8));
    if (line.find(": ") < line.find('#')) continue;
    line = line.substr(0, line.find('#'));
    for (std::size_t at = 0; at + 1 < line.size(); at += 3)
      if (line[at] != ' ') out.bytes.push_back(static_cast<char>(std::stoi(line.substr(at, 2), nullptr, 16)));
  }
  return out;
}

void expect_nowhere(const model::Evidence& evidence, const std::vector<Bytes>& secrets) {
  for (const auto& o : evidence.observations)
    for (const Bytes& secret : secrets) {
      EXPECT_EQ(o.value.find(secret), std::string::npos) << model::info(o.kind).name << " shows " << secret;
      EXPECT_EQ(o.locator.excerpt.find(secret), std::string::npos) << model::info(o.kind).name << " shows " << secret;
    }
}

/// Reads the frames and holds every locator against them.
model::Evidence told(const std::vector<Bytes>& frames) {
  auto evidence = read(frames);
  expect_true_locators(evidence, frames);
  return evidence;
}

model::Evidence after(const Bytes& question, const Bytes& answer, std::uint16_t port) {
  Conversation talk(tool, at_port(camera, port));
  talk.open();
  if (!question.empty()) talk.asks(question);
  talk.answers(answer);
  return told(talk.frames);
}

TEST(Tvt, An_announcement_describes_who_sent_it) {
  const std::vector<Bytes> frames = {datagram(at_port(camera, 23456), group, sample("mhed/camera"))};
  const auto evidence = told(frames);
  EXPECT_EQ(whose(evidence, "tvt.message", "announcement"), "10.0.0.5");
  EXPECT_EQ(values(evidence, "tvt.mac"), std::vector<std::string>{"02:00:5e:00:00:01"});
  EXPECT_EQ(values(evidence, "tvt.ip"), std::vector<std::string>{"192.168.1.69"});
  EXPECT_EQ(values(evidence, "tvt.model"), std::vector<std::string>{"DCN-BM8127AIN"});
  EXPECT_EQ(values(evidence, "tvt.manufacturer"), std::vector<std::string>{"DVC"});
  EXPECT_EQ(values(evidence, "tvt.firmware"), std::vector<std::string>{"1.5-1428327"});
  EXPECT_EQ(values(evidence, "tvt.builddate"), std::vector<std::string>{"20231103"});
  const auto* serial = find(evidence, "tvt.serial");
  ASSERT_NE(serial, nullptr);
  EXPECT_EQ(serial->value, "I0A4420L0001");
  EXPECT_EQ(serial->locator.spans.at(0).at, udp_payload_at + 140);
}

TEST(Tvt, A_recorder_says_firmware_and_channels) {
  const auto evidence = told({datagram(at_port(camera, 23456), group, sample("mhed/recorder"))});
  EXPECT_EQ(values(evidence, "tvt.firmware"), std::vector<std::string>{"1.4.10.0"});
  EXPECT_EQ(values(evidence, "tvt.channels"), std::vector<std::string>{"16"});
  EXPECT_EQ(values(evidence, "tvt.devicetype"), std::vector<std::string>{"3"});
}

TEST(Tvt, A_search_says_nothing_of_a_device) {
  const auto evidence = told({datagram(at_port(tool, 23456), group, sample("mhed/search"))});
  EXPECT_EQ(values(evidence, "tvt.message").size(), 0u);
  ASSERT_NE(host_of(evidence, "10.0.0.9"), nullptr);
  EXPECT_TRUE(host_of(evidence, "10.0.0.9")->marks & model::asked_questions);
}

TEST(Tvt, Of_a_new_network_address_only_that_it_was_set_is_kept) {
  const auto message = golden("tvt-mhed-set-network");
  ASSERT_EQ(message.secrets.size(), 2u);
  const auto evidence = told({datagram(at_port(tool, 23456), group, message.bytes)});
  EXPECT_EQ(whose(evidence, "tvt.setting", "command 3"), "10.0.0.9");
  EXPECT_EQ(values(evidence, "tvt.message").size(), 0u) << "who sets is a tool";
  EXPECT_EQ(values(evidence, "tvt.mac").size(), 0u) << "the address is the target's";
  const auto* setting = find(evidence, "tvt.setting");
  ASSERT_NE(setting, nullptr);
  ASSERT_EQ(setting->locator.spans.size(), 1u);
  EXPECT_EQ(setting->locator.spans[0].length, 12u);
  EXPECT_EQ(setting->locator.excerpt, "command 3");
  expect_nowhere(evidence, message.secrets);
}

TEST(Tvt, A_greeting_tells_its_sender_and_no_challenge) {
  const auto message = golden("tvt-init-head");
  const auto evidence = after({}, message.bytes, 6036);
  EXPECT_EQ(whose(evidence, "tvt.message", "greeting"), "10.0.0.5");
  EXPECT_EQ(values(evidence, "tvt.mac"), std::vector<std::string>{"58:5b:69:00:a5:01"});
  for (const auto& o : evidence.observations)
    if (model::info(o.kind).name.starts_with("tvt."))
      for (const auto& span : o.locator.spans)
        EXPECT_FALSE(span.at <= tcp_payload_at + 45 && span.at + span.length > tcp_payload_at + 45)
            << model::info(o.kind).name << " points at the nonce";
}

TEST(Tvt, A_login_leaves_nothing_but_the_answer) {
  const auto request = golden("tvt-login-request"), reply = golden("tvt-login-reply");
  ASSERT_EQ(request.secrets.size(), 3u);
  const auto evidence = after(request.bytes, reply.bytes, 9008);
  EXPECT_EQ(whose(evidence, "tvt.message", "login"), "10.0.0.5");
  EXPECT_EQ(whose(evidence, "tvt.name", "entrance"), "10.0.0.5");
  EXPECT_EQ(values(evidence, "tvt.builddate"), std::vector<std::string>{"20231103"});
  expect_nowhere(evidence, request.secrets);
  for (const auto& o : evidence.observations)
    if (model::info(o.kind).name.starts_with("tvt.")) EXPECT_EQ(to_string(evidence.hosts[o.host].ip), "10.0.0.5");
}

TEST(Tvt, A_stream_is_stepped_over_to_the_next_message) {
  const auto number = [](std::uint32_t n) { return little(n, 4); };
  const Bytes picture =
      "1111" + number(16 + 300'000) + number(0x1000c01) + number(1) + number(1) + number(300'000) + Bytes(300'000, 'v');
  Conversation talk(tool, at_port(camera, 9008));
  talk.open();
  for (std::size_t at = 0; at < picture.size(); at += 1400) talk.answers(picture.substr(at, 1400));
  talk.answers(sample("tvt/accepted"));
  const auto evidence = read(talk.frames);
  EXPECT_EQ(whose(evidence, "tvt.message", "stream"), "10.0.0.5");
  EXPECT_EQ(values(evidence, "tvt.name"), std::vector<std::string>{"depot"});
}

TEST(Tiandy, Words_of_the_protocol_are_told_names_and_keys_are_not) {
  const auto request = golden("tiandy-login-command"), answer = golden("tiandy-answer");
  auto secrets = request.secrets;
  secrets.insert(secrets.end(), answer.secrets.begin(), answer.secrets.end());
  ASSERT_GE(secrets.size(), 4u);
  const auto evidence = after(request.bytes, answer.bytes, 3001);
  EXPECT_EQ(whose(evidence, "tiandy.message", "control"), "10.0.0.5");
  EXPECT_EQ(values(evidence, "tiandy.words"), (std::vector<std::string>{"IP", "USER", "LOGON", "LOGONFAILED"}));
  expect_nowhere(evidence, secrets);
}

TEST(Tiandy, A_stream_tells_its_sender) {
  const auto evidence = after({}, golden("tiandy-stream").bytes, 3001);
  EXPECT_EQ(whose(evidence, "tiandy.message", "stream"), "10.0.0.5");
}

TEST(HikSdk, A_refusal_tells_the_protocol) {
  const auto evidence = after(sample("hiksdk/login"), golden("hikvision-sdk-answer").bytes, 8000);
  EXPECT_EQ(whose(evidence, "hiksdk.message", "status 30"), "10.0.0.5");
  EXPECT_EQ(values(evidence, "hiksdk.message").size(), 1u) << "the login tells nothing";
  expect_nowhere(evidence, {"operator"});
}

TEST(HikSdk, The_configuration_tells_the_device) {
  const auto evidence = after({}, sample("hiksdk/configuration"), 8000);
  EXPECT_EQ(values(evidence, "hiksdk.serialnumber"), std::vector<std::string>{"DS-2CD2042WD-I20170123AAWR701234567"});
  EXPECT_EQ(values(evidence, "hiksdk.softwareversion"), std::vector<std::string>{"V5.4.5 build 170123"});
  EXPECT_EQ(values(evidence, "hiksdk.model"), std::vector<std::string>{"DS-2CD2042WD-I"});
  EXPECT_EQ(whose(evidence, "hiksdk.name", "Front gate"), "10.0.0.5");
}

TEST(DahuaP2p, A_phone_that_looks_for_a_camera_is_no_camera) {
  for (const char* name : {"dahua-p2p-online", "dahua-p2p-channel", "dahua-p2p-channel-auth", "dahua-p2p-probe"}) {
    const auto message = golden(name);
    ASSERT_FALSE(message.secrets.empty()) << name;
    const auto evidence = told({datagram(tool, cloud, message.bytes)});
    EXPECT_EQ(values(evidence, "dahuap2p.message").size(), 0u) << name;
    EXPECT_EQ(values(evidence, "dahuap2p.serial").size(), 0u) << name;
    expect_nowhere(evidence, message.secrets);
  }
}

TEST(DahuaP2p, Who_asks_under_its_own_serial_number_is_the_device) {
  const auto evidence = told({datagram(at_port(camera, 40000), cloud, sample("dahuap2p/device"))});
  EXPECT_EQ(whose(evidence, "dahuap2p.serial", "4J01A2BPAG0ABCD"), "10.0.0.5");
  expect_nowhere(evidence, {"b2R5c3NleQ=="});
}

TEST(DahuaP2p, A_tunnel_tells_the_side_inside_that_serves) {
  const auto inside = told({datagram(at_port(camera, 40000), at_port(tool, 50000), sample("dahuap2p/connected"))});
  EXPECT_EQ(whose(inside, "dahuap2p.message", "connected"), "10.0.0.5");
  const auto relayed = told({datagram(cloud, at_port(tool, 50000), sample("dahuap2p/connected"))});
  EXPECT_EQ(values(relayed, "dahuap2p.message").size(), 0u) << "a relay passes it on";
}

TEST(Vapix, An_answer_over_http_tells_the_camera) {
  const Bytes body = sample("vapix/properties");
  const auto evidence =
      after("POST /axis-cgi/basicdeviceinfo.cgi HTTP/1.1\r\nHost: 10.0.0.5\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
                "\r\n\r\n" + body,
            80);
  EXPECT_EQ(whose(evidence, "vapix.brand", "AXIS"), "10.0.0.5");
  EXPECT_EQ(values(evidence, "vapix.prodnbr"), std::vector<std::string>{"M1065-LW"});
  EXPECT_EQ(values(evidence, "vapix.serialnumber"), std::vector<std::string>{"00408C123456"});
}

}  // namespace
}  // namespace lenscap::sources::testing::makers_more_test
