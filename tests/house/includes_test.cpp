// Who may include whom: the arrows of docs/design.md, read from every #include under src/.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>

#include "house/tree.hpp"

namespace lenscap::house::includes_test {
namespace {

using Names = std::set<std::string>;

/// Every folder may include itself.
const std::map<std::string, Names> may_include = {
    {"model", {}},
    {"wire", {}},
    {"knowledge", {"model"}},
    {"sources", {"model", "wire", "knowledge"}},
    {"casefile", {"model"}},
    {"assess", {"model", "knowledge"}},
    {"views", {"model", "knowledge", "assess"}},
    {"fleet", {"model", "sources", "assess"}},
    {"serve", {"model", "views", "assess"}},
    {"cli", {"model", "wire", "knowledge", "sources", "casefile", "assess", "views", "fleet", "serve"}},
};

/// A library that one folder owns: its types appear nowhere else.
const std::map<std::string, Names> owners = {
    {"sqlite3.h", {"casefile"}},
    {"pugixml.hpp", {"wire", "sources"}},  // notices are files, not a protocol
    {"toml++/", {"knowledge"}},
    {"re2/", {"knowledge", "assess"}},
    {"zlib.h", {"sources"}},
    {"zstd.h", {"sources"}},
    {"lzma.h", {"sources"}},
    {"bzlib.h", {"sources"}},
    {"lz4frame.h", {"sources"}},
    {"openssl/x509", {"wire"}},
    {"CLI/", {"cli"}},
    {"nlohmann/", {"casefile", "knowledge", "views", "cli"}},
    {"simdjson.h", {"wire", "sources"}},
    {"archive.h", {"sources"}},
    {"sqfs/", {"sources"}},
    {"ext2fs/", {"sources"}},
    {"libfdt.h", {"sources"}},
    {"hs.h", {"sources"}},
    {"unicode/", {"views", "sources", "assess"}},  // screening compares names of every script
};

struct Include {
  std::string file, folder, what;
};

std::vector<Include> includes(std::string_view quote) {
  std::vector<Include> found;
  for (const auto& file : files_below("src")) {
    if (!ends_in_one_of(file, {".hpp", ".cpp"})) continue;
    const auto slash = file.find('/', 4);
    const std::string folder = slash == std::string::npos ? "cli" : file.substr(4, slash - 4);  // main.cpp is cli's
    std::istringstream lines(text_of(root() / file));
    for (std::string line; std::getline(lines, line);) {
      const std::string start = std::string("#include ") + std::string(quote);
      if (line.starts_with(start)) found.push_back({file, folder, line.substr(start.size())});
    }
  }
  return found;
}

TEST(Includes, Every_folder_of_src_has_its_place_in_the_table) {
  const auto all = includes("\"");
  ASSERT_GT(all.size(), 100u);
  for (const auto& include : all) EXPECT_TRUE(may_include.contains(include.folder)) << include.file;
}

TEST(Includes, Arrows_between_folders_point_one_way) {
  for (const auto& include : includes("\"")) {
    const std::string to = include.what.substr(0, include.what.find('/'));
    ASSERT_TRUE(may_include.contains(to)) << include.file << " names its file without a folder: " << include.what;
    EXPECT_TRUE(to == include.folder || may_include.at(include.folder).contains(to))
        << include.file << " may not include " << include.what;
  }
}

TEST(Includes, A_library_stays_in_the_folder_that_owns_it) {
  std::size_t seen = 0;
  for (const auto& include : includes("<"))
    for (const auto& [library, folders] : owners) {
      if (!include.what.starts_with(library)) continue;
      ++seen;
      EXPECT_TRUE(folders.contains(include.folder)) << include.file << " may not include <" << include.what;
    }
  EXPECT_GT(seen, 10u);
}

TEST(Includes, The_generator_shares_no_code_with_the_parsers_it_feeds) {
  for (const auto& file : files_below("tools/makecap")) {
    if (!ends_in_one_of(file, {".hpp", ".cpp"})) continue;
    const std::string text = text_of(root() / file);
    for (const auto& [folder, arrows] : may_include)
      EXPECT_EQ(text.find("#include \"" + folder + "/"), std::string::npos) << file << " includes " << folder;
  }
}

}  // namespace
}  // namespace lenscap::house::includes_test
