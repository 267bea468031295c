// views/html_policy.hpp: the policy of a page that works from file:// and asks nobody for anything (CSP 3): its own
// style and script by their hashes, nothing else.
#pragma once
#include <string>
#include <string_view>

namespace lenscap::views {

/// "sha256-…" of a style or script, as a policy writes it, without quotes.
std::string policy_hash(std::string_view text);

/// Text for HTML: neutral, and & < > " ' as references.
std::string html_text(std::string_view text);

}  // namespace lenscap::views
