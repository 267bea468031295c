// Names in JSON: OCDS releases and records (standard.open-contracting.org/1.1: parties, suppliers, items), lists of
// names, and objects whose keys are called as columns are.
#include <fmt/format.h>
#include <simdjson.h>

#include "model/json_pointer.hpp"
#include "sources/screen_input.hpp"

namespace lenscap::sources {
namespace {

namespace dom = simdjson::dom;

/// Deeper things are no names.
constexpr int deepest = 24;

std::string json_text(dom::element value) {
  std::string_view text;
  if (!value.get(text)) return std::string(text);
  if (value.is_int64() || value.is_uint64()) return simdjson::minify(value);
  return {};
}

std::string text_at(dom::object object, std::string_view key) {
  dom::element value;
  return object[key].get(value) ? std::string{} : json_text(value);
}

std::string within(std::string place, std::string_view key) {
  model::append_step(place, key);
  return place;
}

class Walk {
 public:
  explicit Walk(ScreenInput& input) : input_(input) {}

  void value(dom::element at, const std::string& place, int depth) {
    if (depth > deepest) return;
    if (dom::array list; !at.get(list)) {
      std::size_t i = 0;
      for (dom::element item : list) value(item, within(place, std::to_string(i++)), depth + 1);
    } else if (dom::object object; !at.get(object)) {
      this->object(object, place, depth);
    } else if (std::string_view name; depth <= 1 && !at.get(name)) {
      row(place).name = name;  // ["Name", "Name"]
    }
  }

 private:
  ScreenRow& row(const std::string& place) {
    ScreenRow& out = input_.rows.emplace_back();
    out.row = input_.rows.size();
    out.place = place;
    return out;
  }

  void identifier(ScreenRow& out, dom::element value) {
    dom::object object;
    if (value.get(object)) {
      if (std::string id = json_text(value); !id.empty()) out.identifiers.emplace_back("", std::move(id));
      return;
    }
    if (std::string id = text_at(object, "id"); !id.empty())
      out.identifiers.emplace_back(text_at(object, "scheme"), std::move(id));
  }

  void address(ScreenRow& out, dom::element value) {
    dom::object object;
    if (value.get(object)) {
      out.address = json_text(value);
      return;
    }
    for (const auto field : object) {
      const std::string text = json_text(field.value);
      if (text.empty()) continue;
      if (column_of(field.key) == ScreenColumn::country) out.country = text;
      if (!out.address.empty()) out.address += ", ";
      out.address += text;
    }
  }

  void object(dom::object at, const std::string& place, int depth) {
    ScreenRow found;
    for (const auto field : at) {
      const ScreenColumn column = column_of(field.key);
      const std::string text = json_text(field.value);
      if (field.key == "ocid") input_.form = "OCDS";
      if (field.key == "identifier" || field.key == "additionalIdentifiers") {
        if (dom::array list; !field.value.get(list))
          for (dom::element item : list) identifier(found, item);
        else identifier(found, field.value);
      } else if (field.key == "address") {
        address(found, field.value);
      } else if (!text.empty()) {
        if (column == ScreenColumn::name && found.name.empty()) found.name = text;
        else if (column == ScreenColumn::item) found.item += found.item.empty() ? text : ", " + text;
        else if (column == ScreenColumn::country) found.country = text;
        else if (column == ScreenColumn::identifier && field.key != "id") found.identifiers.emplace_back("", text);
      }
    }
    if (!found.name.empty() || !found.item.empty()) {
      ScreenRow& out = row(place);
      const auto number = out.row;
      out = std::move(found);
      out.row = number;
      out.place = place;
    }
    for (const auto field : at)
      if (field.key != "identifier" && field.key != "address" && (field.value.is_array() || field.value.is_object()))
        value(field.value, within(place, field.key), depth + 1);
  }

  ScreenInput& input_;
};

}  // namespace

model::Result<ScreenInput> read_screen_json(std::string_view text, const std::string& name) {
  ScreenInput input{"JSON", "", {}, {}, {}};
  Walk walk(input);
  dom::parser parser;
  dom::element document;
  const simdjson::padded_string padded(text);
  const auto whole = parser.parse(padded).get(document);
  if (whole == simdjson::SUCCESS) {
    walk.value(document, "", 0);
    return input;
  }
  // One document a line; a line that is none is noted and the rest is read.
  std::size_t line = 0, read = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view one = text.substr(at, end - at);
    at = end + 1;
    ++line;
    if (one.find_first_not_of(" \t\r") == one.npos) continue;
    const simdjson::padded_string piece(one);
    if (const auto error = parser.parse(piece).get(document); error == simdjson::SUCCESS) {
      ++read;
      walk.value(document, fmt::format("/line {}", line), 1);
    } else {
      input.notes.push_back(
          {fmt::format("is no JSON: {}", simdjson::error_message(error)), fmt::format("{}, line {}", name, line), ""});
    }
  }
  if (read == 0)
    return model::fail(fmt::format("is no JSON: {}", simdjson::error_message(whole)), name,
                       "give whole JSON, or one document a line");
  if (input.form == "JSON") input.form = "JSON lines";
  return input;
}

}  // namespace lenscap::sources
