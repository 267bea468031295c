// tests/house/tree.hpp: the checkout as files of text. What is built, fetched or git's own is no part of it.
#pragma once
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace lenscap::house {

inline const std::filesystem::path& root() {
  static const std::filesystem::path path = LENSCAP_ROOT;
  return path;
}

inline std::string text_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Relative to the root, with '/' between: "src/wire/dns.cpp". In order.
inline std::vector<std::string> files_below(const std::filesystem::path& folder) {
  constexpr auto foreign = std::to_array<std::string_view>({".git", "build", "node_modules"});
  std::vector<std::string> files;
  if (!std::filesystem::exists(root() / folder)) return files;
  for (std::filesystem::recursive_directory_iterator it(root() / folder), end; it != end; ++it) {
    const std::string name = it->path().filename().string();
    if (it->is_directory() && std::find(foreign.begin(), foreign.end(), name) != foreign.end())
      it.disable_recursion_pending();
    if (it->is_regular_file() && !it->is_symlink())
      files.push_back(it->path().lexically_relative(root()).generic_string());
  }
  std::sort(files.begin(), files.end());
  return files;
}

inline bool ends_in_one_of(std::string_view name, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return name.ends_with(end); });
}

/// Files that people write and read line by line; not corpora, registries or pictures.
inline bool written_by_hand(std::string_view name) {
  return !name.starts_with("fuzz/corpus/") && !name.starts_with("data/registry/") && name != "LICENSE" &&
         ends_in_one_of(name, {".cpp", ".hpp", ".sh", ".mjs", ".js", ".html", ".css", ".md", ".toml", ".txt", ".cmake",
                               ".json", ".1", "dev", "lenscap", "run"});
}

}  // namespace lenscap::house
