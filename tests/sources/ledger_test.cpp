// What the ledger keeps, counts and forgets.
#include "sources/ledger.hpp"

#include <gtest/gtest.h>
#include <malloc.h>

#include "sources/reading.hpp"

namespace lenscap::sources::testing::ledger_test {
namespace {

using model::kind;

struct Book {
  knowledge::Matcher matcher{builtin()};
  Ledger ledger;
  std::int64_t clock = 0;

  explicit Book(LedgerBounds bounds = {}) : ledger(matcher, bounds) { ledger.add_source({}); }
  model::HostIndex host(std::uint32_t number) {
    return ledger.host(model::Mac{std::uint64_t{0x3cef8c000000} + number}, model::Ip::v4(0x0a000000 + number), 0);
  }
  std::uint64_t beyond_bound() {
    std::uint64_t values = 0;
    for (model::HostIndex i = 0; i < ledger.host_count(); ++i) values += ledger.told(i).beyond;
    return values;
  }
  void note(model::HostIndex of, model::Kind what, std::string_view value) {
    const model::Span span{static_cast<std::uint64_t>(++clock), 0, static_cast<std::uint32_t>(value.size())};
    Sighting seen;
    seen.time = clock;
    seen.spans = {&span, 1};
    ledger.note(of, what, value, seen);
  }
  std::uint64_t skipped(Skip what) { return ledger.skips()[what]; }
};

std::vector<std::string> kept(Book& book, std::string_view what) { return values(book.ledger.finish(true), what); }

TEST(Ledger, A_value_that_changes_and_changes_back_is_three_rows) {
  Book book;
  const auto camera = book.host(1);
  for (const char* value : {"A", "A", "B", "B", "A", "A"}) book.note(camera, kind("onvif.firmware"), value);
  const auto evidence = book.ledger.finish(true);
  EXPECT_EQ(values(evidence, "onvif.firmware"), (std::vector<std::string>{"A", "B", "A"}));
  std::vector<std::int64_t> firsts, lasts;
  for (const auto& o : evidence.observations) {
    EXPECT_EQ(o.count, 2u);
    firsts.push_back(o.first);
    lasts.push_back(o.last);
  }
  EXPECT_EQ(firsts, (std::vector<std::int64_t>{1, 3, 5}));
  EXPECT_EQ(lasts, (std::vector<std::int64_t>{2, 4, 6}));
}

TEST(Ledger, Values_that_stand_side_by_side_are_one_row_each) {
  Book book;
  const auto camera = book.host(1);
  for (const char* value : {"a", "b", "a", "b", "a"}) book.note(camera, kind("wsd.scope"), value);
  EXPECT_EQ(kept(book, "wsd.scope"), (std::vector<std::string>{"a", "b"}));
}

TEST(Ledger, The_same_value_of_another_host_or_kind_is_another_row) {
  Book book;
  book.note(book.host(1), kind("onvif.model"), "X");
  book.note(book.host(2), kind("onvif.model"), "X");
  book.note(book.host(1), kind("onvif.hardwareid"), "X");
  EXPECT_EQ(book.ledger.finish(true).observations.size(), 3u);
}

TEST(Ledger, Rows_of_many_hosts_survive_the_growth_of_the_tables) {
  Book book;
  for (std::uint32_t round = 0; round < 2; ++round)
    for (std::uint32_t i = 0; i < 20'000; ++i) book.note(book.host(i), kind("onvif.serial"), std::to_string(i));
  const auto evidence = book.ledger.finish(true);
  EXPECT_EQ(evidence.hosts.size(), 20'000u);
  std::size_t counted_twice = 0;
  for (const auto& o : evidence.observations)
    if (model::info(o.kind).name == "onvif.serial") counted_twice += o.count == 2;
  EXPECT_EQ(counted_twice, 20'000u);
}

TEST(Ledger, Names_beyond_the_bound_are_counted_and_the_first_stay) {
  Book book;
  const auto pc = book.host(1);
  for (int i = 0; i < 20; ++i) book.note(pc, kind("dns.query"), "name" + std::to_string(i) + ".example");
  EXPECT_EQ(book.beyond_bound(), 18u);
  book.note(pc, kind("dns.query"), "name1.example");
  EXPECT_EQ(book.beyond_bound(), 18u) << "a value that is kept is not beyond the bound";
  EXPECT_EQ(kept(book, "dns.query").size(), 2u);
}

TEST(Ledger, A_name_that_knowledge_knows_is_kept_beyond_the_bound) {
  Book book;
  const auto camera = book.host(1);
  for (int i = 0; i < 20; ++i) book.note(camera, kind("dns.query"), "name" + std::to_string(i) + ".example");
  ASSERT_FALSE(builtin().endpoints.empty());
  ASSERT_TRUE(book.ledger.knows(kind("dns.query"), "www.hik-connect.com"));
  book.note(camera, kind("dns.query"), "www.hik-connect.com");
  const auto names = kept(book, "dns.query");
  EXPECT_EQ(names.back(), "www.hik-connect.com");
}

TEST(Ledger, A_value_beyond_the_bound_does_not_end_the_row_that_is_kept) {
  Book book;
  const auto pc = book.host(1);
  for (int i = 0; i < 4; ++i) book.note(pc, kind("dhcp.hostname"), "pc" + std::to_string(i));
  book.note(pc, kind("dhcp.hostname"), "pc-too-many");
  book.note(pc, kind("dhcp.hostname"), "pc3");
  const auto evidence = book.ledger.finish(true);
  EXPECT_EQ(values(evidence, "dhcp.hostname"), (std::vector<std::string>{"pc0", "pc1", "pc2", "pc3"}));
  EXPECT_EQ(evidence.observations[3].count, 2u);
}

TEST(Ledger, A_host_that_says_too_much_is_cut_off_and_counted) {
  LedgerBounds bounds;
  bounds.most_facts_a_host = 50;
  Book book(bounds);
  const auto camera = book.host(1);
  for (int i = 0; i < 80; ++i) book.note(camera, kind("wsd.scope"), "scope " + std::to_string(i));
  EXPECT_EQ(book.beyond_bound(), 30u);
  book.note(book.host(2), kind("wsd.scope"), "another's");
  EXPECT_EQ(book.beyond_bound(), 30u);
  EXPECT_EQ(kept(book, "wsd.scope").size(), 51u);
}

TEST(Ledger, All_hosts_together_keep_a_bounded_number_of_facts) {
  LedgerBounds bounds;
  bounds.most_facts = 100;
  Book book(bounds);
  for (std::uint32_t i = 0; i < 150; ++i) book.note(book.host(i), kind("wsd.scope"), std::to_string(i));
  EXPECT_EQ(book.beyond_bound(), 50u);
  EXPECT_EQ(kept(book, "wsd.scope").size(), 100u);
}

TEST(Ledger, Hosts_beyond_the_bound_are_nobody_and_counted) {
  LedgerBounds bounds;
  bounds.most_hosts = 10;
  Book book(bounds);
  for (std::uint32_t i = 0; i < 10; ++i) EXPECT_NE(book.host(i), model::no_host);
  EXPECT_EQ(book.host(10), model::no_host);
  EXPECT_EQ(book.ledger.document_host("folder#A"), model::no_host);
  EXPECT_EQ(book.ledger.channel_host(book.host(1), "channel 1"), model::no_host);
  EXPECT_EQ(book.skipped(Skip::host_bound), 3u);
  EXPECT_EQ(book.host(3), 3u) << "hosts that are known stay known";
  book.note(model::no_host, kind("onvif.model"), "X");
  EXPECT_EQ(book.ledger.finish(true).hosts.size(), 10u);
}

TEST(Ledger, Names_that_never_come_again_do_not_fill_memory) {
  Book book;
  const auto pc = book.host(1);
  auto names = [&](int from, int until) {
    for (int i = from; i < until; ++i)
      book.note(pc, kind("dns.query"),
                "a-name-of-sixty-letters-that-never-comes-again-" + std::to_string(i) + ".example");
  };
  names(0, 100'000);
  const auto before = mallinfo2().uordblks;
  names(100'000, 500'000);
  EXPECT_LT(mallinfo2().uordblks, before + 1'000'000) << "400,000 names of 60 bytes were seen in between";
}

TEST(Ledger, A_long_value_is_cut_and_its_excerpt_with_it) {
  Book book;
  book.note(book.host(1), kind("onvif.model"), std::string(5000, 'x'));
  const auto evidence = book.ledger.finish(true);
  ASSERT_EQ(values(evidence, "onvif.model").size(), 1u);
  EXPECT_EQ(evidence.observations[0].value.size(), 256u);
  EXPECT_LE(evidence.observations[0].locator.excerpt.size(), 256u);
}

TEST(Ledger, Hosts_on_two_networks_of_one_cable_are_two) {
  Book book;
  const auto a = book.ledger.host(model::Mac{1}, model::Ip::v4(1), 10);
  const auto b = book.ledger.host(model::Mac{1}, model::Ip::v4(1), 20);
  EXPECT_NE(a, b);
  EXPECT_EQ(a, book.ledger.host(model::Mac{1}, model::Ip::v4(1), 10));
}

TEST(Ledger, A_channel_of_a_recorder_knows_its_recorder) {
  Book book;
  const auto recorder = book.host(1);
  const auto first = book.ledger.channel_host(recorder, "channel 1"),
             second = book.ledger.channel_host(recorder, "channel 2");
  EXPECT_NE(first, second);
  EXPECT_EQ(first, book.ledger.channel_host(recorder, "channel 1"));
  EXPECT_NE(first, book.ledger.channel_host(book.host(2), "channel 1"));
  EXPECT_EQ(book.ledger.told(first).parent, recorder);
  EXPECT_TRUE(book.ledger.row(first).marks & model::from_channel_list);
}

TEST(Strings, A_string_has_one_number_whatever_its_length) {
  Strings strings;
  std::vector<std::string> all;
  for (std::size_t i = 0; i < 5000; ++i) all.push_back(std::string(i % 300, 'x') + std::to_string(i / 300));
  all.push_back("");
  all.push_back(std::string("a\0b", 3));
  all.push_back(std::string("a\0c", 3));
  all.push_back(std::string(200'000, 'y'));
  std::vector<std::uint32_t> ids;
  for (const auto& text : all) ids.push_back(strings.intern(text));
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_EQ(strings.intern(all[i]), ids[i]);
    EXPECT_EQ(strings.find(all[i]), ids[i]);
    EXPECT_EQ(strings[ids[i]], all[i]);
  }
  EXPECT_EQ(strings.size(), all.size());
  EXPECT_EQ(strings.find("never seen"), Strings::none);
}

}  // namespace
}  // namespace lenscap::sources::testing::ledger_test
