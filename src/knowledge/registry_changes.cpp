#include "knowledge/registry_changes.hpp"

#include <algorithm>
#include <array>

#include "model/time.hpp"

namespace lenscap::knowledge {

model::Result<RegistryChanges> last_changes(std::string_view tsv, std::string_view name) {
  RegistryChanges last;
  std::size_t line_number = 0;
  const auto wrong = [&](std::string what) {
    return model::fail(std::move(what), std::string(name) + ", line " + std::to_string(line_number),
                       "make the file with tools/registry/refresh.sh");
  };
  for (std::size_t at = 0; at < tsv.size();) {
    const std::size_t end = std::min(tsv.find('\n', at), tsv.size());
    std::string_view line = tsv.substr(at, end - at);
    at = end + 1;
    if (++line_number == 1) {
      if (!line.starts_with("# ")) return wrong("the first line must be '# ' and what the columns are");
      continue;
    }
    std::array<std::string_view, 5> columns;
    for (std::size_t i = 0; i + 1 < columns.size(); ++i) {
      const std::size_t tab = line.find('\t');
      if (tab == line.npos) return wrong("not five columns");
      columns[i] = line.substr(0, tab);
      line.remove_prefix(tab + 1);
    }
    columns[4] = line;
    const auto& [day, version, prefix, was, now] = columns;
    if (line.find('\t') != line.npos) return wrong("not five columns");
    if (!model::parse_date(day)) return wrong("'" + std::string(day) + "' is no day");
    if (prefix.empty() || was == now) return wrong("nothing changed");
    if (day < last.day) return wrong("an older edition after a newer one");
    if (day != last.day || version != last.version) last = {std::string(day), std::string(version), 0, 0, 0};
    ++(was.empty() ? last.added : now.empty() ? last.gone : last.renamed);
  }
  return last;
}

}  // namespace lenscap::knowledge
