#include "wire/url.hpp"

#include <gtest/gtest.h>

#include "wire/text_messages.hpp"

namespace lenscap::wire::url_test {
namespace {

TEST(Url, A_stream_address_falls_into_its_parts) {
  const auto url = parse_url("rtsp://admin:x@10.0.0.5:8554/cam/realmonitor?channel=1&subtype=0#t");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->scheme, "rtsp");
  EXPECT_TRUE(url->user_info);
  EXPECT_EQ(url->host, "10.0.0.5");
  EXPECT_EQ(url->port, 8554);
  EXPECT_EQ(url->path, "/cam/realmonitor");
  EXPECT_EQ(url->query, "channel=1&subtype=0");
  EXPECT_EQ(url->path_and_query, "/cam/realmonitor?channel=1&subtype=0");
}

TEST(Url, An_address_may_end_with_its_host) {
  const auto url = parse_url("http://camera.local");
  ASSERT_TRUE(url);
  EXPECT_FALSE(url->user_info);
  EXPECT_EQ(url->host, "camera.local");
  EXPECT_EQ(url->port, 0);
  EXPECT_EQ(url->path_and_query, "");
}

TEST(Url, IPv6_stands_in_brackets) {
  const auto url = parse_url("http://[fe80::1]:81/onvif/device_service");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->host, "fe80::1");
  EXPECT_EQ(url->port, 81);
  EXPECT_EQ(url->path, "/onvif/device_service");
}

TEST(Url, A_port_that_is_no_port_is_none) {
  for (const std::string_view text : {"http://h:65536/", "http://h:/", "http://h:8x/", "http://h:999999/"}) {
    const auto url = parse_url(text);
    ASSERT_TRUE(url) << text;
    EXPECT_EQ(url->port, 0) << text;
  }
}

TEST(Url, What_is_no_address_is_none) {
  for (const std::string_view text :
       {"", "/path", "://host", "http://", "http:///path", "ht tp://h", "http://h\r\n/x", "http://[::1"})
    EXPECT_FALSE(parse_url(text)) << text;
}

TEST(Url, Percent_escapes_are_read_and_half_ones_stay) {
  bool changed = false;
  EXPECT_EQ(percent_decode("AXIS%20P3818%2dPVE", changed), "AXIS P3818-PVE");
  EXPECT_TRUE(changed);
  EXPECT_EQ(percent_decode("100%", changed), "100%");
  EXPECT_FALSE(changed);
  EXPECT_EQ(percent_decode("%zz%4", changed), "%zz%4");
}

TEST(Url, Views_stay_inside_whatever_the_damage) {
  testing::damage("rtsp://u:p@[fe80::1]:8554/cam?x=%20y#f", [](std::string_view bytes) {
    bool changed = false;
    EXPECT_LE(percent_decode(bytes, changed).size(), bytes.size());
    const auto url = parse_url(bytes);
    if (!url) return;
    EXPECT_TRUE(testing::inside(url->host, bytes) && testing::inside(url->path_and_query, bytes));
    EXPECT_TRUE(testing::inside(url->query, bytes) && testing::inside(url->path, bytes));
  });
}

}  // namespace
}  // namespace lenscap::wire::url_test
