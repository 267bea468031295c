// wire/json_line.hpp: one line of a JSON log, read again and again with the same memory.
// Source: RFC 8259; jsonlines.org (one value a line)
//
// Where json_walk.hpp reads a document for every value in it, this reads millions of short lines for a few: parser and
// padded copy stay, and what is not asked for is stepped over. Values are given as they stand in the line.
#pragma once
#include <simdjson.h>

#include <cstddef>
#include <string_view>
#include <vector>

namespace lenscap::wire {

inline constexpr std::size_t deepest_json_line = 16;  // a log nests four deep

class JsonLine {
 public:
  using Object = simdjson::ondemand::object;
  using Value = simdjson::ondemand::value;

  JsonLine();

  /// Calls `field(key, value)` for each field of the line's one object; `field` gives false to leave the rest unread.
  /// Keys are raw and, like what raw() gives, alias `line`. False when the line is no JSON object, or more than one.
  template <class Field>
  bool read(std::string_view line, Field&& field) {
    if (!begin(line)) return false;
    simdjson::ondemand::document document;
    Object object;
    if (open(document) || document.get_object().get(object)) return false;
    bool all = true;
    if (!each(object, [&](std::string_view key, Value value) { return all = field(key, value); })) return false;
    return !all || document.current_location().error() == simdjson::OUT_OF_BOUNDS;
  }

  /// The same for an object inside. False when it is none, or damaged.
  template <class Field>
  bool inside(Value value, Field&& field) {
    Object object;
    if (value.get_object().get(object)) return false;
    return each(object, field);
  }

  /// Calls `element(value)` for each element of an array. False when it is none, or damaged.
  template <class Element>
  bool elements(Value value, Element&& element) {
    simdjson::ondemand::array array;
    if (value.get_array().get(array)) return false;
    for (auto result : array) {
      Value one;
      if (std::move(result).get(one)) return false;
      if (!element(one)) break;
    }
    return true;
  }

  /// A string without its quotes, escapes as sent; a number or word as it stands; "" for null. Empty for an object or
  /// an array. Aliases the line.
  std::string_view raw(Value value) const;
  /// All of an array, brackets included. Aliases the line.
  std::string_view raw_array(Value value) const;
  static bool is_object(Value value);
  static bool is_array(Value value);

 private:
  bool begin(std::string_view line);
  simdjson::error_code open(simdjson::ondemand::document& document);
  std::string_view on_line(const char* in_copy, std::size_t length) const;

  template <class Field>
  bool each(Object& object, Field&& field) {
    for (auto result : object) {
      simdjson::ondemand::field one;
      if (std::move(result).get(one)) return false;
      const char* key = one.key().raw();
      const std::string_view rest = on_line(key, line_.size());
      if (!field(rest.substr(0, key_length(rest)), one.value())) break;
    }
    return true;
  }
  static std::size_t key_length(std::string_view rest);

  simdjson::ondemand::parser parser_;
  std::vector<char> copy_;
  std::string_view line_;
};

}  // namespace lenscap::wire
