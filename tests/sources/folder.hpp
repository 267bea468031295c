// tests/sources/folder.hpp: a folder of its own for a test, gone with it, and reading what it holds.
#pragma once
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "sources/inputs.hpp"
#include "sources/reading.hpp"

namespace lenscap::sources::testing {

class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "lenscap-XXXXXX").string();
    if (::mkdtemp(pattern.data()) != nullptr) root_ = pattern;
  }
  ~Folder() {
    std::error_code code;
    if (!root_.empty()) std::filesystem::remove_all(root_, code);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string put(const std::string& name, const Bytes& bytes) const {
    const auto path = root_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return path.string();
  }
  std::string path() const { return root_.string(); }

 private:
  std::filesystem::path root_;
};

inline ReadResult read_paths(const std::vector<std::string>& paths, ReadOptions options = {}) {
  knowledge::Matcher matcher(builtin());
  return read_inputs(paths, matcher, options);
}

/// How many devices the documents make, and which words each was told of, as "group: kind=value".
inline std::vector<std::string> devices(const model::Evidence& evidence) {
  std::vector<std::string> groups;
  for (const auto& host : evidence.hosts)
    if (host.marks & model::is_document) groups.push_back(host.group);
  return groups;
}

inline std::string group_of(const model::Evidence& evidence, std::string_view kind, std::string_view value) {
  for (const auto& o : evidence.observations)
    if (model::info(o.kind).name == kind && o.value == value) return evidence.hosts[o.host].group;
  return "nobody";
}

}  // namespace lenscap::sources::testing
