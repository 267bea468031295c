// sources/notice_json.hpp: one JSON unit read with simdjson on demand, forgiving what publishers do: a value of another
// type than expected is told and stepped over, a text of megabytes is cut, bytes that are no UTF-8 are converted,
// control characters inside texts become spaces. Parser and copies are reused. Source: RFC 8259; simdjson doc/basics.md
// (On Demand)
#pragma once
#include <simdjson.h>

#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "model/contract.hpp"
#include "sources/notice_teller.hpp"
#include "sources/notice_units.hpp"

namespace lenscap::sources {

using JsonValue = simdjson::ondemand::value;
using JsonObject = simdjson::ondemand::object;

/// key == name, with a length that the compiler knows: a release has hundreds of keys, each of which is compared with a
/// dozen names.
template <std::size_t N>
bool named(std::string_view key, const char (&name)[N]) {
  return key.size() == N - 1 && std::memcmp(key.data(), name, N - 1) == 0;
}

class NoticeJson {
 public:
  explicit NoticeJson(NoticeTeller& teller) : teller_(teller) {}

  /// Whose place notes carry from now on.
  void begin(const model::NoticePlace& place) { place_ = place; }
  const model::NoticePlace& place() const { return place_; }
  NoticeTeller& teller() { return teller_; }

  /// Calls `field(key, value)` for each field of the one object in `text`, behind which NoticeUnits::padding bytes can
  /// be read. False when it is damaged: told, and what came before was given.
  template <class Field>
  bool object(std::string_view text, Field&& field) {
    simdjson::ondemand::document document;
    JsonObject object;
    if (!open(text, document)) return false;
    if (const auto error = document.get_object().get(object)) return broken(error);
    const auto error = each(object, field);
    if (error != simdjson::SUCCESS) return broken(error);
    if (document.current_location().error() != simdjson::OUT_OF_BOUNDS)
      note("json_broken", "something behind the value");
    return true;
  }

  /// Calls `element(text, n)` for each object of the array in `text`; slices of it.
  template <class Element>
  bool slices(std::string_view text, Element&& element) {
    simdjson::ondemand::document document;
    simdjson::ondemand::array array;
    if (!open(text, document)) return false;
    if (const auto error = document.get_array().get(array)) return broken(error);
    std::size_t n = 0;
    for (auto result : array) {
      JsonValue one;
      if (const auto error = std::move(result).get(one)) return broken(error);
      const std::string_view whole = slice(one);
      if (whole.empty()) wrong_type("", one);
      else element(whole, n);
      ++n;
    }
    return true;
  }

  /// The fields of an object inside; anything else is told under `name` (null is not).
  template <class Field>
  void inside(std::string_view name, JsonValue value, Field&& field) {
    JsonObject object;
    if (!is(value, simdjson::ondemand::json_type::object)) return wrong_type(name, value);
    if (!value.get_object().get(object)) failed(each(object, field));
  }

  /// Each element of an array; an object or a text that stands alone where an array should is taken for its one
  /// element.
  template <class Element>
  void elements(std::string_view name, JsonValue value, Element&& element) {
    if (is(value, simdjson::ondemand::json_type::object) || is(value, simdjson::ondemand::json_type::string))
      return element(value);
    simdjson::ondemand::array array;
    if (!is(value, simdjson::ondemand::json_type::array)) return wrong_type(name, value);
    if (value.get_array().get(array)) return;
    for (auto result : array) {
      JsonValue one;
      if (const auto error = std::move(result).get(one)) return failed(error);
      element(one);
    }
  }

  /// A string without its escapes; a number or a word as it stands; null leaves `into` alone. In a versioned release,
  /// the last value of its list; {"$numberLong": "5"} of a database's export is 5.
  void text(std::string_view name, JsonValue value, std::string& into);
  /// The same for an id: of the number 11111111.0, that a spreadsheet made of one, the digits.
  void id(std::string_view name, JsonValue value, std::string& into);
  /// Each text of an array, or the one text that stands alone.
  template <class Each>
  void texts(std::string_view name, JsonValue value, Each&& each_text) {
    std::string one;
    if (!is(value, simdjson::ondemand::json_type::array)) {
      text(name, value, one);
      if (!one.empty()) each_text(std::move(one));
      return;
    }
    elements(name, value, [&](JsonValue element) {
      one.clear();
      if (is(element, simdjson::ondemand::json_type::object)) return newest(name, element, each_text);
      text(name, element, one);
      if (!one.empty()) each_text(std::move(one));
    });
  }

  /// The copy that the last object() or slices() read instead of its text; empty when it read that itself. Slices of it
  /// live as long as it does.
  std::string take_mended() { return std::exchange(mended_, {}); }
  /// All of an object or array as it stands; empty for anything else.
  std::string_view slice(JsonValue value);
  static bool is(JsonValue& value, simdjson::ondemand::json_type type) {
    simdjson::ondemand::json_type found{};
    return !value.type().get(found) && found == type;
  }
  void note(std::string_view what, std::string_view detail) { teller_.note(place_, what, detail); }
  void wrong_type(std::string_view name, JsonValue& value);
  /// Whether leaves are lists of {releaseDate, value}.
  void set_versioned(bool versioned) { versioned_ = versioned; }

 private:
  template <class Field>
  simdjson::error_code each(JsonObject& object, Field&& field) {
    for (auto result : object) {
      simdjson::ondemand::field one;
      if (const auto error = std::move(result).get(one)) return error;
      const char* const key = one.key().raw();
      std::size_t length = 0;
      while (key[length] != '"') length += key[length] == '\\' ? 2 : 1;
      field(std::string_view(key, length), one.value());
    }
    return simdjson::SUCCESS;
  }
  /// {releaseDate, value} of a list that is itself a value: its texts.
  template <class Each>
  void newest(std::string_view name, JsonValue version, Each& each_text) {
    inside(name, version, [&](std::string_view key, JsonValue value) {
      if (key == "value") texts(name, value, each_text);
    });
  }
  void last_version(std::string_view name, JsonValue value, std::string& into);
  bool open(std::string_view text, simdjson::ondemand::document& document);
  bool broken(simdjson::error_code error);
  void failed(simdjson::error_code error);

  NoticeTeller& teller_;
  model::NoticePlace place_;
  simdjson::ondemand::parser parser_;
  std::string mended_;  ///< a copy in UTF-8, with padding
  bool versioned_ = false, failed_ = false;
};

}  // namespace lenscap::sources
