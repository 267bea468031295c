#include "wire/sdp.hpp"

#include <gtest/gtest.h>

#include "wire/text_messages.hpp"

namespace lenscap::wire::sdp_test {
namespace {

// The lines of a Hikvision camera's answer; addresses are invented.
constexpr std::string_view description =
    "v=0\r\no=- 1109162014219182 0 IN IP4 0.0.0.0\r\ns=Media Presentation\r\ne=NONE\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\n"
    "a=control:rtsp://hushuser:hush@10.0.0.5/Streaming/Channels/101/\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 "
    "H264/90000\r\n"
    "a=Media_header:MEDIAINFO=494D4B48010100000400010000000000;\r\na=appversion:1.0\r\nm=audio 0 RTP/AVP 8\r\n"
    "a=rtpmap:8 PCMA/8000\r\na=recvonly\r\nk=clear:hushkey\r\n";

TEST(Sdp, Session_media_and_the_makers_own_attribute_are_read) {
  const auto sdp = parse_sdp(description);
  ASSERT_TRUE(sdp);
  EXPECT_EQ(sdp->session, "Media Presentation");
  ASSERT_EQ(sdp->media().size(), 2u);
  EXPECT_EQ(sdp->media()[0].type, "video");
  EXPECT_EQ(sdp->media()[0].codec, "H264");
  EXPECT_EQ(sdp->media()[1].codec, "PCMA");
  EXPECT_TRUE(sdp->video());
  bool header = false;
  for (const SdpAttribute& a : sdp->attributes()) {
    header |= a.name == "Media_header" && a.value == "MEDIAINFO=494D4B48010100000400010000000000;";
    EXPECT_EQ(a.line.find("hush"), std::string_view::npos) << a.line;
  }
  EXPECT_TRUE(header);
}

TEST(Sdp, A_dash_is_no_session_name_and_sound_alone_is_no_video) {
  const auto sdp = parse_sdp("v=0\ns=-\nm=audio 0 RTP/AVP 0\na=flag\n");
  ASSERT_TRUE(sdp);
  EXPECT_EQ(sdp->session, "");
  EXPECT_FALSE(sdp->video());
  EXPECT_EQ(sdp->attributes()[0].name, "flag");
  EXPECT_EQ(sdp->attributes()[0].value, "");
}

TEST(Sdp, What_does_not_begin_with_its_version_is_none) {
  for (const std::string_view text : {"", "v=1\r\n", "s=x\r\nv=0\r\n", "<html>", "v=0x"})
    EXPECT_FALSE(parse_sdp(text)) << text;
}

TEST(Sdp, More_than_the_space_is_counted) {
  std::string many = "v=0\n";
  for (int i = 0; i < 60; ++i) many += "a=x\n";
  for (int i = 0; i < 10; ++i) many += "m=video 0 RTP/AVP 96\n";
  const auto sdp = parse_sdp(many);
  ASSERT_TRUE(sdp);
  EXPECT_EQ(sdp->attributes().size(), 48u);
  EXPECT_EQ(sdp->media().size(), 8u);
  EXPECT_EQ(sdp->left_out, 14u);
}

TEST(Sdp, Damage_keeps_every_view_inside) {
  testing::damage(description, [](std::string_view bytes) {
    const auto sdp = parse_sdp(bytes);
    if (!sdp) return;
    EXPECT_TRUE(testing::inside(sdp->session, bytes));
    for (const SdpAttribute& a : sdp->attributes())
      EXPECT_TRUE(testing::inside(a.line, bytes) && testing::inside(a.value, bytes));
    for (const SdpMedia& m : sdp->media())
      EXPECT_TRUE(testing::inside(m.type, bytes) && testing::inside(m.codec, bytes));
  });
}

}  // namespace
}  // namespace lenscap::wire::sdp_test
