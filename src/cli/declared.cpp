#include "cli/declared.hpp"

#include "assess/declared.hpp"
#include "cli/outputs.hpp"
#include "views/declared.hpp"

namespace lenscap::cli {

void add_declared_option(const Verb& app, std::string& path) {
  app.text("--declared", path, "FILE",
           "What devices were declared to talk to: a MUD file (RFC 8520), a TOML file, or a folder of them");
}

model::Result<knowledge::Declared> load_declared(const std::string& path) {
  if (path.empty()) return knowledge::Declared{};
  auto declared = knowledge::read_declared(path);
  if (declared)
    for (const auto& error : declared->not_understood) complain(error);
  return declared;
}

model::Result<std::string> declared_report(const std::string& path, const model::Case& c,
                                           const knowledge::Knowledge& k) {
  const auto declared = load_declared(path);
  if (!declared) return tl::unexpected(declared.error());
  const auto comparison = assess::compare(c, k, *declared, assess::conversations(c));
  return views::to_declared_terminal(comparison, *declared, c, {wants_colour(), terminal_width()});
}

}  // namespace lenscap::cli
