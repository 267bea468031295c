// views/terminal_doings.hpp: what the devices of an audit do, summed up for its report on a terminal: where they send,
// and what they tell of people. A line a statement, with how many devices; `lenscap egress`, the HTML report and
// `lenscap explain` have the rest.
#pragma once
#include <string>
#include <vector>

#include "views/device.hpp"

namespace lenscap::views {

/// With their headings; "" when there is nothing to tell.
std::string sending_lines(const std::vector<Device>& all, const TerminalStyle& style);
std::string people_lines(const std::vector<Device>& all, const AuditView& view, const TerminalStyle& style);

}  // namespace lenscap::views
