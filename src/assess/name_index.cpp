#include "assess/name_index.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <unordered_map>

namespace lenscap::assess {
namespace {

/// Of a few letters: eight at a time, mixed. Equal letters give equal keys; that unequal ones may too only costs time.
std::uint64_t index_key(std::string_view text) {
  std::uint64_t hash = 0x9e3779b97f4a7c15u ^ text.size();
  while (!text.empty()) {
    std::uint64_t part = 0;
    const std::size_t bytes = std::min<std::size_t>(text.size(), 8);
    std::memcpy(&part, text.data(), bytes);
    hash = (hash ^ part) * 0xff51afd7ed558ccdu;
    hash ^= hash >> 32;
    text.remove_prefix(bytes);
  }
  hash *= 0xc4ceb9fe1a85ec53u;
  return hash ^ (hash >> 29);
}

/// Longer words are not looked up misprinted; edits_between() compares none that long either.
constexpr std::size_t longest_word = 63;

/// Letters as digits of a number, modulo 2^64: a letter taken out costs two multiplications, not a copy of the word.
constexpr std::uint64_t base = 0x9e3779b97f4a7c15u, base_inverse = 0xf1de83e19937733du;
static_assert(base * base_inverse == 1);

constexpr std::uint64_t mixed(std::uint64_t digits) {
  digits ^= digits >> 32;
  digits *= 0xff51afd7ed558ccdu;
  return digits ^ digits >> 29;
}

/// Calls `each` with the key of `word` and of `word` with one letter left out, or up to two where two may differ. Two
/// words within most_edits() of each other have one of these in common.
template <class Each>
void each_deletion(std::string_view word, Each each) {
  const std::size_t size = word.size();
  const int most = most_edits(size);
  if (most == 0 || size > longest_word) return;
  std::uint64_t before[longest_word + 1];  // the digits before each letter
  before[0] = 0;
  for (std::uint64_t i = 0, power = 1; i < size; ++i, power *= base)
    before[i + 1] = before[i] + (static_cast<unsigned char>(word[i]) + 1u) * power;
  const std::uint64_t all = before[size];
  each(mixed(all));
  for (std::size_t i = 0; i < size; ++i) {
    if (i > 0 && word[i] == word[i - 1]) continue;  // the same letters remain
    each(mixed(before[i] + (all - before[i + 1]) * base_inverse));
    if (most < 2) continue;
    for (std::size_t j = i + 1; j < size; ++j) {
      if (j > i + 1 && word[j] == word[j - 1]) continue;
      const std::uint64_t between = before[j] - before[i + 1], after = all - before[j + 1];
      each(mixed(before[i] + (between + after * base_inverse) * base_inverse));
    }
  }
}

/// A little above 1 - part_share, so that rounding loses nothing.
constexpr float left_out = 1 - part_share + 0.001F;

}  // namespace

void NameIndex::Table::build() {
  const std::size_t buckets = std::bit_ceil(std::max<std::size_t>(entries_.size(), 2));
  shift_ = 64 - std::countr_zero(buckets);
  filter_.assign(std::max<std::size_t>(buckets / 8, 1), 0);  // eight bits a bucket
  filter_mask_ = filter_.size() - 1;
  std::sort(entries_.begin(), entries_.end(),
            [](const Entry& a, const Entry& b) { return a.key != b.key ? a.key < b.key : a.value < b.value; });
  const auto same = [](const Entry& a, const Entry& b) { return a.key == b.key && a.value == b.value; };
  entries_.erase(std::unique(entries_.begin(), entries_.end(), same), entries_.end());
  begins_.assign(buckets + 1, 0);
  for (const Entry& entry : entries_) {
    ++begins_[(entry.key >> shift_) + 1];
    filter_[(entry.key >> 6) & filter_mask_] |= filter_bits(entry.key);
  }
  for (std::size_t i = 1; i < begins_.size(); ++i) begins_[i] += begins_[i - 1];
}

NameIndex::Gist NameIndex::gist_of(const NameForm& name) {
  Gist gist;
  gist.one_word = name.count == 1;
  std::vector<NameToken> heavy;
  for (std::size_t i = 0; i < name.count; ++i)
    if (!name.tokens[i].beside) heavy.push_back(name.tokens[i]);
  std::stable_sort(heavy.begin(), heavy.end(), [](const auto& a, const auto& b) { return a.weight > b.weight; });
  for (std::size_t i = 0; i < std::min(heavy.size(), gist.letters.size()); ++i) {
    gist.letters[i] = heavy[i].letters;
    gist.share[i] = heavy[i].weight / name.weight;
    gist.bits[i] = static_cast<std::uint8_t>(2 * most_edits(heavy[i].size));
  }
  return gist;
}

bool NameIndex::could_be(const NameForm& asked, const Gist& gist) {
  float missed = 0;
  for (std::size_t j = 0; j < gist.letters.size() && gist.share[j] > 0; ++j) {
    const std::uint32_t wanted = gist.letters[j];
    bool met = false;
    for (std::size_t i = 0; i < asked.count && !met; ++i) {
      const std::uint32_t has = asked.tokens[i].letters;
      met = (wanted & ~has) == 0 || !more_bits(wanted ^ has, gist.bits[j]) ||
            (i + 1 < asked.count && wanted == (has | asked.tokens[i + 1].letters));
    }
    if (!met) missed += gist.share[j];
    if (missed > left_out) return false;
  }
  return true;
}

std::uint32_t NameIndex::add(const NameForm& name) {
  names_.push_back(name);
  gists_.push_back(gist_of(name));
  return static_cast<std::uint32_t>(names_.size() - 1);
}

void NameIndex::build() {
  std::unordered_map<std::string_view, std::uint32_t> held;  // word → names that hold it
  for (const NameForm& name : names_)
    for (std::size_t i = 0; i < name.count; ++i) ++held[name.of(i)];
  struct Under {
    std::vector<std::uint32_t> names;
    bool common = true;
  };
  std::unordered_map<std::string_view, Under> under;
  for (std::uint32_t number = 0; number < names_.size(); ++number) {
    const NameForm& name = names_[number];
    if (name.empty()) continue;
    exact_.add(index_key(name.text), number);
    if (name.weight < light_name) {
      exact_.add(index_key(name.core), number);
      continue;
    }
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < name.count; ++i)
      if (!name.tokens[i].beside) order.push_back(i);
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      const auto x = held[name.of(a)], y = held[name.of(b)];
      return x != y ? x < y : a < b;
    });
    float sum = 0;
    for (const std::size_t i : order) {
      if (sum > left_out * name.weight) break;
      sum += name.tokens[i].weight;
      exact_.add(index_key(name.of(i)), number);
      if (i > 0) exact_.add(index_key(name.pair(i - 1)), number);
      if (i + 1 < name.count) exact_.add(index_key(name.pair(i)), number);
      if (name.tokens[i].kind == TokenKind::number) continue;
      Under& word = under[name.of(i)];
      word.names.push_back(number);
      word.common = word.common && name.tokens[i].common;
    }
  }
  for (const auto& [word, held_by] : under) {
    if (most_edits(word.size()) == 0) continue;
    each_deletion(word, [&](std::uint64_t key) { misprints_.add(key, static_cast<std::uint32_t>(words_.size())); });
    word_begins_.push_back(static_cast<std::uint32_t>(word_names_.size()));
    words_.emplace_back(word);
    word_letters_.push_back(letters_in(word));
    word_common_.push_back(held_by.common);
    word_names_.insert(word_names_.end(), held_by.names.begin(), held_by.names.end());
  }
  word_begins_.push_back(static_cast<std::uint32_t>(word_names_.size()));
  exact_.build();
  misprints_.build();
}

