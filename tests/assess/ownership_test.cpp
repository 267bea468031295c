// Who owns whom on a day. Every figure is worked by hand; the working stands beside it.
#include "assess/ownership.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "assess/holdings.hpp"

namespace lenscap::assess::ownership_test {
namespace {

using knowledge::Holding;
using knowledge::Knowledge;
using knowledge::Organisation;

constexpr model::Date day{2024, 5, 1};

Holding by(const std::string& owner, std::optional<double> share) {
  Holding holding;
  holding.owner = owner;
  holding.share = share;
  holding.certainty = "verified";
  return holding;
}

Holding from_until(Holding holding, std::optional<model::Date> from, std::optional<model::Date> until) {
  holding.from = from, holding.until = until;
  return holding;
}

Holding subsidiary_of(const std::string& owner) {
  Holding holding = by(owner, std::nullopt);
  holding.majority = true;
  return holding;
}

void add(Knowledge& k, const std::string& id, std::vector<Holding> owners) {
  Organisation organisation;
  organisation.id = id;
  organisation.name = id;
  organisation.owners = std::move(owners);
  k.organisations.push_back(std::move(organisation));
}

const Owner* find(const std::vector<Owner>& owners, std::string_view id) {
  for (const Owner& owner : owners)
    if (owner.id == id) return &owner;
  return nullptr;
}

/// The effective share where it is known, in per cent; -1 where there is none or it is an interval.
double share(const Knowledge& k, std::string_view of, std::string_view owner) {
  const auto owners = owners_on(k, of, day);
  const Owner* found = find(owners, owner);
  return found != nullptr && found->most - found->least < 1e-9 ? found->least : -1;
}

std::string interval(const Knowledge& k, std::string_view of, std::string_view owner) {
  const auto owners = owners_on(k, of, day);
  const Owner* found = find(owners, owner);
  if (found == nullptr) return "none";
  return std::to_string(std::lround(found->least)) + ".." + std::to_string(std::lround(found->most)) + " " +
         std::string(to_string(found->half));
}

TEST(Ownership, Shares_multiply_along_a_chain) {
  Knowledge k;
  add(k, "hik", {by("cethik", 40)});
  add(k, "cethik", {by("cetc", 80)});
  add(k, "cetc", {by("sasac", 100)});
  EXPECT_DOUBLE_EQ(share(k, "hik", "cethik"), 40);
  EXPECT_DOUBLE_EQ(share(k, "hik", "cetc"), 32);  // 0.4 × 0.8
  EXPECT_DOUBLE_EQ(share(k, "hik", "sasac"), 32);
  const auto owners = owners_on(k, "hik", day);
  ASSERT_EQ(owners.size(), 3u);
  EXPECT_EQ(owners[0].id, "cethik");  // nearest first
  EXPECT_TRUE(owners[0].direct);
  EXPECT_EQ(owners[2].path, (std::vector<std::string>{"hik", "cethik", "cetc", "sasac"}));
  EXPECT_EQ(owners[2].half, Half::no);  // 40 of 100 is the step that fails
}

TEST(Ownership, Shares_add_over_paths) {
  Knowledge k;
  add(k, "c", {by("a", 30), by("b", 50)});
  add(k, "b", {by("a", 60)});
  EXPECT_DOUBLE_EQ(share(k, "c", "a"), 60);  // 30 + 50 × 60 %
  const auto owners = owners_on(k, "c", day);
  EXPECT_EQ(find(owners, "a")->half, Half::yes);  // b is held, so its 50 count with the 30
  EXPECT_EQ(find(owners, "a")->path.size(), 2u);  // both ways carry 30: the shorter is shown
}

TEST(Ownership, Half_of_a_half_is_a_quarter_and_yet_owned_step_by_step) {
  Knowledge k;
  add(k, "z", {by("y", 50)});
  add(k, "y", {by("x", 50)});
  EXPECT_DOUBLE_EQ(share(k, "z", "x"), 25);
  EXPECT_EQ(interval(k, "z", "x"), "25..25 yes");
  EXPECT_TRUE(find(owners_on(k, "z", day), "x")->majority);
}

TEST(Ownership, Just_less_than_half_at_one_step_breaks_the_chain) {
  Knowledge k;
  add(k, "z", {by("y", 100)});
  add(k, "y", {by("x", 49.99)});
  EXPECT_EQ(find(owners_on(k, "z", day), "x")->half, Half::no);
}

// a = 70 x + 30 b and b = 40 y + 60 a. For x: a = 0.7 + 0.3 b, b = 0.6 a, so a = 0.7 / (1 - 0.18) = 0.853658…
TEST(Ownership, Two_that_own_each_other_hand_everything_to_those_outside) {
  Knowledge k;
  add(k, "a", {by("x", 70), by("b", 30)});
  add(k, "b", {by("y", 40), by("a", 60)});
  EXPECT_NEAR(share(k, "a", "x"), 85.365853658536, 1e-9);
  EXPECT_NEAR(share(k, "b", "x"), 51.219512195122, 1e-9);  // 0.6 × 0.853658
  EXPECT_NEAR(share(k, "a", "y"), 14.634146341463, 1e-9);  // 0.3 × 0.4 / 0.82
  EXPECT_NEAR(share(k, "a", "x") + share(k, "a", "y"), 100, 1e-9);
  EXPECT_DOUBLE_EQ(share(k, "b", "a"), 60);  // what a holds of b is not made more by b's part in a
  EXPECT_EQ(interval(k, "b", "x"), "51..51 yes");
  EXPECT_EQ(find(owners_on(k, "a", day), "a"), nullptr);  // nobody is an owner of itself
}

// a = 80 x + 20 b, b = 50 c, c = 10 a: for x, a = 0.8 + 0.2 × 0.5 × 0.1 a, so a = 0.8 / 0.99.
TEST(Ownership, A_circle_of_three_is_solved_too) {
  Knowledge k;
  add(k, "a", {by("x", 80), by("b", 20)});
  add(k, "b", {by("c", 50)});
  add(k, "c", {by("a", 10)});
  EXPECT_NEAR(share(k, "a", "x"), 80.808080808081, 1e-9);
  EXPECT_NEAR(share(k, "b", "x"), 4.0404040404040, 1e-9);  // 0.5 × 0.1 × 0.808080…
}

TEST(Ownership, A_circle_that_nobody_outside_has_a_part_in_ends) {
  Knowledge k;
  add(k, "a", {by("b", 100)});
  add(k, "b", {by("a", 100)});
  add(k, "c", {by("a", 10), by("x", 90)});
  EXPECT_DOUBLE_EQ(share(k, "a", "b"), 100);
  EXPECT_DOUBLE_EQ(share(k, "c", "x"), 90);
  EXPECT_DOUBLE_EQ(share(k, "c", "b"), 10);
}

TEST(Ownership, Ten_in_a_hundred_outside_a_closed_circle_are_all_of_it) {
  Knowledge k;
  add(k, "a", {by("b", 90), by("x", 10)});
  add(k, "b", {by("a", 100)});
  EXPECT_NEAR(share(k, "a", "x"), 100, 1e-9);  // 0.1 / (1 - 0.9)
}

TEST(Ownership, A_long_chain_and_a_wide_one_are_answered) {
  Knowledge k;
  for (int i = 0; i < 400; ++i) add(k, "n" + std::to_string(i), {by("n" + std::to_string(i + 1), 100)});
  EXPECT_DOUBLE_EQ(share(k, "n0", "n400"), 100);
}

TEST(Ownership, Several_hold_together_what_none_holds_alone) {
  Knowledge k;
  add(k, "hik", {by("cethik", 36.48), by("institute", 2), by("fund", 15)});
  add(k, "cethik", {by("cetc", 100)});
  const Ownership ownership(k, day);
  const std::vector<std::string> all = {"cethik", "institute", "fund"};
  EXPECT_NEAR(ownership.together("hik", all).least, 53.48, 1e-9);
  EXPECT_EQ(ownership.half_together("hik", all), Half::yes);
  EXPECT_EQ(ownership.half_together("hik", std::vector<std::string>{"cethik", "institute"}), Half::no);
  const std::vector<std::string> twice = {"cethik", "cetc"};  // what one holds through the other counts once
  EXPECT_NEAR(ownership.together("hik", twice).least, 36.48, 1e-9);
}

TEST(Ownership, A_share_that_is_not_known_makes_an_interval_and_no_answer_to_the_half) {
  Knowledge k;
  add(k, "vehicle", {by("hik", std::nullopt), by("county", std::nullopt)});
  EXPECT_EQ(interval(k, "vehicle", "hik"), "0..100 not_known");
  add(k, "known", {by("hik", std::nullopt), by("county", 30)});
  EXPECT_EQ(interval(k, "known", "hik"), "0..70 not_known");
  add(k, "small", {by("hik", std::nullopt), by("county", 60)});
  EXPECT_EQ(interval(k, "small", "hik"), "0..40 no");
}

TEST(Ownership, What_is_said_to_be_a_subsidiary_is_said_and_not_measured) {
  Knowledge k;
  add(k, "vehicle", {subsidiary_of("hik"), by("county", std::nullopt)});
  EXPECT_EQ(interval(k, "vehicle", "hik"), "0..100 said");
  EXPECT_TRUE(find(owners_on(k, "vehicle", day), "hik")->majority);
  EXPECT_EQ(interval(k, "vehicle", "county"), "0..100 not_known");
}

TEST(Ownership, What_two_unknown_owners_pass_on_to_one_is_never_more_than_the_whole) {
  Knowledge k;
  add(k, "n", {by("a", std::nullopt), by("b", std::nullopt)});
  add(k, "a", {by("p", 100)});
  add(k, "b", {by("p", 50)});
  EXPECT_EQ(interval(k, "n", "p"), "0..100 not_known");  // all of it through a
  EXPECT_EQ(interval(k, "n", "b"), "0..100 not_known");
}

TEST(Ownership, A_holding_counts_from_its_first_day_to_its_last) {
  Knowledge k;
  add(k, "lorex",
      {from_until(by("flir", 100), std::nullopt, model::Date{2018, 2, 5}),
       from_until(by("dahua", 100), model::Date{2018, 2, 6}, model::Date{2022, 11, 23})});
  EXPECT_EQ(find(owners_on(k, "lorex", {2018, 2, 5}), "dahua"), nullptr);
  EXPECT_NE(find(owners_on(k, "lorex", {2018, 2, 6}), "dahua"), nullptr);
  EXPECT_EQ(find(owners_on(k, "lorex", {2018, 2, 6}), "flir"), nullptr);
  EXPECT_NE(find(owners_on(k, "lorex", {2022, 11, 23}), "dahua"), nullptr);
  EXPECT_TRUE(owners_on(k, "lorex", {2022, 11, 24}).empty());
}

TEST(Ownership, What_somebody_owns_is_the_same_seen_from_above) {
  Knowledge k;
  add(k, "b", {by("a", 60)});
  add(k, "c", {by("b", 50), by("d", std::nullopt)});
  const auto owned = owned_on(k, "a", day);
  ASSERT_EQ(owned.size(), 2u);
  EXPECT_EQ(owned[0].id, "b");
  EXPECT_EQ(owned[1].id, "c");
  EXPECT_NEAR(owned[1].least, 30, 1e-9);
  EXPECT_EQ(owned[1].half, Half::yes);
  EXPECT_EQ(owned[1].path, (std::vector<std::string>{"c", "b", "a"}));
}

TEST(Ownership, A_makers_own_organisation_is_the_maker) {
  Knowledge k;
  knowledge::Maker maker;
  maker.id = "hikvision";
  k.makers.push_back(maker);
  add(k, "hikvision-co", {by("cethik", 36.48)});
  k.organisations.back().maker = "hikvision";
  add(k, "ezviz", {by("hikvision-co", 60)});
  EXPECT_EQ(party_id(k, "hikvision-co"), "hikvision");
  EXPECT_NEAR(share(k, "hikvision", "cethik"), 36.48, 1e-9);
  EXPECT_NEAR(share(k, "hikvision-co", "cethik"), 36.48, 1e-9);
  EXPECT_NEAR(share(k, "ezviz", "hikvision"), 60, 1e-9);
}

TEST(Ownership, A_brand_and_a_maker_without_an_organisation_say_their_owners_themselves) {
  Knowledge k;
  knowledge::Brand brand;
  brand.id = "lorex";
  brand.owners = {{"dahua", 0, model::Date{2018, 2, 6}, model::Date{2022, 11, 23}, "reported", "sold"}};
  k.brands.push_back(brand);
  const auto owners = owners_on(k, "lorex", {2021, 3, 1});
  ASSERT_EQ(owners.size(), 1u);
  EXPECT_EQ(owners[0].id, "dahua");
  EXPECT_EQ(owners[0].certainty, "reported");
  EXPECT_EQ(owners[0].notes, std::vector<std::string>{"sold"});
  EXPECT_TRUE(owners_on(k, "lorex", {2024, 1, 1}).empty());
}

TEST(Ownership, The_weakest_step_says_how_certain_the_way_is) {
  Knowledge k;
  add(k, "b", {by("a", 60)});
  add(k, "c", {by("b", 60)});
  k.organisations.back().owners[0].certainty = "reported";
  EXPECT_EQ(find(owners_on(k, "c", day), "a")->certainty, "reported");
  EXPECT_EQ(find(owners_on(k, "b", day), "a")->certainty, "verified");
}

TEST(Ownership, Who_stands_in_no_holding_has_no_owner) {
  EXPECT_TRUE(owners_on(Knowledge{}, "anybody", day).empty());
  EXPECT_TRUE(owned_on(Knowledge{}, "anybody", day).empty());
}

/// h = A h by plain iteration from nothing, which climbs to the least solution: slow, and plainly right.
std::vector<double> by_iteration(const std::vector<std::vector<Held>>& rows, const std::vector<bool>& group) {
  std::vector<double> held(rows.size(), 0);
  for (int round = 0; round < 1000; ++round)
    for (std::size_t n = 0; n < rows.size(); ++n) {
      double sum = group[n] ? 1 : 0;
      if (!group[n])
        for (const Held& h : rows[n]) sum += h.share * held[h.owner];
      held[n] = sum;
    }
  return held;
}

TEST(Holdings, Elimination_says_what_iteration_says_on_a_thousand_webs_of_cross_holdings) {
  std::uint32_t state = 7;
  const auto next = [&](std::uint32_t below) {
    state = state * 1664525u + 1013904223u;
    return (state >> 8) % below;
  };
  for (int web = 0; web < 1000; ++web) {
    const std::size_t size = 2 + next(6);
    Holdings holdings;
    holdings.rows.resize(size), holdings.unknown.resize(size);
    for (auto& row : holdings.rows) {
      double left = 0.95;
      for (std::uint32_t i = next(4); i > 0; --i) {
        const double share = left * next(100) / 100;
        row.push_back({next(static_cast<std::uint32_t>(size)), share});
        left -= share;
      }
    }
    std::vector<bool> group(size, false);
    group[next(static_cast<std::uint32_t>(size))] = true;
    const auto solved = least_held(holdings, group), iterated = by_iteration(holdings.rows, group);
    for (std::size_t n = 0; n < size; ++n) EXPECT_NEAR(solved[n], iterated[n], 1e-9) << "web " << web << " node " << n;
  }
}

}  // namespace
}  // namespace lenscap::assess::ownership_test
