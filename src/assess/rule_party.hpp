// assess/rule_party.hpp: whom somebody means by a name, among all that rules name, and what restricts that party. A
// rule names makers of cameras, and companies that build none; both can be asked about.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "assess/restriction.hpp"

namespace lenscap::assess {

enum class NamedKind : std::uint8_t {
  maker,
  brand,
  written  ///< no maker known here: the party as rules print it
};
std::string_view to_string(NamedKind k);  ///< "maker", "brand", "written"

struct RuleNamed {
  NamedKind kind{};
  std::string id;                    ///< of the maker or brand; empty for `written`
  std::string name;                  ///< as people say it, or as the first rule prints it
  std::vector<std::string> written;  ///< the forms in which rules print it, each once
};

/// Everyone whom `text` names: a maker or brand by id, any of its names, or the form in which a rule prints it; a party
/// that is no maker by any of its printed names. Several where one name is borne by two ("HIKMICRO": Hikvision's label,
/// and a company of the Entity List). Letters and digits count, ASCII in any case. Empty: nobody.
std::vector<RuleNamed> find_named(std::string_view text, const knowledge::Knowledge& knowledge);

/// What restricts the party, and the answers to `ask`.
struct PartyAnswers {
  RuleNamed party;
  std::vector<model::Finding> restrictions;  ///< as derive_restrictions makes them; one a rule, basis and period
  std::vector<Answer> answers;               ///< as answer() gives them
};
PartyAnswers ask_party(const RuleNamed& party, const knowledge::Knowledge& knowledge, const Ask& ask);

/// Whether a restriction holds on a day.
enum class Holds : std::uint8_t { holds, not_yet, ended, unknown };
std::string_view to_string(Holds h);  ///< "holds", "not_yet", "ended", "unknown"
Holds holds_on(const model::Finding& restriction, const model::Date& day);

/// `who` and everyone it is within: a rule that binds any of these binds it.
bool binds(const knowledge::Rule& rule, std::string_view who, const knowledge::Knowledge& knowledge);

}  // namespace lenscap::assess
