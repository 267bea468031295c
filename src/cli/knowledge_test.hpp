// cli/knowledge_test.hpp: lenscap knowledge test: whether the knowledge holds by its own examples, and how much of it
// there is by maker.
#pragma once
#include "cli/verb.hpp"

namespace lenscap::cli {

/// Adds the sub-verb to `knowledge`; `code` receives the exit code when it runs.
Verb add_knowledge_test(const Verb& knowledge, int& code);

}  // namespace lenscap::cli
