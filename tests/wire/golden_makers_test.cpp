// Messages of TVT, Tiandy, Dahua's P2P and Hikvision's SDK (tests/golden), written by someone who had not seen the
// parsers, are read as their sources describe them.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "wire/dahuap2p.hpp"
#include "wire/golden_file.hpp"
#include "wire/hiksdk.hpp"
#include "wire/mhed.hpp"
#include "wire/tiandy.hpp"
#include "wire/tvt.hpp"

namespace lenscap::wire::golden_makers_test {
namespace {

namespace fs = std::filesystem;
using testing::Bytes;
using testing::GoldenFile;
using Found = std::map<std::string, std::string>;

std::string yes(bool value) { return value ? "true" : "false"; }
std::string number(std::uint64_t value) { return std::to_string(value); }
std::string text(std::string_view value) { return std::string(value); }

std::string dotted(std::uint32_t ip) {
  return fmt::format("{}.{}.{}.{}", ip >> 24, ip >> 16 & 255, ip >> 8 & 255, ip & 255);
}

std::string hardware(std::uint64_t mac) {
  std::string out;
  for (int shift = 40; shift >= 0; shift -= 8)
    out += fmt::format("{:02x}{}", mac >> shift & 255, shift == 0 ? "" : ":");
  return out;
}

std::string_view characters(const Bytes& bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

Found mhed(const Bytes& bytes) {
  const auto m = parse_mhed(bytes);
  if (!m) return {};
  return {{"version", number(m->version)},
          {"command", number(m->command)},
          {"from device", yes(m->from_device())},
          {"device name", text(m->name)},
          {"MAC", hardware(m->mac)},
          {"SDK port", number(m->sdk_port)},
          {"IP", dotted(m->ipv4)},
          {"mask", dotted(m->ipv4_mask)},
          {"gateway", dotted(m->ipv4_gateway)},
          {"firmware", dotted(m->firmware)},
          {"build date", number(m->build_date)},
          {"HTTP port", number(m->http_port)},
          {"type", number(m->device_type)},
          {"serial", text(m->serial)},
          {"firmware version", text(m->firmware_text)},
          {"model", text(m->model)},
          {"vendor", text(m->manufacturer)},
          {"channels", number(m->channels)},
          {"lead", text(m->lead)}};
}

Found tvt(const Bytes& bytes) {
  const auto m = parse_tvt(bytes);
  if (!m || tvt_length(bytes).length != bytes.size()) return {};
  Found found{{"flag", text(characters(bytes).substr(0, 4))}, {"cmd", fmt::format("{:#x}", m->command)},
              {"from device", yes(m->from_device)},           {"mac", hardware(m->mac)},
              {"buildDate", number(m->build_date)},           {"deviceName", text(m->name)}};
  if (m->kind != TvtKind::greeting) found["cmdLen"] = number(bytes.size() - 8);
  if (m->kind == TvtKind::command) found["dataLen"] = number(bytes.size() - tvt_header_size);
  return found;
}

Found tiandy(const Bytes& bytes) {
  const auto m = parse_tiandy(bytes);
  if (!m) return {};
  std::string words;
  for (std::size_t i = 0; i < m->word_count; ++i) words += (i == 0 ? "" : " ") + text(m->words[i]);
  return {{"kind", m->stream ? "stream" : "command"},
          {"length", number(bytes.size() - tiandy_header_size)},
          {"words", words},
          {"stream type", number(m->stream_type)}};
}

Found dahua_request(const Bytes& bytes) {
  const auto m = parse_dahua_p2p_request(characters(bytes));
  if (!m) return {};
  return {{"path", text(m->path)}, {"serial", text(m->serial)}, {"from device", yes(m->own)}};
}

/// A message that no reader of these protocols takes for anything: it says nothing of a device.
Found dahua_other(const Bytes& bytes) {
  if (parse_dahua_p2p_request(characters(bytes)) || parse_ptcp(bytes)) return {};
  return {{"from device", "false"}};
}

Found ptcp(const Bytes& bytes) {
  const auto m = parse_ptcp(bytes);
  if (!m) return {};
  return {{"type", fmt::format("{:#04x}", m->type)}, {"from device", yes(m->from_device)}};
}

Found hiksdk(const Bytes& bytes) {
  const auto m = parse_hiksdk(bytes);
  if (!m || hiksdk_starts(bytes).is != StreamLength::Is::whole) return {};
  return {{"length", number(hiksdk_length(bytes).length)},
          {"status", number(m->status)},
          {"from device", yes(m->kind == HikSdkKind::answer)}};
}

struct Reader {
  const char* prefix;  ///< of the file's name
  Found (*read)(const Bytes&);
  std::set<std::string> not_shown;  ///< fields of the message that the parser's result does not show
};

const Reader& reader_of(const std::string& name) {
  static const std::vector<Reader> readers = {
      {"tvt-mhed", mhed, {"RTSP port", "DNS 1", "DNS 2", "requester IP", "requester UDP source port"}},
      {"tvt-", tvt, {"devType", "initProductType", "protocolVer", "nCustomerID", "httpContentLen"}},
      // Only who opened the connection tells a device from a client: sources/ knows that.
      {"tiandy", tiandy, {"from device", "sequence", "messages", "IPv4"}},
      {"dahua-p2p-ptcp", ptcp, {"sent", "recv", "pid", "lmid", "rmid", "length", "realm", "padding"}},
      {"dahua-p2p-answer", dahua_other, {"code", "status", "US"}},
      {"dahua-p2p-inverted-stun", dahua_other, {"message type", "message length"}},
      {"dahua-p2p", dahua_request, {"method", "path", "CSeq"}},  // of the path only what precedes names and tokens
      {"hikvision-sdk", hiksdk, {}},
  };
  const auto found =
      std::find_if(readers.begin(), readers.end(), [&](const Reader& r) { return name.starts_with(r.prefix); });
  if (found == readers.end()) throw std::invalid_argument("no reader for " + name);
  return *found;
}

std::vector<std::string> golden_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(fs::path(LENSCAP_ROOT) / "tests/golden")) {
    const std::string name = entry.path().stem().string();
    const bool here = name.starts_with("tvt-") || name.starts_with("tiandy") || name.starts_with("dahua-p2p") ||
                      name.starts_with("hikvision-sdk");
    if (here && entry.path().extension() == ".hex") names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

class GoldenMakers : public ::testing::TestWithParam<std::string> {};

TEST_P(GoldenMakers, Message_is_read_as_its_source_describes_it) {
  const GoldenFile golden = testing::read_golden(fs::path(LENSCAP_ROOT) / "tests/golden" / (GetParam() + ".hex"));
  const Reader& reader = reader_of(GetParam());
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

INSTANTIATE_TEST_SUITE_P(Messages, GoldenMakers, ::testing::ValuesIn(golden_names()), test_name);

}  // namespace
}  // namespace lenscap::wire::golden_makers_test
