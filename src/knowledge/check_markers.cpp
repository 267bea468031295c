// What a marker says of itself holds together: only a trait inferred from the picture is grade 5, a grade has its
// entry, and a word without a guard means one thing. Whether the examples are found is asked of the scan itself
// (sources/marker_check.cpp).
#include <algorithm>
#include <map>

#include "knowledge/check.hpp"

namespace lenscap::knowledge {

void check_markers(const Knowledge& k, Problems& problems) {
  std::map<std::string_view, const Marker*> words;
  for (const Marker& marker : k.markers) {
    if (!k.grade(marker.grade))
      complain(problems, marker, fmt::format("no [[grade]] is {}", marker.grade), "add one to data/analytics/");
    if ((marker.grade == 5) != (marker.trait == TraitKind::inferred))
      complain(problems, marker, "grade 5 is for a protected trait inferred from the picture, and for nothing else",
               "write trait = \"inferred\" with grade = 5; what a card says or an operator types is grade 4");
    if (marker.from && marker.until && *marker.until < *marker.from)
      complain(problems, marker, "ends before it begins", "exchange 'from' and 'until'");
    if (!marker.beside.empty() || !marker.within.empty()) continue;
    for (const std::string& word : marker.words)
      if (const auto [first, is_new] = words.emplace(word, &marker); !is_new)
        complain(problems, marker, fmt::format("word '{}' is one of {} too", word, first->second->id),
                 "a word means one thing: take it out of one of them, or say what must stand beside it");
  }
}

}  // namespace lenscap::knowledge
