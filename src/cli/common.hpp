// cli/common.hpp: what several verbs take: knowledge, who asks, what is replaced.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "assess/restriction.hpp"
#include "cli/verb.hpp"
#include "knowledge/knowledge.hpp"
#include "model/error.hpp"
#include "views/audit_view.hpp"

namespace lenscap::cli {

/// --knowledge DIR, --for WHO, --act ACT, --on DATE, --redact[=…], --json F as given.
struct CommonOptions {
  std::string knowledge_dir;
  std::vector<std::string> whos, acts;
  std::string on;
  std::string redact;
  bool redact_given = false;
  std::string json;
};

void add_knowledge_option(const Verb& app, CommonOptions& options);
void add_ask_options(const Verb& app, CommonOptions& options);
void add_redact_option(const Verb& app, CommonOptions& options);
void add_json_option(const Verb& app, CommonOptions& options);

/// The knowledge inside the program, with the user's layered on top.
model::Result<knowledge::Knowledge> load_knowledge(const CommonOptions& options);
/// Errors: unknown WHO (with the known ones), unknown ACT, impossible DATE.
model::Result<assess::Ask> make_ask(const CommonOptions& options, const knowledge::Knowledge& knowledge);
/// Empty when nothing is to be replaced. Error: unknown word.
model::Result<std::optional<views::RedactOptions>> make_redaction(const CommonOptions& options);

/// Whole days from `day` to today, UTC; 0 for a day to come.
long days_since(const model::Date& day);

/// A subject by its id, its key, or any of its identifiers. 0 when none or several answer to it.
model::Id find_subject(const model::Case& c, const std::string& name);

}  // namespace lenscap::cli
