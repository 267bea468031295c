// The same capture, written again by other people's tools: editcap, tshark and text2pcap (Wireshark). Whatever the
// file, the link or the tunnel, the same devices come out.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <map>
#include <sstream>

#include "cli/program.hpp"

namespace lenscap::test::reencapsulated_test {
namespace {

using namespace lenscap::test;
namespace fs = std::filesystem;
using Json = nlohmann::json;
using Bytes = std::string;

/// A tool's answer on standard output; "" when it failed.
std::string tool(const std::string& name, const std::vector<std::string>& arguments, const std::string& input = {}) {
  RunOptions options;
  options.standard_input = input;
  const Ran ran = run_path("/usr/bin/" + name, arguments, options);
  return ran.code == 0 ? ran.out.empty() ? "done" : ran.out : "";
}

struct Captured {
  std::string time;  ///< seconds since 1970, with a fraction
  Bytes bytes;
};

/// The frames of a capture as tshark prints them.
std::vector<Captured> frames_of(const std::string& path) {
  std::vector<Captured> frames;
  std::istringstream times(tool("tshark", {"-r", path, "-T", "fields", "-e", "frame.time_epoch"}));
  std::istringstream dump(tool("tshark", {"-r", path, "-x", "--hexdump", "frames", "--hexdump", "noascii"}));
  for (std::string line; std::getline(dump, line);) {
    if (line.empty()) continue;
    std::istringstream words(line);
    std::string word;
    words >> word;  // the offset
    if (std::stoul(word, nullptr, 16) == 0) {
      frames.emplace_back();
      std::getline(times, frames.back().time);
      frames.back().time.resize(std::min(frames.back().time.size(), frames.back().time.find('.') + 7));
    }
    while (words >> word) frames.back().bytes += static_cast<char>(std::stoul(word, nullptr, 16));
  }
  return frames;
}

/// `frames` as the text that text2pcap reads, each put through `rewrite`.
template <class F>
std::string dump_of(const std::vector<Captured>& frames, F&& rewrite) {
  std::string out;
  char word[8];
  for (const Captured& frame : frames) {
    out += frame.time + "\n0000 ";
    const bool whole = frame.bytes.size() >= 14;  // else there is no link to rewrite
    for (const char byte : whole ? rewrite(frame.bytes) : frame.bytes) {
      std::snprintf(word, sizeof word, " %02x", static_cast<unsigned>(static_cast<unsigned char>(byte)));
      out += word;
    }
    out += "\n";
  }
  return out;
}

/// A classic capture of this machine's byte order, as one of the other order would have written it.
Bytes other_order(Bytes file) {
  const auto swap = [&](std::size_t at, std::size_t bytes) {
    std::reverse(file.begin() + static_cast<std::ptrdiff_t>(at),
                 file.begin() + static_cast<std::ptrdiff_t>(at + bytes));
  };
  for (const std::size_t at : {0u, 8u, 12u, 16u, 20u}) swap(at, 4);
  swap(4, 2);
  swap(6, 2);
  for (std::size_t at = 24; at + 16 <= file.size();) {
    std::uint32_t kept = 0;
    std::memcpy(&kept, file.data() + at + 8, sizeof kept);
    for (std::size_t field = 0; field < 16; field += 4) swap(at + field, 4);
    at += 16 + kept;
  }
  return file;
}

/// What a device is, without the numbers that a case gives it.
using Device = std::map<std::string, std::string>;

std::vector<Device> devices_of(const Json& audit) {
  std::vector<Device> all;
  for (const auto& d : audit.at("devices")) {
    Device device = {{"maker", d.at("maker").at("id").dump()},
                     {"addresses", d.at("addresses").dump()},
                     {"macs", d.at("macs").dump()}};
    for (const auto* field : {"brand", "model", "role", "serial", "firmware", "label"})
      device[field] = d.at(field).dump();
    all.push_back(std::move(device));
  }
  std::sort(all.begin(), all.end());
  return all;
}

std::string to_text(const std::vector<Device>& devices) {
  std::string out;
  for (const Device& device : devices) {
    for (const auto& [field, value] : device) out += field + "=" + value + " ";
    out += "\n";
  }
  return out;
}

std::vector<std::string> captures() {
  std::vector<std::string> paths = {LENSCAP_ROOT "/examples/depot.pcapng"};
  const fs::path folder = evidence_path("captures");
  std::error_code code;
  for (const auto& entry : fs::directory_iterator(folder, code)) paths.push_back(entry.path().string());
  if (code) std::cerr << "NOT RUN on the public evidence, which is not here: " << folder << "\n";
  std::sort(paths.begin() + 1, paths.end());
  return paths;
}

class Reencapsulated : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    for (const auto* name : {"editcap", "tshark", "text2pcap"})
      if (!fs::exists(std::string("/usr/bin/") + name)) GTEST_SKIP() << "NOT RUN: " << name << " is not installed";
    classic_ = folder_ / "classic.pcap";
    // Another tool may give up on a damaged file: then there is nothing to compare.
    if (tool("editcap", {"-F", "pcap", GetParam(), classic_}).empty())
      GTEST_SKIP() << "editcap does not read " << GetParam() << " to its end";
    original_ = devices_of(audit_json({GetParam()}));
    if (GetParam().ends_with("depot.pcapng")) {
      ASSERT_GE(original_.size(), 5u);  // nothing is the same as nothing
    }
  }
  /// Ethernet frames, at least one of which another tool reads.
  bool is_ethernet() const {
    const auto file = bytes_of(classic_);
    return file.size() > 24 && file[20] == 1;
  }
  void expect_same(const std::string& path) const {
    EXPECT_EQ(to_text(devices_of(audit_json({path}))), to_text(original_)) << path;
  }
  /// The frames rewritten by text2pcap, with its own arguments.
  template <class F>
  std::string rewritten(const std::string& name, const std::vector<std::string>& how, F&& rewrite) {
    if (frames_.empty()) frames_ = frames_of(classic_);
    EXPECT_FALSE(frames_.empty());
    const std::string text = folder_.write(name + ".txt", dump_of(frames_, rewrite)),
                      path = folder_ / (name + ".pcapng");
    std::vector<std::string> arguments = {"-q", "-t", "%s.%f"};
    arguments.insert(arguments.end(), how.begin(), how.end());
    arguments.insert(arguments.end(), {text, path});
    EXPECT_FALSE(tool("text2pcap", arguments).empty()) << name;
    return path;
  }

