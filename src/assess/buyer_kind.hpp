// assess/buyer_kind.hpp: what kind of body a buyer is, guessed from its name and the service that published the notice;
// empty where neither says so. A guess is said to be one: it never decides whom a rule binds in silence.
#pragma once
#include <string_view>

namespace lenscap::assess {

/// An id of data/restrictions/who.toml, or "". `ocid` and `currency` tell the country where `country` is empty.
std::string_view guess_buyer_kind(std::string_view name, std::string_view country, std::string_view ocid,
                                  std::string_view currency);

}  // namespace lenscap::assess
