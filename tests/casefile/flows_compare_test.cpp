// Flows and names that were altered are named, with the inputs and, by their digest, without.
#include <algorithm>

#include "casefile/compare.hpp"
#include "casefile/order.hpp"
#include "casefile/sample.hpp"
#include "casefile/store.hpp"

namespace lenscap::casefile::flows_compare_test {
namespace {

using Names = std::vector<std::string>;

/// "flow changed tcp 443 198.51.100.7" for each difference.
Names names(const std::vector<Difference>& differences) {
  Names out;
  for (const auto& d : differences) out.push_back(fmt::format("{} {} {}", to_string(d.change), d.kind, d.value));
  return out;
}

/// The depot as someone left it who worked on it with the sqlite3 tool.
model::Case edited(const std::string& sql) {
  Folder folder;
  EXPECT_TRUE(save(folder / "case", depot()));
  edit(folder / "case", sql);
  auto loaded = load(folder / "case");
  EXPECT_TRUE(loaded) << to_line(loaded.error());
  return loaded.value_or(model::Case());
}

/// The one difference from the depot, in words; the digest must have told of it too.
std::string change(const std::string& sql) {
  const auto stored = edited(sql);
  const auto found = differences(stored, depot());
  if (found.size() != 1) return fmt::format("{} differences", found.size());
  EXPECT_EQ(area_of(found[0].change), Area::evidence);
  const auto shown = alterations(stored);
  EXPECT_EQ(shown.size(), 1u) << sql;
  if (!shown.empty()) EXPECT_EQ(shown[0].fields, "the flows do not have the digest that they were saved with");
  return fmt::format("{}: {}", to_string(found[0].change), found[0].fields);
}

TEST(CompareFlows, Another_order_of_flows_names_and_sources_is_no_difference) {
  auto again = depot();
  std::reverse(again.flows.begin(), again.flows.end());
  std::reverse(again.names.begin(), again.names.end());
  std::swap(again.sources[0], again.sources[1]);
  for (auto& o : again.observations) o.locator.source = 1 - o.locator.source;
  for (auto& f : again.flows) f.flow.source = 1 - f.flow.source;
  for (auto& n : again.names) n.name.source = 1 - n.name.source;
  EXPECT_EQ(names(differences(edited("SELECT 1"), again)), Names());
}

TEST(CompareFlows, A_flow_that_was_taken_out_is_named) {
  const auto found = differences(edited("DELETE FROM flow WHERE peer='198.51.100.7'"), depot());
  ASSERT_EQ(names(found), Names({"flow missing tcp 443 198.51.100.7"}));
  EXPECT_EQ(found[0].subject, "serial:dahua:3A01234PAZ00001");
  EXPECT_EQ(found[0].place, "depot.pcapng packet 900");
  EXPECT_EQ(change("DELETE FROM flow WHERE peer='198.51.100.7'"), "flow missing: ");
}

TEST(CompareFlows, A_flow_that_was_put_in_is_named) {
  auto shorter = depot();
  shorter.flows.erase(shorter.flows.begin());
  EXPECT_EQ(names(differences(depot(), shorter)), Names({"flow forged tcp 443 2001:db8::7"}));
}

TEST(CompareFlows, A_second_copy_of_a_true_flow_is_forged_too) {
  auto longer = depot();
  longer.flows.push_back(longer.flows[1]);
  EXPECT_EQ(names(differences(longer, depot())), Names({"flow forged tcp 443 198.51.100.7"}));
}

TEST(CompareFlows, Each_field_of_a_flow_counts) {
  const auto flow = [](const std::string& set) {
    return change("UPDATE flow SET " + set + " WHERE peer='198.51.100.7'");
  };
  EXPECT_EQ(flow("subject=4"), "flow changed: subject: mac:3c:ef:8c:00:12:34 → serial:dahua:3A01234PAZ00001");
  EXPECT_EQ(flow("hour=7200000000000"),
            "flow changed: hour: 1970-01-01T02:00:00.000000Z (7200000000000 ns) → 1970-01-01T01:00:00.000000Z "
            "(3600000000000 ns)");
  EXPECT_EQ(flow("peer='192.0.2.80'"), "flow changed: peer: 192.0.2.80 → 198.51.100.7");
  EXPECT_EQ(flow("protocol=17"), "flow changed: protocol: 17 → 6");
  EXPECT_EQ(flow("port=80"), "flow changed: port: 80 → 443");
  EXPECT_EQ(flow("addresses_only=1"), "flow changed: addresses_only: true → false");
  EXPECT_EQ(flow("opened='peer'"), "flow changed: opened: peer → host");
  EXPECT_EQ(flow("first=NULL").substr(0, 20), "flow changed: first:");
  EXPECT_EQ(flow("last=0").substr(0, 19), "flow changed: last:");
  EXPECT_EQ(flow("packets_out=1"), "flow changed: packets_out: 1 → 101");
  EXPECT_EQ(flow("packets_in=1"), "flow changed: packets_in: 1 → 102");
  EXPECT_EQ(flow("bytes_out=1"), "flow changed: bytes_out: 1 → 10003");
  EXPECT_EQ(flow("bytes_in=1"), "flow changed: bytes_in: 1 → 10004");
  EXPECT_EQ(flow("media_out=1"), "flow changed: media_out: 1 → 9005");
  EXPECT_EQ(flow("media_in=1"), "flow changed: media_in: 1 → 9006");
  EXPECT_EQ(flow("attempts=1"), "flow changed: attempts: 1 → 7");
  EXPECT_EQ(flow("answered=1"), "flow changed: answered: 1 → 4");
  EXPECT_EQ(flow("resets=1"), "flow changed: resets: 1 → 2");
  EXPECT_EQ(flow("unreachable=2"), "flow changed: unreachable: 2 → 1");
  EXPECT_EQ(flow("intervals=1"), "flow changed: intervals: 1 → 6");
  EXPECT_EQ(flow("interval_ms=1"), "flow changed: interval_ms: 1 → 360000");
  EXPECT_EQ(flow("interval_squares=-1"), "flow changed: interval_squares: 18446744073709551615 → 21600000000");
  EXPECT_EQ(flow("sampling=2"), "flow changed: sampling: 2 → 1");
  EXPECT_EQ(flow("source=2"), "flow changed: source: replies/info.xml → depot.pcapng");
  EXPECT_EQ(flow("packet=1"), "flow changed: packet: 1 → 900");
}

TEST(CompareFlows, Each_field_of_a_name_counts) {
  const auto name = [](const std::string& set) { return change("UPDATE name SET " + set + " WHERE subject=1"); };
  EXPECT_EQ(name("subject=4"), "name changed: subject: mac:3c:ef:8c:00:12:34 → serial:dahua:3A01234PAZ00001");
  EXPECT_EQ(name("name='time.example'"), "name changed: name: time.example → p2p.example");
  EXPECT_EQ(name("alias=''"), "name changed: alias:  → edge.cdn.example");
  EXPECT_EQ(name("peer=''"), "name changed: peer:  → 198.51.100.7");
  EXPECT_EQ(name("\"from\"='sni'"), "name changed: from: sni → dns");
  EXPECT_EQ(name("time=NULL").substr(0, 19), "name changed: time:");
  EXPECT_EQ(name("count=1"), "name changed: count: 1 → 12");
  EXPECT_EQ(name("source=2"), "name changed: source: replies/info.xml → depot.pcapng");
  EXPECT_EQ(name("packet=1"), "name changed: packet: 1 → 898");
  EXPECT_EQ(name("at=1"), "name changed: at: 1 → 54");
  EXPECT_EQ(name("length=1"), "name changed: length: 1 → 11");
}

TEST(CompareFlows, A_name_that_was_taken_out_or_put_in_is_named) {
  const auto found = differences(edited("DELETE FROM name WHERE subject=1"), depot());
  ASSERT_EQ(names(found), Names({"name missing dns p2p.example"}));
  EXPECT_EQ(found[0].place, "depot.pcapng packet 898");
  EXPECT_EQ(change("DELETE FROM name WHERE subject=1"), "name missing: ");
  auto longer = depot();
  longer.names.push_back(longer.names[0]);
  longer.names.back().name.name = "cloud.example";
  EXPECT_EQ(names(differences(longer, depot())), Names({"name forged dns cloud.example"}));
}

TEST(CompareFlows, A_digest_that_is_gone_is_told) {
  const auto found = alterations(edited("DELETE FROM meta WHERE key='flows_digest'"));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, "flow");
  EXPECT_EQ(found[0].fields, "the digest of the flows is gone");
}

TEST(CompareFlows, The_key_of_a_subject_and_the_hash_of_a_source_are_under_the_digest) {
  const auto digest = [](auto change) {
    auto c = depot();
    change(c);
    return flows_digest(c, file_order(c));
  };
  const auto before = digest([](auto&) {});
  EXPECT_NE(digest([](auto& c) { c.subjects[1].key += "x"; }), before);
  EXPECT_NE(digest([](auto& c) { c.sources[0].sha256 = std::string(64, 'b'); }), before);
  EXPECT_EQ(digest([](auto& c) { std::reverse(c.flows.begin(), c.flows.end()); }), before);
}

TEST(CompareFlows, Totals_over_all_inputs_are_not_compared_with_those_over_some) {
  auto again = depot();
  again.sources.pop_back();
  again.observations.pop_back();
  again.findings.pop_back();
  again.flows.clear();
  again.names.clear();
  EXPECT_EQ(differences(edited("SELECT 1"), again).size(), 1u) << "the source that was not given";
}

TEST(CompareFlows, A_case_from_before_flows_were_kept_is_not_accused) {
  const auto older = edited(first_schema_sql);
  EXPECT_EQ(names(differences(older, depot())), Names());
  EXPECT_EQ(names(alterations(older)), Names());
}

}  // namespace
}  // namespace lenscap::casefile::flows_compare_test
