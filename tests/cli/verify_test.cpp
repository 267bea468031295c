// verify names what was altered, by hand and by accident, and keeps "evidence differs" apart from "knowledge has
// changed since".
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "cli/capture.hpp"
#include "cli/program.hpp"

namespace lenscap::test::verify_test {
namespace {

using namespace lenscap::test;
using Json = nlohmann::json;

/// An entry that the case rests on: who has it twice, once edited, has two states of knowledge.
std::string signature(const std::string& firmware_date) {
  return "[[signature]]\nid = \"quay-name\"\non = \"dhcp.hostname\"\nmatch = '^(QUAY-[0-9]+)$'\nmodel = 1\n"
         "role = \"camera\"\nsource = \"https://example.org/quay\"\ndate = " +
         firmware_date + "\nexamples = [\"QUAY-7\"]\nnot = [\"QUAY\"]\n";
}

class Verify : public ::testing::Test {
 protected:
  Folder folder;
  std::string input, kept, known;

  void SetUp() override {
    auto frames = two_cameras();
    frames.push_back(dhcp(hikvision, "QUAY-7"));
    input = folder.write("cameras.pcap", pcap(frames));
    known = folder / "known";
    folder.write("known/quay.toml", signature("2026-01-01"));
    kept = folder / "kept";
    const Ran made = run({"audit", input, "-q", "--knowledge", known, "--case", kept});
    ASSERT_EQ(made.code, 0) << made.err;
  }

  /// What verify says; `code` is its exit code.
  Json verify(int code, bool with_input = true) const {
    std::vector<std::string> arguments = {"verify", kept, "--knowledge", known, "--json", "-"};
    if (with_input) arguments.push_back(input);
    const Ran ran = run(arguments);
    EXPECT_EQ(ran.code, code) << ran.out << ran.err;
    const auto document = Json::parse(ran.out, nullptr, false);
    return document.is_discarded() ? Json() : document;
  }

  void sql(const std::string& statement) const {
    sqlite3* db = nullptr;
    ASSERT_EQ(::sqlite3_open(kept.c_str(), &db), SQLITE_OK);
    char* why = nullptr;
    EXPECT_EQ(::sqlite3_exec(db, statement.c_str(), nullptr, nullptr, &why), SQLITE_OK) << (why ? why : "");
    EXPECT_GT(::sqlite3_total_changes(db), 0) << statement << " changes nothing: the test proves nothing";
    ::sqlite3_free(why);
    ::sqlite3_close(db);
  }

