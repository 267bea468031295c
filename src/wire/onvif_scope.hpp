// wire/onvif_scope.hpp: ONVIF scopes, by which a device names itself in WS-Discovery and in GetScopes.
// Source: ONVIF Core Specification 7.3.3.2 (onvif/specs doc/Core.xml, scope table); RFC 3986 2.1
//
// "onvif://www.onvif.org/<category>/<value>", percent-encoded. Categories of the specification: Profile, Location,
// Hardware, Name, MacAddress, SerialNumber; older devices say MAC; the case varies.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "wire/field.hpp"

namespace lenscap::wire {

/// The field that one scope states: wsd.name, wsd.hardware, wsd.mac or wsd.serial with the value behind the category,
/// else wsd.scope with the whole scope. `raw` is the scope as sent in XML and is aliased. Empty for an empty scope.
std::optional<Field> scope_field(std::string_view raw, std::string place);

}  // namespace lenscap::wire
