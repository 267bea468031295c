// cli/verbs.hpp: the verbs. Each adds its own subcommand; `code` receives the exit code when it runs.
#pragma once
#include "cli/verb.hpp"

namespace lenscap::cli {

void add_audit(const Verb& app, int& code);
void add_show(const Verb& app, int& code);
void add_explain(const Verb& app, int& code);
void add_egress(const Verb& app, int& code);
void add_capability(const Verb& app, int& code);
void add_who(const Verb& app, int& code);
void add_verify(const Verb& app, int& code);
void add_contain(const Verb& app, int& code);
void add_contracts(const Verb& app, int& code);
void add_screen(const Verb& app, int& code);
void add_knowledge(const Verb& app, int& code);
void add_restrictions(const Verb& app, int& code);

}  // namespace lenscap::cli
