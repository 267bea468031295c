#include "cli/run.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <string>

#include "cli/outputs.hpp"
#include "cli/verbs.hpp"
#include "views/neutral.hpp"

namespace lenscap::cli {

namespace {

bool is_verb(const CLI::App& app, const std::string& word) {
  const auto verbs = app.get_subcommands([](const CLI::App*) { return true; });
  return std::any_of(verbs.begin(), verbs.end(), [&](const CLI::App* verb) { return verb->get_name() == word; });
}

}  // namespace

int run(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe is a write error, told once, not a silent end
  CLI::App app{
      "Lenscap reads evidence about cameras (captures, device documents) and says of each what it really is, which "
      "rule\n"
      "restricts it and how that was found.",
      "lenscap"};
  app.set_version_flag("--version", "lenscap " LENSCAP_VERSION);
  app.require_subcommand(1);
  app.footer(
      "Examples:\n"
      "  lenscap audit capture.pcapng\n"
      "  lenscap audit capture.pcapng replies/ --for uk-council --html report.html\n"
      "  lenscap explain depot.lenscap 17\n\n"
      "Exit codes: 0 done; 1 --fail-on matched, verify found a difference or knowledge test a wrong entry; 2 unusable\n"
      "input or wrong usage.");
  int code = exit_done;
  const Verb verbs(app);
  add_audit(verbs, code);
  add_show(verbs, code);
  add_explain(verbs, code);
  add_egress(verbs, code);
  add_capability(verbs, code);
  add_who(verbs, code);
  add_verify(verbs, code);
  add_contain(verbs, code);
  add_contracts(verbs, code);
  add_restrictions(verbs, code);
  add_screen(verbs, code);
  add_knowledge(verbs, code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (argc > 1 && argv[1][0] != '-' && !is_verb(app, argv[1])) {
      complain({fmt::format("no verb is called \"{}\"", views::neutral(argv[1])), "",
                "choose from: audit, show, explain, egress, capability, who, verify, contain, contracts, restrictions, "
                "screen, knowledge"});
      return exit_unusable;
    }
    const int status = app.exit(error);
    return status == 0 ? exit_done : exit_unusable;
  }
  return code;
}

}  // namespace lenscap::cli
