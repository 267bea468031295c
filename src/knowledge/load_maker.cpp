// [[maker]], [[brand]], [[component]]: who builds, whose label, whose chip.
#include "knowledge/fields.hpp"

namespace lenscap::knowledge {
namespace {

std::vector<Ownership> read_owners(Fields& fields, std::string_view name) {
  std::vector<Ownership> owners;
  for (const Value* table : fields.tables("owners")) {
    Fields inner = fields.inside(*table, name);
    Ownership& ownership = owners.emplace_back();
    ownership.owner = inner.text("owner", Need::required);
    ownership.from = inner.date("from");
    ownership.until = inner.date("until");
    ownership.certainty = inner.word("certainty", certainty_words, "verified");
    ownership.share = inner.number("share", 1, 100);
    ownership.note = inner.text("note");
    inner.finish();
  }
  return owners;
}

}  // namespace

Maker read_maker(Fields& fields, const Value& table) {
  Maker maker;
  read_entry(maker, fields, table, "maker");
  maker.name = fields.text("name", Need::required);
  maker.short_name = fields.text("short", Need::required);
  maker.country = fields.text("country");
  maker.builds = fields.flag("builds", true);
  maker.surveillance = fields.flag("surveillance", true);
  maker.emulated = fields.flag("emulated", false);
  maker.own = fields.texts("own");
  maker.house = fields.texts("house");
  maker.organisations = fields.texts("organisations");
  maker.owners = read_owners(fields, "maker.owners");
  fields.finish();
  return maker;
}

Brand read_brand(Fields& fields, const Value& table) {
  Brand brand;
  read_entry(brand, fields, table, "brand");
  brand.name = fields.text("name", Need::required);
  brand.forms = fields.texts("forms");
  brand.company = fields.text("company");
  brand.organisations = fields.texts("organisations");
  brand.surveillance = fields.flag("surveillance", true);
  brand.owners = read_owners(fields, "brand.owners");
  fields.finish();
  return brand;
}

Component read_component(Fields& fields, const Value& table) {
  Component component;
  read_entry(component, fields, table, "component");
  component.name = fields.text("name", Need::required);
  component.organisations = fields.texts("organisations");
  fields.finish();
  return component;
}

}  // namespace lenscap::knowledge
