// views/contracts_terminal.cpp: sums, links, findings and patterns; or one party with everything around it.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "views/contracts.hpp"
#include "views/neutral.hpp"
#include "views/paint.hpp"
#include "views/sentences.hpp"

namespace lenscap::views {

namespace {

constexpr std::size_t shown_links = 12, shown_findings = 40,
                      shown_patterns = 6;  // the rest is counted; --json has all

class ContractsText {
 public:
  ContractsText(const ContractsView& view, TerminalStyle style) : view_(view), style_(style) {
    style_.width = std::max(style_.width, 60);
  }

  std::string everything() {
    title("Lenscap contracts");
    read();
    sums(view_.totals);
    links();
    findings();
    patterns();
    joins();
    notes();
    return std::move(out_);
  }

  std::string around() {
    const assess::Around& a = *view_.around;
    title("Contracts around " + neutral(a.party_name.empty() ? a.asked : a.party_name));
    if (a.core.empty()) {
      paragraph("No contract here names it, or a company that is known to be its.", 0);
      notes();
      return std::move(out_);
    }
    paragraph(fmt::format("{}, {}.", counted(a.core.size(), "contracting process", "contracting processes"),
                          counted(a.companies.size(), "company that signs", "companies that sign")),
              0);
    sums(view_.totals);
    for (const auto p : a.beside) stated_beside(p);
    for (const auto& company : a.companies) this->company(company);
    title("Contracts");
    for (const auto p : a.core) process(p);
    links();
    findings();
    joins();
    notes();
    return std::move(out_);
  }

 private:
  void line(std::string_view text) { (out_ += text) += '\n'; }
  void title(std::string_view text) {
    if (!out_.empty()) out_ += '\n';
    line(paint(wrap(text, style_.width, 0), Ink::strong, style_));
  }
  void paragraph(std::string_view text, int indent, Ink ink = Ink::plain) {
    views::paragraph(out_, text, style_, indent, ink);
  }

  void read() {
    std::uint64_t releases = 0;
    for (const auto& input : view_.inputs) releases += input.releases;
    paragraph(fmt::format("{} in {}: {}, {} in their newest state.", counted(releases, "release", "releases"),
                          counted(view_.inputs.size(), "file", "files"),
                          counted(view_.ledger.processes.size(), "contracting process", "contracting processes"),
                          counted(view_.totals.deals, "award or contract", "awards and contracts")),
              0);
  }

  void currencies(const std::map<std::string, assess::CurrencyTotal>& all) {
    for (const auto& [currency, total] : all) {
      std::string text = fmt::format("{}  in {}", money(total.sum, currency), counted(total.count, "sum", "sums"));
      if (total.converted_count > 0)
        text += fmt::format("; {} of {} of them by dated rates", money(total.converted, "USD"),
                            total.converted_count == total.count ? "all" : grouped(total.converted_count));
      paragraph(text, 2);
    }
  }

  void sums(const assess::ContractTotals& totals) {
    title("Awarded or contracted, each sum once");
    if (totals.counted.empty()) paragraph("No sum is stated.", 2);
    currencies(totals.counted);
    if (!totals.ceilings.empty()) {
      line(paint("  beside it, estimates and ceilings, which are no spending", Ink::faint, style_));
      currencies(totals.ceilings);
    }
    std::string out;
    for (const auto& [why, left] : totals.left_out) {
      std::string one = fmt::format("{}: {}", left_out_words(why), grouped(left.count));
      for (const auto& [currency, sum] : left.sums) one += fmt::format(" ({})", money(sum, currency));
      out += (out.empty() ? "Left out or to know: " : "; ") + one;
    }
    if (!out.empty()) paragraph(out + ".", 2);
    for (const auto* rate : totals.rates)
      paragraph(
          fmt::format("Rate: 1 {} = {} {}, {} ({}).", rate->unit, rate_text(*rate), rate->in, rate->what, rate->source),
          2);
  }

