// knowledge/document.hpp: a TOML file as a plain tree. The TOML library is seen by document.cpp alone.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/error.hpp"
#include "model/time.hpp"

namespace lenscap::knowledge {

/// A TOML value with the line it stands on. Times and offsets have no use in data/ and are of type `other`.
struct Value {
  enum class Type : std::uint8_t { text, integer, decimal, boolean, date, list, table, other };
  Type type = Type::other;
  std::uint32_t line = 0;  ///< from 1
  std::string text;
  std::int64_t integer = 0;  ///< boolean: 0 or 1
  double decimal = 0;
  model::Date date;
  std::vector<Value> items;       ///< of a list; of a table, in the order of `keys`
  std::vector<std::string> keys;  ///< of a table, sorted by byte
};

/// "string", "whole number", … as messages say it.
std::string_view describe(Value::Type type);

/// Larger files are refused: knowledge is written by hand.
inline constexpr std::size_t max_document_bytes = 4 << 20;

/// Parses TOML 1.0. Errors name `name` and the line.
model::Result<Value> parse_document(std::string_view toml, std::string_view name);

/// Reads a whole file of at most `limit` bytes; `name` is what errors call it.
model::Result<std::string> read_file(const std::string& path, std::string_view name, std::size_t limit);

}  // namespace lenscap::knowledge
