// tests/views/schema.hpp: checks a JSON value against the part of JSON Schema 2020-12 that docs/audit.schema.json uses.
// A keyword that it does not know is a problem too: a schema that nobody checks promises nothing.
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
  explicit Schema(nlohmann::json root) : root_(std::move(root)) {}

  /// What is wrong, each with its place; empty when `value` is valid.
  std::vector<std::string> problems(const nlohmann::json& value) const {
    std::vector<std::string> out;
    check(value, root_, "", out);
    return out;
  }

 private:
  using Json = nlohmann::json;
  using Out = std::vector<std::string>;

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

  void check(const Json& value, const Json& schema, const std::string& place, Out& out) const {
    static const std::set<std::string> known = {"$schema", "$id",         "$defs",      "$ref",
                                                "title",   "description", "type",       "const",
                                                "enum",    "required",    "properties", "additionalProperties",
                                                "items",   "minimum",     "pattern"};
    for (const auto& [keyword, unused] : schema.items())
      if (!known.contains(keyword)) out.push_back(place + ": the schema uses an unknown keyword, " + keyword);
    if (schema.contains("$ref"))
      check(value, root_.at(Json::json_pointer(schema.at("$ref").get<std::string>().substr(1))), place, out);
    if (schema.contains("const") && value != schema.at("const")) out.push_back(place + ": is not the constant");
    if (schema.contains("type") && !is_one_of(value, schema.at("type"))) out.push_back(place + ": has the wrong type");
    if (schema.contains("enum")) {
      const Json& allowed = schema.at("enum");
      if (std::find(allowed.begin(), allowed.end(), value) == allowed.end())
        out.push_back(place + ": " + value.dump() + " is none of the values allowed");
    }
    if (schema.contains("minimum") && value.is_number() && value < schema.at("minimum"))
      out.push_back(place + ": is too small");
    if (schema.contains("pattern") && value.is_string() &&
        !std::regex_search(value.get<std::string>(), std::regex(schema.at("pattern").get<std::string>())))
      out.push_back(place + ": " + value.dump() + " does not meet the pattern");
    if (value.is_object()) check_object(value, schema, place, out);
    if (value.is_array() && schema.contains("items"))
      for (std::size_t i = 0; i < value.size(); ++i)
        check(value[i], schema.at("items"), place + "/" + std::to_string(i), out);
  }

  Json root_;
};

}  // namespace lenscap::views::test
