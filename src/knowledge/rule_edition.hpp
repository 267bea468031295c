// knowledge/rule_edition.hpp: two editions of one list: what the later added, ended, renamed, spells anew, and what the
// earlier had that the later lacks; and the two as one rule.
//
// Entries are matched by their names, never by an id: lists renumber their entries from one edition to the next. Names
// are compared by their letters and digits, so that YONG’AN, YONG'AN and YONGAN are one name, and "LTD.," is "LTD.".
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/knowledge.hpp"

namespace lenscap::knowledge {

/// Letters and digits of a name, ASCII in lower case; apostrophes of every form left out.
std::string name_key(std::string_view name);

/// Two names that stand in one, as in "ALPHA CO., LTD., AND BETA"; empty for one. Cut only after a legal form: "SCIENCE
/// AND TECHNOLOGY" is one name.
std::vector<std::string> names_in_one(std::string_view name);

enum class EditionChange : std::uint8_t {
  added,    ///< an entry that the earlier edition has not
  ended,    ///< the later edition prints a day on which it ends or ended
  renamed,  ///< the same entry by one of its names, printed first under another
  lacking,  ///< the earlier edition had it, the later does not
  count_
};
std::string_view to_string(EditionChange c);

struct EntryChange {
  EditionChange change{};
  std::string name;       ///< as the later edition prints it; of `lacking`, the earlier
  std::string was;        ///< of `renamed`: the earlier name; of `ended`: the day
  std::size_t party = 0;  ///< index into the later edition's parties; of `lacking`, the earlier's
};

struct EditionDiff {
  std::vector<EntryChange> changes;
  std::vector<std::string> names_added, names_gone;  ///< exactly as printed, each once, sorted
  std::size_t respelled = 0;  ///< of `names_gone`: those of which only apostrophes, commas or case changed
  std::size_t same = 0;       ///< entries in both under the same name
};

/// `day` is the later edition's: entries of `earlier` that began after it, or had ended before it, are not missed.
EditionDiff compare_editions(const Rule& earlier, const Rule& later, model::Date day);

/// `later` with what `known` says of the same parties: maker, days, citation, scope, condition, certainty, the form of
/// the name. What the edition lacks stays to the day before it, and from it on as "unknown": a list that is not whole
/// must lift no restriction. The rule's own keys are those of `known` where it has them.
Rule merge_edition(const Rule& known, const Rule& later, model::Date day);

/// The rule as a TOML entry that load_directory reads.
std::string to_toml(const Rule& rule);

}  // namespace lenscap::knowledge
