#include <algorithm>

#include "knowledge/check.hpp"

namespace lenscap::knowledge {
namespace {

void check_maker(const Knowledge& k, const Entry& entry, std::string_view id, Problems& problems) {
  if (!id.empty() && !has(k.makers, id))
    complain(problems, entry, fmt::format("there is no maker '{}'", id), "add a [[maker]] with that id, or correct it");
}

void check_who(const Knowledge& k, const Entry& entry, std::string_view id, Problems& problems) {
  if (!has(k.whos, id))
    complain(problems, entry, fmt::format("nobody asks as '{}'", id), "add a [[who]] with that id, or correct it");
}

void check_named(const Knowledge& k, const Signature& signature, Problems& problems) {
  for (const ClaimValue& claim : signature.claims) {
    if (claim.group != 0) continue;
    if (claim.kind == ClaimKind::maker) {
      check_maker(k, signature, claim.constant, problems);
      if (const Maker* maker = k.maker(claim.constant); maker && !maker->builds)
        complain(problems, signature, fmt::format("'{}' does not build devices", claim.constant),
                 "claim brand instead of maker");
    }
    if (claim.kind == ClaimKind::component && !has(k.components, claim.constant) && !has(k.makers, claim.constant))
      complain(problems, signature, fmt::format("there is no component or maker '{}'", claim.constant),
               "add a [[component]] with that id, or correct it");
  }
}

void check_rule(const Knowledge& k, const Rule& rule, Problems& problems) {
  for (const RuleParty& party : rule.parties) {
    check_maker(k, rule, party.maker, problems);
    if (!party.parties_of.empty() && !has(k.rules, party.parties_of))
      complain(problems, rule, fmt::format("there is no rule '{}'", party.parties_of), "correct 'parties_of'");
  }
  for (const std::string& who : rule.binds) check_who(k, rule, who, problems);
  for (const std::string& who : rule.not_bound) check_who(k, rule, who, problems);
}

}  // namespace

void check_references(const Knowledge& k, Problems& problems) {
  for (const Signature& signature : k.signatures) check_named(k, signature, problems);
  for (const Endpoint& endpoint : k.endpoints) check_maker(k, endpoint, endpoint.maker, problems);
  for (const Maker& maker : k.makers)
    for (const Ownership& owner : maker.owners) check_maker(k, maker, owner.owner, problems);
  for (const Brand& brand : k.brands)
    for (const Ownership& owner : brand.owners) check_maker(k, brand, owner.owner, problems);
  for (const Rule& rule : k.rules) check_rule(k, rule, problems);
  for (const Who& who : k.whos)
    for (const std::string& wider : who.within) check_who(k, who, wider, problems);
}

}  // namespace lenscap::knowledge
