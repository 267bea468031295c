// cli/screen_decisions.hpp: --decide, --by, --reason, --decisions: what a person decided about rows, kept and used
// again.
#pragma once
#include <string>
#include <vector>

#include "cli/verb.hpp"
#include "knowledge/knowledge.hpp"
#include "model/error.hpp"
#include "views/screen.hpp"

namespace lenscap::cli {

struct DecisionOptions {
  std::vector<std::string> decide;  ///< "17=not"
  std::string by, reason, file;
};

void add_decision_options(const Verb& app, DecisionOptions& options);

/// Keeps the new decisions, then puts every decision that holds into the rows it is about. Errors: a row that is not
/// there, no name or reason, a file that cannot be read or written.
model::Result<void> decide(const DecisionOptions& options, const std::string& input, const knowledge::Knowledge& k,
                           views::ScreenView& view);

}  // namespace lenscap::cli
