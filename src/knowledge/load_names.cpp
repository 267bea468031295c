// [[name_words]] and [[item_form]]: words of names, and how articles are called.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "knowledge/fields.hpp"
#include "knowledge/pattern.hpp"

namespace lenscap::knowledge {
namespace {

/// In the order of WordKind.
constexpr std::array<std::string_view, 9> word_kinds = {"legal",  "stop", "place", "region", "country",
                                                        "number", "same", "han",   "common"};

}  // namespace

NameWords read_name_words(Fields& fields, const Value& table) {
  NameWords words;
  read_entry(words, fields, table, "name_words");
  const std::string kind = fields.word("kind", word_kinds, "");
  if (kind.empty())
    fields.complain(fields.any("kind"), "says no 'kind'", fmt::format("write one of {}", fmt::join(word_kinds, ", ")));
  else words.kind = static_cast<WordKind>(std::find(word_kinds.begin(), word_kinds.end(), kind) - word_kinds.begin());
  words.words = fields.texts("words", Need::required);
  fields.finish();
  return words;
}

ItemForm read_item_form(Fields& fields, const Value& table) {
  ItemForm form;
  read_entry(form, fields, table, "item_form");
  form.match = fields.text("match", Need::required);
  if (const RE2 pattern(form.match, pattern_options()); !form.match.empty() && !pattern.ok())
    fields.complain(fields.any("match"), fmt::format("'match' is no RE2 pattern: {}", pattern.error()),
                    "see https://github.com/google/re2/wiki/Syntax (no look-around, no back-references)");
  form.maker = fields.text("maker");
  form.brand = fields.text("brand");
  if (form.maker.empty() == form.brand.empty())
    fields.complain(nullptr, "names both a maker and a brand, or neither", "write maker = \"…\" or brand = \"…\"");
  form.limit = lenscap::model::parse_confidence(fields.word("limit", limit_words, "confirmed"))
                   .value_or(lenscap::model::Confidence::possible);
  form.examples = fields.texts("examples", Need::required);
  form.not_examples = fields.texts("not", Need::required);
  fields.finish();
  return form;
}

}  // namespace lenscap::knowledge
