// Theft: an example of one entry makes another entry on the same kind of observation say another maker or another
// label. Then every device that sends the text would show a contradiction, or be somebody's who never built it.
//
// Two entries disagree on a text when
//   their makers differ,
//   or both know a label and the labels are of two companies (a captured label counts when somebody known bears it),
//   or one says a maker and the other a label that is another builder's own or house name.
// A label that no maker bears ("Lorex") beside a maker ("dahua") is no disagreement: that is what Lenscap is for.
//
// It is allowed only when both list the text among their examples and at least one of them says at most
// `limit = "possible"`: then the overlap is meant, and one cannot outvote the other. A text that two makers really
// share is written as possible on both sides. Names of hosts are observations too, so an endpoint stands beside the
// signatures on dns.query, tls.sni and http.host.
#include "knowledge/check_theft.hpp"

#include <algorithm>

#include "knowledge/check.hpp"
#include "knowledge/label.hpp"

namespace lenscap::knowledge {
namespace {

/// Who bears a label: a maker's id, else a brand's; empty when nobody known does.
std::string bearer_of(const Knowledge& k, std::string_view label) {
  bool house = false;
  if (const Maker* maker = k.maker_of_label(label, house)) return "maker " + maker->id;
  if (const Brand* brand = k.brand(label)) return "brand " + brand->id;
  return {};
}

/// The maker whose own or house name `label` is, when it builds.
std::string builder_named(const Knowledge& k, std::string_view label) {
  bool house = false;
  const Maker* maker = k.maker_of_label(label, house);
  return maker && maker->builds ? maker->id : std::string();
}

bool differ(const std::string& a, const std::string& b) { return !a.empty() && !b.empty() && a != b; }

bool lists(const std::vector<std::string>& examples, const std::string& text) {
  return std::find(examples.begin(), examples.end(), text) != examples.end();
}

}  // namespace

Said said_by(const Knowledge& k, const Match& match) {
  Said said{match.signature, match.signature->limit, &match.signature->examples, {}, {}, {}};
  for (const auto& claim : match.claims)
    if (claim.kind == ClaimKind::maker) said.maker = claim.value;
  for (const ClaimValue& claim : match.signature->claims) {
    if (claim.kind != ClaimKind::brand) continue;
    if (claim.group == 0) said.label = claim.constant;
    else
      for (const auto& filled : match.claims)
        if (filled.kind == ClaimKind::brand && !bearer_of(k, filled.value).empty()) said.label = filled.value;
  }
  said.bearer = bearer_of(k, said.label);
  return said;
}

Said said_by(const Knowledge& k, const Endpoint& endpoint) {
  return {&endpoint, endpoint.limit, &endpoint.examples, endpoint.maker, endpoint.brand, bearer_of(k, endpoint.brand)};
}

void check_theft(const Knowledge& k, const Said& own, const Said& other, const std::string& text, Problems& problems) {
  if (own.entry == other.entry) return;
  const bool one_is_hint = own.limit == model::Confidence::possible || other.limit == model::Confidence::possible;
  if (one_is_hint && lists(*other.examples, text)) return;
  std::string as;
  if (differ(own.maker, other.maker)) as = other.maker;
  else if (differ(own.bearer, other.bearer) ||
           (own.bearer.empty() && other.bearer.empty() && differ(folded(own.label), folded(other.label))))
    as = other.label;
  else if (differ(own.maker, builder_named(k, other.label))) as = other.label;
  else if (differ(builder_named(k, own.label), other.maker)) as = other.maker;
  if (as.empty()) return;
  complain(problems, *own.entry,
           fmt::format("example '{}' is also {} by {} ({}, line {})", text, as, other.entry->id, other.entry->file,
                       other.entry->line),
           "make the other pattern narrower or give it an 'except'; if both are meant, give one limit = \"possible\" "
           "and both this example");
}

}  // namespace lenscap::knowledge
