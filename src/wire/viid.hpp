// wire/viid.hpp: the paths of GA/T 1400 (VIID), to which capture devices post what they saw, over HTTP.
// Source: nanguantong/gat-1400@1b7b336:src/gat1400_rest.h
//
// A device registers at /VIID/System/Register, then posts faces, persons, vehicles and the like to a collection each.
// Only the name of the collection is taken: what stands behind it in the path is the number of one face or person.
#pragma once
#include <string_view>

namespace lenscap::wire {

/// The start of `target` that names a service or collection: "/VIID/Faces". Aliases it; "" when it is none of them.
std::string_view viid_path(std::string_view target) noexcept;

/// Does this Content-Type say VIID? "application/VIID+JSON;charset=UTF-8", in any case.
bool viid_content(std::string_view content_type) noexcept;

}  // namespace lenscap::wire
