#include "assess/contract_money.hpp"

#include <algorithm>

namespace lenscap::assess {

namespace {

constexpr std::int64_t absurd_units = 1'000'000'000'000'000;  // the accounts of no state reach 10^15 of its units
constexpr std::size_t nines = 5;                              // 99999 and longer; 9999 can be a price

/// 999999, 9999999.99, 99999.90: nothing but nines before the point.
bool only_nines(std::int64_t hundredths) {
  const std::string units = std::to_string(hundredths / 100);
  return units.size() >= nines && units.find_first_not_of('9') == std::string::npos;
}

}  // namespace

std::string_view to_string(SumKind kind) {
  constexpr std::string_view words[] = {"unstated", "placeholder", "negative", "absurd", "stated"};
  return words[static_cast<std::size_t>(kind)];
}

Sum sum_of(const model::Amount& amount, Interned& texts) {
  if (amount.as_written.empty()) return {};
  if (amount.unread) {  // beyond 64 bits, or no number at all
    const bool number = amount.as_written.find_first_not_of("0123456789+-.eE") == std::string::npos;
    if (!number) return {};
    return {INT64_MAX, texts.put(amount.currency), texts.put(amount.as_written)};
  }
  return {amount.hundredths, texts.put(amount.currency), texts.put(amount.as_written)};
}

SumKind kind_of(const Sum& sum) {
  if (sum.written == 0) return SumKind::unstated;
  const std::int64_t h = sum.hundredths;
  if (h == 0 || h == 1 || h == 100 || only_nines(h)) return SumKind::placeholder;
  if (h < 0) return SumKind::negative;
  return h / 100 >= absurd_units ? SumKind::absurd : SumKind::stated;
}

std::string to_decimal(Hundredths hundredths) {
  const bool minus = hundredths < 0;
  unsigned __int128 left =
      minus ? -static_cast<unsigned __int128>(hundredths) : static_cast<unsigned __int128>(hundredths);
  std::string text;
  for (int i = 0; left > 0 || i < 3; ++i, left /= 10) {
    if (i == 2) text += '.';
    text += static_cast<char>('0' + static_cast<int>(left % 10));
  }
  if (minus) text += '-';
  std::reverse(text.begin(), text.end());
  return text;
}

std::optional<Converted> convert(Hundredths hundredths, std::string_view from, std::string_view to, const Days& when,
                                 const knowledge::Knowledge& knowledge) {
  const knowledge::Rate* best = nullptr;
  const auto length = [](const knowledge::Rate& r) { return number_of(r.until) - number_of(r.from); };
  for (const auto& rate : knowledge.rates) {
    const bool one_way = rate.unit == from && rate.in == to, other_way = rate.unit == to && rate.in == from;
    if (!(one_way || other_way) || !when.stated()) continue;
    if (when.first < number_of(rate.from) || when.last > number_of(rate.until)) continue;
    if (best == nullptr || length(rate) < length(*best)) best = &rate;
  }
  if (best == nullptr) return std::nullopt;
  // `millionths` of `in` for one `unit`. The product stays below 2^127: a sum below 10^21 hundredths, a rate below
  // 10^9.
  const Hundredths millionths = best->millionths, scale = 1'000'000;
  const Hundredths top = best->unit == from ? hundredths * millionths : hundredths * scale;
  const Hundredths bottom = best->unit == from ? scale : millionths;
  const Hundredths half = top < 0 ? -(bottom / 2) : bottom / 2;
  return Converted{(top + half) / bottom, best};
}

}  // namespace lenscap::assess
