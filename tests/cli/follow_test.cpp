// A capture that is still being written: what is there is read, what comes is waited for, the report comes at the end.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <thread>

#include "cli/capture.hpp"
#include "cli/program.hpp"

namespace lenscap::test::follow_test {
namespace {

using namespace lenscap::test;
using namespace std::chrono_literals;
namespace fs = std::filesystem;
using nlohmann::json;

void append(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::app) << bytes;
}

/// The program at work, until it ends by itself or by a signal; never longer than a minute.
class Following {
 public:
  explicit Following(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"audit", "--follow"});
    thread_ = std::thread([this, arguments] {
      RunOptions options;
      options.before = [this] {  // in the child
        const pid_t own = ::getpid();
        if (::write(pipe_[1], &own, sizeof own) < 0) ::_exit(3);
      };
      ran_ = run(arguments, options);
    });
    if (::read(pipe_[0], &pid_, sizeof pid_) != static_cast<ssize_t>(sizeof pid_)) pid_ = -1;
  }
  ~Following() {
    if (thread_.joinable()) interrupt();
    ::close(pipe_[0]);
    ::close(pipe_[1]);
  }
  /// Waits until the program has read all that `path` holds. False when it has ended, or takes too long.
  bool has_read_all_of(const std::string& path) const {
    const fs::path descriptors = "/proc/" + std::to_string(pid_) + "/fd";
    for (int i = 0; i < 600; ++i, std::this_thread::sleep_for(50ms)) {
      std::error_code code;
      for (fs::directory_iterator at(descriptors, code), end; !code && at != end; at.increment(code)) {
        if (fs::read_symlink(at->path(), code) != fs::path(path)) continue;
        std::ifstream info("/proc/" + std::to_string(pid_) + "/fdinfo/" + at->path().filename().string());
        std::string word;
        std::uintmax_t position = 0;
        if (info >> word >> position && word == "pos:" && position == fs::file_size(path, code)) return true;
      }
    }
    return false;
  }
  const Ran& interrupt(int signal = SIGINT) {
    ::kill(pid_, signal);
    return end();
  }
  const Ran& end() {
    thread_.join();
    return ran_;
  }

 private:
  int pipe_[2] = {-1, -1};
  bool piped_ = ::pipe2(pipe_, O_CLOEXEC) == 0;
  pid_t pid_ = -1;
  Ran ran_;
  std::thread thread_;
};

json document_of(const Ran& ran) {
  auto document = json::parse(ran.out, nullptr, false);
  return document.is_discarded() ? json() : document;
}

/// The notes and the counts of what was left out.
std::string said_of_input(const Ran& ran) { return document_of(ran).at("inputs").at(0).dump(); }

TEST(Follow, Capture_that_grows_byte_by_byte_gives_what_the_whole_file_gives) {
  for (const std::string& whole : {pcap(two_cameras()), pcapng(two_cameras())}) {
    Folder folder;
    const std::string path = folder.write("now.pcap", "");
    Following program({path, "--json", "-"});
    for (std::size_t at = 0; at < whole.size(); at += 11) {
      append(path, whole.substr(at, 11));
      if (at % 220 == 0) std::this_thread::sleep_for(20ms);
    }
    ASSERT_TRUE(program.has_read_all_of(path));
    const Ran& ran = program.interrupt();
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_EQ(ran.err, "");
    const json followed = document_of(ran), complete = audit_json({folder.write("whole/now.pcap", whole)});
    EXPECT_TRUE(followed.at("devices") == complete.at("devices"))
        << json::diff(complete, followed).dump().substr(0, 1000);
    EXPECT_EQ(complete.at("devices").size(), 2u);
    EXPECT_NE(said_of_input(ran).find("until interrupted"), std::string::npos);
  }
}