  void stated_beside(std::uint32_t number) {
    const auto& process = view_.ledger.processes[number];
    for (std::uint32_t i = process.notice_count; i-- > 0;) {
      const auto& notice = view_.ledger.notices[view_.ledger.order[process.notices + i]];
      if (kind_of(notice.tender_value) != assess::SumKind::stated) continue;
      paragraph(fmt::format("Stated beside it, not added: {}, \"{}\"",
                            money(notice.tender_value.hundredths, view_.ledger.texts[notice.tender_value.currency]),
                            process_title(view_, number)),
                2);
      if (notice.description != 0) paragraph(neutral(view_.ledger.texts[notice.description]), 4);
      return;
    }
  }

  void company(const assess::AroundCompany& c) {
    title(party_name(view_, c.party));
    for (const auto& answer : c.answers) {
      std::string why;
      for (const auto& reason : answer.reasons)
        if (!reason.key.starts_with("rule_") && !reason.key.starts_with("affiliates_"))
          why += (why.empty() ? "" : ", ") + neutral(reason.key) +
                 (reason.detail.empty() ? "" : " " + neutral(reason.detail));
      paragraph(fmt::format("{} {}{}", to_string(answer.verdict), neutral(answer.party_name),
                            why.empty() ? "" : " (" + why + ")"),
                2);
    }
    const std::string when = c.day_known ? "on " + model::to_string(c.day)
                                         : "on " + model::to_string(c.day) + " (no contract here has a day)";
    if (c.owners.empty()) paragraph("Owners: not known " + when + ".", 2);
    for (const auto& owner : c.owners) paragraph("Owner " + when + ": " + owner_words(view_, owner), 2);
    for (const auto& listing : c.listings)
      if (listing.itself) paragraph("Listed. " + listing_words(listing), 2);
    std::size_t of_maker = 0;
    for (const auto& listing : c.listings) of_maker += !listing.itself;
    if (of_maker > 0)
      paragraph(fmt::format("Its maker stands in {} (--json has them).",
                            counted(of_maker, "row of rules and lists", "rows of rules and lists")),
                2);
  }

  void process(std::uint32_t number) {
    const auto& p = view_.ledger.processes[number];
    line(paint("  " + fit(process_key(view_, number) + "  " + process_title(view_, number), style_.width - 2),
               Ink::strong, style_));
    paragraph("Buyer: " + buyers_text(view_, p), 4);
    for (const auto& state : view_.ledger.states_of(p)) {
      const auto& row = view_.ledger.deals[state.row];
      const auto [day, kind] = assess::deciding_day(view_.ledger, p, state);
      std::string text = fmt::format("{} {}: {}", row.kind == model::Deal::Kind::award ? "Award" : "Contract",
                                     neutral(view_.ledger.texts[row.id]), suppliers_text(view_, state));
      text += day.stated() ? fmt::format(", {} ({})", to_string(day), date_kind_words(kind)) : ", no day stated";
      if (row.status != assess::DealStatus::unstated) text += fmt::format(", {}", to_string(row.status));
      if (kind_of(state.value) == assess::SumKind::stated) {
        text += ": " + money(state.value.hundredths, view_.ledger.texts[state.value.currency]);
        if (const auto usd = money_in_usd(view_, state.value, day); !usd.empty()) text += " " + usd;
      } else {
        text += fmt::format(": {}", sum_kind_words(kind_of(state.value)));
      }
      paragraph(text, 4);
    }
    if (view_.within)
      for (const auto& link : view_.within(number)) paragraph(link_sentence(view_, link), 4);
    paragraph(place_text(view_, view_.ledger.order[p.notices + p.notice_count - 1]), 4);
  }

  bool shown(const assess::ContractLink& link) const {
    if (view_.around == nullptr) return true;
    return view_.around->wanted[link.from] || (link.to != assess::no_row && view_.around->wanted[link.to]);
  }

