// A case goes to disk and comes back; what is not a case is named.
#include "casefile/store.hpp"

#include <sys/stat.h>

#include "casefile/sample.hpp"

namespace lenscap::casefile::store_test {
namespace {

std::string what(const model::Result<model::Case>& result) { return result ? "loaded" : to_line(result.error()); }

TEST(Store, A_case_comes_back_as_it_was_saved) {
  Folder folder;
  const auto path = folder / "depot.lenscap";
  ASSERT_TRUE(save(path, depot()));
  const auto loaded = load(path);
  ASSERT_TRUE(loaded) << to_line(loaded.error());
  EXPECT_EQ(text(*loaded), text(depot()));
}

TEST(Store, Flows_and_names_come_back_bit_for_bit) {
  Folder folder;
  const auto c = depot();
  ASSERT_TRUE(save(folder / "case", c));
  const auto loaded = load(folder / "case");
  ASSERT_TRUE(loaded) << to_line(loaded.error());
  EXPECT_EQ(loaded->flows, c.flows);
  EXPECT_EQ(loaded->names, c.names);
}

TEST(Store, Flows_and_names_stand_in_the_order_of_the_device_the_hour_and_the_peer) {
  Folder folder;
  auto c = depot();
  c.flows.clear();
  for (model::Id subject : {4, 1})
    for (model::Nanos hour : {2, 0, 1})
      for (const char* peer : {"192.0.2.9", "192.0.2.1"})
        for (std::uint16_t port : {443, 80})
          for (std::uint64_t packet : {9, 3}) {
            c.flows.push_back(said(subject, peer, packet));
            c.flows.back().flow.hour = hour * model::one_hour;
            c.flows.back().flow.port = port;
          }
  std::swap(c.names[0], c.names[1]);
  ASSERT_TRUE(save(folder / "case", c));
  const auto loaded = load(folder / "case");
  ASSERT_TRUE(loaded) << to_line(loaded.error());
  std::vector<std::string> found, expected;
  for (const auto& [subject, f] : loaded->flows)
    found.push_back(
        fmt::format("{} {} {} {} {}", subject, f.hour / model::one_hour, to_string(f.peer), f.port, f.packet));
  for (int subject : {1, 4})
    for (int hour : {0, 1, 2})
      for (const char* peer : {"192.0.2.1", "192.0.2.9"})
        for (int port : {80, 443})
          for (int packet : {3, 9})
            expected.push_back(fmt::format("{} {} {} {} {}", subject, hour, peer, port, packet));
  EXPECT_EQ(found, expected);
  EXPECT_EQ(loaded->names, depot().names);
}

TEST(Store, A_case_from_before_flows_were_kept_loads_and_says_so) {
  Folder folder;
  ASSERT_TRUE(save(folder / "case", depot()));
  edit(folder / "case", first_schema_sql);
  const auto loaded = load(folder / "case");
  ASSERT_TRUE(loaded) << to_line(loaded.error());
  auto expected = depot();
  expected.flows.clear();
  expected.names.clear();
  expected.meta["older_schema"] = "1";
  EXPECT_EQ(text(*loaded), text(expected));

  ASSERT_TRUE(save(folder / "case", *loaded)) << "and is replaced by one of today's";
  expected.meta.erase("older_schema");
  EXPECT_EQ(text(*load(folder / "case")), text(expected));
}

TEST(Store, A_case_of_today_that_claims_to_be_older_is_refused) {
  Folder folder;
  ASSERT_TRUE(save(folder / "case", depot()));
  edit(folder / "case", "PRAGMA user_version=1");
  EXPECT_NE(what(load(folder / "case")).find("damaged"), std::string::npos);
  edit(folder / "case", "PRAGMA user_version=2; INSERT INTO meta VALUES('older_schema', '1')");
  EXPECT_NE(what(load(folder / "case")).find("damaged"), std::string::npos);
  edit(folder / "case", "PRAGMA user_version=0");
  EXPECT_NE(what(load(folder / "case")).find("damaged"), std::string::npos);
}

TEST(Store, An_empty_case_comes_back_empty) {
  Folder folder;
  ASSERT_TRUE(save(folder / "empty.lenscap", {}));
  const auto loaded = load(folder / "empty.lenscap");
  ASSERT_TRUE(loaded) << to_line(loaded.error());
  EXPECT_EQ(text(*loaded), "");
}

TEST(Store, Only_the_owner_may_read_a_case_even_under_a_generous_umask) {
  Folder folder;
  const mode_t before = umask(0);
  const auto saved = save(folder / "depot.lenscap", depot());
  umask(before);
  ASSERT_TRUE(saved);
  struct stat status {};
  ASSERT_EQ(stat((folder / "depot.lenscap").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777, 0600u);
  EXPECT_EQ(folder.files(), 1u) << "a temporary file stayed behind";
}

TEST(Store, The_same_case_gives_the_same_bytes_whatever_the_order_in_memory) {
  Folder folder;
  auto turned = depot();
  std::swap(turned.subjects[0], turned.subjects[1]);
  std::swap(turned.identifiers[0], turned.identifiers[1]);
  std::swap(turned.findings[0], turned.findings[1]);
  std::swap(turned.knowledge[0], turned.knowledge[1]);
  std::swap(turned.flows[0], turned.flows[3]);
  std::swap(turned.names[0], turned.names[1]);
  ASSERT_TRUE(save(folder / "a", depot()));
  ASSERT_TRUE(save(folder / "b", turned));
  EXPECT_EQ(bytes_of(folder / "a"), bytes_of(folder / "b"));
}

TEST(Store, A_value_that_goes_and_comes_back_keeps_its_three_rows) {
  Folder folder;
  auto c = depot();
  c.observations = {seen(1, 1, "sadp.ipv4address", "10.0.0.1", 1, 26),
                    seen(2, 1, "sadp.ipv4address", "10.0.0.9", 5, 26),
                    seen(3, 1, "sadp.ipv4address", "10.0.0.1", 8, 26)};
  c.findings.clear();
  ASSERT_TRUE(save(folder / "case", c));
  const auto loaded = load(folder / "case");
  ASSERT_TRUE(loaded);
  EXPECT_EQ(text(*loaded), text(c));
}

TEST(Store, A_second_save_replaces_the_first) {
  Folder folder;
  ASSERT_TRUE(save(folder / "case", {}));
  ASSERT_TRUE(save(folder / "case", depot()));
  EXPECT_EQ(text(*load(folder / "case")), text(depot()));
}

TEST(Store, A_link_to_a_case_stays_a_link) {
  Folder folder;
  ASSERT_TRUE(save(folder / "case", {}));
  std::filesystem::create_symlink("case", folder / "link");
  ASSERT_TRUE(save(folder / "link", depot()));
  EXPECT_TRUE(std::filesystem::is_symlink(folder / "link"));
  EXPECT_EQ(text(*load(folder / "case")), text(depot()));
}

TEST(Store, A_photo_is_not_overwritten_by_a_case) {
  Folder folder;
  const std::string photo = "\xff\xd8\xff\xe0 a photo of the depot";
  write_bytes(folder / "photo.jpg", photo);
  const auto saved = save(folder / "photo.jpg", depot());
  ASSERT_FALSE(saved);
  EXPECT_NE(saved.error().what.find("not a Lenscap case"), std::string::npos);
  EXPECT_EQ(bytes_of(folder / "photo.jpg"), photo);
}

TEST(Store, File_names_that_mean_something_to_sqlite_are_only_names) {
  Folder folder;
  const auto here = std::filesystem::current_path();
  std::filesystem::current_path(folder.path);
  const auto memory = save(":memory:", depot());
  const auto uri = save("file:x?mode=memory", depot());
  std::filesystem::current_path(here);
  EXPECT_TRUE(memory);
  EXPECT_TRUE(uri);
  EXPECT_TRUE(load(folder / ":memory:"));
  EXPECT_TRUE(load(folder / "file:x?mode=memory"));
}

TEST(Store, A_case_that_contradicts_itself_is_not_saved) {
  Folder folder;
  const auto refused = [&](auto change) {
    auto c = depot();
    change(c);
    return !save(folder / "case", c) && folder.files() == 0;
  };
  EXPECT_TRUE(refused([](auto& c) { c.observations[1].id = 7; }));
  EXPECT_TRUE(refused([](auto& c) { c.observations[1].subject = 2; }));
  EXPECT_TRUE(refused([](auto& c) { c.observations[1].locator.source = 2; }));
  EXPECT_TRUE(refused([](auto& c) { c.observations[1].locator.mark_length = 256; }));
  EXPECT_TRUE(refused([](auto& c) { c.observations[1].locator.excerpt.assign(257, 'x'); }));
  EXPECT_TRUE(refused([](auto& c) { c.observations[1].kind = "no kind"; }));
  EXPECT_TRUE(refused([](auto& c) { c.findings[0].observations = {4}; }));
  EXPECT_TRUE(refused([](auto& c) { c.findings[0].knowledge = {"maker:nobody"}; }));
  EXPECT_TRUE(refused([](auto& c) { c.findings[1].id = 1; }));
  EXPECT_TRUE(refused([](auto& c) { c.subjects[0].id = 0; }));
  EXPECT_TRUE(refused([](auto& c) { c.knowledge[0].digest = "none"; }));
  EXPECT_TRUE(refused([](auto& c) { c.flows[1].subject = 2; }));
  EXPECT_TRUE(refused([](auto& c) { c.flows[1].flow.source = 2; }));
  EXPECT_TRUE(refused([](auto& c) { c.flows[1].flow.bytes_out = UINT64_MAX; }));
  EXPECT_TRUE(refused([](auto& c) { c.flows[1].flow.peer.family = 5; }));
  EXPECT_TRUE(refused([](auto& c) { c.flows[0].flow.peer.family = 4; })) << "an IPv6 address called IPv4";
  EXPECT_TRUE(refused([](auto& c) { c.flows[1].flow.opened = static_cast<model::Opened>(3); }));
  EXPECT_TRUE(refused([](auto& c) { c.names[1].subject = 2; }));
  EXPECT_TRUE(refused([](auto& c) { c.names[1].name.source = 2; }));
  EXPECT_TRUE(refused([](auto& c) { c.names[1].name.name.assign(70'000, 'x'); }));
  EXPECT_TRUE(refused([](auto& c) { c.names[1].name.alias.assign(70'000, 'x'); }));
  EXPECT_TRUE(refused([](auto& c) { c.names[1].name.peer.family = 7; }));
  EXPECT_TRUE(refused([](auto& c) { c.names[1].name.from = static_cast<model::NameFrom>(5); }));
  EXPECT_TRUE(refused([](auto& c) { c.names[1].name.count = UINT64_MAX; }));
  EXPECT_TRUE(refused([](auto& c) { c.decisions[0].date = "2026-13-01"; }));
}

TEST(Store, What_is_not_a_case_is_named) {
  Folder folder;
  write_bytes(folder / "zero", "");
  write_bytes(folder / "photo.jpg", "\xff\xd8\xff\xe0");
  edit(folder / "other.db", "CREATE TABLE t(x)");
  EXPECT_NE(what(load(folder / "absent")).find("No such file"), std::string::npos);
  EXPECT_NE(what(load(folder.path)).find("is not a file"), std::string::npos);
  EXPECT_NE(what(load(folder / "zero")).find("is not a Lenscap case"), std::string::npos);
  EXPECT_NE(what(load(folder / "photo.jpg")).find("is not a Lenscap case"), std::string::npos);
  EXPECT_NE(what(load(folder / "other.db")).find("is not a Lenscap case"), std::string::npos);
}

TEST(Store, A_pipe_in_place_of_a_case_does_not_hang) {
  Folder folder;
  ASSERT_EQ(mkfifo((folder / "pipe").c_str(), 0600), 0);
  EXPECT_NE(what(load(folder / "pipe")).find("is not a file"), std::string::npos);
}

TEST(Store, A_case_of_a_newer_program_says_so_and_is_not_overwritten) {
  Folder folder;
  ASSERT_TRUE(save(folder / "case", depot()));
  edit(folder / "case", "PRAGMA user_version=3");
  EXPECT_NE(what(load(folder / "case")).find("newer Lenscap"), std::string::npos);
  EXPECT_FALSE(save(folder / "case", depot()));
}

TEST(Store, A_view_under_a_tables_name_is_refused) {
  Folder folder;
  ASSERT_TRUE(save(folder / "case", depot()));
  edit(folder / "case",
       "DROP TABLE decision;"
       "CREATE VIEW decision AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id+1 FROM n)"
       " SELECT id, 1 AS subject, '' AS what, '' AS reason, '' AS who, '' AS date FROM n");
  EXPECT_NE(what(load(folder / "case")).find("does not write"), std::string::npos);
}

TEST(Store, Values_that_no_case_may_hold_are_refused_on_the_way_in) {
  Folder folder;
  const auto refused = [&](const std::string& sql) {
    const auto path = folder / "case";
    EXPECT_TRUE(save(path, depot()));
    edit(path, "PRAGMA ignore_check_constraints=1;" + sql);
    return what(load(path)).find("damaged") != std::string::npos;
  };
  EXPECT_FALSE(refused("UPDATE finding SET value='hikvision'")) << "a sound edit loads: verify has to name it";
  EXPECT_TRUE(refused("UPDATE finding SET confidence='certain'"));
  EXPECT_TRUE(refused("UPDATE finding SET attributes='{\"a\":1}'"));
  EXPECT_TRUE(refused("UPDATE finding SET subject=99"));
  EXPECT_TRUE(refused("UPDATE source SET form='rumour'"));
  EXPECT_TRUE(refused("UPDATE source SET packets=-1"));
  EXPECT_TRUE(refused("UPDATE source SET skipped='{\"a\":-1}'"));
  EXPECT_TRUE(refused("UPDATE source SET id=99 WHERE id=2"));
  EXPECT_TRUE(refused("UPDATE locator SET spans='[[1,2]]'"));
  EXPECT_TRUE(refused("UPDATE locator SET spans='[[1,2,4294967296]]'"));
  EXPECT_TRUE(refused("UPDATE locator SET mark_at=200"));
  EXPECT_TRUE(refused("UPDATE locator SET mark_length=-1"));
  EXPECT_TRUE(refused("UPDATE locator SET place=1.5"));
  EXPECT_TRUE(refused("UPDATE locator SET excerpt=zeroblob(257)"));
  EXPECT_TRUE(refused("UPDATE observation SET value=zeroblob(70000)"));
  EXPECT_TRUE(refused("UPDATE observation SET kind='x'"));
  EXPECT_TRUE(refused("UPDATE subject SET id=-1 WHERE id=4"));
  EXPECT_TRUE(refused("UPDATE meta SET value='-1' WHERE key='others.count'"));
  EXPECT_FALSE(refused("UPDATE flow SET bytes_out=1")) << "a sound edit loads: verify has to name it";
  EXPECT_TRUE(refused("UPDATE flow SET subject=99"));
  EXPECT_TRUE(refused("UPDATE flow SET source=99"));
  EXPECT_TRUE(refused("UPDATE flow SET peer='198.51.100'"));
  EXPECT_TRUE(refused("UPDATE flow SET protocol=256"));
  EXPECT_TRUE(refused("UPDATE flow SET port=65536"));
  EXPECT_TRUE(refused("UPDATE flow SET addresses_only=2"));
  EXPECT_TRUE(refused("UPDATE flow SET opened='nobody'"));
  EXPECT_TRUE(refused("UPDATE flow SET attempts=-1"));
  EXPECT_TRUE(refused("UPDATE flow SET intervals=4294967296"));
  EXPECT_TRUE(refused("UPDATE flow SET sampling=-1"));
  EXPECT_TRUE(refused("UPDATE name SET name=zeroblob(70000)"));
  EXPECT_TRUE(refused("UPDATE name SET alias=1.5"));
  EXPECT_TRUE(refused("UPDATE name SET peer='nobody'"));
  EXPECT_TRUE(refused("UPDATE name SET \"from\"='hearsay'"));
  EXPECT_TRUE(refused("UPDATE name SET at=-1"));
  EXPECT_TRUE(refused("UPDATE name SET source=0"));
  EXPECT_TRUE(refused("UPDATE decision SET date='soon'"));
}

TEST(Store, Rows_taken_out_by_hand_leave_traces_that_are_told) {
  Folder folder;
  ASSERT_TRUE(save(folder / "case", depot()));
  edit(folder / "case", "DELETE FROM observation WHERE id=1; DELETE FROM knowledge WHERE key='maker:dahua'");
  const auto loaded = load(folder / "case");
  ASSERT_TRUE(loaded) << to_line(loaded.error());
  ASSERT_EQ(loaded->observations.size(), 2u);
  EXPECT_EQ(loaded->observations[0].id, 1) << "numbered by position again";
  EXPECT_EQ(loaded->findings[0].observations, std::vector<model::Id>({1}));
  EXPECT_EQ(loaded->findings[1].observations, std::vector<model::Id>({2}));
  EXPECT_EQ(loaded->meta.at("damage.001"), "observation 1 is gone, its locator is still there");
  EXPECT_EQ(loaded->meta.at("damage.002"), "finding 1 rests on observation 1, which is gone");
  EXPECT_EQ(loaded->meta.at("damage.003"), "finding 1 rests on a knowledge entry that is gone");
  EXPECT_NE(loaded->meta.at(std::string(digest_key)), observations_digest(*loaded));
}

}  // namespace
}  // namespace lenscap::casefile::store_test
