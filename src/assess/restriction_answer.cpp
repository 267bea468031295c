// Answers from "restriction" findings: the only place that knows a date and an asker.
#include <algorithm>
#include <map>

#include "assess/restriction.hpp"

namespace lenscap::assess {
namespace {

using knowledge::Knowledge;
using knowledge::Rule;
using knowledge::Who;

/// A restriction finding, or a rule for whoever made the device, ready to be asked.
struct Reach {
  const Rule* rule = nullptr;  ///< null when the rule has left the knowledge since the finding was made
  std::string rule_id;
  std::vector<std::string> acts, whos;
  bool forbids = false;  ///< else it only lists
  std::optional<model::Date> from, until;
  std::map<std::string, std::string> attributes;
  std::string owner, owned;  ///< as people say them, for an affiliate
  model::Confidence confidence = model::Confidence::unknown;

  const std::string& text(const char* key) const {
    static const std::string none;
    const auto found = attributes.find(key);
    return found == attributes.end() ? none : found->second;
  }
  bool known() const { return text("certainty") != "unknown"; }
};

bool contains(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::vector<std::string> split(const std::string& list) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t comma = std::min(list.find(',', at), list.size());
    if (comma > at) words.push_back(list.substr(at, comma - at));
    at = comma + 1;
  }
  return words;
}

/// A maker or brand id as people say it.
std::string say(const std::string& id, const Knowledge& knowledge) {
  if (const knowledge::Maker* maker = knowledge.maker(id))
    return maker->short_name.empty() ? maker->name : maker->short_name;
  for (const knowledge::Brand& brand : knowledge.brands)
    if (brand.id == id) return brand.name;
  return id;
}

Reach read_finding(const model::Finding& finding, const Knowledge& knowledge) {
  Reach reach;
  reach.rule = knowledge.rule(finding.value);
  reach.rule_id = finding.value;
  for (const auto& [name, value] : finding.attributes) reach.attributes.emplace(name, value);
  reach.acts = split(reach.text("act"));
  reach.whos = split(reach.text("who"));
  reach.forbids = reach.text("status") != "lists";
  reach.from = model::parse_date(reach.text("from"));
  reach.until = model::parse_date(reach.text("until"));
  reach.owner = say(reach.text("maker"), knowledge);
  reach.owned = say(reach.text("via"), knowledge);
  reach.confidence = finding.confidence;
  return reach;
}

/// A rule for whoever made it: reaches every camera, so that only its being a camera is left to doubt.
Reach read_rule_for_any(const Rule& rule) {
  Reach reach;
  reach.rule = &rule;
  reach.rule_id = rule.id;
  reach.acts = rule.acts;
  reach.whos = rule.binds;
  reach.forbids = rule.forbids;
  reach.from = rule.from;
  reach.until = rule.until;
  reach.attributes = {{"scope", rule.scope},      {"condition", rule.condition}, {"certainty", rule.certainty},
                      {"basis", "any_maker"},     {"nature", rule.nature},       {"citation", rule.citation},
                      {"says_not", rule.says_not}};
  reach.confidence = model::Confidence::probable;
  return reach;
}

/// `who` and everything it is within, however the data circles.
std::vector<std::string> selves(const std::string& who, const Knowledge& knowledge) {
  std::vector<std::string> all = {who};
  for (std::size_t i = 0; i < all.size(); ++i)
    for (const Who& known : knowledge.whos)
      if (known.id == all[i])
        for (const std::string& within : known.within)
          if (!contains(all, within)) all.push_back(within);
  if (!contains(all, "anyone")) all.push_back("anyone");
  return all;
}

struct Asker {
  std::string id, jurisdiction;
  std::vector<std::string> selves;
  bool named = false;  ///< asked for by name

