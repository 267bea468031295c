#include "wire/json_walk.hpp"

#include <simdjson.h>

#include <algorithm>
#include <vector>

#include "wire/utf8.hpp"

namespace lenscap::wire {
namespace {

namespace od = simdjson::ondemand;
using std::string_view;

/// A padded copy in which every byte that is not UTF-8 has become '?': simdjson refuses a document for one such byte,
/// and firmware writes names in GB 18030. Lengths stay, so offsets do.
simdjson::padded_string readable_copy(string_view document) {
  simdjson::padded_string copy(document);
  char* data = copy.data();
  for (std::size_t i = 0; i < document.size();) {
    const std::size_t n = utf8_length(document.substr(i));
    if (n == 0) data[i] = '?';
    i += std::max<std::size_t>(n, 1);
  }
  return copy;
}

/// Length of the string whose first byte is at `text[0]`, up to its closing quote.
std::size_t string_length(string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\') ++i;
    else if (text[i] == '"') return i;
  }
  return text.size();
}

class Walker {
 public:
  Walker(string_view document, const char* copy, const std::function<void(const JsonValue&)>& value)
      : document_(document), copy_(copy), value_(value) {}

  bool walk(od::value value) {
    od::json_type type{};
    if (++seen_ > most_json_values || path_.size() > deepest_json || value.type().get(type)) return false;
    switch (type) {
      case od::json_type::object:
        return walk_object(value);
      case od::json_type::array:
        return walk_array(value);
      case od::json_type::null:
        return true;
      default:
        return leaf(value.raw_json_token());
    }
  }

 private:
  bool walk_object(od::value value) {
    od::object object;
    if (value.get_object().get(object)) return false;
    const std::size_t container = ++containers_;
    for (auto result : object) {
      od::field field;
      if (std::move(result).get(field)) return false;
      const string_view rest = on_input(field.key().raw());
      path_.push_back({rest.substr(0, string_length(rest)), 0, false, container});
      if (!walk(field.value())) return false;
      path_.pop_back();
    }
    return true;
  }

  bool walk_array(od::value value) {
    od::array array;
    if (value.get_array().get(array)) return false;
    const std::size_t container = ++containers_;
    std::size_t index = 0;
    for (auto result : array) {
      od::value element;
      if (std::move(result).get(element)) return false;
      path_.push_back({{}, index++, true, container});
      if (!walk(element)) return false;
      path_.pop_back();
    }
    return true;
  }

  bool leaf(string_view token) {
    string_view raw = on_input(token.data()).substr(0, token.size());
    if (raw.starts_with('"')) raw = raw.substr(1, string_length(raw.substr(1)));
    else raw = raw.substr(0, raw.find_first_of(" \t\r\n"));
    value_(JsonValue{path_, raw});
    return true;
  }

  string_view on_input(const char* in_copy) const {
    const auto at = static_cast<std::size_t>(in_copy - copy_);
    return at <= document_.size() ? document_.substr(at) : string_view{};
  }

  string_view document_;
  const char* copy_;
  const std::function<void(const JsonValue&)>& value_;
  std::vector<JsonStep> path_;
  std::size_t seen_ = 0;
  std::size_t containers_ = 0;
};

}  // namespace

bool JsonValue::at(std::initializer_list<string_view> keys) const {
  return std::equal(path.begin(), path.end(), keys.begin(), keys.end(),
                    [](const JsonStep& step, string_view key) { return !step.in_array && step.key == key; });
}

std::string json_unescape(string_view raw) {
  if (raw.find('\\') == string_view::npos) return std::string(raw);
  const simdjson::padded_string quoted = readable_copy("\"" + std::string(raw) + "\"");
  od::parser parser;
  od::document parsed;
  string_view text;
  if (parser.iterate(quoted).get(parsed) || parsed.get_string().get(text)) return std::string(raw);
  return std::string(text);
}

bool walk_json_start(string_view start, const std::function<void(const JsonValue&)>& value) {
  if (start.size() > longest_json) return false;
  const auto first = start.find_first_of("{[");
  if (first == string_view::npos) return false;
  start = start.substr(first);
  // The last place where a value was whole, and what was open there: with that closed it is a document.
  std::string open, open_there;
  std::size_t whole = 0;
  bool inside = false;
  for (std::size_t i = 0; i < start.size(); ++i) {
    const char c = start[i];
    if (inside) {
      if (c == '\\') ++i;
      else if (c == '"') inside = false;
      continue;
    }
    if (c == '"') inside = true;
    else if (c == '{' || c == '[') open += c == '{' ? '}' : ']';
    else if (c == '}' || c == ']') {
      if (open.empty() || open.back() != c) return false;
      open.pop_back();
    }
    if (c == ',' || c == '}' || c == ']') {
      whole = c == ',' ? i : i + 1;
      open_there = open;
      if (open.empty()) break;
    }
    if (open.size() > deepest_json) return false;
  }
  if (whole == 0) return false;
  const string_view there = start.substr(0, whole);
  std::string closed(there);
  closed.append(open_there.rbegin(), open_there.rend());
  const simdjson::padded_string copy = readable_copy(closed);
  od::parser parser;
  od::document parsed;
  od::value root;
  if (parser.iterate(copy).get(parsed) || parsed.get_value().get(root)) return false;
  return Walker(there, copy.data(), value).walk(root);
}

bool walk_json(string_view document, const std::function<void(const JsonValue&)>& value) {
  if (document.size() > longest_json) return false;
  const auto first = document.find_first_of("{[");
  const auto last = document.find_last_of("}]");
  if (first == string_view::npos || last == string_view::npos || last < first) return false;
  document = document.substr(first, last + 1 - first);  // replies end in line feeds and NULs
  const simdjson::padded_string copy = readable_copy(document);
  od::parser parser;
  od::document parsed;
  od::value root;
  if (parser.iterate(copy).get(parsed) || parsed.get_value().get(root)) return false;
  return Walker(document, copy.data(), value).walk(root);
}

std::string json_pointer(std::span<const JsonStep> path) {
  std::string out;
  for (const JsonStep& step : path) {
    out.push_back('/');
    if (step.in_array) out += std::to_string(step.index);
    for (const char c : step.key) {
      if (c == '~') out += "~0";
      else if (c == '/') out += "~1";
      else out.push_back(c);
    }
  }
  return out;
}

Field json_field(string_view name, const JsonValue& value) {
  Field out{name, value.raw, {}, json_pointer(value.path)};
  if (value.raw.find('\\') != string_view::npos) out.decoded = json_unescape(value.raw);
  return out;
}

}  // namespace lenscap::wire
