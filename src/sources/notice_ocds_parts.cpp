// The small parts of a release: organisations, items, amounts, days, relations.
#include <fmt/format.h>

#include "sources/notice_check.hpp"
#include "sources/notice_ocds_release.hpp"
#include "sources/notice_values.hpp"

namespace lenscap::sources {

using simdjson::ondemand::json_type;
using std::string;
using std::string_view;

namespace {

constexpr std::size_t most_items = 100'000;  // of one list

}  // namespace

void OcdsReleaseReader::organisation(string_view name, JsonValue value, model::Organisation& into) {
  if (NoticeJson::is(value, json_type::string)) return json_.text(name, value, into.name);  // a name alone
  json_.inside(name, value, [&](string_view key, JsonValue part) {
    if (named(key, "id")) json_.id(key, part, into.id);
    else if (named(key, "name")) json_.text(key, part, into.name);
    else if (named(key, "identifier")) identifier(key, part, into);
    else if (named(key, "additionalIdentifiers"))
      json_.elements(key, part, [&](JsonValue one) { identifier(key, one, into); });
    else if (named(key, "address")) address(part, into);
    else if (named(key, "roles")) json_.texts(key, part, [&](auto&& role) { into.roles.push_back(role); });
  });
}

void OcdsReleaseReader::identifier(string_view name, JsonValue value, model::Organisation& into) {
  model::OrganisationId id;
  string legal;
  json_.inside(name, value, [&](string_view key, JsonValue part) {
    if (named(key, "scheme")) json_.text(key, part, id.scheme);
    else if (named(key, "id")) json_.id(key, part, id.id);
    else if (named(key, "legalName")) json_.text(key, part, legal);
  });
  if (into.name.empty()) into.name = std::move(legal);
  add_identifier(into, std::move(id), [&](string_view odd) { json_.note("identifier_form", odd); });
}

void OcdsReleaseReader::address(JsonValue value, model::Organisation& into) {
  string street, locality, region, code, country, country_name;
  json_.inside("address", value, [&](string_view key, JsonValue part) {
    if (named(key, "streetAddress")) json_.text(key, part, street);
    else if (named(key, "locality")) json_.text(key, part, locality);
    else if (named(key, "region")) json_.text(key, part, region);
    else if (named(key, "postalCode")) json_.text(key, part, code);
    else if (named(key, "country")) json_.text(key, part, country);
    else if (named(key, "countryName")) json_.text(key, part, country_name);
  });
  into.address = joined({street, locality, region, code});
  into.country = country_name.empty() ? std::move(country) : std::move(country_name);
}

void OcdsReleaseReader::item(JsonValue value, std::vector<model::Item>& into) {
  if (into.size() >= most_items) return json_.note("too_many", "items");
  if (!NoticeJson::is(value, json_type::object)) return json_.wrong_type("items", value);
  auto& item = into.emplace_back();
  json_.inside("items", value, [&](string_view key, JsonValue part) {
    if (named(key, "id")) json_.id(key, part, item.id);
    else if (named(key, "description")) json_.text(key, part, item.description);
    else if (named(key, "quantity")) json_.text(key, part, item.quantity);
    else if (named(key, "classification")) classification(key, part, item.classifications);
    else if (named(key, "additionalClassifications"))
      json_.elements(key, part, [&](JsonValue one) { classification(key, one, item.classifications); });
    else if (named(key, "unit"))
      json_.inside(key, part, [&](string_view of, JsonValue unit) {
        if (named(of, "name")) json_.text(of, unit, item.unit);
        else if (named(of, "value")) amount("unit.value", unit, item.unit_value);
      });
  });
}

void OcdsReleaseReader::classification(string_view name, JsonValue value, std::vector<model::Classification>& into) {
  if (into.size() >= most_items) return json_.note("too_many", name);
  model::Classification code;
  json_.inside(name, value, [&](string_view key, JsonValue part) {
    if (named(key, "scheme") || named(key, "schema"))
      json_.text(key, part, code.scheme);  // the second is Mexico City's
    else if (named(key, "id")) json_.id(key, part, code.id);
    else if (named(key, "description")) json_.text(key, part, code.text);
  });
  if (code.scheme == "CPV") code.id = without_check_digit(code.id);
  if (!code.id.empty() || !code.text.empty()) into.push_back(std::move(code));
}

void OcdsReleaseReader::amendment(JsonValue value, std::vector<model::Amendment>& into) {
  if (into.size() >= most_items) return json_.note("too_many", "amendments");
  model::Amendment one;
  string description;
  json_.inside("amendments", value, [&](string_view key, JsonValue part) {
    if (named(key, "id")) json_.id(key, part, one.id);
    else if (named(key, "date")) json_.text(key, part, one.date);
    else if (named(key, "rationale")) json_.text(key, part, one.rationale);
    else if (named(key, "description")) json_.text(key, part, description);
  });
  if (one.rationale.empty()) one.rationale = std::move(description);
  if (one != model::Amendment{}) into.push_back(std::move(one));
}

void OcdsReleaseReader::related(JsonValue value, std::vector<model::RelatedProcess>& into) {
  if (into.size() >= most_items) return json_.note("too_many", "relatedProcesses");
  std::vector<string> relationships;
  model::RelatedProcess one;
  json_.inside("relatedProcesses", value, [&](string_view key, JsonValue part) {
    if (named(key, "relationship")) json_.texts(key, part, [&](auto&& word) { relationships.push_back(word); });
    else if (named(key, "scheme")) json_.text(key, part, one.scheme);
    else if (named(key, "identifier")) json_.text(key, part, one.id);
  });
  if (one.id.empty()) return;
  if (relationships.empty()) relationships.emplace_back();
  for (auto& relationship : relationships) {
    one.relationship = std::move(relationship);
    into.push_back(one);
  }
}

void OcdsReleaseReader::amount(string_view name, JsonValue value, model::Amount& into) {
  if (NoticeJson::is(value, json_type::number) || NoticeJson::is(value, json_type::string)) {
    json_.text(name, value, into.as_written);  // a number where {amount, currency} should be
  } else {
    json_.inside(name, value, [&](string_view key, JsonValue part) {
      if (named(key, "amount")) json_.text(name, part, into.as_written);
      else if (named(key, "currency")) json_.text("currency", part, into.currency);
    });
  }
  check_amount(into, [&](string_view what, string_view detail) { json_.note(what, detail); });
}

void OcdsReleaseReader::date(string_view name, JsonValue value, model::NoticeDate& into) {
  string written;
  json_.text(name, value, written);
  into = checked_day(written, [&](string_view what, string_view detail) { json_.note(what, detail); });
}

void OcdsReleaseReader::period(string_view name, JsonValue value, model::NoticeDate& from, model::NoticeDate& until) {
  json_.inside(name, value, [&](string_view key, JsonValue part) {
    if (named(key, "startDate")) date(key, part, from);
    else if (named(key, "endDate")) date(key, part, until);
  });
}

}  // namespace lenscap::sources
