#include "assess/screening.hpp"

#include <algorithm>

#include "assess/screening_judge.hpp"
#include "knowledge/pattern.hpp"

namespace lenscap::assess {

struct Screening::Parties {
  explicit Parties(const knowledge::Knowledge& knowledge) : all(knowledge) {
    for (const auto& form : knowledge.item_forms) {
      bool house = false;
      const knowledge::Maker* maker =
          form.maker.empty() ? knowledge.maker_of_label(form.brand, house) : knowledge.maker(form.maker);
      const knowledge::Brand* brand = maker ? nullptr : knowledge.brand(form.brand);
      const auto party = all.by_id.find(maker ? maker->id : brand ? brand->id : std::string{});
      if (party == all.by_id.end()) continue;  // check() says so
      items.push_back({&form, std::make_unique<RE2>(form.match, knowledge::pattern_options()), party->second});
    }
  }
  ScreenParties all;
  std::vector<ItemPattern> items;
};

Screening::Screening(const knowledge::Knowledge& knowledge) : parties_(std::make_unique<Parties>(knowledge)) {}
Screening::~Screening() = default;
Screening::Screening(Screening&&) noexcept = default;
Screening& Screening::operator=(Screening&&) noexcept = default;

std::vector<ScreenAnswer> Screening::ask(const ScreenAsk& ask, NameIndex::Scratch& memory) const {
  return Judge(parties_->all, parties_->items, ask, memory).answers();
}

ScreenAnswer Screening::compare(std::string_view name, std::string_view other) const {
  NameReader reader(parties_->all.vocabulary);
  NameForm left, right;
  reader.read(name, left);
  reader.read(other, right);
  ScreenAnswer answer;
  const auto because = [&](const char* key, std::string_view detail) {
    answer.reasons.push_back({key, std::string(detail.substr(0, 256)), ""});
  };
  if (left.empty() || right.empty()) {
    because("no_name", "");
    return answer;
  }
  const NameMatch match = compare_names(left, right);
  if (match.bond == NameBond::same || match.acronym) {
    answer.verdict = ScreenVerdict::is;
    because(match.acronym     ? "acronym"
            : match.edits > 0 ? "misprint"
            : match.joined    ? "joined_words"
                              : "same_name",
            other);
    return answer;
  }
  // One name inside the other, or nearly the same words: a number or an address of both would tell.
  const bool near = std::max(match.left, match.right) >= part_share && !(match.other_word && !match.other_place);
  answer.verdict = near ? ScreenVerdict::may_be : ScreenVerdict::not_them;
  if (near) answer.decide = "other_name";
  if (match.other_place) because("other_place_or_number", "");
  else if (match.other_word) because("other_words", "");
  else because(near ? "distinctive_token" : "less_shared", near ? other : std::string_view{});
  return answer;
}

}  // namespace lenscap::assess
