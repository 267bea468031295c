// Names that devices and files give themselves reach every output, and act in none: no control, no change of reading
// direction, no markup, no formula, no broken UTF-8.
#include <gtest/gtest.h>

#include <map>

#include "cli/capture.hpp"
#include "cli/program.hpp"

namespace lenscap::test::hostile_name_test {
namespace {

using namespace lenscap::test;

/// One code point, or -1 where bytes are no UTF-8 (overlong forms and surrogates included). Moves `at` on.
long code_point(const std::string& text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const unsigned first = byte(at++);
  if (first < 0x80) return first;
  const int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
  if (first < 0xc2 || first > 0xf4) return -1;
  long c = static_cast<long>(first & (0x3fu >> more));
  for (int i = 0; i < more; ++i) {
    if ((byte(at) & 0xc0) != 0x80) return -1;
    c = c << 6 | static_cast<long>(byte(at++) & 0x3f);
  }
  const long least = more == 3 ? 0x10000 : more == 2 ? 0x800 : 0x80;
  return c < least || c > 0x10ffff || (c >= 0xd800 && c < 0xe000) ? -1 : c;
}

/// Why a reader's screen would not show `text` as it is; empty when it is neutral.
std::string not_neutral(const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    const long c = code_point(text, at);
    const bool control = (c < 0x20 && c != '\n' && c != '\r') || (c >= 0x7f && c < 0xa0);
    const bool direction =
        c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    const bool invisible = c == 0x200b || c == 0x2028 || c == 0x2029 || c == 0xfeff;
    if (c < 0 || control || direction || invisible)
      return "code point " + std::to_string(c) + " at " + std::to_string(here) + ": …" +
             text.substr(here < 30 ? 0 : here - 30, 30);
  }
  return "";
}

/// The cells of a CSV document (RFC 4180).
std::vector<std::string> cells(const std::string& csv) {
  std::vector<std::string> all(1);
  bool quoted = false;
  for (std::size_t i = 0; i < csv.size(); ++i) {
    const char c = csv[i];
    if (quoted && c == '"' && i + 1 < csv.size() && csv[i + 1] == '"') all.back() += csv[++i];
    else if (c == '"') quoted = !quoted;
    else if (!quoted && (c == ',' || c == '\n')) all.emplace_back();
    else if (quoted || c != '\r') all.back() += c;
  }
  return all;
}

std::map<std::string, std::string> outputs_of(const std::string& input) {
  const Folder folder;
  const auto terminal = run(
      {"audit", input, "--case", folder / "c", "--json", folder / "j", "--html", folder / "h", "--csv", folder / "v"});
  EXPECT_EQ(terminal.code, 0) << terminal.err;
  return {{"terminal", terminal.out},
          {"standard error", terminal.err},
          {"JSON", bytes_of(folder / "j")},
          {"HTML", bytes_of(folder / "h")},
          {"CSV", bytes_of(folder / "v")},
          {"show", run({"show", folder / "c"}).out},
          {"explain", run({"explain", folder / "c", "10.7.1.34"}).out + run({"explain", folder / "c", "1"}).out},
          {"verify", run({"verify", folder / "c", input}).out}};
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t n = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
  return n;
}

void expect_neutral(const std::string& input, const std::string& harmless_part) {
  static const auto harmless = [] {
    const Folder folder;
    return outputs_of(folder.write("plain.pcap", pcap(two_cameras()))).at("HTML");
  }();
  const auto all = outputs_of(input);
  for (const auto& [name, text] : all) EXPECT_EQ(not_neutral(text), "") << name << " of " << input;
  for (const auto& cell : cells(all.at("CSV")))
    EXPECT_TRUE(cell.empty() || std::string("=+-@\t\r").find(cell[0]) == std::string::npos) << cell;
  const auto& html = all.at("HTML");
  EXPECT_EQ(count(html, "<script"), count(harmless, "<script")) << input;
  EXPECT_EQ(count(html, "</script"), count(harmless, "</script")) << input;
  EXPECT_EQ(count(html, "<img"), count(harmless, "<img")) << input;
  EXPECT_EQ(count(html, "<!--"), count(harmless, "<!--")) << input;
  for (const auto* name : {"JSON", "HTML", "CSV", "explain"})
    EXPECT_NE(all.at(name).find(harmless_part), std::string::npos)
        << name << " does not show the name at all: the test proves nothing";
}

/// The two cameras, and the Hikvision one then gives itself a name by DHCP.
std::string named(const Folder& folder, const std::string& name) {
  auto frames = two_cameras();
  frames.push_back(dhcp(hikvision, name));
  return folder.write("named.pcap", pcap(frames));
}

TEST(HostileName, Control_characters_stay_off_the_screen) {
  const Folder folder;
  expect_neutral(named(folder, "quay\x1b[2J\x1b]0;owned\x07\x08\r\n\tgate"), "quay");
  expect_neutral(named(folder, std::string("quay\0\x7f\xc2\x9b"
                                           "31mgate",
                                           14)),
                 "quay");
}

TEST(HostileName, Marks_of_reading_direction_turn_no_line_around) {
  const Folder folder;
  expect_neutral(named(folder, "quay\xe2\x80\xaegpj.exe\xe2\x81\xa6\xe2\x80\x8f\xd8\x9c"), "quay");
  expect_neutral(named(folder, "quay\xe2\x80\x8b\xef\xbb\xbf\xe2\x80\xa8gate"), "quay");
}

TEST(HostileName, Markup_is_text) {
  const Folder folder;
  expect_neutral(named(folder, "quay</script><script>alert(1)</script>"), "quay");
  expect_neutral(named(folder, "quay<img src=x onerror=alert(1)><!--"), "quay");
  expect_neutral(named(folder, "quay\" onmouseover=\"alert(1)' --> ${1} {{2}}"), "quay");
}

TEST(HostileName, A_formula_is_text) {
  const Folder folder;
  for (const auto* name : {"=HYPERLINK(\"http://quay.example\",\"quay\")", "+quay", "-quay", "@quay", "\tquay",
                           "=cmd|' /C calc'!quay", "quay,\"=1+1\"", " =quay", "\xef\xbc\x9dquay"})
    expect_neutral(named(folder, name), "quay");
}

TEST(HostileName, Bytes_that_are_no_text_are_shown_as_bytes) {
  const Folder folder;
  expect_neutral(named(folder, "quay\xff\xfe\xc3("), "quay");
  expect_neutral(named(folder, "quay\xc0\xbcscript\xed\xa0\x80\xf4\x90\x80\x80\xe2\x82"), "quay");
}

/// What an ONVIF camera answers to GetDeviceInformation.
std::string device_information(const std::string& manufacturer, const std::string& model) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\" "
         "xmlns:tds=\"http://www.onvif.org/ver10/device/wsdl\"><s:Body><tds:GetDeviceInformationResponse>"
         "<tds:Manufacturer>" +
         manufacturer + "</tds:Manufacturer><tds:Model>" + model +
         "</tds:Model><tds:FirmwareVersion>1.0</tds:FirmwareVersion><tds:SerialNumber>7</tds:SerialNumber>"
         "<tds:HardwareId>1</tds:HardwareId></tds:GetDeviceInformationResponse></s:Body></s:Envelope>\n";
}

