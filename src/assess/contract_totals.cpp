#include "assess/contract_totals.hpp"

#include <algorithm>
#include <set>

namespace lenscap::assess {

namespace {

using Left = std::map<std::string, LeftOut>;

void leave_out(Left& left, const char* why, const ContractLedger& ledger, const Sum& sum) {
  LeftOut& l = left[why];
  ++l.count;
  if (kind_of(sum) == SumKind::stated || kind_of(sum) == SumKind::negative)
    l.sums[std::string(ledger.texts[sum.currency])] += sum.hundredths;
}

/// Why a deal's status keeps its sum out; "" when it does not.
const char* out_by_status(DealStatus status) {
  switch (status) {
    case DealStatus::cancelled:
      return "cancelled";
    case DealStatus::unsuccessful:
      return "unsuccessful";
    case DealStatus::pending:
      return "pending";
    default:
      return "";
  }
}

const char* out_by_sum(const Sum& sum) {
  switch (kind_of(sum)) {
    case SumKind::unstated:
      return "not_stated";
    case SumKind::placeholder:
      return "placeholder";
    case SumKind::negative:
      return "negative";
    case SumKind::absurd:
      return "absurd";
    default:
      return "";
  }
}

void add_sum(CurrencyTotal& total, const Sum& sum, std::string_view currency, const Days& day,
             const knowledge::Knowledge& knowledge, std::vector<const knowledge::Rate*>& rates) {
  total.sum += sum.hundredths;
  ++total.count;
  if (currency == "USD") return;
  if (const auto usd = convert(sum.hundredths, currency, "USD", day, knowledge)) {
    total.converted += usd->hundredths;
    ++total.converted_count;
    if (std::find(rates.begin(), rates.end(), usd->rate) == rates.end()) rates.push_back(usd->rate);
  }
}

/// The newest that is stated; null when none is.
const Sum* newest(const ContractLedger& ledger, const Process& process, Sum NoticeRow::*of,
                  const Days** day = nullptr) {
  for (std::uint32_t i = process.notice_count; i-- > 0;) {
    const NoticeRow& notice = ledger.notices[ledger.order[process.notices + i]];
    if (kind_of(notice.*of) != SumKind::stated) continue;
    if (day) *day = &notice.date;
    return &(notice.*of);
  }
  return nullptr;
}

/// Whether `all` amounts to what a publisher says it does, who rounds.
bool adds_up(Hundredths all, Hundredths stated) {
  return (all > stated ? all - stated : stated - all) <= stated / 1000;
}

/// One sum that several awards share (a framework's, with many suppliers) is stated with each of them. Where the
/// publisher's own total is that of each lot's different sums, or of the different sums, each is kept once.
void keep_shared_once(const ContractLedger& ledger, const Sum& total, std::vector<CountedSum>& sums, Left& left) {
  for (const bool by_lot : {true, false}) {
    std::set<std::pair<Interned::Id, std::int64_t>> different;
    std::vector<CountedSum> kept;
    Hundredths once = 0;
    for (const CountedSum& s : sums) {
      if (s.sum.currency != total.currency) return;
      const Interned::Id lots = by_lot ? ledger.deals[ledger.states[s.state].row].lots : 0;
      if (!different.emplace(lots, s.sum.hundredths).second) continue;
      kept.push_back(s);
      once += s.sum.hundredths;
    }
    if (kept.size() == sums.size() || !adds_up(once, total.hundredths)) continue;
    std::size_t next = 0;
    for (const CountedSum& s : sums)
      if (next < kept.size() && kept[next].state == s.state) ++next;
      else leave_out(left, "shared_sum", ledger, s.sum);
    sums = std::move(kept);
    return;
  }
}

}  // namespace

std::pair<Days, const char*> deciding_day(const ContractLedger& ledger, const Process& process,
                                          const DealState& state) {
  const bool contract = ledger.deals[state.row].kind == model::Deal::Kind::contract;
  if (state.date.stated()) return {state.date, contract ? "date_signed" : "award_date"};
  if (contract)  // its award may say when
    for (const DealState& other : ledger.states_of(process)) {
      const DealRow& row = ledger.deals[other.row];
      if (row.kind == model::Deal::Kind::award && other.date.stated() && row.id == ledger.deals[state.row].award_id)
        return {other.date, "award_date"};
    }
  if (state.from.stated()) return {state.from, "period_start"};
  const Days published = ledger.notices[ledger.deals[state.first_row].notice].date;
  if (published.stated()) return {published, "release_date"};
  return {{}, ""};
}

ContractCount::ContractCount(const ContractLedger& ledger, const std::vector<ContractLink>& links)
    : ledger_(ledger), ceiling_(ledger.processes.size()) {
  for (std::size_t p = 0; p < ledger.processes.size(); ++p)
    ceiling_[p] = ledger.processes[p].framework && !ledger.processes[p].call_off && !ledger.processes[p].transactions;
  for (const ContractLink& link : links)
    // What a US agency obligates on a framework itself is spent; what others announce there is a ceiling.
    if (link.kind == LinkKind::framework && link.strong && link.to != no_row && !ledger.processes[link.to].call_off &&
        !ledger.processes[link.to].transactions)
      ceiling_[link.to] = true;
}

void ContractCount::count(std::uint32_t number, std::vector<CountedSum>& sums, Left& left) const {
  const Process& process = ledger_.processes[number];
  const auto states = ledger_.states_of(process);
  const auto row = [&](std::size_t i) -> const DealRow& { return ledger_.deals[states[i].row]; };
  const auto is_award = [&](std::size_t i) { return row(i).kind == model::Deal::Kind::award; };
  const auto use = [&](std::size_t i, const Sum& sum) {
    const auto [day, kind] = deciding_day(ledger_, process, states[i]);
    sums.push_back({number, process.states + static_cast<std::uint32_t>(i), sum, day, kind});
    if (states[i].other_currency != no_row)
      leave_out(left, "other_currency", ledger_, ledger_.deals[states[i].other_currency].value);
  };
  const auto judge = [&](std::size_t i) {
    const bool zero_sum = process.transactions && states[i].value.written != 0 && states[i].value.hundredths == 0;
    const bool below = process.transactions && states[i].value.hundredths < 0;
    if (const char* why = out_by_status(row(i).status); *why != 0)
      return leave_out(left, why, ledger_, states[i].value);
    if (process.transactions && states[i].value.written != 0 &&
        !zero_sum) {                            // 0.01 and less than nothing are sums here
      if (below) ++left["net_negative"].count;  // counted all the same
      return use(i, states[i].value);
    }
    if (zero_sum) return leave_out(left, "nothing_left", ledger_, states[i].value);
    if (const char* why = out_by_sum(states[i].value); *why != 0) return leave_out(left, why, ledger_, states[i].value);
    use(i, states[i].value);
  };

  std::vector<bool> done(states.size());
  std::unordered_map<Interned::Id, std::vector<std::size_t>>
      contracts_of;  // by the id of their award; 0: they name none
  std::size_t awards = 0, contracts = 0;
  for (std::size_t i = 0; i < states.size(); ++i) {
    (is_award(i) ? awards : contracts)++;
    if (!is_award(i)) contracts_of[row(i).award_id].push_back(i);
  }
  for (std::size_t a = 0; a < states.size(); ++a) {
    if (!is_award(a)) continue;
    std::vector<std::size_t> mine;
    bool all_stated = true, any_stated = false;
    const auto named = contracts_of.find(awards == 1 && contracts == 1 && contracts_of.contains(0) ? 0 : row(a).id);
    if (named != contracts_of.end())
      for (const std::size_t c : named->second) {
        if (done[c] || *out_by_status(row(c).status) != 0) continue;
        mine.push_back(c);
        const bool stated = kind_of(states[c].value) == SumKind::stated;
        all_stated &= stated;
        any_stated |= stated;
      }
    done[a] = true;
    const bool by_award = mine.empty() || !any_stated || (!all_stated && kind_of(states[a].value) == SumKind::stated);
    if (by_award) judge(a);
    else leave_out(left, "award_of_contract", ledger_, states[a].value);
    for (const std::size_t c : mine) {
      done[c] = true;
      if (by_award) leave_out(left, "contract_of_award", ledger_, states[c].value);
      else judge(c);
    }
  }
  for (std::size_t c = 0; c < states.size(); ++c)
    if (!done[c]) judge(c);
  for (const DealState& s : states)
    if (s.states > 1 && !process.transactions) left["earlier_state"].count += s.states - 1u;
  if (const Sum* total = newest(ledger_, process, &NoticeRow::awarded_total); total && sums.size() > 1)
    keep_shared_once(ledger_, *total, sums, left);
}

ContractTotals total(const ContractLedger& ledger, const std::vector<ContractLink>& links,
                     const knowledge::Knowledge& knowledge, const std::vector<bool>& wanted) {
  ContractTotals totals;
  const ContractCount counting(ledger, links);
  std::vector<CountedSum> sums;
  for (std::uint32_t p = 0; p < ledger.processes.size(); ++p) {
    if (!wanted.empty() && !wanted[p]) continue;
    const Process& process = ledger.processes[p];
    ++totals.processes;
    totals.deals += process.state_count;
    sums.clear();
    counting.count(p, sums, totals.left_out);
    std::map<std::pair<Interned::Id, std::int64_t>, std::uint32_t> same;
    for (const CountedSum& s : sums) {
      const std::string currency(ledger.texts[s.sum.currency]);
      if (counting.is_ceiling(p)) {
        add_sum(totals.ceilings[currency], s.sum, currency, s.date, knowledge, totals.rates);
        ++totals.left_out["framework_ceiling"].count;
      } else {
        add_sum(totals.counted[currency], s.sum, currency, s.date, knowledge, totals.rates);
      }
      if (++same[{s.sum.currency, s.sum.hundredths}] == 2) ++totals.left_out["same_sum_repeated"].count;
    }
    // The newest estimate of the process: beside the total, unless the ceilings of its awards stand there.
    if (counting.is_ceiling(p) && !sums.empty()) continue;
    const Days* day = nullptr;
    if (const Sum* estimate = newest(ledger, process, &NoticeRow::tender_value, &day)) {
      const std::string currency(ledger.texts[estimate->currency]);
      add_sum(totals.ceilings[currency], *estimate, currency, *day, knowledge, totals.rates);
    }
  }
  return totals;
}

}  // namespace lenscap::assess
