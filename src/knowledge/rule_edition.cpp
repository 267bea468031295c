#include "knowledge/rule_edition.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <set>

#include "knowledge/label.hpp"

namespace lenscap::knowledge {
namespace {

/// Apostrophes that stand for one another: U+2018, U+2019, U+02BC, the accents ´ and `.
constexpr std::array<std::string_view, 4> apostrophes = {"\u2018", "\u2019", "\u02bc", "\u00b4"};

std::vector<std::string> names_of(const RuleParty& party) {
  std::vector<std::string> names = {party.as_written};
  names.insert(names.end(), party.also.begin(), party.also.end());
  return names;
}

/// A name that more entries bear than this says of none which it is.
constexpr std::size_t most_bearers = 64;

/// Entries by each of their names; where two entries bear one name, the first that prints it as its own.
class ByName {
 public:
  explicit ByName(const Rule& rule) : rule_(rule) {
    for (std::size_t i = 0; i < rule.parties.size(); ++i) add(own_, rule.parties[i].as_written, i);
    for (std::size_t i = 0; i < rule.parties.size(); ++i)
      for (const std::string& name : rule.parties[i].also) add(other_, name, i);
  }
  /// The entry that `party` is: by its own name, else by the one with which it shares most names. A single word is
  /// borne by too many to say so alone.
  std::optional<std::size_t> find(const RuleParty& party) const {
    if (const auto own = own_.find(name_key(party.as_written)); own != own_.end()) return own->second.front();
    std::map<std::size_t, std::size_t> shared;
    for (const std::string& name : names_of(party)) {
      const std::string key = name_key(name);
      const bool weak = name.find(' ') == name.npos;
      std::set<std::size_t> hit;
      for (const Index* index : {&own_, &other_})
        if (const auto it = index->find(key); it != index->end() && it->second.size() <= most_bearers)
          hit.insert(it->second.begin(), it->second.end());
      for (const std::size_t i : hit) shared[i] += weak && hit.size() > 1 ? 0 : weak ? 1 : 2;
    }
    std::optional<std::size_t> best;
    std::size_t most = 1;  // a word alone is not enough
    for (const auto& [i, n] : shared)
      if (n > most) best = i, most = n;
    return best;
  }

