// cli/knowledge_import.hpp: lenscap knowledge import: an edition of an official list in, entries of the knowledge out,
// and what the edition added, ended, renamed and lacks.
#pragma once
#include "cli/verb.hpp"

namespace lenscap::cli {

/// Adds the sub-verb to `knowledge`; `code` receives the exit code when it runs.
Verb add_knowledge_import(const Verb& knowledge, int& code);

}  // namespace lenscap::cli
