// [[organisation]] and [[lookalike]]: the legal persons behind makers and brands, and those taken for them.
#include <array>

#include "knowledge/fields.hpp"

namespace lenscap::knowledge {
namespace {

constexpr std::array<std::string_view, 6> organisation_kinds = {"company", "sales", "vehicle",
                                                                "fund",    "state", "institute"};
constexpr std::array<std::string_view, 7> name_kinds = {"legal",     "former",     "short", "trading",
                                                        "romanised", "translated", "listed"};
/// ISO 15924. "Hani" is for what simplified and traditional script write alike.
constexpr std::array<std::string_view, 9> scripts = {"Latn", "Hans", "Hant", "Hani", "Jpan",
                                                     "Kore", "Cyrl", "Arab", "Deva"};
/// What is not known of a name, a number or an owner is left out, so "unknown" is no word here.
constexpr std::array<std::string_view, 2> certainties = {"verified", "reported"};

OrganisationName read_name(Fields fields) {
  OrganisationName name;
  name.name = fields.text("name", Need::required);
  name.kind = fields.word("kind", name_kinds, "legal");
  name.script = fields.word("script", scripts, "");
  name.from = fields.date("from");
  name.until = fields.date("until");
  name.certainty = fields.word("certainty", certainties, "verified");
  name.weak = fields.flag("weak", false);
  fields.finish();
  return name;
}

std::vector<OrganisationIdentifier> read_identifiers(Fields& fields, std::string_view name) {
  std::vector<OrganisationIdentifier> identifiers;
  for (const Value* table : fields.tables("identifiers")) {
    Fields inner = fields.inside(*table, name);
    OrganisationIdentifier& identifier = identifiers.emplace_back();
    identifier.scheme = inner.text("scheme", Need::required);
    identifier.id = inner.text("id", Need::required);
    identifier.certainty = inner.word("certainty", certainties, "verified");
    inner.finish();
  }
  return identifiers;
}

Holding read_holding(Fields fields) {
  Holding holding;
  holding.owner = fields.text("owner", Need::required);
  holding.share = fields.decimal("share", 0, 100);
  holding.majority = fields.flag("majority", false);
  if (holding.majority && holding.share)
    fields.complain(fields.any("majority"), "says 'majority' beside a share", "keep the share alone: it says more");
  holding.from = fields.date("from");
  holding.until = fields.date("until");
  holding.certainty = fields.word("certainty", certainties, "verified");
  holding.source = fields.text("source");
  holding.note = fields.text("note");
  fields.finish();
  return holding;
}

}  // namespace

Organisation read_organisation(Fields& fields, const Value& table) {
  Organisation organisation;
  read_entry(organisation, fields, table, "organisation");
  organisation.name = fields.text("name", Need::required);
  organisation.country = fields.text("country");
  organisation.kind = fields.word("kind", organisation_kinds, "company");
  organisation.maker = fields.text("maker");
  for (const Value* name : fields.tables("names"))
    organisation.names.push_back(read_name(fields.inside(*name, "organisation.names")));
  organisation.identifiers = read_identifiers(fields, "organisation.identifiers");
  for (const Value* holding : fields.tables("owners"))
    organisation.owners.push_back(read_holding(fields.inside(*holding, "organisation.owners")));
  organisation.sells = fields.texts("sells");
  organisation.address = fields.texts("address");
  organisation.note = fields.text("note");
  fields.finish();
  return organisation;
}

Lookalike read_lookalike(Fields& fields, const Value& table) {
  Lookalike lookalike;
  read_entry(lookalike, fields, table, "lookalike");
  lookalike.name = fields.text("name", Need::required);
  lookalike.forms = fields.texts("forms");
  lookalike.like = fields.texts("like", Need::required);
  lookalike.country = fields.text("country");
  lookalike.why = fields.text("why", Need::required);
  lookalike.identifiers = read_identifiers(fields, "lookalike.identifiers");
  fields.finish();
  return lookalike;
}

}  // namespace lenscap::knowledge
