// Ids survive better evidence, because decisions and enquiries refer to them.
#include "casefile/carry.hpp"

#include "casefile/sample.hpp"

namespace lenscap::casefile::carry_test {
namespace {

model::Case with(std::vector<model::Subject> subjects, std::vector<model::Identifier> identifiers = {}) {
  model::Case c;
  c.subjects = std::move(subjects);
  c.identifiers = std::move(identifiers);
  return c;
}

model::Identifier mac(model::Id subject, const char* value) {
  return {subject, "mac", value, model::no_time, model::no_time};
}
model::Identifier serial(model::Id subject, const char* value) {
  return {subject, "serial", value, model::no_time, model::no_time};
}

model::Id id_of(const model::Case& c, std::string_view key) {
  for (const auto& s : c.subjects)
    if (s.key == key) return s.id;
  return 0;
}

TEST(Carry, A_subject_with_the_same_key_keeps_its_id_and_a_new_one_gets_a_fresh_id) {
  const auto older = with({{5, "device", "mac:a"}, {7, "device", "mac:b"}});
  auto newer = with({{1, "device", "mac:new"}, {2, "device", "mac:b"}, {3, "device", "mac:a"}});
  carry_ids(older, newer);
  EXPECT_EQ(id_of(newer, "mac:a"), 5);
  EXPECT_EQ(id_of(newer, "mac:b"), 7);
  EXPECT_EQ(id_of(newer, "mac:new"), 8);
}

TEST(Carry, Every_reference_follows_its_subject) {
  auto older = depot();
  auto newer = depot();
  for (auto& s : newer.subjects) s.id = s.id == 1 ? 2 : 1;
  for (auto& i : newer.identifiers) i.subject = i.subject == 1 ? 2 : 1;
  newer.relations[0].subject = 2;
  newer.relations[0].object = 1;
  for (auto& o : newer.observations) o.subject = o.subject == 1 ? 2 : 1;
  for (auto& f : newer.flows) f.subject = f.subject == 1 ? 2 : 1;
  for (auto& n : newer.names) n.subject = n.subject == 1 ? 2 : 1;
  for (auto& f : newer.findings) f.subject = f.subject == 1 ? 2 : 1;
  newer.decisions.clear();
  carry_ids(older, newer);
  older.meta[std::string(last_subject_key)] = "4";
  EXPECT_EQ(text(newer), text(older));
}

TEST(Carry, A_device_that_learned_its_serial_is_still_the_one_with_that_hardware_address) {
  auto older = with({{5, "device", "mac:3c:ef:8c:00:12:34"}}, {mac(5, "3c:ef:8c:00:12:34")});
  older.decisions = {{5, "remove", "restricted", "J. Doe", "2026-11-24"}};
  auto newer = with({{1, "device", "serial:dahua:3A01"}}, {mac(1, "3C-EF-8C-00-12-34"), serial(1, "3A01")});
  carry_ids(older, newer);
  EXPECT_EQ(id_of(newer, "serial:dahua:3A01"), 5);
  ASSERT_EQ(newer.decisions.size(), 1u);
  EXPECT_EQ(newer.decisions[0].subject, 5);
}

TEST(Carry, A_merge_keeps_the_older_id_its_decisions_and_a_note_of_the_other) {
  auto older =
      with({{3, "device", "ip:10.0.0.1"}, {5, "device", "mac:b"}}, {serial(3, "3A01"), mac(5, "3c:ef:8c:00:12:34")});
  older.decisions = {{5, "keep", "", "", ""}, {3, "remove", "", "", ""}};
  auto newer = with({{1, "device", "serial:3A01"}}, {serial(1, "3A01"), mac(1, "3c:ef:8c:00:12:34")});
  carry_ids(older, newer);
  EXPECT_EQ(id_of(newer, "serial:3A01"), 3);
  ASSERT_EQ(newer.decisions.size(), 2u);
  EXPECT_EQ(newer.decisions[0].subject, 3);
  EXPECT_EQ(newer.decisions[1].subject, 3);
  EXPECT_EQ(newer.meta.at("merged.5"), "3");
}

TEST(Carry, The_id_of_a_merged_subject_is_never_given_out_again) {
  const auto first = with({{1, "device", "a"}, {2, "device", "b"}}, {serial(1, "S1"), mac(2, "3c:ef:8c:00:12:34")});
  auto second = with({{1, "device", "a"}}, {serial(1, "S1"), mac(1, "3c:ef:8c:00:12:34")});
  carry_ids(first, second);
  auto third = with({{1, "device", "a"}, {2, "device", "new"}});
  carry_ids(second, third);
  EXPECT_EQ(id_of(third, "new"), 3);
  EXPECT_EQ(third.meta.at("merged.2"), "1");
}

TEST(Carry, A_name_that_two_devices_bear_or_that_names_no_hardware_joins_nothing) {
  const auto older = with({{5, "device", "old"}}, {serial(5, "1234"), serial(5, "0000000"), mac(5, "02:00:00:00:00:01"),
                                                   mac(5, "01:01:01:01:01:01")});
  auto newer = with({{1, "device", "x"}, {2, "device", "y"}, {3, "device", "z"}},
                    {serial(1, "1234"), serial(2, "1234"), serial(3, "0000000"), mac(3, "02:00:00:00:00:01"),
                     mac(3, "01:01:01:01:01:01")});
  carry_ids(older, newer);
  EXPECT_EQ(id_of(newer, "x"), 6);
  EXPECT_EQ(id_of(newer, "y"), 7);
  EXPECT_EQ(id_of(newer, "z"), 8);
}

TEST(Carry, The_key_decides_where_a_serial_says_otherwise) {
  const auto older = with({{5, "device", "a"}, {6, "device", "b"}}, {serial(5, "S1")});
  auto newer = with({{1, "device", "b"}, {2, "device", "a"}}, {serial(1, "S1")});
  carry_ids(older, newer);
  EXPECT_EQ(id_of(newer, "a"), 5);
  EXPECT_EQ(id_of(newer, "b"), 6);
}

TEST(Carry, A_device_that_was_decided_on_stays_though_no_evidence_shows_it_now) {
  auto older = with({{5, "device", "gone"}, {6, "device", "gone too"}}, {serial(5, "S1")});
  older.decisions = {{5, "removed", "scrapped", "", "2026-11-24"}};
  auto newer = with({{1, "device", "new"}});
  carry_ids(older, newer);
  EXPECT_EQ(id_of(newer, "gone"), 5);
  EXPECT_EQ(id_of(newer, "gone too"), 0);
  EXPECT_EQ(id_of(newer, "new"), 7);
  ASSERT_EQ(newer.identifiers.size(), 1u);
  EXPECT_EQ(newer.identifiers[0].subject, 5);
}

TEST(Carry, Carrying_twice_changes_nothing) {
  const auto older = depot();
  auto once = depot();
  carry_ids(older, once);
  auto twice = once;
  carry_ids(once, twice);
  EXPECT_EQ(text(twice), text(once));
}

TEST(Carry, A_forged_last_id_does_not_overflow) {
  auto older = with({{5, "device", "a"}});
  older.meta[std::string(last_subject_key)] = "9223372036854775807";
  auto newer = with({{1, "device", "b"}});
  carry_ids(older, newer);
  EXPECT_EQ(id_of(newer, "b"), 6);
}

}  // namespace
}  // namespace lenscap::casefile::carry_test