  bool among(const std::vector<std::string>& whos) const {
    return std::any_of(selves.begin(), selves.end(), [&](const std::string& self) { return contains(whos, self); });
  }
  bool shares_jurisdiction(const Reach& reach) const {
    return reach.rule && !jurisdiction.empty() && reach.rule->jurisdiction == jurisdiction;
  }
};

std::vector<Asker> find_askers(const Ask& ask, const Knowledge& knowledge) {
  std::vector<Asker> askers;
  const auto add = [&](const std::string& id, bool named) {
    Asker asker{id, "", selves(id, knowledge), named};
    for (const Who& who : knowledge.whos)
      if (who.id == id) asker.jurisdiction = who.jurisdiction;
    askers.push_back(std::move(asker));
  };
  for (const std::string& id : ask.whos) add(id, true);
  if (ask.whos.empty())
    for (const Who& who : knowledge.whos) add(who.id, false);
  return askers;
}

/// Without --act: buying and using, and whatever else a rule that reaches the device controls and names this asker for.
/// A list that leaves the device's owner alone (exports to a maker) is answered to the one it names first, who is in
/// that trade.
std::vector<std::string> find_acts(const Ask& ask, const Asker& asker, const std::vector<Reach>& reaches) {
  if (!ask.acts.empty()) return ask.acts;
  std::vector<std::string> acts = {"buy", "use"};
  for (const Reach& reach : reaches) {
    if (!contains(reach.whos, asker.id) || (!reach.forbids && reach.whos.front() != asker.id)) continue;
    for (const std::string& act : reach.acts)
      if (!contains(acts, act)) acts.push_back(act);
  }
  return acts;
}

enum class When { before, within, after };

When when(const Reach& reach, const model::Date& on) {
  if (reach.from && on < *reach.from) return When::before;
  if (reach.until && *reach.until < on) return When::after;
  return When::within;
}

std::string condition_of(const Reach& reach) {
  std::string all = reach.text("condition");
  for (const std::string& doubt : split(reach.text("doubt"))) {
    if (!all.empty()) all += "; and ";
    if (doubt == "affiliates_unsettled")
      all += "the rule, whose text does not say so, reaches affiliates such as " + reach.owned;
    if (doubt == "share_unknown")
      all += reach.owner + " holds at least half of " + reach.owned + ", which is not known here";
    if (doubt == "made_while_owned") all += "it was made while " + reach.owner + " owned " + reach.owned;
  }
  return all;
}

bool controls(const Reach& reach, const Asker& asker, const std::string& act) {
  return asker.among(reach.whos) && contains(reach.acts, act);
}

/// What this reach says to this asker about this act, if anything.
std::optional<Status> judge(const Reach& reach, const Asker& asker, const std::string& act, const model::Date& on) {
  const When time = when(reach, on);
  if (!reach.known() && time != When::within) return std::nullopt;
  if (controls(reach, asker, act)) {
    if (time == When::before) return Status::restricted_from;
    if (time == When::after) return Status::was_until;
    return condition_of(reach).empty() && reach.known() ? Status::restricted : Status::restricted_if;
  }
  if (!reach.known()) return std::nullopt;
  const bool addressed = asker.named || contains(reach.whos, asker.id);
  const bool said =
      reach.forbids ? addressed && asker.among(reach.whos) : addressed || asker.shares_jurisdiction(reach);
  if (!said || (!asker.named && act != "buy" && act != "use") || time == When::before) return std::nullopt;
  if (time == When::within) return Status::listed_not_forbidden;
  return reach.forbids ? std::nullopt : std::optional(Status::was_until);
}

Answer fill_in(const Reach& reach, const Asker& asker, const std::string& act, Status status) {
  Answer answer;
  answer.who = asker.id;
  answer.act = act;
  answer.status = status;
  answer.rule = reach.rule_id;
  answer.title = reach.rule ? reach.rule->title : reach.rule_id;
  answer.citation = reach.text("citation");
  answer.nature = reach.text("nature");
  answer.scope = reach.text("scope");
  answer.condition = condition_of(reach);
  answer.certainty = reach.text("certainty");
  answer.basis = reach.text("basis");
  answer.party = reach.text("party");
  answer.says_not = reach.text("says_not");
  answer.note = reach.text("note");
  const std::optional<model::Date>& date = status == Status::was_until ? reach.until : reach.from;
  answer.date = date ? model::to_string(*date) : "";
  answer.confidence = reach.confidence;
  answer.controls = controls(reach, asker, act);
  return answer;
}

Answer nothing_known(const Asker& asker, const std::string& act) {
  Answer answer;
  answer.who = asker.id;
  answer.act = act;
  return answer;
}

/// Worst first. What does not bind is said before what merely lists, what listed once comes last.
int rank_of_answer(const Answer& answer) {
  switch (answer.status) {
    case Status::restricted:
      return 0;
    case Status::restricted_if:
      return 1;
    case Status::restricted_from:
      return 2;
    case Status::does_not_bind:
      return 3;
    case Status::was_until:
      return answer.controls ? 4 : 7;
    case Status::listed_not_forbidden:
      return 5;
    case Status::not_restricted:
      return 6;
  }
  return 8;
}

/// Of two answers of one rule: what holds now, the worse, the surer, the party itself before what it owns, the later
/// end.
bool stronger(const Answer& a, const Answer& b) {
  if (a.status != b.status && (a.status == Status::was_until || b.status == Status::was_until))
    return b.status == Status::was_until;
  if (rank_of_answer(a) != rank_of_answer(b)) return rank_of_answer(a) < rank_of_answer(b);
  if (a.confidence != b.confidence) return a.confidence > b.confidence;
  if ((a.basis == "party") != (b.basis == "party")) return a.basis == "party";
  return a.status == Status::was_until && a.date > b.date;
}

/// The rule of the asker's own country, or one that names the asker as not bound, which a reader would expect here.
const Reach* find_not_binding(const std::vector<Reach>& reaches, const Asker& asker, const std::string& act,
                              const model::Date& on) {
  const Reach* best = nullptr;
  for (const Reach& reach : reaches) {
    if (!reach.rule || !reach.forbids || !reach.known() || asker.among(reach.whos) || when(reach, on) != When::within)
      continue;
    if (contains(reach.rule->not_bound, asker.id)) return &reach;
    if (!best && asker.shares_jurisdiction(reach) && contains(reach.acts, act)) best = &reach;
  }
  return best;
}

void answer_one(const std::vector<Reach>& reaches, const Asker& asker, const std::string& act, const model::Date& on,
                std::vector<Answer>& answers) {
  std::vector<Answer> said;
  bool controlled = false;
  for (const Reach& reach : reaches) {
    const std::optional<Status> status = judge(reach, asker, act, on);
    if (!status) continue;
    Answer answer = fill_in(reach, asker, act, *status);
    controlled |= answer.controls;
    const auto same_rule =
        std::find_if(said.begin(), said.end(), [&](const Answer& other) { return other.rule == answer.rule; });
    if (same_rule == said.end()) said.push_back(std::move(answer));
    else if (stronger(answer, *same_rule)) *same_rule = std::move(answer);
  }
  if (!controlled) {
    const Reach* reach = find_not_binding(reaches, asker, act, on);
    said.push_back(reach ? fill_in(*reach, asker, act, Status::does_not_bind) : nothing_known(asker, act));
  }
  std::move(said.begin(), said.end(), std::back_inserter(answers));
}

}  // namespace