TEST(HostileName, Names_inside_documents_are_no_better) {
  const Folder folder;
  const std::string entities = "quay&#27;[2J&#x202e;&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;";
  const auto answer = device_information(entities, entities);
  expect_neutral(folder.write("d.pcap", pcap(http(hikvision, "/onvif/device_service", "application/soap+xml", answer))),
                 "quay");
  expect_neutral(folder.write("d.xml", device_information("=quay(&quot;1&quot;)&#8238;", "@quay")), "quay");
  expect_neutral(folder.write("e.xml", device_information("\xff\xfequay\xc3(", "+quay")), "quay");
}

TEST(HostileName, A_file_may_be_called_anything) {
  const Folder folder;
  for (const std::string name : {"quay\x1b[2J\n.pcap", "quay<script>alert(1).pcap", "quay\xe2\x80\xaepacp.pcap",
                                 "=quay().pcap", "quay\xff\xfe.pcap"}) {
    const auto path = folder.write(name, pcap(two_cameras()));
    const auto ran = run({"audit", path, "--json", "-", "--html", folder / "h"});
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_EQ(not_neutral(ran.out), "");
    EXPECT_EQ(not_neutral(bytes_of(folder / "h")), "");
    EXPECT_EQ(bytes_of(folder / "h").find("<script>alert"), std::string::npos);
    EXPECT_NE(nlohmann::json::parse(ran.out)["inputs"][0]["name"].get<std::string>().find("quay"), std::string::npos);
    const auto broken = run({"audit", folder.write(name, "no capture")});
    EXPECT_EQ(broken.code, 2);
    EXPECT_NE(broken.err.find("quay"), std::string::npos);
    EXPECT_EQ(not_neutral(broken.err), "") << broken.err;
    const auto absent = run({"audit", path + "x", "--case", path + ".case"});
    EXPECT_EQ(not_neutral(absent.err), "") << absent.err;
  }
}

}  // namespace
}  // namespace lenscap::test::hostile_name_test
