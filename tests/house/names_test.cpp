// The files of a folder are compiled several at a time (CMakeLists.txt, UNITY_BUILD), where a call may find the
// function that another file keeps to itself: so no two files of a folder may keep a name to themselves alike. Tests
// have a namespace a file for this.
#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "house/tree.hpp"

namespace lenscap::house::names_test {
namespace {

using Names = std::set<std::string>;

/// What a file declares at the start of a line, functions, types and constants: in its anonymous namespaces, or, of a
/// header, for all.
Names declared_names(const std::string& text, bool header) {
  static const std::regex type(R"(^(?:struct|class|enum(?: class)?) (?:\[\[[^\]]*\]\] )?(\w+))");
  static const std::regex function(R"(^[\w:<>,*& ]*?[ *&](\w+)\()");
  static const std::regex constant(R"(^(?:constexpr|const) [^=({]*?(\w+)(?:\[\w*\])? ?[={])");
  Names names;
  bool inside = header;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line == "namespace {") inside = true;
    else if (line.starts_with("}  // namespace")) inside = header;
    if (!inside || line.empty() || std::isalpha(static_cast<unsigned char>(line.front())) == 0) continue;
    std::smatch found;
    if (line.starts_with("using ") || line.starts_with("template") || line.starts_with("static_assert")) continue;
    if (std::regex_search(line, found, type) || std::regex_search(line, found, constant) ||
        std::regex_search(line, found, function))
      names.insert(found[1]);
  }
  return names;
}

TEST(Names, What_a_file_keeps_to_itself_is_named_so_in_no_other_file_of_its_folder) {
  std::map<std::string, std::map<std::string, std::string>> keepers;  // folder → name → file
  std::size_t seen = 0;
  auto files = files_below("src");
  std::stable_partition(files.begin(), files.end(), [](const auto& file) { return file.ends_with(".hpp"); });
  for (const auto& file : files) {
    const std::string folder = file.substr(0, file.rfind('/'));
    const bool header = file.ends_with(".hpp");
    if ((!header && !file.ends_with(".cpp")) || folder == "src/wire") continue;  // wire's are compiled one at a time
    for (const auto& name : declared_names(text_of(root() / file), header)) {
      const auto [place, first] = keepers[folder].try_emplace(name, file);
      if (header) continue;
      EXPECT_TRUE(first) << name << " is kept by " << place->second << " and by " << file
                         << ": share it, or name one of them otherwise";
      ++seen;
    }
  }
  EXPECT_GT(seen, 500u);
}

TEST(Names, Every_file_of_tests_has_a_namespace_of_its_own) {
  for (const auto& file : files_below("tests")) {
    if (!file.ends_with("_test.cpp")) continue;
    const std::string name = file.substr(file.rfind('/') + 1, file.size() - file.rfind('/') - 5);
    EXPECT_NE(text_of(root() / file).find("::" + name + " {\n"), std::string::npos)
        << file << ": write namespace lenscap::…::" << name;
  }
}

}  // namespace
}  // namespace lenscap::house::names_test
