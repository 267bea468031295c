// Links, findings and patterns of contracts as sentences. They say what is published, never why.
#include <fmt/format.h>

#include <array>

#include "views/contracts.hpp"
#include "views/neutral.hpp"
#include "views/sentences.hpp"

namespace lenscap::views {

namespace {

using assess::LinkKind;

std::string_view kind_words(LinkKind kind) {
  switch (kind) {
    case LinkKind::framework:
      return "call-off of the framework";
    case LinkKind::planning:
      return "announced before by";
    case LinkKind::prior:
      return "follows";
    case LinkKind::renewal:
      return "renews";
    case LinkKind::replacement:
      return "replaces";
    case LinkKind::unsuccessful:
      return "tried again after";
    case LinkKind::parent:
      return "part of";
    case LinkKind::subcontract:
      return "contract under";
    case LinkKind::same_group:
      return "suppliers of one maker with";
    case LinkKind::project_vehicle:
      return "project vehicle";
    case LinkKind::same_process:
      return "one process";
    case LinkKind::amendment:
      return "amended";
    case LinkKind::lots:
      return "lots of one tender";
    case LinkKind::joint_supply:
      return "joint supply";
    case LinkKind::related:
      return "related to";
  }
  return "";
}

std::string party_words(const ContractsView& view, const assess::ContractFinding& f) {
  const std::string party = neutral(f.party.party_name.empty() ? f.party.party : f.party.party_name);
  if (f.supplier != assess::no_row) {
    const std::string name = party_name(view, f.supplier);
    if (f.party.verdict == assess::ScreenVerdict::owned_by)
      return fmt::format("supplier {}, a company of {}", name, party);
    if (f.party.verdict == assess::ScreenVerdict::sells)
      return fmt::format("supplier {}, which sells what {} makes", name, party);
    if (f.party.verdict == assess::ScreenVerdict::may_be)
      return fmt::format("supplier {}, which may be {}", name, party);
    if (name == party) return fmt::format("supplier {}, a party of rules", name);
    return fmt::format("supplier {} is {}", name, party);
  }
  const auto& hit = view.ledger.hits[f.hit];
  return fmt::format("\"{}\" ({}) names what {} makes", neutral(hit.text), neutral(hit.where), party);
}

std::string why_not_words(std::string_view why) {
  if (why == "who_unknown")
    return "What kind of body the buyer is, its name does not say: which rules bind it is not known. Say --for WHO.";
  if (why == "before_rule") return "No rule that binds the buyer had begun on that day.";
  if (why == "listed_only") return "It is on a list that does not forbid buying.";
  if (why == "may_be") return "Whether it is that party, the notice does not settle.";
  if (why == "no_date") return "The notice states no day to judge by.";
  return "No rule known here forbids the buyer this purchase on that day.";
}

std::string who_words(const ContractsView& view, const assess::ContractFinding& f) {
  std::string text = who_title(f.who, view.k);
  return f.who_guessed ? text + " (a guess from the buyer's name)" : text;
}

std::string rule_words(const assess::ContractFinding& f) {
  std::string text = fmt::format("{} ({})", neutral(f.rule.title), neutral(f.rule.citation));
  if (!f.rule.date.empty()) text += ", in force from " + f.rule.date;
  if (!f.rule.condition.empty()) text += "; only if " + neutral(f.rule.condition);
  if (f.rule.certainty == "reported") text += "; read in reports only";
  return text;
}

}  // namespace

std::string reason_words(const ContractsView& view, const assess::LinkReason& reason) {
  const std::string detail = neutral(view.ledger.texts[reason.detail]);
  const std::string_view key = reason.key;
  if (key == "relationship") return fmt::format("the publisher says \"{}\"", detail);
  if (key == "scheme") return detail.empty() ? "" : "by " + detail;
  if (key == "both_name") return fmt::format("both name {}", detail);
  if (key == "same_reference") return fmt::format("both name the reference {}", detail);
  if (key == "same_buyer_and_supplier") return fmt::format("same buyer and same supplier, {}", detail);
  if (key == "same_class") return fmt::format("same class of goods, {}", detail);
  if (key == "adjacent") return fmt::format("begins {} days after the other ends", detail);
  if (key == "one_party") return fmt::format("one company, of {}", maker_name(detail, view.k));
  if (key == "one_maker") return fmt::format("{} stands behind both companies", maker_name(detail, view.k));
  if (key == "shared_element") return fmt::format("their names share \"{}\"", detail);
  if (key == "contract_party_is_not_winner") return fmt::format("the contract is with {}, the award is not", detail);
  if (key == "same_ocid") return "same ocid";
  if (key == "same_buyer") return fmt::format("same buyer, {}", detail);
  if (key == "releases") return fmt::format("{} releases", detail);
  if (key == "awards") return fmt::format("{} awards", detail);
  if (key == "suppliers") return fmt::format("{} suppliers", detail);
  if (key == "award") return fmt::format("award {}", detail);
  if (key == "deals_changed") return fmt::format("{} changed since they were first published", detail);
  return std::string(key);
}

std::string link_sentence(const ContractsView& view, const assess::ContractLink& link) {
  std::string text;
  if (link.from == link.to) {
    text = fmt::format("{}: {}", process_key(view, link.from), kind_words(link.kind));
  } else {
    text = fmt::format("{} {} {}", process_key(view, link.from), kind_words(link.kind),
                       link.to == assess::no_row
                           ? neutral(view.ledger.texts[link.outside]) + ", which is not in these files"
                           : process_key(view, link.to));
  }
  std::string why;
  for (std::size_t i = 0; i < link.reason_count; ++i)
    if (const auto words = reason_words(view, link.reasons[i]); !words.empty())
      why += (why.empty() ? "" : ", ") + words;
  return fmt::format("{} ({}: {})", text, link.strong ? "strong" : "possible", why);
}

std::string finding_sentence(const ContractsView& view, const assess::ContractFinding& f) {
  const auto& process = view.ledger.processes[f.process];
  std::string head;
  if (f.key == "bought_after_rule") head = "Bought after a rule began that binds the buyer";
  else if (f.key == "restricted_item_other_supplier") head = "The item is restricted, the supplier's name is not";
  else if (f.key == "extended_after_rule") head = "Of before the rule, changed after it began";
  else if (f.key == "date_undecided") head = "Whether before or after a rule began is not decided";
  else if (f.key == "use_restricted") head = "Bought; a rule that binds the buyer restricts installing or using it";
  else head = "Names a party";
  std::string text = fmt::format("{}: {}; buyer {}", head, party_words(view, f), buyers_text(view, process));
  if (f.state != assess::no_row) {
    const auto& deal = view.ledger.deals[view.ledger.states[f.state].row];
    const auto id = view.ledger.texts[deal.id];
    if (!id.empty())
      text += fmt::format("; {} {}", deal.kind == model::Deal::Kind::award ? "award" : "contract", neutral(id));
  }
  text += f.date.stated() ? fmt::format("; {} by {}", to_string(f.date), date_kind_words(f.date_kind))
                          : "; no day is stated";
  if (f.key == "extended_after_rule" && f.state != assess::no_row) {
    const auto [day, kind] = assess::deciding_day(view.ledger, process, view.ledger.states[f.state]);
    if (day.stated()) text += fmt::format(", first {} by {}", to_string(day), date_kind_words(kind));
  }
  text += ". ";
  if (f.key == "names_party") text += why_not_words(f.why_not);
  else text += fmt::format("Rule for {}: {}.", who_words(view, f), rule_words(f));
  if (!f.rule.says_not.empty()) text += " " + neutral(f.rule.says_not);
  return text;
}

std::string pattern_sentence(const ContractsView& view, const assess::ContractPattern& p) {
  const std::string buyer = p.buyer == assess::no_row ? "a buyer that is not stated" : party_name(view, p.buyer);
  const std::string sum = money(p.sum, view.ledger.texts[p.currency]);
  if (p.key == "just_under_threshold")
    return fmt::format("{} awards of {} lie up to 5 % below a threshold ({}), {} in all", p.states.size(), buyer,
                       neutral(p.threshold->title), sum);
  if (p.key == "same_day_awards")
    return fmt::format("{} awards of {} to {} on {}, {} in all", p.states.size(), buyer, party_name(view, p.supplier),
                       p.day, sum);
  if (p.key == "growth")
    return fmt::format("{} of {} now states {} % of its first sum, {}", process_key(view, p.processes.front()), buyer,
                       p.per_cent, sum);
  return fmt::format("{} of {} had one tenderer", process_key(view, p.processes.front()), buyer);
}

}  // namespace lenscap::views
