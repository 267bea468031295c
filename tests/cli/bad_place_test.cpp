// Places that refuse: files one may not read, disks that are full, folders that are not there. Each is told with its
// name, and leaves no half of a file behind.
#include <grp.h>
#include <gtest/gtest.h>
#include <sys/mount.h>

#include "cli/capture.hpp"
#include "cli/program.hpp"

namespace lenscap::test::bad_place_test {
namespace {

using namespace lenscap::test;
namespace fs = std::filesystem;

/// Runs as nobody when the tests run as root, who may read everything.
std::function<void()> as_nobody() {
  return [] {
    if (::geteuid() != 0) return;
    if (::setgroups(0, nullptr) != 0 || ::setgid(65534) != 0 || ::setuid(65534) != 0) ::_exit(126);
  };
}

constexpr unsigned long tiny_disk = 32 * 1024;  // bytes: less than any case

/// In a namespace of its own, `folder` becomes a disk of 32 KiB.
std::function<void()> tiny_disk_at(const std::string& folder) {
  return [folder] {
    const auto size = "size=" + std::to_string(tiny_disk);
    if (::unshare(CLONE_NEWNS) != 0 || ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        ::mount("none", folder.c_str(), "tmpfs", 0, size.c_str()) != 0)
      ::_exit(126);
  };
}

class BadPlace : public ::testing::Test {
 protected:
  Folder folder;
  std::string input = folder.write("cameras.pcap", pcap(two_cameras()));
  RunOptions options;
};

TEST_F(BadPlace, A_file_that_may_not_be_read_is_named) {
  fs::permissions(folder.path(), fs::perms::all);
  fs::permissions(input, fs::perms::none);
  options.before = as_nobody();
  if (run({"--version"}, options).code != 0)
    GTEST_SKIP() << "no way to lose the right to read here: " << program_path() << " does not start as nobody";
  const Ran ran = run({"audit", input}, options);
  EXPECT_EQ(ran.code, 2);
  EXPECT_NE(ran.err.find("cameras.pcap"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("Permission denied"), std::string::npos) << ran.err;
}

TEST_F(BadPlace, A_folder_that_may_not_be_written_is_named_and_keeps_no_trace) {
  fs::permissions(folder.path(), fs::perms::owner_all | fs::perms::others_read | fs::perms::others_exec);
  fs::permissions(input, fs::perms::all);
  options.before = as_nobody();
  if (run({"--version"}, options).code != 0 || ::geteuid() != 0)
    GTEST_SKIP() << "no way to lose the right to write here";
  for (const auto* what : {"--case", "--json", "--html", "--csv", "--netbox"}) {
    const Ran ran = run({"audit", input, "-q", what, folder / "kept"}, options);
    EXPECT_EQ(ran.code, 2) << what;
    EXPECT_NE(ran.err.find("kept"), std::string::npos) << what << ": " << ran.err;
    EXPECT_FALSE(fs::exists(folder / "kept")) << what;
  }
}

TEST_F(BadPlace, A_folder_that_is_not_there_is_named) {
  for (const auto* what : {"--case", "--json", "--html", "--csv", "--netbox"}) {
    const Ran ran = run({"audit", input, "-q", what, folder / "nowhere/kept"});
    EXPECT_EQ(ran.code, 2) << what;
    EXPECT_NE(ran.err.find("nowhere/kept"), std::string::npos) << what << ": " << ran.err;
  }
}

TEST_F(BadPlace, A_case_that_is_no_file_is_told_by_its_name) {
  for (const std::string place : {std::string("/dev/full"), std::string("/dev/null"), folder.path()}) {
    const Ran ran = run({"audit", input, "--case", place});
    EXPECT_EQ(ran.code, 2) << place << ran.err;
    EXPECT_NE(ran.err.find(place), std::string::npos) << ran.err;
    EXPECT_TRUE(fs::exists(place)) << "what was there stays";
  }
}

TEST_F(BadPlace, A_full_disk_is_told_and_keeps_no_half_of_a_case) {
  fs::create_directory(folder / "disk");
  options.before = tiny_disk_at(folder / "disk");
  if (run({"--version"}, options).code != 0) GTEST_SKIP() << "no mount namespace here: no full disk to test";
  const Ran ran = run({"audit", input, "-q", "--case", folder / "disk/kept"}, options);
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(ran.signal, 0);
  EXPECT_NE(ran.err.find("disk/kept"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("space"), std::string::npos) << ran.err;
}

TEST_F(BadPlace, A_case_that_cannot_grow_stays_as_it_was) {
  ASSERT_EQ(run({"audit", input, "-q", "--case", folder / "kept"}).code, 0);
  const std::string before = bytes_of(folder / "kept");
  const auto more = folder.write("more.pcap", pcap(two_cameras(), 1'800'000'000));
  for (const unsigned long bytes : {1ul, 4096ul, 20'000ul, 60'000ul}) {
    options.before = file_limit(bytes);
    const Ran ran = run({"audit", input, more, "-q", "--case", folder / "kept"}, options);
    EXPECT_EQ(ran.code, 2) << bytes;
    EXPECT_EQ(ran.signal, 0) << bytes;
    EXPECT_NE(ran.err.find("kept"), std::string::npos) << ran.err;
    EXPECT_EQ(bytes_of(folder / "kept"), before) << "after " << bytes << " bytes";
    std::size_t files = 0;
    for (const auto& entry : fs::directory_iterator(folder.path())) files += entry.is_regular_file();
    EXPECT_EQ(files, 3u) << "something is left behind after " << bytes << " bytes";
  }
}

TEST_F(BadPlace, A_document_that_cannot_be_written_whole_is_not_written) {
  for (const auto* what : {"--json", "--html", "--csv", "--netbox"}) {
    options.before = file_limit(100);
    const Ran ran = run({"audit", input, "-q", what, folder / "page"}, options);
    EXPECT_EQ(ran.code, 2) << what;
    EXPECT_NE(ran.err.find("page"), std::string::npos) << ran.err;
    EXPECT_FALSE(fs::exists(folder / "page")) << what;
    EXPECT_FALSE(fs::exists(folder / "page.part")) << what;
  }
}

TEST_F(BadPlace, A_reader_that_went_away_is_no_crash) {
  options.before = [] {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0 || ::dup2(ends[1], 1) < 0) ::_exit(126);
    ::close(ends[0]);
  };
  const Ran ran = run({"audit", input, "--json", "-"}, options);
  EXPECT_EQ(ran.signal, 0);
  EXPECT_EQ(ran.code, 2);
  EXPECT_NE(ran.err.find("standard output"), std::string::npos) << ran.err;
}

TEST_F(BadPlace, Nor_is_one_who_read_the_complaints_too) {
  options.before = [] {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0 || ::dup2(ends[1], 1) < 0 || ::dup2(ends[1], 2) < 0) ::_exit(126);
    ::close(ends[0]);
  };
  const Ran ran = run({"audit", input}, options);
  EXPECT_EQ(ran.signal, 0);
  EXPECT_EQ(ran.code, 2);
}

TEST_F(BadPlace, A_case_is_for_its_owner_alone) {
  ASSERT_EQ(run({"audit", input, "-q", "--case", folder / "kept", "--json", folder / "j"}).code, 0);
  EXPECT_EQ(fs::status(folder / "kept").permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(BadPlace, Little_memory_is_enough) {
  if (sanitized) GTEST_SKIP() << "shadow memory needs more";
  const rlimit limit{256ul << 20, 256ul << 20};  // address space: code, stacks and 64 MiB of state
  options.before = [limit] { ::setrlimit(RLIMIT_AS, &limit); };
  const Ran ran = run({"audit", input, "-q"}, options);
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_LT(ran.peak_kib, 96 * 1024);
}

}  // namespace
}  // namespace lenscap::test::bad_place_test
