// sources/notice_check.hpp: what every reader of notices asks of an amount, a day and an identifier before it hands
// them over: what cannot be used is said, and the value stays as it was written.
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "model/contract.hpp"
#include "sources/notice_values.hpp"

namespace lenscap::sources {

/// `as_written` becomes hundredths; `note(what, detail)` hears of what is negative, absurd or no number.
template <class Note>
void check_amount(model::Amount& amount, Note&& note) {
  if (amount.as_written.empty()) return;
  settle(amount);
  const bool digits = amount.as_written.find_first_not_of("0123456789+-.eE") == std::string::npos;
  if (amount.unread) note(digits ? "amount_absurd" : "amount_unreadable", amount.as_written);
  else if (amount.hundredths < 0) note("amount_negative", amount.as_written);
  else if (amount.hundredths >= absurd_hundredths) note("amount_absurd", amount.as_written);
  if (amount.currency.empty()) note("amount_without_currency", amount.as_written);
}

template <class Note>
model::NoticeDate checked_day(std::string_view written, Note&& note) {
  auto date = iso_day(written);
  if (date.day.empty() && !written.empty()) note("date_unreadable", written);
  return date;
}

/// Adds an identifier once; `odd(text)` hears of a company number that cannot be one.
template <class Odd>
void add_identifier(model::Organisation& organisation, model::OrganisationId&& id, Odd&& odd) {
  if (id.id.empty()) return;
  if (id.scheme == "GB-COH") {
    auto number = company_number(id.id);
    if (number.empty()) odd(id.id);
    else id.id = std::move(number);
  }
  for (const auto& known : organisation.identifiers)
    if (known == id) return;
  organisation.identifiers.push_back(std::move(id));
}

/// The parts that are there, joined by ", ".
inline std::string joined(std::initializer_list<std::string_view> parts) {
  std::string out;
  for (const auto part : parts) {
    if (part.empty()) continue;
    if (!out.empty()) out += ", ";
    out += part;
  }
  return out;
}

}  // namespace lenscap::sources
