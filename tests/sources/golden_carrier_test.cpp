// Frames inside carriers, written by someone who had not seen the parsers (tests/golden/carrier-*.hex): what each layer
// says, whose packet is inside, and that what it says hangs on that host and on no other.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>

#include "sources/peel.hpp"
#include "sources/reading.hpp"
#include "wire/erspan.hpp"
#include "wire/golden_file.hpp"
#include "wire/gre.hpp"
#include "wire/ip.hpp"
#include "wire/link.hpp"
#include "wire/mpls.hpp"
#include "wire/pppoe.hpp"
#include "wire/radio_header.hpp"
#include "wire/vxlan.hpp"
#include "wire/wifi.hpp"

namespace lenscap::sources::testing::golden_carrier_test {
namespace {

namespace fs = std::filesystem;
using wire::testing::GoldenFile;
using Octets = std::span<const std::uint8_t>;
using Found = std::map<std::string, std::string>;

/// What the files tell and no result shows: numbers that nothing needs, and every label but the last.
const std::set<std::string> not_shown = {"index", "timestamp", "labels", "VLANs", "to DS", "from DS", "QoS", "BSSID"};

std::string mac_text(const std::uint8_t* at) { return to_string(model::Mac{wire::be48(at)}); }
std::string ip_text(const std::uint8_t* at) { return to_string(model::Ip::v4(wire::be32(at))); }

/// What the carrier's own header says, under the names of its source.
void tell_carrier(Carrier carrier, Octets bytes, Found& found) {
  if (carrier == Carrier::pppoe) found["session id"] = fmt::format("0x{:04x}", wire::parse_pppoe(bytes)->session);
  if (carrier == Carrier::vxlan) found["VNI"] = fmt::format("0x{:06x}", wire::parse_vxlan(bytes)->network);
  if (carrier != Carrier::gre) return;
  const auto gre = wire::parse_gre(bytes);
  found["protocol type"] = fmt::format("0x{:04x}", gre->type);
  found["key"] = fmt::format("0x{:08x}", gre->key);
  found["sequence number"] = std::to_string(gre->sequence);
  if (gre->type != wire::gre_erspan && gre->type != wire::gre_erspan_3) return;
  const auto mirror = wire::parse_erspan(*gre, bytes.subspan(gre->payload));
  ASSERT_TRUE(mirror);
  found["version"] = std::to_string(mirror->kind - 1);
  found["VLAN"] = std::to_string(mirror->vlan);
  found["session id"] = std::to_string(mirror->session);
}

/// From an EtherType down to the innermost IP header.
void tell_layers(std::uint16_t type, Octets bytes, Found& found) {
  for (;;) {
    Carrier carrier{};
    if (type == wire::ether_bridged) {
      wire::Link link;
      ASSERT_TRUE(wire::parse_link(bytes, wire::link_ethernet, link));
      found["inner source MAC"] = mac_text(&bytes[6]);
      type = link.type;
      bytes = bytes.subspan(link.payload);
      continue;
    }
    if (const auto named = carrier_of_type(type)) {
      carrier = *named;
    } else {
      wire::IpHeader ip;
      ASSERT_TRUE(wire::parse_ip(bytes, ip));
      if (ip.family == 4) {
        found["inner source"] = ip_text(&bytes[ip.source]);
        found["inner destination"] = ip_text(&bytes[ip.destination]);
      }
      bytes = bytes.subspan(ip.payload, ip.payload_length);
      if (const auto inside = carrier_of_protocol(ip.protocol)) {
        carrier = *inside;
      } else {
        if (ip.protocol != wire::ip_udp || !wire::parse_vxlan(bytes.subspan(8))) return;
        carrier = Carrier::vxlan;
        bytes = bytes.subspan(8);
      }
    }
    tell_carrier(carrier, bytes, found);
    const auto inside = peel(carrier, bytes);
    ASSERT_TRUE(inside);
    type = inside->type;
    bytes = bytes.subspan(inside->at, inside->end - inside->at);
  }
}

void tell_wireless(Octets frame, Found& found) {
  const auto radio = wire::parse_radio_header(frame, wire::link_wifi_radiotap);
  ASSERT_TRUE(radio);
  const Octets bytes = frame.subspan(radio->frame, frame.size() - radio->frame - (radio->checksum ? 4 : 0));
  const auto wifi = wire::parse_wifi(bytes, radio->padded);
  ASSERT_TRUE(wifi);
  found["protected"] = wifi->is == wire::WifiFrame::Is::encrypted ? "true" : "false";
  found["A-MSDU"] = wifi->aggregate ? "true" : "false";
  found["source MAC"] = mac_text(&bytes[wifi->source]);
  found["destination MAC"] = mac_text(&bytes[wifi->destination]);
  if (wifi->is != wire::WifiFrame::Is::data) return;
  Octets packet = bytes.subspan(wifi->payload);
  if (wifi->aggregate)  // the last part is the one that the file speaks of
    for (auto part = wire::parse_subframe(bytes, wifi->payload); part; part = wire::parse_subframe(bytes, part->next))
      packet = bytes.subspan(part->payload, part->end - part->payload);
  tell_layers(wire::parse_snap(packet), packet.subspan(wire::snap_size), found);
}

/// What the decoder made of the frame.
void tell_evidence(const model::Evidence& evidence, Found& found) {
  found["inner protocol"] = find(evidence, "dhip.method") ? "DHIP" : find(evidence, "sadp.message") ? "SADP" : "";
  for (const auto& [field, kind] : {std::pair{"SerialNo", "dhip.serialno"},
                                    {"Vendor", "dhip.vendor"},
                                    {"DeviceSN", "sadp.devicesn"},
                                    {"mac", "dhip.mac"},
                                    {"MAC", "sadp.mac"}}) {
    const auto* o = find(evidence, kind);
    found[field] = o != nullptr ? o->value : "";
  }
}

std::vector<std::string> carrier_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(fs::path(LENSCAP_ROOT) / "tests/golden"))
    if (const auto name = entry.path().stem().string(); name.starts_with("carrier-")) names.push_back(name);
  std::sort(names.begin(), names.end());
  return names;
}

