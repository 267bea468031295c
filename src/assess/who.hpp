// assess/who.hpp: all that is known of one party on a day: owners and what it owns, rules that name it, and who is
// taken for it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "assess/ownership.hpp"
#include "assess/party.hpp"

namespace lenscap::assess {

/// A rule that names a party, in one of its rows.
struct Naming {
  const knowledge::Rule* rule = nullptr;
  const knowledge::RuleParty* row = nullptr;
  std::string as_written;                  ///< the party, as the row or the rule whose parties it takes prints it
  std::string parties_of;                  ///< id of that other rule; empty where the row names the party itself
  std::optional<model::Date> from, until;  ///< of the row, else of the rule
  bool by_maker = false;                   ///< the row names its maker; otherwise one of its names, as printed
  bool holds_on(model::Date day) const { return model::within(from, until, day); }
};

/// Every row of every rule that names `party`, in the order of the data.
std::vector<Naming> rules_naming(const knowledge::Knowledge& k, const KnownParty& party);

/// An owner or something owned, with the rules that name it on the day.
struct Connected {
  Owner owner;
  KnownParty party;
  std::vector<std::string> rules;            ///< ids
  std::vector<std::string> rules_not_known;  ///< ids of rules of which it is not known whether they apply on the day
};

/// A label under which its devices or wares are sold.
struct Label {
  std::string name;
  std::string kind;           ///< "own", "house", or "brand" for a label of others that it sells
  std::string id;             ///< of the maker or brand
  std::vector<Stake> owners;  ///< of a brand, of every time
};

struct Who {
  KnownParty party;
  model::Date on;
  std::vector<Connected> owners, owned;
  std::vector<Stake> holdings;  ///< in the party, of every time
  double not_known = 0;         ///< per cent of it whose owner is not known on that day
  std::vector<Label> labels;
  std::vector<Naming> rules;
  std::vector<const knowledge::Lookalike*> lookalikes;  ///< taken for it, and not it
};

Who who_is(const knowledge::Knowledge& k, const KnownParty& party, model::Date on);

}  // namespace lenscap::assess
