#include "cli/verb.hpp"

#include <CLI/CLI.hpp>
#include <utility>

namespace lenscap::cli {

Verb Verb::verb(const std::string& name, const std::string& about) const {
  return Verb(*app_->add_subcommand(name, about));
}

void Verb::place(const std::string& name, std::string& into, const std::string& about, Need need) const {
  app_->add_option(name, into, about)->required(need == Need::required);
}

void Verb::places(const std::string& name, std::vector<std::string>& into, const std::string& about, Need need) const {
  app_->add_option(name, into, about)->required(need == Need::required);
}

void Verb::text(const std::string& name, std::string& into, const std::string& kind, const std::string& about) const {
  app_->add_option(name, into, about)->type_name(kind);
}

void Verb::each(const std::string& name, std::vector<std::string>& into, const std::string& kind,
                const std::string& about) const {
  app_->add_option(name, into, about)->type_name(kind)->allow_extra_args(false);
}

void Verb::several(const std::string& name, std::vector<std::string>& into, const std::string& kind,
                   const std::string& about) const {
  app_->add_option(name, into, about)->type_name(kind);
}

void Verb::list(const std::string& name, std::vector<std::string>& into, const std::string& kind,
                const std::string& about) const {
  app_->add_option(name, into, about)->type_name(kind)->delimiter(',')->allow_extra_args(false);
}

void Verb::two(const std::string& name, std::vector<std::string>& into, const std::string& kind,
               const std::string& about) const {
  app_->add_option(name, into, about)->type_name(kind)->expected(2);
}

void Verb::number(const std::string& name, long& into, long least, long most, const std::string& kind,
                  const std::string& about) const {
  CLI::Option* option = app_->add_option(name, into, about)->type_name(kind)->check(CLI::Range(least, most));
  if (into >= least && into <= most) option->capture_default_str();
}

void Verb::flag(const std::string& name, bool& into, const std::string& about) const {
  app_->add_flag(name, into, about);
}

void Verb::flag_or_text(const std::string& name, std::string& into, const std::string& alone, const std::string& kind,
                        const std::string& about) const {
  app_->add_flag(name + "{" + alone + "}", into, about)->type_name(kind);
}

void Verb::footer(const std::string& text) const { app_->footer(text); }

void Verb::run(std::function<void()> done) const { app_->callback(std::move(done)); }

bool Verb::named() const { return app_->parsed(); }

}  // namespace lenscap::cli
