// wire/json_walk.hpp: every value of a saved JSON document, with its JSON pointer and its bytes.
// Source: RFC 8259, RFC 6901 (pointers)
//
// For discovery replies and for documents of up to 4 MiB (tools' renderings of ISAPI, LAPI replies), where objects are
// looked for at any depth and the position in an array belongs to the place of a value. simdjson reads a padded copy,
// in which bytes that are not UTF-8 are replaced, and the views are moved back onto the input.
#pragma once
#include <cstddef>
#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "wire/field.hpp"

namespace lenscap::wire {

inline constexpr std::size_t longest_json = 4 * 1024 * 1024;  // bytes
inline constexpr std::size_t deepest_json = 64;
inline constexpr std::size_t most_json_values = 200'000;  // a recorder with 256 channels gives 20,000

/// One step down from the root.
struct JsonStep {
  std::string_view key;   ///< escapes as sent; aliases the input; empty inside an array
  std::size_t index = 0;  ///< position from 0 inside an array
  bool in_array = false;
  std::size_t container = 0;  ///< number of the object or array that this step is inside of; unique in the document
};

/// A string, number, true or false (null is passed over).
struct JsonValue {
  std::span<const JsonStep> path;  ///< from the root; the last step is the value's own; valid during the call
  std::string_view raw;            ///< without quotes, escapes as sent; aliases the input

  std::string_view key() const { return path.empty() ? std::string_view{} : path.back().key; }
  /// Whether the keys from the root down are just these.
  bool at(std::initializer_list<std::string_view> keys) const;
  /// The step `up` levels above the value's own; a step without key when there is none.
  JsonStep above(std::size_t up) const { return up < path.size() ? path[path.size() - 1 - up] : JsonStep{}; }
};

/// Calls `value` for each value in the order of the document. False when it is not JSON or exceeds a bound; what came
/// before the defect may have been seen. Bytes that are not UTF-8 inside strings do no harm.
bool walk_json(std::string_view document, const std::function<void(const JsonValue&)>& value);

/// The same for a document of which only the start is there: the values before its last whole one.
bool walk_json_start(std::string_view start, const std::function<void(const JsonValue&)>& value);

/// The text that the escapes of `raw` stand for, in UTF-8; `raw` itself when it has none or they are malformed.
std::string json_unescape(std::string_view raw);

/// "/data/ISAPI/System~1deviceInfo/response/DeviceInfo/model"
std::string json_pointer(std::span<const JsonStep> path);

/// The value as a field called `name`.
Field json_field(std::string_view name, const JsonValue& value);

}  // namespace lenscap::wire
