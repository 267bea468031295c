// Golden bytes of LLDP, CDP, LLMNR, NetBIOS names, NTP and SNMP: every expectation of every message.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>

#include "wire/bytes.hpp"
#include "wire/cdp.hpp"
#include "wire/golden_file.hpp"
#include "wire/lldp.hpp"
#include "wire/llmnr.hpp"
#include "wire/nbns.hpp"
#include "wire/ntp.hpp"
#include "wire/snmp.hpp"

namespace lenscap::wire::golden_infra_test {
namespace {

namespace fs = std::filesystem;
using testing::Bytes;
using testing::GoldenFile;
using Found = std::map<std::string, std::string>;

constexpr std::size_t ethernet = 14;  // octets of the header in front of whole frames

std::string text(std::string_view value) { return std::string(value); }
std::string yes(bool value) { return value ? "true" : "false"; }
std::string dotted(std::string_view ip) {
  return ip.size() != 4 ? ""
                        : fmt::format("{}.{}.{}.{}", static_cast<std::uint8_t>(ip[0]), static_cast<std::uint8_t>(ip[1]),
                                      static_cast<std::uint8_t>(ip[2]), static_cast<std::uint8_t>(ip[3]));
}
std::string dotted(std::uint32_t ip) {
  return fmt::format("{}.{}.{}.{}", ip >> 24, ip >> 16 & 255, ip >> 8 & 255, ip & 255);
}
std::string colons(std::uint64_t mac) {
  std::string out;
  for (int shift = 40; shift >= 0; shift -= 8)
    out += fmt::format("{:02x}{}", mac >> shift & 255, shift == 0 ? "" : ":");
  return out;
}
std::string id(const LldpId& id) { return id.form == LldpIdForm::mac ? colons(be48(id.value.data())) : text(id.value); }

Found lldp(const Bytes& frame) {
  const auto m = parse_lldp(std::span(frame).subspan(ethernet));
  if (!m) return {};
  return {{"from device", yes(!m->network_equipment())},
          {"chassis id", id(m->chassis)},
          {"port id", id(m->port)},
          {"time to live", std::to_string(m->ttl)},
          {"port description", text(m->port_description)},
          {"system name", text(m->system_name)},
          {"system description", text(m->system_description)},
          {"management address", dotted(m->management_address)},
          {"port VLAN id", std::to_string(m->port_vlan)},
          {"firmware revision", text(m->firmware)},
          {"serial number", text(m->serial)},
          {"manufacturer name", text(m->manufacturer)},
          {"model name", text(m->model)}};
}

Found cdp(const Bytes& frame) {
  const std::size_t length = be16(std::span<const std::byte>(frame), ethernet - 2);
  const auto m = parse_cdp(std::span(frame).subspan(ethernet, std::min(length, frame.size() - ethernet)));
  if (!m) return {};
  return {{"from device", yes(!m->network_equipment())},
          {"version number", std::to_string(m->version)},
          {"ttl", std::to_string(m->ttl)},
          {"checksum", "right"},  // another is no announcement
          {"device id", text(m->device_id)},
          {"address", dotted(m->ipv4)},
          {"port id", text(m->port_id)},
          {"version", text(m->software)},
          {"platform", text(m->platform)},
          {"native VLAN", std::to_string(m->native_vlan)}};
}

Found llmnr(const Bytes& bytes) {
  const auto m = parse_llmnr(bytes);
  const auto dns = parse_dns(bytes);
  if (!m || !dns) return {};
  DnsCursor cursor;
  DnsEntry entry;
  DnsName question;
  if (!next_dns_entry(*dns, cursor, entry) || read_dns_name_as_sent(*dns, entry.name_at, question) == 0) return {};
  Found found{{"id", fmt::format("{:#06x}", dns->id)},
              {"response", yes(m->response)},
              {"from device", yes(m->response)},
              {"name", text(m->response ? m->host.view() : question.view())},
              {"type", entry.type == dns_type::a ? "A" : std::to_string(entry.type)},
              {"address", dotted(as_text(m->address))}};
  if (next_dns_entry(*dns, cursor, entry)) found["ttl"] = std::to_string(entry.ttl);
  return found;
}

Found nbns(const Bytes& bytes) {
  const auto m = parse_nbns(bytes);
  if (!m) return {};
  const bool claims =
      m->message == NbnsMessage::registration || m->message == NbnsMessage::status || m->message == NbnsMessage::answer;
  return {{"opcode", m->message == NbnsMessage::registration ? "5" : "0"},
          {"name", text(m->own_name())},
          {"suffix", fmt::format("{:#04x}", m->suffix)},
          {"names", std::to_string(m->names)},
          {"workgroup", text(m->workgroup)},
          {"MAC", colons(m->unit_id)},
          {"address", dotted(m->ipv4)},
          {"from device", yes(claims)}};
}

Found ntp(const Bytes& bytes) {
  const auto m = parse_ntp(bytes);
  if (!m) return {};
  return {{"leap", std::to_string(m->leap)},
          {"version", std::to_string(m->version)},
          {"mode", std::to_string(static_cast<int>(m->mode))},
          {"stratum", std::to_string(m->stratum)},
          {"poll", std::to_string(m->poll)},
          {"precision", std::to_string(m->precision)},
          {"reference id", dotted(m->reference)},
          {"from device", yes(m->mode == NtpMode::client)}};
}

Found snmp(const Bytes& bytes) {
  const auto m = parse_snmp(bytes);
  if (!m) return {};
  return {{"version", std::to_string(static_cast<int>(m->version))},
          {"PDU", m->unit == SnmpUnit::response ? "response"
                  : m->unit == SnmpUnit::get    ? "get-request"
                                                : "other"},
          {"request id", std::to_string(m->request)},
          {"1.3.6.1.2.1.1.1.0", text(m->sys_descr)},
          {"1.3.6.1.2.1.1.2.0", text(oid_text(m->sys_object_id).view())},
          {"1.3.6.1.2.1.1.5.0", text(m->sys_name)},
          {"from device", yes(!m->question())}};
}

const std::map<std::string, std::function<Found(const Bytes&)>> readers = {
    {"lldp", lldp}, {"cdp", cdp}, {"llmnr", llmnr}, {"nbns", nbns}, {"ntp", ntp}, {"snmp", snmp}};

std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const auto& entry : fs::directory_iterator(fs::path(LENSCAP_ROOT) / "tests/golden")) {
    const std::string name = entry.path().stem().string();
    if (entry.path().extension() == ".hex" && readers.contains(name.substr(0, name.find('-')))) all.push_back(name);
  }
  std::sort(all.begin(), all.end());
  return all;
}

class GoldenInfra : public ::testing::TestWithParam<std::string> {};

TEST_P(GoldenInfra, Message_is_read_as_its_source_describes_it) {
  const std::string name = GetParam();
  const GoldenFile golden = testing::read_golden(fs::path(LENSCAP_ROOT) / "tests/golden" / (name + ".hex"));
  ASSERT_FALSE(golden.expected.empty());

  const Found found = readers.at(name.substr(0, name.find('-')))(golden.bytes);

  ASSERT_FALSE(found.empty()) << "not recognised: " << golden.title;
  for (const auto& [field, value] : golden.expected) {
    ASSERT_TRUE(found.contains(field)) << "nothing reads '" << field << "' of: " << golden.title;
    EXPECT_EQ(found.at(field), value) << field << " of: " << golden.title;
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

INSTANTIATE_TEST_SUITE_P(Messages, GoldenInfra, ::testing::ValuesIn(names()), test_name);

}  // namespace
}  // namespace lenscap::wire::golden_infra_test
