#include "makecap/fields.hpp"

#include <fmt/format.h>

namespace makecap {

void refuse(const toml::table& table, const std::string& what) {
  throw Mistake(fmt::format("line {}: {}", table.source().begin.line, what));
}

std::string text(const toml::table& table, const std::string& key) {
  const auto value = table[key].value<std::string>();
  if (!value) refuse(table, "no text '" + key + "'");
  return *value;
}

std::string text(const toml::table& table, const std::string& key, const std::string& otherwise) {
  return table.contains(key) ? text(table, key) : otherwise;
}

std::int64_t number(const toml::table& table, const std::string& key, std::int64_t otherwise) {
  if (!table.contains(key)) return otherwise;
  const auto value = table[key].value_exact<std::int64_t>();
  if (!value || *value < 0 || *value > 0xffffffffLL) refuse(table, "'" + key + "' is no number from 0 to 4294967295");
  return *value;
}

double seconds(const toml::table& table, const std::string& key, double otherwise) {
  if (!table.contains(key)) return otherwise;
  const auto value = table[key].value<double>();
  if (!value || *value < 0) refuse(table, "'" + key + "' is no number of seconds");
  return *value;
}

bool flag(const toml::table& table, const std::string& key, bool otherwise) {
  if (!table.contains(key)) return otherwise;
  const auto value = table[key].value_exact<bool>();
  if (!value) refuse(table, "'" + key + "' is neither true nor false");
  return *value;
}

std::vector<std::string> texts(const toml::table& table, const std::string& key) {
  std::vector<std::string> out;
  if (const auto* list = table[key].as_array())
    for (const auto& item : *list) {
      const auto value = item.value<std::string>();
      if (!value) refuse(table, "'" + key + "' holds something else than text");
      out.push_back(*value);
    }
  return out;
}

std::vector<std::vector<std::string>> rows(const toml::table& table, const std::string& key) {
  std::vector<std::vector<std::string>> out;
  if (const auto* list = table[key].as_array())
    for (const auto& item : *list) {
      const auto* row = item.as_array();
      if (row == nullptr) refuse(table, "'" + key + "' holds something else than lists");
      auto& cells = out.emplace_back();
      for (const auto& cell : *row) {
        const auto value = cell.value<std::string>();
        if (!value) refuse(table, "'" + key + "' holds something else than text");
        cells.push_back(*value);
      }
    }
  return out;
}

std::vector<const toml::table*> tables(const toml::table& table, const std::string& key) {
  std::vector<const toml::table*> out;
  if (const auto* list = table[key].as_array())
    for (const auto& item : *list) {
      if (item.as_table() == nullptr) refuse(table, "'" + key + "' holds something else than tables");
      out.push_back(item.as_table());
    }
  return out;
}

}  // namespace makecap
