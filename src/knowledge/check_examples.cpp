// The examples of data/ are its tests.
//
// Theft: an example of one signature makes another signature on the same kind claim another maker, or (both by name)
// another brand. Then every device that sends the text would show a contradiction. It is allowed only when both list
// the text among their examples and at least one of them says at most `limit = "possible"`: then the overlap is meant,
// and one cannot outvote the other. A text that two makers really share is written as possible on both sides.
#include <algorithm>

#include "knowledge/check.hpp"
#include "knowledge/label.hpp"
#include "knowledge/matcher.hpp"

namespace lenscap::knowledge {
namespace {

std::string_view maker_of(const Match& match) {
  for (const auto& claim : match.claims)
    if (claim.kind == ClaimKind::maker) return claim.value;
  return {};
}

std::string_view named_brand(const Signature& signature) {
  for (const ClaimValue& claim : signature.claims)
    if (claim.kind == ClaimKind::brand && claim.group == 0) return claim.constant;
  return {};
}

bool lists(const Signature& signature, const std::string& example) {
  return std::find(signature.examples.begin(), signature.examples.end(), example) != signature.examples.end();
}

void check_theft(const Match& own, const Match& other, const std::string& example, Problems& problems) {
  const bool one_is_hint =
      own.signature->limit == model::Confidence::possible || other.signature->limit == model::Confidence::possible;
  if (one_is_hint && lists(*other.signature, example)) return;
  const std::string_view maker = maker_of(own), other_maker = maker_of(other);
  const std::string_view brand = named_brand(*own.signature), other_brand = named_brand(*other.signature);
  const bool maker_differs = !maker.empty() && !other_maker.empty() && maker != other_maker;
  const bool brand_differs = !brand.empty() && !other_brand.empty() && folded(brand) != folded(other_brand);
  if (!maker_differs && !brand_differs) return;
  complain(
      problems, *own.signature,
      fmt::format("example '{}' is also {} by signature {} ({}, line {})", example,
                  maker_differs ? other_maker : other_brand, other.signature->id, other.signature->file,
                  other.signature->line),
      "make the other pattern narrower or give it an 'except'; if both are meant, give one limit = \"possible\" and "
      "both this example");
}

void check_signature(Matcher& matcher, const Signature& signature, Problems& problems) {
  if (signature.examples.empty()) complain(problems, signature, "has no example", "add examples = [\"…\"]");
  for (const std::string& example : signature.examples) {
    const std::vector<Match> matches = matcher.match(signature.on, example);
    const auto own =
        std::find_if(matches.begin(), matches.end(), [&](const Match& match) { return match.signature == &signature; });
    if (own == matches.end()) {
      complain(problems, signature, fmt::format("example '{}' does not meet 'match' (or meets 'except')", example),
               "correct the pattern or the example");
      continue;
    }
    if (own->claims.empty())
      complain(problems, signature, fmt::format("example '{}' claims nothing", example),
               "its capture groups are empty");
    for (const Match& other : matches) check_theft(*own, other, example, problems);
  }
  for (const std::string& text : signature.not_examples)
    for (const Match& match : matcher.match(signature.on, text))
      if (match.signature == &signature)
        complain(problems, signature, fmt::format("'{}' stands in 'not', but meets 'match'", text),
                 "make the pattern narrower or add 'except'");
}

void check_endpoint(const Matcher& matcher, const Endpoint& endpoint, Problems& problems) {
  if (endpoint.examples.empty()) complain(problems, endpoint, "has no example", "add examples = [\"…\"]");
  for (const std::string& host : endpoint.examples) {
    const Endpoint* found = matcher.endpoint(host);
    if (found == &endpoint) continue;
    complain(problems, endpoint,
             found ? fmt::format("example '{}' belongs to {}, whose suffix is longer", host, found->id)
                   : fmt::format("example '{}' does not end in the suffix", host),
             "correct the example or the suffix");
  }
  for (const std::string& host : endpoint.not_examples)
    if (matcher.endpoint(host) == &endpoint)
      complain(problems, endpoint, fmt::format("'{}' stands in 'not', but ends in the suffix", host),
               "correct one of them");
}

}  // namespace

void check_examples(const Knowledge& k, Problems& problems) {
  Matcher matcher(k);
  for (const Signature& signature : k.signatures) check_signature(matcher, signature, problems);
  for (const Endpoint& endpoint : k.endpoints) check_endpoint(matcher, endpoint, problems);
}

}  // namespace lenscap::knowledge
