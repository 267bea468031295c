// tests/sources/images.hpp: firmware images made for a test by the tools that makers use, and what reading them shows.
#pragma once
#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "sources/image.hpp"

namespace lenscap::sources::testing {

/// A test that needs a program which is not here is skipped, and says so.
#define NEEDS_TOOL(tool, package)                                                     \
  if (std::system("PATH=$PATH:/usr/sbin:/sbin command -v " tool " > /dev/null") != 0) \
  GTEST_SKIP() << "NOT CHECKED: needs " tool " of the package " package

inline std::span<const std::byte> as_bytes(const std::string& text) { return std::as_bytes(std::span(text)); }

inline std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A folder to make images in, gone with the test.
class Workshop {
 public:
  Workshop() {
    std::string pattern = (std::filesystem::temp_directory_path() / "lenscap-images-XXXXXX").string();
    if (::mkdtemp(pattern.data()) != nullptr) root_ = pattern;
  }
  ~Workshop() {
    std::error_code none;
    if (!root_.empty()) std::filesystem::remove_all(root_, none);
  }
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;

  std::string at(const std::string& name) const { return root_ + "/" + name; }
  std::string put(const std::string& name, const std::string& content) const {
    std::filesystem::create_directories(std::filesystem::path(at(name)).parent_path());
    std::ofstream(at(name), std::ios::binary) << content;
    return at(name);
  }
  std::string get(const std::string& name) const { return content_of(at(name)); }
  /// A command of the shell, in this folder.
  void run(const std::string& command) const {
    const std::string line = "cd '" + root_ + "' && PATH=$PATH:/usr/sbin:/sbin && { " + command + "; } > log 2>&1";
    EXPECT_EQ(std::system(line.c_str()), 0) << command << "\n" << get("log");
  }

 private:
  std::string root_;
};

/// What a reading showed: each member's bytes put together again from its stretches.
struct Shown {
  ImageReading reading;
  std::map<std::string, std::string> members;
  std::map<std::string, std::string> formats;

  double explained() const { return static_cast<double>(reading.explained) / static_cast<double>(reading.bytes); }
  std::uint64_t skipped(const std::string& reason) const {
    const auto it = reading.skipped.find(reason);
    return it == reading.skipped.end() ? 0 : it->second;
  }
  std::string fact(const std::string& what) const {
    for (const auto& f : reading.facts)
      if (f.what == what) return f.value;
    return {};
  }
  std::vector<std::string> paths() const {
    std::vector<std::string> all;
    for (const auto& f : reading.files) all.push_back(f.path);
    return all;
  }
};

inline ImageMemberHandler gather(Shown& seen) {
  return [&seen](const ImageMember& m) {
    std::string& bytes = seen.members[std::string(m.path)];
    EXPECT_LE(m.offset + m.bytes.size(), m.size);
    EXPECT_LE(m.seen, m.bytes.size());
    bytes.append(reinterpret_cast<const char*>(m.bytes.data()) + m.seen, m.bytes.size() - m.seen);
    seen.formats[std::string(m.path)] = m.format;
  };
}

inline Shown see(const std::string& image, const std::string& name = "image", const ImageLimits& limits = {}) {
  Shown seen;
  seen.reading = read_image(as_bytes(image), name, limits, gather(seen));
  return seen;
}

/// An archive or a compressed stream, written by libarchive: `format` and `filter` as
/// archive_write_set_format_by_name() and archive_write_add_filter_by_name() call them.
inline std::string archive_of(const char* format, const char* filter,
                              const std::vector<std::pair<std::string, std::string>>& files) {
  std::string out(1 << 16, '\0');
  for (const auto& [name, content] : files) out.resize(out.size() + 2 * content.size() + 4096);
  std::size_t used = 0;
  struct archive* const a = archive_write_new();
  EXPECT_EQ(archive_write_set_format_by_name(a, format), ARCHIVE_OK) << format;
  if (filter != nullptr) EXPECT_EQ(archive_write_add_filter_by_name(a, filter), ARCHIVE_OK) << filter;
  archive_write_set_bytes_in_last_block(a, 1);
  archive_write_open_memory(a, out.data(), out.size(), &used);
  for (const auto& [name, content] : files) {
    struct archive_entry* const entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(content.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_write_header(a, entry);
    archive_write_data(a, content.data(), content.size());
    archive_entry_free(entry);
  }
  archive_write_close(a);
  archive_write_free(a);
  out.resize(used);
  return out;
}

inline std::string stream_of(const char* filter, const std::string& content) {
  return archive_of("raw", filter, {{"content", content}});
}

/// Bytes that look like chance, always the same.
inline std::string noise(std::size_t size, unsigned seed = 1) {
  std::mt19937 generator(seed);
  std::string bytes(size, '\0');
  for (char& c : bytes) c = static_cast<char>(generator());
  return bytes;
}

/// Sentences, of which no two are equal.
inline std::string prose(std::size_t size) {
  std::string text;
  for (unsigned n = 0; text.size() < size; ++n)
    text += "line " + std::to_string(n) + " of a page that a device serves\n";
  text.resize(size);
  return text;
}

}  // namespace lenscap::sources::testing
