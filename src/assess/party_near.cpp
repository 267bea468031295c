// Names near a name that nobody bears: a slip of the pen, or one rare word in common. They are offered to be asked
// about, never as an answer.
#include <algorithm>
#include <map>
#include <set>

#include "assess/party.hpp"

namespace lenscap::assess {
namespace {

/// A word in the names of more parties than this is no help to find one.
constexpr std::size_t rare_at_most = 3;
/// Bytes. Shorter words and names are in too many others.
constexpr std::size_t shortest_word = 4, shortest_part = 6;

/// Words of letters and digits, ASCII in lower case.
std::set<std::string> words_of(std::string_view name) {
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

/// Letters to insert, delete or exchange; counting stops above `most`.
std::size_t distance(std::string_view a, std::string_view b, std::size_t most) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > most) return most + 1;
  std::vector<std::size_t> row(a.size() + 1);
  for (std::size_t i = 0; i <= a.size(); ++i) row[i] = i;
  for (std::size_t j = 1; j <= b.size(); ++j) {
    std::size_t corner = row[0], least = row[0] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
      const std::size_t up = row[i];
      row[i] = std::min({row[i] + 1, row[i - 1] + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1)});
      corner = up;
      least = std::min(least, row[i]);
    }
    if (least > most) return most + 1;
  }
  return row[a.size()];
}

using Bearers = std::map<std::string, std::set<std::string>>;  // word → ids

/// What is left of a name without the words that many bear: place, trade, legal form. All of it when that is nothing.
std::string distinct_part(std::string_view name, const Bearers& bearers) {
  std::string part;
  for (const std::string& word : words_of(name)) {
    const auto at = bearers.find(word);
    if (at == bearers.end() || at->second.size() <= rare_at_most) part += word;
  }
  return part.empty() ? folded_party(name) : part;
}

struct Near {
  std::size_t far = 0;  ///< 0: a shared part, else letters that differ
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

  Bearers bearers;
  for (const auto& [id, party] : parties)
    for (const std::string& name : party.second)
      for (const std::string& word : words_of(name)) bearers[word].insert(id);

  std::set<std::string> by_word;
  for (const std::string& word : words_of(text))
    if (const auto at = bearers.find(word); at != bearers.end() && at->second.size() <= rare_at_most)
      by_word.insert(at->second.begin(), at->second.end());

  const std::string wanted = distinct_part(text, bearers);
  const std::size_t slips = wanted.size() < 8 ? 1 : 2;
  std::set<Near> near;
  for (const auto& [id, party] : parties) {
    std::size_t far = by_word.contains(id) ? 0 : slips + 1;
    for (const std::string& name : party.second) {
      const std::string folded = distinct_part(name, bearers);
      const std::string_view shorter = folded.size() < wanted.size() ? folded : wanted;
      const std::string_view longer = folded.size() < wanted.size() ? wanted : folded;
      if (shorter.size() >= shortest_part && longer.find(shorter) != longer.npos) far = 0;
      far = std::min(far, distance(folded, wanted, slips));
    }
    if (far <= slips) near.insert({far, party.first});
  }
  std::vector<std::string> names;
  for (const Near& one : near)
    if (names.size() < most) names.push_back(one.name);
  return names;
}

}  // namespace lenscap::assess
