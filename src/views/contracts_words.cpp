// Words for contracts: sums, places, parties, and why something is left out.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "views/contracts.hpp"
#include "views/neutral.hpp"
#include "views/sentences.hpp"
#include "views/word_table.hpp"

namespace lenscap::views {

namespace {

constexpr auto left_out_table = std::to_array<KeyWords>(
    {{"not_stated", "no sum is stated"},
     {"placeholder", "a number that means \"not stated\" (0, 0.01, 1, 999999…)"},
     {"negative", "below zero"},
     {"absurd", "beyond any contract (10^15 and more)"},
     {"cancelled", "cancelled"},
     {"unsuccessful", "not awarded"},
     {"pending", "proposed, not yet in force"},
     {"award_of_contract", "awards whose contracts are counted in their place"},
     {"contract_of_award", "contracts whose award is counted in their place"},
     {"framework_ceiling", "frameworks: what may be spent, shown as a ceiling"},
     {"earlier_state", "earlier states of an award or contract that a newer release replaced"},
     {"other_currency", "earlier sums of one contract in another currency"},
     {"nothing_left", "awards whose transactions add up to nothing"},
     {"net_negative", "awards whose transactions here take back more than they give: counted below zero"},
     {"shared_sum", "awards that share one sum, as the publisher's own total shows: counted once"},
     {"same_sum_repeated", "processes that state one sum for several awards: counted each, may be one ceiling"}});

constexpr auto note_table = std::to_array<KeyWords>(
    {{"amount_negative", "amounts below zero"},
     {"amount_absurd", "amounts beyond any contract"},
     {"amount_unreadable", "amounts that cannot be read"},
     {"amount_without_currency", "amounts without a currency"},
     {"two_currencies", "contracts in two currencies"},
     {"date_missing", "releases without a date"},
     {"date_unreadable", "dates that are no day: a year or month is taken as all of it, anything else as none"},
     {"date_ambiguous", "dates that can be read in two ways"},
     {"ocid_missing", "releases without an ocid"},
     {"identifier_form", "identifiers in no form of their register"},
     {"field_type", "fields of another type than the format has"},
     {"text_cut", "texts that were cut"},
     {"too_many", "lists that were cut"},
     {"encoding", "texts in another encoding than UTF-8"},
     {"json_broken", "pieces of broken JSON"},
     {"json_cut", "files that end in the middle"},
     {"release_too_long", "releases that are too long"},
     {"linked_release", "releases that are only linked to, not there"},
     {"not_a_notice", "documents that are no notice"},
     {"xml_broken", "pieces of broken XML"},
     {"row_broken", "broken rows"},
     {"row_empty", "empty rows"},
     {"member_skipped", "members of archives that were skipped"},
     {"ocid_of_several_buyers", "ocids that several unrelated buyers share: kept apart"},
     {"too_many_hits", "texts that name a party, beyond 200,000: counted only"}});

constexpr auto date_table =
    std::to_array<KeyWords>({{"award_date", "the award date"},
                             {"date_signed", "the day it was signed"},
                             {"period_start", "the start of its period, for no award or signing day is stated"},
                             {"release_date", "the day of publication, for no other is stated"},
                             {"amendment_date", "the day of the change"},
                             {"asked", "the day that was asked for"}});

constexpr auto innocent_table = std::to_array<KeyWords>(
    {{"just_under_threshold",
      "budgets are often set at the limit, prices end somewhere, and small needs are bought one by one"},
     {"same_day_awards", "boards sit on one day, and one competition can end in several processes"},
     {"growth", "options were exercised as planned, prices were indexed, or more sites joined"},
     {"single_bid", "the thing is special, the market small, the time short, or the price not worth a bid"}});

constexpr auto not_computable_table = std::to_array<KeyWords>(
    {{"just_under_threshold", "no threshold is known here for the buyer, the currency and the day"},
     {"growth", "only one state of the sum is published"},
     {"single_bid", "the number of tenderers is not published"}});

}  // namespace

std::string_view left_out_words(std::string_view why) { return words_for(left_out_table, why, why); }
std::string_view note_words(std::string_view what) { return words_for(note_table, what, what); }
std::string_view date_kind_words(std::string_view kind) { return words_for(date_table, kind, kind); }
std::string_view pattern_innocent(std::string_view key) { return words_for(innocent_table, key, key); }
std::string_view not_computable_words(std::string_view key) { return words_for(not_computable_table, key, key); }

std::string_view sum_kind_words(assess::SumKind kind) {
  switch (kind) {
    case assess::SumKind::unstated:
      return "sum not stated";
    case assess::SumKind::placeholder:
      return "a number that means \"not stated\"";
    case assess::SumKind::negative:
      return "below zero";
    case assess::SumKind::absurd:
      return "beyond any contract";
    case assess::SumKind::stated:
      return "stated";
  }
  return "";
}

std::string money(assess::Hundredths hundredths, std::string_view currency) {
  std::string text = assess::to_decimal(hundredths);
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  for (std::size_t at = text.find('.'); at > first + 3; at -= 3) text.insert(at - 3, ",");
  return text + (currency.empty() ? " (no currency stated)" : " " + neutral(currency));
}

std::string rate_text(const knowledge::Rate& rate) {
  std::string text = fmt::format("{}.{:06}", rate.millionths / 1'000'000, rate.millionths % 1'000'000);
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text;
}

std::string money_in_usd(const ContractsView& view, const assess::Sum& sum, const assess::Days& day) {
  const auto usd = assess::convert(sum.hundredths, view.ledger.texts[sum.currency], "USD", day, view.k);
  if (!usd) return {};
  return fmt::format("= {} at {} {} for 1 {}, {} ({})", money(usd->hundredths, "USD"), rate_text(*usd->rate),
                     usd->rate->in, usd->rate->unit, usd->rate->what, usd->rate->source);
}

std::string party_name(const ContractsView& view, std::uint32_t party) {
  if (party >= view.ledger.parties.size()) return "unknown";
  const std::string name = neutral(view.ledger.texts[view.ledger.parties[party].name]);
  return name.empty() ? "unnamed" : name;
}

std::string buyers_text(const ContractsView& view, const assess::Process& process) {
  std::string text;
  for (const auto buyer : view.ledger.buyers_of(process)) text += (text.empty() ? "" : ", ") + party_name(view, buyer);
  return text.empty() ? "buyer not stated" : text;
}

std::string suppliers_text(const ContractsView& view, const assess::DealState& state) {
  constexpr std::size_t most = 4;
  const auto suppliers = view.ledger.suppliers_of(state);
  std::string text;
  for (std::size_t i = 0; i < suppliers.size() && i < most; ++i)
    text += (i ? ", " : "") + party_name(view, suppliers[i]);
  if (suppliers.size() > most) text += fmt::format(" and {} more", suppliers.size() - most);
  return text.empty() ? "supplier not stated" : text;
}

std::string process_key(const ContractsView& view, std::uint32_t process) {
  const auto& p = view.ledger.processes[process];
  std::string key = neutral(view.ledger.texts[p.ocid]);
  return p.parts > 1 ? fmt::format("{} ({} of {})", key, p.part + 1, p.parts) : key;
}

std::string process_title(const ContractsView& view, std::uint32_t process) {
  const auto& p = view.ledger.processes[process];
  auto title = view.ledger.text_of(p, &assess::NoticeRow::title);
  if (title == 0)
    for (const auto& state : view.ledger.states_of(p))
      if (title == 0) title = view.ledger.deals[state.row].title;
  return title == 0 ? "untitled" : neutral(view.ledger.texts[title]);
}

std::string place_text(const ContractsView& view, std::uint32_t notice) {
  const auto& n = view.ledger.notices[notice];
  std::string text = neutral(view.ledger.texts[n.file]);
  if (n.row > 0) text += fmt::format(", row {}", n.row);
  if (n.pointer != 0) text += ", " + neutral(view.ledger.texts[n.pointer]);
  return text + fmt::format(", byte {}", n.offset);
}

std::vector<std::uint32_t> shown_processes(const ContractsView& view) {
  if (view.around != nullptr) {
    std::vector<std::uint32_t> shown = view.around->core;
    shown.insert(shown.end(), view.around->beside.begin(), view.around->beside.end());
    std::sort(shown.begin(), shown.end());
    return shown;
  }
  std::vector<std::uint32_t> all(view.ledger.processes.size());
  for (std::uint32_t p = 0; p < all.size(); ++p) all[p] = p;
  return all;
}

std::string organisation_name(const ContractsView& view, std::string_view id) {
  const auto* organisation = view.k.organisation(id);
  return organisation != nullptr ? neutral(organisation->name) : maker_name(id, view.k);
}

std::string owner_words(const ContractsView& view, const assess::Owner& owner) {
  std::string text = organisation_name(view, owner.id);
  if (owner.least == owner.most) text += fmt::format(", {:g} %", owner.least);
  else if (owner.least > 0 || owner.most < 100) text += fmt::format(", {:g} to {:g} %", owner.least, owner.most);
  else text += owner.majority ? ", more than half, share not known" : ", share not known";
  if (!owner.direct) text += ", through others";
  if (owner.certainty == "reported") text += " (reported)";
  return neutral(text);
}

std::string listing_words(const assess::Listing& listing) {
  std::string text = fmt::format("{}: {}", listing.rule->title, listing.row->as_written);
  if (!listing.itself) text += " (its maker)";
  if (listing.from) text += ", from " + model::to_string(*listing.from);
  if (listing.until) text += ", until " + model::to_string(*listing.until);
  const std::string& citation = listing.row->citation.empty() ? listing.rule->citation : listing.row->citation;
  if (!citation.empty()) text += " (" + citation + ")";
  return neutral(text);
}

std::string join_sentence(const ContractsView& view, const assess::DeviceJoin& join) {
  const auto& hit = view.ledger.hits[join.hit];
  std::string device;
  for (const auto& d : view.devices)
    if (d.subject == join.subject) device = d.key;
  std::string text = fmt::format("Device {} ({}) and {}: its {} stands in {}", join.subject, neutral(device),
                                 process_key(view, join.process), neutral(hit.device), neutral(hit.where));
  for (const auto& reason : join.reasons) {
    if (reason == "buyer") text += "; the evidence bears the buyer's name";
    if (reason == "date") text += "; it was first seen after the contract";
    if (reason == "seen_before") text += "; against it: it was seen before the contract";
  }
  if (join.confidence == model::Confidence::possible) text += "; a model is sold many times";
  return text + ".";
}

}  // namespace lenscap::views
