// The public evidence, audited by the program: every row of expected.toml, which was written before the code ran on it.
#include <fnmatch.h>
#include <gtest/gtest.h>
#include <toml++/toml.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <regex>

#include "cli/program.hpp"

namespace lenscap::test::evidence_test {
namespace {

using lenscap::test::audit_json;
using lenscap::test::evidence_path;
using Json = nlohmann::json;

/// A value of devices[] as text; "" for null.
std::string text(const Json& value) {
  if (value.is_null() || value == "unknown") return "";
  if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
  return value.is_string() ? value.get<std::string>() : value.dump();
}

bool fits(const std::string& pattern, const std::string& value) {
  return ::fnmatch(pattern.c_str(), value.c_str(), FNM_CASEFOLD) == 0;
}

/// All values that a field holds: one, several (addresses, macs, components), or "" when it holds none.
std::vector<std::string> values(const Json& device, const std::string& field) {
  if (field == "maker") return {text(device["maker"]["id"])};
  std::vector<std::string> all;
  if (field == "components") {
    for (const auto& c : device["components"]) all.push_back(text(c["organisation"]));
  } else if (device[field].is_array()) {
    for (const auto& value : device[field]) all.push_back(text(value));
  } else {
    all.push_back(text(device[field]));
  }
  if (all.empty()) all.emplace_back();
  return all;
}

bool holds(const Json& device, const std::string& field, const std::string& pattern) {
  const auto all = values(device, field);
  const std::string wanted = pattern == "unknown" ? "" : pattern;
  return std::any_of(all.begin(), all.end(), [&](const auto& value) { return fits(wanted, value); });
}

int rank(const std::string& confidence) {
  constexpr std::array names = {"unknown", "possible", "probable", "confirmed"};
  const auto it = std::find(names.begin(), names.end(), confidence);
  return it == names.end() ? 0 : static_cast<int>(it - names.begin());
}

std::string confidence(const Json& device, const std::string& about) {
  if (about == "maker") return text(device["maker"]["confidence"]);
  if (about == "brand" || about == "role") return device[about + "_confidence"].get<std::string>();
  for (const auto& finding : device["findings"])
    if (finding["key"] == about) return text(finding["confidence"]);
  return "";
}

bool chosen(const Json& device, const toml::table& by) {
  const std::map<std::string, std::string> fields = {
      {"mac", "macs"}, {"address", "addresses"}, {"model", "model"}, {"firmware", "firmware"}};
  return std::all_of(by.begin(), by.end(), [&](const auto& entry) {
    return holds(device, fields.at(std::string(entry.first.str())), entry.second.template value_or<std::string>(""));
  });
}

/// Why the row does not hold for this device; empty when it does.
std::string wrong_with(const Json& device, const toml::table& row) {
  if (auto* must = row["must"].as_table())
    for (const auto& [field, wanted] : *must) {
      const std::string name(field.str());
      bool any = false;
      if (auto* list = wanted.as_array())
        for (const auto& one : *list) any |= holds(device, name, one.value_or<std::string>(""));
      else any = holds(device, name, wanted.value_or<std::string>(""));
      if (!any) return name + " is \"" + values(device, name)[0] + "\"";
    }
  for (const bool least : {true, false})
    if (auto* bounds = row[least ? "at_least" : "at_most"].as_table())
      for (const auto& [about, wanted] : *bounds) {
        const std::string stated = confidence(device, std::string(about.str()));
        const int stated_rank = rank(stated), bound = rank(wanted.value_or<std::string>(""));
        if (least ? stated_rank < bound : stated_rank > bound)
          return std::string(about.str()) + " is " + (stated.empty() ? "not stated" : stated);
      }
  if (auto* shows = row["shows"].as_table()) {
    const std::string wanted = (*shows)["value"].value_or<std::string>("");
    const auto* packets = (*shows)["packet"].as_array();
    for (const auto& o : device["observations"]) {
      if (o["value"].get<std::string>().find(wanted) == std::string::npos) continue;
      if (packets == nullptr) return "";
      for (const auto& span : o["spans"])
        for (const auto& packet : *packets)
          if (span["packet"] == packet.value_or<std::int64_t>(0)) return "";
    }
    return "no observation shows \"" + wanted + (packets == nullptr ? "\"" : "\" in that packet");
  }
  return "";
}

std::string wrong_with_device(const Json& audit, const toml::table& row) {
  std::vector<const Json*> found;
  for (const auto& device : audit["devices"])
    if (chosen(device, *row["device"].as_table())) found.push_back(&device);
  if (found.size() != 1) return std::to_string(found.size()) + " devices fit";
  return wrong_with(*found[0], row);
}

std::string wrong_with_skips(const Json& input, const toml::table& wanted) {
  const std::regex reason(wanted["reason"].value_or<std::string>(""), std::regex::icase);
  for (const auto& [name, count] : input["skipped"].items())
    if (std::regex_search(name, reason)) {
      const auto number = wanted["count"].value<std::int64_t>();
      return !number || count == *number ? "" : name + ": " + count.dump();
    }
  return "skips name no such reason: " + input["skipped"].dump();
}

std::string wrong_with_relation(const Json& audit, const toml::table& wanted) {
  for (const auto& from : audit["devices"]) {
    if (!holds(from, "model", wanted["from"].value_or<std::string>(""))) continue;
    for (const auto& relation : from["relations"])
      for (const auto& to : audit["devices"])
        if (relation["kind"] == wanted["kind"].value_or<std::string>("") && relation["device"] == to["id"] &&
            holds(to, "addresses", wanted["to_address"].value_or<std::string>("")))
          return "";
  }
  return "no such relation";
}

/// Why the row does not hold; empty when it does.
std::string wrong(const Json& audit, const toml::table& row) {
  const Json& devices = audit["devices"];
  const Json& input = audit["inputs"][0];
  if (row.contains("device")) return wrong_with_device(audit, row);
  if (auto wanted = row["devices"].value<std::size_t>())
    return devices.size() == *wanted ? "" : std::to_string(devices.size()) + " devices";
  if (auto wanted = row["packets"].value<std::int64_t>())
    return input["packets"] == *wanted ? "" : input["packets"].dump() + " packets";
  if (auto wanted = row["absent"].value<std::string>())
    return devices.dump().find(*wanted) == std::string::npos ? "" : "devices[] holds it";
  if (auto* list = row["never"].as_array()) {
    for (const auto& one : *list)
      for (const auto& device : devices)
        for (const auto* field : {"macs", "addresses", "model"})
          if (holds(device, field, one.value_or<std::string>("")))
            return one.value_or<std::string>("") + " is a device";
    return "";
  }
  if (auto wanted = row["input_note"].value<std::string>()) {
    for (const auto& note : input["notes"])
      if (std::regex_search(note.get<std::string>(), std::regex(*wanted))) return "";
    return "notes: " + input["notes"].dump();
  }
  if (auto about = row["no_contradiction"].value<std::string>()) {
    for (const auto& device : devices)
      for (const auto& c : device["contradictions"])
        if (c["about"] == *about) return text(c["sentence"]);
    return "";
  }
  if (auto* wanted = row["skipped"].as_table()) return wrong_with_skips(input, *wanted);
  if (auto* wanted = row["relation"].as_table()) return wrong_with_relation(audit, *wanted);
  return "the row asks for nothing";
}

toml::table expected() { return toml::parse_file(LENSCAP_ROOT "/tests/evidence/expected.toml"); }

bool present(const std::string& input) { return std::filesystem::exists(evidence_path(input)); }

/// One audit an input, shared by all tests of this file.
const Json& audit_of(const std::string& input) {
  static std::map<std::string, Json> done;
  if (auto it = done.find(input); it != done.end()) return it->second;
  return done[input] = audit_json({evidence_path(input)});
}

class Evidence : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto table = expected();
    for (const auto& input : *table["input"].as_array())
      if (const auto path = (*input.as_table())["path"].value_or<std::string>(""); !present(path))
        GTEST_SKIP() << "the evidence is not here: " << evidence_path(path);
  }
};

