#include "knowledge/fields.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "knowledge/canonical.hpp"

namespace lenscap::knowledge {
namespace {

/// Ids stand in case files, URLs and CSV columns.
bool is_id(std::string_view id) {
  const auto good = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  };
  return !id.empty() && id.size() <= 80 && std::all_of(id.begin(), id.end(), good);
}

}  // namespace

Fields::Fields(const Value& table, std::string_view name, std::string_view file, std::vector<model::Error>& errors)
    : table_(table), name_(name), file_(file), errors_(errors) {}

void Fields::complain(const Value* at, std::string what, std::string todo) {
  const std::uint32_t line = at ? at->line : table_.line;
  errors_.push_back({fmt::format("[[{}]] {}", name_, what), fmt::format("{}, line {}", file_, line), std::move(todo)});
}

const Value* Fields::any(std::string_view key) {
  asked_.insert(key);
  const auto found = std::find(table_.keys.begin(), table_.keys.end(), key);
  return found == table_.keys.end() ? nullptr : &table_.items[static_cast<std::size_t>(found - table_.keys.begin())];
}

std::string Fields::text(std::string_view key, Need need) {
  const Value* value = any(key);
  if (!value) {
    if (need == Need::required)
      complain(nullptr, fmt::format("has no '{}'", key), fmt::format("write {} = \"…\"", key));
    return {};
  }
  if (value->type != Value::Type::text || value->text.empty()) {
    complain(value, fmt::format("'{}' must be a string with something in it", key),
             fmt::format("write {} = \"…\", or leave the key out", key));
    return {};
  }
  return value->text;
}

std::vector<std::string> Fields::list(std::string_view key, Need need, bool empty_ones) {
  const std::string todo = fmt::format("write {} = [\"…\", \"…\"]", key);
  const Value* value = any(key);
  if (!value) {
    if (need == Need::required) complain(nullptr, fmt::format("has no '{}'", key), todo);
    return {};
  }
  if (value->type == Value::Type::text && (empty_ones || !value->text.empty())) return {value->text};
  if (value->type != Value::Type::list) {
    complain(value, fmt::format("'{}' must be a list of strings, not {}", key, describe(value->type)), todo);
    return {};
  }
  std::vector<std::string> texts;
  for (const Value& item : value->items) {
    if (item.type == Value::Type::text && (empty_ones || !item.text.empty())) texts.push_back(item.text);
    else
      complain(
          &item,
          fmt::format("'{}' holds {}", key, item.type == Value::Type::text ? "an empty string" : describe(item.type)),
          todo);
  }
  if (need == Need::required && value->items.empty()) complain(value, fmt::format("'{}' is empty", key), todo);
  return texts;
}

std::vector<std::string> Fields::texts(std::string_view key, Need need) { return list(key, need, false); }
std::vector<std::string> Fields::values(std::string_view key, Need need) { return list(key, need, true); }

bool Fields::flag(std::string_view key, bool fallback) {
  const Value* value = any(key);
  if (!value) return fallback;
  if (value->type != Value::Type::boolean)
    complain(value, fmt::format("'{}' must be true or false, not {}", key, describe(value->type)),
             fmt::format("write {} = true or {} = false, without quotes", key, key));
  return value->integer != 0;
}

int Fields::number(std::string_view key, int least, int most) {
  const Value* value = any(key);
  if (!value) return 0;
  if (value->type == Value::Type::integer && value->integer >= least && value->integer <= most)
    return static_cast<int>(value->integer);
  complain(value, fmt::format("'{}' must be a whole number of {} to {}", key, least, most),
           fmt::format("write {} = {}, or leave the key out", key, most));
  return 0;
}

std::optional<double> Fields::decimal(std::string_view key, double least, double most) {
  const Value* value = any(key);
  if (!value) return std::nullopt;
  const bool whole = value->type == Value::Type::integer;
  const double number = whole ? static_cast<double>(value->integer) : value->decimal;
  if ((whole || value->type == Value::Type::decimal) && number >= least && number <= most) return number;
  complain(value, fmt::format("'{}' must be a number of {} to {}", key, least, most),
           fmt::format("write {} = {}, or leave the key out", key, most));
  return std::nullopt;
}

std::optional<model::Date> Fields::date(std::string_view key, Need need) {
  const std::string todo = fmt::format("write {} = 2026-06-29, without quotes", key);
  const Value* value = any(key);
  if (!value) {
    if (need == Need::required) complain(nullptr, fmt::format("has no '{}'", key), todo);
    return std::nullopt;
  }
  if (value->type == Value::Type::date) return value->date;
  complain(value, fmt::format("'{}' must be a date, not {}", key, describe(value->type)), todo);
  return std::nullopt;
}

std::string Fields::word(std::string_view key, std::span<const std::string_view> words, std::string_view fallback) {
  const Value* value = any(key);
  if (!value) return std::string(fallback);
  if (value->type == Value::Type::text && std::find(words.begin(), words.end(), value->text) != words.end())
    return value->text;
  complain(value, fmt::format("'{}' is none of the words it can be", key),
           fmt::format("write one of \"{}\"", fmt::join(words, "\" \"")));
  return std::string(fallback);
}

std::vector<const Value*> Fields::tables(std::string_view key) {
  const Value* value = any(key);
  if (!value) return {};
  std::vector<const Value*> tables;
  const auto is_table = [](const Value& item) { return item.type == Value::Type::table; };
  if (value->type != Value::Type::list || !std::all_of(value->items.begin(), value->items.end(), is_table)) {
    complain(value, fmt::format("'{}' must be a list of tables, not {}", key, describe(value->type)),
             fmt::format("write [[{}.{}]] and its keys below", name_, key));
    return {};
  }
  for (const Value& item : value->items) tables.push_back(&item);
  return tables;
}

void Fields::finish() {
  for (std::size_t i = 0; i < table_.keys.size(); ++i) {
    if (asked_.contains(table_.keys[i])) continue;
    complain(&table_.items[i], fmt::format("has no key '{}'", table_.keys[i]),
             fmt::format("the keys are {}", fmt::join(asked_, " ")));
  }
}

void read_entry(Entry& entry, Fields& fields, const Value& table, std::string_view name, Need proof) {
  entry.id = fields.text("id", Need::required);
  if (!entry.id.empty() && !is_id(entry.id))
    fields.complain(fields.any("id"), fmt::format("id '{}' cannot be one", entry.id),
                    "use a to z, 0 to 9, '-', '_' and '.', at most 80 of them");
  entry.source = fields.text("source", proof);
  entry.date = fields.date("date", proof).value_or(model::Date{});
  entry.file = fields.file();
  entry.line = fields.line();
  entry.text = canonical(name, table);
}

}  // namespace lenscap::knowledge
