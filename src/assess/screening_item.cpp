// Item texts: how makers write their articles, and the labels that stand in a title.
#include <algorithm>

#include "assess/screening_judge.hpp"

namespace lenscap::assess {
namespace {

/// Labels are looked for in so many words at a time, each time some further on, so that none is cut in two.
constexpr std::size_t words_a_look = 12, words_further = 8;

std::string capitals(std::string_view text) {
  std::string out(text.substr(0, 64 * 1024));  // the longest item text that is searched
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

std::vector<std::string_view> item_words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n,;:/|", i);
    if (begin == text.npos) break;
    i = std::min(text.find_first_of(" \t\r\n,;:/|", begin), text.size());
    words.push_back(text.substr(begin, i - begin));
  }
  return words;
}

/// Folded, with one blank for every run of signs, and one at either end. "+" stays: Face++ is no face.
std::string spaced(std::string_view text) {
  std::string out = " ";
  for (const char c : folded_text(text)) {
    const bool kept =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || static_cast<unsigned char>(c) >= 0x80;
    if (kept) out += c;
    else if (out.back() != ' ') out += ' ';
  }
  if (out.back() != ' ') out += ' ';
  return out;
}

/// Whether the label stands in the text as data writes it: "a bus" holds no ABUS. Chinese stands without gaps.
bool stands_in(const std::string& text, std::string_view label) {
  const std::string words = spaced(label);
  const bool ascii =
      std::all_of(words.begin(), words.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return text.find(ascii ? words : words.substr(1, words.size() - 2)) != text.npos;
}

}  // namespace

void Judge::judge_item(std::string_view text) {
  const std::string upper = capitals(text);
  for (const ItemPattern& item : items_) {
    re2::StringPiece found;
    if (!item.pattern->Match(upper, 0, upper.size(), RE2::UNANCHORED, &found, 1)) continue;
    const std::string entry = "item_form:" + item.form->id;
    ScreenAnswer answer;
    std::size_t end = static_cast<std::size_t>(found.data() - upper.data()) + found.size();
    while (end < upper.size() && (std::isalnum(static_cast<unsigned char>(upper[end])) || upper[end] == '-')) ++end;
    const auto begin = static_cast<std::size_t>(found.data() - upper.data());
    answer.reasons.push_back({"item_model", upper.substr(begin, std::min<std::size_t>(end - begin, 64)), entry});
    const bool sure = item.form->limit != model::Confidence::possible;
    if (!sure) answer.decide = "builder";
    put(item.party, sure ? ScreenVerdict::sells : ScreenVerdict::may_be, std::move(answer));
  }
}

void Judge::judge_labels(std::string_view text) {
  const auto words = item_words_of(text.substr(0, 64 * 1024));
  NameReader reader(all_.vocabulary);
  std::vector<NameHit> hits;
  NameForm form;
  for (std::size_t from = 0; from < words.size(); from += words_further) {
    const std::size_t last = std::min(from + words_a_look, words.size()) - 1;
    const auto begin = static_cast<std::size_t>(words[from].data() - text.data());
    const auto end = static_cast<std::size_t>(words[last].data() - text.data()) + words[last].size();
    const std::string_view window = text.substr(begin, end - begin);
    const std::string letters = spaced(window);
    reader.read(window, form);
    all_.index.find(form, memory_, hits);
    for (const NameHit& hit : hits) {
      const ScreenName& name = all_.names[hit.name];
      const ScreenParty& party = all_.parties[name.party];
      if (party.lookalike || hit.match.edits > 0 || hit.match.right < 1 || !stands_in(letters, name.text)) continue;
      ScreenAnswer answer;
      answer.reasons.push_back({"item_label", name.text, party.entry});
      const bool sure = !name.weak;
      if (!sure && !second_clue(party, answer)) continue;
      if (!sure) answer.decide = "builder";
      put(name.party, sure ? ScreenVerdict::sells : ScreenVerdict::may_be, std::move(answer));
    }
    if (last + 1 == words.size()) break;
  }
}

}  // namespace lenscap::assess
