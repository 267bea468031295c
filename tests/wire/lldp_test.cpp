#include "wire/lldp.hpp"

#include <gtest/gtest.h>

#include <deque>

#include "wire/octets.hpp"

namespace lenscap::wire::lldp_test {
namespace {

using namespace testing;

/// Parsers hand out views: the bytes outlive the test.
std::optional<Lldp> parsed(Bytes bytes) {
  static std::deque<Bytes> kept;
  return parse_lldp(kept.emplace_back(std::move(bytes)));
}

// A camera: type and length of a TLV are 7 and 9 bits, so type 1 length 7 is 02 07.
const Bytes camera = octets(R"(
  02 07 04 ac cc 8e 12 34 56             # chassis: hardware address
  04 07 03 ac cc 8e 12 34 56             # port: hardware address
  06 02 00 78                            # 120 seconds
  0a 0c 'front-door-1'                   # system name
  0c 21 'AXIS P3245-LV Fixed Dome Camera; '
  0e 04 00 80 00 80                      # capabilities: station, and it is one
  10 0c 05 01 0a 28 1e 33 02 00 00 00 02 00
  fe 06 00 80 c2 01 00 0a                # 802.1: port VLAN 10
  fe 07 00 12 bb 01 00 21 01             # MED: capabilities, class I endpoint
  fe 07 00 12 bb 05 '7.1'                # hardware revision
  fe 0b 00 12 bb 06 '10.12.2'            # firmware revision
  fe 07 00 12 bb 07 'OS1'                # software revision
  fe 10 00 12 bb 08 'ACCC8E123456'       # serial number
  fe 17 00 12 bb 09 'AXIS Communication'  00  # manufacturer, filled up
  fe 0c 00 12 bb 0a 'P3245-LV'           # model
  00 00
)");

const Bytes access_switch = octets(R"(
  02 07 04 00 1b 3f 7b a2 40
  04 0a 05 'Gi1/0/24x'
  06 02 00 78
  0a 04 'sw-1'
  0e 04 00 14 00 04                      # can bridge and route, bridges
  00 00
)");

TEST(Lldp, Camera_says_who_made_it_and_which_model_it_is) {
  const auto lldp = parse_lldp(camera);
  ASSERT_TRUE(lldp);
  EXPECT_EQ(lldp->chassis.form, LldpIdForm::mac);
  EXPECT_EQ(lldp->chassis.value, "\xac\xcc\x8e\x12\x34\x56");
  EXPECT_EQ(lldp->port.form, LldpIdForm::mac);
  EXPECT_EQ(lldp->ttl, 120);
  EXPECT_EQ(lldp->system_name, "front-door-1");
  EXPECT_EQ(lldp->system_description, "AXIS P3245-LV Fixed Dome Camera; ");
  EXPECT_EQ(lldp->enabled, lldp_station);
  EXPECT_EQ(lldp->management_address, "\x0a\x28\x1e\x33");
  EXPECT_EQ(lldp->port_vlan, 10);
  EXPECT_EQ(lldp->med_class, 1);
  EXPECT_EQ(lldp->hardware, "7.1");
  EXPECT_EQ(lldp->firmware, "10.12.2");
  EXPECT_EQ(lldp->software, "OS1");
  EXPECT_EQ(lldp->serial, "ACCC8E123456");
  EXPECT_EQ(lldp->manufacturer, "AXIS Communication");
  EXPECT_EQ(lldp->model, "P3245-LV");
  EXPECT_FALSE(lldp->network_equipment());
}

TEST(Lldp, Switch_is_network_equipment_and_names_its_port) {
  const auto lldp = parse_lldp(access_switch);
  ASSERT_TRUE(lldp);
  EXPECT_EQ(lldp->port.form, LldpIdForm::text);
  EXPECT_EQ(lldp->port.value, "Gi1/0/24x");
  EXPECT_EQ(lldp->system_name, "sw-1");
  EXPECT_TRUE(lldp->network_equipment());
}

TEST(Lldp, Capability_that_is_switched_on_but_not_there_does_not_count) {
  Bytes bytes = access_switch;
  bytes[9 + 12 + 4 + 6 + 3] = std::byte{0x10};  // can route only
  const auto lldp = parse_lldp(bytes);
  ASSERT_TRUE(lldp);
  EXPECT_EQ(lldp->enabled, 0);
  EXPECT_FALSE(lldp->network_equipment());
}

TEST(Lldp, Telephone_that_bridges_for_a_computer_is_no_switch) {
  const auto phone = parsed(octets(R"(
    02 06 05 01 0a 00 00 07  04 07 03 00 1b 3f 00 00 01  06 02 00 b4  0e 04 00 24 00 24  00 00)"));
  ASSERT_TRUE(phone);
  EXPECT_EQ(phone->chassis.form, LldpIdForm::address);
  EXPECT_FALSE(phone->network_equipment());
}

TEST(Lldp, Camera_with_a_second_socket_that_calls_itself_an_endpoint_is_no_switch) {
  const auto camera_bridge = parsed(octets(R"(
    02 02 07 'a'  04 02 07 'b'  06 02 00 78  0e 04 00 04 00 04  fe 07 00 12 bb 01 00 21 02  00 00)"));
  ASSERT_TRUE(camera_bridge);
  EXPECT_FALSE(camera_bridge->network_equipment());
  const auto med_switch = parsed(octets(R"(
    02 02 07 'a'  04 02 07 'b'  06 02 00 78  fe 07 00 12 bb 01 00 21 04  00 00)"));
  ASSERT_TRUE(med_switch);
  EXPECT_TRUE(med_switch->network_equipment());
}

TEST(Lldp, Frame_without_the_three_first_parts_in_order_is_none) {
  EXPECT_FALSE(parsed(octets("04 02 07 'b'  02 02 07 'a'  06 02 00 78  00 00")));
  EXPECT_FALSE(parsed(octets("02 02 07 'a'  04 02 07 'b'  00 00")));
  EXPECT_FALSE(parsed(octets("02 02 07 'a'  04 02 07 'b'  06 01 78  00 00")));
  EXPECT_FALSE(parsed(octets("02 01 07  04 02 07 'b'  06 02 00 78")));
  EXPECT_FALSE(parsed(octets("02 02 00 'a'  04 02 07 'b'  06 02 00 78")));  // subtype 0 is reserved
  EXPECT_FALSE(parsed(octets("02 02 07 'a'  04 02 07 'b'  06 02 00 78  06 02 00 78  00 00")));
  EXPECT_FALSE(parsed(octets("02 05 04 'abcd'  04 02 07 'b'  06 02 00 78")));  // no hardware address
}

TEST(Lldp, Padding_of_a_short_frame_and_unknown_parts_are_stepped_over) {
  const auto lldp = parsed(octets(R"(
    02 02 07 'a'  04 02 07 'b'  06 02 00 78  fe 05 00 50 f2 01 'x'  20 01 'y'  fe 02 'zz'  00 00  00 00 00)"));
  ASSERT_TRUE(lldp);
  EXPECT_EQ(lldp->chassis.value, "a");
}

TEST(Lldp, Addresses_of_management_may_be_of_either_family_or_broken) {
  const Bytes head = octets("02 02 07 'a'  04 02 07 'b'  06 02 00 78 ");
  const auto six =
      parsed(head + octets("10 18 11 02 fe 80 00 00 00 00 00 00 00 00 00 00 00 00 00 01 02 00 00 00 01 00"));
  ASSERT_TRUE(six);
  EXPECT_EQ(six->management_address.size(), 16u);
  for (const char* broken : {"10 02 05 01", "10 03 ff 01 0a", "10 03 00 01 0a", "10 05 03 01 0a 00 00"}) {
    const auto none = parsed(head + octets(broken));
    ASSERT_TRUE(none) << broken;
    EXPECT_TRUE(none->management_address.empty()) << broken;
  }
  EXPECT_EQ(parsed(head + octets("fe 06 00 80 c2 01 0f ff"))->port_vlan, 0);  // reserved
  EXPECT_EQ(parsed(octets("02 06 05 03 'abcd'  04 12 04 02 fe800000 00000000 00000000 00000001  06 02 00 78"))
                ->port.value.size(),
            16u);
}

TEST(Lldp, Every_prefix_and_flipped_bit_is_survived_and_values_lie_in_the_frame) {
  const auto check = [](std::span<const std::byte> bytes) {
    const auto lldp = parse_lldp(bytes);
    if (!lldp) return;
    for (const auto text : {lldp->chassis.value, lldp->port.value, lldp->port_description, lldp->system_name,
                            lldp->system_description, lldp->management_address, lldp->port_vlan_raw, lldp->hardware,
                            lldp->firmware, lldp->software, lldp->serial, lldp->manufacturer, lldp->model})
      EXPECT_TRUE(inside(text, bytes));
  };
  every_prefix(camera, check);
  every_flip(camera, check);
  every_prefix(access_switch, check);
}

}  // namespace
}  // namespace lenscap::wire::lldp_test
