// lenscap capability, as its users call it: documents and headers in, graded findings out; and what must never be
// found.
#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "cli/program.hpp"
#include "views/schema.hpp"

namespace lenscap::test::capability_test {
namespace {

using nlohmann::json;

const std::string header_2018 =
    "typedef struct tagNET_VCA_HUMAN_FEATURE {\n BYTE byAgeGroup;\n BYTE bySex;\n BYTE byEyeGlass;\n BYTE byAge;\n"
    " BYTE byAgeDeviation;\n BYTE byEthnic;\n BYTE byMask;\n BYTE bySmile;\n BYTE byRes[8];\n} "
    "NET_VCA_HUMAN_FEATURE;\n";
const std::string header_later =
    "typedef struct tagNET_VCA_HUMAN_FEATURE {\n BYTE byGroup;\n BYTE bySex;\n BYTE byEyeGlass;\n BYTE byRes3;\n"
    " BYTE byDeviation;\n BYTE byRes0;\n BYTE byMask;\n BYTE bySmile;\n BYTE byRes[8];\n} NET_VCA_HUMAN_FEATURE;\n";

json capability_json(std::vector<std::string> inputs, int code = 0) {
  inputs.insert(inputs.begin(), "capability");
  inputs.insert(inputs.end(), {"--json", "-"});
  const Ran ran = run(inputs);
  EXPECT_EQ(ran.code, code) << ran.err;
  auto document = json::parse(ran.out, nullptr, false);
  EXPECT_FALSE(document.is_discarded()) << ran.out.substr(0, 200);
  static const views::test::Schema published(json::parse(std::ifstream(LENSCAP_ROOT "/docs/capability.schema.json")));
  EXPECT_EQ(published.problems(document), std::vector<std::string>{});
  return document;
}

TEST(CapabilityCommand, A_header_gives_grade_5_carried_with_stable_names) {
  const Folder folder;
  const std::string path = folder.write("HCNetSDK.h", header_2018);
  const json doc = capability_json({path});
  ASSERT_FALSE(doc["findings"].empty());
  const json& f = doc["findings"][0];
  EXPECT_EQ(f["marker"], "hik-ethnic");
  EXPECT_EQ(f["grade"], 5);
  EXPECT_EQ(f["state"], "carried");
  EXPECT_EQ(f["subject"], "NET_VCA_HUMAN_FEATURE");
  EXPECT_EQ(f["line"], 7);
  EXPECT_EQ(header_2018.substr(f["offset"].get<std::size_t>(), 8), "byEthnic");
  EXPECT_NE(f["wording"].get<std::string>().find("the software can carry this; use not shown"), std::string::npos);
  EXPECT_EQ(doc["inputs"][0]["bytes"], header_2018.size());
  EXPECT_EQ(doc["inputs"][0]["explained_percent"], 100.0);
  EXPECT_EQ(doc["inputs"][0]["encrypted"], 0);
  EXPECT_TRUE(doc["inputs"][0]["skipped"].is_object());
}

TEST(CapabilityCommand, The_terminal_says_the_grade_the_line_and_the_law) {
  const Folder folder;
  const Ran ran = run({"capability", folder.write("HCNetSDK.h", header_2018)});
  EXPECT_EQ(ran.code, 0) << ran.err;
  for (const char* words : {"grade 5", "carried", "use not shown", "HCNetSDK.h:7", "Art. 5(1)(g)", "2025-02-02"})
    EXPECT_NE(ran.out.find(words), std::string::npos) << words << "\n" << ran.out;
}

TEST(CapabilityCommand, Diff_finds_the_rename_and_shows_both_editions) {
  const Folder folder;
  const std::string before = folder.write("2018.h", header_2018), after = folder.write("later.h", header_later);
  const Ran ran = run({"capability", "diff", before, after, "--json", "-"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const json doc = json::parse(ran.out);
  ASSERT_FALSE(doc["fields"].empty());
  const json& f = doc["fields"][0];
  EXPECT_EQ(f["change"], "renamed");
  EXPECT_EQ(f["marker"], "hik-ethnic");
  EXPECT_EQ(f["grade"], 5);
  EXPECT_EQ(f["before"]["name"], "byEthnic");
  EXPECT_EQ(f["after"]["name"], "byRes0");
  EXPECT_EQ(f["before"]["line"], 7);
  EXPECT_EQ(f["after"]["line"], 7);
  EXPECT_EQ(f["offset"], 5);
  const Ran shown = run({"capability", "diff", before, after});
  EXPECT_NE(shown.out.find("byEthnic of NET_VCA_HUMAN_FEATURE is now called byRes0"), std::string::npos) << shown.out;
}

TEST(CapabilityCommand, Fail_on_exits_1_for_its_grade_and_above_only) {
  const Folder folder;
  const std::string five = folder.write("five.h", header_2018);
  const std::string none = folder.write("none.h", "struct S { int trace; };\n");
  EXPECT_EQ(run({"capability", five, "-q", "--fail-on", "5"}).code, 1);
  EXPECT_EQ(run({"capability", none, "-q", "--fail-on", "1"}).code, 0);
  EXPECT_EQ(run({"capability", five, "-q", "--fail-on", "6"}).code, 2);
}

TEST(CapabilityCommand, A_capture_is_read_as_an_audit_reads_it_alone_and_beside_others) {
  const Folder folder;
  const std::string capture = folder / "people.pcapng", header = folder.write("sdk.h", header_2018);
  ASSERT_EQ(
      run_path(LENSCAP_BUILD "/makecap", {"scenario", LENSCAP_ROOT "/tests/cli/people.scenario.toml", capture}).code,
      0);
  for (const auto& inputs : {std::vector<std::string>{capture}, std::vector<std::string>{capture, header}}) {
    std::set<std::string> of_capture;
    const json document = capability_json(inputs);
    for (const auto& f : document["findings"])
      if (f["source"] == "people.pcapng")
        of_capture.insert(f["marker"].get<std::string>() + " " + f["state"].get<std::string>());
    EXPECT_TRUE(of_capture.contains("onvif-complexion in_use")) << inputs.size();
    for (const std::string& found : of_capture) EXPECT_FALSE(found.ends_with(" present")) << found;
  }
}

TEST(CapabilityCommand, Nothing_to_read_is_an_error_that_says_what_to_do) {
  const Ran none = run({"capability"});
  EXPECT_EQ(none.code, 2);
  EXPECT_NE(none.err.find("name documents"), std::string::npos) << none.err;
  const Ran missing = run({"capability", "there-is-no-such-file"});
  EXPECT_EQ(missing.code, 2);
  EXPECT_FALSE(missing.err.empty());
}

TEST(CapabilityCommand, Finding_nothing_says_that_it_proves_nothing) {
  const Folder folder;
  const Ran ran = run({"capability", folder.write("none.h", "struct S { int trace; };\n")});
  EXPECT_EQ(ran.code, 0);
  EXPECT_NE(ran.out.find("That proves nothing"), std::string::npos) << ran.out;
}

TEST(CapabilityCommand, A_name_that_would_move_the_cursor_is_shown_escaped) {
  const Folder folder;
  const Ran ran = run({"capability", folder.write("a\x1b[2Jb.h", header_2018)});
  EXPECT_EQ(ran.out.find("\x1b[2J"), std::string::npos);
}

/// Regular files below the roots, of at most 8 MiB, in the order of their paths.
std::vector<std::string> installed(const std::vector<std::string>& roots, const std::set<std::string>& endings,
                                   std::size_t most) {
  std::vector<std::string> files;
  for (const auto& root : roots) {
    std::error_code code;
    for (auto at = std::filesystem::recursive_directory_iterator(
             root, std::filesystem::directory_options::skip_permission_denied, code);
         !code && at != std::filesystem::recursive_directory_iterator() && files.size() < most; at.increment(code)) {
      std::error_code broken;
      if (!at->is_regular_file(broken) || at->is_symlink(broken) || at->file_size(broken) > (8u << 20)) continue;
      if (endings.empty() || endings.contains(at->path().extension().string())) files.push_back(at->path().string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

TEST(CapabilityCommand, Two_thousand_files_of_an_ordinary_system_hold_no_grade_5) {
  std::vector<std::string> files = installed({"/usr/include"}, {".h", ".hpp", ".hh"}, 2500);
  for (const auto& more :
       {installed({"/usr/share"}, {".js", ".py", ".pl", ".xml", ".json", ".html", ".txt", ".csv", ".R", ".java"}, 1500),
        installed({"/usr/lib", "/usr/bin"}, {".so", ".py", ""}, 1500)})
    files.insert(files.end(), more.begin(), more.end());
  if (files.size() < 2000) GTEST_SKIP() << "only " << files.size() << " files are installed here: 2000 are needed";
  std::size_t read = 0;
  std::map<std::string, std::size_t> grave;
  for (std::size_t at = 0; at < files.size(); at += 500) {
    std::vector<std::string> arguments(files.begin() + static_cast<std::ptrdiff_t>(at),
                                       files.begin() + static_cast<std::ptrdiff_t>(std::min(at + 500, files.size())));
    arguments.insert(arguments.begin(), "capability");
    arguments.insert(arguments.end(), {"--json", "-", "-q"});
    const Ran ran = run(arguments);
    ASSERT_FALSE(ran.late) << ran.err;
    const json doc = json::parse(ran.out, nullptr, false);
    ASSERT_FALSE(doc.is_discarded()) << ran.err;
    read += doc["inputs"].size();
    for (const auto& f : doc["findings"]) {
      EXPECT_LT(f["grade"].get<int>(), 5) << f.dump(1);
      if (f["grade"].get<int>() >= 3) ++grave[f["path"].get<std::string>() + "  " + f["text"].get<std::string>()];
    }
  }
  EXPECT_GE(read, 2000u);
  for (const auto& [where, count] : grave) std::printf("grade 3 or 4: %s\n", where.c_str());
}

}  // namespace
}  // namespace lenscap::test::capability_test
