#include "wire/ssdp.hpp"

#include <gtest/gtest.h>

#include "wire/text_messages.hpp"

namespace lenscap::wire::ssdp_test {
namespace {

// Headers of a Dahua device as facts of its discovery have them; the serial number is invented.
constexpr std::string_view notify =
    "NOTIFY * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nCACHE-CONTROL: max-age=1800\r\n"
    "LOCATION: http://10.0.0.5:49152/description.xml\r\nNT: upnp:rootdevice\r\nNTS: ssdp:alive\r\n"
    "SERVER: Linux/3.10 UPnP/1.0, Private Upnp SDK\r\nX-User-Agent: redsonic\r\n"
    "USN: uuid:device_3_0-3A01234PAZ00001::upnp:rootdevice\r\n\r\n";

TEST(Ssdp, A_device_announces_itself) {
  const auto ssdp = parse_ssdp(notify);
  ASSERT_TRUE(ssdp);
  EXPECT_EQ(ssdp->kind, SsdpKind::alive);
  EXPECT_EQ(ssdp->target, "upnp:rootdevice");
  EXPECT_EQ(ssdp->usn, "uuid:device_3_0-3A01234PAZ00001::upnp:rootdevice");
  EXPECT_EQ(ssdp->server, "Linux/3.10 UPnP/1.0, Private Upnp SDK");
  EXPECT_EQ(ssdp->location, "http://10.0.0.5:49152/description.xml");
  EXPECT_EQ(ssdp->x_user_agent, "redsonic");
}

TEST(Ssdp, A_search_is_a_question) {
  const auto ssdp = parse_ssdp(
      "M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: \"ssdp:discover\"\r\nMX: 3\r\nST: ssdp:all\r\n"
      "USER-AGENT: Google Chrome/90\r\n\r\n");
  ASSERT_TRUE(ssdp);
  EXPECT_EQ(ssdp->kind, SsdpKind::search);
  EXPECT_EQ(ssdp->target, "ssdp:all");
  EXPECT_EQ(ssdp->user_agent, "Google Chrome/90");
  EXPECT_EQ(ssdp->server, "");
}

TEST(Ssdp, An_answer_carries_ST_and_USN) {
  const auto ssdp =
      parse_ssdp("HTTP/1.1 200 OK\r\nST: upnp:rootdevice\r\nUSN: uuid:1\r\nServer: Embedded UPnP/1.0\r\n\r\n");
  ASSERT_TRUE(ssdp);
  EXPECT_EQ(ssdp->kind, SsdpKind::answer);
  EXPECT_EQ(ssdp->server, "Embedded UPnP/1.0");
}

TEST(Ssdp, A_device_says_goodbye) {
  const auto ssdp = parse_ssdp("NOTIFY * HTTP/1.1\r\nNT: x\r\nNTS: ssdp:byebye\r\nUSN: uuid:1\r\n\r\n");
  ASSERT_TRUE(ssdp);
  EXPECT_EQ(ssdp->kind, SsdpKind::byebye);
}

TEST(Ssdp, A_web_servers_answer_is_not_SSDP) {
  EXPECT_FALSE(parse_ssdp("HTTP/1.1 200 OK\r\nServer: App-webs/\r\n\r\n"));
  EXPECT_FALSE(parse_ssdp("GET / HTTP/1.1\r\n\r\n"));
  EXPECT_FALSE(parse_ssdp("RTSP/1.0 200 OK\r\nUSN: x\r\n\r\n"));
}

TEST(Ssdp, Damage_keeps_every_view_inside) {
  testing::damage(notify, [](std::string_view bytes) {
    const auto ssdp = parse_ssdp(bytes);
    if (!ssdp) return;
    for (const std::string_view v : {ssdp->target, ssdp->usn, ssdp->server, ssdp->location, ssdp->x_user_agent})
      EXPECT_TRUE(testing::inside(v, bytes));
  });
}

}  // namespace
}  // namespace lenscap::wire::ssdp_test
