// Findings from rules: each rule's parties against each tie of the device, plus rules by law of origin.
#include <algorithm>

#include "assess/restriction.hpp"
#include "assess/restriction_period.hpp"
#include "assess/restriction_tie.hpp"

namespace lenscap::assess {
namespace {

using knowledge::Affiliates;
using knowledge::Knowledge;
using knowledge::Rule;
using knowledge::RuleParty;

/// A party as one rule reaches it, with what the rule says of all its parties filled in.
struct Listed {
  std::string as_written, maker, scope, condition, citation, certainty, note, list;
  bool owned_only = false;
  Period period;
};

const std::string& own_or(const std::string& own, const std::string& fallback) { return own.empty() ? fallback : own; }

/// The less certain of two; an empty word says nothing.
std::string less_certain(const std::string& a, const std::string& b) {
  for (const char* word : {"unknown", "reported"})
    if (a == word || b == word) return word;
  return own_or(a, b);
}

Listed completed(const RuleParty& row, const Rule& rule) {
  Listed listed;
  listed.as_written = row.as_written;
  listed.maker = row.maker;
  listed.scope = own_or(row.scope, rule.scope);
  listed.condition = own_or(row.condition, rule.condition);
  listed.citation = own_or(row.citation, rule.citation);
  listed.certainty = own_or(row.certainty, rule.certainty);
  listed.note = row.note;
  listed.owned_only = row.owned_only;
  listed.period = {row.from ? row.from : rule.from, row.until ? row.until : rule.until};
  return listed;
}

std::string both_of(const std::string& a, const std::string& b) { return a + (a.empty() || b.empty() ? "" : "; ") + b; }

/// The makers among a rule's parties; a row that stands for another list becomes that list's rows, at the times both
/// hold.
std::vector<Listed> list_makers(const Rule& rule, const Knowledge& knowledge) {
  std::vector<Listed> all;
  for (const RuleParty& row : rule.parties) {
    const Listed listed = completed(row, rule);
    if (row.parties_of.empty()) {
      if (!row.maker.empty()) all.push_back(listed);
      continue;
    }
    const Rule* list = knowledge.rule(row.parties_of);
    if (!list) continue;
    for (const RuleParty& inner : list->parties) {
      if (inner.maker.empty() || !inner.parties_of.empty()) continue;
      const Listed entry = completed(inner, *list);
      const std::optional<Period> period = overlap(listed.period, entry.period);
      if (!period) continue;
      Listed both = listed;
      both.as_written = entry.as_written;
      both.maker = entry.maker;
      both.condition = both_of(listed.condition, entry.condition);
      both.certainty = less_certain(listed.certainty, entry.certainty);
      both.list = list->id;
      both.period = *period;
      all.push_back(std::move(both));
    }
  }
  return all;
}

std::string join(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : ",") + word;
  return all;
}

std::string text_of(const std::optional<model::Date>& date) { return date ? model::to_string(*date) : std::string(); }

model::Finding make_finding(const Rule& rule, const Listed& listed, const Tie& tie, const Period& period,
                            std::string_view basis, const std::string& doubt) {
  model::Finding finding;
  finding.key = "restriction";
  finding.value = rule.id;
  finding.confidence = tie.confidence;
  const bool conditional = !listed.condition.empty() || !doubt.empty();
  finding.attributes = {{"act", join(rule.acts)},
                        {"who", join(rule.binds)},
                        {"status", !rule.forbids ? "lists"
                                   : conditional ? "forbids_if"
                                                 : "forbids"},
                        {"scope", listed.scope},
                        {"condition", listed.condition},
                        {"certainty", tie.reported ? less_certain(listed.certainty, "reported") : listed.certainty},
                        {"basis", std::string(basis)},
                        {"by", tie.by_brand ? "brand" : "maker"},
                        {"via", tie.via},
                        {"doubt", doubt},
                        {"party", listed.as_written},
                        {"maker", tie.maker},
                        {"from", text_of(period.from)},
                        {"until", text_of(period.until)},
                        {"nature", rule.nature},
                        {"citation", listed.citation},
                        {"says_not", rule.says_not},
                        {"note", both_of(listed.note, tie.note)}};
  finding.knowledge = {"rule:" + rule.id};
  if (!listed.list.empty()) finding.knowledge.push_back("rule:" + listed.list);
  finding.knowledge.push_back("maker:" + tie.maker);
  if (!tie.via_entry.empty()) finding.knowledge.push_back(tie.via_entry);
  return finding;
}

/// Acts that go on after the thing was bought: what an affiliate built stays that, whoever owns the affiliate later.
std::vector<std::string> lasting_acts(const Rule& rule) {
  std::vector<std::string> acts;
  for (const std::string& act : rule.acts)
    if (act == "use" || act == "install") acts.push_back(act);
  return acts;
}

void add_affiliate(const Rule& rule, const Listed& listed, const Tie& tie, std::vector<model::Finding>& findings) {
  std::string doubt;
  if (rule.affiliates == Affiliates::no) return;
  if (rule.affiliates == Affiliates::unknown) doubt = "affiliates_unsettled";
  if (rule.affiliates == Affiliates::majority_owned) {
    if (tie.share != 0 && tie.share < 50) return;
    if (tie.share == 0) doubt = "share_unknown";
  }
  if (const std::optional<Period> period = overlap(listed.period, tie.period))
    findings.push_back(make_finding(rule, listed, tie, *period, "affiliate", doubt));

  const std::vector<std::string> lasting = lasting_acts(rule);
  if (!rule.forbids || !tie.period.until || lasting.empty()) return;
  const std::optional<Period> later = overlap(listed.period, {day_after(*tie.period.until), std::nullopt});
  if (!later) return;
  if (!doubt.empty()) doubt += ",";
  model::Finding finding = make_finding(rule, listed, tie, *later, "affiliate", doubt + "made_while_owned");
  finding.attributes["act"] = join(lasting);
  findings.push_back(std::move(finding));
}

/// By law of origin the reason is the maker's own country; who owns it does not count.
void add_origin(const Rule& rule, const Tie& tie, const Knowledge& knowledge, std::vector<model::Finding>& findings) {
  const knowledge::Maker* maker = knowledge.maker(tie.maker);
  if (!maker || !tie.via.empty() || maker->country != rule.origin) return;
  Listed listed = completed({}, rule);
  listed.maker = tie.maker;
  findings.push_back(make_finding(rule, listed, tie, listed.period, "law_of_origin", ""));
}

bool same(const model::Finding& a, const model::Finding& b) {
  return a.value == b.value && a.confidence == b.confidence && a.attributes == b.attributes;
}

}  // namespace

std::vector<model::Finding> derive_restrictions(const Party& party, const Knowledge& knowledge) {
  std::vector<model::Finding> findings;
  const std::vector<Tie> ties = find_ties(party, knowledge);
  if (ties.empty()) return findings;
  for (const Rule& rule : knowledge.rules) {
    const std::vector<Listed> makers = list_makers(rule, knowledge);
    for (const Tie& tie : ties) {
      if (!rule.origin.empty() && rule.origin != "any") add_origin(rule, tie, knowledge, findings);
      for (const Listed& listed : makers) {
        if (listed.maker != tie.maker) continue;
        if (!tie.via.empty()) add_affiliate(rule, listed, tie, findings);
        else if (!listed.owned_only) findings.push_back(make_finding(rule, listed, tie, listed.period, "party", ""));
      }
    }
  }
  std::vector<model::Finding> once;
  for (model::Finding& finding : findings)
    if (std::none_of(once.begin(), once.end(), [&](const model::Finding& f) { return same(f, finding); }))
      once.push_back(std::move(finding));
  return once;
}

}  // namespace lenscap::assess
