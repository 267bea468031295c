// knowledge/organisation.hpp: legal persons behind makers and brands, as plain values: data/makers/, [[organisation]]
// and [[lookalike]]. A maker is who builds devices; an organisation is who signs, owns, is listed, sells.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "knowledge/entry.hpp"
#include "model/time.hpp"

namespace lenscap::knowledge {

/// A name in one script and of one time.
struct OrganisationName {
  std::string name;
  std::string kind;    ///< legal, former, short, trading, romanised, translated, listed (as a list prints it)
  std::string script;  ///< ISO 15924: Latn, Hans, Hant, Jpan, …; empty: Latn
  std::optional<model::Date> from, until;
  std::string certainty;  ///< "verified" or "reported"
  bool weak = false;  ///< a common word: counts only with a second clue (country, identifier, address, surveillance)
  bool operator==(const OrganisationName&) const = default;
};

/// "USCC 91330000733796106P", "SZSE 002415", "ISIN CNE100000PM8", "GB-COH 08293412", "LEI …".
struct OrganisationIdentifier {
  std::string scheme, id;
  std::string certainty;
  bool operator==(const OrganisationIdentifier&) const = default;
};

/// A holding in this organisation for a time.
struct Holding {
  std::string owner;                       ///< organisation or maker id
  std::optional<double> share;             ///< per cent, as stated; empty when it is not known
  bool majority = false;                   ///< said to be a subsidiary or to be controlled, without a share
  std::optional<model::Date> from, until;  ///< first and last day
  std::string certainty;                   ///< "verified" or "reported"
  std::string source;                      ///< where it differs from the entry's own
  std::string note;
  bool operator==(const Holding&) const = default;
};

/// A legal person, or a body of a state that owns some. TOML [[organisation]]: id, name, country, kind, maker, names,
/// identifiers, owners, sells, address, note.
struct Organisation : Entry {
  std::string name;     ///< registered name in Latin letters; every other form stands in `names`
  std::string country;  ///< ISO 3166 of the seat
  std::string kind;     ///< company, sales (company), vehicle (for one project), fund, state, institute
  std::string maker;    ///< maker id where this is that maker's own legal person: the two are then one party
  std::vector<OrganisationName> names;
  std::vector<OrganisationIdentifier> identifiers;
  std::vector<Holding> owners;       ///< one row a period; who is not named here holds what is left of 100
  std::vector<std::string> sells;    ///< maker and brand ids under whose name it sells
  std::vector<std::string> address;  ///< words of its seat, as addresses write them: "Hangzhou", "Binjiang", "杭州"
  std::string note;
  bool operator==(const Organisation&) const = default;
};

/// Somebody whose name is taken for a party's, and who is not that party. TOML [[lookalike]], keys as the fields.
struct Lookalike : Entry {
  std::string name;
  std::vector<std::string> forms;  ///< other spellings, in every script
  std::vector<std::string> like;   ///< organisation, maker or brand ids that it is taken for
  std::string country;             ///< ISO 3166; empty: many, or not known
  std::string why;                 ///< what it is
  std::vector<OrganisationIdentifier> identifiers;
  bool operator==(const Lookalike&) const = default;
};

}  // namespace lenscap::knowledge
