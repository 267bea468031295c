#include "wire/secrets.hpp"

#include <gtest/gtest.h>

#include "wire/text_messages.hpp"

namespace lenscap::wire::secrets_test {
namespace {

struct Style {
  std::string_view text, masked;
};

// Every secret below begins with "hush" so that a test can look for what is left.
const Style styles[] = {
    {"rtsp://hushadmin:hush123@10.0.0.5:554/Streaming/Channels/101", "rtsp://***@10.0.0.5:554/Streaming/Channels/101"},
    {"rtsp://hushadmin:hush@123@10.0.0.5/live", "rtsp://***@10.0.0.5/live"},
    {"rtsp://hushadmin:hush/123@10.0.0.5/live", "rtsp://***@10.0.0.5/live"},
    {"rtsp://10.0.0.5:554/user=hushadmin_password=hush6_channel=1_stream=0.sdp?real_stream",
     "rtsp://10.0.0.5:554/user=***_password=***_channel=1_stream=0.sdp?real_stream"},
    {"/user=hushadmin&password=hush&channel=1&stream=0.sdp", "/user=***&password=***&channel=1&stream=0.sdp"},
    {"/user=hushadmin_password=_channel=1_stream=0&amp;onvif=ture.sdp",
     "/user=***_password=_channel=1_stream=0&amp;onvif=ture.sdp"},
    {"http://1.2.3.4/webcapture.jpg?command=snap&amp;channel=1&amp;user=hushadmin&amp;password=hush8",
     "http://1.2.3.4/webcapture.jpg?command=snap&amp;channel=1&amp;user=***&amp;password=***"},
    {"/cgi-bin/CGIProxy.fcgi?cmd=snapPicture2&usr=hush1&pwd=hush2",
     "/cgi-bin/CGIProxy.fcgi?cmd=snapPicture2&usr=***&pwd=***"},
    {"/livestream.cgi?loginuse=hush1&loginpas=hush2&streamid=10",
     "/livestream.cgi?loginuse=***&loginpas=***&streamid=10"},
    {"/cgi-bin/encoder?USER=hushAdmin&PWD=hush6&SNAPSHOT", "/cgi-bin/encoder?USER=***&PWD=***&SNAPSHOT"},
    {"/snap?u=hush1&p=hush2&n=1", "/snap?u=***&p=***&n=1"},
    {"/login?next=%2Fcgi%3Fuser%3Dhush1%26password%3Dhush2%26c%3D1",
     "/login?next=%2Fcgi%3Fuser%3D***%26password%3D***%26c%3D1"},
    {"Authorization: Basic hushYWRtaW4=\r\nHost: x\r\n", "Authorization:***\r\nHost: x\r\n"},
    {"WWW-Authenticate: Digest realm=\"Login to 1\", nonce=\"hush1\", opaque=\"hush2\"",
     "WWW-Authenticate: Digest realm=\"Login to 1\", nonce=\"***\", opaque=\"***\""},
    {"{\"EncryptType\":\"MD5\",\"UserName\" : \"hushadmin\",\"PassWord\" : \"hush\\\"9\",\"Ret\":100}",
     "{\"EncryptType\":\"MD5\",\"UserName\" : \"***\",\"PassWord\" : \"***\",\"Ret\":100}"},
    {"<wsse:UsernameToken><wsse:Username>hush1</wsse:Username><wsse:Password "
     "Type=\"x#PasswordDigest\">hush2</wsse:Password>"
     "<wsse:Nonce>hush3</wsse:Nonce></wsse:UsernameToken>",
     "<wsse:UsernameToken><wsse:Username>***</wsse:Username><wsse:Password "
     "Type=\"x#PasswordDigest\">***</wsse:Password>"
     "<wsse:Nonce>***</wsse:Nonce></wsse:UsernameToken>"},
    {"<verificationCode>hush</verificationCode><model>DS-1</model>",
     "<verificationCode>***</verificationCode><model>DS-1</model>"},
    {"<AdminPassword><![CDATA[hush]]></AdminPassword>", "<AdminPassword>***]]></AdminPassword>"},
    {"table.VSP[0].Password=hush a&b hush\r\ntable.VSP[0].Port=80",
     "table.VSP[0].Password=***\r\ntable.VSP[0].Port=80"},
    {"HNAP_AUTH: hush54C2 1460732972\r\nCookie: uid=hush\r\n", "HNAP_AUTH:***\r\nCookie:***\r\n"},
};

TEST(Secrets, Every_style_of_camera_credential_is_masked_and_nothing_else) {
  for (const Style& style : styles) {
    const Masked out = mask_credentials(style.text);
    EXPECT_TRUE(out.masked) << style.text;
    EXPECT_EQ(out.text, style.masked);
    EXPECT_EQ(out.text.find("hush"), std::string::npos);
  }
}

TEST(Secrets, Text_without_credentials_stays_as_it_is) {
  for (const std::string_view text :
       {"rtsp://10.0.0.5:554/cam/realmonitor?channel=1&subtype=0&unicast=true&proto=Onvif",
        "/onvif-media/media.amp?sessiontimeout=60", "{\"Response\":{\"ResponseCode\":0}}",
        "<Response><model>x</model></Response>", "http://10.0.0.1:80/a@b", "user= admin",
        "onvif://www.onvif.org/name/Use%20me"}) {
    const Masked out = mask_credentials(text);
    EXPECT_FALSE(out.masked) << out.text;
    EXPECT_EQ(out.text, text);
  }
}

TEST(Secrets, Blanking_keeps_every_offset) {
  for (const Style& style : styles) {
    const std::string out = blank_credentials(style.text);
    ASSERT_EQ(out.size(), style.text.size());
    EXPECT_EQ(out.find("hush"), std::string::npos) << out;
    for (std::size_t i = 0; i < out.size(); ++i) EXPECT_TRUE(out[i] == '*' || out[i] == style.text[i]);
  }
}

TEST(Secrets, The_real_snapshot_address_of_an_XM_camera_loses_its_password) {
  LENSCAP_EVIDENCE(document, "documents/onvif-sunba-405/media1/GetSnapshotUriResponse.xml");
  ASSERT_NE(document.find("41f2kjt8"), std::string_view::npos);
  EXPECT_EQ(mask_credentials(document).text.find("41f2kjt8"), std::string::npos);
  EXPECT_EQ(blank_credentials(document).find("41f2kjt8"), std::string::npos);
}

TEST(Secrets, The_login_values_of_a_real_HNAP_set_up_are_masked) {
  LENSCAP_EVIDENCE(capture, "captures/dlink-dcs935l-setup.pcap");
  const std::string_view secrets[] = {"54C216D88681AE9B0EC696D4EBF9DB5C", "7704547A76"};
  const std::string out = blank_credentials(capture);
  for (const std::string_view secret : secrets) {
    ASSERT_NE(capture.find(secret), std::string_view::npos);
    EXPECT_EQ(out.find(secret), std::string::npos) << secret;
  }
}

TEST(Secrets, Ranges_are_in_order_and_inside_whatever_the_damage) {
  for (const Style& style : styles) {
    testing::damage(style.text, [](std::string_view bytes) {
      std::size_t at = 0;
      for (const SecretRange r : find_secrets(bytes)) {
        EXPECT_GE(r.at, at);
        EXPECT_GT(r.length, 0u);
        at = r.at + r.length;
      }
      EXPECT_LE(at, bytes.size());
    });
  }
}

TEST(Secrets, Hostile_repetition_takes_no_longer_than_its_length) {
  for (const std::string_view word : {"user=", "://", "<password ", "\"password\":", "_a=", "%3D", "://a:b/"}) {
    std::string text;
    while (text.size() < 1024 * 1024) text += word;
    find_secrets(text);  // the suite's time limit is the assertion: quadratic work on 1 MiB takes minutes
  }
}

}  // namespace
}  // namespace lenscap::wire::secrets_test