void NameIndex::find_near(std::string_view word, std::vector<std::uint32_t>& found) const {
  found.clear();
  each_deletion(word,
                [&](std::uint64_t key) { misprints_.each(key, [&](std::uint32_t other) { found.push_back(other); }); });
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  const std::uint32_t letters = letters_in(word);
  std::erase_if(found, [&](std::uint32_t other) {
    const int most = most_edits(std::min(word.size(), words_[other].size()));
    if (more_bits(letters ^ word_letters_[other], 2 * most)) return true;
    return words_[other] == word || edits_between(word, words_[other], most) > most;  // itself: by exact_
  });
}

std::span<const std::uint32_t> NameIndex::names_under(std::uint64_t key, std::string_view word, const NameToken& token,
                                                      Scratch& scratch) const {
  const auto manner = static_cast<std::uint8_t>(token.kind == TokenKind::number ? 2 : token.common ? 1 : 0);
  if (const auto known = scratch.words.find(key, word, manner)) return *known;
  auto& found = scratch.found;
  found.clear();
  exact_.each(key, [&](std::uint32_t number) { found.push_back(number); });
  if (token.kind != TokenKind::number) {
    find_near(word, scratch.near);
    for (const std::uint32_t other : scratch.near) {
      if (token.common && word_common_[other]) continue;  // misprint() is between no two of them
      for (std::uint32_t n = word_begins_[other]; n < word_begins_[other + 1]; ++n)
        if (!token.common || !gists_[word_names_[n]].one_word) found.push_back(word_names_[n]);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
  }
  return scratch.words.keep(key, word, manner, found);
}

void NameIndex::find(const NameForm& asked, Scratch& scratch, std::vector<NameHit>& hits) const {
  hits.clear();
  if (names_.empty() || asked.empty()) return;
  scratch.seen.resize(names_.size(), 0);
  ++scratch.search;
  scratch.candidates.clear();
  // Candidates lie anywhere: each is asked for from memory while the others are still looked up.
  const auto take = [&](std::uint32_t number) {
    if (scratch.seen[number] == scratch.search) return;
    scratch.seen[number] = scratch.search;
    scratch.candidates.push_back(number);
    __builtin_prefetch(&gists_[number]);
  };
  exact_.each(index_key(asked.text), take);
  if (asked.core != asked.text) exact_.each(index_key(asked.core), take);
  const std::size_t whole = scratch.candidates.size();  // these have the same letters, whatever their words
  std::array<std::uint64_t, most_tokens> keys;
  for (std::size_t i = 0; i < asked.count; ++i) scratch.words.prefetch(keys[i] = index_key(asked.of(i)));
  for (std::size_t i = 0; i < asked.count; ++i) {
    for (const std::uint32_t number : names_under(keys[i], asked.of(i), asked.tokens[i], scratch)) take(number);
    if (i + 1 < asked.count) exact_.each(index_key(asked.pair(i)), take);
  }
  std::size_t left = whole;
  for (std::size_t i = whole; i < scratch.candidates.size(); ++i) {
    const std::uint32_t number = scratch.candidates[i];
    if (!could_be(asked, gists_[number])) continue;
    scratch.candidates[left++] = number;
    __builtin_prefetch(&names_[number]);
    __builtin_prefetch(&names_[number].tokens[2]);
    __builtin_prefetch(&names_[number].count);
  }
  scratch.candidates.resize(left);
  for (const std::uint32_t number : scratch.candidates) {
    const NameMatch match = compare_names(asked, names_[number]);
    if (match.bond != NameBond::none) hits.push_back({number, match});
  }
  std::sort(hits.begin(), hits.end(), [](const NameHit& a, const NameHit& b) { return a.name < b.name; });
}

void NameIndex::find_slowly(const NameForm& asked, std::vector<NameHit>& hits) const {
  hits.clear();
  for (std::uint32_t number = 0; number < names_.size(); ++number) {
    const NameMatch match = compare_names(asked, names_[number]);
    if (match.bond != NameBond::none) hits.push_back({number, match});
  }
}

}  // namespace lenscap::assess
