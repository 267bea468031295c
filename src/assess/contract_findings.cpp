#include "assess/contract_findings.hpp"

#include <algorithm>
#include <set>

#include "assess/buyer_kind.hpp"

namespace lenscap::assess {

namespace {

/// What names a party in a deal: its supplier's name, or a text.
struct Named {
  std::uint32_t state = no_row, supplier = no_row, hit = no_row, notice = 0;
  const ScreenAnswer* answer = nullptr;
};

class Finder {
 public:
  Finder(const ContractLedger& ledger, const ScreenedParties& screened, const knowledge::Knowledge& knowledge,
         const ContractAsks& asks, const ContractQuestion& question)
      : ledger_(ledger), screened_(screened), knowledge_(knowledge), asks_(asks), question_(question) {
    for (std::uint32_t h = 0; h < ledger.hits.size(); ++h)
      if (!ledger.hits[h].answer.party.empty()) hits_of_[ledger.process_of_notice[ledger.hits[h].notice]].push_back(h);
  }

  void process(std::uint32_t number) {
    const Process& p = ledger_.processes[number];
    std::vector<Named> named;
    for (std::uint32_t i = 0; i < p.state_count; ++i) {
      const DealState& state = ledger_.states[p.states + i];
      const DealStatus status = ledger_.deals[state.row].status;
      if (status == DealStatus::cancelled || status == DealStatus::unsuccessful) continue;
      for (const auto supplier : ledger_.suppliers_of(state))
        if (const auto at = screened_.find(supplier); at != screened_.end())
          named.push_back({p.states + i, supplier, no_row, ledger_.deals[state.row].notice, &at->second.front()});
    }
    if (const auto at = hits_of_.find(number); at != hits_of_.end())
      for (const auto h : at->second) {
        const TextHit& hit = ledger_.hits[h];
        named.push_back({state_of(p, hit.deal), no_row, h, hit.notice, &hit.answer});
      }
    std::set<std::tuple<std::uint32_t, std::string>> told;  // a name and a title of one deal say one thing
    for (const Named& n : named)
      if (told.emplace(n.state, n.answer->party).second) judge(number, p, n);
  }

  std::vector<ContractFinding> found;

 private:
  /// The state whose releases hold this row, or the only one there is for what the tender says.
  std::uint32_t state_of(const Process& p, std::uint32_t row) const {
    if (row == no_row) return p.state_count == 1 ? p.states : no_row;
    const DealRow& deal = ledger_.deals[row];
    for (std::uint32_t i = 0; i < p.state_count; ++i) {
      const DealRow& other = ledger_.deals[ledger_.states[p.states + i].row];
      if (other.kind == deal.kind && other.id == deal.id) return p.states + i;
    }
    return no_row;
  }

  ContractFinding make(std::uint32_t number, const Process& p, const Named& n) const {
    ContractFinding f;
    f.process = number;
    f.state = n.state;
    f.notice = n.notice;
    f.supplier = n.supplier;
    f.hit = n.hit;
    f.party = *n.answer;
    if (n.state != no_row) std::tie(f.date, f.date_kind) = deciding_day(ledger_, p, ledger_.states[n.state]);
    else f.date = ledger_.notices[n.notice].date, f.date_kind = f.date.stated() ? "release_date" : "";
    return f;
  }

  /// Rules that reach the party, as intervals.
  std::vector<model::Finding> restrictions(const ScreenAnswer& answer, const model::Date& day) const {
    Party party;
    party.maker = maker_behind(answer.party, day, knowledge_, asks_);
    party.maker_confidence = model::Confidence::confirmed;
    if (party.maker.empty())
      for (const auto& brand : knowledge_.brands)
        if (brand.id == answer.party) {
          party.brand = brand.name;
          party.brand_confidence = model::Confidence::confirmed;
        }
    if (party.maker.empty() && party.brand.empty()) return {};
    return derive_restrictions(party, knowledge_);
  }

  std::vector<Answer> answers(const std::vector<model::Finding>& restrictions, const std::string& who,
                              const model::Date& on) const {
    std::vector<const model::Finding*> pointers;
    for (const auto& r : restrictions) pointers.push_back(&r);
    return answer(pointers, knowledge_, {{who}, {"buy", "contract", "install", "use"}, on});
  }

  static bool forbids(const Answer& a) {
    return (a.status == Status::restricted || a.status == Status::restricted_if) && a.controls;
  }

