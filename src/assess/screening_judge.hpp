// assess/screening_judge.hpp: one question to the compiled parties: hits gathered, clues weighed, a verdict a party.
#pragma once
#include <re2/re2.h>

#include <memory>
#include <string>
#include <vector>

#include "assess/screening.hpp"
#include "assess/screening_parties.hpp"

namespace lenscap::assess {

/// data/items/ compiled.
struct ItemPattern {
  const knowledge::ItemForm* form = nullptr;
  std::unique_ptr<RE2> pattern;
  std::uint32_t party = 0;
};

/// The best of a party's names for the one asked about.
struct BestName {
  std::uint32_t party = 0, name = 0;
  NameMatch match;
  bool exact = false;    ///< every word the same, places too
  bool literal = false;  ///< every letter the same, legal form too
};

class Judge {
 public:
  Judge(const ScreenParties& parties, const std::vector<ItemPattern>& items, const ScreenAsk& ask,
        NameIndex::Scratch& memory);
  std::vector<ScreenAnswer> answers();

 private:
  // screening_judge.cpp
  std::vector<BestName> best_names(const NameForm& asked);
  void judge_identifiers();
  void judge_names();
  void judge_name(const BestName& best, const BestName* other);
  ScreenVerdict verdict_of(const BestName& best, ScreenAnswer& answer) const;
  bool second_clue(const ScreenParty& party, ScreenAnswer& answer) const;
  void add_notes(ScreenAnswer& answer) const;
  // screening_item.cpp
  void judge_item(std::string_view text);
  void judge_labels(std::string_view text);
  // screening_rules.cpp
  void put(std::uint32_t party, ScreenVerdict verdict, ScreenAnswer answer);
  void name_rules(const ScreenParty& party, bool through_owner, ScreenAnswer& answer) const;
  bool put_owner(const ScreenParty& party, ScreenAnswer& answer);
  bool put_brand_owner(const ScreenParty& party, ScreenAnswer& answer);
  const ScreenParty* known_party(const std::string& id) const;

  const ScreenParties& all_;
  const std::vector<ItemPattern>& items_;
  const ScreenAsk& ask_;
  NameIndex::Scratch& memory_;
  model::Date on_;
  std::string country_, address_;
  NameForm asked_;
  std::vector<ScreenAnswer> answers_;
};

/// The day meant when none is told: the newest date of any entry.
model::Date day_of(const ScreenAsk& ask, const knowledge::Knowledge& knowledge);

}  // namespace lenscap::assess
