// The generator is deterministic, and its captures are what their scenarios say.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace lenscap::test::makecap_test {
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

class Scratch : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::temp_directory_path() / (std::string("makecap-") + test->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }
  std::string file(const std::string& name) const { return (folder_ / name).string(); }
  fs::path folder_;
};

using Example = Scratch;
using Load = Scratch;
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
  EXPECT_GE(plain, 30);
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

// Numbers at little-endian offsets of a pcap record header.
std::uint32_t le32(const std::string& bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 4; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

struct Shape {
  std::uint64_t packets = 0, frame_bytes = 0, full_frames = 0;
};

Shape shape_of(const std::string& capture) {
  Shape shape;
  for (std::size_t at = 24; at + 16 <= capture.size(); at += 16 + le32(capture, at + 8)) {
    ++shape.packets;
    shape.frame_bytes += le32(capture, at + 8);
    if (le32(capture, at + 8) == 1400) ++shape.full_frames;
  }
  return shape;
}

TEST_F(Load, The_same_seed_gives_the_same_bytes_and_another_seed_others) {
  ASSERT_EQ(makecap("small " + file("a") + " --mb 2"), 0);
  ASSERT_EQ(makecap("small " + file("b") + " --mb 2"), 0);
  ASSERT_EQ(makecap("small " + file("c") + " --mb 2 --seed 2"), 0);
  EXPECT_TRUE(octets(file("a")) == octets(file("b")));
  EXPECT_FALSE(octets(file("a")) == octets(file("c")));
}

TEST_F(Load, Small_packets_have_the_mean_frame_of_the_measured_capture) {
  ASSERT_EQ(makecap("small " + file("small") + " --mb 50"), 0);
  const Shape shape = shape_of(octets(file("small")));
  EXPECT_NEAR(static_cast<double>(shape.frame_bytes) / static_cast<double>(shape.packets), 119.5, 2.0);
}

TEST_F(Load, Video_is_media_frames_of_1400_octets_with_an_acknowledgement_for_every_fourth) {
  ASSERT_EQ(makecap("video " + file("video") + " --cameras 4 --mb 60"), 0);
  const Shape shape = shape_of(octets(file("video")));
  const double media = static_cast<double>(shape.full_frames) / static_cast<double>(shape.packets);
  EXPECT_NEAR(media, 0.98 * 0.8, 0.02) << "98 % media and its acknowledgements, of which four in five carry it";
}

TEST_F(Load, A_capture_is_cut_at_the_size_asked_for) {
  ASSERT_EQ(makecap("video " + file("video") + " --mb 5"), 0);
  EXPECT_GE(fs::file_size(file("video")), 5'000'000U);
  EXPECT_LT(fs::file_size(file("video")), 5'010'000U);
}

TEST_F(Mistakes, An_option_that_does_not_exist_is_refused) {
  EXPECT_NE(makecap("small " + file("out") + " --mbb 2"), 0);
}

}  // namespace
}  // namespace lenscap::test::makecap_test
