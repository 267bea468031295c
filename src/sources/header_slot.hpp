// sources/header_slot.hpp: a field told by its neighbours, whatever it is called.
//
// Makers rename a field and leave it where it was. The place is written in data/analytics/ as
// "STRUCTURE: previous|previous < next": the one field that stands between those names in that structure; ^ is before
// the first and $ after the last.
#pragma once
#include <vector>

#include "knowledge/knowledge.hpp"
#include "sources/header_struct.hpp"

namespace lenscap::sources {

struct HeaderSlot {
  const HeaderStruct* block;
  const HeaderField* field;
};

/// Fields in the places of `marker` that bear none of its words.
std::vector<HeaderSlot> find_slots(const knowledge::Marker& marker, const std::vector<HeaderStruct>& blocks);

}  // namespace lenscap::sources
