// cli/declared.hpp: --declared FILE, for every verb that holds declared against measured.
#pragma once
#include <string>

#include "cli/verb.hpp"
#include "knowledge/declared.hpp"
#include "knowledge/knowledge.hpp"
#include "model/case.hpp"
#include "model/error.hpp"

namespace lenscap::cli {

void add_declared_option(const Verb& app, std::string& path);

/// Reads `path` (a file or a folder; empty: nothing is declared) and says on standard error what was not understood.
model::Result<knowledge::Declared> load_declared(const std::string& path);

/// What the case's devices kept of it, broke and never used, as text for a terminal.
model::Result<std::string> declared_report(const std::string& path, const model::Case& c,
                                           const knowledge::Knowledge& k);

}  // namespace lenscap::cli