class GoldenCarrier : public ::testing::TestWithParam<std::string> {};

TEST_P(GoldenCarrier, Frame_is_read_as_its_sources_describe_it) {
  const GoldenFile golden = wire::testing::read_golden(fs::path(LENSCAP_ROOT) / "tests/golden" / (GetParam() + ".hex"));
  ASSERT_FALSE(golden.expected.empty());
  const Bytes frame(reinterpret_cast<const char*>(golden.bytes.data()), golden.bytes.size());
  const Octets octets{reinterpret_cast<const std::uint8_t*>(frame.data()), frame.size()};
  const bool wireless = GetParam().starts_with("carrier-wifi");

  const auto evidence = read({frame}, wireless ? 127 : 1);
  Found found;
  tell_evidence(evidence, found);
  if (wireless) tell_wireless(octets, found);
  else tell_layers(wire::ether_bridged, octets, found);

  for (const auto& [field, value] : golden.expected)
    if (!not_shown.contains(field)) {
      EXPECT_EQ(found[field], value) << field << " of: " << golden.title;
    }
  expect_true_locators(evidence, {frame});
  for (const auto& o : evidence.observations)
    if (model::info(o.kind).name != "eth.block") {
      EXPECT_EQ(to_string(evidence.hosts[o.host].ip), found["inner source"]) << model::info(o.kind).name;
    }
}

std::string test_name(const ::testing::TestParamInfo<std::string>& info) {
  std::string name = info.param.substr(8);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Frames, GoldenCarrier, ::testing::ValuesIn(carrier_names()), test_name);

TEST(GoldenCarriers, Last_label_and_innermost_tag_are_those_that_were_written) {
  const auto bytes_of = [](const char* name) {
    return wire::testing::read_golden(fs::path(LENSCAP_ROOT) / "tests/golden" / name).bytes;
  };
  const auto labelled = bytes_of("carrier-mpls.hex"), tagged = bytes_of("carrier-vlan-qinq.hex");
  const auto stack =
      wire::parse_mpls(Octets{reinterpret_cast<const std::uint8_t*>(labelled.data()), labelled.size()}.subspan(14));
  ASSERT_TRUE(stack);
  EXPECT_EQ(stack->labels, 2u);
  EXPECT_EQ(stack->label, 901u);
  wire::Link link;
  ASSERT_TRUE(wire::parse_link({reinterpret_cast<const std::uint8_t*>(tagged.data()), tagged.size()},
                               wire::link_ethernet, link));
  EXPECT_EQ(link.vlan, 30);
}

}  // namespace
}  // namespace lenscap::sources::testing::golden_carrier_test
