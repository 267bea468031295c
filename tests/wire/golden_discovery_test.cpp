// Answers of makers' own discovery over UDP, written by someone who had not seen the parsers (tests/golden), are read
// as their sources describe them.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "wire/bosch.hpp"
#include "wire/foscam.hpp"
#include "wire/golden_file.hpp"
#include "wire/hanwha.hpp"
#include "wire/nicevision.hpp"
#include "wire/panasonic.hpp"
#include "wire/sony.hpp"
#include "wire/ubiquiti.hpp"
#include "wire/vision360.hpp"
#include "wire/vivotek.hpp"
#include "wire/vstarcam.hpp"

namespace lenscap::wire::golden_discovery_test {
namespace {

namespace fs = std::filesystem;
using testing::Bytes;
using testing::GoldenFile;

/// Field as its source calls it → what the parser read. Empty: the parser did not recognise the message.
using Found = std::map<std::string, std::string>;

const Found of_a_tool = {{"from device", "false"}};

std::string text(std::string_view value) { return std::string(value); }

std::string dotted(std::uint32_t ip) {
  return fmt::format("{}.{}.{}.{}", ip >> 24, ip >> 16 & 255, ip >> 8 & 255, ip & 255);
}

std::string mac_text(std::uint64_t mac) {
  std::string out;
  for (int shift = 40; shift >= 0; shift -= 8) out += fmt::format("{:02x}{}", mac >> shift & 255, shift ? ":" : "");
  return out;
}

Found hanwha(const Bytes& bytes) {
  const auto d = parse_hanwha(bytes);
  if (!d) return of_a_tool;  // a question has no mark of its own: what matters is that no device is read from it
  return {{"from device", "true"},
          {"MAC", text(d->mac)},
          {"IP", text(d->ipv4_address)},
          {"mask", text(d->ipv4_mask)},
          {"gateway", text(d->ipv4_gateway)},
          {"model", text(d->model)},
          {"URL", text(d->url)}};
}

Found bosch(const Bytes& bytes) {
  if (is_bosch_search(bytes)) return of_a_tool;
  if (const auto d = parse_bosch(bytes))
    return {{"from device", "true"},
            {"MAC", mac_text(d->mac)},
            {"IPv4", dotted(d->ipv4)},
            {"mask", dotted(d->ipv4_mask)},
            {"gateway", dotted(d->ipv4_gateway)}};
  const auto fields = parse_bosch_xml({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  if (!fields) return {};
  static const std::map<std::string_view, std::string> names = {{"bosch.friendlyname", "friendlyName"},
                                                                {"bosch.unitname", "unitName"},
                                                                {"bosch.serialnumber", "serialNumber"},
                                                                {"bosch.mac", "physAddress"},
                                                                {"bosch.ipaddress", "unitIPAddress"}};
  Found found = {{"from device", "true"}};
  for (const auto& [name, element] : names) found[element] = "";
  for (const Field& field : *fields) found[names.at(field.name)] = text(field.text());
  return found;
}

Found vivotek(const Bytes& bytes) {
  if (is_vivotek_search(bytes)) return of_a_tool;
  const auto d = parse_vivotek(bytes);
  if (!d) return {};
  return {{"from device", "true"},   {"long name", text(d->long_name)},         {"MAC", mac_text(d->mac)},
          {"IPv4", dotted(d->ipv4)}, {"port", fmt::format("{}", d->http_port)}, {"short name", text(d->short_name)}};
}

/// Sum of all octets before it, plus one.
bool sum_is_right(const Bytes& bytes) {
  std::uint32_t sum = 1;
  for (std::size_t i = 0; i + 2 < bytes.size(); ++i) sum += std::to_integer<std::uint32_t>(bytes[i]);
  const auto stated = std::to_integer<std::uint32_t>(bytes[bytes.size() - 2]) << 8 |
                      std::to_integer<std::uint32_t>(bytes[bytes.size() - 1]);
  return (sum & 0xffff) == stated;
}

Found panasonic(const Bytes& bytes) {
  const std::string checksum = sum_is_right(bytes) ? "right" : "wrong";
  if (is_panasonic_tool(bytes)) return {{"from device", "false"}, {"checksum", checksum}};
  const auto d = parse_panasonic(bytes);
  if (!d) return {};
  return {{"from device", "true"},
          {"MAC", mac_text(d->mac)},
          {"IPv4", dotted(d->ipv4)},
          {"mask", dotted(d->ipv4_mask)},
          {"gateway", dotted(d->ipv4_gateway)},
          {"HTTP port", fmt::format("{}", d->http_port)},
          {"name", text(d->name)},
          {"model", text(d->model)},
          {"firmware", text(d->firmware)},
          {"serial", text(d->serial)},
          {"channels", d->channels_raw.empty() ? "" : fmt::format("{}", d->channels)},
          {"checksum", checksum}};
}

Found sony(const Bytes& bytes) {
  const auto d = parse_sony(bytes);
  if (!d) return {};
  if (!d->from_device) return of_a_tool;
  return {{"from device", "true"},       {"MAC", text(d->mac)},
          {"MODEL", text(d->model)},     {"SERIAL", text(d->serial)},
          {"INFO", text(d->info)},       {"IPADR", text(d->ipadr)},
          {"MASK", text(d->mask)},       {"GATEWAY", text(d->gateway)},
          {"WEBPORT", text(d->webport)}, {"SOFTVERSION", text(d->softversion)}};
}

Found nicevision(const Bytes& bytes) {
  if (is_nicevision_search(bytes)) return of_a_tool;
  const auto d = parse_nicevision(bytes);
  if (!d) return {};
  return {{"from device", "true"},
          {"MAC", mac_text(d->mac)},
          {"IPv4", dotted(d->ipv4)},
          {"mask", dotted(d->ipv4_mask)},
          {"gateway", dotted(d->ipv4_gateway)},
          {"name", text(d->name)}};
}

Found vision360(const Bytes& bytes) {
  if (is_vision360_search(bytes)) return of_a_tool;
  const auto d = parse_vision360(bytes);
  if (!d) return {};
  return {{"from device", "true"}, {"TYPE", text(d->type)}, {"KEY", text(d->key)}, {"ID", text(d->id)}};
}

Found foscam(const Bytes& bytes) {
  if (is_foscam_tool(bytes)) return of_a_tool;
  const auto d = parse_foscam(bytes);
  if (!d) return {};
  return {{"from device", "true"},
          {"MAC", mac_text(d->mac)},
          {"name", text(d->name.text())},
          {"IPv4", dotted(d->ipv4)},
          {"mask", dotted(d->ipv4_mask)},
          {"gateway", dotted(d->ipv4_gateway)},
          {"firmware", fmt::format("{}", fmt::join(d->firmware, "."))}};
}

Found vstarcam(const Bytes& bytes) {
  if (is_vstarcam_search(bytes)) return of_a_tool;
  const auto d = parse_vstarcam(bytes);
  if (!d) return {};
  return {{"from device", "true"},      {"IP", text(d->ipv4_address)},
          {"mask", text(d->ipv4_mask)}, {"gateway", text(d->ipv4_gateway)},
          {"MAC", mac_text(d->mac)},    {"port", fmt::format("{}", d->http_port)},
          {"name", text(d->name)},      {"firmware", text(d->firmware)}};
}

Found ubiquiti(const Bytes& bytes) {
  if (is_ubiquiti_search(bytes)) return of_a_tool;
  const auto d = parse_ubiquiti(bytes);
  if (!d) return {};
  return {{"from device", "true"},          {"MAC", mac_text(d->mac)},
          {"IPv4", dotted(d->ipv4)},        {"firmware", text(d->firmware)},
          {"host name", text(d->hostname)}, {"model", text(d->model.empty() ? d->platform : d->model)},
          {"version", text(d->software)}};
}

struct Reader {
  const char* prefix;  ///< of the file's name
  Found (*read)(const Bytes&);
  std::set<std::string> not_shown;  ///< fields of the message that the parser's result does not show
};

const std::vector<Reader>& readers() {
  static const std::vector<Reader> all = {
      {"hanwha", hanwha, {"packet_type"}},
      {"bosch",
       bosch,
       {"transaction id", "deviceGUID", "unitIPv6Address", "RCPPort", "HTTPPort", "HTTPSPort", "cameraFrontendID"}},
      {"vivotek", vivotek, {"session"}},
      {"panasonic", panasonic, {}},
      {"sony", sony, {"DHCP", "ENQ"}},
      {"nicevision", nicevision, {"transaction"}},
      {"360vision", vision360, {}},
      {"foscam", foscam, {"DNS", "request type"}},
      {"vstarcam", vstarcam, {"DNS", "serial"}},  // of the device id only the letters are shown
      {"ubiquiti", ubiquiti, {"size"}},
  };
  return all;
}

std::vector<std::string> names_of_discovery() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(fs::path(LENSCAP_ROOT) / "tests/golden")) {
    const std::string name = entry.path().stem().string();
    if (std::any_of(readers().begin(), readers().end(), [&](const Reader& r) { return name.starts_with(r.prefix); }))
      names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

class GoldenDiscovery : public ::testing::TestWithParam<std::string> {};

TEST_P(GoldenDiscovery, Message_is_read_as_its_source_describes_it) {
  const GoldenFile golden = testing::read_golden(fs::path(LENSCAP_ROOT) / "tests/golden" / (GetParam() + ".hex"));
  const auto reader = std::find_if(readers().begin(), readers().end(),
                                   [&](const Reader& r) { return GetParam().starts_with(r.prefix); });
  ASSERT_FALSE(golden.expected.empty());

  const Found found = reader->read(golden.bytes);

  ASSERT_FALSE(found.empty()) << "not recognised: " << golden.title;
  for (const auto& [field, value] : golden.expected) {
    if (reader->not_shown.contains(field)) continue;
    const auto it = found.find(field);
    ASSERT_NE(it, found.end()) << "nothing reads '" << field << "' of: " << golden.title;
    EXPECT_EQ(it->second, value) << field << " of: " << golden.title;
  }
  for (const std::string& secret : golden.secrets)
    for (const auto& [field, value] : found)
      EXPECT_EQ(value.find(secret), std::string::npos) << field << " shows a secret of: " << golden.title;
}

TEST(GoldenDiscoverySet, Of_each_protocol_there_are_an_answer_and_a_question) {
  const auto names = names_of_discovery();
  for (const Reader& reader : readers())
    for (const char* what : {"reply", "request"})
      EXPECT_TRUE(std::any_of(
          names.begin(), names.end(),
          [&](const std::string& n) { return n.starts_with(reader.prefix) && n.find(what) != std::string::npos; }))
          << reader.prefix << " " << what;
}

std::string test_name(const ::testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Messages, GoldenDiscovery, ::testing::ValuesIn(names_of_discovery()), test_name);

}  // namespace
}  // namespace lenscap::wire::golden_discovery_test
