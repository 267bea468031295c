// cli/capability_diff.hpp: `lenscap capability diff`.
#pragma once
#include "cli/verb.hpp"

namespace lenscap::cli {

/// `code` receives the exit code when it runs.
Verb add_capability_diff(const Verb& capability, int& code);

}  // namespace lenscap::cli