TEST_F(Evidence, Nine_of_ten_expected_statements_are_found) {
  int found = 0, all = 0;
  std::string misses;
  const auto table = expected();
  for (const auto& node : *table["row"].as_array()) {
    const auto& row = *node.as_table();
    const auto input = row["input"].value_or<std::string>("");
    const std::string why = audit_of(input).is_null() ? "no document" : wrong(audit_of(input), row);
    ++all;
    found += why.empty();
    if (!why.empty())
      misses += "  " + input + " (line " + std::to_string(node.source().begin.line) +
                "): " + row["source"].value_or<std::string>("") + "\n      but " + why + "\n";
  }
  std::cout << found << " of " << all << " rows found\n" << (misses.empty() ? "" : "not found:\n") << misses;
  RecordProperty("found", found);
  RecordProperty("rows", all);
  EXPECT_GE(found * 10, all * 9) << misses;
}

TEST_F(Evidence, No_maker_is_probable_that_the_evidence_does_not_name) {
  const auto table = expected();
  for (const auto& node : *table["input"].as_array()) {
    const auto& input = *node.as_table();
    const auto path = input["path"].value_or<std::string>("");
    ASSERT_FALSE(audit_of(path).is_null()) << path;
    for (const auto& device : audit_of(path)["devices"]) {
      if (rank(text(device["maker"]["confidence"])) < rank("probable")) continue;
      const auto maker = text(device["maker"]["id"]);
      const auto& right = *input["makers"].as_array();
      EXPECT_TRUE(std::any_of(right.begin(), right.end(),
                              [&](const auto& m) { return m.template value_or<std::string>("") == maker; }))
          << path << " states " << maker << ": " << device["sentence"];
    }
  }
}

TEST_F(Evidence, Where_no_camera_is_there_is_no_camera_recorder_or_maker) {
  const auto table = expected();
  int without = 0;
  for (const auto& node : *table["input"].as_array()) {
    const auto& input = *node.as_table();
    if (input["holds"].value_or<std::string>("") != "none") continue;
    ++without;
    const auto path = input["path"].value_or<std::string>("");
    ASSERT_FALSE(audit_of(path).is_null()) << path;
    for (const auto& device : audit_of(path)["devices"]) ADD_FAILURE() << path << ": " << device["sentence"];
    EXPECT_TRUE(audit_of(path)["summary"]["makers"].empty()) << path;
  }
  EXPECT_EQ(without, 6);
}

TEST_F(Evidence, Every_capture_and_document_folder_has_its_rows) {
  const auto table = expected();
  std::map<std::string, int> rows;
  for (const auto& row : *table["row"].as_array()) ++rows[(*row.as_table())["input"].value_or<std::string>("")];
  for (const auto* folder : {"captures", "documents"})
    for (const auto& entry : std::filesystem::directory_iterator(evidence_path(folder)))
      EXPECT_GE(rows[std::string(folder) + "/" + entry.path().filename().string()], 2) << entry.path();
}

}  // namespace
}  // namespace lenscap::test::evidence_test
