// tests/knowledge/files.hpp: a folder of TOML files for one test, and entries short enough to read in it.
#pragma once
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "knowledge/knowledge.hpp"

namespace lenscap::knowledge {

/// Removed when the test ends.
class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "lenscap-knowledge-XXXXXX").string();
    if (mkdtemp(pattern.data())) path_ = pattern;
  }
  ~Folder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;

  const std::string& path() const { return path_; }
  void write(const std::string& name, const std::string& content) const {
    const auto file = std::filesystem::path(path_) / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
  }

 private:
  std::string path_;
};

/// `lines` between the keys that every entry needs.
inline std::string entry(const std::string& table, const std::string& id, const std::string& lines) {
  return "[[" + table + "]]\nid = \"" + id + "\"\n" + lines +
         "\nsource = \"https://example.org/manual\"\ndate = 2026-06-29\n";
}

inline std::string maker(const std::string& id, const std::string& more = {}) {
  return entry("maker", id, "name = \"" + id + " Ltd\"\nshort = \"" + id + "\"\n" + more);
}

inline std::string signature(const std::string& id, const std::string& lines) { return entry("signature", id, lines); }

/// The knowledge of one file, which must load.
inline Knowledge loaded(const std::string& toml) {
  const Folder folder;
  folder.write("one.toml", toml);
  auto knowledge = load_directory(folder.path());
  if (!knowledge) ADD_FAILURE() << model::to_line(knowledge.error());
  return knowledge.value_or(Knowledge{});
}

/// The error of one file, which must not load.
inline model::Error refused(const std::string& toml) {
  const Folder folder;
  folder.write("data.toml", toml);
  auto knowledge = load_directory(folder.path());
  if (knowledge) ADD_FAILURE() << "it loaded";
  return knowledge ? model::Error{} : knowledge.error();
}

}  // namespace lenscap::knowledge
