// knowledge/check.hpp: the parts of check(), one idea a file. Each adds what it finds wrong.
#pragma once
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "knowledge/knowledge.hpp"

namespace lenscap::knowledge {

using Problems = std::vector<model::Error>;

inline void complain(Problems& problems, const Entry& entry, std::string what, std::string todo) {
  problems.push_back(
      {entry.id + ": " + std::move(what), fmt::format("{}, line {}", entry.file, entry.line), std::move(todo)});
}

/// One of `entries` has that id.
template <class T>
bool has(const std::vector<T>& entries, std::string_view id) {
  return std::any_of(entries.begin(), entries.end(), [&](const T& entry) { return entry.id == id; });
}

/// Complains when the period of `of` ends before it begins.
void check_period(const Entry& entry, std::string_view of, const std::optional<model::Date>& from,
                  const std::optional<model::Date>& until, Problems& problems);

/// Dates in order, ids once.
void check_entries(const Knowledge& k, Problems& problems);
/// Every maker, rule and who that is named exists.
void check_references(const Knowledge& k, Problems& problems);
/// A label, an organisation and a suffix mean one thing.
void check_names(const Knowledge& k, Problems& problems);
/// Owners, makers and labels of organisations exist; identifiers are one's alone; holdings of a day do not pass 100 %.
void check_organisations(const Knowledge& k, Problems& problems);
/// A look-alike is like somebody known, and no name of it is a party's own.
void check_lookalikes(const Knowledge& k, Problems& problems);
/// Item forms name somebody known, meet their examples and no `not`, and no two makers claim one text.
void check_items(const Knowledge& k, Problems& problems);
/// Every source is something that an auditor can open.
void check_sources(const Knowledge& k, Problems& problems);
/// Examples match and claim, `not` examples do not, and nobody's example is taken for another maker's.
void check_examples(const Knowledge& k, Problems& problems);

/// A marker's grade, trait and topics agree; a word means one thing; every grade that is used exists.
void check_markers(const Knowledge& k, Problems& problems);

}  // namespace lenscap::knowledge
