#include "assess/screening_parties.hpp"

#include <algorithm>

namespace lenscap::assess {
namespace {

std::optional<model::Date> later(const std::optional<model::Date>& a, const std::optional<model::Date>& b) {
  return a ? a : b;
}

/// A name of one word that many could bear counts only with a second clue.
bool is_weak(const NameForm& form) {
  if (form.count != 1) return false;
  const NameToken& token = form.tokens[0];
  constexpr float rare = 0.75F;
  // Two Chinese letters name thousands of companies; three Latin ones are initials of many.
  return token.kind != TokenKind::word || token.weight < rare || token.size <= 3 ||
         (!form.han.empty() && form.han.size() <= 6);
}

}  // namespace

std::string plain_identifier(std::string_view id) {
  std::string out;
  for (const char c : id) {
    if (c >= 'a' && c <= 'z') out += static_cast<char>(c - 'a' + 'A');
    else if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) out += c;
  }
  return out.substr(std::min(out.find_first_not_of('0'), out.size()));
}

std::string plain_letters(std::string_view name) {
  std::string out = folded_text(name);
  std::erase_if(out, [](char c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    return !letter;
  });
  return out;
}

std::string folded_text(std::string_view text) {
  FoldedName folded;
  fold_name(text, folded);
  return folded.text;
}

std::uint32_t ScreenParties::add(PartyKind kind, const knowledge::Entry& entry, std::string_view table,
                                 std::string_view name) {
  const auto number = static_cast<std::uint32_t>(parties.size());
  ScreenParty& party = parties.emplace_back();
  party.kind = kind;
  party.id = entry.id;
  party.name = name;
  party.entry = std::string(table) + ":" + entry.id;
  return number;
}

void ScreenParties::add_name(std::uint32_t party, std::string_view text, NameRole role, bool weak) {
  reader_.read(text, form_);
  if (form_.empty()) return;
  parties[party].has_han |= !form_.han.empty();
  if (weak) weak_texts_.insert(form_.text);
  index.add(form_);
  names.push_back({party, role, weak || is_weak(form_), false, std::string(text), plain_letters(text)});
  by_text_.emplace(form_.text, party);
}

void ScreenParties::add_identifiers(std::uint32_t party,
                                    const std::vector<knowledge::OrganisationIdentifier>& identifiers) {
  for (const auto& identifier : identifiers) {
    parties[party].identifiers.push_back(&identifier);
    by_identifier[plain_identifier(identifier.id)].push_back(party);
  }
}

void ScreenParties::add_makers() {
  for (const auto& maker : knowledge.makers) {
    const auto party = add(PartyKind::maker, maker, "maker", maker.name);
    parties[party].maker = &maker;
    parties[party].country = vocabulary.country(maker.country);
    by_id.emplace(maker.id, party);
    add_name(party, maker.name, NameRole::registered);
    add_name(party, maker.short_name, NameRole::short_form);
    for (const auto& name : maker.own) add_name(party, name, NameRole::short_form);
    for (const auto& name : maker.organisations) add_name(party, name, NameRole::registered);
    for (const auto& name : maker.house) add_name(party, name, NameRole::house);
  }
}

void ScreenParties::add_organisations() {
  for (const auto& organisation : knowledge.organisations) {
    const auto own = organisation.maker.empty() ? by_id.end() : by_id.find(organisation.maker);
    const auto party = own != by_id.end()
                           ? own->second
                           : add(PartyKind::organisation, organisation, "organisation", organisation.name);
    parties[party].organisation = &organisation;
    if (parties[party].country.empty()) parties[party].country = vocabulary.country(organisation.country);
    by_id.emplace(organisation.id, party);
    add_name(party, organisation.name, NameRole::registered);
    for (const auto& name : organisation.names)
      add_name(party, name.name,
               name.kind == "short" || name.kind == "trading" ? NameRole::short_form : NameRole::registered, name.weak);
    for (const auto& word : organisation.address) parties[party].address.push_back(folded_text(word));
    add_identifiers(party, organisation.identifiers);
  }
}

