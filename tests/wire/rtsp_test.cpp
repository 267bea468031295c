#include "wire/rtsp.hpp"

#include <gtest/gtest.h>

#include "wire/text_messages.hpp"

namespace lenscap::wire::rtsp_test {
namespace {

using Is = StreamLength::Is;
using namespace std::string_view_literals;

TEST(Rtsp, A_media_frame_is_stepped_over_by_its_length) {
  const std::string_view frame =
      "$\x00\x00\x03"
      "abcRTSP/1.0 200 OK\r\n"sv;
  EXPECT_EQ(rtsp_frame(frame).is, Is::whole);
  EXPECT_EQ(rtsp_frame(frame).length, 7u);
  EXPECT_EQ(rtsp_frame(frame.substr(0, 6)).is, Is::partial);
  EXPECT_EQ(rtsp_frame(frame.substr(0, 6)).length, 7u);
  EXPECT_EQ(rtsp_frame("$"sv).is, Is::partial);
  EXPECT_EQ(rtsp_frame("RTSP"sv).is, Is::other);
}

TEST(Rtsp, The_largest_frame_has_64_KiB) { EXPECT_EQ(rtsp_frame("$\x01\xff\xff"sv).length, 65'539u); }

TEST(Rtsp, Its_own_methods_are_told_from_HTTPs) {
  for (const std::string_view m : {"DESCRIBE", "SETUP", "PLAY", "TEARDOWN", "GET_PARAMETER"})
    EXPECT_TRUE(rtsp_method(m)) << m;
  for (const std::string_view m : {"OPTIONS", "GET", "POST", "describe", ""}) EXPECT_FALSE(rtsp_method(m)) << m;
}

TEST(Rtsp, A_Public_list_is_read_word_by_word) {
  constexpr std::string_view list = "OPTIONS, DESCRIBE,PLAY , SET_PARAMETER";
  EXPECT_TRUE(rtsp_lists(list, "PLAY"));
  EXPECT_TRUE(rtsp_lists(list, "SET_PARAMETER"));
  EXPECT_FALSE(rtsp_lists(list, "PARAMETER"));
  EXPECT_FALSE(rtsp_lists("", "PLAY"));
}

TEST(Rtsp, The_path_of_a_request_keeps_its_query) {
  EXPECT_EQ(rtsp_path("rtsp://10.0.0.5:554/cam/realmonitor?channel=1&subtype=0"),
            "/cam/realmonitor?channel=1&subtype=0");
  EXPECT_EQ(rtsp_path("/Streaming/Channels/101"), "/Streaming/Channels/101");
  EXPECT_EQ(rtsp_path("*"), "");
  EXPECT_EQ(rtsp_path("rtsp://10.0.0.5"), "");
}

TEST(Rtsp, An_answer_before_media_frames_ends_where_its_body_ends) {
  const std::string_view stream = "RTSP/1.0 200 OK\r\nCSeq: 3\r\nContent-Length: 5\r\n\r\nv=0\r\n$\x00\x00\x01x"sv;
  const HttpLength length = http_length(stream);
  EXPECT_EQ(length.is, Is::whole);
  EXPECT_EQ(rtsp_frame(stream.substr(length.length)).length, 5u);
}

TEST(Rtsp, Damage_never_makes_a_path_leave_the_target) {
  testing::damage("rtsp://u:p@10.0.0.5:554/cam?x=1$\x01\x00\x02zz", [](std::string_view bytes) {
    EXPECT_TRUE(testing::inside(rtsp_path(bytes), bytes));
    const StreamLength frame = rtsp_frame(bytes);
    EXPECT_TRUE(frame.is != Is::whole || frame.length <= bytes.size());
    rtsp_lists(bytes, "PLAY");
  });
}

}  // namespace
}  // namespace lenscap::wire::rtsp_test
