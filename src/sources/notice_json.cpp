#include "sources/notice_json.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sources/notice_text.hpp"

namespace lenscap::sources {

using simdjson::error_code;
using simdjson::ondemand::json_type;
using std::string;
using std::string_view;

bool NoticeJson::open(string_view text, simdjson::ondemand::document& document) {
  failed_ = false;
  mended_.clear();
  auto error = parser_.iterate(text.data(), text.size(), text.size() + NoticeUnits::padding).get(document);
  if (error == simdjson::UTF8_ERROR) {
    auto converted = as_utf8(text);
    note("encoding", converted.encoding);
    mended_ = std::move(converted.utf8);
  } else if (error == simdjson::UNESCAPED_CHARS) {
    note("json_broken", "control characters inside a text: read as spaces");
    mended_ = text;
  } else {
    return error == simdjson::SUCCESS || broken(error);
  }
  std::replace_if(
      mended_.begin(), mended_.end(), [](char c) { return static_cast<std::uint8_t>(c) < 0x20; }, ' ');
  const std::size_t size = mended_.size();
  mended_.append(NoticeUnits::padding, '\0');
  error = parser_.iterate(mended_.data(), size, mended_.size()).get(document);
  return error == simdjson::SUCCESS || broken(error);
}

bool NoticeJson::broken(error_code error) {
  if (!failed_) note("json_broken", simdjson::error_message(error));
  failed_ = true;
  return false;
}

/// Damage inside: the walk above will find it, too, and it is told once.
void NoticeJson::failed(error_code error) {
  if (error != simdjson::SUCCESS) broken(error);
}

void NoticeJson::wrong_type(string_view name, JsonValue& value) {
  json_type type{};
  if (value.type().get(type) || type == json_type::null) return;
  constexpr auto word = [](json_type t) -> string_view {
    switch (t) {
      case json_type::array:
        return "an array";
      case json_type::object:
        return "an object";
      case json_type::string:
        return "a text";
      case json_type::number:
        return "a number";
      default:
        return "true or false";
    }
  };
  note("field_type", fmt::format("{}: {}", name.empty() ? "element" : name, word(type)));
}

string_view NoticeJson::slice(JsonValue value) {
  string_view all;
  if (is(value, json_type::object)) {
    JsonObject object;
    if (value.get_object().get(object) || object.raw_json().get(all)) return {};
  } else if (is(value, json_type::array)) {
    simdjson::ondemand::array array;
    if (value.get_array().get(array) || array.raw_json().get(all)) return {};
  }
  return all;
}

void NoticeJson::last_version(string_view name, JsonValue value, string& into) {
  elements(name, value, [&](JsonValue version) {
    if (!is(version, json_type::object)) return wrong_type(name, version);
    inside(name, version, [&](string_view key, JsonValue of_version) {
      if (key != "value") return;
      into.clear();
      text(name, of_version, into);
    });
  });
}

void NoticeJson::text(string_view name, JsonValue value, string& into) {
  json_type type{};
  if (const auto error = value.type().get(type)) return failed(error);
  if (type == json_type::null) return;
  if (type == json_type::array && versioned_) return last_version(name, value, into);
  if (type == json_type::array) return wrong_type(name, value);
  if (type == json_type::object) {
    bool known = false;
    inside(name, value, [&](string_view key, JsonValue number) {
      if (key != "$numberLong" && key != "$numberDecimal" && key != "$oid") return;
      known = true;
      text(name, number, into);
    });
    if (!known) note("field_type", fmt::format("{}: an object", name));
    return;
  }
  string_view found;
  if (type == json_type::string) {
    if (const auto error = value.get_string().get(found)) return failed(error);
  } else {
    found = value.raw_json_token();
    found = found.substr(0, found.find_first_of(" \t\r\n"));
  }
  const string_view kept = cut_text(found, NoticeTeller::longest_text);
  if (kept.size() != found.size()) note("text_cut", fmt::format("{}: {} bytes", name, found.size()));
  into.assign(kept);
}

void NoticeJson::id(string_view name, JsonValue value, string& into) {
  const bool number = is(value, json_type::number);
  text(name, value, into);
  if (number && into.ends_with(".0")) into.resize(into.size() - 2);
}

}  // namespace lenscap::sources
