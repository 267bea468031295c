#include "assess/name_compare.hpp"

#include <algorithm>
#include <array>

namespace lenscap::assess {
namespace {

/// A misprinted word counts for less with every letter.
constexpr float edit_cost = 0.08F;
/// Misprints of a whole name: one more for every so many letters.
constexpr std::size_t letters_an_edit = 8;
constexpr int most_edits_in_all = 3;
/// Initials of fewer words are met by chance.
constexpr std::size_t fewest_initials = 3;

/// Which token of the other side each token is paired with.
struct Pairing {
  const NameForm& left;
  const NameForm& right;
  std::array<float, most_tokens> on_left{}, on_right{};  ///< 0..1: how well the token is met
  NameMatch match;

  void pair_equal() {
    for (std::size_t i = 0; i < left.count; ++i)
      for (std::size_t j = 0; j < right.count && on_left[i] == 0; ++j)
        if (on_right[j] == 0 && left.tokens[i].size == right.tokens[j].size && left.of(i) == right.of(j))
          on_left[i] = on_right[j] = 1;
  }
  /// Two words here are one there.
  static bool pair_joined(const NameForm& two, std::array<float, most_tokens>& on_two, const NameForm& one,
                          std::array<float, most_tokens>& on_one) {
    bool any = false;
    for (std::size_t i = 0; i + 1 < two.count; ++i)
      for (std::size_t j = 0; j < one.count; ++j) {
        if (on_two[i] != 0 || on_two[i + 1] != 0 || on_one[j] != 0) continue;
        if (two.tokens[i].size + two.tokens[i + 1].size != one.tokens[j].size || two.pair(i) != one.of(j)) continue;
        on_two[i] = on_two[i + 1] = on_one[j] = 1;
        any = true;
      }
    return any;
  }
  void pair_misprints() {
    for (std::size_t i = 0; i < left.count; ++i)
      for (std::size_t j = 0; j < right.count && on_left[i] == 0; ++j) {
        if (on_right[j] != 0) continue;
        if (const int edits = misprint(left, i, right, j)) {
          on_left[i] = on_right[j] = 1 - edit_cost * static_cast<float>(edits);
          match.edits = static_cast<std::uint8_t>(match.edits + edits);
        }
      }
  }
  static float share(const NameForm& name, const std::array<float, most_tokens>& met) {
    float sum = 0;
    for (std::size_t i = 0; i < name.count; ++i)
      if (!name.tokens[i].beside) sum += name.tokens[i].weight * met[i];
    return sum / name.weight;
  }
  /// Words that neither side has in common with the other.
  void contrast() {
    bool word[2]{}, place[2]{}, number[2]{};
    const auto look = [&](const NameForm& name, const std::array<float, most_tokens>& met, int side) {
      for (std::size_t i = 0; i < name.count; ++i) {
        if (met[i] != 0) continue;
        const NameToken& token = name.tokens[i];
        if (token.kind == TokenKind::place) place[side] = true;
        else if (token.kind == TokenKind::number) number[side] = true;
        if (!token.beside) word[side] = true;
      }
    };
    look(left, on_left, 0);
    look(right, on_right, 1);
    match.other_place = (place[0] && place[1]) || number[0] || number[1];
    match.other_word = (word[0] && word[1]) || match.other_place;
  }
};

/// Whether `one` is a single word of the first letters of all words of `many`.
bool initials(const NameForm& one, const NameForm& many) {
  if (one.count != 1 || many.count < fewest_initials || one.text.size() != many.count) return false;
  for (std::size_t i = 0; i < many.count; ++i)
    if (many.of(i).front() != one.text[i]) return false;
  return true;
}

}  // namespace

int edits_between(std::string_view a, std::string_view b, int most) {
  const auto n = a.size(), m = b.size();
  const auto gap = n > m ? n - m : m - n;
  if (gap > static_cast<std::size_t>(most)) return most + 1;
  // Three rows of the usual table: the exchange of neighbours looks two rows back.
  constexpr std::size_t widest = 64;
  if (n >= widest || m >= widest) return a == b ? 0 : most + 1;
  std::array<std::array<int, widest + 1>, 3> rows;
  for (std::size_t j = 0; j <= m; ++j) rows[0][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= n; ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i - 1) % 3];
    const auto& before = rows[(i + 1) % 3];
    row[0] = static_cast<int>(i);
    int least = row[0];
    for (std::size_t j = 1; j <= m; ++j) {
      int cost = above[j - 1] + (a[i - 1] != b[j - 1]);
      cost = std::min({cost, above[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) cost = std::min(cost, before[j - 2] + 1);
      row[j] = cost;
      least = std::min(least, cost);
    }
    if (least > most) return most + 1;
  }
  return std::min(rows[n % 3][m], most + 1);
}

int misprint(const NameForm& a, std::size_t i, const NameForm& b, std::size_t j) {
  const NameToken &x = a.tokens[i], &y = b.tokens[j];
  if (x.kind == TokenKind::number || y.kind == TokenKind::number || (x.common && y.common)) return 0;
  if ((x.common || y.common) && (a.count == 1 || b.count == 1)) return 0;  // "Networx" is no misprint of every network
  const int most = most_edits(std::min(x.size, y.size));
  if (most == 0 || more_bits(x.letters ^ y.letters, 2 * most)) return 0;
  const int edits = edits_between(a.of(i), b.of(j), most);
  return edits <= most ? edits : 0;
}

NameMatch compare_names(const NameForm& left, const NameForm& right) {
  Pairing pairing{left, right, {}, {}, {}};
  NameMatch& match = pairing.match;
  if (left.empty() || right.empty()) return match;
  if (!left.han.empty() && !right.han.empty() && left.han.find(right.han) == left.han.npos &&
      right.han.find(left.han) == right.han.npos)
    return match;  // read alike, written otherwise
  if (left.text == right.text) {
    match.left = match.right = 1;
    match.bond = NameBond::same;
    match.joined = left.count != right.count;
    return match;
  }
  if (right.weight < light_name && left.core != right.core) return match;
  pairing.pair_equal();
  match.joined = Pairing::pair_joined(left, pairing.on_left, right, pairing.on_right);
  match.joined |= Pairing::pair_joined(right, pairing.on_right, left, pairing.on_left);
  pairing.pair_misprints();
  match.left = Pairing::share(left, pairing.on_left);
  match.right = Pairing::share(right, pairing.on_right);
  pairing.contrast();
  match.acronym = initials(left, right) || initials(right, left);
  const auto letters = std::min(left.text.size(), right.text.size());
  const int allowed = std::min<int>(most_edits_in_all, 1 + static_cast<int>(letters / letters_an_edit));
  if (std::min(match.left, match.right) >= same_share && !match.other_word && match.edits <= allowed)
    match.bond = NameBond::same;
  else if (match.right >= part_share && right.weight >= light_name) match.bond = NameBond::part;
  return match;
}

}  // namespace lenscap::assess
