// Each way in which a case can be altered has its name, and knowledge that changed since is not evidence that differs.
#include "casefile/compare.hpp"

#include <algorithm>

#include "casefile/sample.hpp"
#include "casefile/store.hpp"

namespace lenscap::casefile::compare_test {
namespace {

/// "evidence: observation forged dhip.vendor" for each difference.
std::vector<std::string> names(const std::vector<Difference>& differences) {
  std::vector<std::string> out;
  for (const auto& d : differences)
    out.push_back(fmt::format("{}: {}{}{}", to_string(area_of(d.change)), to_string(d.change),
                              d.kind.empty() ? "" : " ", d.kind));
  return out;
}

using Names = std::vector<std::string>;

/// The depot as someone left it who worked on it with the sqlite3 tool.
model::Case edited(const std::string& sql) {
  Folder folder;
  EXPECT_TRUE(save(folder / "case", depot()));
  edit(folder / "case", sql);
  auto loaded = load(folder / "case");
  EXPECT_TRUE(loaded) << to_line(loaded.error());
  return loaded.value_or(model::Case());
}

model::Case untouched() { return edited("SELECT 1"); }

TEST(Compare, An_untouched_case_passes) {
  EXPECT_EQ(names(differences(untouched(), depot())), Names());
  EXPECT_EQ(names(finding_differences(untouched(), depot().findings)), Names());
  EXPECT_EQ(names(alterations(untouched())), Names());
  EXPECT_EQ(names(knowledge_differences(untouched().knowledge, depot().knowledge, depot().knowledge)), Names());
}

TEST(Compare, Other_ids_and_another_order_are_no_difference) {
  auto again = depot();
  std::reverse(again.observations.begin(), again.observations.end());
  for (std::size_t i = 0; i < 3; ++i) again.observations[i].id = static_cast<model::Id>(i) + 1;
  for (auto& f : again.findings)
    for (auto& o : f.observations) o = 4 - o;
  std::swap(again.sources[0], again.sources[1]);
  for (auto& o : again.observations) o.locator.source = 1 - o.locator.source;
  for (auto& f : again.flows) f.flow.source = 1 - f.flow.source;
  for (auto& n : again.names) n.name.source = 1 - n.name.source;
  EXPECT_EQ(names(differences(untouched(), again)), Names());
}

TEST(Compare, A_flipped_byte_in_the_input_names_the_source_and_the_observation) {
  auto again = depot();
  again.sources[0].sha256 = std::string(64, 'b');
  again.observations[0].value = "Qrivate";
  again.observations[0].locator.excerpt = "\"Qrivate\"";
  const auto found = differences(untouched(), again);
  EXPECT_EQ(names(found), Names({"evidence: source changed", "evidence: observation changed dhip.vendor"}));
  EXPECT_EQ(found[0].place, "depot.pcapng");
  EXPECT_EQ(found[1].subject, "serial:dahua:3A01234PAZ00001");
  EXPECT_EQ(found[1].value, "Private");
  EXPECT_EQ(found[1].place, "depot.pcapng packet 812 udp 37810 json /params");
  EXPECT_EQ(found[1].fields, "value: Private → Qrivate, excerpt");
}

TEST(Compare, A_flipped_byte_that_no_observation_saw_is_a_changed_source_and_nothing_else) {
  auto again = depot();
  again.sources[0].sha256 = std::string(64, 'b');
  again.sources[0].name = "copies/depot.pcapng";
  EXPECT_EQ(names(differences(untouched(), again)), Names({"evidence: source changed"}));
}

TEST(Compare, A_deleted_observation_is_named) {
  const auto stored = edited("DELETE FROM observation WHERE id=2; DELETE FROM locator WHERE observation=2");
  const auto found = differences(stored, depot());
  EXPECT_EQ(names(found), Names({"evidence: observation missing dhip.serialno", "findings: finding changed maker"}));
  EXPECT_EQ(found[0].value, "3A01234PAZ00001");
  EXPECT_EQ(found[0].subject, "serial:dahua:3A01234PAZ00001");
  EXPECT_EQ(found[1].fields, "observations it rests on");
  EXPECT_EQ(names(alterations(stored)), Names({"evidence: rows altered observation", "evidence: rows altered case"}));
}

TEST(Compare, A_deletion_without_a_trace_but_the_digest_is_noticed_without_inputs) {
  const auto stored = edited(
      "DELETE FROM because WHERE observation=2; DELETE FROM observation WHERE id=2; DELETE FROM locator WHERE "
      "observation=2");
  EXPECT_EQ(names(alterations(stored)), Names({"evidence: rows altered observation"}));
  EXPECT_EQ(names(alterations(edited("DELETE FROM meta WHERE key='observations_digest'"))),
            Names({"evidence: rows altered observation"}));
}

TEST(Compare, A_forged_observation_is_named) {
  const auto stored = edited(
      "INSERT INTO observation VALUES(9,4,'dhip.vendor','Dahua',1,1,1);"
      "INSERT INTO locator VALUES(9,1,'[[5,10,5]]','','udp 37810','Dahua',0,5)");
  const auto found = differences(stored, depot());
  EXPECT_EQ(names(found), Names({"evidence: observation forged dhip.vendor"}));
  EXPECT_EQ(found[0].value, "Dahua");
  EXPECT_EQ(found[0].subject, "mac:3c:ef:8c:00:12:34");
  EXPECT_EQ(found[0].place, "depot.pcapng packet 5 udp 37810");
}

TEST(Compare, A_second_copy_of_a_true_observation_is_forged_too) {
  const auto stored = edited(
      "INSERT INTO observation SELECT 9,subject,kind,value,first,last,count FROM observation WHERE id=1;"
      "INSERT INTO locator SELECT 9,source,spans,decoder,place,excerpt,mark_at,mark_length FROM locator WHERE "
      "observation=1");
  EXPECT_EQ(names(differences(stored, depot())), Names({"evidence: observation forged dhip.vendor"}));
}

TEST(Compare, Each_field_of_an_observation_counts) {
  const auto fields = [](const std::string& sql) {
    const auto found = differences(edited(sql), depot());
    return found.size() == 1 && found[0].change == Change::observation_changed
               ? found[0].fields
               : fmt::format("{} differences", found.size());
  };
  EXPECT_EQ(fields("UPDATE observation SET value='Dahua' WHERE id=1"), "value: Dahua → Private");
  EXPECT_EQ(fields("UPDATE observation SET subject=4 WHERE id=1"),
            "subject: mac:3c:ef:8c:00:12:34 → serial:dahua:3A01234PAZ00001");
  EXPECT_EQ(fields("UPDATE observation SET count=8 WHERE id=2"), "count: 8 → 7");
  EXPECT_EQ(fields("UPDATE observation SET first=0 WHERE id=1").substr(0, 6), "first:");
  EXPECT_EQ(fields("UPDATE locator SET spans='[[812,61,7]]' WHERE observation=1"), "bytes");
  EXPECT_EQ(fields("UPDATE locator SET decoder='' WHERE observation=2"), "decoder:  → http gzip");
  EXPECT_EQ(fields("UPDATE locator SET place='x' WHERE observation=1"), "place: x → udp 37810 json /params");
  EXPECT_EQ(fields("UPDATE locator SET mark_at=2 WHERE observation=1"), "excerpt");
}

TEST(Compare, A_forged_a_deleted_and_a_strengthened_finding_are_named_without_inputs) {
  EXPECT_EQ(names(finding_differences(edited("INSERT INTO finding VALUES(9,4,'maker','hikvision','confirmed','{}')"),
                                      depot().findings)),
            Names({"findings: finding forged maker"}));
  EXPECT_EQ(names(finding_differences(edited("DELETE FROM because WHERE finding=1; DELETE FROM finding WHERE id=1"),
                                      depot().findings)),
            Names({"findings: finding missing maker"}));
  const auto found =
      finding_differences(edited("UPDATE finding SET confidence='confirmed' WHERE id=2"), depot().findings);
  EXPECT_EQ(names(found), Names({"findings: finding changed brand"}));
  EXPECT_EQ(found[0].fields, "confidence: confirmed → possible");
}

TEST(Compare, Two_findings_that_differ_in_attributes_only_are_matched_by_them) {
  auto c = depot();
  c.findings = {{1, 1, "restriction", "ndaa-889", model::Confidence::confirmed, {{"basis", "party"}}, {1}, {}},
                {2, 1, "restriction", "ndaa-889", model::Confidence::confirmed, {{"basis", "affiliate"}}, {2}, {}}};
  auto turned = c.findings;
  std::swap(turned[0], turned[1]);
  EXPECT_EQ(names(finding_differences(c, turned)), Names());
  turned.pop_back();
  const auto found = finding_differences(c, turned);
  EXPECT_EQ(names(found), Names({"findings: finding forged restriction"}));
}

TEST(Compare, A_forged_identifier_relation_or_count_is_named) {
  EXPECT_EQ(names(differences(edited("UPDATE identifier SET value='3c:ef:8c:00:12:35' WHERE kind='mac'"), depot())),
            Names({"findings: subject differs mac", "findings: subject differs mac"}));
  EXPECT_EQ(names(differences(edited("DELETE FROM relation"), depot())), Names({"findings: subject differs records"}));
  EXPECT_EQ(names(differences(edited("DELETE FROM meta WHERE key='others.count'"), depot())),
            Names({"findings: subject differs others"}));
}

TEST(Compare, An_edited_entry_is_changed_knowledge_and_not_other_evidence) {
  auto today = depot().knowledge;
  today[1] = entry("signature:dhip", "id = \"dhip\"\non = \"dhip.class\"\n");
  EXPECT_EQ(names(knowledge_differences(untouched().knowledge, today, {})),
            Names({"knowledge: knowledge changed signature:dhip"}));
  EXPECT_EQ(names(differences(untouched(), depot())), Names());
}

TEST(Compare, An_entry_that_is_gone_and_one_that_is_new_are_named) {
  const std::vector today = {entry("maker:dahua", "id = \"dahua\"\n"), entry("maker:axis", "x"),
                             entry("signature:realm", "y")};
  EXPECT_EQ(names(knowledge_differences(untouched().knowledge, today, {today[0], today[2]})),
            Names({"knowledge: knowledge gone signature:dhip", "knowledge: knowledge new signature:realm"}));
}

TEST(Compare, An_entry_edited_inside_the_case_is_an_altered_case) {
  EXPECT_EQ(names(alterations(
                edited("UPDATE knowledge SET text='id = \"dahua\"\nbuilds = false\n' WHERE key='maker:dahua'"))),
            Names({"evidence: rows altered maker:dahua"}));
}

TEST(Compare, A_source_that_was_not_given_is_told_once) {
  auto again = depot();
  again.sources.pop_back();
  again.observations.pop_back();
  again.findings.pop_back();
  again.subjects[0].key = "mac:00:11:22:33:44:55";  // fewer files, another key
  const auto found = differences(untouched(), again);
  EXPECT_EQ(names(found), Names({"evidence: source not given"}));
  EXPECT_EQ(found[0].place, "replies/info.xml");
}

TEST(Compare, A_source_that_the_case_does_not_have_is_told_once) {
  auto again = depot();
  again.sources.push_back({"more.pcap", std::string(64, 'c'), "pcap", model::SourceForm::capture, 1, 1, 0, 0, {}, {}});
  again.observations.push_back(seen(4, 1, "dhip.vendor", "Private", 3, 3));
  again.observations.back().locator.source = 2;
  EXPECT_EQ(names(differences(untouched(), again)), Names({"evidence: source new"}));
}

TEST(Compare, Every_row_of_a_value_that_came_back_is_matched_to_its_own) {
  auto c = depot();
  c.findings.clear();
  c.observations = {seen(1, 1, "sadp.ipv4address", "10.0.0.1", 1, 26),
                    seen(2, 1, "sadp.ipv4address", "10.0.0.9", 5, 26),
                    seen(3, 1, "sadp.ipv4address", "10.0.0.1", 8, 26)};
  auto again = c;
  again.observations.pop_back();
  const auto found = differences(c, again);
  EXPECT_EQ(names(found), Names({"evidence: observation forged sadp.ipv4address"}));
  EXPECT_EQ(found[0].place, "depot.pcapng packet 8 udp 37810 json /params");
}

}  // namespace
}  // namespace lenscap::casefile::compare_test
