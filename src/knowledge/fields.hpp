// knowledge/fields.hpp: the keys of one TOML table, read by name and type; every complaint says file, line and what to
// write.
#pragma once
#include <array>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/document.hpp"
#include "knowledge/knowledge.hpp"

namespace lenscap::knowledge {

enum class Need : std::uint8_t { optional, required };

/// Borrows table, file and errors. Reads never fail: they complain into `errors` and give an empty value.
class Fields {
 public:
  /// `name` as in the file: "signature", "rule.party".
  Fields(const Value& table, std::string_view name, std::string_view file, std::vector<model::Error>& errors);

  std::string text(std::string_view key, Need need = Need::optional);
  /// A list of strings; one string alone is a list of one.
  std::vector<std::string> texts(std::string_view key, Need need = Need::optional);
  /// As texts(), but observed values: the empty one is a value too.
  std::vector<std::string> values(std::string_view key, Need need = Need::optional);
  bool flag(std::string_view key, bool fallback);
  /// A whole number of `least` to `most`; 0 when absent.
  int number(std::string_view key, int least, int most);
  /// A number of `least` to `most`, with or without decimals.
  std::optional<double> decimal(std::string_view key, double least, double most);
  std::optional<model::Date> date(std::string_view key, Need need = Need::optional);
  /// One of `words`; `fallback` when absent (or when it is none of them, with a complaint).
  std::string word(std::string_view key, std::span<const std::string_view> words, std::string_view fallback);
  /// The tables of [[name.key]].
  std::vector<const Value*> tables(std::string_view key);
  /// Reads one of tables(); `name` is "rule.party".
  Fields inside(const Value& table, std::string_view name) const { return {table, name, file_, errors_}; }
  /// The value as it is; null when absent.
  const Value* any(std::string_view key);

  void complain(const Value* at, std::string what, std::string todo);
  /// Complains about every key that was never asked for. Call last.
  void finish();

  std::uint32_t line() const { return table_.line; }
  std::string_view file() const { return file_; }

 private:
  std::vector<std::string> list(std::string_view key, Need need, bool empty_ones);

  const Value& table_;
  std::string_view name_;
  std::string_view file_;
  std::vector<model::Error>& errors_;
  std::set<std::string_view> asked_;
};

/// Reads what every entry has: id, source, date; sets file, line and canonical text.
/// `proof`: whether source and date must be there.
void read_entry(Entry& entry, Fields& fields, const Value& table, std::string_view name, Need proof = Need::required);

inline constexpr std::array<std::string_view, 3> certainty_words = {"verified", "reported", "unknown"};
inline constexpr std::array<std::string_view, 3> limit_words = {"possible", "probable", "confirmed"};

// One function a kind of entry. Each complains through `fields` and calls finish() itself.
Signature read_signature(Fields& fields, const Value& table);
Maker read_maker(Fields& fields, const Value& table);
Brand read_brand(Fields& fields, const Value& table);
Component read_component(Fields& fields, const Value& table);
Organisation read_organisation(Fields& fields, const Value& table);
Lookalike read_lookalike(Fields& fields, const Value& table);
NameWords read_name_words(Fields& fields, const Value& table);
ItemForm read_item_form(Fields& fields, const Value& table);
Endpoint read_endpoint(Fields& fields, const Value& table);
SharedNetwork read_network(Fields& fields, const Value& table);
Rule read_rule(Fields& fields, const Value& table);
Who read_who(Fields& fields, const Value& table);
Marker read_marker(Fields& fields, const Value& table);
Grade read_grade(Fields& fields, const Value& table);
Rate read_rate(Fields& fields, const Value& table);
Threshold read_threshold(Fields& fields, const Value& table);

}  // namespace lenscap::knowledge
