// cli/capability_diff.hpp: `lenscap capability diff`.
#pragma once
#include <CLI/CLI.hpp>

namespace lenscap::cli {

/// `code` receives the exit code when it runs.
CLI::App* add_capability_diff(CLI::App& capability, int& code);

}  // namespace lenscap::cli
