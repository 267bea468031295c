#include "assess/contract_patterns.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace lenscap::assess {

namespace {

constexpr int just_under = 5;        // per cent below a threshold that count as just under it
constexpr std::size_t repeated = 2;  // sums of one buyer just under one threshold before it is a pattern
constexpr std::int64_t grown = 150;  // per cent of the first sum

class Patterns {
 public:
  Patterns(const ContractLedger& ledger, const std::vector<ContractLink>& links, const knowledge::Knowledge& knowledge,
           const ContractQuestion& question)
      : ledger_(ledger), counting_(ledger, links), knowledge_(knowledge), question_(question) {}

  void process(std::uint32_t number) {
    const Process& p = ledger_.processes[number];
    sums_.clear();
    std::map<std::string, LeftOut> ignored;
    counting_.count(number, sums_, ignored);
    if (p.state_count > 0) single_bid(number, p);
    for (const CountedSum& s : sums_) growth(number, s);
    if (p.buyer_count == 0 || counting_.is_ceiling(number)) return;
    const auto buyer = ledger_.buyers_of(p).front();
    for (const CountedSum& s : sums_) {
      under_threshold(number, p, buyer, s);
      if (!s.date.exact() ||
          (std::string_view(s.date_kind) != "award_date" && std::string_view(s.date_kind) != "date_signed"))
        continue;
      for (const auto supplier : ledger_.suppliers_of(ledger_.states[s.state]))
        days_.push_back({buyer, supplier, s.date.first, s.state, number});
    }
  }

  ContractPatterns finish() {
    for (auto& [key, rows] : under_) {
      if (rows.size() < repeated) continue;
      ContractPattern pattern = of("just_under_threshold", key.first, no_row, rows);
      pattern.threshold = &knowledge_.thresholds[key.second];
      out_.found.push_back(std::move(pattern));
    }
    std::sort(days_.begin(), days_.end());
    const auto same = [](const DayRow& a, const DayRow& b) {
      return std::tie(std::get<0>(a), std::get<1>(a), std::get<2>(a)) ==
             std::tie(std::get<0>(b), std::get<1>(b), std::get<2>(b));
    };
    for (std::size_t from = 0, to = 0; from < days_.size(); from = to) {
      std::vector<Row> rows;
      std::set<std::uint32_t> processes;
      for (to = from; to < days_.size() && same(days_[from], days_[to]); ++to) {
        rows.emplace_back(std::get<3>(days_[to]), std::get<4>(days_[to]));
        processes.insert(rows.back().second);
      }
      if (processes.size() < 2) continue;  // lots of one process are awarded together
      ContractPattern pattern = of("same_day_awards", std::get<0>(days_[from]), std::get<1>(days_[from]), rows);
      pattern.day = model::to_string(date_of(std::get<2>(days_[from])));
      out_.found.push_back(std::move(pattern));
    }
    return std::move(out_);
  }

 private:
  using Row = std::pair<std::uint32_t, std::uint32_t>;  // state, process
  using DayRow =
      std::tuple<std::uint32_t, std::uint32_t, std::int32_t, std::uint32_t, std::uint32_t>;  // buyer, supplier, day, …

  ContractPattern of(const char* key, std::uint32_t buyer, std::uint32_t supplier, const std::vector<Row>& rows) const {
    ContractPattern pattern;
    pattern.key = key;
    pattern.buyer = buyer;
    pattern.supplier = supplier;
    for (const auto& [state, process] : rows) {
      pattern.states.push_back(state);
      pattern.processes.push_back(process);
      const Sum& sum = ledger_.states[state].value;
      if (pattern.currency == 0) pattern.currency = sum.currency;
      if (pattern.currency == sum.currency) pattern.sum += sum.hundredths;
    }
    return pattern;
  }

  void single_bid(std::uint32_t number, const Process& p) {
    std::int32_t tenderers = -1;
    for (std::uint32_t i = 0; i < p.notice_count; ++i)
      if (const auto n = ledger_.notices[ledger_.order[p.notices + i]].tenderers; n >= 0) tenderers = n;
    if (tenderers < 0) {
      ++out_.not_computable["single_bid"];
      return;
    }
    ++out_.computed["single_bid"];
    if (tenderers != 1) return;
    const auto buyers = ledger_.buyers_of(p);
    out_.found.push_back(of("single_bid", buyers.empty() ? no_row : buyers.front(), no_row, {{p.states, number}}));
  }

  void growth(std::uint32_t number, const CountedSum& s) {
    const DealState& state = ledger_.states[s.state];
    const Sum& first = state.first_value;
    const bool two = state.states > 1 || state.amendments > 0;
    if (!two || kind_of(first) != SumKind::stated || first.currency != s.sum.currency) {
      ++out_.not_computable["growth"];
      return;
    }
    ++out_.computed["growth"];
    const auto per_cent = static_cast<std::int64_t>(Hundredths{s.sum.hundredths} * 100 / first.hundredths);
    if (per_cent < grown) return;
    const auto buyers = ledger_.buyers_of(ledger_.processes[number]);
    ContractPattern pattern = of("growth", buyers.empty() ? no_row : buyers.front(), no_row, {{s.state, number}});
    pattern.per_cent = per_cent;
    out_.found.push_back(std::move(pattern));
  }

  void under_threshold(std::uint32_t number, const Process& p, std::uint32_t buyer, const CountedSum& s) {
    const auto whos = buyer_kinds(ledger_, p, question_);
    bool any = false;
    for (std::size_t t = 0; t < knowledge_.thresholds.size(); ++t) {
      const auto& threshold = knowledge_.thresholds[t];
      if (ledger_.texts[s.sum.currency] != threshold.currency || !s.date.stated()) continue;
      if (s.date.first < number_of(threshold.from) || s.date.last > number_of(threshold.until)) continue;
      const bool binds = std::any_of(whos.begin(), whos.end(), [&](const BuyerKind& k) {
        return std::find(threshold.binds.begin(), threshold.binds.end(), k.who) != threshold.binds.end();
      });
      if (!binds) continue;
      any = true;
      // The threshold counts tax, published sums do not: compared with the tax added.
      const Hundredths with_tax = Hundredths{s.sum.hundredths} * (100 + threshold.vat);
      const Hundredths limit = Hundredths{threshold.units} * 100 * 100;
      if (with_tax < limit && with_tax * 100 >= limit * (100 - just_under))
        under_[{buyer, t}].push_back({s.state, number});
    }
    ++(any ? out_.computed : out_.not_computable)["just_under_threshold"];
  }

  const ContractLedger& ledger_;
  ContractCount counting_;
  const knowledge::Knowledge& knowledge_;
  const ContractQuestion& question_;
  std::vector<CountedSum> sums_;
  std::map<std::pair<std::uint32_t, std::size_t>, std::vector<Row>> under_;
  std::vector<DayRow> days_;
  ContractPatterns out_;
};

}  // namespace

ContractPatterns find_patterns(const ContractLedger& ledger, const std::vector<ContractLink>& links,
                               const knowledge::Knowledge& knowledge, const ContractQuestion& question) {
  Patterns patterns(ledger, links, knowledge, question);
  for (std::uint32_t p = 0; p < ledger.processes.size(); ++p) patterns.process(p);
  return patterns.finish();
}

}  // namespace lenscap::assess
