// cli/verbs.hpp: the verbs. Each adds its own subcommand; `code` receives the exit code when it runs.
#pragma once
#include <CLI/CLI.hpp>

namespace lenscap::cli {

void add_audit(CLI::App& app, int& code);
void add_show(CLI::App& app, int& code);
void add_explain(CLI::App& app, int& code);
void add_egress(CLI::App& app, int& code);
void add_capability(CLI::App& app, int& code);
void add_who(CLI::App& app, int& code);
void add_verify(CLI::App& app, int& code);
void add_contain(CLI::App& app, int& code);
void add_contracts(CLI::App& app, int& code);
void add_screen(CLI::App& app, int& code);
void add_knowledge(CLI::App& app, int& code);
void add_restrictions(CLI::App& app, int& code);

}  // namespace lenscap::cli
