// A site whose devices tell of people: what they tell is found and shown, and no value of a person is stored, shown or
// logged anywhere.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <set>
#include <sstream>

#include "cli/program.hpp"

namespace lenscap::test::people_test {
namespace {

using namespace lenscap::test;
namespace fs = std::filesystem;

std::string content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct People : ::testing::Test {
  static fs::path folder() {  // one a process: tests run side by side
    return fs::temp_directory_path() / ("lenscap-people-" + std::to_string(::getpid()));
  }
  static std::string capture() { return (folder() / "people.pcapng").string(); }

  static void SetUpTestSuite() {
    fs::remove_all(folder());
    fs::create_directories(folder());
    ASSERT_EQ(
        run_path(LENSCAP_BUILD "/makecap", {"scenario", LENSCAP_ROOT "/tests/cli/people.scenario.toml", capture()})
            .code,
        0);
  }
  static void TearDownTestSuite() { fs::remove_all(folder()); }

  static std::vector<std::string> secrets() {
    std::vector<std::string> all;
    std::istringstream list(content(LENSCAP_ROOT "/tests/cli/people.secrets.txt"));
    for (std::string line; std::getline(list, line);)
      if (!line.empty() && line[0] != '#') all.push_back(line);
    return all;
  }
};

// A value that the capture lacks would make the test below an empty one. Documents are cut into packets: a value may
// lie across two of them, and is then looked for by what the scenario says.
TEST_F(People, Every_planted_value_was_sent) {
  const std::string sent = content(capture()), scenario = content(LENSCAP_ROOT "/tests/cli/people.scenario.toml");
  std::size_t whole = 0;
  for (const auto& secret : secrets()) {
    EXPECT_NE(scenario.find(secret), std::string::npos) << secret;
    whole += sent.find(secret) != std::string::npos;
  }
  EXPECT_GE(whole + 3, secrets().size());
}

TEST_F(People, No_value_of_a_person_is_in_case_JSON_HTML_CSV_terminal_or_log) {
  const auto file = [](const char* name) { return (folder() / name).string(); };
  const Ran audit =
      run_path(program_path(), {"audit", capture(), "--keep-others", "--case", file("p.lenscap"), "--json",
                                file("p.json"), "--html", file("p.html"), "--csv", file("p.csv")});
  ASSERT_EQ(audit.code, 0) << audit.err;
  const Ran shown = run_path(program_path(), {"explain", file("p.lenscap"), "1"});
  for (const auto& [where, text] :
       std::vector<std::pair<std::string, std::string>>{{"case", content(file("p.lenscap"))},
                                                        {"JSON", content(file("p.json"))},
                                                        {"HTML", content(file("p.html"))},
                                                        {"CSV", content(file("p.csv"))},
                                                        {"terminal", audit.out},
                                                        {"log", audit.err},
                                                        {"explain", shown.out + shown.err}}) {
    if (where != "log") EXPECT_GT(text.size(), 20u) << where;  // a log of nothing is a good one
    for (const auto& secret : secrets())
      EXPECT_EQ(text.find(secret), std::string::npos) << secret << " in the " << where;
  }
}

TEST_F(People, What_each_device_tells_of_people_is_in_the_case) {
  const auto file = (folder() / "w.lenscap").string();
  ASSERT_EQ(run_path(program_path(), {"audit", capture(), "--case", file}).code, 0);
  const std::string stored = content(file);
  for (const char* word :
       {"fc:Complexion", "fc:Gender", "fc:Hijab", "bd:HumanBody", "tns1:RuleEngine/Recognition/Face", "EthicCode",
        "SkinColor", "NationalityCode", "faceSnap", "alarmResult", "reserve_field.certificateNumber",
        "isSupportFaceContrast", "FaceRecognition", "Race", "Person.Country", "HumanTrait"})
    EXPECT_NE(stored.find(word), std::string::npos) << word;
}

TEST_F(People, The_report_on_a_terminal_says_it_with_grade_state_and_doubt) {
  const std::string report = run_path(program_path(), {"audit", capture()}).out;
  const auto from = report.find("What they can do to people");
  ASSERT_NE(from, std::string::npos) << report;
  std::istringstream lines(report.substr(from));
  std::string all;
  for (std::string word; lines >> word;) all += word + " ";  // however wide it is
  for (const char* said :
       {"Complexion of a face: White, Black, Asian, Other (inferred from the picture): this was sent "
        "(grade 5, in use): 2 devices",
        "(grade 5, in use; possible: its source is uncertain): 1 device"})
    EXPECT_NE(all.find(said), std::string::npos) << said << " in:\n" << all;
}

TEST_F(People, What_was_sent_is_found_in_use_and_a_record_that_names_somebody_is_no_grade_5) {
  const Ran ran = run_path(program_path(), {"audit", capture(), "--json", "-", "-q"});
  const auto document = nlohmann::json::parse(ran.out, nullptr, false);
  ASSERT_FALSE(document.is_discarded()) << ran.err;
  std::map<std::string, std::set<std::string>> found;  // address → marker, grade, state
  for (const auto& device : document["devices"])
    for (const auto& f : device["findings"])
      if (f["key"] == "capability")
        found[device["addresses"][0]].insert(f["value"].get<std::string>() + " " +
                                             f["attributes"]["grade"].get<std::string>() + " " +
                                             f["attributes"]["state"].get<std::string>());
  EXPECT_TRUE(found["192.168.7.21"].contains("onvif-complexion 5 in_use"));
  EXPECT_TRUE(found["192.168.7.31"].contains("viid-ethnicity-named 4 in_use"));
  EXPECT_FALSE(found["192.168.7.31"].contains("unv-ethic-code 5 in_use"));
  EXPECT_TRUE(found["192.168.7.41"].contains("hik-isapi-face-contrast 4 offered"));
}

}  // namespace
}  // namespace lenscap::test::people_test
