#include "assess/screening.hpp"

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

std::vector<ScreenAnswer> Screening::ask(const ScreenAsk& ask) const {
  return Judge(parties_->all, parties_->items, ask).answers();
}

}  // namespace lenscap::assess
