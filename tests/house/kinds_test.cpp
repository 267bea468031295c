// The table of observation kinds holds what is read or known, and nothing else.
#include <gtest/gtest.h>

#include "house/tree.hpp"
#include "model/kind.hpp"

namespace lenscap::house::kinds_test {
namespace {

std::string all_text(std::initializer_list<const char*> folders) {
  std::string text;
  for (const char* folder : folders)
    for (const auto& file : files_below(folder)) text += text_of(root() / file);
  return text;
}

TEST(Kinds, Every_kind_is_told_by_a_reader) {
  const std::string readers = all_text({"src/sources", "src/wire"});
  for (const auto& kind : model::all_kinds())
    EXPECT_NE(readers.find('"' + std::string(kind.name) + '"'), std::string::npos)
        << kind.name << ": nothing reads it; delete its row in src/model/kind_table.hpp";
}

TEST(Kinds, No_kind_is_listed_twice) {
  for (const auto& kind : model::all_kinds()) {
    const auto found = model::find_kind(kind.name);
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(&model::info(*found), &kind) << kind.name;
  }
}

}  // namespace
}  // namespace lenscap::house::kinds_test
