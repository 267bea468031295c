// No output holds what the evidence had to keep secret: the case file, JSON, HTML, CSV, what egress writes of the case
// (JSON, CSV, STIX), standard output and standard error of every input are searched for each line of secrets.toml,
// which was written before any of them.
#include <gtest/gtest.h>
#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>

#include "cli/program.hpp"

namespace lenscap::test::secrets_test {
namespace {

using lenscap::test::bytes_of;
using lenscap::test::evidence_path;
using lenscap::test::Folder;
using lenscap::test::run;

struct Secret {
  std::string input, where, text, raw;
  bool name = false;   ///< of a machine that is no camera: --keep-others keeps it
  bool exact = false;  ///< letters count: the example's user and its program differ by them only
};

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
  return text;
}

std::string from_hex(const std::string& hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  return bytes;
}

std::vector<Secret> listed() {
  std::vector<Secret> all;
  const auto table = toml::parse_file(LENSCAP_ROOT "/tests/evidence/secrets.toml");
  for (const auto& node : *table["secret"].as_array()) {
    const auto& s = *node.as_table();
    all.push_back({s["input"].value_or<std::string>(""), s["where"].value_or<std::string>(""),
                   s["text"].value_or<std::string>(""), from_hex(s["raw"].value_or<std::string>("")),
                   s["name"].value_or(false), false});
  }
  return all;
}

/// All bytes of an input: a file, or every file below a folder.
std::string all_bytes(const std::string& path) {
  if (!std::filesystem::is_directory(path)) return bytes_of(path);
  std::string bytes;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path))
    if (entry.is_regular_file()) bytes += bytes_of(entry.path());
  return bytes;
}

/// Everything that an audit of `inputs` writes, by the name of the output.
std::map<std::string, std::string> outputs_of(const std::vector<std::string>& inputs, bool keep_others) {
  const Folder folder;
  std::vector<std::string> arguments = {"audit"};
  arguments.insert(arguments.end(), inputs.begin(), inputs.end());
  arguments.insert(arguments.end(),
                   {"--case", folder / "c", "--json", folder / "j", "--html", folder / "h", "--csv", folder / "v"});
  if (keep_others) arguments.emplace_back("--keep-others");
  const auto ran = run(arguments);
  EXPECT_EQ(ran.signal, 0) << inputs[0] << ": " << ran.err;
  EXPECT_TRUE(ran.code == 0 || ran.code == 2) << inputs[0] << ": " << ran.err;
  std::map<std::string, std::string> all = {{"standard output", ran.out}, {"standard error", ran.err}};
  for (const auto& [file, name] : {std::pair{"c", "the case"}, {"j", "the JSON"}, {"h", "the HTML"}, {"v", "the CSV"}})
    all[name] = bytes_of(folder / file);
  const auto audit = nlohmann::json::parse(all["the JSON"], nullptr, false);
  if (audit.is_discarded()) return all;
  EXPECT_FALSE(all["the case"].empty()) << inputs[0];
  const auto sent =
      run({"egress", folder / "c", "--json", folder / "ej", "--csv", folder / "ev", "--stix", folder / "es"});
  EXPECT_EQ(sent.code, 0) << inputs[0] << ": " << sent.err;
  all["egress"] = sent.out + sent.err;
  for (const auto& [file, name] : {std::pair{"ej", "the JSON of egress"}, {"ev", "its CSV"}, {"es", "its STIX"}})
    all[name] = bytes_of(folder / file);
  // A log of the Internet has a thousand hosts when all are kept; what `explain` says of each stands in the JSON as
  // well.
  constexpr std::size_t explained = 20;
  const std::size_t step = 1 + audit["devices"].size() / explained;
  for (std::size_t i = 0; i < audit["devices"].size(); i += step)
    all["explain"] += run({"explain", folder / "c", audit["devices"][i]["id"].dump()}).out;
  return all;
}

