// Makers' protocols over TCP: however a message is cut into segments, the same is told, and media is stepped over.
#include <gtest/gtest.h>

#include <fstream>

#include "sources/reading.hpp"

namespace lenscap::sources::testing::makers_test {
namespace {

const End client = end("00:1f:29:00:00:09", "10.0.0.9", 51000);
const End camera = end("3c:ef:8c:00:12:34", "10.0.0.5");

Bytes sample(const std::string& name) {
  std::ifstream in(std::string(LENSCAP_ROOT) + "/fuzz/corpus/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Case {
  const char* file;
  std::uint16_t port;
  const char* tells;  ///< a kind that it must tell
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.file; }

class Cut : public ::testing::TestWithParam<Case> {
 protected:
  /// What is told when the camera sends these segments after a connection was opened.
  static std::vector<std::string> told(const std::vector<Bytes>& segments) {
    Conversation talk(client, at_port(camera, GetParam().port));
    talk.open();
    for (const Bytes& segment : segments) talk.answers(segment);
    const auto evidence = read(talk.frames);
    expect_true_locators(evidence, talk.frames);
    std::vector<std::string> all;
    for (const auto& o : evidence.observations) {
      if (model::info(o.kind).name == "eth.block") continue;
      all.push_back(std::string(model::info(o.kind).name) + "=" + o.value + " of " +
                    to_string(evidence.hosts[o.host].ip) + " x" + std::to_string(o.count));
    }
    return all;
  }
};

TEST_P(Cut, A_message_tells_the_same_however_it_is_cut) {
  const Bytes message = sample(GetParam().file);
  ASSERT_FALSE(message.empty());
  const auto whole = told({message});
  const std::string wanted = std::string(GetParam().tells) + "=";
  EXPECT_TRUE(std::any_of(whole.begin(), whole.end(), [&](const auto& line) { return line.starts_with(wanted); }))
      << "nothing of " << wanted;
  for (std::size_t at = 1; at<message.size(); at += message.size()> 600 ? 37 : 1)
    ASSERT_EQ(told({message.substr(0, at), message.substr(at)}), whole) << "cut at " << at;
  std::vector<Bytes> crumbs;
  for (char byte : message) crumbs.emplace_back(1, byte);
  EXPECT_EQ(told(crumbs), whole);
}

class Repeated : public Cut {};

TEST_P(Repeated, Two_messages_in_one_segment_are_two) {
  const Bytes message = sample(GetParam().file);
  EXPECT_EQ(told({message + message}), told({message, message}));
}

const Case messages[] = {{"dhip/notify", 37777, "dhip.serialno"},
                         {"dhip/challenge", 37777, "dhip.method"},
                         {"dvrip/realm_answer", 37777, "dvrip.realm"},
                         {"xm/info", 34567, "xm.message"},
                         {"baichuan/login_answer", 9000, "baichuan.message"},
                         {"tvt/greeting", 6036, "tvt.mac"},
                         {"tvt/accepted", 9008, "tvt.builddate"},
                         {"tiandy/refused", 3001, "tiandy.words"},
                         {"hiksdk/refused", 8000, "hiksdk.message"},
                         {"hiksdk/configuration", 8000, "hiksdk.serialnumber"}};
const Case handshake = {"tls/server_1_2", 443, "tls.subject"};

INSTANTIATE_TEST_SUITE_P(Messages, Cut, ::testing::ValuesIn(messages));
INSTANTIATE_TEST_SUITE_P(Handshake, Cut, ::testing::Values(handshake));
INSTANTIATE_TEST_SUITE_P(Messages, Repeated, ::testing::ValuesIn(messages));

Bytes xiongmai(unsigned message, const Bytes& body) {
  return big(0xff, 1) + big(1, 1) + big(0, 2) + big(0, 10) + little(message, 2) + little(body.size(), 4) + body;
}

TEST(Media, Of_a_xiongmai_conversation_is_stepped_over_to_the_next_message) {
  const Bytes media = xiongmai(1412, Bytes(900'000, 'm')), info = sample("xm/info");
  Conversation talk(client, at_port(camera, 34567));
  talk.open();
  for (std::size_t at = 0; at < media.size(); at += 1400) talk.answers(media.substr(at, 1400));
  talk.answers(info);
  Bench bench;
  bench.feed(talk.frames);
  const auto evidence = bench.finish();
  EXPECT_NE(values(evidence, "xm.message").size(), 0u);
  EXPECT_NE(
      values(evidence, "xm.sn").size() + values(evidence, "xm.hardware").size() + values(evidence, "xm.version").size(),
      0u);
  EXPECT_EQ(bench.skipped(Skip::message_bound), 0u);
}

TEST(Media, Interleaved_with_rtsp_is_only_counted) {
  Conversation talk(client, at_port(camera, 554));
  talk.open().asks("PLAY rtsp://10.0.0.5/ RTSP/1.0\r\nCSeq: 1\r\n\r\n").answers("RTSP/1.0 200 OK\r\nCSeq: 1\r\n\r\n");
  for (int i = 0; i < 50; ++i)
    talk.answers(big('$', 1) + big(0, 1) + big(60, 2) + "RTSP/1.0 200 OK\r\nServer: Inside-Media\r\n\r\n" +
                 Bytes(40, 'v'));
  const auto evidence = read(talk.frames);
  EXPECT_EQ(values(evidence, "rtsp.server").size(), 0u);
  ASSERT_NE(host_of(evidence, "10.0.0.5"), nullptr);
  EXPECT_EQ(host_of(evidence, "10.0.0.5")->packets, 52u);
}

}  // namespace
}  // namespace lenscap::sources::testing::makers_test
