// Messages of general protocols, written by someone who had not seen the parsers (tests/golden), are read as their
// sources describe them, and what they hold of secrets is not shown.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "wire/ftp.hpp"
#include "wire/gb28181.hpp"
#include "wire/golden_file.hpp"
#include "wire/http.hpp"
#include "wire/mqtt.hpp"
#include "wire/rtp.hpp"
#include "wire/sip.hpp"
#include "wire/ssh.hpp"
#include "wire/stun.hpp"
#include "wire/telnet.hpp"
#include "wire/viid.hpp"

namespace lenscap::wire::golden_talk_test {
namespace {

namespace fs = std::filesystem;
using testing::Bytes;
using testing::GoldenFile;

/// Field as its source calls it → what the parser read. Empty: the parser did not recognise the message.
using Found = std::map<std::string, std::string>;

std::string text(std::string_view value) { return std::string(value); }
std::string_view characters(const Bytes& bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

Found sip(const Bytes& bytes) {
  const auto m = parse_sip(characters(bytes));
  if (!m) return {};
  const bool device = !m->response && gb_front_end(gb_type(m->from.user));
  Found found{{"from device", device ? "true" : "false"},
              {"User-Agent", text(m->user_agent)},
              {"From", fmt::format("sip:{}@{}", m->from.user, m->from.host)}};
  if (device) found["Device ID"] = text(m->from.user);
  if (m->response) found["status"] = std::to_string(m->status);
  else found["method"] = text(m->method);
  return found;
}

Found viid(const Bytes& bytes) {
  const auto head = parse_http(characters(bytes));
  if (!head) return {};
  const auto path = viid_path(head->target);
  const bool says_so = viid_content(head->header("Content-Type")) || !head->header("User-Identify").empty();
  Found found{{"from device", !path.empty() && says_so ? "true" : "false"}};
  if (head->response) found["status"] = std::to_string(head->status);
  else found.insert({{"method", text(head->method)}, {"path", text(path)}});
  return found;
}

Found mqtt(const Bytes& bytes) {
  const auto m = parse_mqtt_connect(bytes);
  if (!m) return {};
  return {{"protocol level", std::to_string(m->level)}, {"client id", text(m->client_id)}};
}

Found ssh(const Bytes& bytes) {
  const auto line = ssh_identification(characters(bytes));
  if (line.empty()) return {};
  const auto rest = line.substr(4);
  const auto dash = rest.find('-'), space = rest.find(' ');
  return {{"from device", "true"},
          {"protoversion", text(rest.substr(0, dash))},
          {"softwareversion", text(rest.substr(dash + 1, space - dash - 1))},
          {"comments", space == std::string_view::npos ? "" : text(rest.substr(space + 1))}};
}

Found ftp(const Bytes& bytes) {
  const auto greeting = ftp_greeting(characters(bytes));
  if (greeting.empty()) return {};
  return {{"from device", "true"}, {"code", "220"}, {"text", text(greeting)}};
}

Found telnet(const Bytes& bytes) {
  const auto banner = telnet_banner(characters(bytes));
  if (banner.empty()) return {};
  return {{"from device", "true"}, {"text", text(banner)}};
}

Found rtp(const Bytes& bytes) {
  const auto m = parse_rtp(bytes, bytes.size());
  if (!m || is_rtcp(bytes, bytes.size())) return {};
  return {{"version", "2"},
          {"payload type", std::to_string(m->payload_type)},
          {"sequence number", std::to_string(m->sequence)},
          {"SSRC", fmt::format("{:#010x}", m->source)}};
}

Found rtcp(const Bytes& bytes) {
  if (!is_rtcp(bytes, bytes.size()) || parse_rtp(bytes, bytes.size())) return {};
  return {{"version", "2"}};
}

Found stun(const Bytes& bytes) {
  const auto m = parse_stun(bytes);
  if (!m) return {};
  const bool asks = m->message == StunClass::request;
  Found found{{"type", asks                               ? "0x0001"
                       : m->message == StunClass::success ? "0x0101"
                                                          : "other"},
              {"SOFTWARE", text(m->software)},
              {"length", std::to_string(bytes.size() - 20)},
              {"from device", asks ? "true" : "false"}};
  if (m->mapped_family == 4)
    found["XOR-MAPPED-ADDRESS"] =
        fmt::format("{}.{}.{}.{}:{}", m->mapped[0], m->mapped[1], m->mapped[2], m->mapped[3], m->mapped_port);
  return found;
}

struct Reader {
  const char* prefix;  ///< of the file's name
  Found (*read)(const Bytes&);
  std::set<std::string> not_shown;  ///< fields of the message that the parser's result does not show
};

const std::vector<Reader>& readers() {
  static const std::vector<Reader> all = {
      {"sip-", sip, {"realm", "Expires", "Contact"}},
      {"viid-", viid, {"User-Identify", "DeviceID"}},
      {"mqtt-", mqtt, {"protocol name", "keep alive", "will topic", "session expiry interval"}},
      {"ssh-", ssh, {}},
      {"ftp-", ftp, {}},
      {"telnet-", telnet, {}},
      {"rtp-", rtp, {"marker", "timestamp", "CSRC count", "payload length"}},
      {"rtcp-",
       rtcp,
       {"packet type", "SSRC", "sender packet count", "sender octet count", "second packet type", "TOOL"}},
      {"stun-", stun, {}},
  };
  return all;
}

const Reader* reader_of(const std::string& name) {
  for (const Reader& reader : readers())
    if (name.starts_with(reader.prefix)) return &reader;
  return nullptr;
}

std::vector<std::string> golden_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(fs::path(LENSCAP_ROOT) / "tests/golden"))
    if (entry.path().extension() == ".hex" && reader_of(entry.path().stem().string()) != nullptr)
      names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

class GoldenTalk : public ::testing::TestWithParam<std::string> {};

TEST_P(GoldenTalk, Message_is_read_as_its_source_describes_it) {
  const GoldenFile golden = testing::read_golden(fs::path(LENSCAP_ROOT) / "tests/golden" / (GetParam() + ".hex"));
  const Reader& reader = *reader_of(GetParam());
  ASSERT_FALSE(golden.expected.empty());

  const Found found = reader.read(golden.bytes);

  ASSERT_FALSE(found.empty()) << "not recognised: " << golden.title;
  for (const auto& [field, value] : golden.expected) {
    if (reader.not_shown.contains(field)) continue;
    const auto it = found.find(field);
    ASSERT_NE(it, found.end()) << "nothing reads '" << field << "' of: " << golden.title;
    EXPECT_EQ(it->second, value) << field << " of: " << golden.title;
  }
  for (const std::string& secret : golden.secrets)
    for (const auto& [field, value] : found)
      EXPECT_EQ(value.find(secret), std::string::npos) << field << " shows a secret of: " << golden.title;
}

std::string test_name(const ::testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Messages, GoldenTalk, ::testing::ValuesIn(golden_names()), test_name);

}  // namespace
}  // namespace lenscap::wire::golden_talk_test
