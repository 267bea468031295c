// knowledge/networks_compile.hpp: the tables of data/networks/ made into the one that networks_table.hpp searches.
#pragma once
#include <string>
#include <string_view>

#include "model/error.hpp"

namespace lenscap::knowledge {

/// One file of data/networks/, unpacked, and what errors call it.
struct NetworksFile {
  std::string_view name, content;
};

/// Each file: a first line "# DAY, npm PACKAGE VERSION (WHOM TO NAME)", then rows of three columns (names: two), a
/// tabulator between: first and last address and the network's number, or the country's code; network's number and
/// name. Rows of addresses are sorted and do not overlap; each number has a name.
struct NetworksFiles {
  NetworksFile asn_v4, asn_v6, country_v4, country_v6, names;
};

model::Result<std::string> compile_networks(const NetworksFiles& files);

}  // namespace lenscap::knowledge
