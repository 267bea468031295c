// lenscap egress, as its users call it: what it takes for a case, and what it refuses.
#include <gtest/gtest.h>
#include <unistd.h>

#include <set>

#include "cli/program.hpp"

namespace lenscap::test::egress_test {
namespace {

std::string example() { return LENSCAP_ROOT "/examples/depot.pcapng"; }

struct Kept {
  std::filesystem::path path = std::filesystem::temp_directory_path() / ("egress-" + std::to_string(getpid()));
  Kept() { EXPECT_EQ(run({"audit", "-q", example(), "--case", path.string()}).code, 0); }
  ~Kept() { std::filesystem::remove(path); }
};

TEST(Egress, A_case_is_known_by_its_content_and_answers_as_its_capture_does) {
  const Kept kept;
  const Ran from_case = run({"egress", kept.path.string(), "--json", "-"});
  ASSERT_EQ(from_case.code, 0) << from_case.err;
  const Ran from_capture = run({"egress", example(), "-q", "--json", "-"});
  ASSERT_EQ(from_capture.code, 0) << from_capture.err;
  const auto one = nlohmann::json::parse(from_case.out), other = nlohmann::json::parse(from_capture.out);
  EXPECT_EQ(one["lenscap"], "egress");
  EXPECT_GT(one["devices"].size(), 5u);
  EXPECT_EQ(one["devices"], other["devices"]);
  EXPECT_EQ(one["peers"], other["peers"]);
  EXPECT_EQ(one["findings"], other["findings"]);
}

TEST(Egress, One_device_is_asked_for_by_any_of_its_names) {
  const Kept kept;
  const Ran ran = run({"egress", kept.path.string(), "--device", "10.40.30.51", "--json", "-"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto devices = nlohmann::json::parse(ran.out)["devices"];
  ASSERT_EQ(devices.size(), 1u);
  EXPECT_EQ(devices[0]["addresses"][0], "10.40.30.51");
}

TEST(Egress, What_nobody_can_answer_is_refused_with_what_could_be_asked) {
  const std::vector<std::pair<std::vector<std::string>, std::string>> asked = {
      {{"--finding", "nonsense"}, "tries_and_is_stopped"}, {{"--since", "yesterday"}, "YYYY-MM-DD"},
      {{"--until", "2026-11-24T25:00:00Z"}, "YYYY-MM-DD"}, {{"--country", "China"}, "two letters"},
      {{"--device", "10.99.99.99"}, "lenscap show"},       {{"--json", "-", "--csv", "-"}, "standard output"}};
  for (const auto& [options, answer] : asked) {
    std::vector<std::string> arguments = {"egress", example(), "-q"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    const Ran ran = run(arguments);
    EXPECT_EQ(ran.code, 2) << options[0];
    EXPECT_NE(ran.err.find(answer), std::string::npos) << ran.err;
    EXPECT_EQ(ran.out, "") << options[0];
  }
}

TEST(Egress, A_case_and_a_capture_do_not_go_together) {
  const Kept kept;
  const Ran ran = run({"egress", kept.path.string(), example(), "-q"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_NE(ran.err.find("a case stands alone"), std::string::npos) << ran.err;
}

TEST(Egress, Every_document_can_be_written_at_once) {
  const Ran ran = run({"egress", example(), "-q", "--json", "/dev/null", "--csv", "/dev/null", "--stix", "-"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const auto bundle = nlohmann::json::parse(ran.out);
  EXPECT_EQ(bundle["type"], "bundle");
  EXPECT_GE(bundle["objects"].size(), 1u);
}

TEST(Egress, An_audit_on_a_terminal_sums_up_where_devices_send) {
  const std::string report = run({"audit", example()}).out;
  const auto from = report.find("Where they send");
  ASSERT_NE(from, std::string::npos) << report;
  // The rows of `egress` are where the number comes from.
  const auto egress = nlohmann::json::parse(run({"egress", example(), "-q", "--json", "-"}).out);
  std::set<std::string> stopped;
  for (const auto& f : egress["findings"])
    if (f["value"] == "tries_and_is_stopped") stopped.insert(f["device"].dump());
  ASSERT_FALSE(stopped.empty());
  EXPECT_NE(report.find("tries and is stopped: " + std::to_string(stopped.size()) + " device", from), std::string::npos)
      << stopped.size() << " in:\n"
      << report.substr(from);
}

}  // namespace
}  // namespace lenscap::test::egress_test
