// What the rules say is worked out once for all devices of which they say the same, and for no other.
#include "views/device.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "views/sample_case.hpp"

namespace lenscap::views::device_test {
namespace {

struct Three {
  test::Sample s;
  model::Id one, alike, later;

  Three() {
    s.k = test::sample_knowledge();
    one = s.device("ip:10.0.0.1");
    alike = s.device("ip:10.0.0.2");
    later = s.device("ip:10.0.0.3");
    for (const model::Id id : {one, alike, later}) s.restricted(id, "us-889-a1a", "us-federal", "restricted", "dahua");
    s.c.findings.back().attributes["from"] = "2030-01-01";
  }
};

const Device& device_of(const std::vector<Device>& all, model::Id id) {
  return *std::find_if(all.begin(), all.end(), [&](const Device& d) { return d.subject->id == id; });
}

TEST(Devices, Of_which_the_rules_say_the_same_share_one_judgement_and_another_date_is_another) {
  const Three t;
  const auto all = devices(t.s.view());
  ASSERT_EQ(all.size(), 3u);
  const auto judged = [&](model::Id id) { return device_of(all, id).judged; };
  EXPECT_EQ(judged(t.one), judged(t.alike));
  EXPECT_NE(judged(t.one), judged(t.later));
  EXPECT_EQ(judged(t.one)->worst, assess::Status::restricted);
  EXPECT_EQ(judged(t.later)->worst, assess::Status::restricted_from);
  ASSERT_FALSE(judged(t.one)->restrictions.empty());
  EXPECT_EQ(judged(t.one)->restrictions[0].from, "2019-08-13");
  EXPECT_EQ(judged(t.later)->restrictions[0].from, "2030-01-01");
}

TEST(Devices, Each_of_those_that_share_a_judgement_is_counted) {
  const Three t;
  const Summary s = summarise(t.s.view(), devices(t.s.view()));
  const auto federal =
      std::find_if(s.askers.begin(), s.askers.end(), [](const auto& a) { return a.who == "us-federal"; });
  ASSERT_NE(federal, s.askers.end());
  EXPECT_EQ(federal->devices[static_cast<std::size_t>(assess::Status::restricted)], 2u);
  EXPECT_EQ(federal->devices[static_cast<std::size_t>(assess::Status::restricted_from)], 1u);
}

}  // namespace
}  // namespace lenscap::views::device_test
