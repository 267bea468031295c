// Every allocation, write, sync and read fails in turn: the old case stays, or the new one is there, and the error is
// plain.
#include "casefile/fault.hpp"

#include <sys/resource.h>

#include <csignal>

#include "casefile/sample.hpp"
#include "casefile/store.hpp"

namespace lenscap::casefile::fault_test {
namespace {

/// A case that does not fit SQLite's page cache (2 MB), so that writes happen before the commit too.
model::Case big_depot() {
  auto c = depot();
  for (model::Id id = 4; id <= 6000; ++id) {
    c.observations.push_back(seen(id, 1, "dns.query", std::string(200, 'a'), static_cast<std::uint64_t>(id), 60));
    c.observations.back().locator.place = std::string(300, 'p');
  }
  return c;
}

/// Saves `next` over `old` with the Nth call failing, for every N (or every `step`-th) until one save succeeds.
void fail_each_call(const model::Case& next, bool for_good, long step, Fault& fault) {
  Folder folder;
  const auto path = folder / "case";
  ASSERT_TRUE(save(path, depot()));
  const auto before = bytes_of(path);
  for (long n = 1;; n += step) {
    fault = {};
    fault.fail_at = n;
    fault.for_good = for_good;
    const auto saved = save(path, next);
    EXPECT_EQ(folder.files(), 1u) << "a temporary file stayed behind after call " << n;
    if (fault.calls < n) {
      ASSERT_TRUE(saved) << to_line(saved.error());
      break;
    }
    if (saved) continue;  // SQLite did without that call
    ASSERT_EQ(bytes_of(path), before) << "call " << n << " failed and the old case changed";
    EXPECT_FALSE(saved.error().what.empty());
    EXPECT_EQ(saved.error().where, path);
    EXPECT_FALSE(saved.error().todo.empty()) << to_line(saved.error());
  }
  fault = {};
  const auto loaded = load(path);
  ASSERT_TRUE(loaded);
  EXPECT_EQ(text(*loaded), text(next));
}

TEST(Faults, Each_failing_disk_call_leaves_the_old_case_or_the_new_one) {
  Fault fault;
  FaultyDisk disk(fault);
  auto next = depot();
  next.decisions.push_back({4, "keep", "own brand", "A. N. Other", "2026-11-25"});
  fail_each_call(next, false, 1, fault);
}

TEST(Faults, A_disk_that_stays_full_leaves_the_old_case) {
  Fault fault;
  FaultyDisk disk(fault);
  fail_each_call(big_depot(), true, 97, fault);
}

TEST(Faults, The_commit_is_synced_to_disk) {
  Fault fault;
  FaultyDisk disk(fault);
  Folder folder;
  ASSERT_TRUE(save(folder / "case", depot()));
  EXPECT_EQ(fault.by_name["sync"], 1);
  EXPECT_GT(fault.by_name["write"], 10);
}

TEST(Faults, Each_failing_read_is_an_error_and_no_half_case) {
  Folder folder;
  ASSERT_TRUE(save(folder / "case", depot()));
  Fault fault;
  FaultyDisk disk(fault);
  for (long n = 1;; ++n) {
    fault = {};
    fault.fail_at = n;
    const auto loaded = load(folder / "case");
    if (fault.calls < n) break;
    if (loaded) EXPECT_EQ(text(*loaded), text(depot()));
    else EXPECT_FALSE(loaded.error().todo.empty()) << to_line(loaded.error());
  }
}

TEST(Faults, Each_failing_allocation_while_saving_leaves_the_old_case_or_the_new_one) {
  Fault fault;
  FaultyMemory memory(fault);
  fail_each_call(depot(), false, 1, fault);
}

TEST(Faults, Each_failing_allocation_while_loading_is_an_error_and_no_half_case) {
  Folder folder;
  ASSERT_TRUE(save(folder / "case", depot()));
  Fault fault;
  FaultyMemory memory(fault);
  for (long n = 1;; ++n) {
    fault = {};
    fault.fail_at = n;
    const auto loaded = load(folder / "case");
    if (fault.calls < n) break;
    if (loaded) {
      ASSERT_EQ(text(*loaded), text(depot())) << "allocation " << n;
    }
  }
}

TEST(Faults, A_full_disk_is_called_a_full_disk) {
  Fault fault;
  FaultyDisk disk(fault);
  Folder folder;
  fault.fail_at = 4;
  fault.for_good = true;
  while (true) {
    fault.calls = 0;
    fault.by_name.clear();
    const auto saved = save(folder / "case", depot());
    if (fault.by_name["write"] == 0 && !saved) {
      ++fault.fail_at;  // still before the first write
      continue;
    }
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().what, "no space left for the case");
    EXPECT_NE(saved.error().todo.find("free some space"), std::string::npos);
    break;
  }
}

TEST(Faults, A_limit_on_file_size_is_met_with_the_old_case_intact) {
  Folder folder;
  const auto path = folder / "case";
  ASSERT_TRUE(save(path, depot()));
  const auto before = bytes_of(path);
  rlimit old{};
  getrlimit(RLIMIT_FSIZE, &old);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{256 * 1024, old.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  const auto saved = save(path, big_depot());
  setrlimit(RLIMIT_FSIZE, &old);
  std::signal(SIGXFSZ, handler);
  ASSERT_FALSE(saved);
  EXPECT_NE(saved.error().what.find("no space left for the case"), std::string::npos) << to_line(saved.error());
  EXPECT_EQ(bytes_of(path), before);
  EXPECT_EQ(folder.files(), 1u);
}

TEST(Faults, A_folder_that_may_not_be_written_is_named) {
  const auto saved = save("/proc/depot.lenscap", depot());  // refuses new files, even from root
  ASSERT_FALSE(saved);
  EXPECT_EQ(saved.error().where, "/proc/depot.lenscap");
  EXPECT_FALSE(saved.error().todo.empty());
}

}  // namespace
}  // namespace lenscap::casefile::fault_test
