// knowledge/organisation.hpp: legal persons behind makers and brands, as plain values: data/makers/, [[organisation]]
// and [[lookalike]]. A maker is who builds devices; an organisation is who signs, owns, is listed, sells.
#pragma once
#include <optional>
#include <string>
#include <vector>

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
  std::string owner;                       ///< organisation, maker or brand id
  std::optional<double> share;             ///< per cent, as stated; empty when it is not known
  bool majority = false;                   ///< said to be a subsidiary or to be controlled, without a share
  std::optional<model::Date> from, until;  ///< first and last day
  std::string certainty;                   ///< "verified" or "reported"
  std::string source;                      ///< where it differs from the entry's own
  std::string note;
  bool operator==(const Holding&) const = default;
};

}  // namespace lenscap::knowledge
