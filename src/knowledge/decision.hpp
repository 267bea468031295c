// knowledge/decision.hpp: what a person decided about a name, kept in a TOML file of the user's own, never shipped.
//
// A decision rests on the entries that were behind the answer, each with the SHA-256 of its text. When one of them
// changes, the person decided about something else: the decision no longer holds, and the answer says so.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "knowledge/knowledge.hpp"

namespace lenscap::knowledge {

/// TOML [[decision]]: name, party, verdict, by, on, reason, entries ("maker:dahua sha256…").
struct Decision {
  std::string name;     ///< as the row had it
  std::string party;    ///< about whom; empty: about the name altogether
  std::string verdict;  ///< is, owned_by, sells, may_be, not
  std::string by;       ///< who decided
  model::Date on;
  std::string reason;
  std::vector<std::pair<std::string, std::string>> entries;  ///< knowledge key, SHA-256 of its text then
  bool operator==(const Decision&) const = default;
};

/// No file is no decision. Errors name file and line.
model::Result<std::vector<Decision>> read_decisions(const std::string& path);
/// The file's text; read_decisions() reads the same back.
std::string to_toml(const std::vector<Decision>& decisions);

/// The entries as they are now, for a new decision.
std::vector<std::pair<std::string, std::string>> entries_now(const Knowledge& k, const std::vector<std::string>& keys);
/// The first entry that is not as it was; empty when the decision holds.
std::string changed_entry(const Knowledge& k, const Decision& decision);

}  // namespace lenscap::knowledge