std::string_view to_string(Status s) {
  switch (s) {
    case Status::restricted:
      return "restricted";
    case Status::restricted_if:
      return "restricted_if";
    case Status::restricted_from:
      return "restricted_from";
    case Status::was_until:
      return "was_until";
    case Status::listed_not_forbidden:
      return "listed_not_forbidden";
    case Status::does_not_bind:
      return "does_not_bind";
    case Status::not_restricted:
      return "not_restricted";
  }
  return "not_restricted";
}

std::vector<Answer> answer(const std::vector<const model::Finding*>& restrictions, const Knowledge& knowledge,
                           const Ask& ask) {
  std::vector<Reach> reaches;
  for (const model::Finding* finding : restrictions) reaches.push_back(read_finding(*finding, knowledge));
  for (const Rule& rule : knowledge.rules)
    if (rule.origin == "any") reaches.push_back(read_rule_for_any(rule));

  std::vector<Answer> answers;
  for (const Asker& asker : find_askers(ask, knowledge))
    for (const std::string& act : find_acts(ask, asker, reaches)) answer_one(reaches, asker, act, ask.on, answers);
  std::stable_sort(answers.begin(), answers.end(),
                   [](const Answer& a, const Answer& b) { return rank_of_answer(a) < rank_of_answer(b); });
  return answers;
}

}  // namespace lenscap::assess
