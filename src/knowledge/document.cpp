#include "knowledge/document.hpp"

// toml++ 3.3 asserts that no value begins with what ends one, before it looks: "[}" would end a build with assertions.
// Without the assertion it says the same as an error, with the line.
#undef NDEBUG
#define TOML_ASSERT(expr) static_cast<void>(0)
#include <toml++/toml.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace lenscap::knowledge {
namespace {

std::uint32_t line_of(const toml::node& node) { return node.source().begin.line; }

Value convert(const toml::node& node) {
  Value value;
  value.line = line_of(node);
  if (const auto* text = node.as_string()) {
    value.type = Value::Type::text;
    value.text = text->get();
  } else if (const auto* integer = node.as_integer()) {
    value.type = Value::Type::integer;
    value.integer = integer->get();
  } else if (const auto* boolean = node.as_boolean()) {
    value.type = Value::Type::boolean;
    value.integer = boolean->get();
  } else if (const auto* date = node.as_date()) {
    value.type = Value::Type::date;
    value.date = {date->get().year, date->get().month, date->get().day};
  } else if (const auto* list = node.as_array()) {
    value.type = Value::Type::list;
    for (const toml::node& item : *list) value.items.push_back(convert(item));
  } else if (const auto* table = node.as_table()) {
    value.type = Value::Type::table;
    for (const auto& [key, item] : *table) {  // toml++ keeps keys sorted
      value.keys.emplace_back(key.str());
      value.items.push_back(convert(item));
    }
  }
  return value;
}

}  // namespace

std::string_view describe(Value::Type type) {
  switch (type) {
    case Value::Type::text:
      return "a string";
    case Value::Type::integer:
      return "a whole number";
    case Value::Type::boolean:
      return "true or false";
    case Value::Type::date:
      return "a date";
    case Value::Type::list:
      return "a list";
    case Value::Type::table:
      return "a table";
    case Value::Type::other:
      break;
  }
  return "a value of a type that data never uses";
}

model::Result<Value> parse_document(std::string_view toml, std::string_view name) {
  try {
    return convert(toml::parse(toml, name));
  } catch (const toml::parse_error& error) {
    return model::fail("not TOML: " + std::string(error.description()),
                       std::string(name) + ", line " + std::to_string(error.source().begin.line),
                       "write it as https://toml.io/en/v1.0.0 says");
  }
}

model::Result<std::string> read_file(const std::string& path, std::string_view name, std::size_t limit) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rbe"), &std::fclose);
  if (!file) return model::fail(std::string("cannot be read: ") + std::strerror(errno), std::string(name));
  std::string content;
  char block[1 << 16];
  while (const std::size_t n = std::fread(block, 1, sizeof block, file.get())) {
    content.append(block, n);
    if (content.size() > limit)
      return model::fail("larger than " + std::to_string(limit) + " bytes", std::string(name), "split the file");
  }
  if (std::ferror(file.get())) return model::fail("cannot be read to its end", std::string(name));
  return content;
}

}  // namespace lenscap::knowledge
