#include "knowledge/canonical.hpp"

#include <array>
#include <charconv>

namespace lenscap::knowledge {
namespace {

bool is_list_of_tables(const Value& value) {
  return value.type == Value::Type::list && !value.items.empty() && value.items.front().type == Value::Type::table;
}

void put_text(std::string& out, std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (byte < 0x20 || byte == 0x7f) {
      out += "\\u00";
      out += digits[byte >> 4];
      out += digits[byte & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

/// The shortest digits that give the number back, whatever the locale.
void put_decimal(std::string& out, double number) {
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), end.ptr);
}

void put_value(std::string& out, const Value& value) {
  switch (value.type) {
    case Value::Type::text:
      put_text(out, value.text);
      break;
    case Value::Type::integer:
      out += std::to_string(value.integer);
      break;
    case Value::Type::decimal:
      put_decimal(out, value.decimal);
      break;
    case Value::Type::boolean:
      out += value.integer ? "true" : "false";
      break;
    case Value::Type::date:
      out += model::to_string(value.date);
      break;
    case Value::Type::list:
      out += '[';
      for (std::size_t i = 0; i < value.items.size(); ++i) {
        if (i) out += ", ";
        put_value(out, value.items[i]);
      }
      out += ']';
      break;
    case Value::Type::table:
    case Value::Type::other:
      break;  // no entry has such a key: it would not have loaded
  }
}

void put_table(std::string& out, std::string_view name, const Value& table) {
  out += "[[";
  out += name;
  out += "]]\n";
  for (std::size_t i = 0; i < table.keys.size(); ++i) {
    if (is_list_of_tables(table.items[i])) continue;
    out += table.keys[i];
    out += " = ";
    put_value(out, table.items[i]);
    out += '\n';
  }
  for (std::size_t i = 0; i < table.keys.size(); ++i) {
    if (!is_list_of_tables(table.items[i])) continue;
    const std::string inner = std::string(name) + '.' + table.keys[i];
    for (const Value& item : table.items[i].items) put_table(out, inner, item);
  }
}

}  // namespace

std::string canonical(std::string_view name, const Value& table) {
  std::string out;
  put_table(out, name, table);
  return out;
}

}  // namespace lenscap::knowledge
