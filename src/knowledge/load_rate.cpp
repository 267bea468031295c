// [[rate]] and [[threshold]]: what money was worth, and from which sum a stricter way of buying is asked for.
#include <fmt/format.h>

#include "knowledge/fields.hpp"

namespace lenscap::knowledge {
namespace {

/// "6.7569" in millionths; 0 for what is no rate.
std::int64_t read_millionths(std::string_view text) {
  std::int64_t millionths = 0;
  int behind = -1;  // digits behind the point; -1: no point yet
  for (const char c : text) {
    if (c == '.' && behind < 0) {
      behind = 0;
      continue;
    }
    if (c < '0' || c > '9' || behind >= 6 || millionths > 100'000'000'000'000) return 0;
    millionths = millionths * 10 + (c - '0');
    if (behind >= 0) ++behind;
  }
  for (int i = std::max(behind, 0); i < 6; ++i) millionths *= 10;
  return millionths;
}

std::string read_currency(Fields& fields, std::string_view key) {
  std::string code = fields.text(key, Need::required);
  const bool capitals = code.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos;
  if (!code.empty() && (code.size() != 3 || !capitals))
    fields.complain(fields.any(key), fmt::format("'{}' is no currency", code),
                    "write three letters as ISO 4217 has them");
  return code;
}

void read_days(Fields& fields, model::Date& from, model::Date& until) {
  from = fields.date("from", Need::required).value_or(model::Date{});
  until = fields.date("until", Need::required).value_or(model::Date{});
  if (until < from) fields.complain(fields.any("until"), "ends before it begins", "write until later than from");
}

}  // namespace

Rate read_rate(Fields& fields, const Value& table) {
  Rate rate;
  read_entry(rate, fields, table, "rate");
  rate.unit = read_currency(fields, "unit");
  rate.in = read_currency(fields, "in");
  const std::string text = fields.text("rate", Need::required);
  rate.millionths = read_millionths(text);
  if (!text.empty() && rate.millionths == 0)
    fields.complain(fields.any("rate"), fmt::format("'{}' is no rate", text),
                    "write a decimal above 0 as text, six places at most: \"6.7569\"");
  rate.what = fields.text("what", Need::required);
  read_days(fields, rate.from, rate.until);
  fields.finish();
  return rate;
}

Threshold read_threshold(Fields& fields, const Value& table) {
  Threshold threshold;
  read_entry(threshold, fields, table, "threshold");
  threshold.title = fields.text("title", Need::required);
  threshold.currency = read_currency(fields, "currency");
  threshold.units = fields.number("amount", 1, 2'000'000'000);
  if (threshold.units == 0) fields.complain(fields.any("amount"), "has no 'amount'", "write amount = 214904");
  threshold.vat = fields.number("vat", 0, 100);
  threshold.binds = fields.texts("binds", Need::required);
  read_days(fields, threshold.from, threshold.until);
  fields.finish();
  return threshold;
}

}  // namespace lenscap::knowledge
