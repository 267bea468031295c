// What the program says of itself, its manual, its completions and the README agree: the same verbs, the same options.
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "house/tree.hpp"

namespace lenscap::house::words_test {
namespace {

using Words = std::set<std::string>;

std::string output_of_shell(const std::string& command) {
  std::string text;
  FILE* const pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return text;
  std::array<char, 4096> block{};
  for (std::size_t n = 0; (n = fread(block.data(), 1, block.size(), pipe)) > 0;) text.append(block.data(), n);
  pclose(pipe);
  return text;
}

Words matches(const std::string& text, const std::string& pattern) {
  const std::regex expression(pattern, std::regex::ECMAScript | std::regex::multiline);
  Words found;
  for (std::sregex_iterator it(text.begin(), text.end(), expression), end; it != end; ++it) found.insert((*it)[1]);
  return found;
}

std::string output_of(const std::string& arguments) {
  return output_of_shell(std::string("'") + LENSCAP_BUILD + "/lenscap' " + arguments + " 2>&1");
}

/// The verbs, from the section that lists them. Asked of the program once.
const Words& verbs() {
  static const Words all = [] {
    const std::string help = output_of("--help");
    return matches(help.substr(std::min(help.find("Subcommands:"), help.size())), "^  ([a-z]+)  +[A-Z]");
  }();
  return all;
}

Words options_of(const std::string& help) { return matches(help, "^  (?:-[a-zA-Z],)?(--[a-z-]+)"); }

/// What one of the verbs takes, from its own help.
Words options_of_verb(const std::string& verb) { return options_of(output_of(verb + " --help")); }

const Words& all_options() {
  static const Words options = [] {
    Words all = options_of(output_of("--help"));
    for (const auto& verb : verbs()) all.merge(options_of_verb(verb));
    return all;
  }();
  return options;
}

std::string man_page() { return std::regex_replace(text_of(root() / "docs/lenscap.1"), std::regex(R"(\\-)"), "-"); }

TEST(Words, The_program_lists_its_verbs_and_each_has_help) {
  const Words all = verbs();
  for (const char* verb : {"audit", "show", "explain", "verify", "knowledge"}) EXPECT_TRUE(all.contains(verb)) << verb;
  for (const auto& verb : all) EXPECT_TRUE(options_of(output_of(verb + " --help")).contains("--help")) << verb;
}

TEST(Words, The_manual_has_a_section_for_every_verb_and_no_other) {
  EXPECT_EQ(matches(man_page(), "^\\.Ss lenscap ([a-z]+)"), verbs());
}

TEST(Words, The_manual_explains_every_option_and_no_other) {
  Words manual = matches(man_page(), "^\\.It Fl (-[a-z-]+)");
  Words with_dashes;
  for (const auto& option : manual) with_dashes.insert('-' + option);
  EXPECT_EQ(with_dashes, all_options());
}

TEST(Words, The_README_names_only_verbs_and_options_that_exist) {
  const std::string readme = text_of(root() / "README.md");
  const Words known = verbs(), options = all_options();
  const Words said = matches(readme, "(?:\\./| )lenscap ([a-z]+)[ `\n]");
  EXPECT_TRUE(said.contains("audit"));
  for (const auto& verb : said) EXPECT_TRUE(known.contains(verb)) << verb;
  for (const auto& option : matches(readme, "[ `\\[](--[a-z][a-z-]+)")) EXPECT_TRUE(options.contains(option)) << option;
}

TEST(Words, What_the_README_shows_of_a_camera_is_what_the_program_says) {
  const std::string readme = text_of(root() / "README.md"), shown = "(`lenscap explain`, shortened):\n\n```\n";
  const auto from = readme.find(shown);
  ASSERT_NE(from, std::string::npos);
  const std::filesystem::path kept = std::filesystem::temp_directory_path() / ("readme-" + std::to_string(getpid()));
  ASSERT_EQ(output_of("audit -q '" + (root() / "examples/depot.pcapng").string() + "' --case " + kept.string()), "");
  const std::string said = output_of("explain " + kept.string() + " 10.40.30.51");
  std::filesystem::remove(kept);
  std::istringstream lines(readme.substr(from + shown.size()));
  std::size_t seen = 0;
  for (std::string line; std::getline(lines, line) && line != "```";) {
    if (line == "…") continue;
    ++seen;
    EXPECT_NE(said.find(line), std::string::npos) << line;
  }
  EXPECT_GT(seen, 10u);
}

TEST(Words, Completions_offer_every_verb_and_option) {
  for (const char* file : {"packaging/completion/lenscap.bash", "packaging/completion/_lenscap"}) {
    const std::string text = text_of(root() / file);
    for (const auto& verb : verbs()) EXPECT_NE(text.find(verb), std::string::npos) << file << " lacks " << verb;
    for (const auto& option : all_options())
      EXPECT_NE(text.find(option), std::string::npos) << file << " lacks " << option;
    const Words options = all_options();
    for (const auto& option : matches(text, "[ '{(](--[a-z][a-z-]+)"))
      EXPECT_TRUE(options.contains(option)) << file << ": " << option;
  }
}

TEST(Words, The_manual_says_of_each_option_which_verbs_take_it) {
  const std::string text = man_page();
  const std::regex item("\\.It Fl (-[a-z-]+).*\n(?:\\.Pq (.*)\n)?");
  const Words all = verbs();
  std::map<std::string, Words> takers;  // by option
  for (const auto& verb : all)
    for (const auto& option : options_of_verb(verb)) takers[option].insert(verb);
  std::size_t seen = 0;
  for (std::sregex_iterator it(text.begin(), text.end(), item), end; it != end; ++it, ++seen) {
    const std::string option = "-" + it->str(1);
    if (option == "--version") continue;
    EXPECT_EQ((*it)[2].matched ? matches(it->str(2), "Ic ([a-z]+)") : all, takers[option]) << option;
  }
  EXPECT_GT(seen, 15u);
}

TEST(Words, Bash_offers_after_each_verb_what_that_verb_takes) {
  for (const auto& verb : verbs()) {
    const std::string script = "source \"" + (root() / "packaging/completion/lenscap.bash").string() +
                               "\"; COMP_WORDS=(lenscap " + verb +
                               " --); COMP_CWORD=2; _lenscap; printf \"%s\\n\" \"${COMPREPLY[@]}\"";
    EXPECT_EQ(matches(output_of_shell("bash -c '" + script + "'"), "^(--[a-z-]+)$"), options_of_verb(verb)) << verb;
  }
}

TEST(Words, Zsh_offers_after_each_verb_what_that_verb_takes) {
  const std::string text = text_of(root() / "packaging/completion/_lenscap");
  std::map<std::string, std::string> lists;  // local -a NAME=(…)
  const std::regex list("local -a ([a-z]+)=\\(([\\s\\S]*?)\\)\n");
  for (std::sregex_iterator it(text.begin(), text.end(), list), end; it != end; ++it) lists[it->str(1)] = it->str(2);
  for (const auto& verb : verbs()) {
    const auto from = text.find("        " + verb + ")");
    ASSERT_NE(from, std::string::npos) << verb;
    std::string offered = text.substr(from, text.find(";;", from) - from);
    for (const auto& name : matches(offered, "\\$([a-z]+)")) offered += lists[name];
    EXPECT_EQ(matches(offered, "[ '{*,(](--[a-z][a-z-]+)"), options_of_verb(verb)) << verb;
  }
}

TEST(Words, Completions_offer_everyone_who_can_ask_and_every_act) {
  std::string rules;
  for (const auto& file : files_below("data/restrictions")) rules += text_of(root() / file);
  Words words = matches(text_of(root() / "data/restrictions/who.toml"), "^id = \"([a-z-]+)\"");
  ASSERT_TRUE(words.contains("uk-council"));
  for (const auto& list : matches(rules, "^acts = \\[(.*)\\]")) words.merge(matches(list, "\"([a-z]+)\""));
  ASSERT_TRUE(words.contains("buy"));
  for (const char* file : {"packaging/completion/lenscap.bash", "packaging/completion/_lenscap"}) {
    const Words offered = matches(text_of(root() / file), "\\b([a-z]+(?:-[a-z]+)*)\\b");
    for (const auto& word : words) EXPECT_TRUE(offered.contains(word)) << file << " lacks " << word;
  }
}

TEST(Words, The_README_and_the_manual_tell_every_exit_code) {
  for (const char* file : {"README.md", "docs/lenscap.1"}) {
    const std::string text = text_of(root() / file);
    for (const char* code : {"0", "1", "2"})
      EXPECT_TRUE(std::regex_search(text, std::regex(std::string("(^|\n)(\\| *|\\.It )") + code + "[ |\n]")))
          << file << " " << code;
  }
}

}  // namespace
}  // namespace lenscap::house::words_test
