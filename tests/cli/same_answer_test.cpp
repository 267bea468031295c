// Same evidence, same answer: neither threads, nor the clock's zone, nor language, nor the order or number of times in
// which inputs are named changes a byte of the public JSON.
#include <gtest/gtest.h>

#include <algorithm>

#include "cli/capture.hpp"
#include "cli/program.hpp"

namespace lenscap::test::same_answer_test {
namespace {

using namespace lenscap::test;
using Json = nlohmann::json;

/// Captures and documents of the public evidence; made here where that is absent, so that the rule is tested anyway.
class SameAnswer : public ::testing::Test {
 protected:
  Folder folder;
  std::vector<std::string> inputs;

  void SetUp() override {
    auto frames = two_cameras();
    frames.push_back(dhcp(hikvision, "gate-2"));
    inputs = {folder.write("b.pcap", pcap(two_cameras())), folder.write("a.pcapng", pcapng(frames)),
              folder.write("c.pcap", pcap(frames, 1'700'000'001)),
              folder.write("reply.xml", device_info("gate", "DS-2CD2143G2-I"))};
    for (const auto* name : {"captures/dlink-dcs935l-setup.pcap", "captures/edimax-cam-setup.pcap",
                             "captures/home-fifteen-devices.pcapng", "documents/onvif-axis-p3818-pve"})
      if (std::filesystem::exists(evidence_path(name))) inputs.push_back(evidence_path(name));
      else std::cout << "the evidence is not here: " << evidence_path(name) << "\n";
  }

  std::string json(std::vector<std::string> arguments, const RunOptions& options = {}) const {
    arguments.insert(arguments.begin(), "audit");
    arguments.insert(arguments.end(), {"--json", "-"});
    const Ran ran = run(arguments, options);
    EXPECT_EQ(ran.code, 0) << ran.err;
    return ran.out;
  }
};

TEST_F(SameAnswer, With_one_thread_and_with_two) {
  auto one = inputs, two = inputs;
  one.insert(one.end(), {"--threads", "1"});
  two.insert(two.end(), {"--threads", "2"});
  const auto answer = json(one);
  ASSERT_FALSE(answer.empty());
  for (int i = 0; i < 5; ++i) EXPECT_EQ(json(two), answer);
}

TEST_F(SameAnswer, In_every_time_zone_and_language) {
  const auto answer = json(inputs);
  for (const auto* zone : {"UTC", "Pacific/Kiritimati", "America/St_Johns", ":/etc/localtime"})
    for (const auto* language : {"C", "tr_TR.UTF-8", "de_DE.UTF-8", "C.UTF-8"}) {
      RunOptions options;
      options.env = {{"TZ", zone}, {"LC_ALL", language}, {"LANG", language}};
      EXPECT_EQ(json(inputs, options), answer) << zone << " " << language;
    }
}

TEST_F(SameAnswer, Whatever_order_the_inputs_are_named_in) {
  const auto answer = json(inputs);
  auto order = inputs;
  for (int i = 0; i < 6; ++i) {
    std::rotate(order.begin(), order.begin() + 1 + i % 3, order.end());
    if (i % 2) std::swap(order.front(), order.back());
    EXPECT_EQ(json(order), answer) << "first " << order.front();
  }
}

TEST_F(SameAnswer, When_an_input_is_named_twice) {
  auto twice = inputs;
  twice.insert(twice.end(), inputs.begin(), inputs.end());
  auto once = Json::parse(json(inputs)), again = Json::parse(json(twice));
  for (auto* document : {&once, &again})
    for (auto& input : (*document)["inputs"]) input.erase("notes");  // "read once" is said, and may be
  EXPECT_EQ(once, again) << Json::diff(once, again).dump().substr(0, 2000);
}

TEST_F(SameAnswer, When_the_same_file_has_two_names) {
  const auto other = folder.write("copy/other-name.pcap", bytes_of(inputs[0]));
  const auto once = Json::parse(json({inputs[0]})), again = Json::parse(json({inputs[0], other}));
  EXPECT_EQ(once["devices"], again["devices"]);
  EXPECT_EQ(again["inputs"].size(), 1u);
  EXPECT_NE(again["inputs"][0]["notes"].dump().find("same file"), std::string::npos);
}

TEST_F(SameAnswer, When_the_case_is_kept_and_the_audit_repeated) {
  auto arguments = inputs;
  arguments.insert(arguments.end(), {"--case", folder / "kept"});
  const auto first = json(arguments);
  const auto shown = run({"show", folder / "kept", "--json", "-"}).out;
  EXPECT_EQ(json(arguments), first);
  EXPECT_EQ(run({"show", folder / "kept", "--json", "-"}).out, shown);
}

TEST_F(SameAnswer, When_gzip_is_around_a_capture) {
  if (std::system("command -v gzip > /dev/null") != 0) GTEST_SKIP() << "no gzip here";
  ASSERT_EQ(std::system(("gzip -nk " + inputs[0]).c_str()), 0);
  const auto plain = Json::parse(json({inputs[0]})), packed = Json::parse(json({inputs[0] + ".gz"}));
  ASSERT_EQ(plain["devices"].size(), packed["devices"].size());
  for (std::size_t i = 0; i < plain["devices"].size(); ++i)
    for (const auto* field : {"key", "sentence", "addresses", "role", "maker", "brand", "model", "firmware"})
      EXPECT_EQ(plain["devices"][i][field], packed["devices"][i][field]) << field;
  EXPECT_EQ(packed["inputs"][0]["packets"], plain["inputs"][0]["packets"]);
}

}  // namespace
}  // namespace lenscap::test::same_answer_test
