#include "wire/json_line.hpp"

#include <algorithm>
#include <cstring>

#include "wire/utf8.hpp"

namespace lenscap::wire {

using std::string_view;

JsonLine::JsonLine() : copy_(16 * 1024) {}

bool JsonLine::begin(string_view line) {
  line_ = line;
  if (copy_.size() < line.size() + simdjson::SIMDJSON_PADDING)
    copy_.resize(2 * line.size() + simdjson::SIMDJSON_PADDING);
  std::memcpy(copy_.data(), line.data(), line.size());
  std::memset(copy_.data() + line.size(), 0, simdjson::SIMDJSON_PADDING);
  return !line.empty();
}

/// simdjson refuses a line for one byte that is not UTF-8, and devices send such names: those bytes become '?' in the
/// copy, where lengths stay.
simdjson::error_code JsonLine::open(simdjson::ondemand::document& document) {
  const auto iterate = [&] { return parser_.iterate(copy_.data(), line_.size(), copy_.size()).get(document); };
  const auto error = iterate();
  if (error != simdjson::UTF8_ERROR) return error;
  for (std::size_t i = 0; i < line_.size();) {
    const std::size_t n = utf8_length(line_.substr(i));
    if (n == 0) copy_[i] = '?';
    i += std::max<std::size_t>(n, 1);
  }
  return iterate();
}

string_view JsonLine::on_line(const char* in_copy, std::size_t length) const {
  const auto at = static_cast<std::size_t>(in_copy - copy_.data());
  return at <= line_.size() ? line_.substr(at, length) : string_view{};
}

std::size_t JsonLine::key_length(string_view rest) {
  for (std::size_t i = 0; i < rest.size(); ++i) {
    if (rest[i] == '\\') ++i;
    else if (rest[i] == '"') return i;
  }
  return rest.size();
}

bool JsonLine::is_object(Value value) {
  simdjson::ondemand::json_type type{};
  return !value.type().get(type) && type == simdjson::ondemand::json_type::object;
}

bool JsonLine::is_array(Value value) {
  simdjson::ondemand::json_type type{};
  return !value.type().get(type) && type == simdjson::ondemand::json_type::array;
}

string_view JsonLine::raw(Value value) const {
  simdjson::ondemand::json_type type{};
  if (value.type().get(type)) return {};
  if (type == simdjson::ondemand::json_type::object || type == simdjson::ondemand::json_type::array ||
      type == simdjson::ondemand::json_type::null)
    return {};
  const string_view token = value.raw_json_token();
  string_view text = on_line(token.data(), token.size());
  if (!text.starts_with('"')) return text.substr(0, text.find_first_of(" \t\r\n"));
  text.remove_prefix(1);
  return text.substr(0, key_length(text));
}

string_view JsonLine::raw_array(Value value) const {
  simdjson::ondemand::array array;
  string_view all;
  if (value.get_array().get(array) || array.raw_json().get(all)) return {};
  return on_line(all.data(), all.size());
}

}  // namespace lenscap::wire
