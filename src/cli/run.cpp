#include "cli/run.hpp"

#include <CLI/CLI.hpp>
#include <csignal>

#include "cli/outputs.hpp"
#include "cli/verbs.hpp"

namespace lenscap::cli {

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
  add_audit(app, code);
  add_show(app, code);
  add_explain(app, code);
  add_verify(app, code);
  add_knowledge(app, code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int status = app.exit(error);
    return status == 0 ? exit_done : exit_unusable;
  }
  return code;
}

}  // namespace lenscap::cli
