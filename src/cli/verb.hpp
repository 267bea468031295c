// cli/verb.hpp: a verb's options, as the verb sees them. verb.cpp alone knows the library that reads a command line:
// its header takes longer to compile than any verb.
#pragma once
#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace lenscap::cli {

/// A verb of the command line; copies are the same verb. What `into` names must live until the line is read. An
/// option's `about` is its line in --help, `kind` the word for its value there.
class Verb {
 public:
  explicit Verb(CLI::App& app) : app_(&app) {}
  Verb verb(const std::string& name, const std::string& about) const;

  enum class Need { optional, required };
  /// Told by its place on the line.
  void place(const std::string& name, std::string& into, const std::string& about, Need need = Need::optional) const;
  void places(const std::string& name, std::vector<std::string>& into, const std::string& about,
              Need need = Need::optional) const;

  void text(const std::string& name, std::string& into, const std::string& kind, const std::string& about) const;
  /// One value a mention.
  void each(const std::string& name, std::vector<std::string>& into, const std::string& kind,
            const std::string& about) const;
  /// All values up to the next option.
  void several(const std::string& name, std::vector<std::string>& into, const std::string& kind,
               const std::string& about) const;
  /// Values between commas; several mentions add up.
  void list(const std::string& name, std::vector<std::string>& into, const std::string& kind,
            const std::string& about) const;
  /// Exactly two values.
  void two(const std::string& name, std::vector<std::string>& into, const std::string& kind,
           const std::string& about) const;
  /// Between `least` and `most`; what stands in `into` is shown as the default when it lies there.
  void number(const std::string& name, long& into, long least, long most, const std::string& kind,
              const std::string& about) const;
  void flag(const std::string& name, bool& into, const std::string& about) const;
  /// A flag that may name more: --NAME alone sets `into` to `alone`, --NAME=VALUE to VALUE.
  void flag_or_text(const std::string& name, std::string& into, const std::string& alone, const std::string& kind,
                    const std::string& about) const;

  void footer(const std::string& text) const;
  /// What it does, once the line is read.
  void run(std::function<void()> done) const;
  /// The line named it.
  bool named() const;

 private:
  CLI::App* app_;
};

}  // namespace lenscap::cli
