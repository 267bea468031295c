// [[signature]]: observation → claims.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "knowledge/fields.hpp"
#include "knowledge/pattern.hpp"

namespace lenscap::knowledge {
namespace {

using enum ClaimKind;
constexpr std::array claim_kinds = {role, maker, brand, ClaimKind::model, firmware, serial, build_date, component, mac};

constexpr std::array<std::string_view, 7> roles = {
    "camera", "recorder", "encoder", "door_station", "access_terminal", "management_client", "not_a_camera"};

/// The number of capture groups of `pattern`, or -1 after a complaint.
int groups_of(Fields& fields, std::string_view key, const std::string& pattern) {
  const RE2 compiled(pattern, pattern_options());
  if (compiled.ok()) return compiled.NumberOfCapturingGroups();
  fields.complain(fields.any(key), fmt::format("'{}' is no RE2 pattern: {}", key, compiled.error()),
                  "see https://github.com/google/re2/wiki/Syntax (no look-around, no back-references)");
  return -1;
}

void read_claims(Signature& signature, Fields& fields, int groups) {
  for (const ClaimKind kind : claim_kinds) {
    const std::string_view key = to_string(kind);
    const Value* value = fields.any(key);
    if (!value) continue;
    if (value->type == Value::Type::text && !value->text.empty()) {
      if (kind == role && std::find(roles.begin(), roles.end(), value->text) == roles.end())
        fields.complain(
            value, fmt::format("role '{}' does not exist", value->text),
            "write camera, recorder, encoder, door_station, access_terminal, management_client or not_a_camera");
      signature.claims.push_back({kind, value->text, 0});
    } else if (value->type == Value::Type::integer && value->integer >= 1 && value->integer <= 99) {
      if (groups >= 0 && value->integer > groups)
        fields.complain(value, fmt::format("'{}' asks for group {}, but 'match' has {}", key, value->integer, groups),
                        "put ( ) around what is meant");
      signature.claims.push_back({kind, {}, static_cast<int>(value->integer)});
    } else {
      fields.complain(value, fmt::format("'{}' is neither a name nor the number of a group", key),
                      fmt::format("write {} = \"…\" or, for the first ( ) of 'match', {} = 1", key, key));
    }
  }
  if (fields.flag("no_brand", false)) signature.claims.push_back({no_brand, {}, 0});
  if (signature.claims.empty())
    fields.complain(nullptr, "claims nothing", "add role, maker, brand, model, firmware, serial, …");
}

}  // namespace

std::string_view to_string(ClaimKind k) {
  switch (k) {
    case role:
      return "role";
    case maker:
      return "maker";
    case brand:
      return "brand";
    case ClaimKind::model:
      return "model";
    case firmware:
      return "firmware";
    case serial:
      return "serial";
    case build_date:
      return "build_date";
    case component:
      return "component";
    case mac:
      return "mac";
    case no_brand:
      return "no_brand";
  }
  return "";
}

Signature read_signature(Fields& fields, const Value& table) {
  Signature signature;
  read_entry(signature, fields, table, "signature");

  const std::string on = fields.text("on", Need::required);
  if (const auto kind = lenscap::model::find_kind(on)) {
    signature.on = *kind;
    signature.evidence = lenscap::model::info(*kind).evidence;
  } else if (!on.empty()) {
    fields.complain(fields.any("on"), fmt::format("no observation is of kind '{}'", on),
                    "use a kind of src/model/kind_table.hpp, such as rtsp.realm");
  }

  signature.match = fields.text("match", Need::required);
  const int groups = signature.match.empty() ? -1 : groups_of(fields, "match", signature.match);
  signature.except = fields.text("except");
  if (!signature.except.empty()) groups_of(fields, "except", signature.except);
  read_claims(signature, fields, groups);

  if (const std::string name = fields.text("class"); !name.empty()) {
    if (const auto evidence = lenscap::model::parse_evidence_class(name)) signature.evidence = *evidence;
    else
      fields.complain(
          fields.any("class"), fmt::format("class '{}' does not exist", name),
          "write protocol, firmware, certificate, description, address, path, banner, name, serial, endpoint, "
          "setting or none");
  }
  signature.limit = lenscap::model::parse_confidence(fields.word("limit", limit_words, "confirmed"))
                        .value_or(lenscap::model::Confidence::possible);
  signature.examples = fields.values("examples", Need::required);
  signature.not_examples = fields.values("not");
  fields.finish();
  return signature;
}

}  // namespace lenscap::knowledge
