// views/screen_words.cpp: keys of screening, said in words.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "views/neutral.hpp"
#include "views/screen.hpp"

namespace lenscap::views {

namespace {

struct Words {
  std::string_view key, text;  ///< {} stands for the detail
};

constexpr std::array sentences = {
    Words{"identifier", "it has the number {}"},
    Words{"alias", "it is written as data has it: {}"},
    Words{"same_name", "nothing but place, legal form or spelling differs from {}"},
    Words{"joined_words", "its words, joined or split, are {}"},
    Words{"misprint", "a letter or two differ from {}"},
    Words{"acronym", "one is the initials of the other"},
    Words{"distinctive_token", "it holds what tells {} from others, and more"},
    Words{"weak_name", "{} is a name that many bear"},
    Words{"country", "the country agrees ({})"},
    Words{"country_differs", "the country is another ({})"},
    Words{"address", "the address names {}"},
    Words{"trade", "it is about cameras or security"},
    Words{"owner", "its owner on the day is {}"},
    Words{"owner_until", "a restricted maker owned it until {}"},
    Words{"item_model", "{} is how the maker writes its articles"},
    Words{"item_label", "the text names the label {}"},
    Words{"look_alike", "somebody else: {}"},
    Words{"no_rule", "{} is known, and no rule names it"},
    Words{"no_name_like_it", "no known name is like it"},
    Words{"no_name", "there is no name"},
    Words{"full_width", "full-width letters were read as plain ones"},
    Words{"invisible_letters", "invisible characters were taken out"},
    Words{"look_alike_letters", "letters of another alphabet that look Latin were read as Latin"},
    Words{"transliteration", "it was read from another script"},
    Words{"lost_letters", "a letter of it was lost on the way (?)"},
    Words{"long_name", "only the beginning of it was compared"},
    Words{"other_words", "both have words that the other lacks"},
    Words{"other_place_or_number", "places or numbers differ"},
    Words{"less_shared", "too little of the two is the same"},
    Words{"decision_changed", "an earlier decision rests on {}, which has changed since: decide again"},
};

/// What is said of several rules at once: {} stands for their ids, and a day where one is told.
constexpr std::array about_rules = {
    Words{"rule_names", "named in {}"},
    Words{"affiliates_unknown", "not known here whether affiliates are reached by {}"},
    Words{"rule_ended", "no longer named in {}"},
    Words{"rule_begins", "not yet named in {}"},
};

constexpr std::array deciders = {
    Words{"owner", "who owns it, by a company register"},
    Words{"identifier", "its company number"},
    Words{"country", "its country, number or address"},
    Words{"spelling", "how it is spelled in a register"},
    Words{"builder", "who built the device"},
    Words{"other_name", "a number or an address of both"},
};

const Words* find_words(auto& words, std::string_view key) {
  const auto found = std::find_if(words.begin(), words.end(), [&](const Words& w) { return w.key == key; });
  return found == words.end() ? nullptr : &*found;
}

/// `who` and everybody it is within.
bool binds(const knowledge::Rule& rule, const std::string& who, const knowledge::Knowledge& k, int depth = 0) {
  constexpr int deepest = 8;
  if (std::find(rule.binds.begin(), rule.binds.end(), who) != rule.binds.end()) return true;
  for (const auto& known : k.whos)
    if (known.id == who && depth < deepest)
      for (const auto& wider : known.within)
        if (binds(rule, wider, k, depth + 1)) return true;
  return false;
}

}  // namespace

std::string rule_shown(const assess::ScreenAnswer& answer, const ScreenView& view) {
  if (answer.verdict == assess::ScreenVerdict::not_them) return {};
  for (const std::string& id : answer.rules) {
    const knowledge::Rule* rule = view.knowledge->rule(id);
    if (!rule || !rule->forbids) continue;
    if (view.whos.empty()) return id;
    for (const auto& who : view.whos)
      if (binds(*rule, who, *view.knowledge)) return id;
  }
  // A list that by itself forbids no purchase is shown where nobody asks and nothing forbids.
  return view.whos.empty() && !answer.rules.empty() ? answer.rules.front() : std::string{};
}

std::string reasons_in_words(const ScreenedRow& row, const assess::ScreenAnswer& answer, const ScreenView& view) {
  std::string out;
  const auto add = [&](const std::string& text) {
    if (!out.empty()) out += "; ";
    out += text;
  };
  if (!row.decided_by.empty() && &answer == &row.answers.front())
    add(fmt::format("decided by {} on {}: {}", neutral(row.decided_by), row.decided_on, neutral(row.decided_why)));
  for (const auto& reason : answer.reasons) {
    if (find_words(about_rules, reason.key)) continue;
    const Words* words = find_words(sentences, reason.key);
    std::string text(words ? words->text : std::string_view(reason.key));
    if (const auto at = text.find("{}"); at != text.npos) text.replace(at, 2, neutral(reason.detail));
    add(text);
  }
  for (const Words& words : about_rules) {
    std::string ids;
    for (const auto& reason : answer.reasons) {
      if (reason.key != words.key) continue;
      const std::string id = reason.entry.substr(std::min(reason.entry.find(':') + 1, reason.entry.size()));
      if (ids.find(id) != ids.npos) continue;
      if (!ids.empty()) ids += ", ";
      ids += id;
      if (words.key == "rule_ended") ids += " (until " + reason.detail + ")";
      if (words.key == "rule_begins") ids += " (from " + reason.detail + ")";
    }
    std::string text(words.text);
    if (!ids.empty()) add(text.replace(text.find("{}"), 2, ids));
  }
  if (!view.whos.empty() && !answer.rules.empty() && rule_shown(answer, view).empty())
    add(fmt::format("none of these forbids anything to {}", fmt::join(view.whos, ", ")));
  return out;
}

std::string decider_in_words(const assess::ScreenAnswer& answer) {
  const Words* words = find_words(deciders, answer.decide);
  return words ? std::string(words->text) : answer.decide;
}

}  // namespace lenscap::views
