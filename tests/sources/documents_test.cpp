// Files of what devices say: recognised by their content, grouped into devices by their folders.
#include "sources/documents.hpp"

#include <gtest/gtest.h>

#include "sources/folder.hpp"

namespace lenscap::sources::testing::documents_test {
namespace {

Bytes onvif(const Bytes& body) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\" "
         "xmlns:tds=\"http://www.onvif.org/ver10/device/wsdl\" xmlns:trt=\"http://www.onvif.org/ver10/media/wsdl\" "
         "xmlns:tt=\"http://www.onvif.org/ver10/schema\"><s:Body>" +
         body + "</s:Body></s:Envelope>";
}

Bytes information(const std::string& model, const std::string& serial) {
  return onvif("<tds:GetDeviceInformationResponse><tds:Manufacturer>NONE</tds:Manufacturer><tds:Model>" + model +
               "</tds:Model><tds:FirmwareVersion>1.2.3</tds:FirmwareVersion><tds:SerialNumber>" + serial +
               "</tds:SerialNumber><tds:HardwareId>1</tds:HardwareId></tds:GetDeviceInformationResponse>");
}

Bytes host_name(const std::string& name) {
  return onvif("<tds:GetHostnameResponse><tds:HostnameInformation><tt:FromDHCP>false</tt:FromDHCP><tt:Name>" + name +
               "</tt:Name></tds:HostnameInformation></tds:GetHostnameResponse>");
}

model::Evidence read_folder(const Folder& folder) { return read_paths({folder.path()}).evidence; }

TEST(Documents, Files_of_one_folder_are_one_device) {
  const Folder folder;
  folder.put("camera/a.xml", information("G1", "S1"));
  folder.put("camera/b.xml", host_name("gate"));
  folder.put("camera/c.xml", information("G1", "S1"));
  const auto evidence = read_folder(folder);
  EXPECT_EQ(devices(evidence).size(), 1u);
  EXPECT_EQ(group_of(evidence, "onvif.hostname", "gate"), group_of(evidence, "onvif.serial", "S1"));
}

TEST(Documents, Subfolders_that_name_no_device_belong_to_the_one_beside_them) {
  const Folder folder;
  folder.put("camera/device_management/info.xml", information("G1", "S1"));
  folder.put("camera/network/host.xml", host_name("gate"));
  const auto evidence = read_folder(folder);
  EXPECT_EQ(devices(evidence).size(), 1u);
  EXPECT_EQ(group_of(evidence, "onvif.hostname", "gate"), group_of(evidence, "onvif.serial", "S1"));
}

TEST(Documents, Another_serial_number_is_another_device_even_of_the_same_model) {
  const Folder folder;
  folder.put("all/a.xml", information("G1", "S1"));
  folder.put("all/b.xml", information("G1", "S2"));
  const auto evidence = read_folder(folder);
  EXPECT_EQ(devices(evidence).size(), 2u);
  EXPECT_NE(group_of(evidence, "onvif.serial", "S1"), group_of(evidence, "onvif.serial", "S2"));
}

TEST(Documents, Another_model_is_another_device) {
  const Folder folder;
  folder.put("all/a.xml", information("G1", ""));
  folder.put("all/b.xml", information("G2", ""));
  EXPECT_EQ(devices(read_folder(folder)).size(), 2u);
}

TEST(Documents, A_file_that_names_nobody_beside_two_devices_is_told_of_neither) {
  const Folder folder;
  folder.put("all/a.xml", information("G1", "S1"));
  folder.put("all/b.xml", information("G1", "S2"));
  folder.put("all/host.xml", host_name("gate"));
  const auto evidence = read_folder(folder);
  EXPECT_EQ(devices(evidence).size(), 2u);
  EXPECT_EQ(values(evidence, "onvif.hostname").size(), 0u);
  bool said_so = false;
  for (const auto& source : evidence.sources)
    if (source.name.ends_with("host.xml")) said_so = !source.notes.empty();
  EXPECT_TRUE(said_so);
}

TEST(Documents, Two_folders_of_the_same_device_model_are_two_devices) {
  const Folder folder;
  folder.put("north/info.xml", information("G1", ""));
  folder.put("south/info.xml", information("G1", ""));
  EXPECT_EQ(devices(read_folder(folder)).size(), 2u);
}

TEST(Documents, Folders_of_one_name_under_different_roots_keep_apart) {
  const Folder one, two;
  one.put("camera/info.xml", information("G1", ""));
  two.put("camera/info.xml", information("G1", "") + "\n");
  const auto evidence = read_paths({one.path(), two.path()}).evidence;
  EXPECT_EQ(devices(evidence).size(), 2u);
}

TEST(Documents, Each_file_named_by_itself_is_a_device_of_its_own) {
  const Folder folder;
  const auto a = folder.put("a.xml", host_name("north")), b = folder.put("b.xml", host_name("south"));
  EXPECT_EQ(devices(read_paths({a, b}).evidence).size(), 2u);
}

TEST(Documents, Locators_lead_to_the_bytes_of_the_file) {
  const Folder folder;
  const Bytes file = "\n\n" + information("G1 &amp; more", "S1");
  const auto evidence = read_paths({folder.put("info.xml", file)}).evidence;
  const auto* serial = find(evidence, "onvif.serial");
  ASSERT_NE(serial, nullptr);
  ASSERT_EQ(serial->locator.spans.size(), 1u);
  EXPECT_EQ(serial->locator.spans[0], (model::Span{0, static_cast<std::uint32_t>(file.find("S1")), 2}));
  const auto* model_name = find(evidence, "onvif.model");
  ASSERT_NE(model_name, nullptr);
  EXPECT_EQ(model_name->value, "G1 & more");
  EXPECT_EQ(file.substr(model_name->locator.spans.at(0).at, model_name->locator.spans[0].length), "G1 &amp; more");
  EXPECT_NE(model_name->locator.decoder, "");
}

struct Example {
  const char* format;
  Bytes bytes;
};

const std::vector<Example>& examples() {
  static const std::vector<Example> all = {
      {"onvif", information("G1", "S1")},
      {"isapi",
       "<?xml version=\"1.0\"?><DeviceInfo version=\"2.0\" "
       "xmlns=\"http://www.hikvision.com/ver20/XMLSchema\"><deviceName>Gate"
       "</deviceName><model>DS-2CD</model><serialNumber>S1</serialNumber></DeviceInfo>"},
      {"isapi-json", R"({"DeviceInfo":{"deviceName":"Gate","model":"DS-2CD","serialNumber":"S1"}})"},
      {"upnp",
       "<?xml version=\"1.0\"?><root xmlns=\"urn:schemas-upnp-org:device-1-0\"><device><deviceType>urn:x</deviceType>"
       "<manufacturer>M</manufacturer><modelName>G1</modelName><serialNumber>S1</serialNumber></device></root>"},
      {"lapi", R"({"Response":{"ResponseCode":0,"Data":{"DeviceModel":"IPC","SerialNumber":"S1"}}})"},
      {"dahua-cgi", "deviceType=IPC-HDW4433C-A\r\nserialNumber=S1\r\nprocessor=S3LM\r\nupdateSerial=IPC-HDW4XXX\r\n"},
      {"xiongmai-json",
       R"({"Name":"SystemInfo","Ret":100,"SessionID":"0x1","SystemInfo":{"HardWare":"XM530","SerialNo":"S1","SoftWareVersion":"V5"}})"},
      {"vapix", R"({"data":{"propertyList":{"Brand":"AXIS","ProdNbr":"M1065-LW","SerialNumber":"ACCC8E123456"}}})"},
      {"vapix", "root.Brand.Brand=AXIS\nroot.Brand.ProdNbr=Q6055-E\nroot.Properties.Firmware.Version=8.40.1\n"},
      {"dhip-json",
       R"({"method":"client.notifyDevInfo","params":{"deviceInfo":{"DeviceType":"IPC-HDW","SerialNo":"S1"}}})"},
  };
  return all;
}

TEST(Documents, Each_format_is_recognised_by_its_content_whatever_its_name) {
  const Folder folder;
  for (const auto& example : examples())
    for (const char* name : {"reply.txt", "picture.jpg", "capture.pcap", "no-extension"}) {
      const auto result = read_paths({folder.put(name, example.bytes)});
      ASSERT_EQ(result.evidence.sources.size(), 1u) << example.format << " " << name;
      EXPECT_EQ(result.evidence.sources[0].format, example.format);
      EXPECT_EQ(result.evidence.sources[0].form, model::SourceForm::document);
      EXPECT_EQ(result.evidence.sources[0].bytes, example.bytes.size());
      EXPECT_FALSE(result.evidence.observations.empty()) << example.format;
    }
}

TEST(Documents, A_document_inside_gzip_is_read) {
  const Folder folder;
  const Bytes packed(  // gzip of "deviceType=IPC-X\nserialNumber=S1\n", made with gzip -9n
      "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x4b\x49\x2d\xcb\x4c\x4e\x0d\xa9\x2c\x48\xb5\xf5\x0c\x70\xd6\x8d\xe0"
      "\x2a\x4e\x2d\xca\x4c\xcc\xf1\x2b\xcd\x4d\x4a\x2d\xb2\x0d\x36\xe4\x02\x00\xe8\xd1\xc9\x77\x21\x00\x00\x00",
      53);
  const auto result = read_paths({folder.put("x.gz", packed)});
  EXPECT_EQ(values(result.evidence, "dahuacgi.devicetype"), std::vector<std::string>{"IPC-X"});
}

TEST(Documents, Every_prefix_and_every_flipped_bit_is_read_or_refused) {
  for (const auto& example : examples()) {
    for (std::size_t n = 0; n <= example.bytes.size(); ++n) {
      const std::vector<char> exact(example.bytes.begin(), example.bytes.begin() + static_cast<std::ptrdiff_t>(n));
      read_document({exact.data(), exact.size()});
    }
    for (std::size_t bit = 0; bit < example.bytes.size() * 8; bit += 3) {
      Bytes flipped = example.bytes;
      flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
      const auto content = read_document(flipped);
      if (!content) continue;
      for (const auto& fields : content->document.devices)
        for (const auto& field : fields) {
          ASSERT_GE(field.value.data(), flipped.data());
          ASSERT_LE(field.value.data() + field.value.size(), flipped.data() + flipped.size());
        }
    }
  }
}

TEST(Documents, Hostile_ones_are_refused_or_bounded) {
  Bytes deep = "<?xml version=\"1.0\"?>";
  for (int i = 0; i < 200'000; ++i) deep += "<a>";
  read_document(deep);
  Bytes deep_json;
  for (int i = 0; i < 200'000; ++i) deep_json += "{\"a\":[";
  read_document(deep_json);
  Bytes bomb = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;\">]>" +
               information("&b;", "S1").substr(39);
  if (const auto content = read_document(bomb)) {
    for (const auto& fields : content->document.devices)
      for (const auto& field : fields) EXPECT_LT(field.text().size(), 100u);
  }
  EXPECT_FALSE(read_document(Bytes(1'000'000, '\0')));
  EXPECT_FALSE(read_document(Bytes(1'000'000, ' ')));
  Bytes wide = "\xff\xfe";  // UTF-16, as Windows tools save it: refused, or read with true offsets
  for (char c : information("G1", "S1")) wide += Bytes{c, '\0'};
  if (const auto content = read_document(wide)) {
    for (const auto& fields : content->document.devices)
      for (const auto& field : fields) EXPECT_GE(field.value.data(), wide.data());
  }
}

TEST(Documents, One_longer_than_any_device_answers_is_refused_with_what_to_do) {
  const Folder folder;
  const auto result = read_paths({folder.put("big.xml", information("G1", "S1") + Bytes(20'000'000, ' '))});
  ASSERT_EQ(result.unusable.size(), 1u);
  EXPECT_NE(result.unusable[0].what.find("longer"), std::string::npos);
  EXPECT_FALSE(result.unusable[0].todo.empty());
  EXPECT_TRUE(result.evidence.sources.empty());
}

TEST(Documents, A_recorders_list_makes_a_device_of_each_camera) {
  const Folder folder;
  const Bytes list =
      R"({"Response":{"ResponseCode":0,"Data":{"Nums":2,"DetailInfos":[{"ID":1,"Name":"gate","Manufacturer":"HIKVISION",)"
      R"("AddressInfo":{"Address":"10.0.0.8","MAC":"58:50:ed:00:12:34"}},{"ID":2,"Name":"yard","AddressInfo":{"Address":"10.0.0.9"}}]}}})";
  folder.put("nvr/info.json", examples()[4].bytes);
  folder.put("nvr/list.json", list);
  const auto evidence = read_folder(folder);
  std::size_t channels = 0;
  for (const auto& host : evidence.hosts)
    if (host.marks & model::from_channel_list) {
      ++channels;
      ASSERT_NE(host.parent, model::no_host);
      EXPECT_EQ(evidence.hosts[host.parent].group, group_of(evidence, "lapi.serialnumber", "S1"));
    }
  EXPECT_EQ(channels, 2u);
}

}  // namespace
}  // namespace lenscap::sources::testing::documents_test
