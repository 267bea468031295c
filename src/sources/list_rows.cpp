#include "sources/list_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "knowledge/rule_edition.hpp"
#include "model/ascii.hpp"

namespace lenscap::sources {
namespace {

/// No real list has a tenth of this; a made one could have one a name.
constexpr std::size_t most_row_notes = 100'000, most_names = 4096;

constexpr std::array<std::string_view, 12> months = {"jan", "feb", "mar", "apr", "may", "jun",
                                                     "jul", "aug", "sep", "oct", "nov", "dec"};

std::optional<int> row_number(std::string_view text) {
  int value = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (status != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

std::optional<model::Date> checked(int year, int month, int day) {
  if (year < 0 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  return model::parse_date(fmt::format("{:04}-{:02}-{:02}", year, month, day));
}

/// As US offices write it, the month first.
std::optional<model::Date> by_slashes(std::string_view text) {
  const auto first = text.find('/'), second = text.find('/', first + 1);
  if (first == text.npos || second == text.npos) return std::nullopt;
  const auto month = row_number(text.substr(0, first)), day = row_number(text.substr(first + 1, second - first - 1)),
             year = row_number(text.substr(second + 1));
  if (!month || !day || !year || *year < 1000) return std::nullopt;
  return checked(*year, *month, *day);
}

/// "16 Dec 2021", "03 June 2021".
std::optional<model::Date> by_words(std::string_view text) {
  const auto first = text.find(' '), second = text.find(' ', first + 1);
  if (first == text.npos || second == text.npos || second - first < 4) return std::nullopt;
  const std::string name = model::lower_ascii(text.substr(first + 1, 3));
  const auto month = std::find(months.begin(), months.end(), name);
  const auto day = row_number(text.substr(0, first)), year = row_number(text.substr(second + 1));
  if (month == months.end() || !day || !year) return std::nullopt;
  return checked(*year, static_cast<int>(month - months.begin()) + 1, *day);
}

bool one_word(std::string_view name) {
  return name.find(' ') == name.npos &&
         std::any_of(name.begin(), name.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); });
}

}  // namespace

std::string_view bare(std::string_view field) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!field.empty() && blank(field.front())) field.remove_prefix(1);
  while (!field.empty() && blank(field.back())) field.remove_suffix(1);
  return field == "-0-" ? std::string_view() : field;
}

std::vector<std::string_view> pieces(std::string_view field) {
  std::vector<std::string_view> all;
  while (!field.empty()) {
    const auto end = std::min(field.find(';'), field.size());
    if (const auto piece = bare(field.substr(0, end)); !piece.empty()) all.push_back(piece);
    field.remove_prefix(std::min(end + 1, field.size()));
  }
  return all;
}

ListEntry& ListBuilder::entry(const std::string& list, const std::string& key, const CsvRow& row) {
  if (ListEntry* known = key.empty() ? nullptr : find(list, key)) return *known;
  if (!key.empty()) by_key_.emplace(std::pair(list, key), entries_.size());
  entries_.push_back({list, {}, {}, row.number, row.line});
  return entries_.back();
}

ListEntry* ListBuilder::find(const std::string& list, const std::string& key) {
  const auto found = by_key_.find({list, key});
  return found == by_key_.end() ? nullptr : &entries_[found->second];
}

void ListBuilder::note(const CsvRow& row, std::string_view name, ListFlaw flaw) {
  if (edition_.notes.size() >= most_row_notes) return leave_out("notes beyond the bound of 100000");
  edition_.notes.push_back({file_, row.number, row.line, std::string(name), flaw});
}

void ListBuilder::add_name(ListEntry& entry, std::string_view written, const CsvRow& row) {
  const std::string_view name = bare(written);
  if (name.empty()) return;
  if (entry.party.also.size() >= most_names) return leave_out("names beyond 4096 of one entry");
  const bool first = entry.party.as_written.empty();
  if (first) entry.party.as_written = name;
  else if (name != entry.party.as_written &&
           std::find(entry.party.also.begin(), entry.party.also.end(), name) == entry.party.also.end())
    entry.party.also.emplace_back(name);
  if (name.find('?') != name.npos) note(row, name, ListFlaw::lost_character);
  if (name.find("\u2019") != name.npos || name.find("\u2018") != name.npos) note(row, name, ListFlaw::curly_apostrophe);
  if (name.back() == ',') note(row, name, ListFlaw::stray_comma);
  if (const auto cut = knowledge::names_in_one(name); !cut.empty()) {
    note(row, name, ListFlaw::two_names);
    entry.party.also.insert(entry.party.also.end(), cut.begin(), cut.end());
  } else if (name.find("A.K.A.") != name.npos || name.find("a.k.a.") != name.npos) {
    note(row, name, ListFlaw::two_names);
  }
  if (!first && one_word(name)) note(row, name, ListFlaw::one_word);
}

std::optional<model::Date> ListBuilder::day(std::string_view text, const CsvRow& row) {
  text = bare(text);
  if (text.empty()) return std::nullopt;
  auto day = model::parse_date(text.substr(0, 10));
  if (!day) day = by_slashes(text);
  if (!day) day = by_words(text);
  if (!day) note(row, text, ListFlaw::unread_date);
  return day;
}

void ListBuilder::count(const CsvRow& row) {
  ++edition_.rows;
  if (!row.notes.any()) return;
  std::string_view longest;
  for (const std::string_view field : row.fields)
    if (field.size() > longest.size()) longest = field;
  note(row, longest.substr(0, 200), ListFlaw::repaired_row);
}

void ListBuilder::finish() {
  std::map<std::string, std::size_t> part_of;
  std::map<std::string, std::set<std::string>> seen;
  for (ListEntry& entry : entries_) {
    if (entry.party.as_written.empty()) {
      leave_out("entries without a name");
      continue;
    }
    const auto [part, is_new] = part_of.emplace(entry.list, edition_.parts.size());
    if (is_new) edition_.parts.push_back({entry.list, rule_of_list(entry.list), {}});
    if (!seen[entry.list].insert(knowledge::name_key(entry.party.as_written)).second)
      note({entry.row, entry.line, 0, 0, {}, {}}, entry.party.as_written, ListFlaw::twice);
    for (const std::string& detail : entry.details) entry.party.note += (entry.party.note.empty() ? "" : "; ") + detail;
    if (entry.party.from && entry.party.until && *entry.party.until < *entry.party.from) {
      entry.party.note += (entry.party.note.empty() ? "" : "; ") + std::string("printed as ending on ") +
                          model::to_string(*entry.party.until) + ", before it begins";
      entry.party.until.reset();
    }
    ListPart& to = edition_.parts[part->second];
    to.rule.parties.push_back(std::move(entry.party));
    to.lines.push_back(entry.line);
  }
  entries_.clear();
  by_key_.clear();
}

}  // namespace lenscap::sources
