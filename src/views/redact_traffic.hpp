// views/redact_traffic.hpp: the traffic of a case for strangers' eyes.
//
// Rows hold addresses as numbers, so an address gives way to one that is nobody's and keeps its side: an inside one to
// fdff:ffff:ffff:ffff::N (RFC 4193, a prefix that no site draws), an outside one to 2001:db8:ffff:ffff::N (RFC 3849).
// Views show both as the placeholder "ip-N" that stands for the address everywhere else.
#pragma once
#include <string>

#include "model/case.hpp"
#include "views/audit_view.hpp"
#include "views/placeholders.hpp"

namespace lenscap::views {

/// Makes the names that no entry of data/ knows secrets: they may be the owner's own servers.
void collect_traffic(Placeholders& places, const model::Case& c, const RedactOptions& options);
/// Replaces addresses and names of flows and names. Before identifiers are replaced: they tell which subnets are the
/// site's.
void redact_traffic(Placeholders& places, model::Case& c, const RedactOptions& options);

/// The address as text; its placeholder in a redacted case.
std::string shown_address(const model::Case& c, const model::Ip& ip);

}  // namespace lenscap::views