TEST(Follow, Half_a_record_at_the_end_is_no_damage) {
  for (const std::string& whole : {pcap(two_cameras()), pcapng(two_cameras())})
    for (const int signal : {SIGINT, SIGTERM}) {
      Folder folder;
      const std::string path = folder.write("now.pcap", whole.substr(0, whole.size() - 30));
      Following program({path, "--json", "-"});
      ASSERT_TRUE(program.has_read_all_of(path));
      const Ran& ran = program.interrupt(signal);
      EXPECT_EQ(ran.code, 0) << ran.err;
      const std::string said = said_of_input(ran);
      EXPECT_NE(said.find("still being written"), std::string::npos) << said;
      EXPECT_EQ(said.find("cut short"), std::string::npos) << said;
      EXPECT_EQ(said.find("reading stopped"), std::string::npos) << said;
      EXPECT_EQ(document_of(ran).at("devices").size(), 1u);  // the other one's frame is not complete
    }
}

TEST(Follow, File_that_no_longer_grows_ends_it_when_asked_to) {
  Folder folder;
  const std::string path = folder.write("now.pcap", pcap(two_cameras()));
  Following program({path, "--follow-idle", "1", "--json", "-"});
  const Ran& ran = program.end();
  EXPECT_FALSE(ran.late);
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(document_of(ran).at("devices").size(), 2u);
  EXPECT_NE(said_of_input(ran).find("had not grown for 1 s"), std::string::npos);
}

TEST(Follow, Other_file_in_its_place_ends_it_and_is_not_read) {
  Folder folder;
  const std::string path = folder.write("now.pcap", pcap(two_cameras()));
  Following program({path, "--json", "-"});
  ASSERT_TRUE(program.has_read_all_of(path));
  fs::rename(folder.write("next.pcap", pcap({dhcp(hikvision, "yard")})), path);
  const Ran& ran = program.end();
  EXPECT_FALSE(ran.late);
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(document_of(ran).at("devices").size(), 2u);
  EXPECT_NE(said_of_input(ran).find("another file took its place"), std::string::npos);
}

TEST(Follow, File_made_shorter_ends_it) {
  Folder folder;
  const std::string path = folder.write("now.pcap", pcap(two_cameras()));
  Following program({path, "--json", "-"});
  ASSERT_TRUE(program.has_read_all_of(path));
  fs::resize_file(path, 24);
  const Ran& ran = program.end();
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(document_of(ran).at("devices").size(), 2u);
  EXPECT_NE(said_of_input(ran).find("made shorter"), std::string::npos);
}

TEST(Follow, Case_holds_what_was_followed) {
  Folder folder;
  const std::string path = folder.write("now.pcap", pcap(two_cameras())), kept = (folder / "site.lenscap");
  Following program({path, "--case", kept, "-q"});
  ASSERT_TRUE(program.has_read_all_of(path));
  EXPECT_EQ(program.interrupt().code, 0);
  EXPECT_EQ(json::parse(run({"show", kept, "--json", "-"}).out).at("devices").size(), 2u);
  EXPECT_EQ(run({"verify", kept, path}).code, 0);
}

TEST(Follow, What_cannot_be_followed_is_refused_by_its_reason) {
  Folder folder;
  const std::string path = folder.write("now.pcap", pcap(two_cameras()));
  const std::string text = folder.write("now.txt", "no capture, but long enough to tell that it is none");
  const std::string zipped =
      folder.write("now.pcap.gz", std::string("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10) + "compressed data");
  const std::string pipe = (folder / "pipe");
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  const std::pair<std::vector<std::string>, const char*> refused[] = {
      {{"--follow", "-"}, "standard input"},
      {{"--follow", folder.path()}, "folder"},
      {{"--follow", path, text}, "2 inputs"},
      {{"--follow"}, "0 inputs"},
      {{"--follow", zipped}, "gzip data, which cannot be followed"},
      {{"--follow", text}, "only captures can be followed"},
      {{"--follow", folder.write("empty.pcap", ""), "--follow-idle", "0"}, "is empty"},
      {{"--follow", (folder / "missing.pcap")}, "cannot open"},
      {{path, "--follow-idle", "3"}, "--follow"},
  };
  for (const auto& [arguments, reason] : refused) {
    std::vector<std::string> all = {"audit"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const Ran ran = run(all);
    EXPECT_FALSE(ran.late) << reason;
    EXPECT_EQ(ran.code, 2) << reason;
    EXPECT_NE(ran.err.find(reason), std::string::npos) << ran.err;
    EXPECT_EQ(ran.out, "");
  }
}

}  // namespace
}  // namespace lenscap::test::follow_test
