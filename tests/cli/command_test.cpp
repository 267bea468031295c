// The command line keeps its promises: exit codes, one document on standard output, help that states the bounds.
#include <gtest/gtest.h>

#include "cli/capture.hpp"
#include "cli/program.hpp"

namespace lenscap::test::command_test {
namespace {

using namespace lenscap::test;
using Json = nlohmann::json;

/// A capture of two cameras, one of no camera, a file that is none, and a rule that plainly forbids Hikvision.
struct Place {
  Folder folder;
  std::string cameras = folder.write("cameras.pcap", pcap(two_cameras()));
  std::string office = folder.write("office.pcap", pcap({dhcp(computer, "reception-pc")}));
  std::string broken = folder.write("broken.pcap", "not a capture");
  std::string known = folder / "known";
  Place() {
    folder.write(
        "known/rule.toml",
        "[[rule]]\nid = \"town-ban\"\ntitle = \"A town forbids it\"\ncitation = \"Minute 7\"\nissuer = \"Town\"\n"
        "jurisdiction = \"UK\"\nnature = \"law\"\nbinds = [\"uk-council\"]\nacts = [\"use\"]\n"
        "scope = \"all cameras\"\nfrom = 2024-01-01\ncertainty = \"verified\"\naffiliates = \"no\"\n"
        "source = \"https://example.org/minute-7\"\ndate = 2026-01-01\n"
        "[[rule.party]]\nas_written = \"Hikvision\"\nmaker = \"hikvision\"\n");
  }
};

int code(const std::vector<std::string>& arguments) { return run(arguments).code; }

TEST(Command, Exit_code_is_0_when_done_even_without_a_camera) {
  const Place p;
  EXPECT_EQ(code({"audit", p.cameras}), 0);
  EXPECT_EQ(code({"audit", p.office}), 0);
  EXPECT_EQ(code({"--help"}), 0);
  EXPECT_EQ(code({"audit", "--help"}), 0);
  EXPECT_EQ(code({"--version"}), 0);
  EXPECT_EQ(code({"knowledge"}), 0);
}

TEST(Command, Exit_code_is_1_only_when_what_was_asked_for_is_found) {
  const Place p;
  EXPECT_EQ(code({"audit", p.cameras, "--knowledge", p.known, "--for", "uk-council", "--fail-on", "restricted"}), 1);
  EXPECT_EQ(code({"audit", p.cameras, "--knowledge", p.known, "--for", "uk-nhs", "--fail-on", "restricted"}), 0);
  EXPECT_EQ(code({"audit", p.cameras, "--knowledge", p.known, "--for", "uk-council", "--on", "2023-12-31", "--fail-on",
                  "restricted"}),
            0)
      << "the rule began later";
  EXPECT_EQ(code({"audit", p.office, "--knowledge", p.known, "--for", "uk-council", "--fail-on", "restricted"}), 0);
  EXPECT_EQ(code({"audit", p.cameras, "--fail-on", "relabelled"}), 0);
  EXPECT_EQ(code({"audit", p.cameras, "--fail-on", "unknown"}), 1) << "nobody knows who built the D-Link";
  EXPECT_EQ(code({"audit", p.cameras, "--fail-on", "relabelled,unknown"}), 1);
}

TEST(Command, Exit_code_is_2_for_unusable_input_and_wrong_usage) {
  const Place p;
  const std::vector<std::vector<std::string>> wrong = {{},
                                                       {"audit", p.broken},
                                                       {"audit", p.cameras, p.broken},
                                                       {"audit", p.cameras, "--bogus"},
                                                       {"audit", p.cameras, "--fail-on", "rain"},
                                                       {"audit", p.cameras, "--fail-on", "restricted"},
                                                       {"audit", p.cameras, "--for", "nobody"},
                                                       {"audit", p.cameras, "--act", "dance"},
                                                       {"audit", p.cameras, "--on", "2026-02-30"},
                                                       {"audit", p.cameras, "--threads", "0"},
                                                       {"audit", p.cameras, "--redact=shoes"},
                                                       {"audit", p.cameras, "--knowledge", p.broken},
                                                       {"audit", p.cameras, "--json", "-", "--csv", "-"},
                                                       {"show", p.broken},
                                                       {"show", p.folder / "nowhere"},
                                                       {"explain", p.broken, "1"},
                                                       {"verify", p.broken},
                                                       {"knowledge", "check", p.folder / "nowhere"}};
  for (const auto& arguments : wrong) {
    const Ran ran = run(arguments);
    std::string line = "lenscap";
    for (const auto& a : arguments) line += " " + a;
    EXPECT_EQ(ran.code, 2) << line;
    EXPECT_NE(ran.err, "") << line << " must say why";
  }
}

TEST(Command, With_a_dash_standard_output_holds_the_document_only) {
  const Place p;
  for (const auto& input : {p.cameras, p.office}) {
    const Ran ran = run({"audit", input, "--json", "-"});
    const Json document = Json::parse(ran.out, nullptr, false);
    ASSERT_FALSE(document.is_discarded()) << input << ran.out;
    EXPECT_EQ(document["lenscap"], "audit");
    EXPECT_TRUE(document["devices"].is_array());
  }
  const Ran csv = run({"audit", p.office, "--csv", "-"});
  EXPECT_EQ(std::count(csv.out.begin(), csv.out.end(), '\n'), 1) << "the heading alone";
  // One input of two is none: the document is whole, the complaint stands on standard error.
  const Ran half = run({"audit", p.cameras, p.broken, "--json", "-"});
  EXPECT_FALSE(Json::parse(half.out, nullptr, false).is_discarded());
  EXPECT_NE(half.err.find("broken.pcap"), std::string::npos);
  // Nothing could be read: no half of a document.
  EXPECT_EQ(run({"audit", p.broken, "--json", "-"}).out, "");
}

TEST(Command, Every_verb_that_reports_takes_a_dash) {
  const Place p;
  const std::string kept = p.folder / "kept";
  ASSERT_EQ(code({"audit", p.cameras, "--case", kept, "-q"}), 0);
  const std::vector<std::vector<std::string>> verbs = {
      {"show", kept}, {"explain", kept, "1"},          {"verify", kept},     {"verify", kept, p.cameras},
      {"knowledge"},  {"knowledge", "check", p.known}, {"knowledge", "test"}};
  for (auto arguments : verbs) {
    arguments.insert(arguments.end(), {"--json", "-"});
    const Ran ran = run(arguments);
    EXPECT_EQ(ran.code, 0) << arguments[0] << ": " << ran.err;
    EXPECT_FALSE(Json::parse(ran.out, nullptr, false).is_discarded()) << arguments[0] << ": " << ran.out.substr(0, 200);
  }
}

TEST(Command, Quiet_says_nothing_when_all_is_well) {
  const Place p;
  const Ran ran = run({"audit", p.cameras, "--quiet"});
  EXPECT_EQ(ran.out, "");
  EXPECT_EQ(ran.err, "");
}

TEST(Command, Standard_input_is_read_as_a_capture) {
  const Place p;
  RunOptions options;
  options.standard_input = p.cameras;
  const Json from_pipe = audit_json({"-"}, options), from_file = audit_json({p.cameras});
  ASSERT_FALSE(from_pipe.is_null());
  EXPECT_EQ(from_pipe["inputs"][0]["name"], "standard input");
  EXPECT_EQ(from_pipe["inputs"][0]["sha256"], from_file["inputs"][0]["sha256"]);
  EXPECT_EQ(from_pipe["devices"].size(), from_file["devices"].size());
}

TEST(Command, Help_states_the_bounds_and_the_exit_codes) {
  const std::string audit = run({"audit", "--help"}).out;
  for (const auto* word : {"Bounds:", "MiB", "hosts", "Peak memory", "counted in the report"})
    EXPECT_NE(audit.find(word), std::string::npos) << word;
  EXPECT_NE(run({"--help"}).out.find("Exit codes: 0"), std::string::npos);
}

TEST(Command, Whoever_asks_for_somebody_unknown_is_told_who_is_known) {
  const Place p;
  const Ran ran = run({"audit", p.cameras, "--for", "uk-parish"});
  for (const auto* who : {"uk-parish", "uk-government", "uk-council", "uk-nhs", "uk-police", "us-federal",
                          "us-federal-contractor", "us-grantee", "ca-government", "au-defence", "anyone"})
    EXPECT_NE(ran.err.find(who), std::string::npos) << who;
}

TEST(Command, A_verb_that_is_none_is_named_and_the_verbs_are_listed) {
  const Ran ran = run({"adit", "capture.pcapng"});
  EXPECT_EQ(ran.code, 2);
  for (const auto* word : {"\"adit\"", "audit", "show", "explain", "verify", "knowledge"})
    EXPECT_NE(ran.err.find(word), std::string::npos) << word << " in: " << ran.err;
}

TEST(Command, No_colour_reaches_a_pipe) {
  const Place p;
  for (const auto* value : {"", "1"}) {
    RunOptions options;
    options.env = {{"NO_COLOR", value}, {"TERM", "xterm-256color"}};
    EXPECT_EQ(run({"audit", p.cameras}, options).out.find('\x1b'), std::string::npos);
  }
}

TEST(Command, The_terminal_report_fits_80_columns) {
  const Place p;
  const std::string report = run({"audit", p.cameras}).out;
  int column = 0;
  for (const char c : report) {
    if (c == '\n') column = 0;
    else if ((static_cast<unsigned char>(c) & 0xc0) != 0x80) ++column;
    ASSERT_LE(column, 80) << report;
  }
}

}  // namespace
}  // namespace lenscap::test::command_test
