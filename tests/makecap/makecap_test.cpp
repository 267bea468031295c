// The generator is deterministic, and its captures are what their scenarios say.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace {

namespace fs = std::filesystem;

const fs::path examples = fs::path(LENSCAP_ROOT) / "examples";

std::string octets(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

int makecap(const std::string& words) {
  const std::string command = std::string(LENSCAP_BUILD) + "/makecap " + words + " >/dev/null 2>&1";
  return std::system(command.c_str());
}

class Scratch : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::temp_directory_path() / (std::string("makecap-") + test->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string file(const std::string& name) const { return (folder_ / name).string(); }
  fs::path folder_;
};

using Example = Scratch;
using Mistakes = Scratch;

TEST_F(Example, The_committed_depot_is_what_its_scenario_makes) {
  ASSERT_EQ(makecap("scenario " + (examples / "depot.scenario.toml").string() + " " + file("out")), 0);
  EXPECT_TRUE(octets(file("out")) == octets(examples / "depot.pcapng"));
}

TEST_F(Example, The_second_day_is_what_its_scenario_makes) {
  ASSERT_EQ(makecap("scenario " + (examples / "depot-2.scenario.toml").string() + " " + file("out")), 0);
  EXPECT_TRUE(octets(file("out")) == octets(examples / "depot-2.pcapng"));
}

TEST_F(Example, The_depot_is_small_enough_to_carry_along) {
  EXPECT_LT(fs::file_size(examples / "depot.pcapng"), 400'000U);
}

TEST_F(Example, The_model_of_yard_north_is_cut_between_two_segments) {
  const std::string capture = octets(examples / "depot.pcapng");
  EXPECT_NE(capture.find("<model>DS-2CD2"), std::string::npos);
  EXPECT_EQ(capture.find("<model>DS-2CD2T47G1-L</model>"), std::string::npos);
}

TEST_F(Example, The_answer_of_office_door_is_compressed) {
  const std::string capture = octets(examples / "depot.pcapng");
  EXPECT_NE(capture.find("Content-Encoding: gzip"), std::string::npos);
  EXPECT_EQ(capture.find("<tds:Manufacturer>UNIVIEW"), std::string::npos);
}

// A secret that is not in the capture would make the test that none leaks an empty one.
TEST_F(Example, Every_secret_that_the_list_names_is_in_the_capture_or_encoded_in_it) {
  const std::string capture = octets(examples / "depot.pcapng");
  std::istringstream list(octets(examples / "depot.secrets.txt"));
  int plain = 0, encoded = 0;
  for (std::string line; std::getline(list, line);) {
    if (line.empty() || line[0] == '#') continue;
    (capture.find(line) != std::string::npos ? plain : encoded) += 1;
  }
  EXPECT_GE(plain, 38);
  EXPECT_EQ(encoded, 7) << "three stand in base64, three are scrambled, one is a user name in base64";
}

TEST_F(Example, Every_stranger_that_the_list_names_is_in_the_capture) {
  const std::string capture = octets(examples / "depot.pcapng");
  std::istringstream list(octets(examples / "depot.others.txt"));
  for (std::string line; std::getline(list, line);)
    if (!line.empty() && line[0] != '#') {
      // DNS writes a name as counted labels: the first label is enough to find it.
      EXPECT_NE(capture.find(line.substr(0, line.find('.'))), std::string::npos) << line;
    }
}

TEST_F(Mistakes, A_step_with_an_unknown_host_is_refused_with_its_line) {
  std::ofstream(file("bad.toml")) << "[capture]\nstart = 2026-01-01T00:00:00Z\n[[step]]\nat = 1.0\ndo = \"ping\"\n"
                                     "from = \"nobody\"\nto = \"nobody\"\n";
  EXPECT_NE(makecap("scenario " + file("bad.toml") + " " + file("out")), 0);
  EXPECT_FALSE(fs::exists(file("out")));
}

}  // namespace
