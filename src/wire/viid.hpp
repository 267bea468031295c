// wire/viid.hpp: GA/T 1400 (VIID): paths to which capture devices post what they saw, over HTTP, and what is in it.
// Source: nanguantong/gat-1400@1b7b336:src/gat1400_rest.h, gat1400_types.h (members), gat1400_category.h (InfoKind);
// checks of every member, and a sample: public code index files 6754841820, 7191223784, 21915859769
//
// A device registers at /VIID/System/Register, then posts faces, persons, vehicles and the like to a collection each.
// Only the name of the collection is taken: what stands behind it in the path is the number of one face or person. Of a
// body, {"FaceListObject":{"FaceObject":[{…}]}}, the names of the members that describe a person are read, and whether
// each has something in it; never what.
//
// A record that somebody entered (InfoKind 2) or that has a name or a card's number in it may have its ethnicity and
// skin colour from there and not from the picture: these come out as "manual.EthicCode", "named.EthicCode".
#pragma once
#include <optional>
#include <string_view>

#include "wire/people_word.hpp"

namespace lenscap::wire {

/// The start of `target` that names a service or collection: "/VIID/Faces". Aliases it; "" when it is none of them.
std::string_view viid_path(std::string_view target) noexcept;

/// Does this Content-Type say VIID? "application/VIID+JSON;charset=UTF-8", in any case.
bool viid_content(std::string_view content_type) noexcept;

/// Reads a body, or the start of one: pictures make it longer than anyone looks at. Empty when it holds no face and no
/// person.
std::optional<PeopleWords> parse_viid(std::string_view json);

}  // namespace lenscap::wire
