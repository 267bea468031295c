// What a person who edits data/ is told about a mistake: the file, the line, the sentence, and what to write instead.
#include <gtest/gtest.h>

#include "files.hpp"

namespace lenscap::knowledge::mistake_test {
namespace {

/// Line by line; `extra` is line 9, and a line that begins with `leave_out` becomes empty.
std::string good_signature(const std::string& extra = {}, const std::string& leave_out = {}) {
  const std::string lines[] = {
      "[[signature]]",                              // line 1
      "id = \"loginto\"",                           // 2
      "on = \"rtsp.realm\"",                        // 3
      "match = '^Login to ([0-9A-Z]{15})$'",        // 4
      "serial = 1",                                 // 5
      "source = \"rapid7/recog@14fa1a7\"",          // 6
      "date = 2026-06-29",                          // 7
      "examples = [\"Login to 3A01234PAZ00001\"]",  // 8
      extra,                                        // 9
  };
  std::string toml;
  for (const std::string& line : lines) {
    const bool left_out = !leave_out.empty() && &line != &lines[8] && line.starts_with(leave_out);
    toml += (left_out ? "" : line) + "\n";
  }
  return toml;
}

std::string with(const std::string& extra) { return good_signature(extra); }
std::string without(const std::string& key) { return good_signature({}, key); }
std::string instead_of(const std::string& key, const std::string& line) { return good_signature(line, key); }

struct Mistake {
  const char* name;
  std::string toml;
  int line;
  const char* what;  ///< stands in the sentence
  const char* todo;  ///< stands in the advice
};

void PrintTo(const Mistake& mistake, std::ostream* out) { *out << mistake.toml; }

class KnowledgeMistake : public ::testing::TestWithParam<Mistake> {};

TEST_P(KnowledgeMistake, Is_named_with_file_and_line_and_what_to_write) {
  const Mistake& mistake = GetParam();
  const model::Error error = refused(mistake.toml);
  EXPECT_TRUE(error.where.ends_with("/data.toml, line " + std::to_string(mistake.line))) << error.where;
  EXPECT_NE(error.what.find(mistake.what), std::string::npos) << error.what;
  EXPECT_NE(error.todo.find(mistake.todo), std::string::npos) << error.todo;
}

const auto name_of = [](const auto& info) { return std::string(info.param.name); };

INSTANTIATE_TEST_SUITE_P(
    InAnyEntry, KnowledgeMistake,
    ::testing::Values(Mistake{"Broken_syntax", "\n\n[[signature]\n", 3, "not TOML", "toml.io"},
                      Mistake{"One_bracket", "[signature]\nid = \"x\"\n", 1, "not a list of entries", "[[signature]]"},
                      Mistake{"Unknown_table", "\n[[camera]]\nid = \"x\"\n", 2, "no kind of entry", "[[signature]]"},
                      Mistake{"Unknown_key", with("macth = 'x'"), 9, "no key 'macth'", "examples except"},
                      Mistake{"No_id", without("id"), 1, "no 'id'", "id = "},
                      Mistake{"Bad_id", instead_of("id", "id = \"Log in\""), 9, "id 'Log in'", "a to z"},
                      Mistake{"Same_id_twice", good_signature() + good_signature(), 11, "'loginto' stands twice",
                              "line 1"},
                      Mistake{"No_source", without("source"), 1, "no 'source'", "source = "},
                      Mistake{"Empty_source", instead_of("source", "source = \"\""), 9, "'source'", "source = "},
                      Mistake{"No_date", without("date"), 1, "no 'date'", "date = 2026-06-29"},
                      Mistake{"Date_in_quotes", instead_of("date", "date = \"2026-06-29\""), 9, "'date' must be a date",
                              "without quotes"},
                      Mistake{"Impossible_date", instead_of("date", "date = 2026-02-30"), 9, "not TOML", "toml.io"}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    InASignature, KnowledgeMistake,
    ::testing::Values(
        Mistake{"No_examples", without("examples"), 1, "no 'examples'", "examples = ["},
        Mistake{"Empty_examples", instead_of("examples", "examples = []"), 9, "'examples' is empty", "examples = ["},
        Mistake{"Number_as_example", instead_of("examples", "examples = [7]"), 9, "a whole number", "examples = ["},
        Mistake{"Unknown_kind", instead_of("on", "on = \"rtsp.relm\""), 9, "'rtsp.relm'", "kind_table.hpp"},
        Mistake{"Bad_pattern", instead_of("match", "match = 'Login to ('"), 9, "no RE2 pattern", "re2"},
        Mistake{"Look_ahead", instead_of("match", "match = '^(?!IPC)(.*)'"), 9, "no RE2 pattern", "no look-around"},
        Mistake{"Bad_except", with("except = '['"), 9, "'except' is no RE2 pattern", "re2"},
        Mistake{"No_such_group", instead_of("serial", "serial = 2"), 9, "group 2, but 'match' has 1", "( )"},
        Mistake{"Group_zero", instead_of("serial", "serial = 0"), 9, "'serial' is neither", "serial = 1"},
        Mistake{"No_claim", without("serial"), 1, "claims nothing", "add role"},
        Mistake{"Unknown_role", with("role = \"webcam\""), 9, "role 'webcam'", "camera, recorder"},
        Mistake{"Unknown_class", with("class = \"strong\""), 9, "class 'strong'", "protocol"},
        Mistake{"Unknown_limit", with("limit = \"maybe\""), 9, "'limit'", "\"possible\""},
        Mistake{"Word_for_a_flag", with("no_brand = \"yes\""), 9, "true or false", "without quotes"}),
    name_of);

const std::string proof = "source = \"a law\"\ndate = 2026-06-29\n";
const std::string endpoint = "[[endpoint]]\nid = \"e\"\n" + proof;
const std::string rule = "[[rule]]\nid = \"r\"\n" + proof + "title = \"T\"\ncitation = \"C\"\njurisdiction = \"UK\"\n";

INSTANTIATE_TEST_SUITE_P(
    InOtherEntries, KnowledgeMistake,
    ::testing::Values(
        Mistake{"Endpoint_without_examples", endpoint + "suffix = \"a.example\"\npurpose = \"p2p\"\n", 1,
                "no 'examples'", "examples"},
        Mistake{"Suffix_with_a_dot_in_front",
                endpoint + "suffix = \".a.example\"\npurpose = \"p2p\"\nexamples = [\"x\"]\n", 5, "no host suffix",
                "hik-connect.com"},
        Mistake{"Suffix_in_capitals", endpoint + "suffix = \"A.example\"\npurpose = \"p2p\"\nexamples = [\"x\"]\n", 5,
                "no host suffix", "lower case"},
        Mistake{"Suffix_of_one_label", endpoint + "suffix = \"com\"\npurpose = \"p2p\"\nexamples = [\"x\"]\n", 5,
                "no host suffix", "two labels"},
        Mistake{"Unknown_purpose", endpoint + "suffix = \"a.example\"\npurpose = \"spy\"\nexamples = [\"x\"]\n", 6,
                "purpose 'spy'", "relay"},
        Mistake{"Rule_without_nature", rule + "acts = [\"buy\"]\norigin = \"CN\"\n", 1, "no 'nature'", "guidance"},
        Mistake{"Rule_that_forbids_nothing", rule + "nature = \"law\"\norigin = \"CN\"\n", 1, "forbids no act",
                "acts = ["},
        Mistake{"Rule_without_parties", rule + "nature = \"law\"\nacts = [\"buy\"]\n", 1, "names no party",
                "[[rule.party]]"},
        Mistake{"Party_with_unknown_key",
                rule + "nature = \"law\"\nacts = [\"buy\"]\n[[rule.party]]\nas_written = \"A\"\nmakr = \"a\"\n", 12,
                "[[rule.party]] has no key 'makr'", "maker"},
        Mistake{"Party_as_word", rule + "nature = \"law\"\nacts = [\"buy\"]\nparty = \"dahua\"\n", 10, "list of tables",
                "[[rule.party]]"},
        Mistake{"Share_above_all",
                "[[maker]]\nid = \"m\"\n" + proof +
                    "name = \"M\"\nshort = \"M\"\n[[maker.owners]]\nowner = \"o\"\nshare = 101\n",
                9, "[[maker.owners]] 'share'", "100"}),
    name_of);

TEST(KnowledgeLoad, A_folder_that_is_not_there_is_an_error_that_names_it) {
  const auto k = load_directory("/nonexistent/data");
  ASSERT_FALSE(k);
  EXPECT_EQ(k.error().where, "/nonexistent/data");
}

TEST(KnowledgeLoad, A_file_of_the_wrong_size_for_handwriting_is_refused) {
  const Folder folder;
  folder.write("big.toml", std::string((4 << 20) + 1, '#'));
  const auto k = load_directory(folder.path());
  ASSERT_FALSE(k);
  EXPECT_TRUE(k.error().where.ends_with("/big.toml")) << k.error().where;
}

TEST(KnowledgeCheck, All_mistakes_of_a_folder_are_told_at_once) {
  const Folder folder;
  folder.write("a.toml", without("source"));
  folder.write("b.toml", "[[signature]");
  folder.write("c.toml", "\n[[camera]]\n");
  const auto problems = check_directory(folder.path());
  ASSERT_EQ(problems.size(), 3u);
  EXPECT_TRUE(problems[0].where.ends_with("/a.toml, line 1")) << problems[0].where;
  EXPECT_TRUE(problems[1].where.ends_with("/b.toml, line 1")) << problems[1].where;
  EXPECT_TRUE(problems[2].where.ends_with("/c.toml, line 2")) << problems[2].where;
}

}  // namespace
}  // namespace lenscap::knowledge::mistake_test
