#include <gtest/gtest.h>

#include "sources/traffic_reading.hpp"

namespace lenscap::sources::testing::clear_test {
namespace {

/// Kinds and values of all that the camera was written down to have told in clear text.
std::vector<std::string> told(const End& to, const std::string& request) {
  Conversation talk(camera_end, to);
  talk.open().asks(Bytes(request));
  TrafficBench bench;
  bench.feed(timed(talk.frames));
  bench.finish();
  std::vector<std::string> out;
  for (const auto& o : bench.evidence.observations)
    if (const auto kind = std::string(model::info(o.kind).name); kind.starts_with("clear."))
      out.push_back(kind + " " + o.value + " [" + o.locator.excerpt + "]");
  return out;
}
using Told = std::vector<std::string>;

TEST(Clear, A_serial_number_in_an_address_is_told_by_its_peer_and_never_shown) {
  EXPECT_EQ(told(cloud_end, "GET /reg?devid=3A01234PAZ00001 HTTP/1.1\r\nHost: a.example\r\n\r\n"),
            Told{"clear.serial 198.51.100.7 [198.51.100.7]"});
}

TEST(Clear, Its_own_hardware_address_names_the_device_however_it_is_written) {
  for (const char* mac : {"3C-EF-8C-00-12-34", "3cef8c001234", "3c:ef:8c:00:12:34"})
    EXPECT_EQ(told(cloud_end, "GET /hello/" + std::string(mac) + " HTTP/1.1\r\nHost: a.example\r\n\r\n"),
              Told{"clear.serial 198.51.100.7 [198.51.100.7]"})
        << mac;
}

TEST(Clear, Credentials_and_a_location_are_told_without_their_values) {
  EXPECT_EQ(
      told(cloud_end,
           "GET /w?lat=51.5074&lon=-0.1278 HTTP/1.1\r\nHost: a.example\r\nAuthorization: Basic YWRtaW46c2VjcmV0\r\n"
           "\r\n"),
      (Told{"clear.location 198.51.100.7 [198.51.100.7]", "clear.credentials 198.51.100.7 [198.51.100.7]"}));
}

TEST(Clear, The_same_request_inside_the_site_or_without_any_of_it_says_nothing) {
  const End recorder = end("00:1f:29:00:00:09", "192.168.1.9", 80);
  EXPECT_EQ(told(recorder, "GET /reg?devid=3A01234PAZ00001 HTTP/1.1\r\nHost: a\r\n\r\n"), Told{});
  EXPECT_EQ(told(cloud_end, "GET /index.html?page=1 HTTP/1.1\r\nHost: a.example\r\n\r\n"), Told{});
}

}  // namespace
}  // namespace lenscap::sources::testing::clear_test
