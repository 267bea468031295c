// wire/xml_text.hpp: the text that XML's five entities and its character references stand for.  Source:
// XML 1.0 4.1, 4.6
#pragma once
#include <string>
#include <string_view>

namespace lenscap::wire {

/// `raw` with its references read, in UTF-8. An unknown entity, and a reference to what is no character, stays as sent.
/// Reads HTML's &nbsp; as well.
std::string xml_unescape(std::string_view raw);

}  // namespace lenscap::wire
