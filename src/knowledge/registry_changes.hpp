// knowledge/registry_changes.hpp: what the last refresh of the address registry changed.
//
// data/registry/changes.tsv grows by one line for every block that an edition added, renamed or took away:
// `day<TAB>version<TAB>prefix<TAB>organisation before<TAB>organisation now`, after a first line "# …". Either
// organisation may be empty, not both. Editions follow each other in time.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "model/error.hpp"

namespace lenscap::knowledge {

/// Counts of one edition. All zero, and no day, when nothing is known of any.
struct RegistryChanges {
  std::string day;      ///< of the edition, "2026-08-26"
  std::string version;  ///< of npm oui-data
  std::size_t added = 0;
  std::size_t renamed = 0;
  std::size_t gone = 0;
  bool operator==(const RegistryChanges&) const = default;
};

/// The newest edition of a changes.tsv. Errors name the line.
model::Result<RegistryChanges> last_changes(std::string_view tsv, std::string_view name);

}  // namespace lenscap::knowledge
