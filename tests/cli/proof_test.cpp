// What `explain` points at is what another program shows there: every excerpt of the example is looked up in the bytes
// that tshark gives for the packets that its locator names.
#include <gtest/gtest.h>
#include <zlib.h>

#include <cstdlib>
#include <set>

#include "cli/program.hpp"

namespace lenscap::test::proof_test {
namespace {

using Json = nlohmann::json;

std::string example() { return LENSCAP_ROOT "/examples/depot.pcapng"; }

bool tshark_is_here() { return std::system("command -v tshark > /dev/null") == 0; }

/// The packets as tshark reads them; [0] is frame number 1.
std::vector<std::string> frames_by_tshark() {
  const Ran ran = run_path("/usr/bin/env", {"tshark", "-r", example(), "-T", "jsonraw", "-j", "frame"});
  std::vector<std::string> frames;
  const Json packets = Json::parse(ran.out, nullptr, false);
  if (!packets.is_array()) return frames;
  for (const auto& packet : packets) {
    const std::string hex = packet["_source"]["layers"]["frame_raw"][0];
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
      bytes.push_back(static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16)));
    frames.push_back(std::move(bytes));
  }
  return frames;
}

/// All observations that `explain` shows, of every device of the example.
std::vector<Json> shown_observations() {
  const Folder folder;
  const std::string kept = folder / "depot.lenscap";
  const Ran audited = run({"audit", example(), "--case", kept, "--json", "-"});
  std::vector<Json> all;
  const Json audit = Json::parse(audited.out, nullptr, false);
  for (const auto& device : audit["devices"]) {
    const Ran ran = run({"explain", kept, std::to_string(device["id"].get<int>()), "--json", "-"});
    const Json explained = Json::parse(ran.out, nullptr, false);
    if (explained.is_discarded()) continue;
    for (const auto& observation : explained["device"]["observations"]) all.push_back(observation);
  }
  return all;
}

std::string joined(const Json& spans, const std::vector<std::string>& frames) {
  std::string bytes;
  for (const auto& span : spans) {
    const std::size_t packet = span["packet"], at = span["at"], length = span["length"];
    if (packet == 0 || packet > frames.size() || at + length > frames[packet - 1].size()) return {};
    bytes += frames[packet - 1].substr(at, length);
  }
  return bytes;
}

std::string unzipped(const std::string& bytes) {
  z_stream stream{};
  if (::inflateInit2(&stream, 15 + 16) != Z_OK) return {};
  std::string out(1 << 16, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  ::inflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  ::inflateEnd(&stream);
  return out;
}

/// A name as DNS writes it: each label behind its length (RFC 1035 3.1).
std::string as_labels(const std::string& name) {
  std::string out;
  for (std::size_t at = 0; at <= name.size();) {
    const std::size_t dot = std::min(name.find('.', at), name.size());
    out += static_cast<char>(dot - at) + name.substr(at, dot - at);
    at = dot + 1;
  }
  return out;
}

TEST(Proof, Every_excerpt_stands_in_the_packets_that_tshark_shows_at_its_place) {
  if (!tshark_is_here()) GTEST_SKIP() << "no tshark here";
  const auto frames = frames_by_tshark();
  ASSERT_GT(frames.size(), 100u);
  std::size_t as_it_is = 0, in_gzip = 0, over_packets = 0;
  for (const auto& observation : shown_observations()) {
    const std::string bytes = joined(observation["spans"], frames);
    const std::string marked = observation["excerpt"]["marked"];
    const std::string decoder = observation["decoder"].is_null() ? "" : observation["decoder"];
    ASSERT_FALSE(bytes.empty()) << observation;
    if (observation["class"] == "protocol") continue;  // a whole message, told by its number
    if (decoder.empty()) {
      ++as_it_is;
      over_packets += observation["spans"].size() > 1;
      EXPECT_NE(bytes.find(marked), std::string::npos) << observation;
    } else if (decoder == "http gzip") {
      ++in_gzip;
      EXPECT_NE(unzipped(bytes).find(marked), std::string::npos) << observation;
    }
  }
  EXPECT_GT(as_it_is, 50u);
  EXPECT_GT(in_gzip, 0u);
  EXPECT_GT(over_packets, 0u) << "the example holds a value that two segments share";
}

TEST(Proof, A_name_that_was_asked_for_stands_there_in_labels) {
  if (!tshark_is_here()) GTEST_SKIP() << "no tshark here";
  const auto frames = frames_by_tshark();
  std::size_t seen = 0;
  for (const auto& observation : shown_observations()) {
    if (observation["kind"] != "dns.query") continue;
    ++seen;
    // The first label may stand alone before a pointer to the rest (RFC 1035 4.1.4).
    const std::string name = as_labels(observation["value"]), bytes = joined(observation["spans"], frames);
    EXPECT_TRUE(bytes.find(name) != std::string::npos || name.find(bytes) != std::string::npos) << observation;
  }
  EXPECT_GT(seen, 0u);
}

TEST(Proof, The_command_that_explain_prints_selects_the_packets_it_names) {
  if (!tshark_is_here()) GTEST_SKIP() << "no tshark here";
  std::set<std::string> seen;
  for (const auto& observation : shown_observations()) {
    const std::string command = observation["command"];
    if (observation["spans"].size() < 2 || !seen.insert(command).second) continue;
    RunOptions here;
    here.folder = LENSCAP_ROOT "/examples";
    const Ran ran = run_path("/bin/sh", {"-c", command}, here);
    EXPECT_EQ(ran.code, 0) << command << "\n" << ran.err;
    EXPECT_NE(ran.out.find("0000  "), std::string::npos) << command;
  }
  EXPECT_FALSE(seen.empty());
}

}  // namespace
}  // namespace lenscap::test::proof_test
