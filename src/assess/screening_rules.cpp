// What a party is to the rules on a day: named itself, or owned by who is.
#include <algorithm>

#include "assess/ownership.hpp"
#include "assess/screening_judge.hpp"

namespace lenscap::assess {
namespace {

void add_rule(std::vector<std::string>& rules, const std::string& id) {
  if (std::find(rules.begin(), rules.end(), id) == rules.end()) rules.push_back(id);
}

}  // namespace

std::string_view to_string(ScreenVerdict v) {
  constexpr std::string_view words[] = {"is", "owned_by", "sells", "may_be", "not"};
  return words[static_cast<std::size_t>(v)];
}

model::Date day_of(const ScreenAsk& ask, const knowledge::Knowledge& knowledge) {
  if (ask.on) return *ask.on;
  return model::parse_date(knowledge.edition).value_or(model::Date{});
}

const ScreenParty* Judge::known_party(const std::string& id) const {
  const auto found = all_.by_id.find(id);
  return found == all_.by_id.end() ? nullptr : &all_.parties[found->second];
}

void Judge::name_rules(const ScreenParty& party, bool through_owner, ScreenAnswer& answer) const {
  for (const ListedAs& listing : party.listings) {
    if (through_owner && listing.rule->affiliates == knowledge::Affiliates::no) continue;
    const std::string key = "rule:" + listing.rule->id;
    if (model::within(listing.from, listing.until, on_)) {
      add_rule(answer.rules, listing.rule->id);
      answer.reasons.push_back({"rule_names", listing.row->as_written, key});
      if (through_owner && listing.rule->affiliates == knowledge::Affiliates::unknown)
        answer.reasons.push_back({"affiliates_unknown", listing.rule->id, key});
    } else if (listing.until && *listing.until < on_) {
      answer.reasons.push_back({"rule_ended", model::to_string(*listing.until), key});
    } else if (listing.from) {
      answer.reasons.push_back({"rule_begins", model::to_string(*listing.from), key});
    }
  }
}

/// An owner of more than half, on the day, whom a rule names. Who is named itself keeps its own verdict.
bool Judge::put_owner(const ScreenParty& party, ScreenAnswer& answer) {
  if (!party.organisation && !party.maker) return false;
  const std::string& id = party.organisation && !party.maker ? party.organisation->id : party.id;
  for (const Owner& owner : owners_on(all_.knowledge, id, on_)) {
    const ScreenParty* named = known_party(owner.id);
    if (!named || named == &party || named->listings.empty() || !owner.majority) continue;
    if (answer.verdict != ScreenVerdict::sells) answer.verdict = ScreenVerdict::owned_by;
    answer.party = named->id;
    answer.party_name = named->name;
    answer.reasons.push_back({"owner", named->name, party.entry});
    name_rules(*named, true, answer);
    answers_.push_back(answer);
    return true;
  }
  return false;
}

/// A label that another company owned or owns: `owned_by` in that time, afterwards who built a device must be asked.
bool Judge::put_brand_owner(const ScreenParty& party, ScreenAnswer& answer) {
  if (!party.brand) return false;
  for (const knowledge::Ownership& owner : party.brand->owners) {
    const ScreenParty* named = known_party(owner.owner);
    if (!named || named->listings.empty()) continue;
    const bool now = model::within(owner.from, owner.until, on_);
    const bool ended = owner.until && *owner.until < on_;
    if (!now && !ended) continue;
    if (!now) answer.verdict = ScreenVerdict::may_be;
    else if (answer.verdict != ScreenVerdict::sells) answer.verdict = ScreenVerdict::owned_by;
    answer.party = named->id;
    answer.party_name = named->name;
    if (now) {
      answer.reasons.push_back({"owner", named->name, party.entry});
      name_rules(*named, true, answer);
      answer.decide.clear();
    } else {
      answer.reasons.push_back({"owner_until", model::to_string(*owner.until), party.entry});
      answer.decide = "builder";
    }
    answers_.push_back(answer);
    return true;
  }
  return false;
}

void Judge::put(std::uint32_t number, ScreenVerdict verdict, ScreenAnswer answer) {
  const ScreenParty& party = all_.parties[number];
  answer.verdict = verdict;
  answer.party = party.id;
  answer.party_name = party.name;
  for (const ScreenAnswer& earlier : answers_)
    if (earlier.party == answer.party && earlier.verdict <= verdict) return;
  if (party.lookalike && !party.listings.empty()) {  // another than who it is taken for, and named itself
    name_rules(party, false, answer);
    if (!answer.rules.empty()) answer.verdict = verdict = ScreenVerdict::is;
  }
  if (verdict == ScreenVerdict::not_them || party.lookalike) {
    // Who bears the same name and is somebody else is said; who shares a word with a party is not.
    const bool same_name = std::any_of(answer.reasons.begin(), answer.reasons.end(),
                                       [](const ScreenReason& reason) { return reason.key == "weak_name"; });
    if (party.lookalike || same_name) answers_.push_back(std::move(answer));
    return;
  }
  if (!party.listings.empty()) {
    name_rules(party, verdict == ScreenVerdict::owned_by, answer);
    answers_.push_back(std::move(answer));
    return;
  }
  if (verdict == ScreenVerdict::may_be) {  // of somebody owned: still only may be
    ScreenAnswer owned = answer;
    const auto before = answers_.size();
    if (put_owner(party, owned) || put_brand_owner(party, owned)) {
      answers_[before].verdict = ScreenVerdict::may_be;
      if (answers_[before].decide.empty()) answers_[before].decide = answer.decide;
    }
    return;
  }
  if (put_owner(party, answer) || put_brand_owner(party, answer)) return;
  answer.verdict = ScreenVerdict::not_them;
  answer.reasons.push_back({"no_rule", party.name, party.entry});
  answers_.push_back(std::move(answer));
}

}  // namespace lenscap::assess
