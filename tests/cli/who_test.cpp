// lenscap who, as its users meet it.
#include <gtest/gtest.h>

#include "cli/program.hpp"

namespace lenscap::test::who_test {
namespace {

using nlohmann::json;

TEST(Who, Answers_a_name_in_any_script_with_owners_of_the_day) {
  const Ran ran = run({"who", "海康威视", "--on", "2024-01-01"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_NE(ran.out.find("Hangzhou Hikvision Digital Technology Co., Ltd. (hikvision)"), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("China Electronics Technology HIK Group Co., Ltd.: 36.48 %"), std::string::npos) << ran.out;
  EXPECT_EQ(ran.out.find('\x1b'), std::string::npos);
}

TEST(Who, Gives_JSON_alone_on_standard_output) {
  const Ran ran = run({"who", "Lorex Technology Inc.", "--on", "2021-03-01", "--json", "-"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  const json document = json::parse(ran.out);
  EXPECT_EQ(document["party"]["id"], "lorex-technology");
  EXPECT_EQ(document["on"], "2021-03-01");
}

TEST(Who, Gives_a_graph_alone_on_standard_output) {
  const Ran ran = run({"who", "lorex-technology", "--on", "2021-03-01", "--dot", "-"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_TRUE(ran.out.starts_with("// holdings on 2021-03-01")) << ran.out;
  EXPECT_TRUE(ran.out.ends_with("}\n"));
}

TEST(Who, A_name_that_nobody_bears_is_no_answer_and_near_ones_are_offered) {
  const Ran slip = run({"who", "Hikvison"});
  EXPECT_EQ(slip.code, 2);
  EXPECT_EQ(slip.out, "");
  EXPECT_NE(slip.err.find("near in spelling"), std::string::npos) << slip.err;
  EXPECT_NE(slip.err.find("Hangzhou Hikvision Digital Technology"), std::string::npos) << slip.err;
  const Ran invented = run({"who", "Zhejiang Dafa Technology Co., Ltd."});
  EXPECT_EQ(invented.code, 2);
  EXPECT_EQ(invented.err.find("Dahua"), std::string::npos) << invented.err;
  EXPECT_NE(invented.err.find("does not mean that no rule names them"), std::string::npos) << invented.err;
}

TEST(Who, A_name_that_several_bear_is_answered_with_all_of_them) {
  Folder folder;
  const std::string entry =
      "[[organisation]]\nname = \"Twin Ltd\"\nsource = \"https://example.org\"\ndate = 2026-01-01\n";
  folder.write("k/a.toml", entry + "id = \"twin-a\"\n" + entry + "id = \"twin-b\"\n");
  const Ran ran = run({"who", "Twin Limited", "--knowledge", folder / "k"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_NE(ran.err.find("several bear that name"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("twin-a (Twin Ltd, organisation); twin-b"), std::string::npos) << ran.err;
}

TEST(Who, A_day_that_does_not_exist_and_two_documents_on_one_output_are_refused) {
  EXPECT_EQ(run({"who", "hikvision", "--on", "2024-02-30"}).code, 2);
  const Ran both = run({"who", "hikvision", "--json", "-", "--dot", "-"});
  EXPECT_EQ(both.code, 2);
  EXPECT_EQ(both.out, "");
}

TEST(Who, A_hostile_name_comes_back_as_text) {
  const Ran ran = run({"who", "\x1b[2J\xff" + std::string(5000, 'x')});
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(ran.err.find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace lenscap::test::who_test
