// sources/header_diff.hpp: two editions of a header compared by layout: which field kept its place and lost its name.
//
// Names that both editions have are anchors, in the order in which both have them. Between two anchors, fields are
// paired by where they lie (bytes from the anchor, where sizes are known) or by their order, where type and count
// agree. A pair with two names is a rename; a field of one byte that a longer reserved field now covers is one too.
#pragma once
#include <string_view>
#include <vector>

#include "model/capability.hpp"
#include "sources/header_struct.hpp"

namespace lenscap::sources {

/// A header as an edition: where its structures come from.
struct HeaderEdition {
  std::string source, path;
  std::vector<HeaderStruct> blocks;
};

/// Changes of the structures that both editions have, by structure and place. Structures of one edition alone are not
/// compared: nothing is known of their place.
std::vector<model::LayoutChange> compare_headers(const std::vector<HeaderEdition>& before,
                                                 const std::vector<HeaderEdition>& after);

}  // namespace lenscap::sources
