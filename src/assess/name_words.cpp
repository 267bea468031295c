#include "assess/name_words.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "assess/name_fold.hpp"
#include "assess/name_split.hpp"
#include "model/ascii.hpp"

namespace lenscap::assess {
namespace {

/// Different names of which the common words were counted: data/names/common_words.toml.
constexpr double counted_names = 45018;
/// A word in so many names is one of the language or of the trade, and no misprint of another.
constexpr std::uint32_t common_count = 20;

/// Longer legal forms and places stand in no name that is read (most_tokens).
constexpr std::size_t longest_phrase = 32;

struct Line {
  std::string key;
  std::vector<std::string> forms;
};

/// "key: form; form".
Line parts_of(std::string_view line) {
  const auto colon = line.find(": ");
  Line out{std::string(model::trimmed(line.substr(0, colon))), {}};
  if (colon == line.npos) return out;
  for (std::string_view rest = line.substr(colon + 2); !rest.empty();) {
    const auto end = std::min(rest.find(';'), rest.size());
    if (const auto form = model::trimmed(rest.substr(0, end)); !form.empty()) out.forms.emplace_back(form);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return out;
}

std::string folded(std::string_view text) {
  FoldedName name;
  fold_name(text, name);
  return name.text;
}

/// "joint stock company" of "Joint-Stock Company", and how many words.
std::string phrase_of(std::string_view text, std::size_t& words) {
  const std::string plain = folded(text);
  std::string out;
  words = 0;
  for_each_word(plain, [&](const RawWord& word) {
    if (words++) out += ' ';
    out += word.text;
  });
  return out;
}

/// "unitedkingdom" of "United Kingdom".
std::string joined_words(std::string_view text) {
  std::size_t words = 0;
  std::string out = phrase_of(text, words);
  std::erase(out, ' ');
  return out;
}

bool has_han(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

}  // namespace

bool is_roman(std::string_view text) {
  if (text.size() < 2 || text.size() > 6) return false;
  for (const std::string_view tens : {"xxx", "xx", "x", ""}) {
    if (!text.starts_with(tens)) continue;
    for (const std::string_view ones : {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"})
      if (text.substr(tens.size()) == ones) return true;
  }
  return false;
}

float weight_of(std::uint32_t names) {
  return static_cast<float>(std::log(counted_names / std::max(names, 1u)) / std::log(counted_names));
}

void NameVocabulary::add_legal(const std::string& form, bool plain) {
  std::size_t words = 0;
  const std::string phrase = phrase_of(form, words);
  if (has_han(phrase)) {
    han_.insert_or_assign(phrase, std::string{});
    longest_han_ = std::max(longest_han_, phrase.size());
    return;
  }
  if (phrase.size() < 2 || words > longest_phrase || is_roman(phrase)) return;
  legal_.insert(phrase);
  Word& last = words_[phrase.substr(phrase.rfind(' ') + 1)];
  last.legal_words = std::max(last.legal_words, static_cast<std::uint8_t>(words));
  if (plain && words == 1) last.legal_plain = true;
}

void NameVocabulary::add_place(const std::string& text, knowledge::WordKind kind) {
  Line line = parts_of(text);
  // A country is known by its first form, the English one, so that a misprint of it can be seen.
  if (kind == knowledge::WordKind::country && !line.forms.empty()) countries_.emplace(line.key, line.forms.front());
  else line.forms.push_back(line.key);
  if (const auto country = countries_.find(line.key); country != countries_.end())
    line.key = joined_words(country->second);
  for (const std::string& form : line.forms) {
    std::size_t words = 0;
    const std::string phrase = phrase_of(form, words);
    if (has_han(phrase)) {
      han_places_.emplace(phrase, line.key);
      longest_han_ = std::max(longest_han_, phrase.size());
      continue;
    }
    if (words > longest_phrase) continue;
    places_.emplace(phrase, Place{line.key, kind});
    Word& first = words_[phrase.substr(0, phrase.find(' '))];
    first.place_words = std::max(first.place_words, static_cast<std::uint8_t>(words));
  }
}

NameVocabulary::NameVocabulary(const std::vector<knowledge::NameWords>& entries) {
  using knowledge::WordKind;
  for (const auto& entry : entries)
    for (const std::string& text : entry.words) {
      if (entry.kind == WordKind::legal) {
        add_legal(text, entry.id == "legal-plain");
      } else if (entry.kind == WordKind::stop) {
        std::size_t words = 0;
        words_[phrase_of(text, words)].stop = true;
      } else if (entry.kind == WordKind::place || entry.kind == WordKind::region || entry.kind == WordKind::country) {
        add_place(text, entry.kind);
      } else {
        const Line line = parts_of(text);
        for (const std::string& form : line.forms) {
          if (entry.kind == WordKind::han) {
            han_.emplace(folded(form), line.key);
            longest_han_ = std::max(longest_han_, form.size());
          } else if (entry.kind == WordKind::common) {
            std::uint32_t count = 0;
            std::from_chars(form.data(), form.data() + form.size(), count);
            Word& word = words_[line.key];
            word.weight = weight_of(count);
            word.common = count >= common_count;
          } else {
            Word& word = words_[form];
            word.same_as = line.key;
            word.number = entry.kind == WordKind::number;
          }
        }
      }
    }
  for (auto& [text, word] : words_)  // one spelling weighs what the other does
    if (const auto other = words_.find(word.same_as); !word.same_as.empty() && other != words_.end()) {
      word.weight = std::min(word.weight, other->second.weight);
      word.common = true;
    }
}

std::string NameVocabulary::country(std::string_view text) const {
  std::size_t words = 0;
  const std::string phrase = phrase_of(text, words);
  if (const auto code = countries_.find(phrase); code != countries_.end()) return joined_words(code->second);
  if (const Place* found = place(phrase); found && found->kind == knowledge::WordKind::country) return found->key;
  if (const auto found = han_places_.find(phrase); found != han_places_.end()) return found->second;
  return {};
}

const std::string* NameVocabulary::han_word(std::string_view han, bool place, std::size_t& bytes) const {
  for (bytes = std::min(longest_han_, han.size()); bytes >= 3; --bytes) {
    if (bytes < han.size() && (static_cast<unsigned char>(han[bytes]) & 0xc0) == 0x80) continue;
    const std::string_view text = han.substr(0, bytes);
    if (const auto found = han_.find(text); found != han_.end()) return &found->second;
    if (!place) continue;
    if (const auto found = han_places_.find(text); found != han_places_.end()) return &found->second;
  }
  bytes = 0;
  return nullptr;
}

}  // namespace lenscap::assess
