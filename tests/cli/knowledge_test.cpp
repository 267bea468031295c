// To teach Lenscap a maker and a law, one writes TOML and no C++: an invented maker, two signatures and a restriction
// in a folder given by --knowledge show up in the report of a capture that was made here.
#include <gtest/gtest.h>

#include "cli/capture.hpp"
#include "cli/program.hpp"

namespace lenscap::test::knowledge_test {
namespace {

using namespace lenscap::test;
using Json = nlohmann::json;

constexpr const char* maker = R"(
[[maker]]
id = "quayside"
name = "Quayside Optics Ltd"
short = "Quayside"
country = "GB"
own = ["Quayside"]
source = "https://example.org/quayside"
date = 2026-03-01
)";

constexpr const char* signatures = R"(
[[signature]]
id = "quayside-name"
on = "dhcp.hostname"
match = '^QS-CAM-[0-9]{4}$'
maker = "quayside"
role = "camera"
source = "https://example.org/quayside/manual"
date = 2026-03-02
examples = ["QS-CAM-0042"]
not = ["QS-NAS-0042"]

[[signature]]
id = "quayside-server"
on = "http.server"
match = '^QuaysideCam/([0-9.]+)$'
maker = "quayside"
role = "camera"
firmware = 1
source = "https://example.org/quayside/manual"
date = 2026-03-03
examples = ["QuaysideCam/2.4"]
not = ["Quayside/2.4"]
)";

constexpr const char* restriction = R"(
[[rule]]
id = "harbour-order"
title = "Harbour order: no camera of Quayside"
citation = "Harbour order 12, section 3"
issuer = "Harbour"
jurisdiction = "UK"
nature = "law"
binds = ["uk-council"]
acts = ["buy", "use"]
scope = "all cameras"
from = 2026-03-04
certainty = "verified"
affiliates = "no"
source = "https://example.org/harbour/order-12"
date = 2026-03-04

[[rule.party]]
as_written = "Quayside Optics Limited"
maker = "quayside"
)";

/// A camera by its name and by the server that it runs; its address block is nobody's.
std::string capture_of_a_quayside(const Folder& folder) {
  const End camera{"\xfc\xee\xee\x10\x20\x30", "\x0a\x07\x01\x42"};
  const std::string answer = "HTTP/1.1 200 OK\r\nServer: QuaysideCam/2.4\r\nContent-Length: 2\r\n\r\nok";
  return folder.write("quay.pcap", pcap({dhcp(camera, "QS-CAM-0042"),
                                         tcp(computer, 50123, camera, 80, 1, "GET / HTTP/1.1\r\nHost: c\r\n\r\n"),
                                         tcp(camera, 80, computer, 50123, 1, answer)}));
}

std::string knowledge(const Folder& folder) {
  folder.write("known/makers/quayside.toml", maker);
  folder.write("known/signatures/quayside.toml", signatures);
  folder.write("known/restrictions/harbour.toml", restriction);
  return folder / "known";
}

TEST(Knowledge, A_maker_two_signatures_and_a_restriction_in_toml_reach_the_report) {
  const Folder folder;
  const auto input = capture_of_a_quayside(folder), known = knowledge(folder);
  const auto audit = audit_json({input, "--knowledge", known, "--for", "uk-council,uk-nhs", "--on", "2026-06-01"});
  ASSERT_EQ(audit["devices"].size(), 1u) << audit["others"];
  const auto& device = audit["devices"][0];
  EXPECT_EQ(device["maker"]["id"], "quayside");
  EXPECT_EQ(device["maker"]["confidence"], "probable") << "a name and a banner: two weak classes";
  EXPECT_EQ(device["role"], "camera");
  EXPECT_EQ(device["firmware"], "2.4");
  bool restricted = false;
  for (const auto& r : device["restrictions"])
    if (r["rule"] == "harbour-order" && r["status"] == "restricted") {
      restricted = true;
      EXPECT_EQ(r["who"], Json::array({"uk-council"}));
      EXPECT_EQ(r["citation"], "Harbour order 12, section 3");
    }
  EXPECT_TRUE(restricted) << device["restrictions"];
  std::string used;
  for (const auto& entry : audit["knowledge"]["used"]) used += entry.dump();
  for (const auto* source :
       {"quayside-name", "quayside-server", "harbour-order", "https://example.org/harbour/order-12"})
    EXPECT_NE(used.find(source), std::string::npos) << source;
  const auto text = run({"audit", input, "--knowledge", known, "--for", "uk-council", "--on", "2026-06-01"}).out;
  EXPECT_NE(text.find("Quayside"), std::string::npos) << text;
}

TEST(Knowledge, Without_the_folder_nobody_knows_that_maker) {
  const Folder folder;
  const auto audit = audit_json({capture_of_a_quayside(folder)});
  EXPECT_EQ(audit["devices"].size(), 0u);
  EXPECT_EQ(audit.dump().find("quayside"), std::string::npos);
}

TEST(Knowledge, Before_the_rule_begins_it_does_not_restrict) {
  const Folder folder;
  const auto audit = audit_json(
      {capture_of_a_quayside(folder), "--knowledge", knowledge(folder), "--for", "uk-council", "--on", "2026-03-03"});
  ASSERT_EQ(audit["devices"].size(), 1u);
  int answers = 0;
  for (const auto& r : audit["devices"][0]["restrictions"]) {
    if (r["rule"] != "harbour-order") continue;
    ++answers;
    EXPECT_EQ(r["status"], "restricted_from") << r;
    EXPECT_EQ(r["date"], "2026-03-04") << r;
  }
  EXPECT_GE(answers, 1);
}

