// What CMake asks for, ./lenscap installs and docs/licences.md tells: the same list.
#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>

#include "house/tree.hpp"

namespace lenscap::house::packages_test {
namespace {

/// CMake's name of a dependency → the Debian 12 package that brings it.
const std::map<std::string, std::string> package_of = {
    {"PkgConfig", "pkgconf"},
    {"OpenSSL", "libssl-dev"},
    {"fmt", "libfmt-dev"},
    {"nlohmann_json", "nlohmann-json3-dev"},
    {"CLI11", "libcli11-dev"},
    {"simdjson", "libsimdjson-dev"},
    {"sqlite3", "libsqlite3-dev"},
    {"pugixml", "libpugixml-dev"},
    {"tomlplusplus", "libtomlplusplus-dev"},
    {"re2", "libre2-dev"},
    {"libhs", "libvectorscan-dev"},
    {"zlib", "zlib1g-dev"},
    {"libzstd", "libzstd-dev"},
    {"liblzma", "liblzma-dev"},
    {"liblz4", "liblz4-dev"},
    {"BZip2", "libbz2-dev"},
    {"libarchive", "libarchive-dev"},
    {"libdeflate", "libdeflate-dev"},
    {"libsquashfs1", "libsquashfs-dev"},
    {"ext2fs", "libext2fs-dev"},
    {"fdt", "libfdt-dev"},
    {"icu-uc", "libicu-dev"},
    {"ICU", "libicu-dev"},
    {"GTest", "libgtest-dev"},
    {"Threads", "g++"},
};

std::set<std::string> asked_of_cmake() {
  const std::string text = text_of(root() / "CMakeLists.txt");
  const std::regex found(
      R"((?:find_package\(|find_library\(\S+ )(\S+) |pkg_check_modules\(\S+ REQUIRED IMPORTED_TARGET (\S+)\))");
  std::set<std::string> names;
  for (std::sregex_iterator it(text.begin(), text.end(), found), end; it != end; ++it)
    names.insert((*it)[1].matched ? (*it)[1] : (*it)[2]);
  return names;
}

TEST(Packages, Everything_that_CMake_looks_for_is_installed_by_the_scripts) {
  const std::string scripts = text_of(root() / "tools/house/setup.sh") + text_of(root() / "tools/house/test.sh");
  const auto names = asked_of_cmake();
  EXPECT_GT(names.size(), 10u);
  for (const auto& name : names) {
    ASSERT_TRUE(package_of.contains(name)) << name << ": which Debian package?";
    EXPECT_NE(scripts.find(package_of.at(name)), std::string::npos) << name << " comes with " << package_of.at(name);
  }
}

TEST(Packages, Every_library_that_is_built_on_has_its_licence_told) {
  const std::string script = text_of(root() / "tools/house/setup.sh"), licences = text_of(root() / "docs/licences.md");
  const std::regex library(R"(\b((?:lib|nlohmann|zlib)[a-z0-9+-]+-dev)\b)");
  std::size_t seen = 0;
  for (std::sregex_iterator it(script.begin(), script.end(), library), end; it != end; ++it, ++seen)
    EXPECT_NE(licences.find((*it)[1]), std::string::npos) << (*it)[1] << " is not in docs/licences.md";
  EXPECT_GT(seen, 10u);
}

}  // namespace
}  // namespace lenscap::house::packages_test
