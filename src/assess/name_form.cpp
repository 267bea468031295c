#include "assess/name_form.hpp"

#include <algorithm>

#include "assess/name_split.hpp"

namespace lenscap::assess {
namespace {

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// A number tells two funds of one house apart, so it weighs; a single letter hardly does.
constexpr float number_weight = 0.6F, letter_weight = 0.4F, country_weight = 0.7F, place_weight = 0.5F;

}  // namespace

void NameReader::add(std::string_view text, bool bracketed) {
  if (count_ == most_tokens) {
    cut_ = true;
    return;
  }
  pieces_[count_++] = {static_cast<std::uint16_t>(letters_.size()), static_cast<std::uint16_t>(text.size()), bracketed,
                       false, vocabulary_.word(text)};
  letters_ += text;
}

/// Chinese has no gaps: known words are cut out, what is left between them is the name, in pinyin.
void NameReader::take_han(std::string_view han, bool bracketed) {
  std::size_t rest = 0;  // where the letters that are no known word begin
  const auto flush = [&](std::size_t end) {
    if (end <= rest) return;
    add(han_to_latin(han.substr(rest, end - rest)), bracketed);
    han_ += han.substr(rest, end - rest);
  };
  for (std::size_t i = 0; i < han.size();) {
    std::size_t bytes = 0;
    const std::string* meaning = vocabulary_.han_word(han.substr(i), i == 0, bytes);
    if (!meaning) {
      ++i;
      while (i < han.size() && (static_cast<unsigned char>(han[i]) & 0xc0) == 0x80) ++i;
      continue;
    }
    flush(i);
    if (meaning->empty()) han_legal_ = true;
    for (std::size_t from = 0; from < meaning->size();) {
      const std::size_t end = std::min(meaning->find(' ', from), meaning->size());
      add(std::string_view(*meaning).substr(from, end - from), bracketed);
      from = end + 1;
    }
    i += bytes;
    rest = i;
  }
  flush(han.size());
}

std::string_view NameReader::phrase(std::size_t begin, std::size_t end) {
  phrase_.clear();
  for (std::size_t i = begin; i < end; ++i) {
    if (i > begin) phrase_ += ' ';
    phrase_ += of(pieces_[i]);
  }
  return phrase_;
}

/// Takes legal forms from both ends, the longest first, and "Ltd" from anywhere but the beginning.
bool NameReader::take_legal() {
  bool any = han_legal_;
  std::size_t end = count_;
  for (bool again = true; again && end > 1;) {
    again = false;
    if (!pieces_[end - 1].word || !(pieces_[end - 1].word->legal_words || pieces_[end - 1].word->stop)) break;
    if (pieces_[end - 1].word->stop && !pieces_[end - 1].word->legal_words) {
      --end, again = true;  // "Co., Ltd. and"
      continue;
    }
    for (std::size_t words = std::min<std::size_t>(pieces_[end - 1].word->legal_words, end - 1); words > 0 && !again;
         --words)
      if (vocabulary_.is_legal(phrase(end - words, end))) {
        for (std::size_t i = end - words; i < end; ++i) pieces_[i].gone = true;
        end -= words;
        any = again = true;
      }
  }
  for (std::size_t words = end > 0 ? end - 1 : 0; words > 0; --words) {
    const Word* last = pieces_[words - 1].word;
    if (!last || last->legal_words < words) continue;
    const std::string_view text = phrase(0, words);
    if (words == 1 && text.size() < 3 && text != "pt" && text != "ao") continue;
    if (!vocabulary_.is_legal(text)) continue;
    for (std::size_t i = 0; i < words; ++i) pieces_[i].gone = true;
    any = true;
    break;
  }
  for (std::size_t i = 1; i < end; ++i)
    if (pieces_[i].word && pieces_[i].word->legal_plain) pieces_[i].gone = any = true;
  for (std::size_t i = 0; i < count_; ++i)
    if (pieces_[i].word && pieces_[i].word->stop) pieces_[i].gone = true;
  return any;
}

void NameReader::put_token(NameForm& out, std::string_view text, NameToken token) {
  if (out.count == most_tokens) return;
  token.at = static_cast<std::uint16_t>(out.text.size());
  token.size = static_cast<std::uint16_t>(text.size());
  token.letters = letters_in(text);
  out.text += text;
  out.tokens[out.count++] = token;
}

/// Puts the longest place that begins at `i`; 0 when none does, else the pieces it took.
std::size_t NameReader::put_place(std::size_t i, NameForm& out) {
  if (!pieces_[i].word) return 0;
  for (std::size_t words = std::min<std::size_t>(pieces_[i].word->place_words, count_ - i); words > 0; --words) {
    const Place* place = vocabulary_.place(phrase(i, i + words));
    if (!place) continue;
    const bool country = place->kind == knowledge::WordKind::country;
    NameToken token;
    token.kind = TokenKind::place;
    token.common = true;
    token.weight = country ? country_weight : place_weight;
    token.beside = pieces_[i].bracketed || place->kind == knowledge::WordKind::region ||
                   (place->kind == knowledge::WordKind::place && out.count == 0);
    put_token(out, place->key, token);
    return words;
  }
  return 0;
}

/// "forty four" is 44, "three" is 3. 0 when no number begins at `i`.
std::size_t NameReader::put_number(std::size_t i, NameForm& out) {
  const auto written = [&](std::size_t at) {
    return at < count_ && pieces_[at].word && pieces_[at].word->number ? std::string_view(pieces_[at].word->same_as)
                                                                       : std::string_view{};
  };
  const std::string_view first = written(i);
  NameToken token;
  token.kind = TokenKind::number;
  token.weight = number_weight;
  if (first.empty()) {
    const std::string_view text = of(pieces_[i]);
    if (!all_digits(text) && !(out.count > 0 && is_roman(text))) return 0;
    put_token(out, text, token);
    return 1;
  }
  const std::string_view second = written(i + 1);
  if (first.size() == 2 && first[0] != '1' && first[1] == '0' && second.size() == 1 && second[0] != '0') {
    const std::string both{first[0], second[0]};
    put_token(out, both, token);
    return 2;
  }
  put_token(out, first, token);
  return 1;
}

void NameReader::put(NameForm& out) {
  for (std::size_t i = 0; i < count_;) {
    if (pieces_[i].gone) {
      ++i;
      continue;
    }
    if (const std::size_t taken = put_place(i, out)) {
      i += taken;
      continue;
    }
    if (const std::size_t taken = put_number(i, out)) {
      i += taken;
      continue;
    }
    const Word* word = pieces_[i].word;
    const std::string_view text = of(pieces_[i]);
    NameToken token;
    if (word) token.weight = word->weight, token.common = word->common;
    if (text.size() == 1) token.weight = std::min(token.weight, letter_weight);
    if (has_digit(text)) token.kind = TokenKind::number;
    put_token(out, word && !word->same_as.empty() ? std::string_view(word->same_as) : text, token);
    ++i;
  }
}

void NameReader::read(std::string_view name, NameForm& out) {
  out.text.clear();
  out.core.clear();
  out.count = 0;
  out.weight = 0;
  letters_.clear();
  han_.clear();
  count_ = 0;
  cut_ = han_legal_ = false;
  fold_name(name, folded_);
  for_each_word(folded_.text, [&](const RawWord& word) {
    if (word.han) take_han(word.text, word.bracketed);
    else add(word.text.substr(0, 255), word.bracketed);
  });
  out.notes = folded_.notes;
  out.notes.cut |= cut_;
  out.has_legal = take_legal();
  out.han = han_;
  put(out);
  if (out.count == 0 && count_ > 0) {  // a name of nothing but small words and forms is all of them
    for (std::size_t i = 0; i < count_; ++i) pieces_[i].gone = false;
    put(out);
  }
  bool all_beside = true;
  for (std::size_t i = 0; i < out.count; ++i) all_beside &= out.tokens[i].beside;
  for (std::size_t i = 0; i < out.count; ++i) {
    if (all_beside) out.tokens[i].beside = false;
    if (out.tokens[i].beside) continue;
    out.weight += out.tokens[i].weight;
    out.core += out.of(i);
  }
}

}  // namespace lenscap::assess
