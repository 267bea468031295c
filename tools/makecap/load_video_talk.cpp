#include <fmt/format.h>

#include <array>

#include "makecap/camera_message.hpp"
#include "makecap/dns_message.hpp"
#include "makecap/http_text.hpp"
#include "makecap/load_video.hpp"
#include "makecap/soap_message.hpp"
#include "makecap/tls_message.hpp"

namespace makecap {

namespace {

/// One address block, realm and stream path a maker; {} is the camera's number.
struct Maker {
  const char *block, *realm, *path, *cloud;
};
constexpr std::array<Maker, 8> makers{{
    {"44:19:b6", "IP Camera(F{:04})", "/Streaming/Channels/101", "litedev.hik-connect.com"},
    {"3c:ef:8c", "Login to 4K{:05}PAG0C201", "/cam/realmonitor?channel=1&subtype=0", "www.easy4ipcloud.com"},
    {"48:ea:63", "{:012}", "/unicast/c1/s0/live", "en.ezcloud.uniview.com"},
    {"58:50:ed", "IP Camera(E{:04})", "/Streaming/Channels/101", "litedev.hik-connect.com"},
    {"4c:11:bf", "Login to 5L{:05}PAG0C201", "/cam/realmonitor?channel=1&subtype=0", "www.easy4ipcloud.com"},
    {"b8:a4:4f", "AXIS_B8A44F{:06}", "/axis-media/media.amp", "time.site.example"},
    {"ec:71:db", "BC Streaming {}", "/h264Preview_01_main", "pushx.reolink.com"},
    {"3c:da:6d", "RtspServer {}", "/1/1", "time.site.example"},
}};

void add_turn(std::vector<Turn>& turns, bool from_client, const std::string& text) {
  turns.push_back({from_client, http_text(text, 512), {}, 0});
}

Timeline web(Site& site, Camera& camera, std::uint64_t time, const std::string& question, const std::string& answer) {
  std::vector<Turn> turns;
  add_turn(turns, true, question);
  add_turn(turns, false, answer);
  Timeline out;
  add_dialogue(out, site.recorder, camera.host, {site.next_port++, 80, time}, turns);
  return out;
}

Timeline isapi(Site& site, Camera& camera, std::uint64_t time) {
  return web(site, camera, time, "GET /ISAPI/System/deviceInfo HTTP/1.1\nHost: camera\nAccept: */*\n\n",
             "HTTP/1.1 401 Unauthorized\nServer: App-webs/\nWWW-Authenticate: Digest qop=\"auth\", realm=\"" +
                 camera.realm + "\", nonce=\"000102030405060708090a0b\"\nContent-Length: 0\n\n");
}

Timeline onvif(Site& site, Camera& camera, std::uint64_t time) {
  const std::string envelope = "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Body>";
  return web(site, camera, time,
             "POST /onvif/device_service HTTP/1.1\nHost: camera\nContent-Type: application/soap+xml\nContent-Length: "
             "auto\n\n" +
                 envelope +
                 "<GetSystemDateAndTime xmlns=\"http://www.onvif.org/ver10/device/wsdl\"/></s:Body></s:Envelope>",
             "HTTP/1.1 200 OK\nContent-Type: application/soap+xml\nContent-Length: auto\n\n" + envelope +
                 "<tds:GetSystemDateAndTimeResponse "
                 "xmlns:tds=\"http://www.onvif.org/ver10/device/wsdl\"/></s:Body></s:Envelope>");
}

Timeline cloud(Site& site, Camera& camera, Dice& dice, std::uint64_t time) {
  std::vector<Turn> turns;
  turns.push_back({true, client_hello(makers[camera.maker].cloud, dice), {}, 0});
  turns.push_back({false, server_hello(true, dice), {}, 0});
  Timeline out;
  add_dialogue(out, camera.host, site.cloud, {site.next_port++, 443, time}, turns);
  return out;
}

Timeline name(Site& site, Camera& camera, Dice& dice, std::uint64_t time) {
  Dns message;
  message.id = static_cast<std::uint16_t>(dice.next());
  message.question_name = makers[camera.maker].cloud;
  const std::uint16_t port = site.next_port++;
  Timeline out(2);
  out[0].time = out[1].time = time;
  add_udp_frame(out[0].bytes, link_between(camera.host, site.router), net_between(camera.host, site.router.ip), port,
                53, dns_message(message));
  message.answer = true;
  message.records = {{"A", message.question_name, "203.0.113.9"}};
  add_udp_frame(out[1].bytes, link_between(site.router, camera.host), net_between(site.router, camera.host.ip), 53,
                port, dns_message(message));
  return out;
}

Timeline announcement(Camera& camera, bool sadp, std::uint64_t time) {
  const std::string number = camera.serial.substr(camera.serial.size() - 4);
  Bytes message;
  if (sadp) {
    message = sadp_xml("Hello", {{"Types", "hello"},
                                 {"DeviceDescription", "DS-2CD2T47G1-L"},
                                 {"DeviceSN", camera.serial},
                                 {"CommandPort", "8000"},
                                 {"SoftwareVersion", "V5.6.3build 210125"},
                                 {"Activated", "true"}});
  } else {
    const std::string id = "00000000-0000-4000-8000-00000000" + number;
    message = discovery_message(
        {"Hello", id, "", id, "dn:NetworkVideoTransmitter",
         "onvif://www.onvif.org/Profile/Streaming onvif://www.onvif.org/name/Camera%20" + number, ""});
  }
  const std::uint16_t port = sadp ? 37020 : 3702;
  const Bytes group = parse_ip("239.255.255.250");
  Timeline out(1);
  out[0].time = time;
  add_udp_frame(out[0].bytes, link_to_group(camera.host, group), net_between(camera.host, group), port, port, message);
  return out;
}

}  // namespace

Site video_site(std::size_t cameras) {
  Site site;
  site.recorder = {"recorder", parse_mac("c4:2f:90:00:48:01"), parse_ip("10.9.0.2"), {}, {}};
  site.router = {"router", parse_mac("00:1b:0d:00:00:01"), parse_ip("10.9.0.1"), {}, {}};
  site.cloud = {"cloud", site.router.mac, parse_ip("203.0.113.9"), {}, {}, 48, true};
  for (std::size_t i = 0; i < cameras; ++i) {
    Camera camera;
    camera.maker = i % makers.size();
    camera.host.name = fmt::format("camera {}", i);
    camera.host.mac = parse_mac(fmt::format("{}:00:{:02x}:{:02x}", makers[camera.maker].block, i / 256, i % 256));
    camera.host.ip = parse_ip(fmt::format("10.9.{}.{}", 1 + i / 250, 1 + i % 250));
    camera.realm = fmt::format(fmt::runtime(makers[camera.maker].realm), i);
    camera.path = makers[camera.maker].path;
    camera.serial = fmt::format("DS-2CD2T47G1-L20210314AAWRF1000{:04}", i);
    camera.stream_port = static_cast<std::uint16_t>(20000 + 2 * i);
    site.cameras.push_back(std::move(camera));
  }
  return site;
}

Standing rtsp_dialogue(Site& site, std::size_t index, std::uint64_t time, Timeline& timeline) {
  Camera& camera = site.cameras[index];
  const std::string url = "rtsp://camera:554" + camera.path;
  const std::string login = "Authorization: Digest username=\"viewer\", realm=\"" + camera.realm +
                            "\", nonce=\"0f1e2d3c4b5a\", uri=\"" + url +
                            "\", response=\"00112233445566778899aabbccddeeff\"\n";
  const std::string transport =
      index % 2 == 0 ? "RTP/AVP/TCP;unicast;interleaved=0-1"
                     : fmt::format("RTP/AVP;unicast;client_port={}-{}", camera.stream_port, camera.stream_port + 1);
  std::vector<Turn> turns;
  add_turn(turns, true, "OPTIONS " + url + " RTSP/1.0\nCSeq: 1\nUser-Agent: DepotView/3.2\n\n");
  add_turn(turns, false, "RTSP/1.0 200 OK\nCSeq: 1\nPublic: OPTIONS, DESCRIBE, PLAY, PAUSE, SETUP, TEARDOWN\n\n");
  add_turn(turns, true, "DESCRIBE " + url + " RTSP/1.0\nCSeq: 2\nAccept: application/sdp\n\n");
  add_turn(turns, false,
           "RTSP/1.0 401 Unauthorized\nCSeq: 2\nWWW-Authenticate: Digest realm=\"" + camera.realm +
               "\", nonce=\"0f1e2d3c4b5a\"\n\n");
  add_turn(turns, true, "DESCRIBE " + url + " RTSP/1.0\nCSeq: 3\n" + login + "Accept: application/sdp\n\n");
  add_turn(
      turns, false,
      "RTSP/1.0 200 OK\nCSeq: 3\nContent-Type: application/sdp\nContent-Length: auto\n\nv=0\r\no=- 1 1 IN IP4 "
      "0.0.0.0\r\n"
      "s=Media Presentation\r\nt=0 0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 H264/90000\r\na=control:trackID=1\r\n");
  add_turn(turns, true, "SETUP " + url + "/trackID=1 RTSP/1.0\nCSeq: 4\n" + login + "Transport: " + transport + "\n\n");
  add_turn(turns, false,
           "RTSP/1.0 200 OK\nCSeq: 4\nSession: 1185923600\nTransport: " + transport +
               (index % 2 == 0 ? "" : ";server_port=8000-8001") + "\n\n");
  add_turn(turns, true, "PLAY " + url + " RTSP/1.0\nCSeq: 5\n" + login + "Session: 1185923600\nRange: npt=0.000-\n\n");
  add_turn(turns, false, "RTSP/1.0 200 OK\nCSeq: 5\nSession: 1185923600\n\n");
  Dialogue dialogue{camera.stream_port, 554, time};
  dialogue.end = End::left_open;
  return add_dialogue(timeline, site.recorder, camera.host, dialogue, turns);
}

Timeline one_talk(Site& site, Dice& dice, std::uint64_t time, std::uint64_t& flows) {
  Camera& camera = site.cameras[dice.below(static_cast<std::uint32_t>(site.cameras.size()))];
  if (site.next_port == 0) site.next_port = 32768;
  const std::uint32_t draw = dice.below(100);
  const bool hikvision = camera.maker == 0 || camera.maker == 3;
  if (draw < 8) return announcement(camera, hikvision, time);  // the same flow each time: not counted
  flows += 2;
  if (draw < 45) return name(site, camera, dice, time);
  if (draw < 68) return cloud(site, camera, dice, time);
  return hikvision ? isapi(site, camera, time) : onvif(site, camera, time);
}

}  // namespace makecap