void expect_silence(const std::vector<std::string>& inputs, const std::vector<Secret>& secrets,
                    bool keep_others = false) {
  for (const auto& [name, bytes] : outputs_of(inputs, keep_others)) {
    const std::string folded = lower(bytes);
    for (const auto& s : secrets) {
      if (s.name && keep_others) continue;
      const bool silent = (s.exact ? bytes.find(s.text) : folded.find(lower(s.text))) == std::string::npos;
      EXPECT_TRUE(silent) << name << " of " << inputs[0] << " holds " << s.where;
      if (s.raw.empty()) continue;
      EXPECT_EQ(bytes.find(s.raw), std::string::npos) << name << " of " << inputs[0] << " holds bytes of " << s.where;
    }
  }
}

const std::vector<std::string> folders = {"captures", "documents", "logs"};

class Secrets : public ::testing::Test {
 protected:
  void SetUp() override {
    for (const auto& s : listed())
      if (!std::filesystem::exists(evidence_path(s.input)))
        GTEST_SKIP() << "the evidence is not here: " << evidence_path(s.input);
  }
};

TEST_F(Secrets, The_evidence_really_holds_every_secret_of_the_list) {
  for (const auto& s : listed()) {
    const std::string bytes = all_bytes(evidence_path(s.input));
    const bool there =
        s.raw.empty() ? lower(bytes).find(lower(s.text)) != std::string::npos : bytes.find(s.raw) != std::string::npos;
    EXPECT_TRUE(there) << s.input << " " << s.where << ": " << s.text;
  }
}

TEST_F(Secrets, No_output_of_any_evidence_holds_a_secret_or_the_name_of_a_machine_that_is_no_camera) {
  std::map<std::string, std::vector<Secret>> by_input;
  for (const auto& folder : folders)
    for (const auto& entry : std::filesystem::directory_iterator(evidence_path(folder)))
      by_input[folder + "/" + entry.path().filename().string()];
  for (const auto& s : listed()) by_input[s.input].push_back(s);
  ASSERT_GE(by_input.size(), 18u);
  for (const auto& [input, secrets] : by_input) expect_silence({evidence_path(input)}, secrets);
}

TEST_F(Secrets, Nor_when_all_evidence_is_one_audit) {
  std::vector<std::string> all;
  for (const auto& folder : folders) all.push_back(evidence_path(folder));
  expect_silence(all, listed());
}

TEST_F(Secrets, Keeping_other_machines_keeps_their_names_but_no_credential) {
  std::vector<std::string> all;
  for (const auto& folder : folders) all.push_back(evidence_path(folder));
  expect_silence(all, listed(), true);
  const auto kept = outputs_of({evidence_path("captures/dhcp-fuzz-malformed.pcapng")}, true);
  EXPECT_NE(kept.at("the case").find("MK03862"), std::string::npos) << "else the search above proves nothing";
}

/// One a line; lines that begin with # are remarks.
std::vector<Secret> lines_of(const std::string& path, bool names) {
  std::vector<Secret> all;
  std::ifstream lines(path);
  for (std::string line; std::getline(lines, line);)
    if (!line.empty() && line[0] != '#') all.push_back({path, line, line, "", names, true});
  return all;
}

TEST(Example, Depot_keeps_its_secrets_and_the_names_of_what_is_no_camera) {
  const std::string folder = LENSCAP_ROOT "/examples/";
  std::vector<std::string> inputs = {folder + "depot.pcapng", folder + "depot-2.pcapng", folder + "depot-replies"};
  for (const auto& path : {inputs[0], folder + "depot.secrets.txt", folder + "depot.others.txt"})
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "not here: " << path;
  std::erase_if(inputs, [](const auto& path) { return !std::filesystem::exists(path); });
  auto secrets = lines_of(folder + "depot.secrets.txt", false);
  const auto names = lines_of(folder + "depot.others.txt", true);
  ASSERT_FALSE(secrets.empty());
  ASSERT_FALSE(names.empty());
  secrets.insert(secrets.end(), names.begin(), names.end());
  expect_silence({inputs[0]}, secrets);
  expect_silence(inputs, secrets);
  expect_silence(inputs, secrets, true);
}

}  // namespace
}  // namespace lenscap::test::secrets_test