void ScreenParties::add_brands() {
  for (const auto& brand : knowledge.brands) {
    bool house = false;
    if (knowledge.maker_of_label(brand.name, house)) continue;  // the maker's own entry speaks for it
    const auto party = add(PartyKind::brand, brand, "brand", brand.name);
    parties[party].brand = &brand;
    by_id.emplace(brand.id, party);
    add_name(party, brand.name, NameRole::short_form);
    for (const auto& name : brand.forms) add_name(party, name, NameRole::short_form);
    if (!brand.company.empty()) add_name(party, brand.company, NameRole::registered);
    for (const auto& name : brand.organisations) add_name(party, name, NameRole::registered);
  }
}

void ScreenParties::add_lookalikes() {
  for (const auto& other : knowledge.lookalikes) {
    const auto party = add(PartyKind::lookalike, other, "lookalike", other.name);
    parties[party].lookalike = &other;
    parties[party].country = vocabulary.country(other.country);
    add_name(party, other.name, NameRole::registered);
    for (const auto& name : other.forms) add_name(party, name, NameRole::registered);
    add_identifiers(party, other.identifiers);
  }
}

void ScreenParties::add_listing(const knowledge::Rule& rule, const knowledge::RuleParty& row, std::uint32_t party) {
  parties[party].listings.push_back({&rule, &row, later(row.from, rule.from), later(row.until, rule.until)});
}

void ScreenParties::add_rules() {
  for (const auto& rule : knowledge.rules)
    for (const auto& row : rule.parties) {
      if (!row.parties_of.empty() || row.owned_only) continue;
      if (const auto known = by_id.find(row.maker); !row.maker.empty() && known != by_id.end()) {
        add_listing(rule, row, known->second);
        add_name(known->second, row.as_written, NameRole::registered);
        continue;
      }
      reader_.read(row.as_written, form_);
      if (form_.empty()) continue;
      const auto same = by_text_.find(form_.text);
      std::uint32_t party = 0;
      if (same != by_text_.end()) {
        party = same->second;
      } else {
        party = add(PartyKind::listed, rule, "rule", row.as_written);
        parties[party].id = row.as_written;
        add_name(party, row.as_written, NameRole::registered);
      }
      add_listing(rule, row, party);
    }
  // A rule that takes over the parties of another names them too, while both do.
  for (const auto& rule : knowledge.rules)
    for (const auto& row : rule.parties) {
      if (row.parties_of.empty() || row.owned_only) continue;
      for (auto& party : parties) {
        const auto held = party.listings;
        for (const ListedAs& listing : held) {
          if (listing.rule->id != row.parties_of) continue;
          ListedAs taken{&rule, &row, later(row.from, rule.from), later(row.until, rule.until)};
          if (listing.from && (!taken.from || *listing.from > *taken.from)) taken.from = listing.from;
          if (listing.until && (!taken.until || *listing.until < *taken.until)) taken.until = listing.until;
          party.listings.push_back(taken);
        }
      }
    }
}

/// Whether a single word tells the name, and that one is short or called weak somewhere.
bool ScreenParties::tells_by_a_weak_word(const NameForm& form) const {
  constexpr float telling = 0.75F;
  constexpr std::size_t short_word = 4;
  std::size_t words = 0;
  bool weak = false;
  for (std::size_t i = 0; i < form.count; ++i) {
    if (form.tokens[i].beside || form.tokens[i].weight < telling) continue;
    ++words;
    weak |= form.tokens[i].size <= short_word || weak_texts_.contains(form.of(i));
  }
  return words == 0 || (words == 1 && weak);
}

ScreenParties::ScreenParties(const knowledge::Knowledge& all) : knowledge(all), vocabulary(all.name_words) {
  add_makers();
  add_organisations();
  add_brands();
  add_lookalikes();
  add_rules();
  // What an entry calls weak is weak wherever else the same name stands.
  for (std::uint32_t i = 0; i < names.size(); ++i) {
    const NameForm& form = index.name(i);
    names[i].weak |= weak_texts_.contains(form.text);
    names[i].weak_word = names[i].weak || tells_by_a_weak_word(form);
  }
  index.build();
}

}  // namespace lenscap::assess