  void links() {
    std::map<std::string_view, std::pair<std::uint64_t, std::uint64_t>> counts;  // strong, possible
    std::uint64_t all = 0;
    for (const auto& link : view_.links)
      if (shown(link)) {
        auto& c = counts[to_string(link.kind)];
        ++(link.strong ? c.first : c.second);
        ++all;
      }
    title("Links");
    if (all == 0) paragraph("None: no publisher names another process, and nothing else ties two of them.", 2);
    for (const auto& [kind, n] : counts)
      paragraph(fmt::format("{}: {} strong, {} possible", kind, grouped(n.first), grouped(n.second)), 2);
    std::size_t told = 0;
    for (const auto& link : view_.links)
      if (shown(link) && told < shown_links) {
        paragraph(link_sentence(view_, link), 2);
        ++told;
      }
    if (all > told) paragraph(fmt::format("and {} more: --json has all", grouped(all - told)), 2);
  }

  void findings() {
    title("Findings");
    std::size_t all = 0, told = 0;
    for (const auto& f : view_.findings) {
      if (view_.around != nullptr && !view_.around->wanted[f.process]) continue;
      if (++all > shown_findings) continue;
      ++told;
      paragraph(fmt::format("[{}] {}", process_key(view_, f.process), finding_sentence(view_, f)), 2);
      paragraph(place_text(view_, f.notice), 4, Ink::faint);
    }
    if (all == 0)
      paragraph(
          "No supplier's name and no text of an item names a party of a rule. A code or the word CCTV names no maker.",
          2);
    if (all > told) paragraph(fmt::format("and {} more: --json has all", grouped(all - told)), 2);
  }

  void patterns() {
    title("Patterns: reasons to look, not findings");
    std::map<std::string, std::vector<const assess::ContractPattern*>> kinds;
    for (const auto& p : view_.patterns.found) kinds[p.key].push_back(&p);
    for (const auto& [key, all] : kinds) {
      paragraph(fmt::format("{}, {}. It can be innocent: {}.", key, grouped(all.size()), pattern_innocent(key)), 2);
      for (std::size_t i = 0; i < all.size() && i < shown_patterns; ++i)
        paragraph(pattern_sentence(view_, *all[i]) + ".", 4);
      if (all.size() > shown_patterns)
        paragraph(fmt::format("and {} more: --json has all", grouped(all.size() - shown_patterns)), 4);
    }
    if (view_.patterns.found.empty()) paragraph("None.", 2);
    for (const auto& [key, n] : view_.patterns.not_computable)
      paragraph(fmt::format("Not computable, {}, for {}: {}.", key, grouped(n), not_computable_words(key)), 2);
  }

  void joins() {
    if (view_.devices.empty()) return;
    title("Devices of the case");
    bool none = true;
    for (const auto& join : view_.joins) {
      if (view_.around != nullptr && !view_.around->wanted[join.process]) continue;
      paragraph(std::string(model::to_string(join.confidence)) + "  " + join_sentence(view_, join), 2);
      none = false;
    }
    if (none) paragraph("No text of these notices holds a model or a serial number of the case.", 2);
  }

  void notes() {
    if (view_.ledger.notes.empty() && view_.ledger.repeated == 0) return;
    title("To know");
    for (const auto& [what, n] : view_.ledger.notes) paragraph(fmt::format("{}: {}", note_words(what), grouped(n)), 2);
    if (view_.ledger.repeated > 0)
      paragraph(fmt::format("{} that stand twice: counted once", counted(view_.ledger.repeated, "release", "releases")),
                2);
    for (const auto& input : view_.inputs)
      for (const auto& damage : input.damage) paragraph(fmt::format("{}: {}", neutral(input.name), neutral(damage)), 2);
  }

  const ContractsView& view_;
  TerminalStyle style_;
  std::string out_;
};

}  // namespace

std::string to_contracts_terminal(const ContractsView& view, TerminalStyle style) {
  ContractsText page(view, style);
  return view.around != nullptr ? page.around() : page.everything();
}

}  // namespace lenscap::views