  void judge(std::uint32_t number, const Process& p, const Named& n) {
    ContractFinding f = make(number, p, n);
    if (question_.on) f.date = days_of(model::to_string(*question_.on)), f.date_kind = "asked";
    if (f.party.verdict == ScreenVerdict::may_be) return name_only(f, "may_be");
    const auto whos = buyer_kinds(ledger_, p, question_);
    if (whos.empty()) return name_only(f, "who_unknown");
    const auto reach = restrictions(f.party, day_for(f.date, knowledge_.edition));
    bool said = false;
    std::string why = "does_not_bind";
    for (const BuyerKind& buyer : whos) {
      f.who = buyer.who;
      f.who_guessed = buyer.guessed;
      if (!f.date.stated()) {
        said |= undecided(f, reach);
        continue;
      }
      const auto last = answers(reach, buyer.who, date_of(f.date.last));
      const auto first = f.date.exact() ? last : answers(reach, buyer.who, date_of(f.date.first));
      for (const Answer& a : last) {
        if (a.status == Status::restricted_from && a.controls) why = "before_rule";
        if (a.status == Status::listed_not_forbidden && why != "before_rule") why = "listed_only";
        if (forbids(a)) {
          const bool from_the_first =
              std::any_of(first.begin(), first.end(), [&](const Answer& b) { return b.rule == a.rule && forbids(b); });
          add(f, from_the_first ? key_of(f, a) : "date_undecided", a);
          said = true;
        }
        if (a.status == Status::restricted_from && a.controls && buys(a)) said |= extended(f, a, buyer.who, reach);
      }
    }
    if (!said) name_only(f, f.date.stated() ? why.c_str() : "no_date");
  }

  /// What a contract shows is buying; where it is installed and used, it seldom says.
  static bool buys(const Answer& a) { return a.act == "buy" || a.act == "contract"; }

  std::string key_of(const ContractFinding& f, const Answer& a) const {
    if (!buys(a)) return "use_restricted";
    if (f.supplier != no_row || f.state == no_row) return "bought_after_rule";
    for (const auto supplier : ledger_.suppliers_of(ledger_.states[f.state]))
      if (screened_.contains(supplier)) return "bought_after_rule";
    return ledger_.suppliers_of(ledger_.states[f.state]).empty() ? "bought_after_rule"
                                                                 : "restricted_item_other_supplier";
  }

  bool undecided(const ContractFinding& f, const std::vector<model::Finding>& reach) {
    bool any = false;
    const auto edition = model::parse_date(knowledge_.edition);
    if (!edition) return false;
    for (const Answer& a : answers(reach, f.who, *edition))
      if (forbids(a)) {
        add(f, "date_undecided", a);
        any = true;
      }
    return any;
  }

  /// Awarded before the rule began, changed after.
  bool extended(ContractFinding f, const Answer& before, const std::string& who,
                const std::vector<model::Finding>& reach) {
    if (f.state == no_row) return false;
    const Days changed = ledger_.states[f.state].changed;
    if (order(changed, model::parse_date(before.date)) != Order::after) return false;
    for (const Answer& a : answers(reach, who, date_of(changed.first)))
      if (a.rule == before.rule && forbids(a)) {
        f.date = changed;
        f.date_kind = "amendment_date";
        add(f, "extended_after_rule", a);
        return true;
      }
    return false;
  }

  void name_only(ContractFinding& f, const char* why) {
    f.why_not = why;
    add(f, "names_party", {});
  }

  void add(const ContractFinding& f, std::string key, const Answer& rule) {
    const auto same = [&](const ContractFinding& other) {
      return other.process == f.process && other.state == f.state && other.party.party == f.party.party &&
             other.rule.rule == rule.rule && other.who == f.who && other.key == key;
    };
    if (std::any_of(found.begin() + static_cast<std::ptrdiff_t>(found.size() - std::min<std::size_t>(found.size(), 64)),
                    found.end(), same))
      return;
    found.push_back(f);
    found.back().key = std::move(key);
    found.back().rule = rule;
  }

  const ContractLedger& ledger_;
  const ScreenedParties& screened_;
  const knowledge::Knowledge& knowledge_;
  const ContractAsks& asks_;
  const ContractQuestion& question_;
  std::map<std::uint32_t, std::vector<std::uint32_t>> hits_of_;
};

}  // namespace

std::vector<BuyerKind> buyer_kinds(const ContractLedger& ledger, const Process& process,
                                   const ContractQuestion& question) {
  std::vector<BuyerKind> kinds;
  for (const auto& who : question.whos) kinds.push_back({who, false});
  if (!kinds.empty()) return kinds;
  std::string_view currency;
  for (const DealState& s : ledger.states_of(process))
    if (s.value.currency != 0) currency = ledger.texts[s.value.currency];
  if (process.transactions) kinds.push_back({"us-federal", true});
  else
    for (const auto buyer : ledger.buyers_of(process)) {
      const ContractParty& party = ledger.parties[buyer];
      const auto guess =
          guess_buyer_kind(ledger.texts[party.name], ledger.texts[party.country], ledger.texts[process.ocid], currency);
      const auto known = [&](const BuyerKind& k) { return k.who == guess; };
      if (!guess.empty() && std::none_of(kinds.begin(), kinds.end(), known))
        kinds.push_back({std::string(guess), true});
    }
  return kinds;
}

std::vector<ContractFinding> find_in_contracts(const ContractLedger& ledger, const ScreenedParties& screened,
                                               const knowledge::Knowledge& knowledge, const ContractAsks& asks,
                                               const ContractQuestion& question) {
  Finder finder(ledger, screened, knowledge, asks, question);
  for (std::uint32_t p = 0; p < ledger.processes.size(); ++p) finder.process(p);
  return std::move(finder.found);
}

}  // namespace lenscap::assess