  /// Whether a difference has this change and holds this text in kind, value, place or fields.
  static bool names(const Json& said, const std::string& change, const std::string& text) {
    for (const auto& d : said["differences"])
      if (d["change"].get<std::string>().find(change) != std::string::npos && d.dump().find(text) != std::string::npos)
        return true;
    return false;
  }
};

TEST_F(Verify, Passes_untouched_with_and_without_the_input) {
  for (const bool with_input : {true, false}) {
    const auto said = verify(0, with_input);
    EXPECT_FALSE(said["evidence_differs"].get<bool>());
    EXPECT_FALSE(said["findings_differ"].get<bool>());
    EXPECT_FALSE(said["knowledge_changed"].get<bool>());
    EXPECT_TRUE(said["differences"].empty());
    EXPECT_EQ(said["inputs_read"], with_input);
    EXPECT_EQ(said["flows_compared"], with_input);
  }
}

TEST_F(Verify, One_byte_flipped_in_the_input_is_evidence_that_differs) {
  auto bytes = bytes_of(input);
  const auto at = bytes.find("V5.7.12") + 6;
  bytes[at] = static_cast<char>(bytes[at] ^ 1);
  folder.write("cameras.pcap", bytes);
  const auto said = verify(1);
  EXPECT_TRUE(said["evidence_differs"].get<bool>());
  EXPECT_FALSE(said["knowledge_changed"].get<bool>());
  EXPECT_TRUE(names(said, "source changed", "cameras.pcap")) << said;
}

TEST_F(Verify, A_byte_that_no_observation_rests_on_differs_too) {
  auto bytes = bytes_of(input);
  bytes[30] = static_cast<char>(bytes[30] ^ 1);  // a microsecond of the first record
  folder.write("cameras.pcap", bytes);
  EXPECT_TRUE(verify(1)["evidence_differs"].get<bool>());
}

TEST_F(Verify, Changed_evidence_to_which_another_entry_applies_is_no_news_of_what_is_known) {
  // Read as it is now, the input is told by an entry that the case had no use for.
  auto bytes = bytes_of(input);
  const auto at = bytes.find("QUAY-7");
  bytes.replace(at, 6, "DCS-42");
  folder.write("cameras.pcap", bytes);
  const std::string another =
      signature("2026-01-01") +
      "[[signature]]\nid = \"other-name\"\non = \"dhcp.hostname\"\n"
      "match = '^(DCS-42)$'\nmodel = 1\nrole = \"camera\"\nsource = \"https://example.org/quay\"\n"
      "date = 2026-01-01\nexamples = [\"DCS-42\"]\nnot = [\"QUAY\"]\n";
  folder.write("known/quay.toml", another);
  const auto said = verify(1);
  EXPECT_TRUE(said["evidence_differs"].get<bool>());
  EXPECT_FALSE(said["knowledge_changed"].get<bool>()) << said;
  // Nor is it news that a forged observation would need it.
  folder.write("cameras.pcap", "");
  sql("UPDATE observation SET value = 'DCS-42' WHERE value = 'QUAY-7'");
  EXPECT_FALSE(verify(1, false)["knowledge_changed"].get<bool>());
}

TEST_F(Verify, An_entry_that_applies_to_the_same_evidence_is_new) {
  folder.write("known/new.toml",
               "[[signature]]\nid = \"other-name\"\non = \"dhcp.hostname\"\nmatch = '^(QUAY-7)$'\nmodel = 1\n"
               "role = \"camera\"\nsource = \"https://example.org/quay\"\ndate = 2026-01-01\n"
               "examples = [\"QUAY-7\"]\nnot = [\"QUAY\"]\n");
  for (const bool with_input : {true, false}) {
    const auto said = verify(1, with_input);
    EXPECT_FALSE(said["evidence_differs"].get<bool>()) << said;
    EXPECT_TRUE(names(said, "knowledge new", "other-name")) << said;
  }
}

TEST_F(Verify, A_deleted_observation_is_missed_by_name) {
  sql("DELETE FROM observation WHERE value = 'DCS-935L'");
  const auto said = verify(1);
  EXPECT_TRUE(said["evidence_differs"].get<bool>());
  EXPECT_FALSE(said["knowledge_changed"].get<bool>());
  EXPECT_TRUE(names(said, "observation missing", "DCS-935L")) << said;
  EXPECT_TRUE(verify(1, false)["evidence_differs"].get<bool>()) << "even without the input";
}

TEST_F(Verify, A_forged_observation_is_named) {
  sql("UPDATE observation SET value = 'DCS-999L' WHERE value = 'DCS-935L'");
  const auto said = verify(1);
  EXPECT_TRUE(said["evidence_differs"].get<bool>());
  EXPECT_FALSE(said["knowledge_changed"].get<bool>());
  EXPECT_TRUE(names(said, "observation", "DCS-999L")) << said;
  EXPECT_TRUE(verify(1, false)["evidence_differs"].get<bool>()) << "even without the input";
}

TEST_F(Verify, A_forged_finding_is_named) {
  sql("UPDATE finding SET value = 'dahua' WHERE key = 'maker'");
  const auto said = verify(1);
  EXPECT_TRUE(said["findings_differ"].get<bool>());
  EXPECT_FALSE(said["evidence_differs"].get<bool>()) << said;
  EXPECT_TRUE(names(said, "finding", "dahua")) << said;
  EXPECT_TRUE(verify(1, false)["findings_differ"].get<bool>());
}

TEST_F(Verify, An_edited_entry_is_knowledge_that_has_changed_and_nothing_else) {
  folder.write("known/quay.toml", signature("2026-02-02"));
  const auto said = verify(1);
  EXPECT_TRUE(said["knowledge_changed"].get<bool>());
  EXPECT_FALSE(said["evidence_differs"].get<bool>()) << said;
  EXPECT_FALSE(said["findings_differ"].get<bool>()) << said;
  EXPECT_TRUE(names(said, "knowledge changed", "quay-name")) << said;
}

TEST_F(Verify, An_entry_that_is_gone_is_named_as_gone) {
  folder.write("known/quay.toml", "");
  const auto said = verify(1);
  EXPECT_TRUE(said["knowledge_changed"].get<bool>());
  EXPECT_FALSE(said["evidence_differs"].get<bool>()) << said;
  EXPECT_TRUE(names(said, "knowledge gone", "quay-name")) << said;
}

TEST_F(Verify, Evidence_and_knowledge_that_both_differ_are_told_apart) {
  folder.write("known/quay.toml", signature("2026-02-02"));
  sql("DELETE FROM observation WHERE value = 'DCS-935L'");
  const auto said = verify(1);
  EXPECT_TRUE(said["knowledge_changed"].get<bool>());
  EXPECT_TRUE(said["evidence_differs"].get<bool>());
  const auto text = run({"verify", kept, input, "--knowledge", known});
  EXPECT_NE(text.out.find("evidence differs"), std::string::npos) << text.out;
  EXPECT_NE(text.out.find("knowledge has changed since"), std::string::npos) << text.out;
}

TEST_F(Verify, Other_inputs_are_not_the_evidence) {
  const auto other = folder.write("other.pcap", pcap({dhcp(dlink, "DCS-935L")}, 1'800'000'000));
  const auto third = folder.write("third.pcap", pcap({dhcp(dlink, "DCS-930L")}, 1'900'000'000));
  const Ran ran = run({"verify", kept, other, third, "--knowledge", known, "--json", "-"});
  EXPECT_EQ(ran.code, 1);
  const auto said = Json::parse(ran.out);
  EXPECT_TRUE(names(said, "source not given", "cameras.pcap")) << said;
  EXPECT_TRUE(names(said, "source", "other.pcap")) << said;
  EXPECT_TRUE(names(said, "source", "third.pcap")) << said;
  EXPECT_FALSE(said["knowledge_changed"].get<bool>());
}

TEST_F(Verify, A_changed_flow_row_is_named_with_what_changed) {
  // The Hikvision camera's answer to the computer: 10.7.1.34, TCP 80.
  sql("UPDATE flow SET bytes_out = bytes_out + 4096 WHERE peer = '10.7.1.9' AND port = 80");
  const auto said = verify(1);
  EXPECT_TRUE(said["flows_compared"].get<bool>());
  EXPECT_TRUE(said["evidence_differs"].get<bool>());
  EXPECT_FALSE(said["knowledge_changed"].get<bool>());
  EXPECT_TRUE(names(said, "flow changed", "bytes_out: ")) << said;
  EXPECT_TRUE(names(said, "flow changed", "10.7.1.9")) << said;
  EXPECT_TRUE(names(said, "flow changed", "tcp 80")) << said;
  const auto alone = verify(1, false);
  EXPECT_FALSE(alone["flows_compared"].get<bool>());
  EXPECT_TRUE(alone["evidence_differs"].get<bool>()) << "even without the input";
  EXPECT_TRUE(names(alone, "rows altered", "flow")) << alone;
}

TEST_F(Verify, A_deleted_flow_row_is_missed_and_an_invented_peer_is_named) {
  sql("UPDATE flow SET peer = '203.0.113.9' WHERE peer = '10.7.1.9' AND port = 80");
  EXPECT_TRUE(names(verify(1), "flow", "203.0.113.9"));
  sql("DELETE FROM flow WHERE peer = '203.0.113.9'");
  const auto said = verify(1);
  EXPECT_TRUE(names(said, "flow missing", "10.7.1.9")) << said;
  EXPECT_TRUE(said["evidence_differs"].get<bool>());
}

TEST_F(Verify, Flows_follow_from_all_inputs_together_so_of_some_they_are_not_compared_and_that_is_said) {
  const auto more = folder.write("more.pcap", pcap({dhcp(dlink, "DCS-935L")}, 1'700'000'100));
  ASSERT_EQ(run({"audit", input, more, "-q", "--knowledge", known, "--case", kept}).code, 0);
  const auto whole = Json::parse(run({"verify", kept, input, more, "--knowledge", known, "--json", "-"}).out);
  EXPECT_TRUE(whole["flows_compared"].get<bool>());
  EXPECT_TRUE(whole["differences"].empty()) << whole;
  const auto said = verify(1);
  EXPECT_FALSE(said["flows_compared"].get<bool>());
  EXPECT_TRUE(names(said, "source not given", "more.pcap")) << said;
  EXPECT_FALSE(names(said, "flow", "")) << said;
  const auto text = run({"verify", kept, input, "--knowledge", known}).out;
  EXPECT_NE(text.find("flows and names were not compared"), std::string::npos) << text;
}

TEST_F(Verify, Without_an_input_and_with_a_case_from_before_flows_were_kept_it_says_so) {
  const auto text = run({"verify", kept, "--knowledge", known}).out;
  EXPECT_NE(text.find("no input was given"), std::string::npos) << text;
  EXPECT_EQ(text.find("before flows were kept"), std::string::npos) << text;
  // As schema 1 had it (docs/case-file.md): totals of whole services, no names, and nothing was found of traffic.
  sql("DELETE FROM because WHERE finding IN (SELECT id FROM finding WHERE key = 'egress');"
      "DELETE FROM finding WHERE key = 'egress'; DELETE FROM meta WHERE key IN ('traffic', 'flows_digest');"
      "DROP TABLE flow; DROP TABLE name; CREATE TABLE flow(id INTEGER PRIMARY KEY,"
      " subject INTEGER NOT NULL REFERENCES subject, peer TEXT NOT NULL, service TEXT NOT NULL, hour INTEGER NOT NULL,"
      " packets_out INTEGER NOT NULL, bytes_out INTEGER NOT NULL, packets_in INTEGER NOT NULL,"
      " bytes_in INTEGER NOT NULL) STRICT; PRAGMA user_version=1");
  const auto said = verify(0);
  EXPECT_TRUE(said["inputs_read"].get<bool>());
  EXPECT_FALSE(said["flows_compared"].get<bool>());
  EXPECT_TRUE(said["differences"].empty()) << said;
  const auto older = run({"verify", kept, input, "--knowledge", known});
  EXPECT_EQ(older.code, 0);
  EXPECT_NE(older.out.find("made before flows were kept"), std::string::npos) << older.out;
}

TEST_F(Verify, A_case_cut_in_half_is_unusable_not_a_crash) {
  const auto bytes = bytes_of(kept);
  for (const std::size_t size : {std::size_t{0}, std::size_t{50}, std::size_t{4096}, bytes.size() / 2}) {
    folder.write("kept", bytes.substr(0, size));
    const Ran ran = run({"verify", kept, input});
    EXPECT_EQ(ran.signal, 0) << size;
    EXPECT_EQ(ran.code, 2) << size << ": " << ran.out << ran.err;
    EXPECT_NE(ran.err.find("kept"), std::string::npos) << ran.err;
  }
}

}  // namespace
}  // namespace lenscap::test::verify_test
