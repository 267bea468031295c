// Banners of servers, MQTT clients, STUN, media, and RTSP inside HTTP: each on the right host, and nothing that people
// type.
#include <gtest/gtest.h>

#include "sources/reading.hpp"

namespace lenscap::sources::testing::banner_test {
namespace {

const End client = end("00:1f:29:00:00:09", "10.0.0.9", 51000);
const End camera = end("3c:ef:8c:00:12:34", "10.0.0.5");

void expect_nowhere(const model::Evidence& evidence, std::initializer_list<std::string_view> secrets) {
  for (const auto& o : evidence.observations)
    for (const auto& text : {o.value, o.locator.excerpt, o.locator.place})
      for (auto secret : secrets) EXPECT_EQ(text.find(secret), Bytes::npos) << text << " holds " << secret;
}

TEST(Ssh, The_servers_line_is_kept_and_the_clients_is_not) {
  for (const bool client_first : {false, true}) {
    Conversation talk(client, at_port(camera, 22));
    talk.open();
    if (client_first) talk.asks("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n");
    talk.answers("SSH-2.0-dropbear_").answers("2012.55\r\n\x01\x02\x03");
    talk.asks("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n");
    const auto evidence = read(talk.frames);
    expect_true_locators(evidence, talk.frames);
    EXPECT_EQ(values(evidence, "ssh.banner"), std::vector<std::string>{"SSH-2.0-dropbear_2012.55"});
    EXPECT_EQ(whose(evidence, "ssh.banner", "SSH-2.0-dropbear_2012.55"), "10.0.0.5");
  }
}

TEST(Ftp, A_greeting_is_kept_and_a_login_is_not) {
  Conversation talk(client, at_port(camera, 21));
  talk.open()
      .answers("220 AXIS P1357 Network Camera 5.40.19.2 (2014) ready.\r\n")
      .asks("USER r00tuser\r\n")
      .answers("331 User r00tuser okay, need password.\r\n")
      .asks("PASS Pa55Word\r\n");
  const auto evidence = read(talk.frames);
  expect_true_locators(evidence, talk.frames);
  EXPECT_EQ(whose(evidence, "ftp.banner", "AXIS P1357 Network Camera 5.40.19.2 (2014) ready."), "10.0.0.5");
  expect_nowhere(evidence, {"r00tuser", "Pa55Word"});
}

const Bytes asks_options = "\xff\xfd\x01\xff\xfd\x1f\xff\xfb\x01\xff\xfb\x03";

TEST(Telnet, The_prompt_is_kept_and_what_is_typed_is_not) {
  Conversation talk(client, at_port(camera, 23));
  talk.open()
      .answers(asks_options)
      .asks("\xff\xfb\x1f")
      .answers("\r\n192.0.0.64 lo")
      .answers("gin: ")
      .asks("r00tuser\r\n")
      .answers("r00tuser\r\nPassword: ")
      .asks("Pa55Word\r\n");
  const auto evidence = read(talk.frames);
  EXPECT_EQ(values(evidence, "telnet.banner"), std::vector<std::string>{"192.0.0.64 login:"});
  EXPECT_EQ(whose(evidence, "telnet.banner", "192.0.0.64 login:"), "10.0.0.5");
  expect_true_locators(evidence, talk.frames);
  expect_nowhere(evidence, {"r00tuser", "Pa55Word"});
}

TEST(Telnet, A_shell_without_a_prompt_of_login_says_nothing) {
  Conversation talk(client, at_port(camera, 23));
  talk.open().answers(asks_options + "# ").asks("r00tuser login:\r\n").answers("r00tuser login: \r\n");
  const auto evidence = read(talk.frames);
  EXPECT_EQ(find(evidence, "telnet.banner"), nullptr);
  expect_nowhere(evidence, {"r00tuser"});
}

TEST(Mqtt, A_client_is_told_by_its_id_and_never_by_its_login) {
  const Bytes connect = big(0x1032, 2) + big(4, 2) + "MQTT" + big(0x04c6003c, 4) + big(13, 2) + "CAM3A01234PAZ" +
                        big(1, 2) + "t" + big(4, 2) + "gone" + big(5, 2) + "boss1" + big(7, 2) + "Pa55Wor";
  Conversation talk(at_port(camera, 40000), at_port(client, 1883));
  talk.open().asks(connect.substr(0, 11)).asks(connect.substr(11)).answers(big(0x20020000, 4));
  talk.asks(big(0x3008, 2) + big(4, 2) + "boss" + "xy");  // PUBLISH
  const auto evidence = read(talk.frames);
  EXPECT_EQ(whose(evidence, "mqtt.clientid", "CAM3A01234PAZ"), "10.0.0.5");
  EXPECT_EQ(whose(evidence, "mqtt.message", "CONNECT 3.1.1"), "10.0.0.5");
  expect_true_locators(evidence, talk.frames);
  expect_nowhere(evidence, {"boss", "Pa55", "gone"});
}

Bytes rtp(std::uint16_t sequence, std::uint32_t source, std::uint8_t type = 96) {
  return big(0x80, 1) + big(type, 1) + big(sequence, 2) + big(90'000, 4) + big(source, 4) + Bytes(40, 'v');
}

TEST(Rtp, A_flow_of_one_source_is_media_after_three_datagrams) {
  const End from = at_port(camera, 50000), to = at_port(client, 40000);
  std::vector<Bytes> frames;
  for (std::uint16_t i = 0; i < 3; ++i)
    frames.push_back(datagram(from, to, rtp(static_cast<std::uint16_t>(0xfffe + i), 7)));
  // Set aside: nothing behind them is looked at, whatever it is.
  frames.push_back(datagram(from, to, "NOTIFY * HTTP/1.1\r\nNTS: ssdp:alive\r\nUSN: uuid:1\r\nSERVER: inside\r\n\r\n"));
  const auto evidence = read(frames);
  expect_true_locators(evidence, frames);
  EXPECT_EQ(whose(evidence, "rtp.media", "payload type 96"), "10.0.0.5");
  EXPECT_EQ(find(evidence, "ssdp.server"), nullptr);
  EXPECT_EQ(host_of(evidence, "10.0.0.5")->packets, 4u);
}

TEST(Rtp, Datagrams_that_only_look_like_it_are_not_taken_for_media) {
  const End from = at_port(camera, 50000), to = at_port(client, 40000);
  const std::vector<std::vector<Bytes>> flows = {
      {rtp(1, 7), rtp(2, 8), rtp(3, 9)},         // another source each time
      {rtp(1, 7), rtp(1, 7), rtp(1, 7)},         // the sequence stands
      {rtp(1, 7), rtp(5000, 7), rtp(20000, 7)},  // or jumps
  };
  for (const auto& flow : flows) {
    std::vector<Bytes> frames;
    for (const Bytes& one : flow) frames.push_back(datagram(from, to, one));
    frames.push_back(
        datagram(from, to, "NOTIFY * HTTP/1.1\r\nNTS: ssdp:alive\r\nUSN: uuid:1\r\nSERVER: after\r\n\r\n"));
    const auto evidence = read(frames);
    EXPECT_EQ(find(evidence, "rtp.media"), nullptr);
    EXPECT_EQ(whose(evidence, "ssdp.server", "after"), "10.0.0.5");
  }
}

TEST(Rtcp, One_report_is_enough_and_its_names_are_not_read) {
  const End from = at_port(camera, 50001), to = at_port(client, 40001);
  const Bytes report =
      big(0x80c90001, 4) + big(7, 4) + big(0x81ca0003, 4) + big(7, 4) + big(0x0104, 2) + "boss" + big(0, 2);
  const std::vector<Bytes> frames = {
      datagram(from, to, report),
      datagram(from, to, "NOTIFY * HTTP/1.1\r\nNTS: ssdp:alive\r\nUSN: uuid:1\r\nSERVER: inside\r\n\r\n")};
  const auto evidence = read(frames);
  EXPECT_EQ(find(evidence, "ssdp.server"), nullptr);
  expect_nowhere(evidence, {"boss"});
}

TEST(Stun, A_camera_that_asks_for_its_address_is_told_with_what_it_learnt) {
  const End server = end("00:1f:29:00:00:01", "198.51.100.3", 3478);
  const Bytes header = big(0x2112a442, 4) + Bytes("\xb7\xe7\xa7\x01\xbc\x34\xd6\x86\xfa\x87\xdf\xae", 12);
  const Bytes request =
      big(0x00010018, 4) + header + big(0x80220008, 4) + "CamStack" + big(0x00060006, 4) + "boss:1" + big(0, 2);
  const Bytes answer = big(0x0101000c, 4) + header + big(0x00200008, 4) + big(0x0001a147, 4) + big(0xe112a643, 4);
  const std::vector<Bytes> frames = {datagram(at_port(camera, 40000), server, request),
                                     datagram(server, at_port(camera, 40000), answer)};
  const auto evidence = read(frames);
  expect_true_locators(evidence, frames);
  EXPECT_EQ(whose(evidence, "stun.message", "binding request"), "10.0.0.5");
  EXPECT_EQ(whose(evidence, "stun.software", "CamStack"), "10.0.0.5");
  EXPECT_EQ(whose(evidence, "stun.mappedaddress", "192.0.2.1"), "10.0.0.5") << "of who asked, not of the server";
  expect_nowhere(evidence, {"boss"});
}

// DESCRIBE rtsp://admin:Pa55Word@10.0.0.5/live/ch0 RTSP/1.0, CSeq: 1, User-Agent: Tool/2
const Bytes tunnelled =
    "POST /stream HTTP/1.0\r\nUser-Agent: QTS\r\nx-sessioncookie: C00kieOfTunnel\r\n"
    "Content-Type: application/x-rtsp-tunnelled\r\nContent-Length: 32767\r\n\r\n"
    "REVTQ1JJQkUgcnRzcDovL2FkbWluOlBhNTVXb3JkQDEwLjAuMC41L2xpdmUvY2gwIFJUU1AvMS4wDQpDU2VxOiAxDQpVc2VyLUFn"
    "ZW50OiBUb29sLzINCg0K";

/// A tunnel whose requests come in two segments, cut at `at`.
std::vector<Bytes> tunnel(std::size_t at) {
  Conversation get(client, at_port(camera, 80)), post(at_port(client, 51001), at_port(camera, 80));
  get.open()
      .asks(
          "GET /stream HTTP/1.0\r\nUser-Agent: QTS\r\nx-sessioncookie: C00kieOfTunnel\r\n"
          "Accept: application/x-rtsp-tunnelled\r\n\r\n")
      .answers("HTTP/1.0 200 OK\r\nServer: Streamer/1\r\nContent-Type: application/x-rtsp-tunnelled\r\n\r\n");
  std::vector<Bytes> frames = get.frames;
  post.open().asks(tunnelled.substr(0, at)).asks(tunnelled.substr(at));
  frames += post.frames;
  const std::size_t before = get.frames.size();
  get.answers(
      "RTSP/1.0 200 OK\r\nCSeq: 1\r\nServer: Inside/3\r\nContent-Type: application/sdp\r\nContent-Length: 39\r\n\r\n"
      "v=0\r\ns=Gate\r\nm=video 0 RTP/AVP 96\r\n\r\n\r\n");
  frames.insert(frames.end(), get.frames.begin() + static_cast<std::ptrdiff_t>(before), get.frames.end());
  return frames;
}

TEST(RtspTunnel, Requests_on_one_connection_meet_their_answers_on_the_other) {
  for (std::size_t at = 1; at < tunnelled.size(); at += 7) {
    SCOPED_TRACE(at);
    const auto frames = tunnel(at);
    const auto evidence = read(frames);
    expect_true_locators(evidence, frames);
    EXPECT_EQ(whose(evidence, "rtsp.client", "Tool/2"), "10.0.0.9");
    EXPECT_EQ(whose(evidence, "rtsp.server", "Inside/3"), "10.0.0.5");
    EXPECT_EQ(whose(evidence, "rtsp.path", "/live/ch0"), "10.0.0.5") << "asked here, served there";
    EXPECT_EQ(whose(evidence, "rtsp.served", "video"), "10.0.0.5");
    expect_nowhere(evidence, {"C00kie", "Pa55Word"});
  }
}

}  // namespace
}  // namespace lenscap::sources::testing::banner_test
