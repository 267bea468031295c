// views/contracts_html.cpp: one party, its contracts and companies, on one page that needs no other file and runs no
// script. Looks like the audit's report; every name in it is escaped.
#include <fmt/format.h>

#include <algorithm>

#include "views/contracts.hpp"
#include "views/html_policy.hpp"
#include "views/neutral.hpp"
#include "views/sentences.hpp"

namespace lenscap::views {

namespace {

constexpr std::string_view style = R"(
:root { --bg: #f5f6f8; --card: #fff; --ink: #17212b; --muted: #566371; --line: #d8dee6; --accent: #0b5a9c; --unknown: #a84300; }
@media (prefers-color-scheme: dark) {
  :root { --bg: #10151b; --card: #1a222b; --ink: #e9eef3; --muted: #a3b1be; --line: #2e3a46; --accent: #86c5f7; --unknown: #ff9a57; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", "Noto Sans", sans-serif; }
main, header { max-width: 76rem; margin: 0 auto; padding: 0 1.25rem; } header { padding-top: 2rem; } main { padding-bottom: 3rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .4rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .75rem; } h3 { font-size: 1rem; margin: 0 0 .3rem; }
p { margin: .25rem 0; max-width: 75ch; overflow-wrap: anywhere; } ul { margin: .25rem 0; padding-left: 1.2rem; } li { margin: .2rem 0; overflow-wrap: anywhere; max-width: 85ch; }
.muted { color: var(--muted); font-size: .88rem; } .unknown { color: var(--unknown); font-weight: 600; }
.tiles, .cards { display: grid; gap: .75rem; grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr)); }
.cards { align-items: start; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); }
.tile, .card { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: .9rem 1rem; }
.tile b { display: block; font-size: 1.3rem; line-height: 1.25; overflow-wrap: anywhere; }
.panel { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; overflow: hidden; }
table { border-collapse: collapse; width: 100%; } th { text-align: left; font-size: .8rem; color: var(--muted); padding: .6rem .9rem; border-bottom: 1px solid var(--line); }
td { padding: .65rem .9rem; vertical-align: top; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; } tr:last-child > td { border-bottom: 0; }
td.sum { min-width: 11rem; }
@media (max-width: 52rem) {
  main, header { padding-left: .9rem; padding-right: .9rem; } h1 { font-size: 1.4rem; }
  thead { display: none; } table, tbody, tr, td { display: block; width: 100%; } tr { padding: .6rem .9rem; border-bottom: 1px solid var(--line); } tr:last-child { border: 0; }
  td, td.sum { border: 0; padding: .1rem 0; min-width: 0; } td::before { content: attr(data-name) ": "; color: var(--muted); font-size: .8rem; }
}
@media print { :root { --bg: #fff; --card: #fff; --ink: #000; --muted: #333; --line: #bbb; --unknown: #000; } .card, .tile, tr { break-inside: avoid; } }
)";

class ContractsPage {
 public:
  explicit ContractsPage(const ContractsView& view) : view_(view), around_(*view.around) {}

  std::string run() {
    const std::string name = around_.party_name.empty() ? around_.asked : around_.party_name;
    out_ = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
        "http-equiv=\"Content-Security-Policy\" "
        "content=\"default-src 'none'; style-src '{}'; base-uri 'none'; form-action 'none'\">\n<meta name=\"viewport\" "
        "content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<meta "
        "name=\"color-scheme\" content=\"light dark\">\n<title>Contracts around "
        "{}</title>\n<style>{}</style>\n</head>\n<body>\n",
        policy_hash(style), html_text(name), style);
    out_ += fmt::format(
        "<header><h1>Contracts around {}</h1><p>{}, {}. What is published, with the day and the place; why something "
        "was bought is not in it.</p></header>\n<main>\n",
        html_text(name), counted(around_.core.size(), "contracting process", "contracting processes"),
        counted(around_.companies.size(), "company that signs", "companies that sign"));
    sums();
    contracts();
    companies();
    links();
    findings();
    notes();
    out_ += "</main>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  void tile(std::string_view head, std::string_view value, std::string_view below, bool unknown = false) {
    out_ += fmt::format(
        "<div class=\"tile\"><span class=\"muted\">{}</span><b{}>{}</b><span class=\"muted\">{}</span></div>\n",
        html_text(head), unknown ? " class=\"unknown\"" : "", html_text(value), html_text(below));
  }

  void sums() {
    out_ += "<h2>Sums</h2>\n<div class=\"tiles\">\n";
    for (const auto& [currency, total] : view_.totals.counted)
      tile("Known sums, each once", money(total.sum, currency),
           total.converted_count == total.count ? "= " + money(total.converted, "USD") + " by dated rates, named below"
                                                : counted(total.count, "sum", "sums"));
    if (view_.totals.counted.empty()) tile("Known sums", "none is stated", "");
    if (const auto at = view_.totals.left_out.find("not_stated"); at != view_.totals.left_out.end())
      tile("Sums that are not known", counted(at->second.count, "contract", "contracts"), "no notice here states them",
           true);
    for (const auto p : around_.beside) {
      const auto& process = view_.ledger.processes[p];
      for (std::uint32_t i = process.notice_count; i-- > 0;) {
        const auto& notice = view_.ledger.notices[view_.ledger.order[process.notices + i]];
        if (kind_of(notice.tender_value) != assess::SumKind::stated) continue;
        tile("Stated beside them, not added",
             money(notice.tender_value.hundredths, view_.ledger.texts[notice.tender_value.currency]),
             process_title(view_, p) + ". " + std::string(view_.ledger.texts[notice.description]));
        break;
      }
    }
    out_ += "</div>\n";
    for (const auto* rate : view_.totals.rates)
      out_ += fmt::format("<p class=\"muted\">Rate: 1 {} = {} {}, {} ({}).</p>\n", html_text(rate->unit),
                          rate_text(*rate), html_text(rate->in), html_text(rate->what), html_text(rate->source));
  }

  void contracts() {
    out_ +=
        "<h2>Contracts</h2>\n<div "
        "class=\"panel\"><table><thead><tr><th>Process</th><th>Buyer</th><th>With</th><th>Day</th><th>Sum</th></tr></"
        "thead><tbody>\n";
    for (const auto number : around_.core) {
      const auto& p = view_.ledger.processes[number];
      for (const auto& state : view_.ledger.states_of(p)) row(number, p, state);
    }
    out_ += "</tbody></table></div>\n";
  }

  void row(std::uint32_t number, const assess::Process& p, const assess::DealState& state) {
    const auto& deal = view_.ledger.deals[state.row];
    const auto [day, kind] = assess::deciding_day(view_.ledger, p, state);
    std::string sum;
    if (kind_of(state.value) == assess::SumKind::stated)
      sum = html_text(money(state.value.hundredths, view_.ledger.texts[state.value.currency])) +
            "<br><span class=\"muted\">" + html_text(money_in_usd(view_, state.value, day)) + "</span>";
    else sum = fmt::format("<span class=\"unknown\">{}</span>", html_text(sum_kind_words(kind_of(state.value))));
    const std::string status =
        deal.status == assess::DealStatus::unstated ? "" : ", " + std::string(to_string(deal.status));
    out_ +=
        fmt::format("<tr><td data-name=\"Process\"><strong>{}</strong><br><span class=\"muted\">{}<br>{}</span></td>",
                    html_text(process_title(view_, number)), html_text(process_key(view_, number)),
                    html_text(place_text(view_, deal.notice)));
    out_ += fmt::format(
        "<td data-name=\"Buyer\">{}</td><td data-name=\"With\">{}<br><span class=\"muted\">{}{}</span></td>",
        html_text(buyers_text(view_, p)), html_text(suppliers_text(view_, state)),
        deal.kind == model::Deal::Kind::award ? "award" : "contract", html_text(status));
    out_ += fmt::format(
        "<td data-name=\"Day\">{}<br><span class=\"muted\">{}</span></td><td class=\"sum\" "
        "data-name=\"Sum\">{}</td></tr>\n",
        day.stated() ? html_text(to_string(day)) : "<span class=\"unknown\">not stated</span>",
        html_text(date_kind_words(kind)), sum);
  }

  void companies() {
    out_ += "<h2>Companies</h2>\n<div class=\"cards\">\n";
    for (const auto& c : around_.companies) {
      out_ += fmt::format("<section class=\"card\"><h3>{}</h3>\n<ul>", html_text(party_name(view_, c.party)));
      const std::string when = model::to_string(c.day) + (c.day_known ? "" : ", as nothing here has a day");
      if (c.owners.empty()) out_ += fmt::format("<li class=\"unknown\">Owners: not known ({})</li>", when);
      for (const auto& owner : c.owners)
        out_ += fmt::format("<li>Owner ({}): {}</li>", when, html_text(owner_words(view_, owner)));
      for (const auto& listing : c.listings)
        if (listing.itself) out_ += "<li>Listed. " + html_text(listing_words(listing)) + "</li>";
      std::size_t of_maker = 0;
      for (const auto& listing : c.listings) of_maker += !listing.itself;
      out_ += "</ul>\n";
      if (of_maker > 0) {
        out_ += fmt::format("<details><summary class=\"muted\">{} name its maker</summary><ul>",
                            counted(of_maker, "row of rules and lists", "rows of rules and lists"));
        for (const auto& listing : c.listings)
          if (!listing.itself) out_ += "<li>" + html_text(listing_words(listing)) + "</li>";
        out_ += "</ul></details>";
      }
      out_ += "</section>\n";
    }
    out_ += "</div>\n<p class=\"muted\">A list that controls exports or investments does not forbid buying.</p>\n";
  }

  bool near(std::uint32_t process) const { return process != assess::no_row && around_.wanted[process]; }

  void links() {
    out_ += "<h2>What ties them</h2>\n<ul>";
    for (const auto& link : view_.links)
      if (near(link.from) || near(link.to)) out_ += "<li>" + html_text(link_sentence(view_, link)) + "</li>\n";
    if (view_.within)
      for (const auto number : around_.core)
        for (const auto& link : view_.within(number))
          out_ += "<li>" + html_text(link_sentence(view_, link)) + "</li>\n";
    out_ += "</ul>\n";
  }

  void findings() {
    std::string list;
    for (const auto& f : view_.findings)
      if (near(f.process))
        list += "<li>" + html_text(finding_sentence(view_, f)) + " <span class=\"muted\">" +
                html_text(place_text(view_, f.notice)) + "</span></li>\n";
    if (!list.empty()) out_ += "<h2>Findings</h2>\n<ul>" + list + "</ul>\n";
  }

  void notes() {
    std::string list;
    for (const auto& [why, left] : view_.totals.left_out)
      list += fmt::format("<li>{}: {}</li>", html_text(left_out_words(why)), grouped(left.count));
    for (const auto& [what, n] : view_.ledger.notes)
      list += fmt::format("<li>{}: {}</li>", html_text(note_words(what)), grouped(n));
    for (const auto& input : view_.inputs)
      list += fmt::format("<li>Read: {}, {}, SHA-256 {}</li>", html_text(input.name),
                          counted(input.releases, "release", "releases"), html_text(input.sha256));
    out_ += "<h2>Left out, and read</h2>\n<ul class=\"muted\">" + list + "</ul>\n<p class=\"muted\">Knowledge of " +
            html_text(view_.k.edition) + ".</p>\n";
  }

  const ContractsView& view_;
  const assess::Around& around_;
  std::string out_;
};

}  // namespace

std::string to_contracts_html(const ContractsView& view) {
  return view.around == nullptr ? std::string() : ContractsPage(view).run();
}

}  // namespace lenscap::views