TEST(Knowledge, A_folder_is_checked_before_it_is_believed) {
  const Folder folder;
  const auto known = knowledge(folder);
  EXPECT_EQ(run({"knowledge", "check", known}).code, 0);
  // An example that its own pattern does not match: refused, with file and entry.
  std::string wrong = signatures;
  wrong.replace(wrong.find("QS-CAM-0042"), 11, "QS-CAM-42xx");
  folder.write("known/signatures/quayside.toml", wrong);
  const Ran checked = run({"knowledge", "check", known});
  EXPECT_EQ(checked.code, 2);
  EXPECT_NE(checked.err.find("quayside.toml"), std::string::npos) << checked.err;
  EXPECT_NE(checked.err.find("quayside-name"), std::string::npos) << checked.err;
  // No examples at all: the entry does not load, and no audit runs with half of it.
  std::string bare = signatures;
  bare.erase(bare.find("examples"), bare.find("not =") - bare.find("examples"));
  folder.write("known/signatures/quayside.toml", bare);
  const Ran audited = run({"audit", capture_of_a_quayside(folder), "--knowledge", known});
  EXPECT_EQ(audited.code, 2);
  EXPECT_NE(audited.err.find("examples"), std::string::npos) << audited.err;
}

/// The row of `id` in the answer of `knowledge test --json -`.
Json row_of(const Json& document, const std::string& id) {
  for (const auto& row : document["by"])
    if (row["id"] == id) return row;
  ADD_FAILURE() << "no row of " << id;
  return {};
}

TEST(Knowledge, The_test_counts_what_is_known_of_whom_and_the_folder_too) {
  const Folder folder;
  const auto known = knowledge(folder);
  const Ran ran = run({"knowledge", "test", known, "--json", "-"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  const Json document = Json::parse(ran.out, nullptr, false);
  ASSERT_FALSE(document.is_discarded()) << ran.out.substr(0, 300);
  EXPECT_EQ(document["lenscap"], "knowledge-test");
  EXPECT_EQ(document["errors"].size(), 0u);
  EXPECT_EQ(document["all"]["not_openable"], 0);
  const Json quayside = row_of(document, "quayside");
  EXPECT_EQ(quayside["of"], "maker");
  EXPECT_EQ(quayside["signatures"], 2);
  EXPECT_EQ(quayside["strong"].get<int>() + quayside["weak"].get<int>(), 2);
  EXPECT_GT(row_of(document, "hikvision")["strong"], 10);
  EXPECT_GT(row_of(document, "")["signatures"], 0) << "what names nobody";
  const Ran text = run({"knowledge", "test", known});
  EXPECT_NE(text.out.find("all hold, none is stolen"), std::string::npos) << text.out;
  EXPECT_NE(text.out.find("Quayside"), std::string::npos) << text.out;
}

TEST(Knowledge, The_test_fails_when_a_folder_steals_a_makers_words_or_cites_what_nobody_can_open) {
  const Folder folder;
  const auto known = knowledge(folder);
  folder.write("known/signatures/thief.toml",
               "[[signature]]\nid = \"thief\"\non = \"rtsp.server\"\nmatch = 'Rtsp Server'\nmaker = \"quayside\"\n"
               "source = \"https://example.org/a\"\ndate = 2026-01-01\nexamples = [\"Rtsp Server\"]\n");
  const Ran stolen = run({"knowledge", "test", known});
  EXPECT_EQ(stolen.code, 1);
  EXPECT_NE(stolen.err.find("'Dahua Rtsp Server' is also quayside by thief"), std::string::npos) << stolen.err;
  folder.write("known/signatures/thief.toml",
               "[[signature]]\nid = \"hearsay\"\non = \"rtsp.server\"\nmatch = '^QS Server'\nmaker = \"quayside\"\n"
               "source = \"index 34128402832\"\ndate = 2026-01-01\nexamples = [\"QS Server\"]\n");
  const Ran hearsay = run({"knowledge", "test", known, "--json", "-"});
  EXPECT_EQ(hearsay.code, 1);
  EXPECT_NE(hearsay.err.find("is a fact sheet"), std::string::npos) << hearsay.err;
  EXPECT_EQ(row_of(Json::parse(hearsay.out, nullptr, false), "quayside")["not_openable"], 1);
}

TEST(Knowledge, The_list_says_how_old_the_address_registry_is_and_what_changed_last) {
  const Ran ran = run({"knowledge"});
  EXPECT_EQ(ran.code, 0);
  EXPECT_NE(ran.out.find(" days old"), std::string::npos) << ran.out.substr(0, 300);
  EXPECT_NE(ran.out.find(" blocks new, "), std::string::npos) << ran.out.substr(0, 300);
  const Json document = Json::parse(run({"knowledge", "--json", "-"}).out, nullptr, false);
  EXPECT_EQ(document["registry_changes"]["day"].get<std::string>(),
            document["registry"].get<std::string>().substr(0, 10));
}

TEST(Knowledge, Toml_that_is_broken_is_told_with_file_and_line) {
  const Folder folder;
  const auto known = knowledge(folder);
  folder.write("known/signatures/torn.toml", "[[signature]]\nid = \"a\nmatch");
  const Ran ran = run({"audit", capture_of_a_quayside(folder), "--knowledge", known});
  EXPECT_EQ(ran.code, 2);
  EXPECT_NE(ran.err.find("torn.toml"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("line 2"), std::string::npos) << ran.err;
}

}  // namespace
}  // namespace lenscap::test::knowledge_test
