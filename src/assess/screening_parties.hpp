// assess/screening_parties.hpp: everyone a name can mean, compiled for screening: makers, brands, organisations,
// parties as rules print them, and the look-alikes.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "assess/name_index.hpp"
#include "assess/party.hpp"
#include "knowledge/knowledge.hpp"

namespace lenscap::assess {

/// What a name of a party is.
enum class NameRole : std::uint8_t {
  registered,  ///< legal, former or listed name
  short_form,  ///< what people say: "Hikvision"
  house        ///< a second label of a maker: "EZVIZ"
};

/// The rule's row that names a party.
struct ListedAs {
  const knowledge::Rule* rule = nullptr;
  const knowledge::RuleParty* row = nullptr;
  std::optional<model::Date> from, until;
};

struct ScreenParty {
  PartyKind kind{};
  std::string id, name, entry;
  std::string country;  ///< as NameVocabulary::country() names it; empty when not known
  const knowledge::Maker* maker = nullptr;
  const knowledge::Brand* brand = nullptr;
  const knowledge::Organisation* organisation = nullptr;
  const knowledge::Lookalike* lookalike = nullptr;
  std::vector<std::string> address;  ///< folded words of its seat
  std::vector<const knowledge::OrganisationIdentifier*> identifiers;
  std::vector<ListedAs> listings;  ///< of every time
  bool has_han = false;            ///< some name is Chinese: then Chinese letters decide, not their sound
};

/// A name in the index.
struct ScreenName {
  std::uint32_t party = 0;
  NameRole role{};
  bool weak = false;       ///< many bear it: alone it needs a second clue
  bool weak_word = false;  ///< what tells it is one such word: as a part of another name it needs a second clue
  std::string text;
  std::string letters;  ///< plain_letters() of it: legal form, place and all
};

struct ScreenParties {
  explicit ScreenParties(const knowledge::Knowledge& knowledge);

  const knowledge::Knowledge& knowledge;
  NameVocabulary vocabulary;
  std::vector<ScreenParty> parties;
  std::vector<ScreenName> names;  ///< by the index's numbers
  NameIndex index;
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_identifier;  ///< plain_identifier() → parties
  std::unordered_map<std::string, std::uint32_t> by_id;  ///< maker, brand, organisation id → party

 private:
  std::uint32_t add(PartyKind kind, const knowledge::Entry& entry, std::string_view table, std::string_view name);
  void add_name(std::uint32_t party, std::string_view text, NameRole role, bool weak = false);
  bool tells_by_a_weak_word(const NameForm& form) const;
  void add_makers();
  void add_organisations();
  void add_brands();
  void add_lookalikes();
  void add_rules();
  void add_listing(const knowledge::Rule& rule, const knowledge::RuleParty& row, std::uint32_t party);
  void add_identifiers(std::uint32_t party, const std::vector<knowledge::OrganisationIdentifier>& identifiers);

  NameReader reader_{vocabulary};
  NameForm form_;
  TextSet weak_texts_;
  std::unordered_map<std::string, std::uint32_t> by_text_;  ///< letters of registered names → party
};

/// Letters and digits alone, in capitals, without leading zeros: "GB-COH-7689604" → "GBCOH7689604".
std::string plain_identifier(std::string_view id);

/// Every letter and digit of a name, folded, without gaps and signs.
std::string plain_letters(std::string_view name);

/// Words of an address, folded.
std::string folded_text(std::string_view text);

}  // namespace lenscap::assess
