// cli/knowledge_import.hpp: lenscap knowledge import: an edition of an official list in, entries of the knowledge out, and
// what the edition added, ended, renamed and lacks.
#pragma once
#include <CLI/CLI.hpp>

namespace lenscap::cli {

/// Adds the sub-verb to `knowledge`; `code` receives the exit code when it runs.
CLI::App* add_knowledge_import(CLI::App& knowledge, int& code);

}  // namespace lenscap::cli
