// assess/contract_money.hpp: sums of money, exactly: hundredths in 128 bits, a currency each, never mixed. What a
// notice writes where it means "not stated" (0, 0.01, 1, 999999…) is no sum.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "assess/contract_days.hpp"
#include "assess/interned.hpp"
#include "knowledge/knowledge.hpp"
#include "model/contract.hpp"

namespace lenscap::assess {

enum class SumKind : std::uint8_t {
  unstated,     ///< nothing is written, or nothing that can be read
  placeholder,  ///< 0, 0.01, 1, 999999, 999999.99 …: forms want a number
  negative,     ///< below zero where it is no correction of an earlier sum
  absurd,       ///< 10^15 units and more
  stated
};
std::string_view to_string(SumKind kind);  ///< "unstated", "placeholder", …

/// An amount in 16 bytes.
struct Sum {
  std::int64_t hundredths = 0;
  Interned::Id currency = 0;  ///< 0: the notice names none
  Interned::Id written = 0;   ///< 0: nothing is written
};

SumKind kind_of(const Sum& sum);
Sum sum_of(const model::Amount& amount, Interned& texts);

using Hundredths = __int128;
/// "335990000.00", "-0.05".
std::string to_decimal(Hundredths hundredths);

/// A sum in another currency by one dated rate.
struct Converted {
  Hundredths hundredths = 0;  ///< rounded half away from zero
  const knowledge::Rate* rate = nullptr;
};
/// By the rate whose days hold all of `when`; the shortest such, the first of equals. Empty: no rate, no date.
std::optional<Converted> convert(Hundredths hundredths, std::string_view from, std::string_view to, const Days& when,
                                 const knowledge::Knowledge& knowledge);

}  // namespace lenscap::assess
