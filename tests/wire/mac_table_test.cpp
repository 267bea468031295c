#include "wire/mac_table.hpp"

#include <gtest/gtest.h>

#include <string>

#include "wire/mac_table_text.hpp"

namespace lenscap::wire::mac_table_test {
namespace {

std::string shown(const MacTableRow& row) {
  std::string out;
  for (int shift = 40; shift >= 0; shift -= 8) {
    constexpr char digits[] = "0123456789abcdef";
    out += digits[row.mac >> (shift + 4) & 15];
    out += digits[row.mac >> shift & 15];
  }
  return out + " " + std::string(row.switch_name) + "|" + std::string(row.port) + "|" + std::string(row.vlan) +
         " line " + std::to_string(row.line);
}

std::vector<std::string> rows(std::string_view text, std::string_view format) {
  std::vector<std::string> all;
  const auto table = parse_mac_table(text);
  if (!table) return {"no table"};
  EXPECT_EQ(table->format, format);
  for (const auto& row : table->rows) all.push_back(shown(row));
  return all;
}

using Rows = std::vector<std::string>;

constexpr std::string_view cisco = R"(sw-acc-1#show mac address-table
          Mac Address Table
-------------------------------------------

Vlan    Mac Address       Type        Ports
----    -----------       --------    -----
 All    0100.0ccc.cccc    STATIC      CPU
  10    3cef.8c00.1234    DYNAMIC     Gi1/0/7
  20    001b.3f7b.a240    DYNAMIC     Po1
Total Mac Addresses for this criterion: 3
)";

TEST(MacTable, Cisco) {
  EXPECT_EQ(rows(cisco, "cisco"),
            (Rows{"3cef8c001234 sw-acc-1|Gi1/0/7|10 line 8", "001b3f7ba240 sw-acc-1|Po1|20 line 9"}));
}

TEST(MacTable, Cisco_with_the_columns_of_a_chassis) {
  EXPECT_EQ(rows("      vlan   mac address    type   learn    age                 ports\n"
                 "-----+----+---------------+-------+-----+----------+-------\n"
                 " *       10 3cef.8c00.1234  dynamic  Yes        0     Te1/5/13\n"
                 "   R     10 0011.2233.4455   static   No       -      Router\n"
                 " *      728 0000.0000.0003   static  Yes       -    \n",
                 "cisco"),
            (Rows{"3cef8c001234 |Te1/5/13|10 line 3"}));
}

TEST(MacTable, ProCurve_with_and_without_vlans) {
  EXPECT_EQ(rows("\r\nHP-2530# show mac-address\r\n\r\n Status and Counters - Port Address Table\r\n\r\n"
                 "  MAC Address   Port  VLAN\r\n  ------------- ----- ----\r\n  3cef8c-001234 12    10\r\n",
                 "procurve"),
            (Rows{"3cef8c001234 HP-2530|12|10 line 8"}));
  EXPECT_EQ(rows("  MAC Address   Port\n  ------------- -----\n  3cef8c-001234 Trk1\n", "procurve"),
            (Rows{"3cef8c001234 |Trk1| line 3"}));
}

TEST(MacTable, Aruba_cx) {
  EXPECT_EQ(rows("MAC Address          VLAN     Type                      Port\n"
                 "--------------------------------------------------------------\n"
                 "3c:ef:8c:00:12:34    10       dynamic                   1/1/5\n",
                 "aruba-cx"),
            (Rows{"3cef8c001234 |1/1/5|10 line 3"}));
}

TEST(MacTable, Juniper_old_and_new) {
  EXPECT_EQ(rows("ops@ex-1> show ethernet-switching table\nEthernet-switching table: 2 entries, 1 learned\n"
                 "  VLAN              MAC address       Type         Age Interfaces\n"
                 "  cctv              *                 Flood          - All-members\n"
                 "  cctv              3c:ef:8c:00:12:34 Learn          0 ge-0/0/44.0\n",
                 "juniper"),
            (Rows{"3cef8c001234 ex-1|ge-0/0/44.0|cctv line 5"}));
  EXPECT_EQ(rows("Ethernet switching table : 3 entries, 3 learned\nRouting instance : default-switch\n"
                 "    Vlan                MAC                 MAC         Age    Logical                NH        RTR\n"
                 "    name                address             flags              interface              Index     ID\n"
                 "    Vlan100             3c:ef:8c:00:12:34   DL            -   xe-0/0/51:0.0          0         0\n"
                 "    Vlan100             3c:ef:8c:00:12:35   DL            -   ae100.0                0         0\n",
                 "juniper"),
            (Rows{"3cef8c001234 |xe-0/0/51:0.0|Vlan100 line 5", "3cef8c001235 |ae100.0|Vlan100 line 6"}));
}

TEST(MacTable, MikroTik_without_its_own_addresses_and_without_its_user) {
  EXPECT_EQ(rows("[alice@roof] > /interface bridge host print\n"
                 "Flags: X - disabled, I - invalid, D - dynamic, L - local, E - external\n"
                 " #       MAC-ADDRESS        VID ON-INTERFACE            BRIDGE      AGE\n"
                 " 0   D   3C:EF:8C:00:12:34  300 ether1                  bridge1     4s\n"
                 " 1   D   3C:EF:8C:00:12:35      ether2                  bridge1     24s\n"
                 " 2   DL  CC:2D:E0:E4:B3:38      bridge1                 bridge1\n",
                 "mikrotik"),
            (Rows{"3cef8c001234 roof|ether1|300 line 4", "3cef8c001235 roof|ether2| line 5"}));
}

TEST(MacTable, Linux_bridge) {
  EXPECT_EQ(rows("root@leaf1:~# bridge fdb show\n"
                 "33:33:00:00:00:01 dev swp7 self permanent\n"
                 "3c:ef:8c:00:12:34 dev swp7 vlan 10 master br0\n"
                 "3c:ef:8c:00:12:34 dev swp7 self\n"
                 "44:38:39:00:00:01 dev swp8 master br0 permanent\n",
                 "bridge-fdb"),
            (Rows{"3cef8c001234 leaf1|swp7|10 line 3"}));
}

TEST(MacTable, Walk_of_bridge_and_interface_tables) {
  const Rows one = {"3cef8c001234 sw-7|Gi1/0/7| line 1"};
  EXPECT_EQ(rows("BRIDGE-MIB::dot1dTpFdbPort.60.239.140.0.18.52 = INTEGER: 5\n"
                 "BRIDGE-MIB::dot1dBasePortIfIndex.5 = INTEGER: 10107\n"
                 "IF-MIB::ifName.10107 = STRING: Gi1/0/7\nSNMPv2-MIB::sysName.0 = STRING: sw-7\n",
                 "snmp"),
            one);
  EXPECT_EQ(rows(".1.3.6.1.2.1.17.4.3.1.2.60.239.140.0.18.52 = INTEGER: 5\n"
                 ".1.3.6.1.2.1.17.1.4.1.2.5 = INTEGER: 10107\n"
                 ".1.3.6.1.2.1.31.1.1.1.1.10107 = STRING: \"Gi1/0/7\"\n.1.3.6.1.2.1.1.5.0 = STRING: sw-7\n",
                 "snmp"),
            one);
}

TEST(MacTable, Walk_with_vlans_names_in_brackets_and_interfaces_without_a_name) {
  EXPECT_EQ(rows("Q-BRIDGE-MIB::dot1qTpFdbPort.10.60.239.140.0.18.52 = INTEGER: 5\n"
                 "Q-BRIDGE-MIB::dot1qTpFdbPort[20]['3c:ef:8c:0:12:35'] = INTEGER: 6\n"
                 "Q-BRIDGE-MIB::dot1qTpFdbPort[20][STRING: 3c:ef:8c:0:12:36] = INTEGER: 0\n"
                 "BRIDGE-MIB::dot1dBasePortIfIndex[5] = INTEGER: 7\n"
                 "IF-MIB::ifDescr[7] = STRING: Port 7\n",
                 "snmp"),
            (Rows{"3cef8c001234 |Port 7|10 line 1", "3cef8c001235 |6|20 line 2"}));
  EXPECT_EQ(rows("iso.3.6.1.2.1.17.7.1.2.2.1.2.10.60.239.140.0.18.52 = INTEGER: 5\n", "snmp"),
            (Rows{"3cef8c001234 |5|10 line 1"}));
}

TEST(MacTable, Csv_with_its_columns_in_any_order) {
  EXPECT_EQ(rows("switch,port,mac,vlan,comment\nsw-1,Gi0/7,3C-EF-8C-00-12-34,10,\"lobby, left\"\n,,,,\n", "csv"),
            (Rows{"3cef8c001234 sw-1|Gi0/7|10 line 2"}));
  EXPECT_EQ(rows("\xef\xbb\xbfMAC Address;Interface\r\n3cef8c001234;\"7\"\r\n", "csv"),
            (Rows{"3cef8c001234 |7| line 2"}));
}

TEST(MacTable, Other_texts_are_none) {
  for (const std::string_view text :
       {"", "hello\nworld\n", "mac,name\n3cef8c001234,x\n", "port,speed\n1,2\n",
        "table.General.MachineName=3C:EF:8C:00:12:34\n", "Internet  10.0.0.1   3   3cef.8c00.1234  ARPA   Vlan10\n",
        "3c:ef:8c:00:12:34 is up\n", "Vlan    Mac Address       Type        Ports\n", "IF-MIB::ifName.1 = STRING: lo\n",
        "mac,port\nx,1\n"})
    EXPECT_FALSE(parse_mac_table(text)) << text;
}

TEST(MacTable, Addresses_in_every_way_they_are_written) {
  constexpr std::uint64_t value = 0x3cef8c001234;
  for (const std::string_view text :
       {"3c:ef:8c:00:12:34", "3C-EF-8C-00-12-34", "3cef.8c00.1234", "3cef8c-001234", "3cef-8c00-1234", "3cef8c001234"})
    EXPECT_EQ(mac_table::mac_of(text), value) << text;
  EXPECT_EQ(mac_table::mac_of("3c:ef:8c:0:12:34", true), value);
  for (const std::string_view text : {"3c:ef:8c:00:12", "3c:ef-8c:00:12:34", "3cef.8c.001234", "3c:ef:8c:00:12:3",
                                      "3cef8c00123g", "3cef8c:001234", ":3cef8c00123", "3cef8c001234:", "1.2.3.4.5.6"})
    EXPECT_FALSE(mac_table::mac_of(text)) << text;
  EXPECT_FALSE(mac_table::mac_of("3c:ef:8c:0:12:345", true));
}

TEST(MacTable, Name_in_a_prompt_that_is_no_plain_name_is_not_taken) {
  EXPECT_EQ(rows("a b#show mac address-table\nVlan    Mac Address       Type        Ports\n 10 3cef.8c00.1234 DYNAMIC "
                 "Gi1/0/7\n",
                 "cisco"),
            (Rows{"3cef8c001234 |Gi1/0/7|10 line 3"}));
}

TEST(MacTable, Every_prefix_is_survived) {
  for (std::size_t size = 0; size <= cisco.size(); ++size) {
    const std::string exact(cisco.substr(0, size));
    if (const auto table = parse_mac_table(exact)) EXPECT_LE(table->rows.size(), 2u);
  }
}

}  // namespace
}  // namespace lenscap::wire::mac_table_test
