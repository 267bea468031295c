// Names near a name that nobody bears: a slip of the pen, or one rare word in common. They are offered to be asked
// about, never as an answer.
#include <algorithm>
#include <map>
#include <set>

#include "assess/name_compare.hpp"
#include "assess/party.hpp"

namespace lenscap::assess {
namespace {

/// A word in the names of more parties than this is no help to find one.
constexpr std::size_t rare_at_most = 3;
/// Bytes. Shorter words and names are in too many others.
constexpr std::size_t shortest_word = 4, shortest_part = 6;

/// Words of letters and digits, ASCII in lower case.
std::set<std::string> near_words_of(std::string_view name) {
  std::set<std::string> words;
  std::string word;
  for (const char c : std::string(name) + ' ') {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool kept =
        upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (kept) {
      word += upper ? static_cast<char>(c - 'A' + 'a') : c;
      continue;
    }
    if (word.size() >= shortest_word) words.insert(word);
    word.clear();
  }
  return words;
}

using Bearers = std::map<std::string, std::set<std::string>>;  // word → ids

/// What is left of a name without the words that many bear: place, trade, legal form. All of it when that is nothing.
std::string distinct_part(std::string_view name, const Bearers& bearers) {
  std::string part;
  for (const std::string& word : near_words_of(name)) {
    const auto at = bearers.find(word);
    if (at == bearers.end() || at->second.size() <= rare_at_most) part += word;
  }
  return part.empty() ? folded_party(name) : part;
}

struct Near {
  int far = 0;  ///< 0: a shared part, else letters that differ
  std::string name;
  bool operator<(const Near& other) const { return far != other.far ? far < other.far : name < other.name; }
};

}  // namespace

std::vector<std::string> near_names(const knowledge::Knowledge& k, std::string_view text, std::size_t most) {
  std::map<std::string, std::pair<std::string, std::vector<std::string>>> parties;  // id → name, all names
  const auto add = [&](const auto& entries) {
    for (const auto& entry : entries) {
      const KnownParty party = party_of(k, entry.id);
      parties[party.id] = {party.name, names_of(party)};
    }
  };
  add(k.organisations), add(k.makers), add(k.brands), add(k.lookalikes);
  for (const auto& rule : k.rules)
    for (const auto& row : rule.parties)
      if (row.maker.empty() && row.parties_of.empty() &&
          parties.emplace(row.as_written, std::pair{row.as_written, row.also}).second)
        parties[row.as_written].second.push_back(row.as_written);

  Bearers bearers;
  for (const auto& [id, party] : parties)
    for (const std::string& name : party.second)
      for (const std::string& word : near_words_of(name)) bearers[word].insert(id);

  std::set<std::string> by_word;
  for (const std::string& word : near_words_of(text))
    if (const auto at = bearers.find(word); at != bearers.end() && at->second.size() <= rare_at_most)
      by_word.insert(at->second.begin(), at->second.end());

  const std::string wanted = distinct_part(text, bearers);
  const int slips = wanted.size() < 8 ? 1 : 2;
  std::set<Near> near;
  for (const auto& [id, party] : parties) {
    int far = by_word.contains(id) ? 0 : slips + 1;
    for (const std::string& name : party.second) {
      const std::string folded = distinct_part(name, bearers);
      const std::string_view shorter = folded.size() < wanted.size() ? folded : wanted;
      const std::string_view longer = folded.size() < wanted.size() ? wanted : folded;
      if (shorter.size() >= shortest_part && longer.find(shorter) != longer.npos) far = 0;
      far = std::min(far, edits_between(folded, wanted, slips));
    }
    if (far <= slips) near.insert({far, party.first});
  }
  std::vector<std::string> names;
  for (const Near& one : near)
    if (names.size() < most) names.push_back(one.name);
  return names;
}

}  // namespace lenscap::assess
