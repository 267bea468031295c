// What must never be written down: credentials, and the words of hosts that are no cameras.
#include <gtest/gtest.h>
#include <zlib.h>

#include "sources/reading.hpp"

namespace lenscap::sources::testing::privacy_test {
namespace {

const End client = end("00:1f:29:00:00:09", "10.0.0.9", 51000);
const End camera = end("3c:ef:8c:00:12:34", "10.0.0.5", 80);

/// Every text that the evidence would store.
std::vector<std::string> stored(const model::Evidence& evidence) {
  std::vector<std::string> all;
  for (const auto& o : evidence.observations)
    for (const auto& text : {o.value, o.locator.place, o.locator.excerpt, o.locator.decoder}) all.push_back(text);
  for (const auto& host : evidence.hosts) all.push_back(host.group);
  for (const auto& source : evidence.sources)
    for (const auto& note : source.notes) all.push_back(note);
  return all;
}

void expect_nowhere(const model::Evidence& evidence, std::initializer_list<std::string_view> secrets) {
  for (const auto& text : stored(evidence))
    for (auto secret : secrets)
      EXPECT_EQ(text.find(secret), std::string::npos) << "\"" << text << "\" holds " << secret;
}

model::Evidence after(const Bytes& asked, const Bytes& answered, std::uint16_t port = 80) {
  Conversation talk(client, at_port(camera, port));
  talk.open().asks(asked).answers(answered).closes(1);
  return read(talk.frames);
}

TEST(Privacy, Authorization_cookies_and_challenges_are_never_stored) {
  const auto evidence = after(
      "GET /ISAPI/System/deviceInfo?user=boss&password=Pa55-in-query HTTP/1.1\r\nHost: 10.0.0.5\r\n"
      "User-Agent: Tool/1\r\nAuthorization: Digest username=\"Digest-User\", realm=\"r\", nonce=\"N0nceOfClient\", "
      "response=\"d1gestResponse\", cnonce=\"Cn0nce\"\r\nCookie: WebSession=C00kieOfClient\r\n"
      "Proxy-Authorization: Basic UHJveHlTZWNyZXQ=\r\nX-Custom: plain\r\n\r\n",
      "HTTP/1.1 401 Unauthorized\r\nServer: App-webs/\r\nSet-Cookie: WebSession=C00kieOfServer; path=/\r\n"
      "WWW-Authenticate: Digest realm=\"IP Camera(C1234)\", nonce=\"N0nceOfServer\", opaque=\"0paque\"\r\n"
      "Location: http://admin:Pa55InUrl@10.0.0.5/next?token=T0kenInUrl\r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(values(evidence, "http.realm"), std::vector<std::string>{"IP Camera(C1234)"}) << "and yet it was read";
  expect_nowhere(evidence,
                 {"Digest-User", "N0nce", "d1gest", "Cn0nce", "C00kie", "UHJveHlTZWNyZXQ", "0paque", "Pa55", "T0ken"});
}

TEST(Privacy, Credentials_in_stream_addresses_are_never_stored) {
  const auto evidence = after(
      "DESCRIBE rtsp://admin:Pa55Word@10.0.0.5:554/user=admin_password=tlJwpbo6_channel=1_stream=0.sdp RTSP/1.0\r\n"
      "CSeq: 2\r\nUser-Agent: Player\r\nAuthorization: Basic YWRtaW46UGE1NQ==\r\n\r\n",
      "RTSP/1.0 200 OK\r\nCSeq: 2\r\nServer: Streamer\r\nContent-Base: rtsp://admin:Pa55Word@10.0.0.5/\r\n"
      "Content-Type: application/sdp\r\nContent-Length: 46\r\n\r\nv=0\r\ns=Gate\r\nm=video 0 RTP/AVP "
      "96\r\na=control:x\r\n",
      554);
  EXPECT_EQ(values(evidence, "rtsp.server"), std::vector<std::string>{"Streamer"});
  expect_nowhere(evidence, {"Pa55", "tlJwpbo6", "YWRtaW46"});
}

const Bytes security =
    "<s:Header><Security xmlns=\"http://docs.oasis-open.org/wss/2004/01/"
    "oasis-200401-wss-wssecurity-secext-1.0.xsd\"><UsernameToken><Username>Wss-User</Username><Password "
    "Type=\"x#PasswordDigest\">WssDigest1234=</Password><Nonce>WssNonce1234=</Nonce></UsernameToken></Security></"
    "s:Header>";
Bytes envelope(const Bytes& body) {
  return "<?xml version=\"1.0\"?><s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\" "
         "xmlns:tds=\"http://www.onvif.org/ver10/device/wsdl\" xmlns:tt=\"http://www.onvif.org/ver10/schema\">" +
         security + "<s:Body>" + body + "</s:Body></s:Envelope>";
}
Bytes http_xml(const Bytes& start, const Bytes& xml) {
  return start + "Content-Type: application/soap+xml\r\nContent-Length: " + std::to_string(xml.size()) + "\r\n\r\n" +
         xml;
}

TEST(Privacy, Ws_security_is_not_stored_neither_of_the_question_nor_echoed_in_the_answer) {
  const auto evidence = after(
      http_xml("POST /onvif/device_service HTTP/1.1\r\n", envelope("<tds:GetDeviceInformation/>")),
      http_xml(
          "HTTP/1.1 200 OK\r\n",
          envelope("<tds:GetDeviceInformationResponse><tds:Manufacturer>Gatekeeper</tds:Manufacturer><tds:Model>G1"
                   "</tds:Model><tds:FirmwareVersion>1</tds:FirmwareVersion><tds:SerialNumber>S1</tds:SerialNumber>"
                   "<tds:HardwareId>H</tds:HardwareId></tds:GetDeviceInformationResponse>")));
  EXPECT_EQ(values(evidence, "onvif.manufacturer"), std::vector<std::string>{"Gatekeeper"});
  EXPECT_EQ(whose(evidence, "onvif.manufacturer", "Gatekeeper"), "10.0.0.5");
  expect_nowhere(evidence, {"Wss-User", "WssDigest", "WssNonce"});
}

TEST(Privacy, Users_in_an_onvif_answer_are_not_stored) {
  const auto evidence =
      after("POST /onvif/device_service HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
            http_xml("HTTP/1.1 200 OK\r\n",
                     envelope("<tds:GetUsersResponse><tds:User><tt:Username>SomePerson</tt:Username>"
                              "<tt:Password>SomePassword</tt:Password></tds:User></tds:GetUsersResponse>")));
  expect_nowhere(evidence, {"SomePerson", "SomePassword"});
}

Bytes xiongmai(int message, const Bytes& json) {
  return big(0xff, 1) + big(1, 1) + big(0, 2) + big(0, 4) + big(0, 4) + big(0, 2) +
         little(static_cast<unsigned>(message), 2) + little(json.size() + 2, 4) + json + Bytes("\n\0", 2);
}

TEST(Privacy, A_xiongmai_login_is_not_stored) {
  const auto evidence = after(
      xiongmai(
          1000,
          R"({ "EncryptType" : "MD5", "LoginType" : "DVRIP-Web", "PassWord" : "tlJwpbo6", "UserName" : "boss-user" })"),
      xiongmai(
          1001,
          R"({ "AliveInterval" : 20, "ChannelNum" : 1, "DeviceType " : "IPC", "Ret" : 100, "SessionID" : "0x5e55104" })"),
      34567);
  EXPECT_NE(values(evidence, "xm.message").size(), 0u);
  expect_nowhere(evidence, {"tlJwpbo6", "boss-user", "0x5e55104"});
}

Bytes dhip(const Bytes& json) {
  return big(0x20000000, 4) + "DHIP" + little(0, 4) + little(0, 4) + little(json.size(), 4) + little(0, 4) +
         little(json.size(), 4) + little(0, 4) + json;
}

TEST(Privacy, A_dahua_login_keeps_the_realm_and_nothing_of_the_proof) {
  const auto evidence = after(
      dhip(
          R"({"method":"global.login","params":{"userName":"boss-user","password":"D16E57","clientType":"Web3.0"},"id":1})"),
      dhip(R"({"error":{"code":268632079,"message":""},"id":1,"params":{"encryption":"Default","random":"1427301875",)"
           R"("realm":"Login to 3A01234PAZ00001"},"result":false,"session":1234567890})"),
      37777);
  EXPECT_EQ(values(evidence, "dvrip.realm"), std::vector<std::string>{"Login to 3A01234PAZ00001"});
  expect_nowhere(evidence, {"boss-user", "D16E57", "1427301875", "1234567890"});
}

/// A PC that asks, browses and names itself; and a camera that announces itself.
std::vector<Bytes> office() {
  const End pc = end("00:1f:29:00:00:09", "10.0.0.9", 40000), resolver = end("dc:a6:32:ce:31:63", "10.0.0.1", 53);
  const Bytes question = big(1, 2) + big(0x0100, 2) + big(1, 2) + big(0, 6) +
                         "\x08"
                         "intranet"
                         "\x07"
                         "example" +
                         Bytes(1, '\0') + big(1, 2) + big(1, 2);
  Conversation browsing(at_port(pc, 50123), end("dc:a6:32:ce:31:63", "93.184.216.34", 80));
  browsing.open().asks("GET /private HTTP/1.1\r\nHost: news.example\r\nUser-Agent: Personal-Browser\r\n\r\n");
  browsing.answers("HTTP/1.1 200 OK\r\nServer: someserver\r\nContent-Length: 0\r\n\r\n");
  auto frames = browsing.frames;
  frames.push_back(datagram(pc, resolver, question));
  const End group = end("01:00:5e:7f:ff:fa", "239.255.255.250", 37810);
  frames.push_back(datagram(at_port(camera, 37810), group,
                            dhip(R"({"mac":"3c:ef:8c:00:12:34","method":"client.notifyDevInfo","params":{"deviceInfo":)"
                                 R"({"DeviceClass":"IPC","DeviceType":"IPC-HDW4433C-A","Vendor":"Private"}}})")));
  return frames;
}

model::Evidence read_office(bool keep_others) {
  Bench bench;
  bench.feed(office());
  return bench.finish(keep_others);
}

TEST(Privacy, Hosts_that_are_no_cameras_leave_nothing_but_their_counters) {
  const auto evidence = read_office(false);
  EXPECT_NE(values(evidence, "dhip.devicetype").size(), 0u) << "the camera is there";
  for (const auto& o : evidence.observations)
    EXPECT_EQ(to_string(evidence.hosts[o.host].ip), "10.0.0.5") << model::info(o.kind).name << " = " << o.value;
  expect_nowhere(evidence, {"intranet", "news.example", "Personal-Browser", "someserver", "/private"});
  EXPECT_EQ(evidence.hosts.size(), 3u) << "PC and web server are still counted";
}

TEST(Privacy, They_are_kept_when_that_is_asked_for) {
  const auto evidence = read_office(true);
  EXPECT_EQ(whose(evidence, "dns.query", "intranet.example"), "10.0.0.9");
  EXPECT_EQ(whose(evidence, "http.useragent", "Personal-Browser"), "10.0.0.9");
}

TEST(Privacy, A_pc_behind_the_router_of_a_camera_is_not_written_down) {
  // Seen behind a router, camera and PC send from its hardware address, with a time to live that it has lowered.
  const End far_camera = end("00:04:96:27:8b:ca", "172.20.1.5", 37810),
            far_pc = end("00:04:96:27:8b:ca", "172.20.1.9", 5353);
  const Bytes names = big(0, 2) + big(0x8400, 2) + big(0, 2) + big(1, 2) + big(0, 4) +
                      "\x0a"
                      "jane-phone"
                      "\x05"
                      "local" +
                      Bytes(1, '\0') + big(1, 2) + big(0x8001, 2) + big(120, 4) + big(4, 2) + far_pc.ip;
  Bench bench;
  bench.feed(std::vector<Bytes>{
      datagram(far_camera, client,
               dhip(R"({"method":"client.notifyDevInfo","params":{"deviceInfo":{"DeviceClass":"IPC"}}})"), 63),
      datagram(far_pc, client, names, 127)});
  const auto evidence = bench.finish(false);
  EXPECT_NE(values(evidence, "dhip.deviceclass").size(), 0u);
  expect_nowhere(evidence, {"jane-phone"});
}

TEST(Privacy, All_that_a_camera_says_under_its_addresses_is_kept) {
  const End first = at_port(end("3c:ef:8c:00:12:34", "192.168.1.108"), 5353), later = at_port(camera, 37810);
  const Bytes names = big(0, 2) + big(0x8400, 2) + big(0, 2) + big(1, 2) + big(0, 4) +
                      "\x08"
                      "gate-cam"
                      "\x05"
                      "local" +
                      Bytes(1, '\0') + big(1, 2) + big(0x8001, 2) + big(120, 4) + big(4, 2) + first.ip;
  Bench bench;
  bench.feed(std::vector<Bytes>{
      datagram(first, client, names),
      datagram(later, client,
               dhip(R"({"method":"client.notifyDevInfo","params":{"deviceInfo":{"DeviceClass":"IPC"}}})"))});
  EXPECT_EQ(values(bench.finish(false), "mdns.host"), std::vector<std::string>{"gate-cam.local"});
}

}  // namespace
}  // namespace lenscap::sources::testing::privacy_test
