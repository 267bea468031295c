#include "knowledge/image.hpp"

#include <array>

#include "knowledge/archive.hpp"
#include "model/kind.hpp"

namespace lenscap::knowledge {
namespace {

// offsets of the header
constexpr std::size_t at_magic = 0, at_entries_size = 8, at_image_size = 16, at_kinds = 24, header_size = 32;
constexpr std::string_view magic = "LENSKNOW";

std::uint64_t number_at(std::string_view image, std::size_t at) {
  std::uint64_t number;
  std::memcpy(&number, image.data() + at, sizeof number);
  return number;
}

/// Whether the header can be trusted: after that, entries and registry lie inside the image.
bool sound(std::string_view image) {
  return image.size() >= header_size && image.substr(at_magic, magic.size()) == magic &&
         number_at(image, at_image_size) == image.size() && number_at(image, at_entries_size) % 8 == 0 &&
         number_at(image, at_entries_size) <= image.size() - header_size;
}

}  // namespace

// The fields of each struct, for Writer (const) and Reader alike. `T` is the struct, const or not.

template <class T, class Struct>
concept Is = std::same_as<std::remove_const_t<T>, Struct>;

void entry(auto& archive, auto& e) { archive(e.id, e.source, e.date, e.file, e.text, e.line); }

void fields(auto& archive, Is<ClaimValue> auto& c) { archive(c.kind, c.constant, c.group); }
void fields(auto& archive, Is<Ownership> auto& o) { archive(o.owner, o.from, o.until, o.certainty, o.share, o.note); }
void fields(auto& archive, Is<RuleParty> auto& p) {
  archive(p.as_written, p.also, p.maker, p.parties_of, p.owned_only, p.from, p.until, p.scope, p.condition, p.citation,
          p.certainty, p.note);
}

void fields(auto& archive, Is<Signature> auto& s) {
  entry(archive, s);
  archive(s.on, s.match, s.except, s.claims, s.evidence, s.limit, s.examples, s.not_examples);
}
void fields(auto& archive, Is<Maker> auto& m) {
  entry(archive, m);
  archive(m.name, m.short_name, m.country, m.builds, m.surveillance, m.emulated, m.own, m.house, m.organisations,
          m.owners);
}
void fields(auto& archive, Is<Brand> auto& b) {
  entry(archive, b);
  archive(b.name, b.forms, b.company, b.organisations, b.surveillance, b.owners);
}
void fields(auto& archive, Is<Component> auto& c) {
  entry(archive, c);
  archive(c.name, c.organisations);
}
void fields(auto& archive, Is<OrganisationName> auto& n) {
  archive(n.name, n.kind, n.script, n.from, n.until, n.certainty, n.weak);
}
void fields(auto& archive, Is<OrganisationIdentifier> auto& i) { archive(i.scheme, i.id, i.certainty); }
void fields(auto& archive, Is<Holding> auto& h) {
  archive(h.owner, h.share, h.majority, h.from, h.until, h.certainty, h.source, h.note);
}
void fields(auto& archive, Is<Organisation> auto& o) {
  entry(archive, o);
  archive(o.name, o.country, o.kind, o.maker, o.names, o.identifiers, o.owners, o.sells, o.address, o.note);
}
void fields(auto& archive, Is<Lookalike> auto& l) {
  entry(archive, l);
  archive(l.name, l.forms, l.like, l.country, l.why, l.identifiers);
}
void fields(auto& archive, Is<NameWords> auto& w) {
  entry(archive, w);
  archive(w.kind, w.words);
}
void fields(auto& archive, Is<ItemForm> auto& i) {
  entry(archive, i);
  archive(i.match, i.maker, i.brand, i.limit, i.examples, i.not_examples);
}
void fields(auto& archive, Is<Endpoint> auto& e) {
  entry(archive, e);
  archive(e.suffix, e.operator_name, e.maker, e.brand, e.purposes, e.camera, e.limit, e.examples, e.not_examples);
}
void fields(auto& archive, Is<SharedNetwork> auto& n) {
  entry(archive, n);
  archive(n.asns, n.operator_name, n.kind, n.examples);
}
void fields(auto& archive, Is<Rule> auto& r) {
  entry(archive, r);
  archive(r.title, r.citation, r.issuer, r.jurisdiction, r.nature, r.binds, r.acts, r.forbids, r.scope, r.condition,
          r.exceptions, r.says_not, r.from, r.until, r.certainty, r.affiliates, r.origin, r.parties, r.not_bound);
}
void fields(auto& archive, Is<Who> auto& w) {
  entry(archive, w);
  archive(w.title, w.jurisdiction, w.within);
}
void fields(auto& archive, Is<Marker> auto& m) {
  entry(archive, m);
  archive(m.words, m.grade, m.what, m.product_line, m.topics, m.trait, m.proxy, m.beside, m.within, m.languages, m.from,
          m.until, m.renamed, m.slots, m.limit, m.note, m.examples, m.not_examples);
}
void fields(auto& archive, Is<GradeLaw> auto& l) {
  archive(l.citation, l.jurisdiction, l.says, l.topics, l.traits, l.from, l.certainty, l.note);
}
void fields(auto& archive, Is<Grade> auto& g) {
  entry(archive, g);
  archive(g.grade, g.title, g.meaning, g.laws);
}
void fields(auto& archive, Is<Rate> auto& r) {
  entry(archive, r);
  archive(r.unit, r.in, r.millionths, r.from, r.until, r.what);
}
void fields(auto& archive, Is<Threshold> auto& t) {
  entry(archive, t);
  archive(t.title, t.currency, t.units, t.vat, t.binds, t.from, t.until);
}
void fields(auto& archive, Is<Knowledge> auto& k) {
  archive(k.edition, k.signatures, k.makers, k.brands, k.components, k.organisations, k.lookalikes, k.name_words,
          k.item_forms, k.endpoints, k.networks, k.rules, k.whos, k.markers, k.grades, k.rates, k.thresholds);
}

std::string write_image(const Knowledge& knowledge, std::string_view registry) {
  Writer entries;
  entries(knowledge);
  entries.bytes.resize((entries.bytes.size() + 7) / 8 * 8);
  Writer header;
  header(std::uint64_t{entries.bytes.size()}, std::uint64_t{header_size + entries.bytes.size() + registry.size()},
         std::uint64_t{model::all_kinds().size()});
  return std::string(magic) + header.bytes + entries.bytes + std::string(registry);
}

model::Result<Knowledge> read_image(std::string_view image) {
  if (!sound(image)) return model::fail("the knowledge image is damaged", "program", "build the program again");
  if (number_at(image, at_kinds) != model::all_kinds().size())
    return model::fail("the knowledge image is of another build", "program", "build the program again");
  Reader reader(image.substr(header_size, number_at(image, at_entries_size)));
  Knowledge knowledge;
  reader(knowledge);
  if (!reader.good() || reader.left() >= 8)
    return model::fail("the knowledge image is damaged", "program", "build the program again");
  return knowledge;
}

std::string_view registry_of(std::string_view image) noexcept {
  if (!sound(image)) return {};
  return image.substr(header_size + number_at(image, at_entries_size));
}

}  // namespace lenscap::knowledge
