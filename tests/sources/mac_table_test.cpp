// Saved tables of switches: which device of the case is plugged in where, and what is not kept.
#include <gtest/gtest.h>

#include "sources/documents.hpp"
#include "sources/folder.hpp"

namespace lenscap::sources::testing::mac_table_test {
namespace {

const char* const camera_mac = "3c:ef:8c:00:12:34";

const Bytes table =
    "sw-7#show mac address-table\n"
    "Vlan    Mac Address       Type        Ports\n"
    "  10    3cef.8c00.1234    DYNAMIC     Gi1/0/7\n"
    "  10    0011.2233.4455    DYNAMIC     Gi1/0/9\n"
    "  10    0011.2233.4456    DYNAMIC     Gi1/0/48\n"
    "  10    0011.2233.4457    DYNAMIC     Gi1/0/48\n";

Bytes isapi(const char* mac) {
  return Bytes(
             "<?xml version=\"1.0\"?><DeviceInfo xmlns=\"http://www.hikvision.com/ver20/XMLSchema\"><model>DS-1</model>"
             "<serialNumber>DS-1X</serialNumber><macAddress>") +
         mac + "</macAddress></DeviceInfo>";
}

TEST(MacTables, Listed_address_of_a_device_has_its_port_with_file_and_line) {
  const Folder folder;
  folder.put("replies/info.xml", isapi(camera_mac));
  folder.put("replies/sw.txt", table);
  const auto evidence = read_paths({folder.path()}).evidence;
  EXPECT_EQ(whose(evidence, "switch.port", "Gi1/0/7"), camera_mac);
  EXPECT_EQ(values(evidence, "switch.name"), std::vector<std::string>{"sw-7"});
  EXPECT_EQ(values(evidence, "switch.vlan"), std::vector<std::string>{"10"});
  const auto& l = find(evidence, "switch.port")->locator;
  EXPECT_EQ(l.place, "line 3");
  EXPECT_EQ(evidence.sources[l.source].format, "mac-table");
  ASSERT_EQ(l.spans.size(), 1u);
  EXPECT_EQ(table.substr(l.spans[0].at, l.spans[0].length), "Gi1/0/7");
}

TEST(MacTables, Of_hosts_that_are_no_cameras_nothing_is_kept) {
  const Folder folder;
  folder.put("replies/info.xml", isapi(camera_mac));
  folder.put("replies/sw.txt", table);
  const auto evidence = read_paths({folder.path()}).evidence;
  EXPECT_EQ(values(evidence, "switch.port"), std::vector<std::string>{"Gi1/0/7"});
  EXPECT_EQ(values(evidence, "switch.uplink"), std::vector<std::string>{});
}

TEST(MacTables, Port_with_several_addresses_is_never_called_the_devices_own) {
  const Folder folder;
  folder.put("replies/info.xml", isapi("00:11:22:33:44:56"));
  folder.put("replies/sw.txt", table);
  const auto evidence = read_paths({folder.path()}).evidence;
  EXPECT_EQ(values(evidence, "switch.port"), std::vector<std::string>{});
  EXPECT_EQ(values(evidence, "switch.uplink"), std::vector<std::string>{"Gi1/0/48"});
  EXPECT_EQ(find(evidence, "switch.uplink")->locator.place, "line 5, one of 2 addresses behind it");
}

TEST(MacTables, Table_alone_makes_no_device) {
  const Folder folder;
  const auto result = read_paths({folder.put("sw.txt", table)});
  EXPECT_TRUE(result.unusable.empty());
  EXPECT_TRUE(result.evidence.observations.empty());
}

TEST(MacTables, Table_behind_a_prompt_that_begins_like_json_is_recognised) {
  const Folder folder;
  folder.put("replies/info.xml", isapi(camera_mac));
  folder.put("replies/roof.txt",
             "[alice@roof] > /interface bridge host print\n"
             " #       MAC-ADDRESS        VID ON-INTERFACE            BRIDGE      AGE\n"
             " 0   D   3C:EF:8C:00:12:34      ether1                  bridge1     4s\n");
  const auto evidence = read_paths({folder.path()}).evidence;
  EXPECT_EQ(values(evidence, "switch.port"), std::vector<std::string>{"ether1"});
  EXPECT_EQ(values(evidence, "switch.name"), std::vector<std::string>{"roof"});
  for (const auto& o : evidence.observations) EXPECT_EQ(o.locator.excerpt.find("alice"), std::string::npos);
}

TEST(MacTables, Port_of_a_router_is_not_that_of_the_hosts_behind_it) {
  Bench bench;
  const End far = end("00:11:22:33:44:55", "192.0.2.7", 37810), here = end("00:11:22:00:00:02", "10.0.0.2", 40000);
  bench.feed(std::vector<Bytes>{datagram(far, here, "x", 61)});
  DocumentFile file;
  file.bytes = table;
  model::Source source;
  source.form = model::SourceForm::document;
  file.source = bench.ledger.add_source(std::move(source));
  file.content = *read_document(file.bytes);
  std::vector<DocumentFile> files;
  files.push_back(std::move(file));
  tell_documents(bench.ledger, files);
  const auto evidence = bench.finish();
  EXPECT_EQ(whose(evidence, "switch.port", "Gi1/0/9"), "00:11:22:33:44:55");  // not 192.0.2.7
}

}  // namespace
}  // namespace lenscap::sources::testing::mac_table_test
