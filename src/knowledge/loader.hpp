// knowledge/loader.hpp: TOML into Knowledge with every complaint, not just the first.
#pragma once
#include <string>
#include <vector>

#include "knowledge/document.hpp"
#include "knowledge/knowledge.hpp"

namespace lenscap::knowledge {

/// Adds the entries of one parsed file. Complains into `errors` and leaves out nothing else.
void add_document(Knowledge& knowledge, const Value& document, std::string_view file,
                  std::vector<model::Error>& errors);

/// All *.toml below `dir`, in byte order of their paths, as one layer: an id may stand in it once.
Knowledge load_layer(const std::string& dir, std::vector<model::Error>& errors);

/// `layer` on top of `base`: an entry with a known id takes the place of the old one, others follow.
Knowledge put_on_top(Knowledge base, Knowledge layer);

}  // namespace lenscap::knowledge