 private:
  using Index = std::map<std::string, std::vector<std::size_t>, std::less<>>;
  static void add(Index& index, const std::string& name, std::size_t i) {
    if (std::string key = name_key(name); !key.empty()) index[std::move(key)].push_back(i);
  }
  const Rule& rule_;
  Index own_, other_;
};

/// Names as printed: what was cut out of two in one is not counted again.
std::set<std::string> all_names(const std::vector<RuleParty>& parties) {
  std::set<std::string> all;
  for (const RuleParty& party : parties) {
    const std::vector<std::string> names = names_of(party);
    std::set<std::string> cut;
    for (const std::string& name : names)
      for (std::string& one : names_in_one(name)) cut.insert(std::move(one));
    for (const std::string& name : names)
      if (!cut.contains(name)) all.insert(name);
  }
  return all;
}

model::Date day_before(const model::Date& day) {
  using namespace std::chrono;
  const year_month_day before{sys_days{year{day.year} / month{static_cast<unsigned>(day.month)} /
                                       std::chrono::day{static_cast<unsigned>(day.day)}} -
                              days{1}};
  return {static_cast<int>(before.year()), static_cast<int>(static_cast<unsigned>(before.month())),
          static_cast<int>(static_cast<unsigned>(before.day()))};
}

/// A row that says not since when it is on the list is known to be on it from the day of the edition only.
RuleParty seen_by(RuleParty row, const model::Date& day) {
  if (row.from || (row.until && *row.until < day)) return row;
  row.from = day;
  row.note +=
      (row.note.empty() ? "" : "; ") + std::string("on the list by this day; since when, the list does not say");
  return row;
}

/// On the list on `day`, as far as is known.
bool covers(const RuleParty& party, const Rule& rule, const model::Date& day) {
  const auto& from = party.from ? party.from : rule.from;
  const auto& until = party.until ? party.until : rule.until;
  return (!from || *from < day) && (!until || day <= *until);
}

}  // namespace

std::string name_key(std::string_view name) {
  std::string plain(name);
  for (const std::string_view mark : apostrophes)
    for (auto at = plain.find(mark); at != plain.npos; at = plain.find(mark, at)) plain.erase(at, mark.size());
  return folded_organisation(plain);
}

std::vector<std::string> names_in_one(std::string_view name) {
  for (const std::string_view join :
       {"LTD., AND ", "CO., AND ", "INC., AND ", "Ltd., and ", "Co., and ", "Inc., and "}) {
    const auto at = name.find(join);
    if (at == name.npos) continue;
    const auto comma = at + join.find(','), rest = at + join.size();
    if (rest < name.size()) return {std::string(name.substr(0, comma)), std::string(name.substr(rest))};
  }
  return {};
}

std::string_view to_string(EditionChange c) {
  static constexpr std::array<std::string_view, static_cast<std::size_t>(EditionChange::count_)> names = {
      "added", "ended", "renamed", "lacking"};
  return names[static_cast<std::size_t>(c)];
}

EditionDiff compare_editions(const Rule& earlier, const Rule& later, model::Date day) {
  EditionDiff diff;
  const ByName index(earlier);
  std::set<std::size_t> met;
  std::set<std::string> met_names;
  for (std::size_t i = 0; i < later.parties.size(); ++i) {
    const RuleParty& party = later.parties[i];
    const auto found = index.find(party);
    if (!found) diff.changes.push_back({EditionChange::added, party.as_written, "", i});
    else {
      met.insert(*found);
      met_names.insert(name_key(earlier.parties[*found].as_written));
      const std::string& was = earlier.parties[*found].as_written;
      if (name_key(was) != name_key(party.as_written))
        diff.changes.push_back({EditionChange::renamed, party.as_written, was, i});
      else ++diff.same;
    }
    if (party.until && *party.until < day)
      diff.changes.push_back({EditionChange::ended, party.as_written, model::to_string(*party.until), i});
  }
  for (std::size_t i = 0; i < earlier.parties.size(); ++i) {
    const RuleParty& party = earlier.parties[i];
    if (met.contains(i) || met_names.contains(name_key(party.as_written)) || !party.parties_of.empty() ||
        !covers(party, earlier, day))
      continue;
    diff.changes.push_back({EditionChange::lacking, party.as_written, "", i});
  }
  std::vector<RuleParty> held;
  for (const RuleParty& party : earlier.parties)
    if (party.parties_of.empty() && covers(party, earlier, day)) held.push_back(party);
  const std::set<std::string> before = all_names(held), now = all_names(later.parties);
  std::set_difference(now.begin(), now.end(), before.begin(), before.end(), std::back_inserter(diff.names_added));
  std::set_difference(before.begin(), before.end(), now.begin(), now.end(), std::back_inserter(diff.names_gone));
  std::set<std::string> keys;
  for (const std::string& name : now) keys.insert(name_key(name));
  for (const std::string& name : diff.names_gone) diff.respelled += keys.contains(name_key(name));
  return diff;
}

Rule merge_edition(const Rule& known, const Rule& later, model::Date day) {
  Rule merged = known.id.empty() ? later : known;
  merged.date = std::max(merged.date, day);
  if (merged.source.empty()) merged.source = later.source;
  else if (!later.source.empty() && merged.source.find(later.source) == merged.source.npos)
    merged.source += "; " + later.source;
  merged.parties.clear();
  const ByName index(known);
  std::set<std::size_t> met;
  std::set<std::string> met_names;
  for (const RuleParty& now : later.parties) {
    const auto found = index.find(now);
    if (!found) {
      merged.parties.push_back(seen_by(now, day));
      continue;
    }
    // Every row of that party stays: a list can hold one for each period.
    const std::string key = name_key(known.parties[*found].as_written);
    const bool again = !met_names.insert(key).second;
    for (std::size_t i = 0; i < known.parties.size(); ++i) {
      if (name_key(known.parties[i].as_written) != key) continue;
      if (met.insert(i).second) merged.parties.push_back(known.parties[i]);
    }
    RuleParty& row = merged.parties.back();
    if (again) continue;
    std::set<std::string> keys;
    for (const std::string& name : names_of(row)) keys.insert(name_key(name));
    for (const std::string& name : names_of(now))
      if (keys.insert(name_key(name)).second) row.also.push_back(name);
    if (now.until) row.until = now.until;
    if (!row.from) row.from = now.from;
    if (row.note.empty()) row.note = now.note;
    if (row.citation.empty()) row.citation = now.citation;
    if (row.until && *row.until < day && !now.until) {  // it had left, and is on the list again
      RuleParty again_listed = now;
      again_listed.maker = row.maker;
      merged.parties.push_back(seen_by(std::move(again_listed), day));
    }
  }
  for (std::size_t i = 0; i < known.parties.size(); ++i) {
    if (met.contains(i)) continue;
    RuleParty row = known.parties[i];
    const bool missed = row.parties_of.empty() && covers(row, known, day);
    if (!missed) {
      merged.parties.push_back(std::move(row));
      continue;
    }
    RuleParty since = row;
    row.until = day_before(day);
    since.from = day;
    since.certainty = "unknown";
    since.note +=
        (since.note.empty() ? "" : "; ") + std::string("the edition of ") + model::to_string(day) + " lacks it";
    merged.parties.push_back(std::move(row));
    merged.parties.push_back(std::move(since));
  }
  return merged;
}

}  // namespace lenscap::knowledge
