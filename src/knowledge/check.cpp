#include "knowledge/check.hpp"

#include <map>

#include "knowledge/loader.hpp"

namespace lenscap::knowledge {
namespace {

/// The first network cameras and the oldest sources used are younger than this.
constexpr model::Date oldest_source{1995, 1, 1};

template <class T>
void check_table(const std::vector<T>& entries, bool dated, Problems& problems) {
  std::map<std::string_view, const T*> first;
  for (const T& entry : entries) {
    if (const auto [other, is_new] = first.emplace(entry.id, &entry); !is_new)
      complain(problems, entry, "the id stands twice",
               fmt::format("it was first used in {}, line {}", other->second->file, other->second->line));
    if (dated && entry.date < oldest_source)
      complain(problems, entry, "'date' is " + model::to_string(entry.date), "write the day when the source was read");
  }
}

template <class T>
void check_owners(const std::vector<T>& entries, Problems& problems) {
  for (const T& entry : entries)
    for (const Ownership& owner : entry.owners)
      check_period(entry, "ownership by " + owner.owner, owner.from, owner.until, problems);
}

}  // namespace

void check_period(const Entry& entry, std::string_view of, const std::optional<model::Date>& from,
                  const std::optional<model::Date>& until, Problems& problems) {
  if (from && until && *until < *from)
    complain(problems, entry, fmt::format("{} ends on {}, before it begins", of, model::to_string(*until)),
             "exchange 'from' and 'until'");
}

void check_entries(const Knowledge& k, Problems& problems) {
  check_table(k.signatures, true, problems);
  check_table(k.makers, true, problems);
  check_table(k.brands, true, problems);
  check_table(k.components, true, problems);
  check_table(k.organisations, true, problems);
  check_table(k.lookalikes, true, problems);
  check_table(k.name_words, true, problems);
  check_table(k.item_forms, true, problems);
  check_table(k.endpoints, true, problems);
  check_table(k.networks, true, problems);
  check_table(k.rules, true, problems);
  check_table(k.whos, false, problems);
  check_table(k.markers, true, problems);
  check_table(k.grades, true, problems);
  check_table(k.rates, true, problems);
  check_table(k.thresholds, true, problems);
  check_markers(k, problems);
  check_owners(k.makers, problems);
  check_owners(k.brands, problems);
  for (const Rule& rule : k.rules) {
    check_period(rule, "the rule", rule.from, rule.until, problems);
    for (const RuleParty& party : rule.parties)
      check_period(rule, "party '" + party.as_written + "'", party.from, party.until, problems);
  }
}

std::vector<model::Error> check(const Knowledge& k) {
  Problems problems;
  check_entries(k, problems);
  check_references(k, problems);
  check_organisations(k, problems);
  check_lookalikes(k, problems);
  check_names(k, problems);
  check_sources(k, problems);
  check_examples(k, problems);
  check_items(k, problems);
  return problems;
}

std::vector<model::Error> check_directory(const std::string& dir, const Knowledge& base) {
  Problems problems;
  Knowledge layer = load_layer(dir, problems);
  if (!problems.empty()) return problems;  // what did not load would be missed everywhere
  return check(put_on_top(base, std::move(layer)));
}

}  // namespace lenscap::knowledge
