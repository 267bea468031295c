// SIP and GB/T 28181 on the wire: a camera registers with its platform, a recorder lists what stands behind it, and a
// telephone stays one.
#include <gtest/gtest.h>

#include "sources/reading.hpp"

namespace lenscap::sources::testing::sip_test {
namespace {

const End camera = end("3c:ef:8c:00:12:34", "10.0.0.5", 5060);
const End platform = end("00:1f:29:00:00:09", "10.0.0.9", 5060);

const Bytes camera_id = "34020000001320000002", recorder_id = "34020000001180000001",
            platform_id = "34020000002000000001";

Bytes sip(const Bytes& first_line, const Bytes& id, const Bytes& method, const Bytes& more, const Bytes& body = "") {
  return first_line + "\r\nVia: SIP/2.0/UDP 10.0.0.5:5060;rport;branch=z9hG4bK1945388331\r\nFrom: <sip:" + id +
         "@3402000000>;tag=33226951\r\nTo: <sip:" + id + "@3402000000>\r\nCall-ID: 1455222403\r\nCSeq: 2 " + method +
         "\r\n" + more + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

Bytes registers(const Bytes& id, const Bytes& more = "") {
  return sip("REGISTER sip:" + platform_id + "@3402000000 SIP/2.0", id, "REGISTER",
             "Contact: <sip:" + id + "@10.0.0.5:5060>\r\nUser-Agent: IP Camera\r\n" + more);
}

Bytes says(const Bytes& id, const Bytes& document) {
  return sip("MESSAGE sip:" + platform_id + "@3402000000 SIP/2.0", id, "MESSAGE",
             "Content-Type: Application/MANSCDP+xml\r\nUser-Agent: IP Camera\r\n", document);
}

const Bytes digest =
    "Authorization: Digest username=\"34020000001320000002\", realm=\"3402000000\", nonce=\"N0nceOfServer\", "
    "uri=\"sip:34020000002000000001@3402000000\", response=\"d1gestResponse\", algorithm=MD5\r\n";

TEST(Gb28181, A_camera_that_registers_is_told_of_itself_and_not_of_its_platform) {
  const std::vector<Bytes> frames = {
      datagram(camera, platform, registers(camera_id)),
      datagram(platform, camera,
               sip("SIP/2.0 401 Unauthorized", camera_id, "REGISTER",
                   "WWW-Authenticate: Digest realm=\"3402000000\", nonce=\"N0nceOfServer\"\r\n")),
      datagram(camera, platform, registers(camera_id, digest)),
  };
  const auto evidence = read(frames);
  expect_true_locators(evidence, frames);
  EXPECT_EQ(whose(evidence, "gb28181.deviceid", camera_id), "10.0.0.5");
  EXPECT_EQ(whose(evidence, "gb28181.message", "REGISTER"), "10.0.0.5");
  EXPECT_EQ(whose(evidence, "gb28181.contact", "10.0.0.5"), "10.0.0.5");
  EXPECT_EQ(whose(evidence, "sip.useragent", "IP Camera"), "10.0.0.5");
  const auto* id = find(evidence, "gb28181.deviceid");
  ASSERT_NE(id, nullptr);
  EXPECT_EQ(id->locator.spans[0].packet, 1u);
  EXPECT_EQ(bytes_at(frames, id->locator), camera_id);
  EXPECT_EQ(id->count, 2u);
  for (const auto& o : evidence.observations)
    for (const auto& text : {o.value, o.locator.excerpt, o.locator.place})
      for (const char* secret : {"N0nce", "d1gest"}) EXPECT_EQ(text.find(secret), Bytes::npos) << text;
}

TEST(Gb28181, Over_TCP_messages_are_read_however_they_are_cut) {
  const Bytes all = registers(camera_id, digest) + "\r\n\r\n" +
                    says(camera_id, "<Notify><CmdType>Keepalive</CmdType><SN>1</SN><DeviceID>" + camera_id +
                                        "</DeviceID><Status>OK</Status></Notify>");
  for (std::size_t at = 1; at < all.size(); at += 31) {
    Conversation talk(camera, platform);
    talk.open().asks(all.substr(0, at)).asks(all.substr(at));
    const auto evidence = read(talk.frames);
    expect_true_locators(evidence, talk.frames);
    ASSERT_EQ(values(evidence, "gb28181.message"), (std::vector<std::string>{"REGISTER", "Keepalive"})) << at;
    EXPECT_EQ(whose(evidence, "gb28181.deviceid", camera_id), "10.0.0.5");
  }
}

TEST(Gb28181, A_device_describes_itself_and_only_itself) {
  const auto described = [](const Bytes& speaker, const Bytes& about) {
    return read({datagram(camera, platform,
                          says(speaker, "<Response><CmdType>DeviceInfo</CmdType><DeviceID>" + about +
                                            "</DeviceID><DeviceName>Gate</DeviceName><Manufacturer>HIKVISION</"
                                            "Manufacturer><Model>DS-7916N-R4</Model><Firmware>V4.72.107</Firmware>"
                                            "<DeviceType>DVR</DeviceType></Response>"))});
  };
  const auto own = described(recorder_id, recorder_id);
  EXPECT_EQ(whose(own, "gb28181.manufacturer", "HIKVISION"), "10.0.0.5");
  EXPECT_EQ(whose(own, "gb28181.model", "DS-7916N-R4"), "10.0.0.5");
  EXPECT_EQ(whose(own, "gb28181.firmware", "V4.72.107"), "10.0.0.5");
  EXPECT_EQ(whose(own, "gb28181.devicetype", "DVR"), "10.0.0.5");
  const auto channel = described(recorder_id, "34020000001320000011");
  EXPECT_EQ(values(channel, "gb28181.manufacturer").size(), 0u) << "of a channel, not of the recorder";
}

TEST(Gb28181, A_recorders_catalogue_names_the_cameras_behind_it) {
  const auto row = [](const Bytes& id, const Bytes& name, const Bytes& more) {
    return "<Item><DeviceID>" + id + "</DeviceID><Name>" + name + "</Name><Owner>Somebody</Owner>" + more + "</Item>";
  };
  const auto catalogue = [](const Bytes& rows) {
    return "<?xml version=\"1.0\"?><Response><CmdType>Catalog</CmdType><DeviceID>" + recorder_id +
           "</DeviceID><DeviceList>" + rows + "</DeviceList></Response>";
  };
  // A row a message, as recorders send it.
  const auto evidence = read({
      datagram(camera, platform,
               says(recorder_id, catalogue(row("34020000001320000011", "A &amp; B",
                                               "<Manufacturer>Dahua</Manufacturer>"
                                               "<Model>IPC-HFW2431</Model>"
                                               "<IPAddress>10.0.0.81</IPAddress>")))),
      datagram(
          camera, platform,
          says(recorder_id, catalogue(row("34020000001320000012", "Door", "<Manufacturer>Tiandy</Manufacturer>") +
                                      row("34020000001340000001", "Alarm", "<Manufacturer>Tiandy</Manufacturer>") +
                                      row("34020000002160000001", "Group", "") + row(recorder_id, "Recorder", "")))),
  });
  EXPECT_EQ(values(evidence, "channel.id"), (std::vector<std::string>{"34020000001320000011", "34020000001320000012"}));
  EXPECT_EQ(values(evidence, "channel.name"), (std::vector<std::string>{"A & B", "Door"}));
  EXPECT_EQ(values(evidence, "channel.manufacturer"), (std::vector<std::string>{"Dahua", "Tiandy"}));
  EXPECT_EQ(values(evidence, "channel.address"), (std::vector<std::string>{"10.0.0.81"}));
  std::size_t listed = 0;
  for (const auto& host : evidence.hosts)
    if (host.marks & model::from_channel_list) {
      ++listed;
      ASSERT_NE(host.parent, model::no_host);
      EXPECT_EQ(to_string(evidence.hosts[host.parent].ip), "10.0.0.5");
    }
  EXPECT_EQ(listed, 2u);
}

TEST(Gb28181, A_platform_that_registers_or_asks_is_no_device) {
  const auto above = read({datagram(platform, camera, registers("34020000002000000009"))});
  EXPECT_EQ(find(above, "gb28181.deviceid"), nullptr);
  const auto asks = read({datagram(
      platform, camera, says("34020000001320000002", "<Query><CmdType>Catalog</CmdType><SN>1</SN></Query>"))});
  EXPECT_EQ(find(asks, "gb28181.deviceid"), nullptr) << "a question says nothing of who asks";
  EXPECT_TRUE(host_of(asks, "10.0.0.9")->marks & model::asked_questions);
}

TEST(Gb28181, What_a_proxy_passes_on_is_not_its_own) {
  Bytes relayed = registers(camera_id);
  relayed.insert(relayed.find("Via:"), "Via: SIP/2.0/UDP 10.0.0.9:5060;branch=z9hG4bK2\r\n");
  const auto evidence = read({datagram(platform, camera, relayed)});
  EXPECT_EQ(find(evidence, "gb28181.deviceid"), nullptr);
  EXPECT_EQ(find(evidence, "sip.useragent"), nullptr);
}

TEST(Sip, A_telephone_is_no_camera) {
  const End telephone = end("00:1f:29:00:00:07", "10.0.0.7", 5060);
  const Bytes domain = "REGISTER sip:example.com SIP/2.0\r\nVia: SIP/2.0/UDP 10.0.0.5:5060;branch=z9hG4bK1\r\nFrom: ";
  const Bytes rest = "\r\nTo: <sip:a@example.com>\r\nCall-ID: 1\r\nCSeq: 1 REGISTER\r\nUser-Agent: Phone/1.0\r\n\r\n";
  for (const char* from : {"<sip:4711@example.com>", "<sip:34020000001320000002@example.com>",
                           "<sip:89860000001320000002@3402000000>", "<sip:493012345678901234567@3402000000>"}) {
    Bench bench;
    bench.feed({datagram(telephone, platform, domain + from + rest)});
    const auto evidence = bench.finish(false);
    EXPECT_EQ(evidence.observations.size(), 0u) << from;
  }
}

TEST(Sip, The_empty_datagrams_that_keep_a_way_open_do_not_end_the_reading) {
  std::vector<Bytes> frames;
  for (int i = 0; i < 20; ++i) frames.push_back(datagram(camera, platform, "\r\n\r\n"));
  frames.push_back(datagram(camera, platform, registers(camera_id)));
  EXPECT_EQ(whose(read(frames), "gb28181.deviceid", camera_id), "10.0.0.5");
}

TEST(Viid, A_capture_device_posts_and_only_the_collection_is_told) {
  const auto posts = [](const Bytes& head) {
    Conversation talk(at_port(camera, 40000), at_port(platform, 8081));
    talk.open().asks(head + "Content-Length: 22\r\n\r\n{\"FaceListObject\":{\"x\"}").answers("HTTP/1.1 200 OK\r\n\r\n");
    const auto evidence = read(talk.frames);
    expect_true_locators(evidence, talk.frames);
    return evidence;
  };
  const auto face = posts(
      "POST /VIID/Faces/330203000011900000020001?Name=Somebody HTTP/1.1\r\nHost: 10.0.0.9\r\n"
      "User-Identify: 34020000001190000002\r\nContent-Type: application/VIID+JSON\r\n");
  EXPECT_EQ(whose(face, "viid.path", "/VIID/Faces"), "10.0.0.5");
  for (const auto& o : face.observations)
    for (const char* secret : {"33020300", "Somebody", "3402000000119"})
      EXPECT_EQ(o.value.find(secret), Bytes::npos) << o.value;
  const auto plain = posts("POST /VIID/Faces HTTP/1.1\r\nHost: 10.0.0.9\r\nContent-Type: application/json\r\n");
  EXPECT_EQ(find(plain, "viid.path"), nullptr) << "anybody may ask for a path";
  const auto asked = posts("GET /VIID/Faces HTTP/1.1\r\nHost: 10.0.0.9\r\nContent-Type: application/VIID+JSON\r\n");
  EXPECT_EQ(find(asked, "viid.path"), nullptr);
}

}  // namespace
}  // namespace lenscap::sources::testing::sip_test
