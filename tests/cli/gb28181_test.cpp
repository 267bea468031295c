// A camera registers with a GB/T 28181 platform: REGISTER, 401, REGISTER with a digest. It is found as what its
// identifier says, no surer than what somebody typed in can make it, and nothing of its digest is kept.
#include <gtest/gtest.h>

#include "cli/capture.hpp"
#include "cli/program.hpp"

namespace lenscap::test::gb28181_test {
namespace {

const std::string camera_id = "34020000001320000002", platform_id = "34020000002000000001";

std::string sip(const std::string& first_line, const std::string& from, const std::string& number,
                const std::string& more) {
  return first_line + "\r\nVia: SIP/2.0/UDP 10.7.1.34:5060;rport;branch=z9hG4bK19453883" + number +
         "\r\nFrom: <sip:" + from + ">;tag=33226951\r\nTo: <sip:" + from +
         ">\r\nCall-ID: 1455222403\r\nCSeq: " + number + " REGISTER\r\n" + more + "Content-Length: 0\r\n\r\n";
}

std::vector<std::string> registration(const End& camera, const std::string& id, const std::string& domain,
                                      const std::string& agent) {
  const std::string from = id + "@" + domain, line = "REGISTER sip:" + platform_id + "@" + domain + " SIP/2.0";
  const std::string own = "Contact: <sip:" + id + "@10.7.1.34:5060>\r\nUser-Agent: " + agent + "\r\n";
  return {
      udp(camera, 5060, computer, 5060, sip(line, from, "1", own)),
      udp(computer, 5060, camera, 5060,
          sip("SIP/2.0 401 Unauthorized", from, "1",
              "WWW-Authenticate: Digest realm=\"R3almOfPlatform\", nonce=\"N0nceOfPlatform\", opaque=\"0paque\"\r\n")),
      udp(camera, 5060, computer, 5060,
          sip(line, from, "2",
              own + "Authorization: Digest username=\"Us3rOfDevice\", realm=\"R3almOfPlatform\", "
                    "nonce=\"N0nceOfPlatform\", uri=\"sip:x\", response=\"d1gestResponse\", cnonce=\"Cn0nce\"\r\n")),
  };
}

// An address that the registry gives to nobody who makes cameras.
const End unit{std::string("\x00\x1f\x29\x01\x02\x03", 6), "\x0a\x07\x01\x22"};

TEST(Gb28181, A_camera_that_registers_is_found_and_its_digest_is_nowhere) {
  const Folder folder;
  const std::string capture = folder.write("reg.pcap", pcap(registration(unit, camera_id, "3402000000", "IP Camera")));
  const std::string kept = folder / "c", json = folder / "j", html = folder / "h";
  const Ran ran = run({"audit", capture, "--case", kept, "--json", json, "--html", html});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto document = nlohmann::json::parse(bytes_of(json), nullptr, false);
  ASSERT_FALSE(document.is_discarded());
  ASSERT_EQ(document["devices"].size(), 1u) << "the camera, and not the platform that challenged it";
  const auto& device = document["devices"][0];
  EXPECT_EQ(device["role"], "camera");
  EXPECT_EQ(device["role_confidence"], "probable") << "its identifier was typed in, and nothing else says so";
  for (const std::string& path : {kept, json, html}) {
    const std::string bytes = bytes_of(path);
    EXPECT_NE(bytes.find(path == html ? "</html>" : camera_id), std::string::npos) << path;
    for (const char* secret : {"N0nceOfPlatform", "d1gestResponse", "Cn0nce", "0paque", "Us3rOfDevice", "R3alm"})
      EXPECT_EQ(bytes.find(secret), std::string::npos) << path << " holds " << secret;
  }
  for (const char* secret : {"N0nceOfPlatform", "d1gestResponse", "Us3rOfDevice"})
    EXPECT_EQ((ran.out + ran.err).find(secret), std::string::npos) << secret;
}

TEST(Gb28181, A_telephone_that_registers_is_no_device_of_the_report) {
  const Folder folder;
  const auto document =
      audit_json({folder.write("tel.pcap", pcap(registration(unit, "4711", "example.com", "Phone/1.0")))});
  ASSERT_FALSE(document.is_null());
  EXPECT_EQ(document["devices"].size(), 0u);
}

}  // namespace
}  // namespace lenscap::test::gb28181_test
