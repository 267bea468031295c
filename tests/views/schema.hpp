// tests/views/schema.hpp: checks a JSON value against the part of JSON Schema 2020-12 that schemas checked here use.
// A keyword that it does not know is a problem of every value, wherever it stands: a schema that nobody checks promises
// nothing.
#pragma once
#include <algorithm>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace lenscap::views::test {

class Schema {
 public:
  explicit Schema(nlohmann::json root) : root_(std::move(root)) { check_keywords(root_, ""); }

  /// What is wrong, each with its place; empty when `value` is valid.
  std::vector<std::string> problems(const nlohmann::json& value) const {
    std::vector<std::string> out = unknown_;
    check(value, root_, "", out);
    return out;
  }

 private:
  using Json = nlohmann::json;
  using Out = std::vector<std::string>;

  void check_keywords(const Json& schema, const std::string& place) {
    static const std::set<std::string> known = {
        "$schema",     "$id",     "$defs",   "$ref",     "title",      "type",
        "description", "const",   "enum",    "required", "properties", "additionalProperties",
        "items",       "minimum", "maximum", "pattern",  "oneOf"};
    for (const auto& [keyword, inner] : schema.items()) {
      const std::string below = place + "/" + keyword;
      if (!known.contains(keyword)) unknown_.push_back(below + ": the schema uses an unknown keyword");
      if (keyword == "properties" || keyword == "$defs" || keyword == "oneOf")
        for (const auto& [name, one] : inner.items()) check_keywords(one, below + "/" + name);
      if ((keyword == "items" || keyword == "additionalProperties") && inner.is_object()) check_keywords(inner, below);
    }
  }

  static bool is(const Json& value, const std::string& type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    if (type == "boolean") return value.is_boolean();
    return type == "null" && value.is_null();
  }

  static bool is_one_of(const Json& value, const Json& types) {
    if (types.is_string()) return is(value, types.get<std::string>());
    for (const Json& type : types)
      if (is(value, type.get<std::string>())) return true;
    return false;
  }

  void check_object(const Json& value, const Json& schema, const std::string& place, Out& out) const {
    for (const Json& name : schema.value("required", Json::array()))
      if (!value.contains(name.get<std::string>())) out.push_back(place + ": lacks " + name.get<std::string>());
    const Json properties = schema.value("properties", Json::object());
    for (const auto& [name, member] : value.items()) {
      if (properties.contains(name)) check(member, properties.at(name), place + "/" + name, out);
      else if (schema.contains("additionalProperties")) {
        const Json& rest = schema.at("additionalProperties");
        if (rest == Json(false)) out.push_back(place + ": has the unknown name " + name);
        else check(member, rest, place + "/" + name, out);
      }
    }
  }

  /// Exactly one must be met. Where none is, what the nearest misses is told.
  void check_one_of(const Json& value, const Json& choices, const std::string& place, Out& out) const {
    std::size_t met = 0;
    Out nearest;
    for (const Json& choice : choices) {
      Out wrong;
      check(value, choice, place, wrong);
      if (wrong.empty()) ++met;
      else if (nearest.empty() || wrong.size() < nearest.size()) nearest = std::move(wrong);
    }
    if (met > 1) out.push_back(place + ": meets several of what it is one of");
    if (met > 0) return;
    out.push_back(place + ": is none of what it may be");
    out.insert(out.end(), nearest.begin(), nearest.end());
  }

  void check(const Json& value, const Json& schema, const std::string& place, Out& out) const {
    if (schema.contains("$ref"))
      check(value, root_.at(Json::json_pointer(schema.at("$ref").get<std::string>().substr(1))), place, out);
    if (schema.contains("oneOf")) check_one_of(value, schema.at("oneOf"), place, out);
    if (schema.contains("const") && value != schema.at("const")) out.push_back(place + ": is not the constant");
    if (schema.contains("type") && !is_one_of(value, schema.at("type"))) out.push_back(place + ": has the wrong type");
    if (schema.contains("enum")) {
      const Json& allowed = schema.at("enum");
      if (std::find(allowed.begin(), allowed.end(), value) == allowed.end())
        out.push_back(place + ": " + value.dump() + " is none of the values allowed");
    }
    if (schema.contains("minimum") && value.is_number() && value < schema.at("minimum"))
      out.push_back(place + ": is too small");
    if (schema.contains("maximum") && value.is_number() && value > schema.at("maximum"))
      out.push_back(place + ": is too large");
    if (schema.contains("pattern") && value.is_string() &&
        !std::regex_search(value.get<std::string>(), std::regex(schema.at("pattern").get<std::string>())))
      out.push_back(place + ": " + value.dump() + " does not meet the pattern");
    if (value.is_object()) check_object(value, schema, place, out);
    if (value.is_array() && schema.contains("items"))
      for (std::size_t i = 0; i < value.size(); ++i)
        check(value[i], schema.at("items"), place + "/" + std::to_string(i), out);
  }

  Json root_;
  Out unknown_;  ///< keywords, by their places in the schema
};

}  // namespace lenscap::views::test
