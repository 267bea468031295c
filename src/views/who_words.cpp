#include "views/who_words.hpp"

#include <fmt/format.h>

#include "views/neutral.hpp"

namespace lenscap::views {
namespace {

using assess::Half;
using assess::PartyKind;

/// Two decimals at most, none where they are naught.
std::string share_number(double per_cent) {
  std::string text = fmt::format("{:.2f}", per_cent);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

std::string_view kind_word(std::string_view kind) {
  if (kind == "sales") return "sales company";
  if (kind == "vehicle") return "company for one project";
  if (kind == "fund") return "fund or investment vehicle";
  if (kind == "state") return "body or company of a state";
  if (kind == "institute") return "institute";
  return "company";
}

}  // namespace

std::string share_text(double least, double most) {
  if (most - least < 0.005) return share_number(most) + " %";
  if (least < 0.005 && most > 99.995) return "share not known";
  return share_number(least) + " to " + share_number(most) + " %";
}

std::string stake_text(const assess::Stake& stake) {
  if (stake.share) return share_number(*stake.share) + " %";
  return stake.majority ? "said to be its subsidiary, share not known" : "share not known";
}

std::string period_text(const std::optional<model::Date>& from, const std::optional<model::Date>& until) {
  if (from && until) return model::to_string(*from) + " to " + model::to_string(*until);
  if (from) return "from " + model::to_string(*from);
  return until ? "until " + model::to_string(*until) : "";
}

std::string half_text(const assess::Owner& owner) {
  switch (owner.half) {
    case Half::yes:
      return owner.direct ? "half or more" : "half or more at every step";
    case Half::said:
      return owner.direct ? "said to be a subsidiary" : "a step is said to be a subsidiary, without a share";
    case Half::not_known:
      return "whether half or more cannot be told";
    case Half::no:
      break;
  }
  return owner.direct ? "less than half" : "less than half at some step";
}

std::string kind_text(const assess::KnownParty& party) {
  switch (party.kind) {
    case PartyKind::organisation: {
      std::string text(kind_word(party.organisation->kind));
      if (!party.organisation->country.empty()) text += ", " + neutral(party.organisation->country);
      if (party.maker != nullptr) text += party.maker->builds ? "; builds devices" : "; sells what others build";
      return text;
    }
    case PartyKind::maker:
      return (party.maker->builds ? "builds devices" : "sells what others build") +
             (party.maker->country.empty() ? std::string() : ", " + neutral(party.maker->country));
    case PartyKind::brand:
      return "a label under which devices are sold";
    case PartyKind::listed:
      return "named by a rule; nothing else is known of it here";
    case PartyKind::lookalike:
      break;
  }
  return "somebody else: its name is taken for another's";
}

std::string entry_of(const assess::KnownParty& party) {
  if (party.organisation != nullptr) return "organisation:" + party.organisation->id;
  if (party.maker != nullptr) return "maker:" + party.maker->id;
  if (party.brand != nullptr) return "brand:" + party.brand->id;
  if (party.lookalike != nullptr) return "lookalike:" + party.lookalike->id;
  return {};
}

}  // namespace lenscap::views