  Folder folder_;
  std::string classic_;
  std::vector<Device> original_;
  std::vector<Captured> frames_;
};

TEST_P(Reencapsulated, File_of_another_form_holds_the_same_devices) {
  expect_same(classic_);
  for (const auto* form : {"nsecpcap", "pcapng", "modpcap"}) {
    const std::string path = folder_ / (std::string(form) + ".cap");
    ASSERT_FALSE(tool("editcap", {"-F", form, GetParam(), path}).empty()) << form;
    expect_same(path);
  }
  expect_same(folder_.write("other-order.pcap", other_order(bytes_of(classic_))));
  const std::string merged = folder_ / "merged.pcapng";
  const std::string half = folder_ / "half.pcap", rest = folder_ / "rest.pcap";
  ASSERT_FALSE(tool("editcap", {"-F", "pcap", "-r", classic_, half, "1-40"}).empty());
  ASSERT_FALSE(tool("editcap", {"-F", "pcap", classic_, rest, "1-40"}).empty());
  ASSERT_FALSE(tool("mergecap", {"-w", merged, rest, half}).empty());
  expect_same(merged);
}

TEST_P(Reencapsulated, Frame_with_another_tag_holds_the_same_devices) {
  if (!is_ethernet()) GTEST_SKIP() << "no Ethernet frames";
  expect_same(rewritten("tagged", {"-l", "1"}, [](const Bytes& frame) {
    const bool tagged = frame.substr(12, 2) == Bytes("\x81\0", 2);  // that network stays the innermost
    return frame.substr(0, 12) + (tagged ? Bytes("\x88\xa8\0\x07", 4) : Bytes("\x81\0\0\x2a", 4)) + frame.substr(12);
  }));
}

// LINKTYPE_LINUX_SLL2: protocol, reserved, interface, ARPHRD, packet type, address length, address in 8 bytes.
TEST_P(Reencapsulated, Cooked_frame_holds_the_same_devices) {
  if (!is_ethernet()) GTEST_SKIP() << "no Ethernet frames";
  expect_same(rewritten("cooked", {"-l", "276"}, [](const Bytes& frame) {
    return frame.substr(12, 2) + Bytes("\0\0\0\0\0\2\0\1\0\6", 10) + frame.substr(6, 6) + Bytes(2, '\0') +
           frame.substr(14);
  }));
}

TEST_P(Reencapsulated, Tunnelled_frame_holds_the_same_devices) {
  if (!is_ethernet()) GTEST_SKIP() << "no Ethernet frames";
  const std::vector<std::string> ends = {"-4", "192.0.2.1,192.0.2.2"};
  expect_same(rewritten("vxlan", {ends[0], ends[1], "-u", "49152,4789"},
                        [](const Bytes& frame) { return Bytes("\x08\0\0\0\0\x10\0\0", 8) + frame; }));
  expect_same(rewritten("gre", {ends[0], ends[1], "-i", "47"},
                        [](const Bytes& frame) { return Bytes("\0\0\x65\x58", 4) + frame; }));
  expect_same(rewritten("erspan", {ends[0], ends[1], "-i", "47"}, [](const Bytes& frame) {
    return Bytes("\x10\0\x88\xbe\0\0\0\1\x10\0\0\x05\0\0\0\0", 16) + frame;
  }));
}

TEST_P(Reencapsulated, Frame_cut_short_says_less_and_nothing_else) {
  const std::string path = folder_ / "cut.pcap";
  ASSERT_FALSE(tool("editcap", {"-F", "pcap", "-s", "96", GetParam(), path}).empty());
  const auto cut = devices_of(audit_json({path}));
  EXPECT_LE(cut.size(), original_.size()) << to_text(cut);
  for (const Device& device : cut) {
    const auto whole = std::find_if(original_.begin(), original_.end(),
                                    [&](const Device& d) { return d.at("macs") == device.at("macs"); });
    ASSERT_NE(whole, original_.end()) << to_text({device});
    for (const auto* field : {"maker", "role"})
      if (const auto& said = device.at(field); said != "null" && said != "\"unknown\"") {
        EXPECT_EQ(said, whole->at(field));
      }
  }
}

std::string test_name(const ::testing::TestParamInfo<std::string>& info) {
  std::string name = fs::path(info.param).stem().string();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Captures, Reencapsulated, ::testing::ValuesIn(captures()), test_name);

}  // namespace
}  // namespace lenscap::test::reencapsulated_test
