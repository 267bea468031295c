// Messages written by someone who had not seen the parsers (tests/golden) are read as their sources describe them.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "wire/baichuan.hpp"
#include "wire/dhip.hpp"
#include "wire/dvrip.hpp"
#include "wire/golden_file.hpp"
#include "wire/pppp.hpp"
#include "wire/quic.hpp"
#include "wire/sadp.hpp"
#include "wire/sadp_frame.hpp"
#include "wire/tls.hpp"
#include "wire/wsd.hpp"
#include "wire/xm.hpp"

namespace lenscap::wire::golden_test {
namespace {

namespace fs = std::filesystem;
using testing::Bytes;
using testing::GoldenFile;

/// Field as its source calls it → what the parser read. Empty: the parser did not recognise the message.
using Found = std::map<std::string, std::string>;

std::string yes(bool value) { return value ? "true" : "false"; }
std::string number(std::uint64_t value) { return std::to_string(value); }
std::string text(std::string_view value) { return std::string(value); }

std::string dotted(std::uint32_t ip) {
  return fmt::format("{}.{}.{}.{}", ip >> 24, ip >> 16 & 255, ip >> 8 & 255, ip & 255);
}

std::string_view characters(const Bytes& bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

/// The one's-complement sum that a SADP frame carries makes the whole sum up to 0xffff.
bool sum_is_right(const Bytes& bytes) {
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i)
    sum += std::to_integer<std::uint32_t>(bytes[i]) << (i % 2 == 0 ? 8 : 0);
  while (sum >> 16) sum = (sum & 0xffff) + (sum >> 16);
  return sum == 0xffff;
}

Found sadp(const Bytes& bytes) {
  const auto m = parse_sadp(bytes);
  if (!m) return {};
  const char* const root = m->root == SadpRoot::probe ? "Probe" : m->root == SadpRoot::hello ? "Hello" : "ProbeMatch";
  return {{"root", root},
          {"from device", yes(m->from_device())},
          {"Types", text(m->types)},
          {"DeviceType", text(m->device_type)},
          {"DeviceDescription", text(m->device_description)},
          {"DeviceSN", text(m->device_sn)},
          {"MAC", text(m->mac)},
          {"IPv4Address", text(m->ipv4_address)},
          {"AnalogChannelNum", text(m->analog_channel_num)},
          {"DigitalChannelNum", text(m->digital_channel_num)},
          {"SoftwareVersion", text(m->software_version)},
          {"DSPVersion", text(m->dsp_version)},
          {"Activated", text(m->activated)},
          {"OEMCode", text(m->oem_code)},
          {"OEMInfo", text(m->oem_info)},
          {"HCPlatformEnable", text(m->hc_platform_enable)}};
}

Found sadp_frame(const Bytes& bytes) {
  const auto m = parse_sadp_frame(bytes);
  if (!m) return {};
  std::string mac;
  for (int shift = 40; shift >= 0; shift -= 8)
    mac += fmt::format("{:02x}{}", m->mac >> shift & 255, shift == 0 ? "" : ":");
  return {{"from device", yes(m->from_device)},
          {"operation", number(m->operation)},
          {"counter", number(m->sequence)},
          {"source MAC", mac},
          {"source IPv4", dotted(m->ipv4)},
          {"serial number", text(m->serial)},
          {"checksum", sum_is_right(bytes) ? "right" : "wrong"}};
}

Found dhip(const Bytes& bytes) {
  const auto m = parse_dhip(bytes);
  if (!m) return {};
  Found found{{"method", text(dhip_method(m->json))}, {"session", number(m->session)}};
  const auto d = parse_dhip_device(m->json);
  found["from device"] = yes(d.has_value());
  if (d)
    found.insert({{"DeviceClass", text(d->device_class)},
                  {"DeviceType", text(d->device_type)},
                  {"SerialNo", text(d->serial_no)},
                  {"Vendor", text(d->vendor)},
                  {"Manufacturer", text(d->manufacturer)},
                  {"Version", text(d->version)},
                  {"MachineName", text(d->machine_name)},
                  {"mac", text(d->mac)},
                  {"IPAddress", text(d->ipv4_address)},
                  {"VideoInputChannels", text(d->video_input_channels)},
                  {"RemoteVideoInputChannels", text(d->remote_video_input_channels)}});
  return found;
}

Found dvrip(const Bytes& bytes) {
  if (is_dvrip_search(bytes)) return {{"from device", "false"}};
  const auto d = parse_dvrip_device(bytes);
  if (!d) return {};
  return {{"from device", "true"},
          {"version", fmt::format("{}", fmt::join(d->version, "."))},
          {"host name or model", text(d->host_name)},
          {"IPv4", dotted(d->ipv4)},
          {"HTTP port", number(d->http_port)},
          {"TCP port", number(d->tcp_port)},
          {"MAC", text(d->mac)},
          {"model", text(d->model)},
          {"Name", text(d->name)},
          {"Device", text(d->device)},
          {"SerialNo", text(d->serial_no)}};
}

Found dahua_control(const Bytes& bytes) {
  const auto m = parse_dvrip_message(bytes);
  if (!m || dvrip_length(bytes).length != bytes.size()) return {};
  const char* const kind = m->kind == DvripKind::answer          ? "b0 01"
                           : m->kind == DvripKind::realm_request ? "a0 01"
                           : m->kind == DvripKind::json          ? "f6 00"
                                                                 : "a0 00";
  return {{"message", kind},
          {"from device", yes(m->kind == DvripKind::answer)},
          {"Realm", text(m->realm)},
          {"length", number(m->json.size())}};
}

Found xm(const Bytes& bytes) {
  const auto m = parse_xm(bytes);
  if (!m || xm_length(bytes).length != bytes.size()) return {};
  Found found{{"message id", number(m->message)},
              {"session", number(m->session)},
              {"from device", yes(xm_from_device(*m))},
              {"body length", number(m->body.size())}};
  if (const auto d = parse_xm_device(*m)) {
    const auto ip = xm_address(d->host_ip);
    found.insert({{"SN", text(d->sn)},
                  {"HostName", text(d->host_name)},
                  {"Version", text(d->version)},
                  {"BuildDate", text(d->build_date)},
                  {"DeviceType", text(d->device_type)},
                  {"ChannelNum", text(d->channel_num)},
                  {"MAC", text(d->mac)},
                  {"HostIP", ip ? dotted(*ip) : ""}});
  }
  return found;
}

Found baichuan(const Bytes& bytes) {
  const auto m = parse_baichuan(bytes);
  if (!m || baichuan_length(bytes).length != bytes.size()) return {};
  return {{"magic", m->reversed ? "a0 cb ed 0f" : "f0 de bc 0a"},
          {"message id", number(m->message)},
          {"length", number(m->body_length)},
          {"class", fmt::format("{:#x}", m->message_class)},
          {"status", number(m->code)},
          {"header length", number(m->header_size)},
          {"from device", yes(m->from_device)}};
}

Found bcudp(const Bytes& bytes) {
  const auto m = parse_bcudp(bytes);
  if (!m) return {};
  return {{"kind", m->kind == BcUdpKind::discovery ? "discovery" : m->kind == BcUdpKind::data ? "data" : "ack"}};
}

Found pppp(const Bytes& bytes) {
  const auto m = parse_pppp(bytes, bytes.size());
  if (!m) return {};
  return {{"message", fmt::format("{:#04x}", m->message)},
          {"from device", yes(m->from_device)},
          {"uid prefix", text(m->uid_prefix)}};
}

/// Values of all fields of that name, in order, a blank between them.
std::string joined(const WsdDevice& device, std::string_view name) {
  std::string out;
  for (const Field& field : device.fields)
    if (field.name == name)
      out += (out.empty() ? "" : " ") + std::string(name == "wsd.name" ? field.value : field.text());
  return out;
}

Found wsd(const Bytes& bytes) {
  const auto m = parse_wsd(characters(bytes));
  if (!m) return {};
  static const std::map<WsdKind, std::string> actions = {{WsdKind::hello, "Hello"},
                                                         {WsdKind::probe, "Probe"},
                                                         {WsdKind::probe_matches, "ProbeMatches"},
                                                         {WsdKind::bye, "Bye"}};
  Found found{{"Action", actions.at(m->kind)}, {"from device", yes(!m->question())}};
  if (!m->devices.empty()) {
    const WsdDevice& d = m->devices.front();
    found.insert({{"Types", joined(d, "wsd.types")},
                  {"Name", joined(d, "wsd.name")},
                  {"Hardware", joined(d, "wsd.hardware")},
                  {"MAC scope", joined(d, "wsd.mac")},
                  {"SerialNumber scope", joined(d, "wsd.serial")},
                  {"EndpointReference", joined(d, "wsd.endpoint")},
                  {"XAddrs", joined(d, "wsd.xaddr")}});
  }
  return found;
}

Found quic(const Bytes& bytes) {
  const auto packet = parse_quic_packet(bytes);
  if (!packet || packet->type != QuicType::initial) return {};
  const auto digits = [](std::span<const std::byte> id) {
    std::string out;
    for (const std::byte b : id) out += fmt::format("{:02x}", std::to_integer<unsigned>(b));
    return out;
  };
  Found found{{"version", fmt::format("{:#010x}", packet->version)},
              {"destination connection id", digits(packet->destination_id)},
              {"source connection id", digits(packet->source_id)},
              {"length", number(packet->bytes.size() - packet->number_at)},
              {"from device", "false"}};
  Bytes room(bytes.size());
  const auto keys = quic_client_keys(packet->version, packet->destination_id);
  const auto frames = keys ? open_quic_initial(*packet, *keys, room) : std::nullopt;
  if (!frames) return found;
  QuicCrypto piece;
  std::span<const std::byte> rest = frames->bytes;
  if (next_quic_crypto(rest, piece) != QuicStep::crypto || piece.data.size() < 4) return found;
  const auto hello =
      parse_tls_client_hello({tls_type::client_hello, false, 0, piece.data.size(), piece.data.subspan(4)});
  if (!hello) return found;
  auto names = hello->alpn;
  found.insert({{"server name", text(hello->server_name)}, {"ALPN", text(next_alpn(names).value_or(""))}});
  return found;
}

struct Reader {
  const char* prefix;  ///< of the file's name
  Found (*read)(const Bytes&);
  std::set<std::string> not_shown;  ///< fields of the message that the parser's result does not show
};

/// Messages that a test of their own reads: golden_discovery_test, golden_makers_test, golden_talk_test,
/// golden_infra_test, golden_people_test, and in tests/sources golden_carrier_test for whole frames,
/// golden_export_test.
bool read_elsewhere(const std::string& name) {
  static const std::set<std::string> prefixes = {
      "360vision", "bosch",  "carrier-", "cdp",      "dahua-p2p",  "foscam",  "ftp",       "hanwha",    "hikvision-sdk",
      "lldp",      "llmnr",  "mqtt",     "nbns",     "nicevision", "ntp",     "panasonic", "rtcp",      "rtp",
      "sip",       "snmp",   "sony",     "ssh",      "stun",       "telnet",  "ipfix-",    "netflow5-", "netflow9-",
      "people-",   "tiandy", "tvt-",     "ubiquiti", "viid",       "vivotek", "vstarcam"};
  return std::any_of(prefixes.begin(), prefixes.end(), [&](const std::string& p) { return name.starts_with(p); });
}

const Reader& reader_of(const std::string& name) {
  static const std::vector<Reader> readers = {
      {"sadp-frame", sadp_frame, {"kind", "target MAC", "subnet mask"}},
      {"sadp", sadp, {}},
      {"dhip", dhip, {}},
      {"dvrip-5050", dvrip, {"section 2 length", "section 3 length"}},
      {"dahua-37777", dahua_control, {"id", "session"}},
      {"xm", xm, {}},
      {"baichuan", baichuan, {}},
      {"bcudp", bcudp, {"magic", "size", "transmission id", "connection id", "packet id"}},
      {"pppp", pppp, {"length"}},
      {"wsd", wsd, {}},
      {"quic", quic, {"token length", "packet number"}},
  };
  const auto found =
      std::find_if(readers.begin(), readers.end(), [&](const Reader& r) { return name.starts_with(r.prefix); });
  if (found == readers.end()) throw std::invalid_argument("no reader for " + name);
  return *found;
}

std::vector<std::string> golden_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(fs::path(LENSCAP_ROOT) / "tests/golden"))
    if (entry.path().extension() == ".hex" && !read_elsewhere(entry.path().stem().string()))
      names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

class Golden : public ::testing::TestWithParam<std::string> {};

TEST_P(Golden, Message_is_read_as_its_source_describes_it) {
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

INSTANTIATE_TEST_SUITE_P(Messages, Golden, ::testing::ValuesIn(golden_names()), test_name);

}  // namespace
}  // namespace lenscap::wire::golden_test
