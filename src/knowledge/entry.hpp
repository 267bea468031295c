// knowledge/entry.hpp: what every entry of data/ has, whatever it speaks of.
#pragma once
#include <cstdint>
#include <string>

#include "model/time.hpp"

namespace lenscap::knowledge {

/// Common to every entry. `source` is something an auditor can open: law, standard, repository@commit:path, maker's
/// page.
struct Entry {
  std::string id;
  std::string source;
  model::Date date;        ///< when the source was read
  std::string file;        ///< "data/signatures/dahua.toml", for messages
  std::string text;        ///< the entry alone, canonical TOML
  std::uint32_t line = 0;  ///< of its [[header]] in `file`, from 1
  bool operator==(const Entry&) const = default;
};

}  // namespace lenscap::knowledge
