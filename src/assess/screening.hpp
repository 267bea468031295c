// assess/screening.hpp: is this name, identifier or item text one of the parties that rules name? By evidence, with
// reasons, never by one score.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assess/name_index.hpp"
#include "knowledge/knowledge.hpp"

namespace lenscap::assess {

enum class ScreenVerdict : std::uint8_t { is, owned_by, sells, may_be, not_them };
std::string_view to_string(ScreenVerdict v);  ///< "is", "owned_by", "sells", "may_be", "not"

/// What is asked about. Empty members were not told.
struct ScreenAsk {
  std::string_view name;     ///< of an organisation, any script
  std::string_view item;     ///< text of an item or title: "DS-2CD2143G2, 4 MP dome"
  std::string_view country;  ///< as written
  std::string_view address;
  std::vector<std::pair<std::string_view, std::string_view>> identifiers;  ///< scheme ("" when not told), id
  std::optional<model::Date> on;  ///< for ownership and rules; empty: the edition's date
};

/// One reason: a key of the views' sentences with its values.
struct ScreenReason {
  std::string key;     ///< "identifier", "alias", "distinctive_token", "transliteration", "item_model", "owner", …
  std::string detail;  ///< what was compared: "海康威视", "USCC 91330000733796106P"
  std::string entry;   ///< knowledge key behind it: "maker:hikvision", "organisation:…", "lookalike:…", "rule:…"
};

struct ScreenAnswer {
  ScreenVerdict verdict = ScreenVerdict::not_them;
  std::string party;               ///< id of the organisation, maker or brand; empty for `not` without a look-alike
  std::string party_name;          ///< its name as data has it
  std::vector<std::string> rules;  ///< ids of rules that name the party (or its owner) on the day
  std::vector<ScreenReason> reasons;
  std::string decide;  ///< for may_be: a key of what would decide it: "country", "identifier", …
};

/// All parties compiled once: names, tokens, identifiers, model forms. Move-only; safe to ask from several threads.
///
/// A party is who a rule names at any time, or who is owned by one. Others that data knows (makers that no rule names)
/// are answered `not`, with their name. `knowledge` must outlive it.
class Screening {
 public:
  explicit Screening(const knowledge::Knowledge& knowledge);
  ~Screening();
  Screening(Screening&&) noexcept;
  Screening& operator=(Screening&&) noexcept;

  /// The best answer first; `not` alone when there is nothing. Never empty. `memory` of one question serves the next.
  std::vector<ScreenAnswer> ask(const ScreenAsk& ask, NameIndex::Scratch& memory) const;

  /// Whether two names are one party's: `is`, `may_be` or `not`, by their words alone.
  ScreenAnswer compare(std::string_view name, std::string_view other) const;

 private:
  struct Parties;
  std::unique_ptr<Parties> parties_;
};

}  // namespace lenscap::assess
