// Item forms: of somebody known, true to their examples, and no text is claimed for two.
#include <memory>

#include "knowledge/check.hpp"
#include "knowledge/pattern.hpp"

namespace lenscap::knowledge {
namespace {

bool meets(const RE2& pattern, const std::string& text) { return RE2::PartialMatch(text, pattern); }

void check_form(const Knowledge& k, const ItemForm& form, const RE2& pattern, Problems& problems) {
  if (!form.maker.empty() && !k.maker(form.maker))
    complain(problems, form, fmt::format("maker '{}' is not known", form.maker), "add it to data/makers/");
  bool house = false;
  if (!form.brand.empty() && !k.brand(form.brand) && !k.maker_of_label(form.brand, house))
    complain(problems, form, fmt::format("brand '{}' is not known", form.brand), "add it to data/makers/");
  for (const std::string& text : form.examples)
    if (!meets(pattern, text))
      complain(problems, form, fmt::format("example '{}' does not meet 'match'", text), "write examples in capitals");
  for (const std::string& text : form.not_examples)
    if (meets(pattern, text))
      complain(problems, form, fmt::format("'{}' stands in 'not', but meets 'match'", text),
               "make the pattern narrower");
}

}  // namespace

void check_items(const Knowledge& k, Problems& problems) {
  std::vector<std::unique_ptr<RE2>> patterns;
  for (const ItemForm& form : k.item_forms) patterns.push_back(std::make_unique<RE2>(form.match, pattern_options()));
  for (std::size_t i = 0; i < k.item_forms.size(); ++i) {
    const ItemForm& form = k.item_forms[i];
    check_form(k, form, *patterns[i], problems);
    for (std::size_t j = 0; j < k.item_forms.size(); ++j)
      for (const std::string& text : form.examples)
        if ((form.maker != k.item_forms[j].maker || form.brand != k.item_forms[j].brand) && meets(*patterns[j], text))
          complain(problems, form, fmt::format("example '{}' is also claimed by {}", text, k.item_forms[j].id),
                   "make one of the two narrower");
  }
}

}  // namespace lenscap::knowledge
