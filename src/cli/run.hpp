// cli/run.hpp: the command line: verbs, options, exit codes.
#pragma once

namespace lenscap::cli {

/// Exit codes: 0 done; 1 --fail-on matched, or verify found a difference; 2 unusable input or wrong usage.
int run(int argc, char** argv);

}  // namespace lenscap::cli
